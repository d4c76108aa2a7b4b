namespace SpacetimeSchema.Analyzers.Schema;

internal enum NameClaimKind
{
    Table,
    View,
    Index,
    UniqueConstraint,
    Sequence,
    Schedule,
}

/// <summary>
/// A name that a part of a module takes in the one namespace of tables, views, indexes, constraints, sequences and schedules.
/// Source: <c>v10.rs</c>, <c>validate_table_def</c> and <c>validate_view_def</c>; <c>v9.rs</c>, <c>add_to_global_namespace</c>.
/// </summary>
/// <param name="Element">What takes it, or the column of a constraint or a sequence.</param>
/// <param name="Called">Its name in the code.</param>
internal readonly record struct NameClaim(string Name, NameClaimKind Kind, SchemaElement Element, string Called)
{
    public static IEnumerable<NameClaim> Of(ModuleSchema module) => module.Tables.SelectMany(Of).Concat(module.Views.Select(Of));

    public static NameClaim Of(ViewSchema view) =>
        new(view.Name, NameClaimKind.View, SchemaElement.View(view.Name), view.SourceName ?? view.Name);

    /// <summary>The name in the code is taken too, as an alias: that of a table, and the one that the generators give an index.</summary>
    public static IEnumerable<NameClaim> Of(TableSchema table)
    {
        var accessor = table.Accessor ?? table.Name;
        foreach (var name in new[] { table.Name, accessor }.Distinct())
        {
            yield return new(name, NameClaimKind.Table, SchemaElement.Table(table.Name), accessor);
        }
        foreach (var index in table.Indexes)
        {
            foreach (var name in new[] { index.Name, index.SourceNameIn(table) }.Distinct())
            {
                yield return new(name, NameClaimKind.Index, SchemaElement.Index(table.Name, index.Name), index.Accessor ?? index.Name);
            }
        }
        foreach (var constraint in table.UniqueConstraints)
        {
            yield return new(
                constraint.NameIn(table.Name),
                NameClaimKind.UniqueConstraint,
                SchemaElement.Column(table.Name, constraint.Columns[0]),
                string.Join("_", constraint.Columns));
        }
        foreach (var column in table.Columns)
        {
            if (column.IsAutoInc)
            {
                yield return new(
                    column.SequenceNameIn(table.Name), NameClaimKind.Sequence, SchemaElement.Column(table.Name, column.Name), column.Name);
            }
        }
        if (table.Schedule is not null)
        {
            yield return new($"{table.Name}_sched", NameClaimKind.Schedule, SchemaElement.Table(table.Name), accessor);
        }
    }

    /// <summary>Whether it is the same claim in another state of the module. Not all baselines know the names in the code.</summary>
    public bool IsAlso(NameClaim other) =>
        Name == other.Name && Kind == other.Kind && Element == other.Element && (Kind != NameClaimKind.Index || Called == other.Called);

    /// <summary>In the middle of a sentence.</summary>
    public override string ToString() => Kind switch
    {
        NameClaimKind.Table => $"table '{Called}'",
        NameClaimKind.View => $"view '{Called}'",
        NameClaimKind.Index => $"index '{Called}' of table '{Element.Owner}'",
        NameClaimKind.UniqueConstraint => $"the unique constraint on '{Called}' of table '{Element.Owner}'",
        NameClaimKind.Sequence => $"the sequence of '{Called}' of table '{Element.Owner}'",
        _ => $"the schedule of table '{Called}'",
    };
}
