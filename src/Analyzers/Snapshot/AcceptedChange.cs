using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>A change that publish rejects and that somebody accepted, as a snapshot keeps it until it is deployed.</summary>
/// <param name="Change">The planner's name.</param>
/// <param name="Affects">Canonical names.</param>
/// <param name="Reason">Null where none was given.</param>
internal sealed record AcceptedChange(string Change, EquatableArray<string> Affects, string Old, string New, string? Reason)
{
    public AcceptedChange(SchemaChange change, string? reason)
        : this(
            change.Planner, change.Affects.Select(static element => element.ToString()).ToEquatableArray(), change.Old, change.New, reason)
    {
    }

    /// <summary>What it touches may have grown or shrunk with other changes.</summary>
    public bool IsOf(SchemaChange change) =>
        Change == change.Planner && (Affects.Count == 0 || change.Affects.Any(element => Affects.IndexOf(element.ToString()) >= 0));
}

/// <summary>The accepted changes of one table or type, or of what has no place of its own.</summary>
/// <param name="Was">As much of the deployed schema as these changes were made of.</param>
/// <param name="Places">Of each change in the text of a snapshot; empty where they were not read from one.</param>
internal sealed record AcceptedChanges(
    SchemaElement Element, EquatableArray<AcceptedChange> Changes, ModuleSchema Was, IReadOnlyList<TextRange> Places)
{
    /// <summary>The schema that is deployed, as far as these changes depend on it.</summary>
    public ModuleSchema Deployed(ModuleSchema snapshot) => Element == SchemaElement.Module
        ? snapshot with { Policy = Was.Policy, Tables = Was.Tables, Types = Was.Types }
        : snapshot with
        {
            Tables = Replaced(snapshot.Tables, Was.Tables, static table => table.Name),
            // A type that had another name was not there under this one.
            Types = Replaced(
                snapshot.Types.Where(type => SchemaElement.Type(type.Name) != Element).ToEquatableArray(),
                Was.Types,
                static type => type.Name),
        };

    /// <summary>These with what other changes of the same element were made of; what was kept first is what is deployed.</summary>
    /// <param name="before">The snapshot before those changes.</param>
    public AcceptedChanges MadeOf(ModuleSchema before, IEnumerable<SchemaChange> changes)
    {
        if (Element == SchemaElement.Module)
        {
            return Changes.Count > 0
                ? this
                : this with { Was = new() { Policy = before.Policy, Tables = before.Tables, Types = before.Types } };
        }
        // A change of a type is one of the columns that held it, which other changes may have taken away.
        var names = changes.SelectMany(static change => change.Affects)
            .Where(static element => element.Kind is SchemaElementKind.Table or SchemaElementKind.Column)
            .Select(static element => element.Owner).Append(Element.Owner).Distinct();
        var tables = names.Select(before.Table).OfType<TableSchema>().ToEquatableArray();
        var roots = tables.SelectMany(static table => table.Columns.Select(static column => column.Type))
            .Append(new AlgebraicType.Ref(Element.Owner));
        return this with
        {
            Was = new()
            {
                Tables = Replaced(tables, Was.Tables, static table => table.Name),
                Types = Replaced(TypeClosure.Of(roots, before).Values.ToEquatableArray(), Was.Types, static type => type.Name),
            },
        };
    }

    private static EquatableArray<T> Replaced<T>(EquatableArray<T> items, EquatableArray<T> by, Func<T, string> name)
        where T : IEquatable<T> =>
        items.Where(item => by.All(other => name(other) != name(item))).Concat(by).OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
}
