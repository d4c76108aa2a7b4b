using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of what publish rejects or allows by the data alone: STS1xxx.</summary>
internal static class PublishText
{
    /// <summary>So many columns are named in one message.</summary>
    private const int MostHolders = 5;

    private const string RemovedFrom = "was removed from";

    /// <summary>The arguments 3 and 4 of the messages of <see cref="PublishRules"/> and <see cref="DataRules"/>.</summary>
    public static (string New, string Detail) Of(SchemaChange change, string name) => change.Kind switch
    {
        ChangeKind.TableRemoved when change.Publish == PublishVerdict.Rejected =>
            ("", "will reject it. Keep the table; from SpacetimeDB 2.2.0 on, an empty one can be removed."),
        ChangeKind.UniqueConstraintAdded when change.Publish == PublishVerdict.Rejected =>
            (change.New, "will reject it. Take the attribute out until the server is SpacetimeDB 2.7.1 or newer."),
        ChangeKind.TableRenamed when change.Publish == PublishVerdict.Rejected => (change.New, "will reject it"),
        ChangeKind.TableRemoved => ("", $"disconnects every client{Removed(change)}"),
        ChangeKind.ColumnRemoved => change.Detail == ""
            ? ("Restore it, and stop reading it instead", RemovedFrom)
            : ("Make it a field beside the others again", change.Detail),
        ChangeKind.ColumnsReordered =>
            ("Restore the order", $"Column '{name}' of table '{change.Subject.Owner}' was moved ({Orders(change)})"),
        ChangeKind.ColumnInserted =>
            ("Move it to the end",
                $"New column '{name}' ({change.New}) of table '{change.Subject.Owner}' stands before columns that are there"),
        ChangeKind.VariantRemoved => (Holders(change), $"Variant '{change.Old}' was removed from"),
        ChangeKind.VariantRenamed => (Holders(change), $"Variant '{change.Old}' was renamed to '{change.New}' in"),
        ChangeKind.VariantInserted => (Holders(change), $"New variant '{name}' stands before variants that are there in"),
        ChangeKind.VariantMoved => (Holders(change), $"Variant '{name}' was moved ({Orders(change)}) in"),
        ChangeKind.VariantGrowsType => (change.Stage == PublishStage.Execution
            ? "hold what lies outside of rows, which were of fixed size: publish accepts the plan and then fails to carry it out"
            : $"grow from {change.Old} to {change.New}: publish will reject it", Holders(change)),
        ChangeKind.FieldRemoved => (Holders(change), $"Field '{change.Old}' {(change.Detail == "" ? RemovedFrom : change.Detail)}"),
        ChangeKind.FieldRenamed => (Holders(change), $"Field '{change.Old}' was renamed to '{change.New}' in"),
        ChangeKind.FieldAdded => (Holders(change), $"Field '{name}' was added to"),
        ChangeKind.FieldMoved => (Holders(change), $"Field '{name}' was moved ({Orders(change)}) in"),
        ChangeKind.FieldRetyped => (Holders(change), $"'{name}' changed from {change.Old} to {change.New} in"),
        ChangeKind.ScheduleAdded =>
            ("Schedule a new table instead", $"Table '{change.Subject.Owner}' became a schedule of '{change.New}'"),
        ChangeKind.ScheduleRemoved =>
            ("Keep it and its function, and delete the rows that shall not run",
                $"The schedule of '{change.Old}' was removed from table '{change.Subject.Owner}'"),
        ChangeKind.ScheduleChanged when change.Detail != "" =>
            ("Keep both in their places, and new columns behind them",
                $"The schedule of table '{change.Subject.Owner}' knows {change.Detail} by the numbers of their columns, which changed from {change.Old} to {change.New}"),
        ChangeKind.ScheduleChanged =>
            ("Keep the schedule and its function; declare a new scheduled table for the new one",
                $"The schedule of table '{change.Subject.Owner}' changed from '{change.Old}' to '{change.New}'"),
        ChangeKind.ColumnNamesCollide when change.Detail != "" =>
            ("No module that keeps the table can be published: save its rows, empty it with SQL, and declare the table under another name",
                change.Detail),
        ChangeKind.ColumnNamesCollide =>
            ("Rename one of them",
                $"Fields '{change.Old}' and '{change.New}' of {(change.Subject.Kind == SchemaElementKind.View ? "view" : "table")} '{change.Subject.Owner}' share the name '{change.Name}' in the database"),
        ChangeKind.ScheduleInvalid => (Scheduled(change), change.Planner != "IncorrectScheduledFunctionParams"
            ? $"Table '{change.Subject.Owner}' schedules '{change.Old}', which is {change.Detail}"
            : $"Table '{change.Subject.Owner}' schedules '{change.Old}', which has to take a row of it ({change.New}) and nothing else"),
        ChangeKind.VisibilityFilterInvalid =>
            (change.Detail, $"A client visibility filter {change.New}"),
        ChangeKind.ViewInvalid =>
            ("Return a list, an option or a query of a row type", $"View '{change.Name}' returns {change.New}, which holds no rows"),
        ChangeKind.NameInvalid =>
            ("Rename it", $"{Capitalized(change.Old)} gets {InvalidName(change)}"),
        ChangeKind.NamesCollide =>
            ("Rename one of them, or keep one alone",
                $"{Capitalized(change.Old)} and {change.New} get the same name '{change.Name}' in the database"),
        ChangeKind.IndexMoved =>
            ("Give it another name", $"{Capitalized(change.New)} has the name '{change.Name}', by which {change.Old} is deployed"),
        ChangeKind.SequenceMoved =>
            ("Give the column another name", $"{Capitalized(change.New)} has the name '{change.Name}', by which {change.Old} is deployed"),
        ChangeKind.IndexAliasTaken =>
            ("Give its table a third name first, and this one in the next publish",
                $"Index '{change.Name}' of table '{change.Subject.Owner}' is called '{change.New}' in the code, as {change.Old} is in the database"),
        ChangeKind.AccessorTaken =>
            (change.Detail,
                $"{(change.Subject.Kind == SchemaElementKind.View ? "View" : "Table")} '{change.Subject.Owner}' is called '{change.New}' in the code, as {change.Old} is in the database"),
        ChangeKind.TypeNamesCollide =>
            ("Rename one of them",
                $"Types '{change.Old}' and '{change.New}' share the name '{change.Subject.Owner}' in the database, which knows no namespaces"),
        ChangeKind.RecursiveType =>
            ("Refer to rows by their keys instead",
                $"{(change.Subject.Kind == SchemaElementKind.View ? $"View '{name}' shows" : $"Column '{name}' of table '{change.Subject.Owner}' holds")} type '{change.New}', which contains itself"),
        ChangeKind.TableRenamed when change.IsOfEventTable =>
            (change.New, $"removes '{change.Old}', creates '{change.New}', and disconnects every client"),
        ChangeKind.TableRenamed =>
            (change.New,
                $"disconnects every client, removes '{change.Old}', which fails unless it is empty, and creates '{change.New}' without rows"),
        ChangeKind.UniqueConstraintAdded when change.IsOfEventTable => (change.New, "allows it, for an event table holds no rows."),
        ChangeKind.UniqueConstraintAdded => (change.New, "fails if two rows have the same value. Remove duplicates with a reducer first."),
        ChangeKind.AutoIncAdded => (change.New, change.Detail + (change.IsOfEventTable
            ? ": publish allows it, for an event table holds no rows."
            : ": publish fails if any row has a value of 1 or more in it. Use a new table, or set the numbers yourself.")),
        _ => (change.New, change.Detail),
    };

