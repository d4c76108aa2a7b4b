using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What was done to the columns of a table, by name and position.</summary>
internal sealed class ColumnDifference
{
    private readonly TableSchema _old;
    private readonly TableSchema _new;
    private readonly PlannerTypeRelation _types;
    private readonly List<string> _commonInOld;
    private readonly List<string> _commonInNew;

    private ColumnDifference(TableSchema old, TableSchema @new, PlannerTypeRelation types)
    {
        _old = old;
        _new = @new;
        _types = types;
        _commonInOld = [.. old.Columns.Select(static column => column.Name).Where(name => @new.Column(name) is not null)];
        _commonInNew = [.. @new.Columns.Select(static column => column.Name).Where(name => old.Column(name) is not null)];
        var removed = old.Columns.Where(column => @new.Column(column.Name) is null).ToArray();
        var added = @new.Columns.Where(column => old.Column(column.Name) is null).ToArray();
        Renamed = RenameMatcher.Match(removed, added, Score);
        Removed = [.. removed.Where(column => !Renamed.Any(pair => pair.Old == column))];
        Added = [.. added.Where(column => !Renamed.Any(pair => pair.New == column))];
        Moved = Order.Moved(_commonInOld, _commonInNew);
        IsReordered = _commonInNew.Any(Shift);
    }

    public IReadOnlyList<ColumnSchema> Removed { get; }

    public IReadOnlyList<ColumnSchema> Added { get; }

    public IReadOnlyList<(ColumnSchema Old, ColumnSchema New)> Renamed { get; }

    /// <summary>Columns that left the order of the others.</summary>
    public IReadOnlyList<string> Moved { get; }

    /// <summary>Whether a column that is there before and after has another number: what the planner calls reordered.</summary>
    public bool IsReordered { get; }

    public static ColumnDifference Find(TableSchema old, TableSchema @new, PlannerTypeRelation types) => new(old, @new, types);

    /// <summary>Whether a new column pushes one behind it to a higher number.</summary>
    public bool IsInserted(ColumnSchema added) =>
        NextCommon(_new, added.Name, _commonInNew) is { } next && _new.ColumnIndex(next) > _old.ColumnIndex(next);

    /// <summary>Whether the column that followed a removed one has another number now.</summary>
    public bool ShiftsOthers(ColumnSchema removed) => NextCommon(_old, removed.Name, _commonInOld) is { } next && Shift(next);

    private bool Shift(string name) => _new.ColumnIndex(name) != _old.ColumnIndex(name);

    /// <summary>By place, type and likeness of the names.</summary>
    private double? Score(ColumnSchema old, ColumnSchema @new)
    {
        if (old.Type is AlgebraicType.Unknown || @new.Type is AlgebraicType.Unknown || !_types.Relate(old.Type, @new.Type).IsSame)
        {
            return null;
        }
        var likeness = NameLikeness.Of(old.Name, @new.Name);
        var before = GapOf(_old, old.Name, _commonInOld, static _ => true);
        var now = GapOf(_new, @new.Name, _commonInNew, static column => column.Default is null);
        var samePlace = before.Previous == now.Previous && before.Next == now.Next;
        var sameNumber = samePlace && before.Number == now.Number;
        if (likeness < LeastLikeness(samePlace, sameNumber && AreNearlyAsMany(before.Count, now.Count), @new.Default is not null))
        {
            return null;
        }
        return likeness + (samePlace ? 1 : 0) + (sameNumber ? 1 : 0);
    }

    /// <summary>
    /// Where many others came or went beside it, and where a default says that the column is meant to be new, the place alone tells
    /// nothing.
    /// </summary>
    private static double LeastLikeness(bool samePlace, bool byPlaceAlone, bool hasDefault) =>
        !samePlace ? 0.6 : hasDefault ? 0.5 : byPlaceAlone ? 0 : 0.3;

    private static bool AreNearlyAsMany(int before, int now) => Math.Abs(before - now) < Math.Min(before, now);

    /// <summary>Where a column stands among those that only one of the two has: between which others, as which, and of how many.</summary>
    private static (string? Previous, string? Next, int Number, int Count) GapOf(
        TableSchema table, string name, List<string> common, Func<ColumnSchema, bool> counts)
    {
        var (previous, next) = (PreviousCommon(table, name, common), NextCommon(table, name, common));
        var start = previous is null ? -1 : table.ColumnIndex(previous);
        var end = next is null ? table.Columns.Count : table.ColumnIndex(next);
        return (previous, next, table.ColumnIndex(name) - start, table.Columns.Skip(start + 1).Take(end - start - 1).Count(counts));
    }

    private static string? PreviousCommon(TableSchema table, string name, List<string> common)
    {
        for (var i = table.ColumnIndex(name) - 1; i >= 0; i--)
        {
            if (common.Contains(table.Columns[i].Name))
            {
                return table.Columns[i].Name;
            }
        }
        return null;
    }

    private static string? NextCommon(TableSchema table, string name, List<string> common)
    {
        for (var i = table.ColumnIndex(name) + 1; i < table.Columns.Count; i++)
        {
            if (common.Contains(table.Columns[i].Name))
            {
                return table.Columns[i].Name;
            }
        }
        return null;
    }
}
