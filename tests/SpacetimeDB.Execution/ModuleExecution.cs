using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeDB.Internal;

namespace SpacetimeDB.Execution;

/// <summary>
/// A compiled module whose reducers can be run. Any static method that takes a <c>ReducerContext</c> first counts as one,
/// so that the source of a test can hold its seed and later edits beside what it tests.
/// </summary>
public sealed class ModuleExecution : IDisposable
{
    private readonly AssemblyLoadContext context;
    private readonly Assembly assembly;
    private readonly Dictionary<string, MethodInfo> reducers;

    private ModuleExecution(Stream image)
    {
        context = new AssemblyLoadContext("module", isCollectible: true);
        assembly = context.LoadFromStream(image);
        reducers = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.GetParameters().FirstOrDefault()?.ParameterType.FullName == "SpacetimeDB.ReducerContext")
            .GroupBy(method => method.Name)
            .ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>The names of all methods that can be run.</summary>
    public IReadOnlyCollection<string> Reducers => reducers.Keys;

    /// <exception cref="CompilationException">The sources have errors.</exception>
    public static ModuleExecution Compile(params string[] sources) => Compile(ModuleCompilation.Of(sources));

    /// <exception cref="CompilationException">The compilation has errors.</exception>
    public static ModuleExecution Compile(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            throw new CompilationException(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        image.Position = 0;
        return new ModuleExecution(image);
    }

    /// <summary>A fresh database, seeded as asked, else by the source's own method <c>Seed</c>, else with synthetic rows.</summary>
    public ModuleDatabase NewDatabase(Seed? seed = null)
    {
        var database = new ModuleDatabase(this, Database.Of(assembly));
        (seed ?? (reducers.ContainsKey("Seed") ? Seeds.Method("Seed") : Seeds.Synthetic()))(database);
        return database;
    }

    /// <summary>Runs a reducer twice over one database: later, with other random numbers, by the same caller.</summary>
    public TwoRuns RunTwice(string reducer, Seed? seed = null, params object?[] arguments)
    {
        var database = NewDatabase(seed);
        return new(database.Run(reducer, arguments), database.Run(reducer, arguments));
    }

    public void Dispose() => context.Unload();

    internal MethodInfo Find(string reducer) => reducers.TryGetValue(reducer, out var method)
        ? method
        : throw new ArgumentException($"The module has no reducer '{reducer}'.", nameof(reducer));

    internal object NewContext(Identity sender, ConnectionId connection, Random random, Timestamp time)
    {
        var constructor = assembly.GetType("SpacetimeDB.ReducerContext")!.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)
            .Single(constructor => constructor.GetParameters().Length == 5);
        return constructor.Invoke([sender, connection, random, time, null]);
    }
}
