using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of a change for the message of its rule.</summary>
internal static class ChangeText
{
    /// <summary>So many columns are named in one message.</summary>
    private const int MostHolders = 5;

    /// <summary>The arguments of <see cref="PublishRules"/>' and <see cref="ClientRules"/>' messages.</summary>
    /// <param name="name">What the edited thing is called in the code.</param>
    /// <param name="baseline">The file name where several baselines are compared, else null.</param>
    public static object[] Arguments(SchemaChange change, string name, string? baseline)
    {
        var (@new, detail) = Of(change, name);
        return
        [
            change.Kind == ChangeKind.PolicyChanged ? PolicyConsequence(change) : name,
            change.Subject.Owner,
            change.Old,
            @new,
            detail,
            baseline is null ? "" : $"Against '{baseline}': ",
            $"{Readers(change)} misread",
        ];
    }

    /// <summary>
    /// Who reads rows of the wrong shape as if they were of the old one: those of Rust and Unreal are cut before they are read. Bindings have no
    /// private tables. Source: <c>sdks/csharp/src/Table.cs</c>, <c>ParseInsertOnly</c>; <c>sdks/rust/src/spacetime_module.rs</c>, <c>parse_row</c>.
    /// </summary>
    private static string Readers(SchemaChange change) => change.IsPrivate ? "only clients of the owner" : "C# and TypeScript clients with old bindings";

