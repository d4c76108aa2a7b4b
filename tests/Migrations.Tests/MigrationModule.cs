using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeDB.Execution;
using SpacetimeSchema.Analyzers;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;
using Module = SpacetimeSchema.Analyzers.Migrations.Execution.Module;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>A module under test: what the analyzer says about its reducers, and what they do when they run twice.</summary>
internal sealed class MigrationModule : IDisposable
{
    /// <summary>The rules that say that a reducer is not idempotent.</summary>
    public static readonly string[] NotIdempotent = ["STS3001", "STS3002", "STS3003", "STS3004", "STS3005"];

    private readonly Lazy<ModuleExecution> _execution;
    private readonly Lazy<ILookup<string, Diagnostic>> _findings;

    public MigrationModule(params string[] sources)
    {
        Compilation = ModuleCompilation.Of(sources);
        _execution = new(() => ModuleExecution.Compile(Compilation));
        _findings = new(() => Diagnostics(Compilation).ToLookup(ReducerOf));
    }

    public CSharpCompilation Compilation { get; }

    public static string Corpus(string file) => File.ReadAllText(Path.Combine(
        typeof(MigrationModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Corpus").Value!,
        "migrations",
        file));

    public static string Local(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", file));

    public IEnumerable<string> Reducers => Compilation.SyntaxTrees
        .SelectMany(tree => ReducersIn(tree.GetRoot()))
        .Select(method => method.Identifier.ValueText);

    public static IEnumerable<MethodDeclarationSyntax> ReducersIn(SyntaxNode root) =>
        root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method =>
                method.AttributeLists.SelectMany(list => list.Attributes)
                    .Any(attribute => attribute.Name.ToString() is "Reducer" or "SpacetimeDB.Reducer"));

    public IEnumerable<Diagnostic> Of(string reducer) => _findings.Value[reducer];

    public bool IsFound(string reducer) => Of(reducer).Any(finding => NotIdempotent.Contains(finding.Id));

    public Repetition Run(string reducer) => _execution.Value.RunTwice(reducer).Repetition;

    public TwoRuns RunTwice(string reducer) => _execution.Value.RunTwice(reducer);

    /// <summary>What the execution in the analyzer lost track of, and how much work it was.</summary>
    public (string? LostAt, int FuelUsed, int Trials) Follow(string reducer)
    {
        KnownTypes.TryGet(Compilation, out var knownTypes);
        var method = Compilation.GetSymbolsWithName(reducer, SymbolFilter.Member).OfType<IMethodSymbol>().First();
        var reader = new SourceSchemaReader(Compilation, knownTypes!, EngineVersion.Newest, CancellationToken.None);
        var module = new Module(Compilation, knownTypes!, reader, CancellationToken.None);
        var code = new ReachableCode(module, method);
        var analysis = new ReducerAnalysis(module, method, MigrationOptions.Default.Markers, code, new TableUses(module, code));
        return (analysis.Trials.LostAt, analysis.Trials.FuelUsed, analysis.Trials.All.Count);
    }

    public void Dispose()
    {
        if (_execution.IsValueCreated)
        {
            _execution.Value.Dispose();
        }
    }

    public static ImmutableArray<Diagnostic> Diagnostics(Compilation compilation, AnalyzerOptions? options = null) =>
        Diagnostics(compilation, options, static analyzers => analyzers.GetAnalyzerDiagnosticsAsync());

    /// <summary>What is said in one file, as an editor asks while that is typed: of the other files only what it uses is bound.</summary>
    public static ImmutableArray<Diagnostic> Diagnostics(Compilation compilation, SyntaxTree tree) =>
        Diagnostics(
            compilation,
            null,
            analyzers => analyzers.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None));

    private static ImmutableArray<Diagnostic> Diagnostics(
        Compilation compilation, AnalyzerOptions? options, Func<CompilationWithAnalyzers, Task<ImmutableArray<Diagnostic>>> ask)
    {
        var exceptions = new List<Exception>();
        var withAnalyzers = compilation.WithAnalyzers(
            [new MigrationReducerAnalyzer()],
            new CompilationWithAnalyzersOptions(
                options ?? new AnalyzerOptions([]),
                (exception, _, _) => exceptions.Add(exception),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var diagnostics = ask(withAnalyzers).GetAwaiter().GetResult();
        return exceptions.Count == 0 ? diagnostics : throw new AggregateException(exceptions);
    }

    private static string ReducerOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf()
            .OfType<MethodDeclarationSyntax>().First().Identifier.ValueText;
}
