using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

public class MetadataReferenceCollection : List<MetadataReference>
{
    private static readonly ConcurrentDictionary<string, MetadataReference> FromFiles = new();

    public void Add(Assembly assembly) => Add(assembly.Location);

    public void Add(string path) => Add(FromFile(path));

    // Reading an assembly is slow, and a reference can be shared by all compilations.
    internal static MetadataReference FromFile(string path)
        => FromFiles.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file));
}
