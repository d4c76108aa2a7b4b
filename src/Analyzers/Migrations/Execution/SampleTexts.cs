namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Sample texts: a few of each kind, and those that the code compares with, takes apart or parses.</summary>
internal sealed class SampleTexts(Constants constants)
{
    private static readonly string[] s_texts = ["Ada Lovelace", "grace", "  Padded Name ", "", "MiXed", "a-b_c d", "x"];
    private static readonly string[] s_numerals = ["12", "7", "100", "3", "0"];
    private static readonly (object Open, object Close)[] s_brackets = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];

    /// <summary>Whether they are numerals, for code that parses them.</summary>
    public bool Numerals { get; init; }

    /// <summary>Whether numerals stand together, for code that takes them apart.</summary>
    public bool Joined { get; init; }

    /// <summary>Whether they are few, of which some are the same but for capitals and space.</summary>
    public bool Alike { get; init; }

    /// <summary>Whether they have all of what their column is searched for, for code that fails at texts without.</summary>
    public bool Marked { get; init; }

    /// <param name="near">The constants that the column is held against.</param>
    public List<string> Near(IReadOnlyList<object> near)
    {
        var texts = All(near);
        if (Marked)
        {
            var marks = near.Where(static constant => constant is char or string { Length: 1 })
                .Select(static mark => mark.ToString()).ToArray();
            return texts.Where(text => Array.TrueForAll(marks, text.Contains)).ToList() is { Count: > 0 } marked ? marked : texts;
        }
        return Alike && texts is [var first, var second, ..]
            ? [first, second, second.ToUpperInvariant(), constants.Trims ? $" {second} " : first.ToLowerInvariant()]
            : texts;
    }

    private List<string> All(IReadOnlyList<object> near)
    {
        var texts = new List<string>();
        foreach (var constant in near)
        {
            if (constant is string text and not "")
            {
                texts.AddRange([text, "x" + text + "y", text + "x"]);
            }
        }
        if (Numerals)
        {
            texts.AddRange(
                Joined && constants.Separators is [var first, var second, ..]
                    ? [$"12{first}7{second}30", $"3{first}0{second}5", $"1{second}2", .. s_numerals]
                    : s_numerals);
            return texts;
        }
        texts.AddRange([s_texts[0], s_texts[1]]);
        foreach (var example in constants.Examples)
        {
            texts.AddRange([example, $"see {example} there"]);
        }
        texts.AddRange(OfLength(near));
        foreach (var format in constants.All.OfType<string>()
            .Where(static text => text.Contains("yy") || text.Contains("H:mm") || text.Contains("HH:mm")))
        {
            texts.Add(DateOf(format));
        }
        var separators = near.Concat(constants.All)
            .Where(static constant => constant is char or string { Length: > 0 and <= 3 }).Distinct().ToArray();
        var word = near.Concat(constants.All).OfType<string>().FirstOrDefault(static text => text.Length > 1 && text.All(char.IsLetter))
            ?? "name";
        for (var i = 0; i < separators.Length; i++)
        {
            var separator = separators[i];
            if (i == 0 && separators.Length > 1)
            {
                // What is taken apart at one may be told by another.
                texts.AddRange([$"left{separators[1]}right{separator}", $"left{separator}right{separators[1]}"]);
            }
            texts.AddRange([$"left{separator}right{separator}tail", $"{word}{separator}7", $"12{separator}7"]);
            if (constants.ReadsNumbers && constants.Separators.Contains(separator))
            {
                texts.Add($"{word}{separator}12{separator}3");
            }
            // A prefix that is only looked for and cut off stands twice in nobody's rows.
            if (!constants.IsEnd(separator) && (constants.Trims || !string.IsNullOrWhiteSpace(separator.ToString())))
            {
                texts.Add(string.Concat(Enumerable.Repeat(separator, 5)));
            }
        }
        foreach (var (open, close) in s_brackets)
        {
            if (separators.Contains(open) && separators.Contains(close))
            {
                texts.AddRange([$"left {open}mid{close} {open}right{close}", $"{open}{open}left{close}{close}"]);
            }
        }
        if (constants.Trims)
        {
            // What is cut there has a space at its end.
            texts.AddRange(Lengths(constants.All).Select(static length => $"{new string('a', length - 1)} {length}"));
        }
        texts.AddRange(constants.Separators.Take(1).Select(static separator => $"left{separator}left{separator}right"));
        texts.AddRange(s_texts.Skip(2).Concat(constants.All.OfType<string>()).Where(text => constants.Trims || text.Trim() == text));
        return texts.Distinct().Take(24).ToList();
    }

    /// <summary>Texts as long as the code asks for, behind the character that it looks for, if any.</summary>
    private static IEnumerable<string> OfLength(IReadOnlyList<object> near)
    {
        var start = near.FirstOrDefault(static constant => constant is char or string { Length: 1 })?.ToString() ?? "";
        foreach (var length in Lengths(near))
        {
            yield return start + string.Concat(Enumerable.Range(1, length - start.Length).Select(static digit => digit % 10));
        }
    }

    private static IEnumerable<int> Lengths(IEnumerable<object> constants) =>
        constants.OfType<int>().Where(static length => length is > 3 and <= 40).Take(2);

    /// <summary>What code that names a format of dates will parse; as it stands where it is none.</summary>
    private static string DateOf(string format)
    {
        try
        {
            return new DateTime(2025, 2, 3, 4, 5, 6).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return format;
        }
    }
}
