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
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == name) is { } present)
        {
            return attribute.ReplaceNode(
                present.Expression, SyntaxFactory.ParseExpression(value).WithTriviaFrom(present.Expression));
        }
        var added = SyntaxFactory.ParseAttributeArgumentList($"({name} = {value})")!.Arguments[0];
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var arguments = list.Arguments.Count == 0 ? SyntaxFactory.SingletonSeparatedList(added) : list.Arguments.Appended(added);
        return attribute.WithArgumentList(list.WithArguments(arguments)).WithTrailingTrivia(attribute.GetTrailingTrivia());
    }

    /// <summary>On a line of its own where the last one is; a comment behind that stays there, and so does the end of the line.</summary>
    private static SeparatedSyntaxList<AttributeArgumentSyntax> Appended(
        this SeparatedSyntaxList<AttributeArgumentSyntax> arguments, AttributeArgumentSyntax added)
    {
        var last = arguments.Last();
        var behind = last.GetTrailingTrivia();
        var lineEnd = EndOfLine(last.GetFirstToken().GetPreviousToken().TrailingTrivia);
        var (separation, end) = lineEnd == default ? (SyntaxFactory.TriviaList(SyntaxFactory.Space), behind)
            : EndOfLine(behind) == default ? (behind.Add(lineEnd), SyntaxFactory.TriviaList())
            : (behind, SyntaxFactory.TriviaList(lineEnd));
        return SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(arguments.Replace(last, last.WithoutTrailingTrivia()).GetWithSeparators()
            .Add(SyntaxFactory.Token(SyntaxFactory.TriviaList(), SyntaxKind.CommaToken, separation))
            .Add(added.WithLeadingTrivia(lineEnd == default ? default : Layout.Indentation(last)).WithTrailingTrivia(end)));
    }

    private static SyntaxTrivia EndOfLine(SyntaxTriviaList trivia) =>
        trivia.FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>Whether it has this name as it is written, for code of which nothing can be bound at the time.</summary>
    public static bool IsCalled(this AttributeSyntax attribute, string name) =>
        attribute.Name.ToString().Split('.').Last() is var written && (written == name || written == name + "Attribute");

    public static AttributeSyntax WithoutArgument(this AttributeSyntax attribute, string name)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == name) is not { } present)
        {
            return attribute;
        }
        var arguments = attribute.ArgumentList.Arguments;
        var rest = arguments.Remove(present);
        if (present == arguments.Last() && rest.Count > 0)
        {
            rest = rest.Replace(rest.Last(), rest.Last().WithTrailingTrivia(present.GetTrailingTrivia()));
        }
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
