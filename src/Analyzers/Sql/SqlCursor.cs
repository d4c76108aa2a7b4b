namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>A place among the tokens of a query, and the first thing there that the server refuses.</summary>
internal sealed class SqlCursor
{
    private readonly List<SqlToken> _tokens = [];
    private int _index;

    public SqlCursor(string sql)
    {
        var scanner = new SqlScanner(sql);
        do
        {
            _tokens.Add(scanner.Next());
        }
        while (_tokens[_tokens.Count - 1].Kind != SqlTokenKind.End);
    }

    public SqlToken Current => _tokens[_index];

    public SqlToken Following => _tokens[Math.Min(_index + 1, _tokens.Count - 1)];

    /// <summary>The first; null while there is none.</summary>
    public SqlFault? Fault { get; private set; }

    /// <summary>Whether the server may read the text otherwise.</summary>
    public bool IsDoubtful { get; private set; }

    public bool HasStopped => IsDoubtful || Fault is not null;

    public SqlToken Take() => _tokens[_index < _tokens.Count - 1 ? _index++ : _index];

    public bool TryTake(string symbol) => Current.Is(symbol) && Took();

    public bool TryTakeWord(string keyword) => Current.IsWord(keyword) && Took();

    public void Doubt() => IsDoubtful = true;

    /// <summary>Always false.</summary>
    /// <param name="what">Why it has no place in a filter.</param>
    public bool Refuse(SqlToken token, string what, string advice)
    {
        if (token.Kind == SqlTokenKind.Doubtful || Current.Kind == SqlTokenKind.Doubtful)
        {
            IsDoubtful = true;
        }
        if (!HasStopped)
        {
            Fault = new(token.Start, token.Length, what, advice);
        }
        return false;
    }

    /// <summary>Names with dots between them.</summary>
    /// <param name="takesText">Whether a text in single quotes is a name too.</param>
    public SqlName? TakeName(bool takesText, string expected, string advice)
    {
        var first = Current;
        var last = first;
        List<string> parts = [];
        do
        {
            last = Current;
            if (last.Kind != SqlTokenKind.Word && !(takesText && last.Kind == SqlTokenKind.Text))
            {
                Refuse(last, $"where {expected} has to stand", advice);
                return null;
            }
            parts.Add(Take().Value);
        }
        while (Current.Is(".") && !Following.Is("*") && TryTake("."));
        return Name(first, last, parts);
    }

    public static SqlName Name(SqlToken first, SqlToken last, IReadOnlyList<string> parts)
    {
        var quote = first.IsQuoted ? 1 : 0;
        return parts.Count == 1
            ? new(parts[0], first.Start + quote, first.Length - 2 * quote)
            : new(string.Join(".", parts), first.Start, last.End - first.Start, HasParts: true);
    }

    private bool Took()
    {
        Take();
        return true;
    }
}
