using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Constructors of the module.</summary>
internal sealed partial class Interpreter
{
    private Instance Construct(Instance instance, IMethodSymbol constructor, object?[] arguments)
    {
        var frame = new Frame(null, instance);
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            frame.Declare(parameter, new Variable(arguments[parameter.Ordinal]));
        }
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(module.Cancellation);
        var body = syntax is ConstructorDeclarationSyntax
            ? module.BodyOf(constructor.OriginalDefinition) as IConstructorBodyOperation
            : null;
        if (body?.Initializer is not IInvocationOperation { TargetMethod: { } chained }
            || !SymbolEqualityComparer.Default.Equals(chained.ContainingType, constructor.ContainingType))
        {
            InitializeMembers(instance, constructor.ContainingType, frame);
        }
        if (syntax is TypeDeclarationSyntax declaration)
        {
            foreach (var parameter in constructor.Parameters)
            {
                var member = constructor.ContainingType.IsRecord ? parameter.Name : InstanceType.NameOf(parameter);
                if (instance.Type.PositionOf(member) < 0)
                {
                    throw new LostTrackException(parameter.Name);
                }
                instance[member] = Values.Copy(arguments[parameter.Ordinal]);
            }
            if (declaration.BaseList?.Types.FirstOrDefault() is PrimaryConstructorBaseTypeSyntax { ArgumentList.Arguments: { Count: > 0 } given } && !Exceptions.IsException(constructor.ContainingType))
            {
                ConstructBase(instance, constructor.ContainingType.BaseType!, given, frame);
            }
        }
        if (body is not null)
        {
            if (Unconverted(
                body.Initializer) is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } target } initializer)
            {
                Construct(instance, target, Arguments(initializer.Arguments, target, frame));
            }
            Run(body.BlockBody ?? body.ExpressionBody, frame);
        }
        return instance;
    }

    /// <summary>What a primary constructor gives to that of the base type.</summary>
    private void ConstructBase(Instance instance, INamedTypeSymbol type, IReadOnlyList<ArgumentSyntax> given, Frame frame)
    {
        var constructors = type.InstanceConstructors
            .Where(constructor => constructor.DeclaringSyntaxReferences.Length > 0 && constructor.Parameters.Length == given.Count)
            .ToArray();
        if (constructors is not [var constructor] || given.Any(static argument => argument.NameColon is not null))
        {
            throw new LostTrackException("base");
        }
        Construct(
            instance,
            constructor,
            given.Select(argument => Values.Copy(Evaluate(module.OperationOf(argument.Expression), frame))).ToArray());
    }

    private static IOperation? Unconverted(IOperation? operation) =>
        operation is IExpressionStatementOperation statement ? statement.Operation : operation;

    private void InitializeMembers(Instance instance, INamedTypeSymbol type, Frame frame)
    {
        foreach (var member in type.GetMembers())
        {
            if (module.InitializerOf(member) is { } initial)
            {
                instance[member.Name] = Values.Copy(Evaluate(initial, frame));
            }
        }
    }
}
