using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>Compiles a module against SpacetimeDB and reads its schema.</summary>
internal static class ModuleCompilation
{
    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.") || name.StartsWith("SpacetimeDB.") || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Module",
        sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, path: $"/Module{i}.cs")),
        References,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static ModuleSchema ReadSchema(params string[] sources) => ReadSchema(Compile(sources));

    public static ModuleSchema ReadSchema(Compilation compilation, EngineVersion? engine = null) =>
        KnownTypes.TryGet(compilation, out var knownTypes)
            ? new SourceSchemaReader(compilation, knownTypes, engine ?? EngineVersion.Newest, CancellationToken.None).Read().Schema
            : throw new InvalidOperationException("The compilation does not know SpacetimeDB.");
}
