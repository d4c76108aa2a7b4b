using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>STS10xx: what publish rejects, whatever the rows are. Arguments as in <see cref="ChangeText.Arguments"/>.</summary>
internal static class PublishRules
{
    public static readonly DiagnosticDescriptor ColumnRemoved = new(
        "STS1001",
        "Column removed",
        "{5}Column '{0}' ({2}) {4} table '{1}': publish will reject it. {3}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A column cannot be removed from a deployed table: its rows would have to be rewritten.",
        Rule.HelpLink("STS1001"));

    public static readonly DiagnosticDescriptor ColumnRenamed = new(
        "STS1002",
        "Column renamed",
        "{5}Column '{2}' of table '{1}' was renamed to '{3}': publish sees a removed and a new column, and will reject it. {4}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The database knows columns by their canonical names, and has no rename.",
        Rule.HelpLink("STS1002"));

    public static readonly DiagnosticDescriptor ColumnRetyped = new(
        "STS1003",
        "Column type changed",
        "{5}Column '{0}' of table '{1}' changed from {2} to {3}: publish will reject it. {4}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Stored rows are not converted: a column keeps its type, but for variants that are added to the end of a sum and need no more room.",
        Rule.HelpLink("STS1003"));

    public static readonly DiagnosticDescriptor ColumnsReordered = new(
        "STS1004",
        "Columns reordered, or one inserted in the middle",
        "{5}{4}: publish will reject it. {3}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Columns are stored in the order of their fields. Moving a field is a change of the schema; a new one belongs to the end.",
        Rule.HelpLink("STS1004"));

    public static readonly DiagnosticDescriptor ColumnWithoutDefault = new(
        "STS1005",
        "Column added without a default",
        "{5}New column '{0}' ({3}) of table '{1}' has no default for the rows that are there: publish will reject it. {4}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Rows that are already in the table need a value for a new column.",
        Rule.HelpLink("STS1005"));

    public static readonly DiagnosticDescriptor VariantChanged = new(
        "STS1006",
        "Variant removed, renamed or moved in a type that a column holds",
        "{5}{4} '{1}', which {3}: publish will reject it. Variants keep their names and places; add new ones at the end.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Rows hold the number of a variant. A sum may grow at its end and in no other way.",
        Rule.HelpLink("STS1006"));

    public static readonly DiagnosticDescriptor VariantGrowsType = new(
        "STS1007",
        "Variant added that changes the layout of a stored type",
        "{5}New variant '{0}' makes '{1}' {3} where {4} it. Use a payload that fits, or hold the new type in a new column.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A stored sum may get new variants at its end as long as its size and alignment stay, and as long as rows of fixed size stay so.",
        Rule.HelpLink("STS1007"));

    public static readonly DiagnosticDescriptor FieldChanged = new(
        "STS1008",
        "Field added, removed, renamed, moved or retyped in a type that a column holds",
        "{5}{4} '{1}', which {3}: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A stored struct keeps the number, names, order and types of its fields.",
        Rule.HelpLink("STS1008"));

    public static readonly DiagnosticDescriptor EventFlagChanged = new(
        "STS1009",
        "Event flag changed",
        "{5}Table '{0}' was {2} and is {3} now: publish will reject it. Restore the flag, or declare a new table.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event table stores no rows; a deployed table cannot become one, nor the other way round.",
        Rule.HelpLink("STS1009"));

    public static readonly DiagnosticDescriptor IndexAccessorChanged = new(
        "STS1010",
        "Accessor of an index changed",
        "{5}The accessor of index '{0}' of table '{1}' changed from '{2}' to '{3}': publish will reject it. {4}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An index keeps its accessor for as long as it keeps its columns. Renaming an indexed field changes it, even if only the case differs.",
        Rule.HelpLink("STS1010"));

    public static readonly DiagnosticDescriptor UniqueConstraintMoved = new(
        "STS1011",
        "Unique constraint changed",
        "{5}The unique constraint on '{0}' of table '{1}' moved from {2} to {3}: publish will reject it. Keep unique columns where they are.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A unique constraint holds the number of its column; where the column may move, as in an event table, the constraint may not.",
        Rule.HelpLink("STS1011"));

    public static readonly DiagnosticDescriptor ScheduleChanged = new(
        "STS1012",
        "Schedule added to, removed from or changed on an existing table",
        "{5}{4}: publish accepts the plan and then fails to carry it out. {3}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "SpacetimeDB plans a changed schedule, and then says 'Adding/Removing schedules is not yet implemented'. Renaming the scheduled reducer is such a change.",
        Rule.HelpLink("STS1012"));

    public static readonly DiagnosticDescriptor PolicyChanged = new(
        "STS1013",
        "Case-conversion policy changed",
        "{5}{4}Names in the database were made by the policy {2}, and the module uses {3}: tables, columns and variants get other names, and publish {0}. Declare '[SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.{2}'.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The policy renames every table, column and variant whose name is written otherwise. A database of SpacetimeDB 1.x keeps its names only under the policy None.",
        Rule.HelpLink("STS1013"));

    public static readonly DiagnosticDescriptor UniqueColumnAdded = new(
        "STS1014",
        "New column is unique, primary key or auto-increment",
        "{5}New column '{0}' of table '{1}' is {3}: it cannot have a default, and without one publish will reject it. {4}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A new column needs a default, and a default is not allowed beside [Unique], [PrimaryKey] or [AutoInc]: it takes two publishes, where it is possible at all.",
        Rule.HelpLink("STS1014"));

    public static readonly DiagnosticDescriptor RefusedModule = new(
        "STS1015",
        "Names, schedules, views, filters or types that the server refuses",
        "{5}{4}: publish {0}. {3}.",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Two things share a name, or one has a name that none may have; a schedule has no function that takes its rows; a view gives no rows; a filter reads what is private or not there; a type contains itself. Most of that is refused with the module; the rest fails in the plan, when it is carried out, or at the next publish.",
        Rule.HelpLink("STS1015"));
}