    private static string Removed(SchemaChange change) => change switch
    {
        { IsOfEventTable: true } => $"{(change.IsPrivate ? "" : ", and old ones are refused what they subscribe to together with it")}. "
            + "No rows are lost: an event table holds none. Publish with --break-clients when no client needs it.",
        { New: "" } => ", and fails unless the table is empty. Empty it with a reducer first, or keep it.",
        _ =>
            $", and fails while a row is left in it. '{change.New}' has taken its place: empty '{change.Subject.Owner}' with a reducer, then publish.",
    };

    private static string Scheduled(SchemaChange change) =>
        change.Deployed == change.Subject ? "Keep what is deployed: the schedule of a table cannot change"
        : change.Planner == "IdentifierError" ? "Name one, as nameof does"
        : change.Planner == "IncorrectScheduledFunctionParams" ? "Take that alone"
        : change.Detail == ScheduledFunctionComparer.View ? "Call the view otherwise in the code"
        : "Declare it with [Reducer] or [Procedure]";

    private static string InvalidName(SchemaChange change) => (change.New, change.Planner) switch
    {
        ("", _) => "no name in the database, because underscores alone make none",
        (var name, "AddView") => $"the name '{name}' in the database, which is that of one of SpacetimeDB's own tables",
        (var name, "TableNameReserved") => $"the name '{name}' in the database, and 'st_' begins the names of SpacetimeDB's own tables",
        var (name, _) =>
            $"the name '{name}' in the database, which has to begin with a letter and to hold letters, digits and underscores alone",
    };

    private static string Orders(SchemaChange change) => MemberWords.Orders(change.Old, change.New);

    /// <summary>All of a few, and some of many: what is told at the type is the same for each of them.</summary>
    private static string Holders(SchemaChange change) => Holders(change.FailsAt.Count > 0 ? change.FailsAt : change.Affects);

    private static string Holders(EquatableArray<SchemaElement> columns) => columns.Count switch
    {
        1 => $"column {columns[0]} holds",
        <= MostHolders => $"columns {string.Join(", ", columns)} hold",
        var count => $"columns {string.Join(", ", columns.Take(MostHolders - 1))} and {count - MostHolders + 1} others hold",
    };

    private static string Capitalized(string text) => text == "" ? "" : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
