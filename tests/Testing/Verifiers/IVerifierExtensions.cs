namespace Microsoft.CodeAnalysis.Testing;

public static class IVerifierExtensions
{
    /// <summary>Fails with the lines that differ, the expected ones marked '-', the actual ones '+'.</summary>
    public static void EqualOrDiff(this IVerifier verifier, string expected, string actual, string? message = null)
    {
        if (expected != actual)
            verifier.Fail($"{message ?? "Expected (-) and actual (+) text differ:"}\n{Diff(expected.Split('\n'), actual.Split('\n'))}");
    }

    private static string Diff(string[] expected, string[] actual)
    {
        var shorter = Math.Min(expected.Length, actual.Length);
        var head = 0;
        while (head < shorter && expected[head] == actual[head])
            head++;
        var tail = 0;
        while (tail < shorter - head && expected[^(tail + 1)] == actual[^(tail + 1)])
            tail++;

        return string.Join('\n',
        [
            .. Marked(' ', expected[..head]),
            .. Marked('-', expected[head..^tail]),
            .. Marked('+', actual[head..^tail]),
            .. Marked(' ', expected[^tail..]),
        ]);
    }

    private static IEnumerable<string> Marked(char mark, string[] lines) => lines.Select(line => mark + line.Replace("\r", "<CR>"));
}
