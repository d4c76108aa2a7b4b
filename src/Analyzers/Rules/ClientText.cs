using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of what clients suffer from: STS2xxx.</summary>
internal static class ClientText
{
    private const string KeepFunction = "Keep the old one until no client calls it";

    /// <summary>
    /// Who reads rows of the wrong shape as if they were of the old one: those of Rust and Unreal are cut before they are read. Bindings
    /// have no private tables. Source: <c>sdks/csharp/src/Table.cs</c>, <c>ParseInsertOnly</c>; <c>sdks/rust/src/spacetime_module.rs</c>,
    /// <c>parse_row</c>.
    /// </summary>
    public static string Readers(SchemaChange change) =>
        change.IsPrivate ? "only clients of the owner" : "C# and TypeScript clients with old bindings";

    /// <summary>The arguments 3 and 4 of <see cref="ClientRules"/>' messages.</summary>
    public static (string New, string Detail) Of(SchemaChange change, string name) => change.Kind switch
    {
        ChangeKind.VariantAdded => ("it", $"New variant '{name}' of '{change.Subject.Owner}'"),
        ChangeKind.ColumnTypeGrown or ChangeKind.FieldTypeGrown =>
            ("one of them", $"'{name}' of '{change.Subject.Owner}' as {change.New}, which has more variants than {change.Old},"),
        ChangeKind.ViewRemoved =>
            ("",
                "was removed: publish disconnects every client, and old ones are refused what they subscribe to together with it. Keep it until no client needs it."),
        ChangeKind.ViewReshaped => ("", $"has another shape ({change.New}): publish disconnects every client{OldView(change)}"),
        ChangeKind.EventTableReshaped => (change.New, Reading(change, "event", "Publish with --break-clients, together with new clients.")),
        ChangeKind.IndexRemoved when change.IsOfEventTable =>
            ("",
                ": connected clients that filter by it see no more events until all of them have reconnected. Let them do so after the publish."),
        ChangeKind.IndexRemoved =>
            ("",
                ": connected clients that filter by it see no more changes until all of them have reconnected, and subscriptions that join by it are refused. Look for both in the clients first, and in visibility filters."),
        ChangeKind.IndexReplaced =>
            ("",
                ", and another one does its work: connected clients that filter or join by it see no more changes until all of them have reconnected. Let them do so after the publish."),
        ChangeKind.VisibilityFilterAdded => (change.Detail, $"added ({SqlText.OnOneLine(change.Subject.Owner)})"),
        ChangeKind.VisibilityFilterRemoved => ("", $"removed ({SqlText.OnOneLine(change.Subject.Owner)})"),
        ChangeKind.FunctionRemoved =>
            ($"{CallError(change)}. {KeepFunction}.", change.New == ""
                ? $"'{change.Name}' was removed"
                : $"'{change.Name}' is {change.New} now"),
        ChangeKind.FunctionRenamed =>
            ($"{CallError(change)}. {KeepFunction}{change.Detail}.", $"'{change.Old}' was renamed to '{change.New}'"),
        ChangeKind.ParametersChanged => (change.New, $"{Parameters(change)}. {change.Detail}"),
        ChangeKind.PrimaryKeyRemovedOrMoved =>
            ($"{OldKey(change)} Release new clients together with the module.", $"{PrimaryKey(change)}. {change.Detail}"),
        _ => (change.New, change.Detail),
    };

    private static string Parameters(SchemaChange change) => change.Old == change.New
        ? "is written as before, but a type behind it is not"
        : $"changed from {change.Old} to {change.New}";

    private static string PrimaryKey(SchemaChange change) => change.New == ""
        ? $"The primary key '{change.Old}' of table '{change.Subject.Owner}' was removed"
        : $"The primary key of table '{change.Subject.Owner}' changed from '{change.Old}' to '{change.New}'";

    private static string OldKey(SchemaChange change) => change.Reading == Encoding.Same
        ? "which is still unique, and may take an update for a delete and an insert, or these for an update."
        : "and mix up rows.";

    private static string OldView(SchemaChange change) => change.Detail == ""
        ? Reading(change, "row", "Add a new view beside it, and remove the old one when no client needs it.")
        : change.Detail;

    /// <summary>What old clients make of what they are sent then, and what to do about it.</summary>
    private static string Reading(SchemaChange change, string what, string advice) => change.Reading switch
    {
        Encoding.Same => $", whose bindings go on reading each {what}. Publish with --break-clients.",
        Encoding.Grown =>
            $", and those with old bindings lose their connection at the first {what} that holds a new variant, or misread it. Release clients with new bindings first, and publish with --break-clients.",
        _ => $", and {Readers(change)} misread each {what}. {advice}",
    };

    /// <summary>What the server answers. Source: <c>module_host.rs</c>, <c>ReducerCallError</c>, <c>ProcedureCallError</c>.</summary>
    private static string CallError(SchemaChange change) =>
        change.Planner == "RemoveProcedure" ? "'No such procedure'"
        : change is { Kind: ChangeKind.FunctionRemoved, Old: not "" } ? $"'can't directly call special {change.Old} lifecycle reducer'"
        : "'no such reducer'";
}
