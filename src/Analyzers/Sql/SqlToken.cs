namespace SpacetimeSchema.Analyzers.Sql;

internal enum SqlTokenKind
{
    End,

    /// <summary>A keyword or a name, which may be in double quotes.</summary>
    Word,
    Number,

    /// <summary>In single quotes.</summary>
    Text,

    /// <summary><c>0xAB</c> or <c>X'AB'</c>.</summary>
    Hex,
    Symbol,

    /// <summary>What is a token for the server, and has no place in a filter.</summary>
    Other,

    /// <summary>Begins what the server may read otherwise.</summary>
    Doubtful,
}

/// <param name="Value">A word without its quotes, a number without its suffix, the digits of a hex literal.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, string Value, bool IsQuoted = false)
{
    public int End => Start + Length;

    /// <summary>Keywords are the same in any case, and none in quotes.</summary>
    public bool IsWord(string keyword) =>
        Kind == SqlTokenKind.Word && !IsQuoted && Value.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsWordOf(HashSet<string> keywords) => Kind == SqlTokenKind.Word && !IsQuoted && keywords.Contains(Value);

    public bool Is(string symbol) => Kind == SqlTokenKind.Symbol && Value == symbol;
}
