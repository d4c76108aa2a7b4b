using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using SpacetimeSchema.Analyzers.Migrations;
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
            || row.Type.GetMembers().All(member => member.Name != column)
            || !IsRowOf(fix, row.Type))
        {
            return null;
        }
        var filled = field.NullableAnnotation == NullableAnnotation.Annotated || field.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                ? $"{row.Name}.{column} is not null"
            : field.Type.SpecialType == SpecialType.System_String && fix.Diagnostic.Id != MigrationRules.OverwritesSource.Id ? $"!string.IsNullOrEmpty({row.Name}.{column})"
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
}
