using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>A symbol that is compared alone reports, word by word, what the comparison of its module reports at it.</summary>
public class SymbolComparisonTests(ITestOutputHelper output)
{
    [Fact]
    public void A_symbol_compared_alone_reports_what_its_module_would()
    {
        var (alone, whole) = (0, 0);
        var complaints = CorpusPair.All.AsParallel().AsOrdered()
            .SelectMany(pair => Complaints(pair, ref alone, ref whole).Select(complaint => $"{pair}: {complaint}")).ToArray();
        output.WriteLine($"{alone} symbols with findings are compared alone, {whole} need the whole module.");
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
        Assert.True(alone > whole, $"{alone} symbols with findings are compared alone, {whole} need the whole module.");
    }

    private static List<string> Complaints(CorpusPair pair, ref int alone, ref int whole)
    {
        var compilation = ModuleCompilation.Compile(pair.NewSource);
        Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
        var baselines = ImmutableArray.Create(OwnBaseline.Of(pair.OldSchema));
        var settings = new ComparisonSettings(knownTypes, EngineVersion.Newest, SeverityPolicy.Default);
        var reader = new SourceSchemaReader(compilation, knownTypes, settings.Engine, CancellationToken.None);
        var module = ModuleComparison.OfModule(reader.Read(CancellationToken.None), baselines, settings, CancellationToken.None);
        var symbols = new SymbolComparison(reader, new(reader, baselines), baselines, settings);
        var complaints = new List<string>();
        foreach (var symbol in reader.Declarations.Types(CancellationToken.None)
            .Concat<ISymbol>(reader.Declarations.Methods(CancellationToken.None)))
        {
            var expected = Reported(module, symbol);
            if (symbols.Of(symbol, CancellationToken.None) is { } comparison)
            {
                Interlocked.Add(ref alone, expected.Length > 0 ? 1 : 0);
                if (!expected.SequenceEqual(Reported(comparison, symbol)))
                {
                    complaints.Add(
                        $"{symbol.Name}: expected\n  {string.Join("\n  ", expected)}\nalone\n  {string.Join("\n  ", Reported(comparison, symbol))}");
                }
            }
            else
            {
                Interlocked.Add(ref whole, expected.Length > 0 ? 1 : 0);
            }
        }
        return complaints;
    }

    private static string[] Reported(ModuleComparison comparison, ISymbol symbol) =>
        [.. comparison.Changes.At(symbol).Concat(comparison.WayBack(CancellationToken.None).At(symbol)).Select(static finding =>
            $"{finding} {string.Join(";", finding.Properties.OrderBy(static property => property.Key, StringComparer.Ordinal).Select(static property => $"{property.Key}={property.Value}"))}")];
}
