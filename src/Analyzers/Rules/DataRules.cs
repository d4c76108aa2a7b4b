using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>
/// STS11xx: what publish carries out or not by the rows that are there, and what loses them. Arguments as in
/// <see cref="ChangeText.Arguments"/>.
/// </summary>
internal static class DataRules
{
    public static readonly DiagnosticDescriptor TableRemoved = new(
        "STS1101",
        "Table removed",
        "{5}Table '{0}' was removed: publish {4}",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Publish plans the removal, and fails while it is carried out if the table holds rows.",
        Rule.HelpLink("STS1101"));

    public static readonly DiagnosticDescriptor TableRenamed = new(
        "STS1102",
        "Table renamed",
        "{5}Table '{2}' was renamed to '{3}': publish {4}. Keep the name in the database with Name = \"{2}\".",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The database knows tables by their canonical names, and has no rename: the rows stay behind.",
        Rule.HelpLink("STS1102"));

    public static readonly DiagnosticDescriptor UniqueConstraintAdded = new(
        "STS1103",
        "Unique constraint or primary key added",
        "{5}Column '{0}' of table '{1}' became {3}: publish {4}",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The constraint is checked against the rows that are there when the plan is carried out.",
        Rule.HelpLink("STS1103"));

    public static readonly DiagnosticDescriptor AutoIncAdded = new(
        "STS1104",
        "Auto-increment added",
        "{5}Column '{0}' of table '{1}' {4}",
        Rule.PublishCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A new sequence starts at 1 and may meet no value of its range: one row is enough to make publish fail.",
        Rule.HelpLink("STS1104"));
}
