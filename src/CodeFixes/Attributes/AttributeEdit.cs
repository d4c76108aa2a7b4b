using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>Sets, changes and removes what attributes say, without a touch to anything else.</summary>
internal static class AttributeEdit
{
    /// <summary>With a named argument of that value: changed where it is there, else appended.</summary>
    /// <param name="value">An expression.</param>
    public static AttributeSyntax WithArgument(this AttributeSyntax attribute, string name, string value)
    {
        var expression = SyntaxFactory.ParseExpression(value);
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == name) is { } present)
        {
            return attribute.ReplaceNode(present.Expression, expression.WithTriviaFrom(present.Expression));
        }
        var added = SyntaxFactory.AttributeArgument(expression).WithNameEquals(
            SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var arguments = list.Arguments.Count == 0
            ? SyntaxFactory.SingletonSeparatedList(added)
            : SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(
                list.Arguments.GetWithSeparators()
                    .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)).Add(added));
        return attribute.WithArgumentList(list.WithArguments(arguments)).WithTrailingTrivia(attribute.GetTrailingTrivia());
    }

    public static AttributeSyntax WithoutArgument(this AttributeSyntax attribute, string name)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == name) is not { } present)
        {
            return attribute;
        }
        var rest = attribute.ArgumentList.Arguments.Remove(present);
        return attribute.WithArgumentList(rest.Count == 0 ? null : attribute.ArgumentList.WithArguments(rest));
    }

    /// <summary>The member without these attributes; a list that gets empty goes with its line, and comments before it stay.</summary>
    public static T WithoutAttributes<T>(this T member, IReadOnlyCollection<AttributeSyntax> removed)
        where T : MemberDeclarationSyntax
    {
        var lists = new List<AttributeListSyntax>();
        // What stands before the place that the next list, or the member itself, takes.
        var before = SyntaxFactory.TriviaList();
        var isFreed = false;
        foreach (var list in member.AttributeLists)
        {
            var rest = list.Without(removed);
            if (rest.Attributes.Count > 0)
            {
                lists.Add(isFreed ? rest.WithLeadingTrivia(Joined(before, list.GetLeadingTrivia())) : rest);
                (before, isFreed) = (SyntaxFactory.TriviaList(), false);
            }
            else
            {
                before = isFreed ? Joined(before, list.GetLeadingTrivia()) : list.GetLeadingTrivia();
                isFreed = true;
            }
        }
        var bare = (T)member.WithAttributeLists(default);
        bare = isFreed ? bare.WithLeadingTrivia(Joined(before, bare.GetLeadingTrivia())) : bare;
        return (T)bare.WithAttributeLists(SyntaxFactory.List(lists));
    }

    private static AttributeListSyntax Without(this AttributeListSyntax list, IReadOnlyCollection<AttributeSyntax> removed)
    {
        var rest = list.Attributes;
        for (var i = rest.Count - 1; i >= 0; i--)
        {
            if (removed.Contains(list.Attributes[i]))
            {
                rest = rest.RemoveAt(i);
            }
        }
        return list.WithAttributes(rest);
    }

    /// <summary>The first place, with the comments of the second.</summary>
    private static SyntaxTriviaList Joined(SyntaxTriviaList first, SyntaxTriviaList second) =>
        HasComment(second) || (first.Count > 0 && first.Last().IsKind(SyntaxKind.EndOfLineTrivia)) ? first.AddRange(second) : first;

    private static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(static trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);

    /// <summary>The attribute in the document that a symbol carries.</summary>
    public static AttributeSyntax? Syntax(this AttributeData? attribute, SyntaxNode root) =>
        attribute?.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == root.SyntaxTree
            ? root.FindNode(reference.Span) as AttributeSyntax
            : null;
}
