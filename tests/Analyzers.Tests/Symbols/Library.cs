using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>Types that several modules share, in an assembly of their own.</summary>
internal static class Library
{
    /// <summary>As projects refer to each other: without the bodies and without what nobody else may see.</summary>
    public static MetadataReference Of(string source)
    {
        var image = new MemoryStream();
        var result = Compile(source).Emit(image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>As an IDE has them, which compiles both.</summary>
    public static MetadataReference InTheSameSolution(string source) => Compile(source).ToMetadataReference();

    public static ModuleSchema ReadSchema(string source, MetadataReference library) =>
        ModuleCompilation.ReadSchema(ModuleCompilation.Compile(source, DeployedModule.ImplicitUsings).AddReferences(library));

    public static string Snapshot(string source, MetadataReference library) => SnapshotWriter.Write(ReadSchema(source, library));

    private static CSharpCompilation Compile(string source) =>
        ModuleCompilation.Compile(source, DeployedModule.ImplicitUsings).WithAssemblyName("Shared");
}
