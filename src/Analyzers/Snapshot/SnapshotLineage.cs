using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// The line of a table or type that says which state it is in, and from which state that was made. Two branches that changed the
/// same one wrote different lines, and git cannot merge them silently.
/// </summary>
/// <param name="From">Null where it was new.</param>
internal readonly record struct StateLine(string State, string? From);

/// <summary>The states of the tables and types of a snapshot.</summary>
internal sealed class SnapshotLineage
{
    private readonly Dictionary<SchemaElement, ElementState> _states = [];

    private SnapshotLineage()
    {
    }

    public static SnapshotLineage None { get; } = new();

    /// <param name="Id">Of what stands there.</param>
    /// <param name="Line">What its line says; null where it has none, as in snapshots of earlier versions.</param>
    /// <param name="Place">Of the state in that line.</param>
    private sealed record ElementState(string Id, StateLine? Line, TextRange Place)
    {
        public bool IsMixed => Line is { } line && line.State != Id;
    }

    /// <summary>Of a snapshot in our own format.</summary>
    public static SnapshotLineage Of(JsonValue root, string text)
    {
        var lineage = new SnapshotLineage();
        lineage.Add(root.Array("tables"), text, SchemaElement.Table);
        lineage.Add(root.Array("types"), text, SchemaElement.Type);
        return lineage;
    }

    /// <summary>What is not what its line says: a merge, or somebody's hand, mixed two states.</summary>
    public IEnumerable<SchemaElement> Mixed => _states.Where(static state => state.Value.IsMixed).Select(static state => state.Key);

    /// <exception cref="SnapshotFormatException">At the first that is mixed.</exception>
    public void Check()
    {
        foreach (var state in _states)
        {
            if (state.Value.IsMixed)
            {
                throw new SnapshotFormatException(
                    state.Value.Place,
                    $"{(state.Key.Kind == SchemaElementKind.Table ? "Table" : "Type")} '{state.Key}' is not in the state that this line names: a merge or an edit by hand changed it. "
                    + "See that it says what is deployed, then run 'dotnet build -t:UpdateSchema -p:AcceptMerge=true', or delete this line.");
            }
        }
    }

    /// <summary>The line of an element whose state is now <paramref name="id"/>; null where it has none and did not change.</summary>
    public StateLine? LineOf(SchemaElement element, string id) =>
        !_states.TryGetValue(element, out var before) ? new(id, null)
        : before.Id == id && !before.IsMixed ? before.Line
        : new(id, before.Line?.State ?? before.Id);

    private void Add(JsonValue[] items, string text, Func<string, SchemaElement> element)
    {
        foreach (var item in items)
        {
            var id = StateId.Of(item, text, OwnFormat.State, OwnFormat.From, OwnFormat.Accepted, OwnFormat.Was);
            _states[element(item.Name("name"))] = item[OwnFormat.State] is { } state
                ? new(id, new(state.String(), item.OptionalString(OwnFormat.From)), state.Range)
                : new(id, null, default);
        }
    }
}
