using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

internal enum MemberEditKind
{
    Removed,
    Renamed,
    Inserted,
    Moved,
}

/// <param name="Old">The member before; null for what was inserted.</param>
/// <param name="New">The member after; null for what was removed.</param>
internal readonly record struct MemberEdit(MemberEditKind Kind, TypeMember? Old, TypeMember? New);

/// <summary>The edits that made a list of variants or fields another one.</summary>
/// <param name="AddedAtEnd">Those behind all that was there before, which is untouched in its order.</param>
internal sealed record MemberDifference(IReadOnlyList<MemberEdit> Edits, IReadOnlyList<TypeMember> AddedAtEnd)
{
    public static MemberDifference Find(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new)
    {
        var edits = new List<MemberEdit>();
        var addedAtEnd = new List<TypeMember>();
        var oldNames = Names(old);
        var newNames = Names(@new);
        var renamed = new HashSet<string>();
        for (var i = 0; i < Math.Min(old.Count, @new.Count); i++)
        {
            if (!newNames.Contains(oldNames[i]) && !oldNames.Contains(newNames[i]))
            {
                edits.Add(new(MemberEditKind.Renamed, old[i], @new[i]));
                renamed.Add(oldNames[i]);
                renamed.Add(newNames[i]);
            }
        }
        for (var i = 0; i < old.Count; i++)
        {
            if (!newNames.Contains(oldNames[i]) && !renamed.Contains(oldNames[i]))
            {
                edits.Add(new(MemberEditKind.Removed, old[i], null));
            }
        }
        var common = newNames.FindAll(oldNames.Contains);
        var last = newNames.FindLastIndex(name => oldNames.Contains(name) || renamed.Contains(name));
        for (var i = 0; i < @new.Count; i++)
        {
            if (oldNames.Contains(newNames[i]) || renamed.Contains(newNames[i]))
            {
                continue;
            }
            if (i > last)
            {
                addedAtEnd.Add(@new[i]);
            }
            else
            {
                edits.Add(new(MemberEditKind.Inserted, null, @new[i]));
            }
        }
        foreach (var moved in Order.Moved(oldNames.FindAll(newNames.Contains), common))
        {
            edits.Add(new(MemberEditKind.Moved, old[oldNames.IndexOf(moved)], @new[newNames.IndexOf(moved)]));
        }
        return new(edits, addedAtEnd);
    }

    private static List<string> Names(EquatableArray<TypeMember> members)
    {
        var names = new List<string>(members.Count);
        for (var i = 0; i < members.Count; i++)
        {
            names.Add(members[i].Name ?? $"{i}");
        }
        return names;
    }
}