    private static (string New, string Detail) Of(SchemaChange change, string name) => change.Kind switch
    {
        ChangeKind.TableRemoved or ChangeKind.UniqueConstraintAdded when change.Publish == PublishVerdict.Rejected => (change.New, "will reject it."),
        ChangeKind.TableRenamed when change.Publish == PublishVerdict.Rejected => (change.New, "will reject it"),
        ChangeKind.TableRemoved when change.IsOfEventTable => ("", $"disconnects every client{(change.IsPrivate ? "" : ", and old ones are refused what they subscribe to together with it")}. No rows are lost: an event table holds none."),
        ChangeKind.TableRemoved => ("", "disconnects every client" + (change.New == ""
            ? ", fails unless the table is empty, and its rows are lost. Empty it with a reducer first, or keep it."
            : $", and fails while a row is left in it. '{change.New}' has taken its place: empty '{change.Subject.Owner}' with a reducer, then publish.")),
        ChangeKind.ColumnsReordered =>
            ("Restore the order", $"Column '{name}' of table '{change.Subject.Owner}' was moved (the order was {change.Old} and is {change.New})"),
        ChangeKind.ColumnInserted =>
            ("Move it to the end", $"New column '{name}' ({change.New}) of table '{change.Subject.Owner}' stands before columns that are there"),
        ChangeKind.VariantRemoved => (Holders(change), $"Variant '{change.Old}' was removed from"),
        ChangeKind.VariantRenamed => (Holders(change), $"Variant '{change.Old}' was renamed to '{change.New}' in"),
        ChangeKind.VariantInserted => (Holders(change), $"New variant '{name}' stands before variants that are there in"),
        ChangeKind.VariantMoved => (Holders(change), $"Variant '{name}' was moved in"),
        ChangeKind.VariantGrowsType => (change.Stage == PublishStage.Execution
            ? "hold what lies outside of rows, which were of fixed size: publish accepts the plan and then fails to carry it out"
            : $"grow from {change.Old} to {change.New}: publish will reject it", Holders(change)),
        ChangeKind.VariantAdded => ("it", $"New variant '{name}' of '{change.Subject.Owner}'"),
        ChangeKind.ColumnTypeGrown or ChangeKind.FieldTypeGrown => ("one of them", $"'{name}' of '{change.Subject.Owner}' as {change.New}, which has more variants than {change.Old},"),
        ChangeKind.FieldRemoved => (Holders(change), $"Field '{change.Old}' was removed from"),
        ChangeKind.FieldRenamed => (Holders(change), $"Field '{change.Old}' was renamed to '{change.New}' in"),
        ChangeKind.FieldAdded => (Holders(change), $"Field '{name}' was added to"),
        ChangeKind.FieldMoved => (Holders(change), $"Field '{name}' was moved in"),
        ChangeKind.FieldRetyped => (Holders(change), $"'{name}' changed from {change.Old} to {change.New} in"),
        ChangeKind.ScheduleAdded =>
            ("Schedule a new table instead", $"Table '{change.Subject.Owner}' became a schedule of '{change.New}'"),
        ChangeKind.ScheduleRemoved =>
            ("Keep it and its function, and delete the rows that shall not run", $"The schedule of '{change.Old}' was removed from table '{change.Subject.Owner}'"),
        ChangeKind.ScheduleChanged when change.Detail != "" =>
            ("Keep both in their places, and new columns behind them", $"The schedule of table '{change.Subject.Owner}' knows {change.Detail} by the numbers of their columns, which changed from {change.Old} to {change.New}"),
        ChangeKind.ScheduleChanged =>
            ("Keep the schedule and its function; declare a new scheduled table for the new one", $"The schedule of table '{change.Subject.Owner}' changed from '{change.Old}' to '{change.New}'"),
        ChangeKind.ColumnNamesCollide when change.Detail != "" =>
            ("No module that keeps the table can be published: save its rows, empty it with SQL, and declare the table under another name", change.Detail),
        ChangeKind.ColumnNamesCollide =>
            ("Rename one of them", $"Fields '{change.Old}' and '{change.New}' of {(change.Subject.Kind == SchemaElementKind.View ? "view" : "table")} '{change.Subject.Owner}' share the name '{change.Name}' in the database"),
        ChangeKind.ScheduleInvalid => change.Planner == "MissingScheduledFunction"
            ? ("Declare it with [Reducer] or [Procedure]", $"Table '{change.Subject.Owner}' schedules '{change.Old}', which is no reducer or procedure")
            : ("Take that alone", $"Table '{change.Subject.Owner}' schedules '{change.Old}', which has to take a row of it ({change.New}) and nothing else"),
        ChangeKind.VisibilityFilterInvalid =>
            (change.Detail, $"A client visibility filter is on table '{change.Old}', which {change.New}"),
        ChangeKind.ViewInvalid =>
            ("Return a list, an option or a query of a row type", $"View '{change.Name}' returns {change.New}, which holds no rows"),
        ChangeKind.NameInvalid =>
            ("Rename it", $"{Capitalized(change.Old)} gets {(change.New == "" ? "no name in the database, because underscores alone make none" : $"the name '{change.New}' in the database, {(change.Planner == "TableNameReserved" ? "and 'st_' begins the names of SpacetimeDB's own tables" : "which has to begin with a letter and to hold letters, digits and underscores alone")}")}"),
        ChangeKind.NamesCollide =>
            ("Rename one of them, or keep one alone", $"{Capitalized(change.Old)} and {change.New} get the same name '{change.Name}' in the database"),
        ChangeKind.IndexMoved =>
            ("Give it another name", $"{Capitalized(change.New)} has the name '{change.Name}', by which {change.Old} is deployed"),
        ChangeKind.AccessorTaken =>
            (change.Detail, $"{(change.Subject.Kind == SchemaElementKind.View ? "View" : "Table")} '{change.Subject.Owner}' is called '{change.New}' in the code, as {change.Old} is in the database"),
        ChangeKind.TypeNamesCollide =>
            ("Rename one of them", $"Types '{change.Old}' and '{change.New}' share the name '{change.Subject.Owner}' in the database, which knows no namespaces"),
        ChangeKind.RecursiveType =>
            ("Refer to rows by their keys instead", $"{(change.Subject.Kind == SchemaElementKind.View ? $"View '{name}' shows" : $"Column '{name}' of table '{change.Subject.Owner}' holds")} type '{change.New}', which contains itself"),
        ChangeKind.ViewRemoved => ("", "was removed: publish disconnects every client, and old ones are refused what they subscribe to together with it. Keep it until no client needs it."),
        ChangeKind.ViewReshaped => ("", $"has another shape ({change.New}): publish disconnects every client{(change.Detail != "" ? change.Detail : Reading(change, "row", "Add a new view beside it, and remove the old one when no client needs it."))}"),
        ChangeKind.EventTableReshaped => (change.New, Reading(change, "event", "Publish with --break-clients, together with new clients.")),
        ChangeKind.IndexRemoved =>
            ("", ": connected clients that filter by it see no more changes until all of them have reconnected, and subscriptions that join by it are refused. Look for both in the clients first, and in visibility filters."),
        ChangeKind.IndexReplaced =>
            ("", ", and another one does its work: connected clients that filter or join by it see no more changes until all of them have reconnected. Let them do so after the publish."),
        ChangeKind.VisibilityFilterAdded => (change.Detail, $"added ({change.Subject.Owner})"),
        ChangeKind.VisibilityFilterRemoved => ("", $"removed ({change.Subject.Owner})"),
        ChangeKind.FunctionRemoved => (CallError(change), change.New == "" ? $"'{change.Name}' was removed" : $"'{change.Name}' is {change.New} now"),
        ChangeKind.FunctionRenamed => (CallError(change), $"'{change.Old}' was renamed to '{change.New}'"),
        ChangeKind.ParametersChanged => (change.New, change.Old == change.New ? $"is written as before, but a type behind it is not. {change.Detail}" : $"changed from {change.Old} to {change.New}. {change.Detail}"),
        ChangeKind.PrimaryKeyRemovedOrMoved =>
            ((change.Reading == Encoding.Same ? "which is still unique, and may take an update for a delete and an insert, or these for an update." : "and mix up rows.") + " Release new clients together with the module.", (change.New == "" ? $"The primary key '{change.Old}' of table '{change.Subject.Owner}' was removed. " : $"The primary key of table '{change.Subject.Owner}' changed from '{change.Old}' to '{change.New}'. ") + change.Detail),
        ChangeKind.TableRenamed when change.IsOfEventTable => (change.New, $"removes '{change.Old}', creates '{change.New}', and disconnects every client"),
        ChangeKind.TableRenamed => (change.New, $"removes '{change.Old}', which fails unless it is empty, and creates '{change.New}' without rows"),
        ChangeKind.UniqueConstraintAdded when change.IsOfEventTable => (change.New, "allows it, for an event table holds no rows."),
        ChangeKind.UniqueConstraintAdded => (change.New, "fails if two rows have the same value. Remove duplicates with a reducer first."),
        ChangeKind.AutoIncAdded => (change.New, change.Detail + (change.IsOfEventTable
            ? ": publish allows it, for an event table holds no rows."
            : ": publish fails if any row has a value of 1 or more in it. Use a new table, or set the numbers yourself.")),
        _ => (change.New, ChangeRules.IsCompatible(change.Kind) ? Compatible(change, name) : change.Detail),
    };

