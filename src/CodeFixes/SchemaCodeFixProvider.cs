using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// All fixes of the source for changes of the schema. They are one provider because every host keeps the order in which a provider
/// registers its actions. Between providers the hosts go by the order of the types in the assembly, in which those of a nested
/// namespace follow: there is the one that accepts a change.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SchemaCodeFixProvider : CodeFixProvider
{
    /// <summary>
    /// By what publish has to do afterwards: first those that lead back to what is deployed, then those that take a new thing out
    /// again, then those that publish carries out; a column that is added disconnects clients, and comes behind a new table.
    /// </summary>
    internal static ImmutableArray<SchemaCodeFix> Fixes { get; } = ImmutableArray.Create<SchemaCodeFix>(
        new RestoreFieldCodeFix(), new FieldAgainCodeFix(), new RenameBackCodeFix(), new RestoreTypeCodeFix(),
        new RestoreOrderCodeFix(), new RestoreVariantsCodeFix(), new RestoreDefinitionCodeFix(), new RestorePrimaryKeyCodeFix(),
        new TableAttributeCodeFix(), new FunctionNameCodeFix(), new IndexAccessorCodeFix(), new PolicyCodeFix(),
        new ScheduledRowCodeFix(), new RemoveFieldCodeFix(), new RenameCollidingFieldCodeFix(), new ExpandContractCodeFix(),
        new NewColumnInsteadCodeFix(), new MakeColumnAddableCodeFix(), new ColumnAttributeCodeFix());

    private static readonly ImmutableArray<string> s_alternatives = Fixes.SelectMany(static fix => fix.AlternativeKeys).ToImmutableArray();

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Distinct().ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => OneByOneFixAllProvider.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var proposals = new List<(string Title, string? Key, Solution Solution, Diagnostic Diagnostic)>();
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Finding.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } finding)
            {
                foreach (var fix in FixesFor(finding))
                {
                    foreach (var (title, key, solution) in await fix.ProposeAsync(finding, context.CancellationToken).ConfigureAwait(false))
                    {
                        if (await EditOutcome.MendsAsync(solution, context.Document.Project, diagnostic, context.CancellationToken)
                            .ConfigureAwait(false))
                        {
                            // Without a key, hosts offer no Fix All.
                            proposals.Add((title, fix.CanFixAll(key) ? key : null, solution, diagnostic));
                        }
                    }
                }
            }
        }
        // Each table of a row type has a finding of its own at the same place, and one edit of the row mends them all.
        foreach (var group in proposals.GroupBy(static item => (item.Title, item.Key)))
        {
            var solution = group.First().Solution;
            context.RegisterCodeFix(
                CodeAction.Create(
                    group.Key.Title,
                    cancellation => LineEndings.KeepAsync(solution, context.Document.Project.Solution, cancellation),
                    group.Key.Key),
                group.Select(static item => item.Diagnostic).ToImmutableArray());
        }
    }

    /// <summary>
    /// The solution after Fix All's turn of a finding; null where nothing applies. A rule finds several kinds of changes, and
    /// <c>dotnet format</c> takes the key from the first finding of any rule: what has no fix of that key gets its safest one, unless
    /// the key is that of an alternative, which somebody has chosen.
    /// </summary>
    internal static async Task<Solution?> FixAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellation)
    {
        if (await Finding.CreateAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } finding)
        {
            return null;
        }
        var proposals = new List<Proposal>();
        foreach (var fix in FixesFor(finding))
        {
            proposals.AddRange(
                (await fix.ProposeAsync(finding, cancellation).ConfigureAwait(false)).Where(proposal =>
                    fix.CanFixAll(proposal.EquivalenceKey)));
        }
        var wanted = proposals.Where(proposal => proposal.EquivalenceKey == key);
        var others = key is not null && s_alternatives.Contains(key) ? [] : proposals.Where(proposal => proposal.EquivalenceKey != key);
        foreach (var proposal in wanted.Concat(others))
        {
            if (await EditOutcome.MendsAsync(proposal.Solution, document.Project, diagnostic, cancellation).ConfigureAwait(false))
            {
                return proposal.Solution;
            }
        }
        return null;
    }

    /// <summary>The solution after what can be done to a document at once.</summary>
    internal static async Task<Solution> FixAtOnceAsync(
        Document document, IEnumerable<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var diagnostic in diagnostics)
        {
            if (await Finding.CreateAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } finding)
            {
                findings.Add(finding);
            }
        }
        foreach (var fix in Fixes)
        {
            if (await fix.FixAllAsync(findings, key, cancellation).ConfigureAwait(false) is { } solution
                && await EditOutcome.IsSoundAsync(
                    await WrittenText.ReadAsync(document.Project.Solution, solution, cancellation).ConfigureAwait(false),
                    document.Project,
                    cancellation).ConfigureAwait(false))
            {
                return solution;
            }
        }
        return document.Project.Solution;
    }

    private static IEnumerable<SchemaCodeFix> FixesFor(Finding finding) =>
        Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Diagnostic.Id));
}
