using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>A module that somebody is in the middle of rewriting, and a snapshot of it or of another.</summary>
internal sealed record FuzzedModule(string Source, string Snapshot)
{
    public override string ToString() => $"{Source}\n// against\n{Snapshot}";
}

internal static class CodeFuzzer
{
    private static readonly Lazy<CompilationUnitSyntax>[] s_modules =
        [.. CorpusPair.All.Select(static pair => (Func<string>)(() => pair.NewSource))
            .Concat(
                Directory.GetFiles(Path.Combine(CorpusPair.RepositoryRoot, "tests", "corpus", "migrations"), "*.cs")
                    .Order(StringComparer.Ordinal).Select(static file => (Func<string>)(() => File.ReadAllText(file))))
            .Select(static read => new Lazy<CompilationUnitSyntax>(() => SyntaxFactory.ParseCompilationUnit(read())))];

    private static readonly Lazy<string>[] s_snapshots =
        [.. CorpusPair.All.Select(static pair => new Lazy<string>(() => pair.OldSnapshot))];

    public static FuzzedModule Next(Random random)
    {
        var module = random.Next(s_modules.Length);
        var (source, other) = (s_modules[module].Value, s_modules[random.Next(s_modules.Length)].Value);
        var text = source.ToFullString();
        for (var edits = random.Next(1, 7); edits > 0; edits--)
        {
            text = Edited(random, SyntaxFactory.ParseCompilationUnit(text), other);
        }
        // Its own snapshot mostly; else all the tables are others.
        var snapshot = module < s_snapshots.Length && random.Next(5) > 0 ? module : random.Next(s_snapshots.Length);
        return new(text, s_snapshots[snapshot].Value);
    }

    private static string Edited(Random random, CompilationUnitSyntax source, CompilationUnitSyntax other)
    {
        var text = source.ToFullString();
        var target = Part(random, source);
        var replacement = random.Next(4) switch
        {
            0 => "",
            1 => $"{target.Text} {target.Text}",
            2 => Part(random, source).Text,
            _ => Part(random, other).Text,
        };
        return random.Next(40) == 0
            ? text[..target.Start]
            : string.Concat(text.AsSpan(0, target.Start), $" {replacement} ", text.AsSpan(target.Start + target.Length));
    }

    /// <summary>A token, or a whole attribute, type, member, statement or expression.</summary>
    private static (int Start, int Length, string Text) Part(Random random, CompilationUnitSyntax source)
    {
        if (random.Next(2) == 0)
        {
            var tokens = source.DescendantTokens().ToArray();
            var token = tokens[random.Next(tokens.Length)];
            return (token.SpanStart, token.Span.Length, token.Text);
        }
        var nodes = source.DescendantNodes().ToArray();
        if (nodes.Length == 0)
        {
            return (0, 0, "");
        }
        var node = nodes[random.Next(nodes.Length)];
        return (node.SpanStart, node.Span.Length, node.ToString());
    }
}
