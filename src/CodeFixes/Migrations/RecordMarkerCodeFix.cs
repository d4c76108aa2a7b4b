using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Records the marker that a reducer looks up and never writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RecordMarkerCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.GuardFails);

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix[FindingProperties.Defect] != nameof(GuardDefect.NeverRecorded)
            || fix[FindingProperties.Key] is not { } key || !IsLookedUp(fix, key)
            || MarkerTable.Of(fix, fix[FindingProperties.MarkerTable]) is not { } marker)
        {
            return null;
        }
        // What stands before the lookup is no write of this guard; what stands after it is.
        var record = marker.Record(fix.Context, ReducerFix.Quote(key));
        return new($"Record \"{key}\" in '{marker.Accessor}' at the end", fix.With(RunOnce.Record(fix.Method, FirstWrite(fix), record)));
    }

    /// <summary>Whether that key is looked up, and not one that a run made of other values.</summary>
    private static bool IsLookedUp(ReducerFix fix, string key) => fix.Method.DescendantNodes().OfType<ExpressionSyntax>().Any(expression =>
        expression.Parent is ArgumentSyntax or BinaryExpressionSyntax or ConstantPatternSyntax or EqualsValueClauseSyntax
        && fix.Model.GetConstantValue(expression, fix.Cancellation) is { HasValue: true, Value: string text } && text == key);

    private static int FirstWrite(ReducerFix fix)
    {
        foreach (var location in fix.Diagnostic.AdditionalLocations)
        {
            if (location.SourceTree == fix.Root.SyntaxTree && fix.Method.Span.Contains(location.SourceSpan))
            {
                return location.SourceSpan.Start;
            }
        }
        return fix.Site.Span.End;
    }
}
