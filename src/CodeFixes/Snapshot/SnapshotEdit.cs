using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Takes changes that findings report over into the snapshots that they are reported against.</summary>
internal static class SnapshotEdit
{
    /// <summary>
    /// The solution after the changes of these findings were accepted. A snapshot that several projects or target frameworks share is
    /// one file: it gets the changes of all of them, and one text.
    /// </summary>
    public static async Task<Solution> AcceptAsync(
        Solution solution, IEnumerable<(Project Project, IEnumerable<Diagnostic> Diagnostics)> findings, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, SourceText>(StringComparer.OrdinalIgnoreCase);
        foreach (var (project, diagnostics) in findings)
        {
            if (await CurrentSchemaAsync(project, cancellation).ConfigureAwait(false) is not var (current, engine))
            {
                continue;
            }
            foreach (var group in diagnostics.GroupBy(static diagnostic => diagnostic.Property(ChangeProperties.Baseline)))
            {
                if (project.Snapshot(group.Key) is { FilePath: { } path } document)
                {
                    var text = texts.TryGetValue(path, out var edited)
                        ? edited
                        : await document.GetTextAsync(cancellation).ConfigureAwait(false);
                    var accepted = Accept(text, current, engine, group);
                    // A text that nothing was accepted into is no edit of the other documents of its file.
                    if (accepted != text)
                    {
                        texts[path] = accepted;
                    }
                }
            }
        }
        foreach (var project in solution.Projects)
        {
            foreach (var document in project.AdditionalDocuments)
            {
                if (document.FilePath is { } path && texts.TryGetValue(path, out var text))
                {
                    solution = solution.WithAdditionalDocumentText(document.Id, text);
                }
            }
        }
        return solution;
    }

    private static SourceText Accept(SourceText text, ModuleSchema current, EngineVersion engine, IEnumerable<Diagnostic> diagnostics)
    {
        if (SnapshotReader.Read(text.ToString()) is not { Schema: { } deployed, History: var history }
            || current.Types.Any(static type => type.Definition is AlgebraicType.Unknown))
        {
            return text;
        }
        var wanted = new HashSet<(string?, string?, string?)>(diagnostics.Select(Identity));
        var (before, acceptances) = (deployed, history.Accepted);
        var all = acceptances.Seen(SchemaComparer.Compare(deployed, current, engine), deployed, current, engine);
        var asked = all
            .Where(change =>
                wanted.Contains((change.Kind.ToString(), change.Subject.Owner, change.Subject.Member))
                    && SchemaAcceptance.CanAccept(change.Kind))
            .ToArray();
        if (asked.Length == 0)
        {
            return text;
        }
        var changes = NewColumnsBefore.With(asked, all, current).ToArray();
        foreach (var change in changes.Where(static change => change.Kind == ChangeKind.AcceptedTakenBack))
        {
            (before, acceptances) = acceptances.TakeBack(change.Subject, before);
        }
        var accepted = SchemaAcceptance.Accept(
            before, current, changes.Where(static change => change.Kind != ChangeKind.AcceptedTakenBack));
        var left = acceptances.Seen(SchemaComparer.Compare(accepted, current, engine), accepted, current, engine);
        // A type that changed is taken over wherever it is held.
        var taken = all.Where(change => !left.Any(other => other.Kind == change.Kind && other.Subject == change.Subject)).ToArray();
        // What only follows from other changes is still there, and vanishes with them.
        return !changes.Any(taken.Contains)
            ? text
            : text.Replace(
                new TextSpan(0, text.Length),
                SnapshotWriter.Write(
                    accepted, history with { Accepted = acceptances.With(taken, before, accepted, engine, reason: null) }));
    }

    private static (string? Kind, string? Owner, string? Member) Identity(Diagnostic diagnostic) =>
        (diagnostic.Property(
            ChangeProperties.Kind), diagnostic.Property(ChangeProperties.Owner), diagnostic.Property(ChangeProperties.Member));

    private static async Task<(ModuleSchema Schema, EngineVersion Engine)?> CurrentSchemaAsync(
        Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || !KnownTypes.TryGet(compilation, out var knownTypes))
        {
            return null;
        }
        var engine = EngineVersions.Of(compilation, project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions);
        return (new SourceSchemaReader(compilation, knownTypes, engine, cancellation).Read(cancellation).Schema, engine);
    }
}
