namespace SpacetimeSchema.Analyzers.Sql;

internal static class SqlText
{
    /// <summary>For messages, which consoles and reports show on a line each.</summary>
    public static string OnOneLine(string text) => string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
