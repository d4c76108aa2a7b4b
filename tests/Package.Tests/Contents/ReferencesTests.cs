using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>What the DLLs need of their hosts: the compiler of the .NET 8 SDK, and every MSBuild since.</summary>
public class ReferencesTests
{
    private static readonly Dictionary<string, Version> s_analyzers = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 5, 0, 0),
        ["System.Collections.Immutable"] = new(6, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    private static readonly Dictionary<string, Version> s_codeFixes = new(s_analyzers)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 5, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 5, 0, 0),
        ["SpacetimeSchema.Analyzers"] = new(0, 1, 0, 0),
        // What Roslyn 4.5 itself was built with.
        ["System.Composition.AttributedModel"] = new(6, 0, 0, 0),
    };

    private static readonly Dictionary<string, Version> s_tasks = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        // The version that every MSBuild since 15 has.
        ["Microsoft.Build.Framework"] = new(15, 1, 0, 0),
        ["Microsoft.Build.Utilities.Core"] = new(15, 1, 0, 0),
    };

    [Fact]
    public void The_analyzers_load_in_the_oldest_host() => Check("analyzers/dotnet/cs/SpacetimeSchema.Analyzers.dll", s_analyzers);

    [Fact]
    public void The_fixes_load_in_the_oldest_host() => Check("analyzers/dotnet/cs/SpacetimeSchema.Analyzers.CodeFixes.dll", s_codeFixes);

    [Fact]
    public void The_tasks_load_in_every_MSBuild() => Check("tasks/netstandard2.0/SpacetimeSchema.Build.dll", s_tasks);

    [Theory]
    [InlineData("analyzers/dotnet/cs/SpacetimeSchema.Analyzers.dll")]
    [InlineData("analyzers/dotnet/cs/SpacetimeSchema.Analyzers.CodeFixes.dll")]
    public void What_runs_in_an_editor_touches_no_network_file_or_process(string entry) => Read(entry, metadata => Assert.DoesNotContain(
        metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        static type => type.StartsWith("System.Net.", StringComparison.Ordinal)
            || type is "System.IO.File" or "System.IO.FileInfo" or "System.IO.FileStream"
                or "System.IO.Directory" or "System.IO.DirectoryInfo"
                or "System.Diagnostics.Process"));

    private static void Check(string entry, Dictionary<string, Version> allowed) => Read(entry, metadata =>
    {
        foreach (var reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
        {
            var name = metadata.GetString(reference.Name);
            Assert.True(allowed.TryGetValue(name, out var version), $"{entry} references {name}.");
            Assert.True(reference.Version <= version, $"{entry} references {name} {reference.Version}; hosts may have {version}.");
        }
    });

    private static void Read(string entry, Action<MetadataReader> check)
    {
        using var package = PackedPackage.Instance.Open();
        using var memory = new MemoryStream();
        using (var stream = package.GetEntry(entry)!.Open())
        {
            stream.CopyTo(memory);
        }
        memory.Position = 0;
        using var assembly = new PEReader(memory);
        check(assembly.GetMetadataReader());
    }
}
