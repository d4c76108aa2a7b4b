using System.Reflection;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>A module before and after an edit, with the verdict of the real planner of SpacetimeDB 2.8.3.</summary>
public sealed class CorpusPair
{
    private readonly Lazy<ModuleSchema> _oldSchema;
    private readonly Lazy<ModuleSchema> _newSchema;
    private readonly Lazy<string> _oldSnapshot;

    private CorpusPair(string folder)
    {
        Folder = folder;
        _oldSchema = new(() => ModuleCompilation.ReadSchema(OldSource));
        _newSchema = new(() => ModuleCompilation.ReadSchema(NewSource));
        _oldSnapshot = new(() => SnapshotWriter.Write(OldSchema));
    }

    public static string RepositoryRoot { get; } = typeof(CorpusPair).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<CorpusPair> All { get; } = Directory
        .GetDirectories(Path.Combine(RepositoryRoot, "tests", "corpus", "pairs"))
        .Order(StringComparer.Ordinal)
        .Select(static folder => new CorpusPair(folder))
        .ToArray();

    public string Folder { get; }

    public string Name => Path.GetFileName(Folder);

    /// <summary>What the old module declares; read once for all tests.</summary>
    internal ModuleSchema OldSchema => _oldSchema.Value;

    internal ModuleSchema NewSchema => _newSchema.Value;

    /// <summary>What the package writes of the old module.</summary>
    internal string OldSnapshot => _oldSnapshot.Value;

    public string OldSource => Read("old.cs");

    public string NewSource => Read("new.cs");

    public string OldV10 => Read("old.schema.json");

    public string? OldV9 => File.Exists(Path.Combine(Folder, "old.v9.schema.json")) ? Read("old.v9.schema.json") : null;

    public CorpusVerdict Verdict => CorpusVerdict.Parse(Read("verdict.json"));

    public override string ToString() => Name;

    private string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
