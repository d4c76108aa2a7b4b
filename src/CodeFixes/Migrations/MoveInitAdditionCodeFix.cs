using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Moves what was added to Init into a migration reducer that runs once, on databases that exist.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MoveInitAdditionCodeFix : ReducerCodeFix
{
    private static readonly SyntaxAnnotation s_init = new();

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.InitChanged);

    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix[FindingProperties.RecordedHash] is not { } recorded || fix.Method.Body is not { } body
            || MigrationRecords.AddedToInit(fix.Method, recorded, fix.Cancellation) is not { Count: > 0 } added
            || !MigrationRecords.KeepsInit(fix.Method, recorded, fix.Cancellation)
            || IsTied(fix, body, added) || added.Any(EndsInit) || added.Any(static statement => statement.ContainsDirectives)
            || MarkerTable.Of(fix) is not { } marker)
        {
            return null;
        }
        var name = FreeName(fix);
        var key = ReducerFix.Quote(name);
        var statements = string.Concat(added.Select(static statement => statement.ToFullString()));
        var migration = SyntaxFactory.ParseMemberDeclaration(
            $"\n[SpacetimeDB.Reducer]\npublic static void {name}({fix.Method.ParameterList.Parameters[0].ToString()})\n{{\n{marker.Check(fix.Context, key)}{statements}{marker.Record(fix.Context, key)}}}\n")!
            .WithAdditionalAnnotations(Formatter.Annotation);
        var init = fix.Method.RemoveNodes(added, SyntaxRemoveOptions.KeepNoTrivia)!.WithAdditionalAnnotations(s_init);
        var root = fix.Root.ReplaceNode(fix.Method, init);
        var placed = (MethodDeclarationSyntax)root.GetAnnotatedNodes(s_init).First();
        root = root.InsertNodesAfter(placed, [migration]);
        if (marker.IsNew)
        {
            root = MarkerTable.AddTo(root, (MethodDeclarationSyntax)root.GetAnnotatedNodes(s_init).First());
        }
        // Init itself is no migration: there is nothing to run twice.
        return new($"Move the addition into a migration reducer '{name}'", fix.Document.WithSyntaxRoot(root), IsUnproved: true);
    }

    /// <summary>A guard of Init is none of the migration.</summary>
    private static bool EndsInit(StatementSyntax statement) => statement
        .DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(static node => node is ReturnStatementSyntax or ThrowStatementSyntax);

    /// <summary>Whether locals flow between what moves and what stays.</summary>
    private static bool IsTied(ReducerFix fix, BlockSyntax body, IReadOnlyList<StatementSyntax> added)
    {
        foreach (var identifier in body.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (fix.Model.GetSymbolInfo(
                identifier,
                fix.Cancellation).Symbol is (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }) and var local
                && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(fix.Cancellation) is { } declaration
                && Moves(declaration) != Moves(identifier))
            {
                return true;
            }
        }
        return false;

        bool Moves(SyntaxNode node) => added.Any(statement => statement.Span.Contains(node.Span));
    }

    private static string FreeName(ReducerFix fix)
    {
        var name = "MigrateInitAddition";
        for (var number = 2; !fix.Symbol.ContainingType.GetMembers(name).IsEmpty; number++)
        {
            name = $"MigrateInitAddition{number}";
        }
        return name;
    }
}
