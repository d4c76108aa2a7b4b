using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Reads what <see cref="TypeExpression.Write(AlgebraicType)"/> writes. Total: any text gives a type or null.</summary>
internal ref struct TypeExpressionParser(string text)
{
    /// <summary>Deeper than any schema, and shallow enough for any stack.</summary>
    private const int MaximumDepth = 64;

    private int _position = 0;
    private int _depth = 0;

    /// <summary>The type that <paramref name="text"/> stands for, or null where it is no type expression.</summary>
    public static AlgebraicType? Parse(string text)
    {
        if (TypeExpression.Keyword(text) is { } keyword)
        {
            return keyword;
        }
        var parser = new TypeExpressionParser(text);
        var type = parser.Type();
        parser.SkipSpaces();
        return parser._position == text.Length ? type : null;
    }

    private AlgebraicType? Type()
    {
        if (++_depth > MaximumDepth)
        {
            return null;
        }
        var type = Take('(') ? Members(',', ')') is { } fields ? new Product(fields) : null
            : Take('{') ? Members('|', '}') is { } variants ? new Sum(variants) : null
            : Take('?') ? Unknown.Instance
            : Take('@') ? Name() is { } escaped ? new Ref(escaped) : null
            : Named();
        _depth--;
        return type;
    }

    private AlgebraicType? Named()
    {
        if (Name() is not { } name)
        {
            return null;
        }
        if (TypeExpression.Keyword(name) is { } keyword)
        {
            return keyword;
        }
        if (!TypeExpression.IsReserved(name))
        {
            return new Ref(name);
        }
        if (!Take('<') || Type() is not { } first)
        {
            return null;
        }
        var second = name == "result" ? Take(',') ? Type() : null : first;
        if (second is null || !Take('>'))
        {
            return null;
        }
        return name switch
        {
            "option" => SpecialAlgebraicType.Option(first),
            "array" => new AlgebraicType.Array(first),
            "query" => SpecialAlgebraicType.Query(first),
            _ => SpecialAlgebraicType.Result(first, second),
        };
    }

    private EquatableArray<TypeMember>? Members(char separator, char close)
    {
        var members = new List<TypeMember>();
        if (!Take(close))
        {
            do
            {
                var start = _position;
                var name = Name();
                if (name is null || !Take(':'))
                {
                    (name, _position) = (null, start);
                }
                if (Type() is not { } type)
                {
                    return null;
                }
                members.Add(new(name, type));
            }
            while (Take(separator));
            if (!Take(close))
            {
                return null;
            }
        }
        return members.ToEquatableArray();
    }

    private string? Name()
    {
        SkipSpaces();
        var start = _position;
        while (_position < text.Length && Identifier.IsPart(text[_position]))
        {
            _position++;
        }
        return _position > start ? text.Substring(start, _position - start) : null;
    }

    private bool Take(char c)
    {
        SkipSpaces();
        if (_position < text.Length && text[_position] == c)
        {
            _position++;
            return true;
        }
        return false;
    }

    private void SkipSpaces()
    {
        while (_position < text.Length && text[_position] == ' ')
        {
            _position++;
        }
    }
}
