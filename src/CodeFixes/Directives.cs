using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>Directives stand in the trivia of members, so that an edit of members could move them, or move members between them.</summary>
internal static class Directives
{
    /// <summary>
    /// Whether each directive is there in its order, no member that counts came under a condition, and no field that did not move came
    /// under another directive.
    /// </summary>
    public static async Task<bool> AsBeforeAsync(Solution before, Solution after, CancellationToken cancellation)
    {
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            if (await before.GetDocument(id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } old
                && await after.GetDocument(id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } @new
                && (old.ContainsDirectives || @new.ContainsDirectives)
                && (!Texts(old).SequenceEqual(Texts(@new)) || Conditional(@new) > Conditional(old) || SlidFields.AreIn(old, @new)))
            {
                return false;
            }
        }
        return true;
    }

    private static IEnumerable<string> Texts(SyntaxNode root) =>
        root.DescendantTrivia().Where(static trivia => trivia.IsDirective).Select(static trivia => trivia.ToString().Trim());

    private static int Conditional(SyntaxNode root) => root.DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .SelectMany(static type =>
            type.ChildNodes()
                .Where(static member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax or EnumMemberDeclarationSyntax)
                .Select(member => (type, member)))
        .Count(static item => ConditionalColumns.Conditions(item.type, item.member) > 0);
}
