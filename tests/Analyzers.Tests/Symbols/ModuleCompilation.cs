using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>Compiles a module against SpacetimeDB and reads its schema.</summary>
internal static class ModuleCompilation
{
    /// <summary>What a module needs of the framework: the fewer, the faster each of thousands of compilations.</summary>
    private static readonly HashSet<string> s_assemblies =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Runtime.Numerics", "System.Collections", "System.Linq", "System.Memory",
        "System.Console", "netstandard", "SpacetimeDB.Runtime", "SpacetimeDB.BSATN.Runtime",
    ];

    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => s_assemblies.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compilations made of one another share what they know of their references.</summary>
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create(
        "Module", [], References, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Compile(params string[] sources) =>
        s_empty.AddSyntaxTrees([.. sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, path: $"/Module{i}.cs"))]);

    public static ModuleSchema ReadSchema(params string[] sources) => ReadSchema(Compile(sources));

    public static ModuleSchema ReadSchema(Compilation compilation, EngineVersion? engine = null) =>
        KnownTypes.TryGet(compilation, out var knownTypes)
            ? new SourceSchemaReader(compilation, knownTypes, engine ?? EngineVersion.Newest, CancellationToken.None)
                .Read(CancellationToken.None).Schema
            : throw new InvalidOperationException("The compilation does not know SpacetimeDB.");
}
