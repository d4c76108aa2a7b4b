using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>
/// Draws what an editor shows of a finding: the lines around it, a squiggle under its place, its message and the fixes that are
/// offered. Each word is stretched to the width of its letters, so that the squiggle is right whatever font a reader has.
/// </summary>
internal sealed class EditorPicture(string fileName, SyntaxTree tree, Diagnostic finding, IReadOnlyList<string> fixes)
{
    private const int LinesBefore = 11;
    private const int LinesAfter = 1;
    private const int LineHeight = 22;
    private const int TextLeft = 64;
    private const int BoxLeft = 96;
    private const int BoxLetters = 88;
    private const double LetterWidth = 8.4;
    private const int Width = 912;

    private readonly StringBuilder _svg = new();

    public string Draw()
    {
        var text = tree.GetText();
        var place = finding.Location.GetLineSpan();
        var first = Math.Max(0, place.StartLinePosition.Line - LinesBefore);
        var last = Math.Min(text.Lines.Count - 1, place.StartLinePosition.Line + LinesAfter);
        // The box covers no code: the lines after the finding stand below it.
        var message = Wrapped($"{finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}");
        var boxHeight = LineHeight * (message.Count + fixes.Count) + 34;
        var height = 44 + LineHeight * (last - first + 1) + boxHeight + 26;

        _svg.Append(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="14">""").Append('\n');
        _svg.Append($"  <title>{Escape($"{fileName}: {finding.Id} in an editor")}</title>\n");
        Rectangle(0, 0, Width, height, "#1f2430", 8);
        Rectangle(0, 0, Width, 32, "#171b24", 8);
        Words(fileName, 16, 21, "#cbccc6");
        var y = 58;
        for (var line = first; line <= last; line++)
        {
            Words((line + 1).ToString(CultureInfo.InvariantCulture).PadLeft(3), 16, y, "#5c6773");
            Code(text.Lines[line].Span, y);
            if (line == place.StartLinePosition.Line)
            {
                Squiggle(place.StartLinePosition.Character, place.EndLinePosition.Character, y + 5);
                Box(message, y + 14, boxHeight);
                y += boxHeight + 14;
            }
            y += LineHeight;
        }
        return _svg.Append("</svg>\n").ToString();
    }

    private void Code(TextSpan line, int y)
    {
        foreach (var token in tree.GetRoot().DescendantTokens(line).Where(token => line.Contains(token.Span) && !token.Span.IsEmpty))
        {
            Words(token.Text, TextLeft + (token.SpanStart - line.Start) * LetterWidth, y, Color(token));
        }
    }

    private static string Color(SyntaxToken token) =>
        token.IsKeyword() ? "#ffa759"
        : token.IsKind(SyntaxKind.StringLiteralToken) ? "#bae67e"
        : token.Parent?.FirstAncestorOrSelf<SyntaxNode>(static node =>
            node.IsKind(SyntaxKind.Attribute) || node.IsKind(SyntaxKind.AttributeArgumentList)) is { } node
                && node.IsKind(SyntaxKind.Attribute)
            ? "#5ccfe6"
        : "#cbccc6";

    private void Squiggle(int start, int end, int y)
    {
        var points = new StringBuilder($"M{Number(TextLeft + start * LetterWidth)} {y}");
        for (var x = 0; x < (end - start) * LetterWidth; x += 4)
        {
            points.Append(x % 8 == 0 ? " l4 -3" : " l4 3");
        }
        _svg.Append($"""  <path d="{points}" fill="none" stroke="#ffcc66" stroke-width="1.5"/>""").Append('\n');
    }

    private void Box(IReadOnlyList<string> message, int top, int height)
    {
        Rectangle(BoxLeft - 16, top, Width - BoxLeft, height, "#2b3142", 6);
        var y = top + 24;
        foreach (var line in message)
        {
            Words(line, BoxLeft, y, "#f3f4f5");
            y += LineHeight;
        }
        y += 10;
        foreach (var fix in fixes)
        {
            _svg.Append($"""  <circle cx="{BoxLeft + 5}" cy="{y - 5}" r="4" fill="#ffcc66"/>""").Append('\n');
            Words(fix, BoxLeft + 18, y, "#73d0ff");
            y += LineHeight;
        }
    }

    private void Rectangle(int x, int y, int width, int height, string color, int radius) =>
        _svg.Append($"""  <rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{color}"/>""").Append('\n');

    private void Words(string text, double x, int y, string color) => _svg
        .Append(
            $"""  <text x="{Number(x + (text.Length - text.TrimStart().Length) * LetterWidth)}" y="{y}" fill="{color}" textLength="{Number(text.Trim().Length * LetterWidth)}" lengthAdjust="spacingAndGlyphs">{Escape(text.Trim())}</text>""")
        .Append('\n');

    private static List<string> Wrapped(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + word.Length + 1 > BoxLetters)
            {
                lines.Add("");
            }
            lines[^1] = $"{lines[^1]} {word}".TrimStart();
        }
        return lines;
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
