using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>A generated schema and what a few edits made of it.</summary>
internal sealed record SchemaPair(int Seed, ModuleSchema Deployed, ModuleSchema Current)
{
    public const int Count = 3000;

    public static IReadOnlyList<SchemaPair> All { get; } = Enumerable.Range(0, Count).Select(Of).ToArray();

    /// <summary>A version on each side of every boundary in the table of the planner's rules.</summary>
    public static IReadOnlyList<EngineVersion> Engines { get; } =
    [
        .. new[]
        {
            "1.0.0", "1.2.0", "1.3.0", "1.3.1", "1.3.2", "1.4.0", "1.5.0", "1.5.1", "1.6.0", "1.7.0", "1.8.0", "1.12.0", "2.0.1", "2.1.0",
            "2.2.0", "2.3.0", "2.4.0", "2.4.1", "2.5.0", "2.7.0", "2.7.1", "2.8.1", "2.8.2", "2.8.3", "2.10.0", "3.0.0",
        }.Select(static text => EngineVersion.Parse(text)!.Value),
    ];

    /// <summary>All of them would take too long for each pair: another few for each, in order.</summary>
    public IEnumerable<EngineVersion> SomeEngines => Engines.Where((_, i) => (i + Seed) % 5 == 0);

    public IReadOnlyList<SchemaChange> Changes(EngineVersion? engine = null) =>
        SchemaComparer.Compare(Deployed, Current, engine ?? EngineVersion.Newest);

    /// <summary>All that a reader of a failure needs.</summary>
    public override string ToString() =>
        $"seed {Seed}\ndeployed:\n{SnapshotWriter.Write(Deployed)}\ncurrent:\n{SnapshotWriter.Write(Current)}";

    /// <summary>
    /// Fails with the schemas of the first pair that has a violation, and with the violations of some more. Tries a <see cref="Sweep"/>.
    /// </summary>
    public static void AllObey(Func<SchemaPair, IEnumerable<string>> violations)
    {
        var tried = Sweep.Of(All, step: 3).ToArray();
        var found = tried.Select(pair => (Pair: pair, Violation: violations(pair).FirstOrDefault()))
            .Where(static item => item.Violation is not null).ToArray();
        Assert.True(
            found.Length == 0,
            $"{found.Length} of {tried.Length} pairs:\n{string.Join('\n', found.Take(20).Select(static item => $"{item.Pair.Seed}: {item.Violation}"))}\n{found.FirstOrDefault().Pair}");
    }

    private static SchemaPair Of(int seed)
    {
        var generator = new SchemaGenerator(seed);
        var module = generator.Next();
        var deployed = module.Build();
        new SchemaEdits(generator).Edit(module, count: 1 + seed % 4);
        return new(seed, deployed, module.Build());
    }
}
