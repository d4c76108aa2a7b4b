using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Writes the transition: the code goes on with the new type, and the old one is declared again behind it.</summary>
internal static class TransitionEdit
{
    public static async Task<Solution?> ApplyAsync(Finding finding, TableTransition transition, CancellationToken cancellation)
    {
        if (transition.Table.Attribute.Syntax(finding.Root) is not { } attribute)
        {
            return null;
        }
        var mark = new SyntaxAnnotation();
        var changed = attribute.WithArgument("Accessor", $"\"{transition.NewAccessor}\"").WithoutArgument("Name")
            .WithAdditionalAnnotations(mark);
        var solution = await Renamer.RenameSymbolAsync(
            finding.Document.Project.Solution, transition.Table.RowType, new SymbolRenameOptions(), transition.NewType, cancellation)
                .ConfigureAwait(false);
        if (await TransitionUses.RewriteAsync(solution, finding, transition, cancellation).ConfigureAwait(false) is not { } uses
            || await TransitionFilters.AddAsync(uses.Solution, finding, transition, cancellation).ConfigureAwait(false) is not { } filtered)
        {
            return null;
        }
        solution = filtered;
        var root = await solution.GetDocument(finding.Document.Id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var declaration = root!.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .FirstOrDefault(type =>
                type.Identifier.ValueText == transition.NewType
                    && type.AttributeLists.SelectMany(static list => list.Attributes).Any(IsTable));
        if (declaration?.AttributeLists.SelectMany(static list => list.Attributes).First(IsTable) is not { } moved)
        {
            return null;
        }
        // Names in the database stay with the old table: its indexes, too, which no other may have.
        var named = declaration.DescendantNodes().OfType<AttributeSyntax>()
            .Where(static attribute => attribute.IsCalled("BTree"));
        root = root.ReplaceNodes(
            named.Append(moved), (original, _) => original == moved ? changed.WithTriviaFrom(moved) : original.WithoutArgument("Name"));
        var row = root.GetAnnotatedNodes(mark).Single().FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        var texts = new List<string>
        {
            TransitionText.OldTable(finding, transition),
            TransitionText.Versions(finding, transition, uses.Methods),
        };
        if (transition.Marker.IsNew)
        {
            texts.Add(MarkerTable.Declaration);
        }
        // Beside the rows, where all that their fields name has the same names.
        var indentation = Layout.Indentation(row).ToString();
        var added = texts.Select(text => SyntaxFactory.ParseMemberDeclaration(Layout.AsIn(row, $"\n{text.Trim()}\n", indentation))!);
        var separated = row.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia)
            ? row
            : row.WithTrailingTrivia(row.GetTrailingTrivia().Add(Layout.EndOfLine(finding.Root)));
        root = root.ReplaceNode(row, new SyntaxNode[] { separated }.Concat(added));
        return solution.WithDocumentSyntaxRoot(finding.Document.Id, root);

        bool IsTable(AttributeSyntax candidate) => candidate.ToString() == attribute.ToString();
    }
}
