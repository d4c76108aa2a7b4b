using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The sequence of an auto-increment column that has the name of one that is deployed in another table, as that of column <c>b_c</c> of
/// <c>a</c> and of column <c>c</c> of <c>a_b</c>. The planner holds both to be one sequence, whose table it does not look at. Source:
/// <c>auto_migrate.rs</c>, <c>auto_migrate_sequences</c>; <c>crates/engine/src/update.rs</c>, <c>CheckAddSequenceRangeValid</c>;
/// <c>schema.rs</c>, <c>check_compatible</c>.
/// </summary>
internal static class MovedSequenceComparer
{
    public static void Compare(ComparisonContext context)
    {
        foreach (var table in context.Current.Tables)
        {
            foreach (var column in table.Columns)
            {
                if (column.IsAutoInc && FormerOwner(table, column, context) is { } owner
                    && Outcome(table, column, owner, context) is { } outcome)
                {
                    context.Add(new(ChangeKind.SequenceMoved, SchemaElement.Column(table.Name, column.Name), outcome.Planner)
                    {
                        Publish = outcome.Verdict,
                        Stage = PublishStage.Execution,
                        Name = column.SequenceNameIn(table.Name),
                        Old = $"that of column '{owner.Column.SourceName ?? owner.Column.Name}' of table '{owner.Table.Name}'",
                        New = $"the sequence of column '{column.SourceName ?? column.Name}' of table '{table.Name}'",
                        Deployed = SchemaElement.Column(owner.Table.Name, owner.Column.Name),
                    });
                }
            }
        }
    }

    /// <summary>
    /// Whether the planner sees nothing to do for the sequence of that column, because it takes one of another table for it: no row is
    /// checked then.
    /// </summary>
    public static bool IsOverlooked(TableSchema table, ColumnSchema column, ComparisonContext context) =>
        FormerOwner(table, column, context) is { } owner && HasSameNumber(table, column, owner);

    /// <summary>Where the owner still has it, the names collide, which is told already.</summary>
    private static Owner? FormerOwner(TableSchema table, ColumnSchema column, ComparisonContext context)
    {
        if (context.Deployed.Table(table.Name)?.Column(column.Name)?.IsAutoInc == true)
        {
            return null;
        }
        var name = column.SequenceNameIn(table.Name);
        foreach (var other in context.Deployed.Tables)
        {
            foreach (var candidate in other.Columns)
            {
                if (candidate.IsAutoInc && other.Name != table.Name && candidate.SequenceNameIn(other.Name) == name)
                {
                    return context.Current.Table(other.Name)?.Column(candidate.Name)?.IsAutoInc == true ? null : new(other, candidate);
                }
            }
        }
        return null;
    }

    private static bool HasSameNumber(TableSchema table, ColumnSchema column, Owner owner) =>
        table.ColumnIndex(column.Name) == owner.Table.ColumnIndex(owner.Column.Name);

    /// <summary>
    /// A sequence of another number is removed and added, but its rows are looked for before a new table is there. One of the same number
    /// is left where it is: the next publish finds a table with a sequence too many, or with one too few.
    /// </summary>
    private static (PublishVerdict Verdict, string Planner)? Outcome(
        TableSchema table, ColumnSchema column, Owner owner, ComparisonContext context) =>
        (context.Deployed.Table(table.Name) is null, HasSameNumber(table, column, owner)) switch
        {
            (true, false) => (PublishVerdict.Rejected, "CheckAddSequenceRangeValid"),
            (true, true) => context.Current.Table(owner.Table.Name) is null ? null : (PublishVerdict.Allowed, "AddTable"),
            (false, true) => (PublishVerdict.Allowed, "AddSequence"),
            _ => null,
        };

    private readonly record struct Owner(TableSchema Table, ColumnSchema Column);
}
