using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>A finding with all that a fix needs: where it stands, what is deployed, and what the code declares.</summary>
internal sealed record Finding(
    Document Document,
    Diagnostic Diagnostic,
    SyntaxNode Root,
    SemanticModel Model,
    KnownTypes KnownTypes,
    ModuleSchema Deployed,
    SourceSchema Source)
{
    public ChangeKind Kind { get; } = Enum.TryParse<ChangeKind>(Diagnostic.Property(ChangeProperties.Kind), out var kind) ? kind : default;

    /// <summary>The canonical name of the table, type, function or view.</summary>
    public string Owner { get; } = Diagnostic.Property(ChangeProperties.Owner) ?? "";

    /// <summary>The canonical name of the column, index, field or variant.</summary>
    public string Member { get; } = Diagnostic.Property(ChangeProperties.Member) ?? "";

    /// <summary>What the owner was called when it was deployed.</summary>
    public string DeployedOwner { get; } = Diagnostic.Property(ChangeProperties.DeployedOwner)
        ?? Diagnostic.Property(ChangeProperties.Owner) ?? "";

    public string Old { get; } = Diagnostic.Property(ChangeProperties.Old) ?? "";

    public string New { get; } = Diagnostic.Property(ChangeProperties.New) ?? "";

    /// <summary>The fields of all new columns of the table.</summary>
    public IReadOnlyCollection<string> NewColumns { get; } = (Diagnostic.Property(ChangeProperties.NewColumns) ?? "").Split(';');

    public int Position => Diagnostic.Location.SourceSpan.Start;

    public T? Node<T>()
        where T : SyntaxNode => Root.FindNode(Diagnostic.Location.SourceSpan).FirstAncestorOrSelf<T>();

    /// <summary>Null where the snapshot is gone or cannot be read, or the code does not know SpacetimeDB.</summary>
    public static async Task<Finding?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var project = document.Project;
        if (project.Snapshot(diagnostic.Property(ChangeProperties.Baseline)) is not { } snapshot
            || SnapshotCache.Read(await snapshot.GetTextAsync(cancellation).ConfigureAwait(false)).Schema is not { } deployed
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || !KnownTypes.TryGet(model.Compilation, out var knownTypes))
        {
            return null;
        }
        return new(
            document,
            diagnostic,
            root,
            model,
            knownTypes,
            deployed,
            SourceCache.Read(model.Compilation, knownTypes, project, cancellation));
    }

    /// <summary>The solution with another root of the finding's document.</summary>
    public Solution With(SyntaxNode root) => Document.WithSyntaxRoot(root).Project.Solution;
}
