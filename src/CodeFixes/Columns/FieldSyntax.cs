using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Edits of field declarations that keep comments, line ends and the way attributes are set.</summary>
internal static class FieldSyntax
{
    public static FieldDeclarationSyntax WithNullableType(this FieldDeclarationSyntax field)
    {
        var type = field.Declaration.Type;
        return field.WithDeclaration(field.Declaration.WithType(SyntaxFactory.NullableType(type.WithoutTrivia()).WithTriviaFrom(type)));
    }

    /// <summary>Comments before the initializer stay; it goes where the value is null.</summary>
    public static VariableDeclaratorSyntax WithInitialValue(this VariableDeclaratorSyntax field, string? value)
    {
        var bare = field.WithInitializer(null).WithIdentifier(field.Identifier.WithoutTrailingSpace());
        return value is null ? bare : bare.WithInitializer(SyntaxFactory.EqualsValueClause(
            SyntaxFactory.Token(
                SyntaxFactory.TriviaList(SyntaxFactory.Space),
                SyntaxKind.EqualsToken,
                SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            SyntaxFactory.ParseExpression(value)));
    }

    private static SyntaxToken WithoutTrailingSpace(this SyntaxToken token)
    {
        var trivia = token.TrailingTrivia;
        return trivia.LastOrDefault().IsKind(SyntaxKind.WhitespaceTrivia)
            ? token.WithTrailingTrivia(trivia.RemoveAt(trivia.Count - 1))
            : token;
    }

    /// <summary>
    /// With one more attribute: on a line of its own where the others are, of the field or else of most fields beside it; else before the
    /// field.
    /// </summary>
    /// <param name="attribute">Such as <c>Default(0)</c>.</param>
    /// <param name="row">The type that declares the field.</param>
    public static FieldDeclarationSyntax WithAttribute(this FieldDeclarationSyntax field, string attribute, SyntaxNode row)
    {
        var list = SyntaxFactory.ParseCompilationUnit($"[{attribute}] class C;").Members[0].AttributeLists[0].WithoutTrivia();
        if (field.AttributeLists.Count == 0)
        {
            list = list.WithLeadingTrivia(field.GetLeadingTrivia());
            return SetsAttributesOnOwnLines(row)
                ? field.WithLeadingTrivia(Layout.Indentation(field))
                    .WithAttributeLists(SyntaxFactory.SingletonList(list.WithTrailingTrivia(Layout.EndOfLine(row))))
                : field.WithoutLeadingTrivia()
                    .WithAttributeLists(SyntaxFactory.SingletonList(list.WithTrailingTrivia(SyntaxFactory.Space)));
        }
        var last = field.AttributeLists[field.AttributeLists.Count - 1];
        var next = last.GetLastToken().GetNextToken();
        var ownLine = last.GetTrailingTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return field.WithAttributeLists(field.AttributeLists.Add(ownLine == default
            ? list.WithTrailingTrivia(SyntaxFactory.Space)
            : list.WithLeadingTrivia(
                next.LeadingTrivia.LastOrDefault(static trivia =>
                    trivia.IsKind(SyntaxKind.WhitespaceTrivia)) is { RawKind: not 0 } indentation
                    ? SyntaxFactory.TriviaList(indentation)
                    : default).WithTrailingTrivia(ownLine)));
    }

    /// <summary>With its attributes on lines of their own, where those of most fields beside it are.</summary>
    /// <param name="row">The type that is to declare the field.</param>
    public static FieldDeclarationSyntax WithAttributesSetAsIn(this FieldDeclarationSyntax field, TypeDeclarationSyntax row)
    {
        if (field.AttributeLists.Count == 0 || !SetsAttributesOnOwnLines(row))
        {
            return field;
        }
        var indentation = Layout.MemberIndentation(row);
        var lists = field.AttributeLists.Select((list, i) => list
            .WithLeadingTrivia(i == 0 ? [] : indentation)
            .WithTrailingTrivia(Layout.EndOfLine(row)));
        return field.WithAttributeLists([]).WithLeadingTrivia(indentation).WithAttributeLists(SyntaxFactory.List(lists));
    }

    private static bool SetsAttributesOnOwnLines(SyntaxNode row)
    {
        var (own, same) = (0, 0);
        foreach (var field in row.ChildNodes().OfType<FieldDeclarationSyntax>().Where(static field => field.AttributeLists.Count > 0))
        {
            _ = field.AttributeLists.Last().GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? own++ : same++;
        }
        return own > same;
    }

    /// <summary>The name of SpacetimeDB's attribute as it may be written at this place.</summary>
    public static string AttributeName(this SemanticModel model, int position, INamedTypeSymbol? attribute, string shortName) =>
        attribute is not null && model.LookupNamespacesAndTypes(position, name: shortName + "Attribute") is [var found]
            && SymbolEqualityComparer.Default.Equals(found, attribute)
            && model.LookupNamespacesAndTypes(position, name: shortName).IsEmpty
            ? shortName
            : "SpacetimeDB." + shortName;

    /// <summary>The attribute that gives a column a default, as it may be written at this place.</summary>
    public static string DefaultAttribute(this SemanticModel model, int position, KnownTypes knownTypes, string literal) =>
        $"{model.AttributeName(position, knownTypes.Default, "Default")}({literal})";

    /// <summary><c>int A, B;</c> as one declaration a name, so that each can be edited and moved alone.</summary>
    public static IReadOnlyList<FieldDeclarationSyntax> Split(this FieldDeclarationSyntax field, SyntaxTrivia endOfLine)
    {
        var variables = field.Declaration.Variables;
        if (variables.Count == 1)
        {
            return [field];
        }
        var indentation = Layout.Indentation(field);
        var separators = variables.GetSeparators().ToArray();
        return variables.Select((variable, i) =>
        {
            var single = field.WithDeclaration(
                field.Declaration.WithVariables(SyntaxFactory.SingletonSeparatedList(variable.WithoutTrivia())));
            single = i == 0
                ? single
                : single.WithLeadingTrivia(indentation);
            return i == variables.Count - 1 ? single : single.WithTrailingTrivia(Behind(separators[i], endOfLine));
        }).ToArray();
    }

    /// <summary>The comment behind a comma, and the end of its line.</summary>
    private static SyntaxTriviaList Behind(SyntaxToken separator, SyntaxTrivia endOfLine)
    {
        var trivia = separator.TrailingTrivia;
        return trivia.Any(SyntaxKind.EndOfLineTrivia) ? trivia
            : trivia.Any(SyntaxKind.MultiLineCommentTrivia) ? trivia.Add(endOfLine)
            : SyntaxFactory.TriviaList(endOfLine);
    }
}
