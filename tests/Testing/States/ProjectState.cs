using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a project of the test solution consists of.</summary>
public class ProjectState(string name, string language, string defaultPrefix, string defaultExtension)
{
    public string Name { get; } = name;

    public string AssemblyName => Name;

    public string Language { get; } = language;

    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    public OutputKind? OutputKind { get; set; }

    public SourceFileList Sources { get; } = new(defaultPrefix, defaultExtension);

    /// <summary>What the test's source generators are expected to write.</summary>
    public SourceFileCollection GeneratedSources { get; } = [];

    public SourceFileCollection AdditionalFiles { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    public List<string> AdditionalProjectReferences { get; } = [];

    internal string DefaultPrefix { get; } = defaultPrefix;

    private protected string DefaultExtension { get; } = defaultExtension;

    internal IReadOnlyList<SourceFileCollection> Files => [Sources, GeneratedSources, AdditionalFiles, AnalyzerConfigFiles];

    internal bool HasSameFiles(ProjectState other) => Files.Zip(other.Files).All(pair => SameFiles(pair.First, pair.Second));

    internal static bool SameFiles(SourceFileCollection left, SourceFileCollection right)
        => left.Count == right.Count
            && left.Zip(right).All(pair => pair.First.filename == pair.Second.filename
                && SameText(pair.First.content, pair.Second.content));

    internal ProjectState Copy()
    {
        var copy = new ProjectState(Name, Language, DefaultPrefix, DefaultExtension);
        CopyTo(copy);
        return copy;
    }

    private protected void CopyTo(ProjectState copy)
    {
        copy.ReferenceAssemblies = ReferenceAssemblies;
        copy.OutputKind = OutputKind;
        foreach (var (from, to) in Files.Zip(copy.Files))
            to.AddRange(from);
        copy.AdditionalReferences.AddRange(AdditionalReferences);
        copy.AdditionalProjectReferences.AddRange(AdditionalProjectReferences);
    }

    private static bool SameText(SourceText left, SourceText right)
        => Equals(left.Encoding, right.Encoding) && left.ChecksumAlgorithm == right.ChecksumAlgorithm && left.ContentEquals(right);
}
