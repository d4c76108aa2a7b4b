using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>When two values are equal, and what is compared with whoever calls.</summary>
internal sealed partial class Interpreter
{
    private static bool IsGeneratedEquality(IMethodSymbol method) =>
        method is { Name: "Equals", ContainingType.IsValueType: true } && IsGenerated(method);

    /// <summary>What stands apart from the fields of its type was not written with them, and is about all of them.</summary>
    private static bool IsGenerated(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault() is { } written
        && method.ContainingType.GetMembers()
            .Where(static member => member is IFieldSymbol or IPropertySymbol && member.DeclaringSyntaxReferences.Length > 0).ToArray()
            is { Length: > 0 } members
        && !members.Any(member => member.DeclaringSyntaxReferences.Any(field => field.SyntaxTree == written.SyntaxTree));

    /// <summary>True, false, or a term where it is not known.</summary>
    private object Equality(object? left, object? right)
    {
        NoteSender(left, right);
        NoteSender(right, left);
        if ((IsSender(left) && IsOwnerOrDatabase(right)) || (IsSender(right) && IsOwnerOrDatabase(left)))
        {
            // Who passes a comparison with the database is the scheduler; what it runs is judged all the same.
            return run.Sender == Execution.Run.Owner;
        }
        if (left is Opaque || right is Opaque)
        {
            return Values.AreEqual(left, right)
                || (left is null || right is null ? throw new LostTrackException("null")
                    : IsSender(left) || IsSender(right) ? run.Sender == Execution.Run.Owner
                    : throw new LostTrackException("equality"));
        }
        if (left is TupleValue a && right is TupleValue b)
        {
            for (var i = 0; i < a.Elements.Length; i++)
            {
                if (Equality(a.Elements[i], b.Elements[i]) is not true)
                {
                    return false;
                }
            }
            return true;
        }
        if (left is not null && right is not null && Numbers.IsNumber(left) && Numbers.IsNumber(right) && left.GetType() != right.GetType()
            && left is not (float or double or decimal) && right is not (float or double or decimal))
        {
            return Numbers.ToInteger(left) == Numbers.ToInteger(right);
        }
        return left is System.Collections.IList || right is System.Collections.IList ? ReferenceEquals(left, right) : Equals(left, right);
    }

    private static bool IsOwnerOrDatabase(object? value) =>
        value is Special { IsWritten: true } || Execution.Run.DatabaseIdentity.Equals(value);

    private bool IsSender(object? value) => value is Special { Kind: "Identity" } special && special.Equals(run.Sender);

    private void NoteSender(object? left, object? right)
    {
        if (IsSender(left))
        {
            run.ComparedWithDatabase |= Execution.Run.DatabaseIdentity.Equals(right);
            run.ComparedSender |= !Execution.Run.DatabaseIdentity.Equals(right) && right is not null;
        }
    }
}
