using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a failed test shows: each finding as an expectation would say it, above its line of the source.</summary>
internal static class DiagnosticReport
{
    public static string Describe(DiagnosticMatching matching, SolutionState state)
    {
        var text = new StringBuilder("The findings are not the expected ones.\n");
        Append(text, "Missing", matching.Missing, state);
        Append(text, "Unexpected", matching.Unexpected.Select(ToResult), state);
        Append(text, "As expected", matching.Pairs.Select(pair => ToResult(pair.Actual)), state);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<DiagnosticResult> results, SolutionState state)
    {
        foreach (var (i, result) in results.Index())
        {
            if (i == 0)
                text.Append($"\n{title}:\n");
            text.Append($"  {result}\n");
            if (result is { Message: null, MessageArguments: { Length: > 0 } arguments })
                text.Append($"    with the arguments: {string.Join(", ", arguments)}\n");
            if (result.HasLocation)
                AppendSource(text, result.Spans[0].Span, state);
            foreach (var additional in result.Spans.Skip(1))
                text.Append($"    and at {additional.Span}\n");
        }
    }

    private static void AppendSource(StringBuilder text, FileLinePositionSpan span, SolutionState state)
    {
        var content = state.Projects
            .SelectMany(project => project.Files)
            .SelectMany(files => files)
            .FirstOrDefault(file => file.filename == span.Path).content;
        if (content is null || span.StartLinePosition.Line >= content.Lines.Count)
            return;

        var line = content.Lines[span.StartLinePosition.Line].ToString();
        var start = Math.Min(span.StartLinePosition.Character, line.Length);
        var end = span.EndLinePosition.Line == span.StartLinePosition.Line ? span.EndLinePosition.Character : line.Length;
        text.Append($"    {line}\n    {new string(' ', start)}{new string('~', Math.Max(1, end - start))}\n");
    }

    private static DiagnosticResult ToResult(Diagnostic diagnostic)
    {
        var result = new DiagnosticResult(diagnostic.Id, diagnostic.Severity).WithMessage(diagnostic.GetMessage());
        return diagnostic.Location == Location.None
            ? result
            : diagnostic.AdditionalLocations.Prepend(diagnostic.Location)
                .Aggregate(result, (all, location) => all.WithSpan(location.GetLineSpan()));
    }
}
