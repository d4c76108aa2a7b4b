using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeDB.Execution;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>Half-typed code makes the analyzer neither throw nor take long.</summary>
public sealed class RobustnessTests
{
    private const int MostWork = 440_000;

    /// <summary>A build binds everything anew for one more token, where an editor does not: one prefix in so many is built too.</summary>
    private const int PrefixesPerBuild = 40;

    /// <summary>
    /// Earlier reducers are complete in every prefix; only what is being typed is kept, with the helpers. A <see cref="Sweep"/> of them.
    /// </summary>
    [Fact]
    public void No_prefix_of_the_corpus_makes_it_throw()
    {
        var schema = ModuleCompilation.Of(MigrationModule.Corpus("schema.cs"));
        var root = CSharpSyntaxTree.ParseText(MigrationModule.Corpus("open.cs")).GetRoot();
        var type = root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single();
        var helpers = string.Concat(
            type.Members.OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count == 0)
                .Select(method => method.ToFullString()));
        var usings = string.Concat(((CompilationUnitSyntax)root).Usings.Select(directive => directive.ToFullString()));
        var prefixes = type.Members.OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0)
            .SelectMany(method =>
                method.DescendantTokens().Select(token => method.ToFullString()[..(token.Span.End - method.FullSpan.Start)]));
        var count = 0;
        // As many as there are cores: each waits for what it asks of the others' threads.
        Parallel.ForEach(Sweep.Of(prefixes, step: 4), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, prefix =>
        {
            var tree = CSharpSyntaxTree.ParseText(
                $"{usings}public static partial class OpenMigrations\n{{\n{helpers}{prefix}",
                (CSharpParseOptions)schema.SyntaxTrees.First().Options,
                path: "Half.cs");
            var compilation = schema.AddSyntaxTrees(tree);
            var findings = MigrationModule.Diagnostics(compilation, tree);
            if (Interlocked.Increment(ref count) % PrefixesPerBuild == 0)
            {
                Assert.Equal(Texts(MigrationModule.Diagnostics(compilation)), Texts(findings));
            }
        });
        Assert.True(count > 500, $"{count} prefixes");
    }

    private static IEnumerable<string> Texts(IEnumerable<Diagnostic> findings) =>
        findings.Select(finding => finding.ToString()).Order(StringComparer.Ordinal);

    [Fact]
    public void Work_grows_with_the_body()
    {
        var (small, large) = (Work(Statements(10)), Work(Statements(40)));
        Assert.InRange(large, small * 3, small * 5);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData(
        "for (var i = 0; i < int.MaxValue; i++) foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Score = row.Score + 1 });")]
    [InlineData("Endless(ctx, 0);")]
    [InlineData(
        "foreach (var row in ctx.Db.Player.Iter()) if (System.Text.RegularExpressions.Regex.IsMatch(new string('a', 60) + \"!\", \"^(a+)+$\")) ctx.Db.Player.Id.Update(row with { Score = 1 });")]
    [InlineData(
        "var pattern = new System.Text.RegularExpressions.Regex(\"^(a|a)+$\", System.Text.RegularExpressions.RegexOptions.Compiled); foreach (var row in ctx.Db.Player.Iter()) foreach (var match in pattern.Matches(new string('a', 60) + \"!\")) Log.Info(row.Username);")]
    [InlineData("var text = \"x\"; while (text.Length < 1000000000) text += text;")]
    [InlineData(
        "foreach (var a in ctx.Db.Player.Iter()) foreach (var b in ctx.Db.Player.Iter()) foreach (var c in ctx.Db.Player.Iter()) foreach (var d in ctx.Db.Player.Iter()) foreach (var e in ctx.Db.Player.Iter()) Log.Info(a.Username);")]
    public void Work_is_bounded_for_any_body(string body) => Assert.True(Work(body) < MostWork);

    private static int Work(string body) => new MigrationModule(
        MigrationModule.Corpus("schema.cs"),
        $$"""
        using SpacetimeDB;
        public static partial class Module
        {
            static int Endless(ReducerContext ctx, int depth) => Endless(ctx, depth + 1) + Endless(ctx, depth + 2);

            [Reducer]
            public static void MigrateMuch(ReducerContext ctx)
            {
                {{body}}
            }
        }
        """).Follow("MigrateMuch").FuelUsed;

    private static string Statements(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"foreach (var row{i} in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row{i} with {{ Username = row{i}.Username.Trim() }});\n"));
}
