using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Hands the schema of the code to the command that writes the snapshot: through a diagnostic, because only an analyzer sees
/// what the generators emit. Does nothing unless that command switches it on.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemaExportAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(ExportRules.Schema);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Export);
    }

    private static void Export(CompilationAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!options.TryGetValue(SchemaExport.OptionName, out var isOn) || isOn != "true"
            || !KnownTypes.TryGet(context.Compilation, out var knownTypes))
        {
            return;
        }
        var engine = EngineVersions.Of(context.Compilation, options);
        var source = new SourceSchemaReader(context.Compilation, knownTypes, engine, context.CancellationToken)
            .Read(context.CancellationToken);
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[SchemaExport.SchemaProperty] = SnapshotWriter.Write(source.Schema with
        {
            Migrations = MigrationRecords.Of(source, knownTypes, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken),
        });
        if (Refusals(source.Schema, engine) is { Length: > 0 } refusals)
        {
            properties[SchemaExport.RefusedProperty] = string.Join(" ", refusals);
        }
        var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken)
            .RemoveAll(static baseline => baseline.Document.Error is not null);
        var comparison = ModuleComparison.OfModule(
            source, baselines, new(knownTypes, engine, SeverityPolicy.Of(options, context.Compilation.Options)), context.CancellationToken);
        foreach (var baseline in baselines)
        {
            properties[SchemaExport.FindingsProperty + baseline.FileName] = FindingsExport.Write(
                comparison.Changes.Against(baseline.FileName)
                    .Concat(comparison.WayBack(context.CancellationToken).Against(baseline.FileName)));
        }
        context.ReportDiagnostic(Diagnostic.Create(ExportRules.Schema, Location.None, properties.ToImmutable()));
    }

    /// <summary>What is wrong with the schema alone, in the words of the rules.</summary>
    private static string[] Refusals(ModuleSchema schema, EngineVersion engine) =>
    [
        .. SchemaComparer.Compare(ModuleSchema.Empty, schema, engine)
            .Where(static change => SchemaAcceptance.IsRefused(change.Kind))
            .Select(static change =>
                string.Format(
                    CultureInfo.InvariantCulture,
                    ChangeRules.Of(change.Kind).MessageFormat.ToString(CultureInfo.InvariantCulture),
                    ChangeText.Arguments(change, change.Name, "", isOneOfSeveral: false))),
    ];
}
