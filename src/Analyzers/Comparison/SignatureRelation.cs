using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Relates what a reducer or procedure takes and answers to what callers know that were built before.</summary>
internal sealed class SignatureRelation(ComparisonContext context)
{
    /// <summary>
    /// What breaks them, in words; null where nothing does. Callers send the values in order, without names: what is only called otherwise
    /// breaks nobody, and what changed places is taken for another value.
    /// </summary>
    public string? Difference(FunctionSchema old, FunctionSchema @new)
    {
        if (old.Parameters.Count != @new.Parameters.Count)
        {
            return $"It takes {@new.Parameters.Count} instead of {old.Parameters.Count} values, and calls of old clients fail{(@new.Parameters.Count > old.Parameters.Count ? " with 'invalid arguments'" : "")}";
        }
        for (var i = 0; i < old.Parameters.Count; i++)
        {
            // Old clients know the variants that were there, which keep their numbers; what is new at the end nobody sends.
            if (context.Encodings.Relate(old.Parameters[i].Type, @new.Parameters[i].Type) == Encoding.Other)
            {
                return $"The type of '{@new.Parameters[i].Name}' is another one, and calls of old clients fail with 'invalid arguments', or are misread";
            }
            if (old.Parameters[i].Name != @new.Parameters[i].Name
                && old.Parameters.Any(parameter => parameter.Name == @new.Parameters[i].Name))
            {
                return $"'{@new.Parameters[i].Name}' stands in another place, and calls of old clients are misread";
            }
        }
        return old.ReturnType is { } before && @new.ReturnType is { } after ? AnswerDifference(before, after) : null;
    }

    /// <summary>What hurts nobody; names are not sent, and tell parameters that change places.</summary>
    public static string? Harmless(FunctionSchema old, FunctionSchema @new) =>
        old.Parameters.Zip(@new.Parameters, static (before, after) => before.Name is not null && before.Name != after.Name)
            .Any(static isRenamed => isRenamed)
            ? "takes its values under other names"
        : old.ReturnType is { } before && @new.ReturnType is { } after && !before.Equals(after) ? $"returns {after}"
        : null;

    /// <summary>
    /// An answer is decoded alone, and what is left behind what the client knows is not looked at. Source:
    /// <c>crates/bindings-csharp/BSATN.Runtime/BSATN/Runtime.cs</c>, <c>Decode</c>; <c>crates/sats/src/bsatn.rs</c>, <c>from_slice</c>.
    /// </summary>
    private string? AnswerDifference(AlgebraicType before, AlgebraicType after) =>
        before.Equals(SpecialAlgebraicType.Unit) || context.AnswerEncodings.Relate(Head(after, before), before) != Encoding.Other
            ? null
            : context.Encodings.Relate(before, after) == Encoding.Grown
                ? "It returns a type with new variants, and old clients fail at the first answer that holds one"
                : "It returns another type, and old clients misread the answer, or fail at it";

    /// <summary>Of a product as many fields as it had before.</summary>
    private AlgebraicType Head(AlgebraicType after, AlgebraicType before) =>
        Resolved(after, context.Current) is AlgebraicType.Product @new && Resolved(before, context.Deployed) is AlgebraicType.Product old
            && old.Fields.Count < @new.Fields.Count
            && SpecialAlgebraicType.NameOf(@new) is null
            ? new AlgebraicType.Product(@new.Fields.Take(old.Fields.Count).ToEquatableArray())
            : after;

    private static AlgebraicType? Resolved(AlgebraicType type, ModuleSchema module) =>
        type is AlgebraicType.Ref reference ? module.Resolve(reference.Name) : type;

    /// <summary>What was edited behind the parameters and the answer, and hurts no caller.</summary>
    public IEnumerable<TypeEdit> TypeEdits(FunctionSchema old, FunctionSchema @new) => TypeClosure.RootsOf(old)
        .Zip(
            TypeClosure.RootsOf(@new),
            (before, after) => context.Types.Relate(before, after).IsSame ? [] : context.TypeEdits.Find(before, after))
        .SelectMany(static edits => edits);
}
