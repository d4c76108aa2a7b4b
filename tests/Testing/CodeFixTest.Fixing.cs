using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <content>Applies fixes until nothing is left to fix.</content>
partial class CodeFixTest<TVerifier>
{
    private delegate Task<FixResult> FixStep(
        Project project, ImmutableArray<Finding> findings, int iteration, IVerifier verifier, CancellationToken cancellationToken);

    private async Task<(Project Project, string? Failure)> FixAsync(
        Project project, int iterations, FixStep fix, IVerifier verifier, CancellationToken cancellationToken)
    {
        var limit = Math.Abs(iterations);
        var used = 0;
        string? failure = null;
        ImmutableArray<Finding> previous = [];
        for (var iteration = 0; ; iteration++)
        {
            var findings = await GetFindingsAsync(project.Solution, cancellationToken);
            if (findings.IsEmpty || AreSame(findings, previous))
                break;
            if (used > limit)
                return (project, failure ?? $"More than {limit} fixes were applied, and there is still something to fix");

            previous = findings;
            var result = await fix(project, findings, iteration, verifier, cancellationToken);
            failure ??= result.Failure;
            used += result.IsOffered ? 1 : 0;
            var isDone = result.Project == project || CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne);
            project = result.Project;
            if (isDone)
                break;
        }

        if (iterations >= -1 ? used != limit : used > limit)
            failure ??= $"Expected {limit} iterations of fixing, found {used}";
        return (project, failure);
    }

    private async Task<FixResult> FixFirstAsync(
        Project project, ImmutableArray<Finding> findings, int iteration, IVerifier verifier, CancellationToken cancellationToken)
    {
        var result = new FixResult(project, IsOffered: false, Failure: null);
        foreach (var finding in SelectFixable(findings, verifier))
        {
            var offers = await GetOffersAsync(finding, cancellationToken);
            if (Choose([.. offers.Select(offer => offer.Action)], iteration, verifier) is not { } action)
                continue;

            var (changed, failure) = await ApplyAsync(action, finding.Project, cancellationToken);
            result = new FixResult(project, IsOffered: true, result.Failure ?? failure);
            if (changed != finding.Project)
                return result with { Project = changed.Solution.GetProject(project.Id)! };
        }

        return result;
    }

    private async Task<FixResult> FixAllAsync(
        FixAllScope scope,
        Project project,
        ImmutableArray<Finding> findings,
        int iteration,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        var nothing = new FixResult(project, IsOffered: false, Failure: null);
        foreach (var finding in SelectFixable(findings, verifier))
        {
            var offers = await GetOffersAsync(finding, cancellationToken);
            if (Choose([.. offers.Select(offer => offer.Action)], iteration, verifier) is not { } chosen)
                continue;

            var provider = offers.First(offer => offer.Action == chosen).Provider;
            if (provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(scope))
                return nothing;

            var context = new FixAllContext(
                finding.Document!,
                finding.Diagnostic.Location.SourceSpan,
                provider,
                scope,
                chosen.EquivalenceKey!,
                fixAll.GetSupportedFixAllDiagnosticIds(provider),
                new FindingsProvider(findings),
                cancellationToken);
            if (await fixAll.GetFixAsync(context) is not { } action)
                return nothing;

            var (changed, failure) = await ApplyAsync(action, finding.Project, cancellationToken);
            return new FixResult(
                changed == finding.Project ? project : changed.Solution.GetProject(project.Id)!, IsOffered: true, failure);
        }

        return nothing;
    }

    private ImmutableArray<Finding> SelectFixable(ImmutableArray<Finding> findings, IVerifier verifier)
    {
        var fixable = findings
            .Where(finding => IsFixable(finding.Diagnostic.Id) && finding.Document is not null)
            .ToImmutableArray();
        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipLocalDiagnosticCheck))
        {
            foreach (var finding in fixable)
                verifier.True(finding.IsLocal, $"No editor offers a fix for a non-local finding: {finding.Diagnostic}");
        }

        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne))
            return fixable;

        var selected = TrySelectDiagnosticToFix([.. fixable.Select(finding => finding.Diagnostic)]);
        return [.. fixable.Where(finding => finding.Diagnostic == selected)];
    }

    private async Task<List<(CodeAction Action, CodeFixProvider Provider)>> GetOffersAsync(
        Finding finding, CancellationToken cancellationToken)
    {
        var offers = new List<(CodeAction, CodeFixProvider)>();
        foreach (var provider in GetCodeFixProviders().Where(provider => provider.FixableDiagnosticIds.Contains(finding.Diagnostic.Id)))
        {
            var actions = ImmutableArray.CreateBuilder<CodeAction>();
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(finding.Document!, finding.Diagnostic, (action, _) => actions.Add(action), cancellationToken));
            offers.AddRange(FilterCodeActions(actions.ToImmutable()).Select(action => (action, provider)));
        }

        return offers;
    }

    private static bool AreSame(ImmutableArray<Finding> left, ImmutableArray<Finding> right)
        => left.Select(Key).SequenceEqual(right.Select(Key));

    private static (ProjectId, string, TextSpan) Key(Finding finding)
        => (finding.Project.Id, finding.Diagnostic.Id, finding.Diagnostic.Location.SourceSpan);

    /// <param name="IsOffered">Whether there was an action at all, even if it changed nothing.</param>
    private sealed record FixResult(Project Project, bool IsOffered, string? Failure);
}
