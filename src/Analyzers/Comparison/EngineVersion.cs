namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>A released version of SpacetimeDB. What publish does with a change depends on it (facts/engine.md §1).</summary>
internal readonly record struct EngineVersion(int Major, int Minor, int Patch) : IComparable<EngineVersion>
{
    /// <summary>The newest version whose rules have been read; later ones are held to be like it.</summary>
    public static EngineVersion Newest { get; } = new(2, 8, 3);

    /// <summary>Names are canonical as they are written, up to here.</summary>
    public bool ConvertsNames => Major >= 2;

    /// <summary>Reads <c>2.8.3</c>, <c>2.8</c> or <c>2.8.3-hotfix1</c>; null where the text is no version.</summary>
    public static EngineVersion? Parse(string? text)
    {
        var parts = (text ?? "").Split('-', '+')[0].Trim().TrimStart('v').Split('.');
        var numbers = new int[3];
        for (var i = 0; i < Math.Min(parts.Length, 3); i++)
        {
            if (!int.TryParse(
                parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }
        return parts.Length is >= 2 and <= 4 ? new(numbers[0], numbers[1], numbers[2]) : null;
    }

    public int CompareTo(EngineVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(EngineVersion left, EngineVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(EngineVersion left, EngineVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(EngineVersion left, EngineVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EngineVersion left, EngineVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
