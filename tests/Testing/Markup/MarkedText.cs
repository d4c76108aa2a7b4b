using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A text without its markup, and what the markup marked.</summary>
/// <param name="Spans">
/// Each with its key: empty for <c>[|text|]</c>, an id for <c>{|ID:text|}</c>, <c>#0</c> for <c>{|#0:text|}</c>.
/// </param>
/// <param name="Positions">Where <c>$$</c> stood.</param>
internal sealed partial record MarkedText(string Text, IReadOnlyList<(string Key, TextSpan Span)> Spans, IReadOnlyList<int> Positions)
{
    public static MarkedText Parse(string input, bool positionsAreCode)
    {
        var text = new StringBuilder();
        var spans = new List<(string, TextSpan)>();
        var positions = new List<int>();
        var open = new List<(string Key, int Start)>();
        var read = 0;
        foreach (Match mark in Mark().Matches(input))
        {
            if (positionsAreCode && mark.Value == "$$")
                continue;

            text.Append(input, read, mark.Index - read);
            read = mark.Index + mark.Value.Length;
            switch (mark.Value)
            {
                case "$$":
                    positions.Add(text.Length);
                    break;
                case "[|":
                    open.Add(("", text.Length));
                    break;
                case ['{', ..]:
                    open.Add((mark.Value[2..^1], text.Length));
                    break;
                default:
                    Close(mark);
                    break;
            }
        }

        if (open.Count > 0)
            throw new ArgumentException($"Markup '{open[^1].Key}' is never closed");

        text.Append(input, read, input.Length - read);
        return new MarkedText(text.ToString(), spans, positions);

        void Close(Match mark)
        {
            // "|#0}" names the span that it closes, so that spans may overlap; the other marks close the innermost one.
            var index = mark.Value[1] == '#'
                ? open.FindLastIndex(span => span.Key == mark.Value[1..^1])
                : open.Count - 1;
            if (index < 0)
                throw new ArgumentException($"Markup '{mark.Value}' at position {mark.Index} closes nothing");

            spans.Add((open[index].Key, TextSpan.FromBounds(open[index].Start, text.Length)));
            open.RemoveAt(index);
        }
    }

    [GeneratedRegex(@"\$\$|\[\||\{\|[^:|[\]{}]+:|\|#\d+\}|\|[\]}]")]
    private static partial Regex Mark();
}
