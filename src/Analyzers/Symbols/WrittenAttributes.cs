using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The attributes of columns by the names that they are called by, and literals: a host declares a type before it has bound the
/// attributes of its fields, and whoever asks for them binds them in its place. What they are, <see cref="AreWhatTheyLookLike"/>
/// tells at the field, when the host has bound them.
/// </summary>
internal static class WrittenAttributes
{
    /// <summary>For each field of that declaration of a row type, in order; null where only the compiler can tell.</summary>
    /// <param name="fields">How many there are.</param>
    public static IReadOnlyList<IReadOnlyList<ColumnAttribute>>? Of(SyntaxReference declaration, int fields)
    {
        if (declaration.GetSyntax() is not TypeDeclarationSyntax type)
        {
            return null;
        }
        var columns = new List<IReadOnlyList<ColumnAttribute>>(fields);
        foreach (var member in type.Members)
        {
            if (member is not FieldDeclarationSyntax field || field.Modifiers.Any(SyntaxKind.StaticKeyword)
                || field.Modifiers.Any(SyntaxKind.ConstKeyword))
            {
                continue;
            }
            if (Of(field.AttributeLists) is not { } attributes)
            {
                return null;
            }
            for (var i = 0; i < field.Declaration.Variables.Count; i++)
            {
                columns.Add(attributes);
            }
        }
        return columns.Count == fields ? columns : null;
    }

    /// <summary>Whether each attribute of a field is of SpacetimeDB if it has such a name, and only then.</summary>
    public static bool AreWhatTheyLookLike(IFieldSymbol field, KnownTypes knownTypes, CancellationToken cancellation)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax written
                && KindOf(written) != knownTypes.KindOf(attribute))
            {
                return false;
            }
        }
        return true;
    }

    private static IReadOnlyList<ColumnAttribute>? Of(SyntaxList<AttributeListSyntax> lists)
    {
        if (lists.Count == 0)
        {
            return [];
        }
        var attributes = new List<ColumnAttribute>();
        foreach (var list in lists)
        {
            if (list.Target is not null || list.ContainsDiagnostics)
            {
                return null;
            }
            foreach (var attribute in list.Attributes)
            {
                if (Read(attribute) is not { } read)
                {
                    return null;
                }
                attributes.Add(read);
            }
        }
        return attributes;
    }

    private static ColumnAttribute? Read(AttributeSyntax attribute)
    {
        if (KindOf(attribute) is not { } kind)
        {
            return null;
        }
        string? table = null;
        string? accessor = null;
        string? name = null;
        DefaultConstant? value = null;
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            if (Literal(argument.Expression) is not { } literal)
            {
                return null;
            }
            switch (argument.NameEquals?.Name.Identifier.ValueText)
            {
                case "Table":
                    table = literal.Value as string;
                    break;
                case "Accessor":
                    accessor = literal.Value as string;
                    break;
                case "Name":
                    name = literal.Value as string;
                    break;
                case null when kind == ColumnAttributeKind.Default && argument.NameColon is null:
                    value = literal;
                    break;
                default:
                    return null;
            }
        }
        return new(kind, table, accessor, name, value);
    }

    private static ColumnAttributeKind? KindOf(AttributeSyntax attribute)
    {
        var name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            var simple => simple,
        };
        return (name as IdentifierNameSyntax)?.Identifier.ValueText switch
        {
            "PrimaryKey" or "PrimaryKeyAttribute" => ColumnAttributeKind.PrimaryKey,
            "Unique" or "UniqueAttribute" => ColumnAttributeKind.Unique,
            "AutoInc" or "AutoIncAttribute" => ColumnAttributeKind.AutoInc,
            "Default" or "DefaultAttribute" => ColumnAttributeKind.Default,
            "BTree" or "BTreeAttribute" => ColumnAttributeKind.BTreeIndex,
            _ => null,
        };
    }

    /// <summary>The constant that a literal is.</summary>
    private static DefaultConstant? Literal(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.NumericLiteralExpression or SyntaxKind.StringLiteralExpression or SyntaxKind.CharacterLiteralExpression
            or SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression =>
                new(((LiteralExpressionSyntax)expression).Token.Value),
        SyntaxKind.SuppressNullableWarningExpression => Literal(((PostfixUnaryExpressionSyntax)expression).Operand),
        SyntaxKind.UnaryMinusExpression =>
            ((PrefixUnaryExpressionSyntax)expression).Operand is LiteralExpressionSyntax operand ? Negative(operand.Token.Value) : null,
        _ => null,
    };

    /// <summary>Of the types that keep theirs below zero.</summary>
    private static DefaultConstant? Negative(object? value) => value switch
    {
        int number => new(-number),
        long number => new(-number),
        float number => new(-number),
        double number => new(-number),
        _ => null,
    };
}
