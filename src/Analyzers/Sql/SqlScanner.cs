namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// The tokens of a query, as the server's parser makes them. Source: <c>sqlparser</c> 0.38, <c>tokenizer.rs</c>, <c>next_token</c>.
/// </summary>
internal sealed class SqlScanner(string sql)
{
    private static readonly string[] s_symbols =
        ["->>", "<=>", "==", "=>", "!=", "!!", "!~", "<=", "<>", "<<", "<@", ">=", ">>", "::", ":=", "->", "||", "&&"];

    private int _position;

    /// <summary>
    /// The next one, or the end; a comment without its end is one, and what stands behind one that is doubtful or of no use is not read.
    /// </summary>
    public SqlToken Next()
    {
        if (!SqlSpace.TrySkip(sql, ref _position))
        {
            return Rest(SqlTokenKind.Other);
        }
        var start = _position;
        return Current switch
        {
            '\0' when start >= sql.Length => new(SqlTokenKind.End, start, 0, ""),
            '\'' => Quoted(SqlTokenKind.Text, start, start),
            '"' => Quoted(SqlTokenKind.Word, start, start),
            'x' or 'X' when Peek(1) == '\'' => Quoted(SqlTokenKind.Hex, start, start + 1),
            'n' or 'N' or 'e' or 'E' when Peek(1) == '\'' => Rest(SqlTokenKind.Other),
            '$' or '?' => Rest(SqlTokenKind.Other),
            (>= '0' and <= '9') or '.' => Number(start),
            var letter when char.IsLetter(letter) || letter == '_' => Word(start),
            > '\x7F' => Rest(SqlTokenKind.Doubtful),
            _ => Symbol(start),
        };
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _position + ahead < sql.Length ? sql[_position + ahead] : '\0';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private SqlToken Token(SqlTokenKind kind, int start, string? value = null, bool isQuoted = false) =>
        new(kind, start, _position - start, value ?? sql.Substring(start, _position - start), isQuoted);

    private SqlToken Rest(SqlTokenKind kind)
    {
        var start = _position;
        _position = sql.Length;
        return Token(kind, start);
    }

    /// <summary>A quote is doubled inside; without its end the text is of no use.</summary>
    private SqlToken Quoted(SqlTokenKind kind, int start, int quote)
    {
        var mark = sql[quote];
        for (var end = quote + 1; end < sql.Length; end++)
        {
            if (sql[end] == mark && (end + 1 == sql.Length || sql[++end] != mark))
            {
                _position = sql[end] == mark ? end + 1 : end;
                var value = sql.Substring(quote + 1, _position - quote - 2).Replace($"{mark}{mark}", $"{mark}");
                return Token(kind, start, value, isQuoted: true);
            }
        }
        return Rest(SqlTokenKind.Other);
    }

    private SqlToken Number(int start)
    {
        SkipDigits();
        if (_position == start + 1 && sql[start] == '0' && Current == 'x')
        {
            _position++;
            while (Current is (>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f'))
            {
                _position++;
            }
            return Token(SqlTokenKind.Hex, start, sql.Substring(start + 2, _position - start - 2));
        }
        if (Current == '.')
        {
            _position++;
            SkipDigits();
        }
        if (_position == start + 1 && sql[start] == '.')
        {
            return Token(SqlTokenKind.Symbol, start);
        }
        if (Current is 'e' or 'E' && (IsDigit(Peek(1)) || (Peek(1) is '+' or '-' && IsDigit(Peek(2)))))
        {
            _position += 2;
            SkipDigits();
        }
        var value = sql.Substring(start, _position - start);
        _position += Current == 'L' ? 1 : 0;
        return Token(SqlTokenKind.Number, start, value);
    }

    private void SkipDigits()
    {
        while (IsDigit(Current))
        {
            _position++;
        }
    }

    private SqlToken Word(int start)
    {
        while (char.IsLetter(Current) || IsDigit(Current) || Current is '_' or '$')
        {
            _position++;
        }
        return Token(SqlTokenKind.Word, start);
    }

    private SqlToken Symbol(int start)
    {
        var symbol = Array.Find(s_symbols, symbol => string.CompareOrdinal(sql, start, symbol, 0, symbol.Length) == 0);
        _position += symbol?.Length ?? 1;
        return Token(SqlTokenKind.Symbol, start);
    }
}
