namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>What the class that keeps both tables has only where the code calls it.</summary>
internal static class TransitionMethods
{
    /// <summary>Deletes the row that it is given, or that was found; null is none.</summary>
    public const string DeleteRow = "DeleteRow";

    /// <summary>Deletes all rows that it is given.</summary>
    public const string DeleteAll = "DeleteAll";

    public const string Clear = "Clear";

    /// <summary>Looks a row up by a unique column that is not the key.</summary>
    public static string FindBy(string column) => "FindBy" + column;

    public static string Text(TableTransition of, ISet<string> called, string context, string oldTable, string newTable) => string.Concat(
        Lookups(of, context, oldTable, newTable).Concat(Deletes(of, context, oldTable, newTable))
            .Where(method => called.Contains(method.Name)).Select(static method => method.Text));

    /// <summary>A row that nobody has used since is in the old table alone.</summary>
    private static IEnumerable<(string Name, string Text)> Lookups(
        TableTransition of, string context, string oldTable, string newTable) => of.Uniques.Select(unique => (FindBy(unique.New), $$"""
                public static {{of.NewType}}? {{FindBy(unique.New)}}({{context}} ctx, {{unique.Type}} value)
                {
                    if ({{newTable}}.{{unique.New}}.Find(value) is { } row)
                    {
                        return row;
                    }
                    return {{oldTable}}.{{unique.Old}}.Find(value) is { } old ? Find(ctx, old.{{of.Key.Old}}) : null;
                }


            """));

    /// <summary>Whatever deletes a row deletes it in both tables: one that is left in the old table would come back.</summary>
    private static IEnumerable<(string Name, string Text)> Deletes(TableTransition of, string context, string oldTable, string newTable)
    {
        yield return (DeleteRow, $"""
                public static bool Delete({context} ctx, {of.NewType}? row) => row is not null && Delete(ctx, {(of.Table.RowType.IsValueType ? "row.Value" : "row")}.{of.Key.New});


            """);
        yield return (DeleteAll, $$"""
                public static ulong DeleteAll({{context}} ctx, System.Collections.Generic.IEnumerable<{{of.NewType}}> rows)
                {
                    var count = 0UL;
                    foreach (var row in new System.Collections.Generic.List<{{of.NewType}}>(rows))
                    {
                        count += Delete(ctx, row.{{of.Key.New}}) ? 1UL : 0UL;
                    }
                    return count;
                }


            """);
        yield return (Clear, $$"""
                public static ulong Clear({{context}} ctx)
                {
                    {{oldTable}}.Clear();
                    return {{newTable}}.Clear();
                }


            """);
    }
}
