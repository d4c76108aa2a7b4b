using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Columns that are there, or are what they are, under some symbols only: the order of columns then depends on those.</summary>
internal static class ConditionalColumns
{
    /// <summary>Whether the declaration has one, or conditional text of which nobody can say, from a field of it on.</summary>
    public static bool AreFrom(FieldDeclarationSyntax first, TypeDeclarationSyntax type) =>
        type.Members.SkipWhile(member => member != first).Where(FieldOrder.IsColumn)
            .Any(column => Conditions(type, column) > 0 || ContainsCondition(column))
        || type.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)
            && trivia.SpanStart >= first.FullSpan.Start && MayDeclareColumn(trivia));

    /// <summary>How many conditions inside of its type a member depends on.</summary>
    public static int Conditions(BaseTypeDeclarationSyntax type, SyntaxNode member)
    {
        var depth = 0;
        foreach (var trivia in type.DescendantTrivia(TextSpan.FromBounds(type.OpenBraceToken.Span.End, member.SpanStart)))
        {
            depth += trivia.Kind() switch
            {
                SyntaxKind.IfDirectiveTrivia => 1,
                SyntaxKind.EndIfDirectiveTrivia => -1,
                _ => 0,
            };
        }
        return depth;
    }

    private static bool ContainsCondition(MemberDeclarationSyntax member) => member.DescendantTrivia(member.Span)
        .Any(static trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia));

    private static bool MayDeclareColumn(SyntaxTrivia disabled)
    {
        var unit = SyntaxFactory.ParseCompilationUnit($"class C {{\n{disabled}\n}}");
        return unit.ContainsDiagnostics || unit.Members is not [ClassDeclarationSyntax { Members: var members }]
            || members.Any(FieldOrder.IsColumn);
    }
}
