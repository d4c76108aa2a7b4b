using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Two indexes of a table over the same columns, of which one may be that of a unique column. The generators name both after the table
/// and the columns, whatever <c>Name =</c> says, and no module with such a pair validates. Source: <c>Codegen/Module.cs</c>,
/// <c>StandardIndexName</c>; <c>v9.rs</c>, <c>validate_index_def_v10</c>.
/// </summary>
internal static class IndexCollision
{
    /// <summary>The change for a table that has such a pair, which stands for all others of its indexes; else null.</summary>
    public static SchemaChange? Find(TableSchema old, TableSchema @new)
    {
        for (var i = 0; i < @new.Indexes.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (HaveOneName(@new.Indexes[i], @new.Indexes[j]))
                {
                    return IsDeployed(old, @new.Indexes[i]) ? Change(@new, @new.Indexes[i], @new.Indexes[j]) : Change(@new, @new.Indexes[j], @new.Indexes[i]);
                }
            }
        }
        return null;
    }

    private static bool HaveOneName(IndexSchema left, IndexSchema right) =>
        left.Name == right.Name || (left.Columns.Equals(right.Columns) && left.Algorithm == right.Algorithm);

    private static bool IsDeployed(TableSchema old, IndexSchema index) =>
        old.Indexes.Any(candidate => candidate.Accessor == index.Accessor && candidate.Columns.Equals(index.Columns));

    private static SchemaChange Change(TableSchema table, IndexSchema before, IndexSchema fresh)
    {
        var element = SchemaElement.Index(table.Name, fresh.Name);
        return new(ChangeKind.IndexNamesCollide, element, "DuplicateName")
        {
            Publish = PublishVerdict.Rejected,
            Errors = [new("DuplicateName", new(SchemaElementKind.Index, fresh.Name))],
            Affects = fresh.Columns.Select(column => SchemaElement.Column(table.Name, column)).ToEquatableArray(),
            Old = before.Accessor ?? before.Name,
            New = fresh.Accessor ?? fresh.Name,
            Deployed = SchemaElement.Table(table.Name),
        };
    }
}
