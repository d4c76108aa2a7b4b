using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>Snapshots of all forms after several accidents at once.</summary>
internal static class SnapshotFuzzer
{
    private static readonly Lazy<string>[] s_texts = [.. CorpusPair.All.SelectMany(static pair => new[]
    {
        new Lazy<string>(() => pair.OldSnapshot),
        new Lazy<string>(() => pair.OldV10),
        new Lazy<string>(() => pair.OldV9 ?? Snapshots.ServerV9),
    })];

    public static string Next(Random random)
    {
        var text = Pick(random, s_texts).Value;
        for (var accidents = random.Next(1, 6); accidents > 0; accidents--)
        {
            text = random.Next(5) switch
            {
                0 => Cut(random, text),
                1 => Garbled(random, text),
                _ => Exchanged(random, text),
            };
        }
        return text;
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A piece is lost, or comes twice.</summary>
    private static string Cut(Random random, string text)
    {
        var (start, length) = (random.Next(text.Length + 1), random.Next(40));
        length = Math.Min(length, text.Length - start);
        return random.Next(2) == 0 ? text.Remove(start, length) : text.Insert(start, text.Substring(start, length));
    }

    private static string Garbled(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return text.Insert(at, ((char)random.Next(random.Next(2) == 0 ? 128 : char.MaxValue + 1)).ToString());
    }

    /// <summary>
    /// A value stands where another stood: names that exist already, references to something else, types inside themselves.
    /// </summary>
    private static string Exchanged(Random random, string text)
    {
        if (JsonParser.Parse(text, out _) is not { } root)
        {
            return Garbled(random, text);
        }
        var values = Values(root).ToArray();
        var target = Pick(random, values).Range;
        var alike = values.Where(value => value.Kind == Pick(random, values).Kind).ToArray();
        var source = Pick(random, alike.Length == 0 ? values : alike).Range;
        return string.Concat(
            text.AsSpan(0, target.Start), text.AsSpan(source.Start, source.Length), text.AsSpan(target.Start + target.Length));
    }

    private static IEnumerable<JsonValue> Values(JsonValue value) =>
        value.Items.Concat(value.Properties.Select(static property => property.Value)).SelectMany(Values).Prepend(value);
}
