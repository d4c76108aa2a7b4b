namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>What the server refuses in a query.</summary>
/// <param name="Start">Where in its text, counted from 0.</param>
/// <param name="Length">0 where something is missing.</param>
/// <param name="What">Why, as the end of the sentence "has '…' at character 8, ".</param>
/// <param name="Advice">What to do, without a full stop.</param>
internal sealed record SqlFault(int Start, int Length, string What, string Advice)
{
    private const int Longest = 40;

    /// <summary>As the end of the sentence "The query ".</summary>
    public string In(string sql)
    {
        var text = SqlText.OnOneLine(sql.Substring(Start, Length));
        return Length == 0
            ? $"ends at character {Start + 1}, {What}"
            : $"has '{(text.Length > Longest ? text.Substring(0, Longest - 1) + "…" : text)}' at character {Start + 1}, {What}";
    }
}
