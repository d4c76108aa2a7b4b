using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>What stands before a member: directives, blank lines and comments.</summary>
internal static class PlaceTrivia
{
    /// <summary>What is part of the place of a member, up to the last directive or blank line, and what is part of the member.</summary>
    public static (SyntaxTriviaList Stays, SyntaxTriviaList Goes) Split(this SyntaxTriviaList trivia)
    {
        var (stays, isBlank) = (0, true);
        for (var i = 0; i < trivia.Count; i++)
        {
            if (trivia[i].IsDirective || (isBlank && trivia[i].IsKind(SyntaxKind.EndOfLineTrivia)))
            {
                stays = i + 1;
            }
            isBlank = EndsLine(trivia[i]) || (isBlank && trivia[i].IsKind(SyntaxKind.WhitespaceTrivia));
        }
        return (SyntaxFactory.TriviaList(trivia.Take(stays)), SyntaxFactory.TriviaList(trivia.Skip(stays)));
    }

    /// <summary>Whether the next trivia is on another line.</summary>
    public static bool EndsLine(this SyntaxTrivia trivia) => trivia.IsDirective
        || trivia.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;

    public static bool IsComment(this SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia
        or SyntaxKind.MultiLineDocumentationCommentTrivia;

    public static bool StartsWithBlankLine(this SyntaxTriviaList trivia) =>
        trivia.FirstOrDefault(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia)).IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>Whether a blank line is before the member, or before its directives.</summary>
    public static bool SetsApart(this SyntaxTriviaList trivia) =>
        trivia.StartsWithBlankLine() || trivia.Split().Stays is var stays && stays.WithoutBlankLinesBehind().Count < stays.Count;

    public static SyntaxTriviaList WithoutBlankLinesBefore(this SyntaxTriviaList trivia)
    {
        while (trivia.StartsWithBlankLine())
        {
            trivia = SyntaxFactory.TriviaList(trivia.Skip(1 + trivia.IndexOf(SyntaxKind.EndOfLineTrivia)));
        }
        return trivia;
    }

    /// <summary>Of whole lines.</summary>
    public static SyntaxTriviaList WithoutBlankLinesBehind(this SyntaxTriviaList trivia)
    {
        var last = trivia.ToList()
            .FindLastIndex(static trivia => !(trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia));
        var kept = last >= 0 && !EndsLine(trivia[last]) ? last + 2 : last + 1;
        return SyntaxFactory.TriviaList(trivia.Take(kept));
    }

    /// <summary>How much of it ends regions, suppressions and the like that began before it.</summary>
    public static int Outside(this SyntaxTriviaList trivia)
    {
        var (outside, depth, least) = (0, 0, 0);
        for (var i = 0; i < trivia.Count; i++)
        {
            depth += Depth(trivia[i]);
            if (depth < least)
            {
                (outside, least) = (i + 1, depth);
            }
        }
        return outside;
    }

    /// <summary>Whether one begins, or one ends.</summary>
    public static int Depth(this SyntaxTrivia trivia) => trivia.GetStructure() switch
    {
        RegionDirectiveTriviaSyntax => 1,
        EndRegionDirectiveTriviaSyntax => -1,
        PragmaWarningDirectiveTriviaSyntax pragma => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword) ? 1 : -1,
        NullableDirectiveTriviaSyntax nullable => nullable.SettingToken.IsKind(SyntaxKind.RestoreKeyword) ? -1 : 1,
        _ => 0,
    };

    /// <summary>Whether blank lines are between most columns.</summary>
    public static bool SetsColumnsApart(this TypeDeclarationSyntax type)
    {
        var behind = type.Members.Where(FieldOrder.IsColumn).Skip(1).ToArray();
        return behind.Count(static column => column.GetLeadingTrivia().SetsApart()) * 2 > behind.Length;
    }
}