    /// <summary>What a snapshot lacks, as the object of a sentence.</summary>
    private static string Compatible(SchemaChange change, string name) => change.Kind switch
    {
        ChangeKind.TableAdded => $"the new table '{change.Subject.Owner}'",
        ChangeKind.TableMadePublic => $"that table '{change.Subject.Owner}' is public now",
        ChangeKind.TableSourceNameChanged when change.Planner == "ChangeRowType" => $"that the row type of table '{change.Subject.Owner}' is called '{change.New}' now",
        ChangeKind.TableSourceNameChanged => $"that the code calls table '{change.Subject.Owner}' '{change.New}' now{change.Detail}",
        ChangeKind.ColumnSourceNameChanged => $"that the code calls column '{change.Subject}' '{change.New}' now{change.Detail}",
        ChangeKind.DefaultChanged => $"the changed default of column '{change.Subject}'",
        ChangeKind.TypeSourceNameChanged => $"names that the code gives type '{change.Subject.Owner}' and its members now",
        ChangeKind.IndexAdded => $"the new index '{change.Subject.Member}' of table '{change.Subject.Owner}'",
        ChangeKind.AutoIncRemoved => $"that column '{change.Subject}' is no longer auto-increment",
        ChangeKind.PrimaryKeyAdded => $"that column '{change.Subject}' is the primary key now",
        ChangeKind.EventTablePrimaryKeyChanged => change.New == "" ? $"that event table '{change.Subject.Owner}' has no primary key now" : $"that '{change.New}' is the primary key of event table '{change.Subject.Owner}' now",
        ChangeKind.EventTableUniqueConstraintRemoved => $"that '{change.Name}' of event table '{change.Subject.Owner}' is no longer unique",
        ChangeKind.PolicyRecorded => $"the case-conversion policy {change.New}",
        ChangeKind.ViewAdded => $"the new view '{change.Name}'",
        ChangeKind.ViewAccessChanged => $"that view '{name}' is {change.New} now",
        ChangeKind.ViewResultChanged => $"that view '{name}' returns {change.New} now",
        ChangeKind.FunctionAdded => $"the new {(change.Planner == "AddProcedure" ? "procedure" : "reducer")} '{name}'",
        ChangeKind.FunctionSourceNameChanged => $"that the code calls '{change.Subject.Owner}' '{change.New}' now",
        ChangeKind.ParametersEdited => $"new variants, fields or names in types that '{name}' takes or returns",
        ChangeKind.SignatureChanged => $"that '{name}' {change.New} now",
        ChangeKind.LifecycleChanged => $"that '{name}' is called at another moment ({change.New} instead of {change.Old})",
        _ => $"what became of '{name}', which only the host calls",
    };

    /// <summary>What old clients make of what they are sent then, and what to do about it.</summary>
    private static string Reading(SchemaChange change, string what, string advice) => change.Reading switch
    {
        Encoding.Same => $", whose bindings go on reading each {what}. Publish with --break-clients.",
        Encoding.Grown => $", and those with old bindings lose their connection at the first {what} that holds a new variant, or misread it. Release clients with new bindings first, and publish with --break-clients.",
        _ => $", and {Readers(change)} misread each {what}. {advice}",
    };

    /// <summary>What the server answers. Source: <c>module_host.rs</c>, <c>ReducerCallError</c>, <c>ProcedureCallError</c>.</summary>
    private static string CallError(SchemaChange change) =>
        change.Planner == "RemoveProcedure" ? "No such procedure"
        : change is { Kind: ChangeKind.FunctionRemoved, Old: not "" } ? $"can't directly call special {change.Old} lifecycle reducer"
        : "no such reducer";

    /// <summary>All of a few, and some of many: what is told at the type is the same for each of them.</summary>
    private static string Holders(SchemaChange change) => change.Affects.Count switch
    {
        1 => $"column {change.Affects[0]} holds",
        <= MostHolders => $"columns {string.Join(", ", change.Affects)} hold",
        var count => $"columns {string.Join(", ", change.Affects.Take(MostHolders - 1))} and {count - MostHolders + 1} others hold",
    };

    private static string Capitalized(string text) => text == "" ? "" : char.ToUpperInvariant(text[0]) + text.Substring(1);

    private static string PolicyConsequence(SchemaChange change) => change.Publish switch
    {
        PublishVerdict.Rejected => "will reject it",
        PublishVerdict.DataDependent => "removes the old tables, which fails unless they are empty, and adds new ones without rows",
        _ => "disconnects every client",
    };
}
