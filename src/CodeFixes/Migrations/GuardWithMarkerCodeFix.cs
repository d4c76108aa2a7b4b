using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Guards a migration reducer with a row of a status table: the module's own, else one that is added.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class GuardWithMarkerCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(
        MigrationRules.Accumulates, MigrationRules.InsertsAgain, MigrationRules.GuardFails,
        MigrationRules.DiffersEachRun, MigrationRules.OverwritesSource, MigrationRules.NotReplaySafe);

    /// <summary>Two findings of one reducer want the same edit: one at a time.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override ReducerChange? Change(ReducerFix fix) =>
        // With a table that is not there yet nothing is proved: a helper may have written before the reducer leaves without a record.
        MarkerTable.Of(fix) is { } marker && !(marker.IsNew && fix.LeavesItsHelpers)
            ? Guarded(
                fix,
                marker,
                fix.Method,
                fix.FirstWrite.SpanStart,
                marker.IsNew
                    ? $"Run once: guard with a row of a new table '{marker.Accessor}'"
                    : $"Run once: guard with a row of '{marker.Accessor}'")
            : null;

    internal static ReducerChange Guarded(ReducerFix fix, MarkerTable marker, MethodDeclarationSyntax method, int siteStart, string title)
    {
        var key = ReducerFix.Quote(FreeKey(fix.Method));
        var guarded = RunOnce.Guard(method, siteStart, marker.Check(fix.Context, key), marker.Record(fix.Context, key));
        if (!marker.IsNew)
        {
            return new(title, fix.With(guarded));
        }
        var document = fix.With(guarded.WithAdditionalAnnotations(s_guarded));
        var root = document.GetSyntaxRootAsync(fix.Cancellation).GetAwaiter().GetResult()!;
        var placed = (MethodDeclarationSyntax)root.GetAnnotatedNodes(s_guarded).First();
        return new(title, document.WithSyntaxRoot(MarkerTable.AddTo(root, placed)), IsUnproved: true);
    }

    private static readonly SyntaxAnnotation s_guarded = new();

    /// <summary>The reducer's name, unless a guard that does not guard uses it already.</summary>
    private static string FreeKey(MethodDeclarationSyntax method)
    {
        var key = method.Identifier.ValueText;
        foreach (var token in method.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == key)
            {
                return key + "-once";
            }
        }
        return key;
    }
}
