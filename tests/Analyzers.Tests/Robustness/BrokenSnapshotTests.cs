using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Snapshot;
using Xunit.Abstractions;
using static SpacetimeSchema.Analyzers.Tests.Robustness.Snapshots;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>Any text is a schema or an error with its place: nothing that a merge, an editor or a disk does to a snapshot throws.</summary>
public class BrokenSnapshotTests(ITestOutputHelper output)
{
    private const string Odd = "\"{}[],:\\-0a?<@\n\0\uD800";

    /// <summary>Texts of values, none of which is right everywhere.</summary>
    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "1", "-1", "2", "255", "999999999", "1e999", "1.5", "99999999999999999999", new string('9', 1000),
        "\"\"", "\"x\"", "\"Player\"", "\"player\"", "\"id\"", "\"a b\"", "\"\\ud800\"", "\"\\u0000\"", "\"u32\"", "\"array<\"",
        "\"array<array<Player>>\"", "\"(a: u8, a: u8)\"", "\"{}\"",
        "\"?\"", "\"@u32\"", "[]", "{}", "[null]", "[[]]", "[0]", "[\"id\"]", "[\"id\", \"id\"]", "{\"some\":[]}", "{\"none\":[]}",
        "{\"Ref\":0}", "{\"Ref\":1}", "{\"Array\":{\"Ref\":0}}",
        "{\"Product\":{\"elements\":[]}}", "{\"Sum\":{\"variants\":[]}}", "{\"U8\":[]}", "{\"Unique\":{\"columns\":[9]}}",
        "{\"Public\":[]}", "nul", "\"", "[", "{\"a\"",
    ];

    [Fact]
    public void Each_truncation_is_read_or_refused() =>
        AssertAll(All.SelectMany(static text => Enumerable.Range(0, text.Length).Select(length => text[..length])));

    [Fact]
    public void Each_mutation_of_one_character_is_read_or_refused() => AssertAll(
        from text in All
        from at in Enumerable.Range(0, text.Length)
        from mutation in Odd.Select(c => text[..at] + c + text[(at + 1)..]).Append(text.Remove(at, 1))
            .Append(text.Insert(at, text[at].ToString()))
        select mutation);

    [Fact]
    public void Each_value_in_the_place_of_each_other_is_read_or_refused() => AssertAll(
        from text in All
        from place in Values(Root(text))
        from value in s_values
        select Replaced(text, place.Range, value));

    [Fact]
    public void Each_part_of_the_text_in_the_place_of_each_other_is_read_or_refused() => AssertAll(
        from text in All
        let places = Values(Root(text)).ToArray()
        from i in Enumerable.Range(0, places.Length)
        from other in new[] { places[(i * 7 + 3) % places.Length], places[(i * 13 + 5) % places.Length], places[(i + 1) % places.Length] }
        select Replaced(text, places[i].Range, text.Substring(other.Range.Start, other.Range.Length)));

    [Fact]
    public void Each_property_removed_doubled_or_renamed_is_read_or_refused() => AssertAll(
        from text in All
        from property in Values(Root(text)).SelectMany(static value => value.Properties)
        let end = property.Value.Range.Start + property.Value.Range.Length
        let whole = text[property.NameRange.Start..end]
        from mutation in new[]
        {
            Replaced(text, property.NameRange, "\"unknown\""),
            Replaced(text, property.NameRange, "\"\""),
            text.Insert(end, $", {whole}"),
            text.Insert(end, ", \"new\": 1"),
            text.Remove(property.NameRange.Start, end - property.NameRange.Start),
            text[end..].TrimStart().StartsWith(',')
                ? text.Remove(property.NameRange.Start, text.IndexOf(',', end) + 1 - property.NameRange.Start)
                : "",
        }
        select mutation);

    [Fact]
    public void Each_item_of_a_list_removed_or_doubled_is_read_or_refused() => AssertAll(
        from text in All
        from list in Values(Root(text)).Where(static value => value.Kind == JsonKind.Array)
        from item in list.Items
        let whole = text.Substring(item.Range.Start, item.Range.Length)
        from mutation in new[] { text.Insert(
            item.Range.Start,
            $"{whole}, "), text.Remove(item.Range.Start, item.Range.Length), Replaced(text, item.Range, $"{whole}, {whole}, {whole}") }
        select mutation);

    [Fact]
    public void What_is_huge_is_read_or_refused()
    {
        var (deep, wide) = (100_000, new string('x', 2_000_000));
        AssertAll(
        [
            new string(
                '[',
                deep), new string(
                    '{', deep), string.Concat(Enumerable.Repeat("{\"a\":", deep)), string.Concat(Enumerable.Repeat("[{\"a\":", deep)),
            new string('[', deep)
                + new string(']', deep), new string('-', deep), new string('9', deep), $"\"{wide}\"", $"\"{wide}", $"{{\"{wide}\":1}}",
            .. All.SelectMany(text => Values(Root(text)).Where((_, i) => i % 10 == 0).SelectMany(place => new[]
            {
                Replaced(text, place.Range, new string('[', deep)),
                Replaced(text, place.Range, $"\"{wide}\""),
                Replaced(text, place.Range, $"\"{string.Concat(Enumerable.Repeat("array<", deep))}\""),
                Replaced(text, place.Range, $"\"{new string('(', deep)}\""),
                Replaced(text, place.Range, $"[{string.Join(',', Enumerable.Repeat("0", deep))}]"),
                Replaced(text, place.Range, string.Concat(Enumerable.Repeat("{\"Array\":", deep)) + "{\"U8\":[]}" + new string('}', deep)),
            })),
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF{}")]
    [InlineData("\uD800")]
    [InlineData("\uDC00\uD800")]
    [InlineData("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> main\n")]
    [InlineData("{} {}")]
    [InlineData("// a comment\n{}")]
    [InlineData("{\"sections\":[],\"typespace\":{},\"format\":1}")]
    [InlineData("{\"V10\":{\"V10\":{\"sections\":[]}}}")]
    [InlineData("{\"sections\":[{\"Unknown\":1},{}]}")]
    [InlineData("{\"sections\":[{\"Typespace\":{\"types\":[{\"Ref\":0}]}},{\"Tables\":[]}]}")]
    [InlineData(
        "{\"sections\":[{\"Typespace\":{\"types\":[{\"Ref\":1},{\"Ref\":0}]}},{\"Types\":[{\"source_name\":{\"scope\":[],\"source_name\":\"A\"},\"ty\":0}]}]}")]
    public void What_is_hardly_a_snapshot_is_read_or_refused(string text) => AssertReadOrRefused(text);

    /// <summary>Each names the one before twice: written out, the last would be 2^60 numbers.</summary>
    [Fact]
    public void Types_without_names_that_double_at_every_step_are_refused()
    {
        const string Step =
            """{"Product":{"elements":[{"name":{"some":"a"},"algebraic_type":{"Ref":#}},{"name":{"some":"b"},"algebraic_type":{"Ref":#}}]}}""";
        var steps = string.Join(',', Enumerable.Range(0, 60).Select(static i => Step.Replace("#", $"{i}")));
        var text =
            """{"sections":[{"Typespace":{"types":[{"U8":[]},#]}},{"Types":[{"source_name":{"scope":[],"source_name":"Last"},"ty":60}]}]}""".Replace("#", steps);
        Assert.NotNull(SnapshotReader.Read(text).Error);
    }

    private void AssertAll(IEnumerable<string> texts)
    {
        var count = 0;
        foreach (var text in texts)
        {
            try
            {
                AssertReadOrRefused(text);
                count++;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace?.Split('\n').FirstOrDefault()}\nof the text:\n{text[..Math.Min(text.Length, 8000)]}",
                    exception);
            }
        }
        output.WriteLine($"{count} texts.");
    }

    private static JsonValue Root(string text) => JsonParser.Parse(text, out _)!;

    private static IEnumerable<JsonValue> Values(JsonValue value) =>
        value.Items.Concat(value.Properties.Select(static property => property.Value)).SelectMany(Values).Prepend(value);

    private static string Replaced(string text, TextRange range, string by) =>
        string.Concat(text.AsSpan(0, range.Start), by, text.AsSpan(range.Start + range.Length));
}
