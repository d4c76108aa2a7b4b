using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Looks up the marker before anything is written, where that is done too late or never.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CheckMarkerFirstCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.GuardFails);

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix[FindingProperties.Defect] is not (nameof(GuardDefect.TooLate) or nameof(GuardDefect.NeverAsked))
            || fix[FindingProperties.Key] is not { } key
            || MarkerTable.Of(fix, fix[FindingProperties.MarkerTable]) is not { } marker)
        {
            return null;
        }
        var method = ReducerFix.WithBlock(fix.Method);
        var check = ReducerFix.Statement(marker.Check(fix.Context, ReducerFix.Quote(key)));
        return new(
            $"Look up \"{key}\" in '{marker.Accessor}' first",
            fix.With(method.WithBody(method.Body!.WithStatements(method.Body.Statements.Insert(0, check)))));
    }
}
