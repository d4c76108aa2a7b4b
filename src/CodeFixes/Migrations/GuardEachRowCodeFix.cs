using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Passes over the rows whose column is filled already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class GuardEachRowCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(
        MigrationRules.DiffersEachRun, MigrationRules.OverwritesSource, MigrationRules.NotReplaySafe);

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix[FindingProperties.Column] is not { } column
            || fix.Site.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { } loop
            || fix.Model.GetDeclaredSymbol(loop, fix.Cancellation) is not { } row
            || row.Type.GetMembers(column).OfType<IFieldSymbol>().FirstOrDefault() is not { } field
            || !IsRowOf(fix, row.Type)
            || !WritesNothingElse(fix, loop, row, column))
        {
            return null;
        }
        var value = $"{CSharpNames.Escaped(row.Name)}.{CSharpNames.Escaped(column)}";
        var filled = field.NullableAnnotation == NullableAnnotation.Annotated
            || field.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                ? $"{value} is not null"
            : field.Type.SpecialType == SpecialType.System_String && fix.Diagnostic.Id != MigrationRules.OverwritesSource.Id
                ? $"!string.IsNullOrEmpty({value})"
            : null;
        if (filled is null)
        {
            return null;
        }
        var check = ReducerFix.Statement($"if ({filled})\n{{\n    continue;\n}}\n");
        var body = loop.Statement is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, check))
            : SyntaxFactory.Block(check, loop.Statement).WithAdditionalAnnotations(Formatter.Annotation);
        return new($"Pass over the rows whose '{column}' is filled", fix.With(fix.Method.ReplaceNode(loop, loop.WithStatement(body))));
    }

    private static bool IsRowOf(ReducerFix fix, ITypeSymbol type) =>
        type is INamedTypeSymbol named && fix.Reader.ReadTables(named).Any(table => table.Schema.Accessor == fix[FindingProperties.Table]);

    /// <summary>
    /// Whether passing over a row leaves out the column and nothing more: one write, of a row in which that alone changes.
    /// </summary>
    private static bool WritesNothingElse(ReducerFix fix, ForEachStatementSyntax loop, ISymbol row, string column)
    {
        var writes = loop.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Count(static call =>
                call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && TableUses.IsWrite(name));
        return writes == 1 && loop.Statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().All(assignment => assignment.Left switch
        {
            IdentifierNameSyntax { Parent.Parent.Parent: WithExpressionSyntax } member => member.Identifier.ValueText == column,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } member
                when SymbolEqualityComparer.Default.Equals(
                    (fix.Model.GetSymbolInfo(owner, fix.Cancellation).Symbol as ILocalSymbol)?.Type,
                    (row as ILocalSymbol)?.Type) => member.Name.Identifier.ValueText == column,
            _ => true,
        });
    }
}
