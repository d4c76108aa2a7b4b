using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeDB.Execution;
using Xunit.Abstractions;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>
/// Mutations of every safe reducer are found, or running them proves them harmless; one that does not come to an end is not run.
/// A <see cref="Sweep"/> of them.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Modules => new(Sweep.Of(
        [.. FixTests.All, "HeldOut/Guilds", "HeldOut/Heroes", "HeldOut/Ladder", "HeldOut/Roster", "HeldOut/Lobby"], step: 2));

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_mutation_of_a_safe_reducer_is_found_or_harmless(string name)
    {
        var (module, mutants) = Mutated(FixTests.Sources(name));
        var missed = new List<string>();
        var (found, harmless, endless) = (0, 0, 0);
        foreach (var (mutant, what) in mutants)
        {
            if (module.IsFound(mutant))
            {
                found++;
            }
            else if (module.Follow(mutant) is var followed && followed.LostAt is "fuel" or "depth")
            {
                endless++;
            }
            else if (module.Run(mutant) == Repetition.ChangesAgain)
            {
                missed.Add(mutant);
                output.WriteLine($"missed: {mutant}: {what} {followed}");
            }
            else
            {
                harmless++;
            }
        }
        output.WriteLine($"{mutants.Count} mutations: {found} found, {harmless} harmless, {endless} without an end");
        Assert.Empty(missed);
    }

    /// <summary>The module with each mutation in the place of a reducer; those that do not compile are left out.</summary>
    private static (MigrationModule Module, Dictionary<string, string> Mutants) Mutated(string[] sources)
    {
        var original = new MigrationModule(sources);
        var safe = original.Reducers.Where(reducer => original.Run(reducer) == Repetition.Idempotent).ToHashSet();
        var mutants = new Dictionary<string, string>();
        var roots = sources.Select(source => CSharpSyntaxTree.ParseText(source).GetRoot()).ToArray();
        for (var i = 0; i < roots.Length; i++)
        {
            var methods = roots[i].DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Where(method => safe.Contains(method.Identifier.ValueText)).ToArray();
            var added = Sweep.Of(
                    methods.SelectMany(method => Mutations.Of(method).Select((mutation, number) => (method, mutation, number))), step: 10)
                .ToLookup(item => item.method, item =>
                {
                    var mutant = $"{item.method.Identifier.ValueText}M{item.number}";
                    mutants[mutant] = item.mutation.What;
                    return item.mutation.Method.WithIdentifier(SyntaxFactory.Identifier(mutant));
                });
            roots[i] = roots[i].TrackNodes(methods);
            foreach (var method in methods)
            {
                roots[i] = roots[i].InsertNodesAfter(roots[i].GetCurrentNode(method)!, added[method]);
            }
        }
        while (true)
        {
            var mutated = ModuleCompilation.Of([.. roots.Select(root => root.ToFullString())]);
            var broken = mutated.Errors()
                .Select(error =>
                    error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan)
                        .FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText)
                .OfType<string>().ToHashSet();
            if (broken.Count == 0)
            {
                return (new MigrationModule(ModuleSlice.Around(mutants.Keys, [.. roots.Select(root => root.ToFullString())])), mutants);
            }
            Assert.All(broken, mutant => Assert.True(mutants.Remove(mutant), mutant));
            roots = [.. roots.Select(root =>
                root.RemoveNodes(
                    root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => broken.Contains(method.Identifier.ValueText)),
                    SyntaxRemoveOptions.KeepNoTrivia)!)];
        }
    }
}
