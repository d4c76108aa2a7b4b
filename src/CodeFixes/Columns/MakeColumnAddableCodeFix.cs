using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>
/// Makes a new column one that publish can add, in one step: to the end, with a default, nullable where no constant can be one.
/// Half of all rejected changes need this and nothing else (facts/practice.md).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MakeColumnAddableCodeFix : CodeFixProvider
{
    /// <summary>The least that is needed.</summary>
    public const string ColumnKey = "MakeColumnAddable";

    /// <summary>For all new columns of the table.</summary>
    public const string TableKey = "MakeNewColumnsAddable";

    /// <summary>Nullable, where a constant would do as well.</summary>
    public const string NullableKey = "MakeColumnNullable";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(PublishRules.ColumnWithoutDefault.Id, PublishRules.ColumnsReordered.Id);

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) =>
        FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var (document, cancellation) = (context.Document, context.CancellationToken);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!IsNewColumn(diagnostic) || await ColumnField.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } column)
            {
                continue;
            }
            var newColumns = NewColumns(diagnostic);
            var plan = await ColumnPlan.CreateAsync(document, column, newColumns, preferNullable: false, cancellation).ConfigureAwait(false);
            Register(ColumnKey, plan is null ? [] : [plan], plan?.Title);
            if (newColumns.Length > 1)
            {
                var plans = await PlansAsync(document, column.NewColumns(diagnostic, cancellation), newColumns, preferNullable: false, cancellation).ConfigureAwait(false);
                Register(TableKey, plans, $"Make all {newColumns.Length} new columns of '{diagnostic.Properties[ChangeProperties.Owner]}' addable", minimum: 2);
            }
            var nullable = await ColumnPlan.CreateAsync(document, column, newColumns, preferNullable: true, cancellation).ConfigureAwait(false);
            if (nullable is { BecomesNullable: true } && plan is not { BecomesNullable: true })
            {
                Register(NullableKey, [nullable], nullable.Title);
            }

            void Register(string key, IReadOnlyList<ColumnPlan> plans, string? title, int minimum = 1)
            {
                var needed = plans.Where(static plan => plan.ChangesAnything).ToArray();
                if (needed.Length >= minimum && title is not null)
                {
                    context.RegisterCodeFix(CodeAction.Create(title, cancellation => ApplyAsync(document, needed, cancellation), key), diagnostic);
                }
            }
        }
    }

    private static bool IsNewColumn(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ChangeProperties.Kind, out var kind)
        && kind is nameof(ChangeKind.ColumnAddedWithoutDefault) or nameof(ChangeKind.ColumnInserted);

    private static string[] NewColumns(Diagnostic diagnostic) => (diagnostic.Properties[ChangeProperties.NewColumns] ?? "").Split(';');

    private static async Task<IReadOnlyList<ColumnPlan>> PlansAsync(
        Document document, IEnumerable<ColumnField> columns, IReadOnlyCollection<string> newColumns, bool preferNullable, CancellationToken cancellation)
    {
        var plans = new List<ColumnPlan>();
        foreach (var column in columns)
        {
            if (await ColumnPlan.CreateAsync(document, column, newColumns, preferNullable, cancellation).ConfigureAwait(false) is { } plan)
            {
                plans.Add(plan);
            }
        }
        return plans;
    }

    private static async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var plans = new Dictionary<SyntaxNode, ColumnPlan>();
        foreach (var diagnostic in diagnostics.Where(IsNewColumn))
        {
            if (await ColumnField.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } column
                && await ColumnPlan.CreateAsync(document, column, NewColumns(diagnostic), key == NullableKey, cancellation).ConfigureAwait(false) is { ChangesAnything: true } plan)
            {
                plans[column.Declarator] = plan;
            }
        }
        return plans.Count == 0 ? null : await ApplyAsync(document, [.. plans.Values], cancellation).ConfigureAwait(false);
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<ColumnPlan> plans, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            ? document.WithSyntaxRoot(ColumnEdit.Apply(root, plans))
            : document;
}
