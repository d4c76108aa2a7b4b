using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>
/// The least that an analyzer does which judges a table as a whole: at its type it reads the names, types and attributes of its
/// fields. A host declares a type before it has bound those, on another thread: who overtakes it binds them in its place.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TableReadingAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new("BENCH02", "Read", "Read", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            if (context.Compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table)
            {
                context.RegisterSymbolAction(context => Read(context, table), SymbolKind.NamedType);
            }
        });
    }

    private static void Read(SymbolAnalysisContext context, INamedTypeSymbol table)
    {
        if (!context.Symbol.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, table)))
        {
            return;
        }
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            // Never so: what counts is that each was looked at.
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field && field.Name.Length + field.GetAttributes().Length + (int)field.Type.TypeKind > 1000)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, Location.None));
            }
        }
    }
}
