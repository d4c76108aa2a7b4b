namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What was found, and in which project.</summary>
/// <param name="IsLocal">Whether an editor would show it while typing; only such a finding gets a light bulb.</param>
internal sealed record Finding(Project Project, Diagnostic Diagnostic, bool IsLocal)
{
    /// <summary>The document it stands in; null in additional and in generated files.</summary>
    public Document? Document => Project.Solution.GetDocument(Diagnostic.Location.SourceTree);
}
