using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What indexes are called in the code, with the name there of their table: the database keeps it as an alias, and no two indexes have one
/// alias at any moment of a publish. Tables that hand their names in the code on to each other pass the plan, and are refused when it is
/// carried out, unless the indexes are changed in an order in which each alias is free by then. Source: <c>system_tables.rs</c>, the unique
/// constraint of <c>st_index_accessor</c>; <c>mut_tx.rs</c>, <c>alter_index_source_name</c> and <c>create_index</c>;
/// <c>auto_migrate.rs</c>, the order of <c>AutoMigrateStep</c>.
/// </summary>
internal sealed class IndexAliasComparer
{
    private readonly ComparisonContext _context;
    private readonly Dictionary<string, Entry> _deployed;
    private readonly Dictionary<string, Entry> _holders = new(StringComparer.Ordinal);

    private IndexAliasComparer(ComparisonContext context) =>
        (_context, _deployed) = (context, Entries(context.Deployed).GroupBy(static entry => entry.Index.Name, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal));

    public static void Compare(ComparisonContext context)
    {
        if (context.Rules.ComparesSourceNames && context.Deployed.KnowsIndexNames
            && context.Deployed.Tables.All(static table => table.Accessor is not null))
        {
            new IndexAliasComparer(context).Compare();
        }
    }

    private void Compare()
    {
        var current = Entries(_context.Current).OrderBy(static entry => entry.Index.Name, StringComparer.Ordinal).ToArray();
        foreach (var entry in current)
        {
            if (Kept(entry) is { } before)
            {
                _holders[before.Alias] = before;
            }
        }
        foreach (var entry in current.Where(entry => Kept(entry) is { } before && before.Alias != entry.Alias))
        {
            Take(entry, "ChangeIndexSourceName");
        }
        foreach (var entry in current.Where(IsOfNewTable).OrderBy(static entry => entry.Table.Name, StringComparer.Ordinal))
        {
            Take(entry, "AddTable");
        }
        foreach (var entry in current.Where(entry => Kept(entry) is null && !IsOfNewTable(entry)))
        {
            Take(entry, "AddIndex");
        }
    }

    private static IEnumerable<Entry> Entries(ModuleSchema module) =>
        module.Tables.SelectMany(static table => table.Indexes.Select(index => new Entry(table, index)));

    /// <summary>What is deployed of an index that is not made anew; an index of another table is another's business.</summary>
    private Entry? Kept(Entry entry) =>
        _deployed.TryGetValue(entry.Index.Name, out var before) && before.Table.Name == entry.Table.Name
            && before.Index.Algorithm == entry.Index.Algorithm && before.Numbers.SequenceEqual(entry.Numbers) ? before : null;

    private bool IsOfNewTable(Entry entry) => _context.Deployed.Table(entry.Table.Name) is null;

    private void Take(Entry entry, string planner)
    {
        if (_holders.TryGetValue(entry.Alias, out var holder) && holder.Index.Name != entry.Index.Name)
        {
            Report(entry, holder, planner);
            return;
        }
        if (_deployed.TryGetValue(entry.Index.Name, out var before))
        {
            _holders.Remove(before.Alias);
        }
        _holders[entry.Alias] = entry;
    }

    private void Report(Entry entry, Entry holder, string planner)
    {
        var element = SchemaElement.Index(entry.Table.Name, entry.Index.Name);
        if (_context.IsRefused(SchemaElement.Table(entry.Table.Name)) || _context.IsRefused(SchemaElement.Table(holder.Table.Name)))
        {
            return;
        }
        _context.Add(new(ChangeKind.IndexAliasTaken, element, planner)
        {
            Publish = PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Affects = [element, SchemaElement.Index(holder.Table.Name, holder.Index.Name)],
            Name = entry.Index.Accessor ?? entry.Index.Name,
            Old = $"index '{holder.Index.Accessor ?? holder.Index.Name}' of table '{holder.Table.Name}'",
            New = entry.Alias,
            Deployed = planner == "ChangeIndexSourceName" ? element : null,
        });
    }

    private readonly record struct Entry(TableSchema Table, IndexSchema Index)
    {
        public string Alias => Index.SourceNameIn(Table);

        /// <summary>Those of its columns in the table.</summary>
        public IEnumerable<int> Numbers => Index.Columns.Select(Table.ColumnIndex);
    }
}
