using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeDB.Execution;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;
using Xunit.Abstractions;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>
/// Every fix on every reducer that is not idempotent and that it applies to: compiles, and runs idempotent. A <see cref="Sweep"/> of those.
/// </summary>
public sealed class FixTests(ITestOutputHelper output)
{
    private static readonly CodeFixProvider[] s_providers =
    [
        new GuardWithMarkerCodeFix(), new RecordMarkerCodeFix(), new CorrectKeyCodeFix(), new GuardEachRowCodeFix(),
        new InsertMissingCodeFix(), new ContextSourceCodeFix(),
        new CheckMarkerFirstCodeFix(),
    ];

    internal static readonly string[] All =
        ["open", "Tuned/Shop", "Tuned/World", "HeldOut/Players", "HeldOut/Chat", "HeldOut/Farm", "HeldOut/Library", "HeldOut/Accounts",
            "HeldOut/Arena", "HeldOut/Hotel", "HeldOut/Fleet", "HeldOut/School", "HeldOut/Forum", "HeldOut/Bank", "HeldOut/Racing",
            "HeldOut/Quests", "HeldOut/Warehouse", "HeldOut/Clinic", "HeldOut/Steps", "HeldOut/Almanac", "HeldOut/Harbor",
            "HeldOut/Museum", "HeldOut/Transit", "HeldOut/Tavern", "HeldOut/Apiary"];

    public static TheoryData<string> Modules => new(Sweep.Of(All, step: 2));

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_fixed_reducer_compiles_and_runs_idempotent(string name)
    {
        var sources = Sources(name);
        var module = new MigrationModule(sources);
        var wrong = new List<string>();
        var applied = s_providers.ToDictionary(provider => provider.GetType().Name, _ => 0);
        foreach (var reducer in Sweep.Of(module.Reducers.Where(reducer => !module.RunTwice(reducer).IsIdempotent), step: 12))
        {
            // Alone with what it calls: the others would be analyzed with it.
            var fixes = new FixRunner(ModuleSlice.Around(reducer, sources));
            var count = 0;
            foreach (var provider in s_providers)
            {
                foreach (var (action, changed) in fixes.Fixes(provider, reducer))
                {
                    applied[provider.GetType().Name]++;
                    count++;
                    if (Problem(ModuleSlice.Around(reducer, fixes.SourcesOf(changed)), reducer, module.RunTwice(reducer)) is { } problem)
                    {
                        wrong.Add($"{reducer}, {action.Title}: {problem}");
                    }
                }
            }
            if (count == 0)
            {
                output.WriteLine($"no fix: {reducer}");
            }
        }
        output.WriteLine(string.Join(", ", applied.Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    internal static string[] Sources(string name) => name == "open"
        ? [MigrationModule.Corpus("schema.cs"), MigrationModule.Corpus("open.cs"), MigrationModule.Local("OpenSeed.cs")]
        : [.. LabelledCorpus.Sources(MigrationModule.Local(name + ".cs"))];

    private static string? Problem(string[] sources, string reducer, TwoRuns before)
    {
        try
        {
            using var module = new MigrationModule(sources);
            var runs = module.RunTwice(reducer);
            var found = module.Of(reducer).FirstOrDefault(finding => MigrationModule.NotIdempotent.Contains(finding.Id));
            return !runs.IsIdempotent ? runs.Repetition.ToString() + sources[^1]
                : before.First.Changed && !runs.First.Changed ? "does nothing any more"
                : found?.ToString();
        }
        catch (CompilationException exception)
        {
            return exception.Message;
        }
    }
}
