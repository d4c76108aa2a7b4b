using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What tables and views are called in the code, which the database keeps beside their names: no two of them have one accessor, at no
/// moment of a publish. Tables that exchange theirs, or a table and a view, get as far as the plan and are refused when it is carried out.
/// Source: <c>system_tables.rs</c>, the unique constraint of <c>st_table_accessor</c>; <c>mut_tx.rs</c>, <c>create_table</c> and
/// <c>alter_table_accessor_name</c>; <c>auto_migrate.rs</c>, the order of <c>AutoMigrateStep</c>.
/// </summary>
internal sealed class AccessorComparer
{
    private const string AnotherName = "Give it another name in the code";
    private const string ThirdName = "Give it a third name first, and this one in the next publish";

    private readonly ComparisonContext _context;
    private readonly Dictionary<string, SchemaElement> _holders = new(StringComparer.Ordinal);

    private AccessorComparer(ComparisonContext context) => _context = context;

    public static void Compare(ComparisonContext context)
    {
        if (context.Rules.NamesAccessors)
        {
            new AccessorComparer(context).Compare();
        }
    }

    private void Compare()
    {
        var (deployed, current) = (_context.Deployed, _context.Current);
        foreach (var table in deployed.Tables.Where(table => table.Accessor is not null && current.Table(table.Name) is not null))
        {
            _holders[table.Accessor!] = SchemaElement.Table(table.Name);
        }
        // That of a view is made with it and never changed.
        var keptViews = deployed.Views.Where(view => current.View(view.Name) is { } kept && !ViewComparer.IsRebuilt(view, kept, _context))
            .ToArray();
        foreach (var view in keptViews.Where(static view => view.SourceName is not null))
        {
            _holders[view.SourceName!] = SchemaElement.View(view.Name);
        }
        foreach (var table in current.Tables
            .Where(table => _context.Rules.ComparesSourceNames && deployed.Table(table.Name)?.Accessor is not null)
            .OrderBy(static table => table.Name, StringComparer.Ordinal))
        {
            Take(SchemaElement.Table(table.Name), table.Accessor, deployed.Table(table.Name)!.Accessor, "ChangeTableAccessorName");
        }
        foreach (var table in current.Tables.Where(table => deployed.Table(table.Name) is null)
            .OrderBy(static table => table.Name, StringComparer.Ordinal))
        {
            Take(SchemaElement.Table(table.Name), table.Accessor, null, "AddTable");
        }
        foreach (var view in current.Views.Where(view => keptViews.All(kept => kept.Name != view.Name))
            .OrderBy(static view => view.Name, StringComparer.Ordinal))
        {
            Take(SchemaElement.View(view.Name), view.SourceName, null, "AddView");
        }
    }

    private void Take(SchemaElement element, string? accessor, string? before, string planner)
    {
        if (accessor is null || accessor == before || _context.IsRefused(element))
        {
            return;
        }
        if (_holders.TryGetValue(accessor, out var holder))
        {
            _context.Add(new(ChangeKind.AccessorTaken, element, planner)
            {
                Publish = PublishVerdict.Rejected,
                Stage = PublishStage.Execution,
                Affects = [element, holder],
                Old = $"{Text(holder.Kind)} '{holder.Owner}'",
                New = accessor,
                Detail = holder.Kind == SchemaElementKind.Table && _context.Current.Table(holder.Owner)?.Accessor != accessor
                    ? ThirdName
                    : AnotherName,
                Deployed = before is null ? null : element,
            });
            return;
        }
        if (before is not null)
        {
            _holders.Remove(before);
        }
        _holders[accessor] = element;
    }

    private static string Text(SchemaElementKind kind) => kind == SchemaElementKind.View ? "view" : "table";
}
