using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Turns the markup in all files of a state into expected findings.</summary>
internal sealed class MarkupReader(
    MarkupOptions options,
    DiagnosticDescriptor? defaultDescriptor,
    ImmutableArray<DiagnosticDescriptor> descriptors,
    ImmutableArray<string> fixableIds,
    string defaultPath)
{
    public SolutionState Read(SolutionState state)
    {
        var result = state.Copy();
        var keyed = new Dictionary<string, FileLinePositionSpan>();
        if (state.MarkupHandling != MarkupMode.None)
        {
            foreach (var files in result.Projects.SelectMany(project => project.Files))
            {
                for (var i = 0; i < files.Count; i++)
                    files[i] = (files[i].filename, Read(files[i].filename, files[i].content, result, keyed));
            }
        }

        for (var i = 0; i < result.ExpectedDiagnostics.Count; i++)
            result.ExpectedDiagnostics[i] = result.ExpectedDiagnostics[i].WithDefaultPath(defaultPath).WithMarkupLocations(keyed);
        return result;
    }

    private SourceText Read(string path, SourceText content, SolutionState state, Dictionary<string, FileLinePositionSpan> keyed)
    {
        var marked = MarkedText.Parse(content.ToString(), options.HasFlag(MarkupOptions.TreatPositionIndicatorsAsCode));
        var text = SourceText.From(marked.Text, content.Encoding, content.ChecksumAlgorithm);
        if (state.MarkupHandling == MarkupMode.Ignore)
            return text;

        foreach (var position in marked.Positions)
        {
            if (Expect("", state.MarkupHandling) is { } expected)
                state.ExpectedDiagnostics.Add(expected.WithLocation(path, text.Lines.GetLinePosition(position)));
        }

        foreach (var (key, span) in marked.Spans)
        {
            var location = new FileLinePositionSpan(path, text.Lines.GetLinePositionSpan(span));
            if (!key.StartsWith('#'))
            {
                if (Expect(key, state.MarkupHandling) is { } expected)
                    state.ExpectedDiagnostics.Add(expected.WithSpan(location));
            }
            else if (!keyed.TryAdd(key, location))
            {
                throw new InvalidOperationException($"More than one place is marked '{key}'");
            }
        }

        return text;
    }

    private DiagnosticResult? Expect(string id, MarkupMode? mode)
    {
        var descriptor = id == "" ? DefaultDescriptor() : DescriptorOf(id);
        if (mode == MarkupMode.IgnoreFixable && fixableIds.Contains(descriptor?.Id ?? id))
            return null;

        // An id that no analyzer has is one of the compiler's.
        var result = descriptor is null ? DiagnosticResult.CompilerError(id) : new DiagnosticResult(descriptor);
        return result.WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity);
    }

    private DiagnosticDescriptor DefaultDescriptor() => defaultDescriptor ?? throw new InvalidOperationException(
        "Markup without an id needs a first analyzer with one descriptor only, or MarkupOptions.UseFirstDescriptor");

    private DiagnosticDescriptor? DescriptorOf(string id)
    {
        var sameId = descriptors.Where(descriptor => descriptor.Id == id).ToList();
        if (sameId.Count > 1 && !options.HasFlag(MarkupOptions.UseFirstDescriptor))
            throw new InvalidOperationException($"More than one descriptor has the id {id}: use MarkupOptions.UseFirstDescriptor");

        return sameId.FirstOrDefault();
    }
}
