using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Rename;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Gives a column, a field or a variant another name, with all that means it.</summary>
internal static class MemberRename
{
    /// <summary>Null where the code around the uses is so far from C# that the renaming of the workspace throws.</summary>
    public static async Task<Solution?> ApplyAsync(Project project, ISymbol symbol, string name, CancellationToken cancellation)
    {
        var (prepared, current) = await WithGeneratedUsesAsync(project, symbol, name, cancellation).ConfigureAwait(false);
        try
        {
            var renamed = await Renamer.RenameSymbolAsync(prepared, current, new SymbolRenameOptions(), name, cancellation)
                .ConfigureAwait(false);
            renamed = await InAttributesAsync(project, renamed, symbol, name, cancellation).ConfigureAwait(false);
            return await GeneratedUses.FollowAsync(project, renamed, symbol.Name, name, cancellation, symbol).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // The renaming of Roslyn 4.5 does so at an element of a tuple that generated code uses.
            return await DeclaredAsync(project.Solution, symbol, name, cancellation).ConfigureAwait(false) is { } declared
                ? await GeneratedUses.FollowAsync(project, declared, symbol.Name, name, cancellation, symbol).ConfigureAwait(false)
                : null;
        }
    }

    /// <summary>Where the declaration alone has its new name: what means it and is no use of its symbol.</summary>
    public static async Task<Solution> FollowAsync(
        Project project, Solution declared, ISymbol symbol, string name, CancellationToken cancellation)
    {
        var followed = await InAttributesAsync(project, declared, symbol, name, cancellation).ConfigureAwait(false);
        return await GeneratedUses.FollowAsync(project, followed, symbol.Name, name, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// The solution and the symbol in it, where uses of generated members have the new name already: the renaming of the workspace takes
    /// them for conflicts, and writes casts around them.
    /// </summary>
    private static async Task<(Solution Solution, ISymbol Symbol)> WithGeneratedUsesAsync(
        Project project, ISymbol symbol, string name, CancellationToken cancellation)
    {
        var solution = project.Solution;
        if (Declaration(symbol) is not { SourceTree: { } tree } location || solution.GetDocument(tree) is not { } document
            || await DeclaredAsync(solution, symbol, name, cancellation).ConfigureAwait(false) is not { } declared)
        {
            return (solution, symbol);
        }
        var lost = await GeneratedUses.LostAsync(project, declared, symbol.Name, name, cancellation).ConfigureAwait(false);
        if (lost.Count == 0)
        {
            return (solution, symbol);
        }
        var prepared = await GeneratedUses.RenameAsync(project, solution, lost, symbol.Name, name, cancellation).ConfigureAwait(false);
        var places = await GeneratedUses.TokensAsync(project, prepared, document.Id, [location.SourceSpan.Start], cancellation)
            .ConfigureAwait(false);
        var model = await prepared.GetDocument(document.Id)!.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model!.GetDeclaredSymbol(places[0].Token.Parent!, cancellation) is { } current ? (prepared, current) : (solution, symbol);
    }

    private static Location? Declaration(ISymbol symbol) => symbol.Locations.FirstOrDefault(static location => location.IsInSource);

    /// <summary>With the new name at the declaration alone; null where that is in no document.</summary>
    private static async Task<Solution?> DeclaredAsync(Solution solution, ISymbol symbol, string name, CancellationToken cancellation)
    {
        if (Declaration(symbol) is not { } location || solution.GetDocument(location.SourceTree) is not { } document)
        {
            return null;
        }
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return solution.WithDocumentText(document.Id, text.Replace(location.SourceSpan, CSharpNames.Escaped(name)));
    }

    private static async Task<Solution> InAttributesAsync(
        Project project, Solution renamed, ISymbol symbol, string name, CancellationToken cancellation) =>
        symbol.ContainingType is { } row
            ? await AttributeStrings.RenameAsync(renamed, project.Id, row, symbol.Name, name, cancellation).ConfigureAwait(false)
            : renamed;
}
