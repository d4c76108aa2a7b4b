using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>
/// Findings do not depend on how the compiler is hosted. Which symbol it takes first is its own affair where it is concurrent; in
/// which order findings come at one place is the analyzer's.
/// </summary>
public class HostTests
{
    /// <summary>Modules with many findings in several files.</summary>
    private static readonly IReadOnlyList<CorpusPair> s_pairs = CorpusPair.All.Where(static pair => pair.NewSource.Length > 1200)
        .Where((_, i) => i % 25 == 0).Take(8).ToArray();

    [Fact]
    public void They_are_the_same_and_in_the_same_order_at_every_run_with_and_without_concurrency() => Assert.All(s_pairs, static pair =>
    {
        var expected = Findings(Compile(pair), pair, isConcurrent: false);
        Assert.NotEmpty(expected);
        for (var run = 0; run < 6; run++)
        {
            Assert.Equal(expected, Findings(Compile(pair), pair, isConcurrent: run % 2 == 0));
        }
    });

    [Fact]
    public void They_are_the_same_in_fifty_runs()
    {
        var pair = s_pairs.MaxBy(static pair => Findings(Compile(pair), pair).Length)!;
        var expected = Findings(Compile(pair), pair, isConcurrent: false);
        Assert.All(Enumerable.Range(0, 50), run => Assert.Equal(expected, Findings(Compile(pair), pair, isConcurrent: run % 2 == 0)));
    }

    /// <summary>Only that a reference may be null is lost with the annotations: a warning of the compiler's then.</summary>
    [Fact]
    public void They_are_the_same_with_nullable_warnings_off() => AssertSame(static compilation =>
        compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Annotations)));

    [Fact]
    public void They_are_the_same_with_nullable_off_where_no_reference_is_annotated() => AssertSame(
        static compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
        static pair => !HasAnnotatedReferences(pair.NewSource));

    [Fact]
    public void They_are_the_same_after_every_file_got_another_name() => AssertSame(static compilation => compilation.SyntaxTrees
        .Aggregate(
            compilation,
            static (result, tree) => result.ReplaceSyntaxTree(tree, tree.WithFilePath($"/elsewhere/z{tree.FilePath.GetHashCode():x}.cs"))));

    [Fact]
    public void They_are_the_same_in_CSharp_10() => AssertSame(static compilation => compilation.SyntaxTrees.Aggregate(
        compilation.RemoveAllSyntaxTrees(),
        static (
            result,
            tree) => result.AddSyntaxTrees(CSharpSyntaxTree.ParseText(tree.GetText(), new(LanguageVersion.CSharp10), tree.FilePath))));

    [Fact]
    public void They_are_the_same_whatever_else_the_host_sets() => AssertSame(static compilation => compilation
        .WithAssemblyName("Other")
        .WithOptions(
            compilation.Options.WithOptimizationLevel(OptimizationLevel.Release).WithAllowUnsafe(true).WithConcurrentBuild(false)
                .WithPlatform(Platform.X64)));

    private static void AssertSame(Func<CSharpCompilation, CSharpCompilation> change, Func<CorpusPair, bool>? predicate = null) =>
        Assert.All(
            s_pairs.Where(pair => predicate?.Invoke(pair) != false),
            pair => Assert.Equal(Findings(Compile(pair), pair), Findings(change(Compile(pair)), pair)));

    private static bool HasAnnotatedReferences(string source) =>
        source.Contains("string?", StringComparison.Ordinal) || source.Contains(">?", StringComparison.Ordinal)
            || source.Contains("[]?", StringComparison.Ordinal) || source.Contains("record", StringComparison.Ordinal);

    /// <summary>Each declaration of the module in a file of its own.</summary>
    private static CSharpCompilation Compile(CorpusPair pair)
    {
        var root = CSharpSyntaxTree.ParseText(pair.NewSource).GetCompilationUnitRoot();
        return ModuleCompilation.Compile([.. root.Members.Select(member => root.Usings.ToFullString() + member.ToFullString())]);
    }

    private static string[] Findings(CSharpCompilation compilation, CorpusPair pair, bool isConcurrent = true)
    {
        var options = new AnalyzerOptions([new SnapshotFile(pair.OldSnapshot)]);
        return [.. compilation
            .WithAnalyzers(
                [new SchemaAnalyzer(), new WayBackAnalyzer(), new SnapshotAnalyzer()],
                new CompilationWithAnalyzersOptions(options, null, isConcurrent, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().Result
            .Where(static finding => finding.Id.StartsWith("STS", StringComparison.Ordinal) || finding.Id == "AD0001")
            .OrderBy(finding => finding.Location.SourceTree is { } tree ? compilation.SyntaxTrees.IndexOf(tree) : -1)
            .ThenBy(static finding => finding.Location.SourceSpan)
            .Select(static finding => $"{finding.Id} {finding.Location.SourceSpan} {finding.GetMessage()}")];
    }
}
