using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Initialisers of objects and collections, and <c>with</c>.</summary>
internal sealed partial class Interpreter
{
    private void Initialize(object? created, IObjectOrCollectionInitializerOperation? initializer, Frame frame)
    {
        if (initializer is null)
        {
            return;
        }
        frame.Initialized.Push(created);
        try
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is IMemberInitializerOperation nested)
                {
                    Initialize(Evaluate(nested.InitializedMember, frame), nested.Initializer, frame);
                }
                else
                {
                    Evaluate(part, frame);
                }
            }
        }
        finally
        {
            frame.Initialized.Pop();
        }
    }

    private object CreateAnonymous(IAnonymousObjectCreationOperation creation, Frame frame)
    {
        var created = new Instance(module.TypeOf((INamedTypeSymbol)creation.Type!));
        foreach (var part in creation.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                created[target.Property.Name] = Values.Copy(Evaluate(assignment.Value, frame));
            }
        }
        return created;
    }

    private object CreateCollection(IOperation collection, Frame frame)
    {
        var items = new List<object?>();
        foreach (var child in collection.ChildOperations)
        {
            if (child.Kind == (OperationKind)128)
            {
                items.AddRange(ItemsOf(Evaluate(child.ChildOperations.First(), frame)));
            }
            else
            {
                items.Add(Values.Copy(Evaluate(child, frame)));
            }
        }
        return collection.Type switch
        {
            IArrayTypeSymbol => items.ToArray(),
            { Name: "HashSet" } => new HashSet<object?>(items),
            { } type when IsSpan(type) => items.ToArray(),
            _ => items,
        };
    }

    private object? With(IWithOperation with, Frame frame)
    {
        var copy = Evaluate(with.Operand, frame) switch
        {
            Instance instance => Values.CopyOf(instance),
            null => throw new ThrownException("System.NullReferenceException"),
            _ => throw new LostTrackException("with"),
        };
        Initialize(copy, with.Initializer, frame);
        return copy;
    }
}
