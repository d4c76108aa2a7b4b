using System.Collections.Concurrent;
using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

/// <summary>A <see cref="Sweep"/> of the corpus: that it compiles is seen by whoever compares it too.</summary>
public sealed class CorpusPairsTests
{
    [Theory]
    [InlineData("old.cs")]
    [InlineData("new.cs")]
    public void Every_module_of_the_corpus_compiles(string file)
    {
        var modules = Sweep.Of(Folders.Pairs, step: 4).Select(folder => Path.Combine(folder, file)).ToList();
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(modules, module =>
        {
            if (ModuleCompilation.Of(File.ReadAllText(module)).Errors().FirstOrDefault() is { } error)
            {
                failures.Add($"{module}: {error}");
            }
        });
        Assert.NotEmpty(modules);
        var list = string.Join('\n', failures.Order());
        Assert.True(failures.IsEmpty, $"{failures.Count} of {modules.Count} modules do not compile.\n{list}");
    }
}
