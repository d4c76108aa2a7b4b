using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>
/// Nothing leaves the machine and nothing is started: what is loaded into the compiler cannot even name the types for it.
/// </summary>
public class ReferencedTypesTests
{
    private static readonly string[] s_forbiddenNamespaces = ["System.Net", "Microsoft.Win32", "System.IO.Pipes",
        "System.IO.IsolatedStorage", "System.IO.MemoryMappedFiles", "System.Management"];

    private static readonly string[] s_forbiddenTypes =
    [
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream",
        "System.IO.Directory",
        "System.IO.DirectoryInfo", "System.IO.StreamReader", "System.IO.StreamWriter", "System.IO.Path", "System.Console",
        "System.AppDomain",
        "System.Reflection.Assembly", "System.Runtime.InteropServices.DllImportAttribute",
    ];

    [Theory]
    [InlineData("SpacetimeSchema.Analyzers.dll")]
    [InlineData("SpacetimeSchema.Analyzers.CodeFixes.dll")]
    public void The_package_names_no_type_of_networks_files_or_processes(string file)
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, file)));
        var metadata = reader.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name))).ToArray();
        Assert.NotEmpty(types);
        Assert.Equal([], types.Where(static type => s_forbiddenTypes.Contains($"{type.Namespace}.{type.Name}")
            || s_forbiddenNamespaces.Any(name =>
                type.Namespace == name || type.Namespace.StartsWith($"{name}.", StringComparison.Ordinal))));
        // Iterators ask for their thread; nothing asks for variables or folders.
        Assert.DoesNotContain(metadata.MemberReferences.Select(metadata.GetMemberReference), member =>
            member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "Environment"
            && metadata.GetString(member.Name) != "get_CurrentManagedThreadId");
        Assert.All(metadata.MethodDefinitions, method => Assert.True(metadata.GetMethodDefinition(method).GetImport().Module.IsNil));
    }
}
