using System.Collections.Concurrent;
using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

public sealed class CorpusPairsTests
{
    [Theory]
    [InlineData("old.cs")]
    [InlineData("new.cs")]
    public void Every_module_of_the_corpus_compiles(string file)
    {
        var modules = Folders.Pairs.Select(folder => Path.Combine(folder, file)).ToList();
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
