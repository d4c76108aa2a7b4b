using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Analyzers;

internal static class ContextExtensions
{
    public static void ReportDiagnostics(this SymbolAnalysisContext context, IReadOnlyList<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            context.ReportDiagnostic(finding);
        }
    }

    public static void ReportDiagnostics(this AdditionalFileAnalysisContext context, IReadOnlyList<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            context.ReportDiagnostic(finding);
        }
    }
}
