using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>
/// While somebody types, the analyzer throws nothing and says nothing about the tables that nobody touched. A <see cref="Sweep"/> of all
/// edits.
/// </summary>
public class HalfTypedCodeTests(ITestOutputHelper output)
{
    [Fact]
    public void In_the_sample_game()
    {
        var sources = Directory.GetFiles(Path.Combine(CorpusPair.RepositoryRoot, "samples", "Game"), "*.cs").Order(StringComparer.Ordinal)
            .Select(File.ReadAllText).ToArray();
        Verify([new HalfTypedModule(sources)], edits: 250);
    }

    [Fact]
    public void In_fifty_modules_of_the_corpus() => Verify(
        CorpusPair.All.Where((_, i) => i % (CorpusPair.All.Count / 50) == 0).Take(50)
            .Select(static pair => new HalfTypedModule(pair.OldSource)).ToArray(),
        edits: 1200);

    private void Verify(HalfTypedModule[] modules, int edits)
    {
        var all = modules.SelectMany(static module => module.Files.SelectMany(file => Edits(file).Select(edit => (module, file, edit))))
            .ToArray();
        var chosen = Sweep.Of(all, step: Math.Max(1, all.Length / edits)).ToArray();
        var violations = new ConcurrentBag<string>();
        Parallel.ForEach(chosen, new ParallelOptions { MaxDegreeOfParallelism = 2 }, item =>
        {
            foreach (var violation in item.module.Violations(item.file, item.edit))
            {
                violations.Add($"{violation}\nafter {item.edit} in {item.file.FilePath}: {Around(item.file, item.edit.Span)}");
            }
        });
        output.WriteLine($"{chosen.Length} of {all.Length} edits.");
        Assert.True(
            violations.IsEmpty,
            $"{violations.Count} violations:\n{string.Join("\n\n", violations.Order(StringComparer.Ordinal).Take(30))}");
    }

    /// <summary>At each token: all that follows is not there yet; the token is missing; it stands twice.</summary>
    private static IEnumerable<TextChange> Edits(SyntaxTree file)
    {
        var length = file.GetText().Length;
        foreach (var token in file.GetRoot().DescendantTokens().Where(static token => !token.IsKind(SyntaxKind.EndOfFileToken)))
        {
            yield return new(TextSpan.FromBounds(token.SpanStart, length), "");
            yield return new(token.Span, "");
            yield return new(new TextSpan(token.Span.End, 0), $" {token.Text}");
        }
    }

    private static string Around(SyntaxTree file, TextSpan span)
    {
        var text = file.GetText();
        return text.ToString(TextSpan.FromBounds(Math.Max(0, span.Start - 60), Math.Min(text.Length, span.Start + 60)));
    }
}
