using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>The words of what made columns or parameters others: each with its old and its new type.</summary>
internal static class MemberWords
{
    /// <summary>What was done to those that differ, with commas between.</summary>
    public static string Of(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new, PlannerTypeRelation types)
    {
        var members = MemberDifference.Find(old, @new);
        var words = members.Edits.Where(static edit => edit.Kind != MemberEditKind.Moved).Select(edit => Of(edit, types))
            .Concat(members.AddedAtEnd.Select(Added))
            .Concat(@new.Select(member => Retyped(old, member, types)).OfType<string>())
            .ToList();
        // Where two have one name, one of them may be gone without having been removed by that name.
        if (members.Edits.Any(static edit => edit.Kind == MemberEditKind.Moved) || words.Count == 0)
        {
            words.Add(Orders(Names(old), Names(@new)));
        }
        return string.Join(", ", words);
    }

    public static string Orders(string old, string @new) => $"the order was {old} and is {@new}";

    private static string Of(MemberEdit edit, PlannerTypeRelation types) => edit switch
    {
        { Old: { } old, New: { } @new } => types.Relate(old.Type, @new.Type).IsSame
            ? $"'{old.Name}' was renamed to '{@new.Name}'"
            : $"'{@new.Name}' ({@new.Type}) took the place of '{old.Name}' ({old.Type})",
        { Old: { } removed } => $"'{removed.Name}' ({removed.Type}) was removed",
        _ => Added(edit.New!),
    };

    private static string Added(TypeMember member) => $"'{member.Name}' ({member.Type}) was added";

    /// <summary>Null where it has the same type, or was not there.</summary>
    private static string? Retyped(EquatableArray<TypeMember> old, TypeMember @new, PlannerTypeRelation types)
    {
        var before = old.Where(member => member.Name == @new.Name).ToArray();
        if (before.Length == 0 || before.Any(member => types.Relate(member.Type, @new.Type).IsSame))
        {
            return null;
        }
        var (oldType, newType) = (before[0].Type.ToString(), @new.Type.ToString());
        return oldType == newType ? $"{newType} in '{@new.Name}' changed" : $"'{@new.Name}' changed from {oldType} to {newType}";
    }

    private static string Names(EquatableArray<TypeMember> members) => string.Join(", ", members.Select(static member => member.Name));
}
