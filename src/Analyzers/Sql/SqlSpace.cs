namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// What stands between the tokens of a query: spaces and comments, which may be nested. Source: <c>sqlparser</c> 0.38,
/// <c>tokenizer.rs</c>, <c>tokenize_multiline_comment</c>.
/// </summary>
internal static class SqlSpace
{
    /// <summary>Goes to its end; false at a comment that has none.</summary>
    public static bool TrySkip(string sql, ref int position)
    {
        while (position < sql.Length)
        {
            if (Begins(sql, position, "--"))
            {
                var end = sql.IndexOf('\n', position);
                position = end < 0 ? sql.Length : end;
            }
            else if (Begins(sql, position, "/*"))
            {
                if (EndOfComment(sql, position + 2) is not { } end)
                {
                    return false;
                }
                position = end;
            }
            else if (char.IsWhiteSpace(sql[position]))
            {
                position++;
            }
            else
            {
                break;
            }
        }
        return true;
    }

    private static int? EndOfComment(string sql, int position)
    {
        var (depth, last) = (1, ' ');
        for (; position < sql.Length; last = sql[position++])
        {
            if (last == '/' && sql[position] == '*')
            {
                depth++;
            }
            else if (last == '*' && sql[position] == '/' && --depth == 0)
            {
                return position + 1;
            }
        }
        return null;
    }

    private static bool Begins(string sql, int position, string mark) =>
        string.CompareOrdinal(sql, position, mark, 0, mark.Length) == 0;
}
