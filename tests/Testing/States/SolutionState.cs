using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A test solution: the project under test, those beside it, and what is to be found in them.</summary>
public class SolutionState(string name, string language, string defaultPrefix, string defaultExtension)
    : ProjectState(name, language, defaultPrefix, defaultExtension)
{
    public StateInheritanceMode? InheritanceMode { get; set; }

    public MarkupMode? MarkupHandling { get; set; }

    public ProjectCollection AdditionalProjects { get; } = new(language, defaultExtension);

    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    internal IEnumerable<ProjectState> Projects => [this, .. AdditionalProjects.Values];

    /// <summary>Whether the test says anything at all about this state.</summary>
    internal bool IsExpected => InheritanceMode is not null || MarkupHandling is not null || Files.Any(files => files.Count > 0);

    internal bool HasSameFilesInAllProjects(SolutionState other)
        => HasSameFiles(other)
            && AdditionalProjects.Count == other.AdditionalProjects.Count
            && AdditionalProjects.All(project =>
                other.AdditionalProjects.TryGetValue(project.Key, out var counterpart) && project.Value.HasSameFiles(counterpart));

    /// <summary>This state with all that it takes from <paramref name="origin"/>, and with its modes settled.</summary>
    internal SolutionState Inherit(SolutionState? origin, ImmutableArray<string> fixableIds)
    {
        var result = Copy();
        if (origin is null)
        {
            result.MarkupHandling ??= MarkupMode.Allow;
            return result;
        }

        var changes = Changes(origin);
        var mode = InheritanceMode ?? (changes ? StateInheritanceMode.AutoInherit : StateInheritanceMode.AutoInheritAll);
        result.MarkupHandling ??= changes ? MarkupMode.IgnoreFixable : origin.MarkupHandling;
        if (mode == StateInheritanceMode.Explicit)
            return result;

        result.ReferenceAssemblies ??= origin.ReferenceAssemblies;
        result.OutputKind ??= origin.OutputKind;
        foreach (var (own, inherited) in result.Files.Zip(origin.Files))
            FillIfEmpty(own, inherited);
        FillIfEmpty(result.AdditionalReferences, origin.AdditionalReferences);
        FillIfEmpty(result.AdditionalProjectReferences, origin.AdditionalProjectReferences);
        if (result.AdditionalProjects.Count == 0)
            CopyProjects(origin, result);
        FillIfEmpty(
            result.ExpectedDiagnostics,
            origin.ExpectedDiagnostics.Where(found => mode == StateInheritanceMode.AutoInheritAll || !fixableIds.Contains(found.Id)));
        return result;
    }

    internal new SolutionState Copy()
    {
        var copy = new SolutionState(Name, Language, DefaultPrefix, DefaultExtension)
        {
            InheritanceMode = InheritanceMode,
            MarkupHandling = MarkupHandling,
        };
        CopyTo(copy);
        CopyProjects(this, copy);
        copy.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        return copy;
    }

    private bool Changes(SolutionState origin)
    {
        var inheritsFiles = InheritanceMode != StateInheritanceMode.Explicit;
        return Files.Zip(origin.Files).Any(pair =>
                !(inheritsFiles && pair.First.Count == 0) && !SameFiles(pair.First, pair.Second))
            || (!(inheritsFiles && AdditionalReferences.Count == 0)
                && !AdditionalReferences.SequenceEqual(origin.AdditionalReferences));
    }

    private static void CopyProjects(SolutionState from, SolutionState to)
    {
        foreach (var (name, project) in from.AdditionalProjects)
            to.AdditionalProjects.Add(name, project.Copy());
    }

    private static void FillIfEmpty<T>(List<T> list, IEnumerable<T> items)
    {
        if (list.Count == 0)
            list.AddRange(items);
    }
}
