using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>The reducers of one compilation: which are migrations, and what there is to say about each.</summary>
internal sealed class ModuleReducers
{
    private readonly Compilation _compilation;
    private readonly KnownTypes _knownTypes;
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly ImmutableArray<Baseline> _baselines;

    /// <summary>Those of them that record migrations.</summary>
    private readonly ImmutableArray<Baseline> _records;
    private readonly OnceOnly<SourceSchemaReader> _reader;
    private readonly ConcurrentDictionary<AnalyzerConfigOptions, MigrationOptions> _migrationOptions = new();
    private readonly ConcurrentDictionary<ITypeSymbol, ITypeSymbol?> _databases = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(MigrationOptions Options, ISymbol Database), MarkerMentions> _mentions = new();

    public ModuleReducers(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
    {
        _compilation = compilation;
        _knownTypes = knownTypes;
        _options = options.AnalyzerConfigOptionsProvider;
        _baselines = baselines;
        _records = baselines.RemoveAll(static baseline =>
            baseline.Document is not { Form: SnapshotForm.Own, Schema.Migrations.Count: > 0 });
        var engine = EngineVersions.Of(compilation, _options.GlobalOptions);
        _reader = new(cancellation => new(compilation, knownTypes, engine, cancellation));
    }

    public void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.Attribute(_knownTypes.Reducer) is null || method.DeclaringSyntaxReferences.IsEmpty)
        {
            return;
        }
        var options = _migrationOptions.GetOrAdd(
            _options.GetOptions(method.DeclaringSyntaxReferences[0].SyntaxTree), static options => new MigrationOptions(options));
        var role = MigrationReducers.RoleOf(method, _knownTypes, options, context.CancellationToken);
        if (role == ReducerRole.None || (role == ReducerRole.Ordinary && !IsWorthBinding(method, options, context.CancellationToken))
            || MigrationReducers.Declaration(method, context.CancellationToken) is not { } declaration)
        {
            return;
        }
        var module = new Module(_compilation, _knownTypes, _reader.Get(context.CancellationToken), context.CancellationToken);
        var report = new ReducerReport(method, declaration, module, options, context.ReportDiagnostic);
        if (role == ReducerRole.Ordinary && MayAskMarker(method, options, context.CancellationToken) && report.UsesMarker())
        {
            role = ReducerRole.Migration;
        }
        if (role == ReducerRole.Migration)
        {
            report.Migration();
        }
        else if (role == ReducerRole.Ordinary && TableRewrites.MayBeIn(method, context.CancellationToken))
        {
            report.WholeTableRewrites();
        }
        report.ConfiguredTables();
        Record(method, role, report, context.CancellationToken);
        if (role == ReducerRole.Init)
        {
            ReportIfAdded(report);
        }
    }

    /// <summary>Whether there may be anything to say of an ordinary reducer: a look at its text, before anything is bound.</summary>
    private bool IsWorthBinding(IMethodSymbol method, MigrationOptions options, CancellationToken cancellation) =>
        !_records.IsEmpty || options.ConfiguresTables || TableRewrites.MayBeIn(method, cancellation)
            || MayAskMarker(method, options, cancellation);

    /// <summary>
    /// Whether the reducer may ask a marker table through its helpers; none does in a module without such a table. Its first
    /// parameter is its context, and clients send the others.
    /// </summary>
    private bool MayAskMarker(IMethodSymbol method, MigrationOptions options, CancellationToken cancellation) =>
        method.Parameters is [var parameter, ..]
        && _databases.GetOrAdd(parameter.Type, static context => ModuleDatabase.Of(context)) is { } database
        && _mentions.GetOrAdd((options, database), _ => new(_compilation, ModuleDatabase.Markers(database, options.Markers), cancellation))
            .MayAsk(method);

    /// <summary>A migration that is recorded with another hash was changed.</summary>
    private void Record(IMethodSymbol method, ReducerRole role, ReducerReport report, CancellationToken cancellation)
    {
        if (_records.IsEmpty || _reader.Get(cancellation).Functions.ReadFunction(method) is not { } function)
        {
            return;
        }
        foreach (var baseline in _records)
        {
            foreach (var recorded in baseline.Document.Schema!.Migrations)
            {
                if (recorded.Reducer == function.Name && MigrationRecords.Of(method, function.Name, cancellation) is { } record
                    && recorded.Hash != record.Hash)
                {
                    if (role == ReducerRole.Init)
                    {
                        report.ChangedInit(record, recorded, baseline.FileName);
                    }
                    else
                    {
                        report.Changed(record, recorded, baseline.FileName);
                    }
                }
            }
        }
    }

    /// <summary>An Init that a deployed module did not have: the database is there already, so that it never runs.</summary>
    private void ReportIfAdded(ReducerReport report)
    {
        foreach (var baseline in _baselines)
        {
            if (baseline.Document.Schema is { Tables.Count: > 0 } deployed
                && !deployed.Functions.Any(static function => function.Lifecycle == Lifecycle.Init))
            {
                report.AddedInit(baseline.FileName);
            }
        }
    }
}
