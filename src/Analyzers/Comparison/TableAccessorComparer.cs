using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Tables that exchange their accessors. The plan changes them one after the other, by the names of the tables, and an accessor that
/// another table still has is refused. Source: <c>mut_tx.rs</c>, <c>alter_table_accessor_name</c>; <c>system_tables.rs</c>, the unique
/// constraint of <c>st_table_accessor</c>.
/// </summary>
internal static class TableAccessorComparer
{
    public static void Compare(ComparisonContext context)
    {
        var kept = context.Deployed.Tables.Where(table => table.Accessor is not null && context.Current.Table(table.Name)?.Accessor is not null).ToArray();
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in kept)
        {
            holders[table.Accessor!] = table.Name;
        }
        foreach (var table in kept.OrderBy(static table => table.Name, StringComparer.Ordinal))
        {
            var accessor = context.Current.Table(table.Name)!.Accessor!;
            if (accessor == table.Accessor)
            {
                continue;
            }
            var element = SchemaElement.Table(table.Name);
            if (holders.TryGetValue(accessor, out var holder))
            {
                context.Add(new(ChangeKind.TableAccessorTaken, element, "ChangeTableAccessorName")
                {
                    Publish = PublishVerdict.Rejected,
                    Stage = PublishStage.Execution,
                    Affects = [element, SchemaElement.Table(holder)],
                    Old = holder,
                    New = accessor,
                    Deployed = element,
                });
                return;
            }
            holders.Remove(table.Accessor!);
            holders[accessor] = table.Name;
        }
    }
}
