using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Chooses a code action among those offered, and applies it.</summary>
public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    // Public as NestedActions only in newer versions.
    private static readonly PropertyInfo NestedActions =
        typeof(CodeAction).GetProperty("NestedActions", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        ?? typeof(CodeAction).GetProperty("NestedCodeActions", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>Looks at the chosen action, at its title for one.</summary>
    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    /// <summary>The actions themselves in place of the menus that hold them.</summary>
    protected virtual ImmutableArray<CodeAction> FilterCodeActions(ImmutableArray<CodeAction> actions)
        => [.. actions.SelectMany(Flatten)];

    private protected CodeAction? Choose(ImmutableArray<CodeAction> actions, int iteration, IVerifier verifier)
    {
        var action = CodeActionEquivalenceKey is { } key
            ? actions.FirstOrDefault(candidate => candidate.EquivalenceKey == key)
            : actions.ElementAtOrDefault(CodeActionIndex ?? 0);

        // Later on, the chosen kind of action may have nothing left to do.
        if (CodeActionEquivalenceKey is not null && CodeActionIndex is { } index && (action is not null || iteration == 0))
        {
            verifier.True(index < actions.Length, $"No code action has the index {index}: there are {actions.Length}");
            verifier.Equal(
                CodeActionEquivalenceKey, actions[index].EquivalenceKey, $"The code action with the index {index} has another key");
            action = actions[index];
        }

        if (action is not null)
            CodeActionVerifier?.Invoke(action, verifier);
        return action;
    }

    /// <returns>The changed project, and what is wrong with the trees that the action built.</returns>
    private protected async Task<(Project Project, string? Failure)> ApplyAsync(
        CodeAction action, Project project, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        if (changed == project)
            return (project, null);

        string? failure = null;
        foreach (var id in changed.DocumentIds)
        {
            // Parsed anew, as the next compilation would see it.
            var built = changed.GetDocument(id)!;
            var text = await built.GetTextAsync(cancellationToken);
            var parsed = built.WithText(SourceText.From(text.ToString(), text.Encoding, text.ChecksumAlgorithm));
            failure ??= Compare(
                (await parsed.GetSyntaxRootAsync(cancellationToken))!, (await built.GetSyntaxRootAsync(cancellationToken))!, built.Name);
            changed = parsed.Project;
        }

        return (changed, failure);
    }

    private string? Compare(SyntaxNode parsed, SyntaxNode built, string name)
    {
        var same = CodeActionValidationMode switch
        {
            CodeActionValidationMode.None => true,
            CodeActionValidationMode.SemanticStructure => SyntaxFactory.AreEquivalent(parsed, built, topLevel: false),
            _ => parsed.IsEquivalentTo(built),
        };
        return same ? null : $"The fix built a tree for '{name}' that its own text does not parse to:\n{built.ToFullString()}";
    }

    private static IEnumerable<CodeAction> Flatten(CodeAction action)
        => NestedActions.GetValue(action) is ImmutableArray<CodeAction> { IsEmpty: false } nested ? nested.SelectMany(Flatten) : [action];
}
