using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>
/// STS4xxx: what a <c>[Default]</c> really gives. Arguments: {0} the value, {1} the column, {2} its type, {3} why, {4} what to do.
/// </summary>
internal static class DefaultRules
{
    public static readonly DiagnosticDescriptor InvalidDefault = new(
        "STS4001",
        "Default that does not convert to the column's type, or throws at registration",
        "The default {0} of column '{1}' ({2}) {3}. {4}.",
        Rule.DefaultsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The generator pastes the value as text into code of its own: it has to convert to the type of the column as a literal does, and the error would stand in generated code.",
        Rule.HelpLink("STS4001"));

    public static readonly DiagnosticDescriptor AlteredDefault = new(
        "STS4002",
        "Default that is stored otherwise than it is written",
        "The default {0} of column '{1}' is stored as {2}: {3}. {4}.",
        Rule.DefaultsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The generator pastes the value as text: escape sequences are read a second time, and a negative zero loses its sign.",
        Rule.HelpLink("STS4002"));
}
