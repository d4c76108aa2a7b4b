namespace SpacetimeSchema.Build.Plan;

/// <summary>Anybody's text in a cell of a Markdown table, which it may not end.</summary>
internal static class MarkdownCell
{
    public static string Of(string text) =>
        text.Replace("\\", "\\\\").Replace("|", "\\|").Replace("<", "&lt;").Replace('\r', ' ').Replace('\n', ' ');
}
