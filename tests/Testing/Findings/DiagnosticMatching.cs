using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Pairs expected findings with actual ones. An expectation may be vague, so a greedy choice could miss the pairing.</summary>
internal sealed class DiagnosticMatching
{
    private static readonly PropertyInfo Arguments =
        typeof(Diagnostic).GetProperty("Arguments", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly IReadOnlyList<DiagnosticResult> _expected;
    private readonly IReadOnlyList<Diagnostic> _actual;
    private readonly int?[] _expectedOfActual;

    public DiagnosticMatching(IReadOnlyList<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual)
    {
        _expected = expected;
        _actual = actual;
        _expectedOfActual = new int?[actual.Count];
        for (var i = 0; i < expected.Count; i++)
            TryPair(i, new bool[actual.Count]);
    }

    public IEnumerable<(DiagnosticResult Expected, Diagnostic Actual)> Pairs
        => _actual.Index()
            .Where(found => _expectedOfActual[found.Index] is not null)
            .Select(found => (_expected[_expectedOfActual[found.Index]!.Value], found.Item));

    public IEnumerable<DiagnosticResult> Missing
        => _expected.Index().Where(expected => !_expectedOfActual.Contains(expected.Index)).Select(expected => expected.Item);

    public IEnumerable<Diagnostic> Unexpected
        => _actual.Index().Where(found => _expectedOfActual[found.Index] is null).Select(found => found.Item);

    // Takes a free finding, or one whose own expectation can move on to another.
    private bool TryPair(int expected, bool[] visited)
    {
        for (var i = 0; i < _actual.Count; i++)
        {
            if (visited[i] || !Matches(_expected[expected], _actual[i]))
                continue;

            visited[i] = true;
            if (_expectedOfActual[i] is { } owner && !TryPair(owner, visited))
                continue;

            _expectedOfActual[i] = expected;
            return true;
        }

        return false;
    }

    private static bool Matches(DiagnosticResult expected, Diagnostic actual)
        => expected.Id == actual.Id
            && (expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) || expected.Severity == actual.Severity)
            && LocationsMatch(expected, actual)
            && MessageMatches(expected, actual);

    private static bool LocationsMatch(DiagnosticResult expected, Diagnostic actual)
    {
        if (!expected.HasLocation)
            return actual.Location == Location.None;

        if (!LocationMatches(expected.Spans[0], actual.Location))
            return false;

        return expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations)
            || (expected.Spans.Length - 1 == actual.AdditionalLocations.Count
                && expected.Spans.Skip(1).Zip(actual.AdditionalLocations).All(pair => LocationMatches(pair.First, pair.Second)));
    }

    private static bool LocationMatches(DiagnosticLocation expected, Location actual)
    {
        var span = actual.GetLineSpan();
        return span.Path == expected.Span.Path
            && span.StartLinePosition == expected.Span.StartLinePosition
            && (expected.Options.HasFlag(DiagnosticLocationOptions.IgnoreLength)
                || span.EndLinePosition == expected.Span.EndLinePosition);
    }

    private static bool MessageMatches(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Message is { } message)
            return message == actual.GetMessage();

        return expected.MessageArguments is not { Length: > 0 } arguments
            || arguments.Select(Text).SequenceEqual(((IEnumerable<object?>)Arguments.GetValue(actual)!).Select(Text));

        static string Text(object? argument) => argument?.ToString() ?? "";
    }
}
