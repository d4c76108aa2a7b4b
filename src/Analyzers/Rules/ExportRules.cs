using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>What the analyzers say to the commands that write a snapshot, and never to people.</summary>
internal static class ExportRules
{
    /// <summary>
    /// Carries the schema of the code. Info, because a hidden diagnostic never reaches the compiler's log; not configurable, so
    /// that nothing in a project can silence it.
    /// </summary>
    public static readonly DiagnosticDescriptor Schema = new(
        SchemaExport.RuleId,
        "The schema of the code",
        "The schema of this module was exported",
        Rule.SnapshotCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Carries the schema of the code to the commands that write a snapshot; reported in their builds only.",
        customTags: [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.CompilationEnd]);
}
