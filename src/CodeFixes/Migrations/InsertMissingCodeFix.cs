using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Inserts a row only where the table has none of its key, or none with the same values.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class InsertMissingCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.InsertsAgain);

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix.Site.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Insert", Expression: var handle },
                ArgumentList.Arguments: [{ Expression: BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation }],
                Parent: ExpressionStatementSyntax insert,
            }
            || fix.Model.GetTypeInfo(creation, fix.Cancellation).Type is not INamedTypeSymbol rowType
            || fix.Reader.ReadTables(rowType)
                .FirstOrDefault(table => table.Schema.Accessor == fix[FindingProperties.Table]) is not { } table
            || Missing(fix, table, handle, initializer) is not { } condition)
        {
            return null;
        }
        StatementSyntax guarded = SyntaxFactory.IfStatement(
            SyntaxFactory.ParseExpression(condition), SyntaxFactory.Block(insert.WithoutTrivia()));
        // An 'else' behind it must not become its own.
        guarded = insert.Parent is BlockSyntax or SwitchSectionSyntax ? guarded : SyntaxFactory.Block(guarded);
        guarded = guarded.WithTriviaFrom(insert).WithAdditionalAnnotations(Formatter.Annotation);
        return new($"Insert into '{table.Schema.Accessor}' only what is missing", fix.With(fix.Method.ReplaceNode(insert, guarded)));
    }

    private static string? Missing(ReducerFix fix, SourceTable table, ExpressionSyntax handle, InitializerExpressionSyntax initializer)
    {
        var assigned = new List<(IFieldSymbol Field, Schema.ColumnSchema Column, ExpressionSyntax Value)>();
        foreach (var part in initializer.Expressions)
        {
            if (part is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: var value }
                && IsSteady(value))
            {
                for (var i = 0; i < table.Fields.Count; i++)
                {
                    if (table.Fields[i].Name == name && !table.Schema.Columns[i].IsAutoInc)
                    {
                        assigned.Add((table.Fields[i], table.Schema.Columns[i], value));
                    }
                }
            }
        }
        foreach (var (field, column, value) in assigned)
        {
            if (table.Schema.PrimaryKey == column.Name
                || table.Schema.UniqueConstraints.Any(constraint => constraint.Columns.Count == 1 && constraint.Columns[0] == column.Name))
            {
                return $"{handle}.{field.Name}.Find({value}) is null";
            }
        }
        // A reference to the row that it was made from tells it, with what it is called by; else all of its values do.
        var telling = assigned.Where(part => IsReference(fix, part.Value)).Take(1)
            .Concat(assigned.Where(part => IsWord(fix, part.Value))).ToArray();
        if (telling is [var (_, _, reference), ..] && IsReference(fix, reference))
        {
            var inner = assigned.Where(part => LoopsInside(reference).Any(name => Names(part.Value).Contains(name))).ToArray();
            telling = [.. telling, .. inner.Where(static part => SampleNumbers.IsReference(part.Field.Name)) is var ids && ids.Any()
                ? ids
                : inner];
        }
        else
        {
            telling = assigned.Where(static part => part.Field.Type.IsValueType || part.Field.Type.SpecialType == SpecialType.System_String)
                .ToArray();
        }
        if (telling.Length == 0)
        {
            return null;
        }
        var row = FreeName(fix);
        return $"!{handle}.Iter().Any({row} => {string.Join(" && ", telling.Select(part => $"{row}.{part.Field.Name} == {Operand(part.Value)}"))})";
    }

    /// <summary>The variables of loops inside that which the row comes from: several rows are made of it there.</summary>
    private static IEnumerable<string> LoopsInside(ExpressionSyntax reference)
    {
        var from = Names(reference).First();
        foreach (var loop in reference.Ancestors().OfType<StatementSyntax>())
        {
            var variables = loop switch
            {
                ForEachStatementSyntax each => [each.Identifier.ValueText],
                ForEachVariableStatementSyntax each => each.Variable.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>()
                    .Select(static variable => variable.Identifier.ValueText).ToArray(),
                ForStatementSyntax { Declaration.Variables: var counters } =>
                    counters.Select(static counter => counter.Identifier.ValueText).ToArray(),
                _ => Array.Empty<string>(),
            };
            if (variables.Contains(from)
                || loop.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(local => local.Identifier.ValueText == from))
            {
                yield break;
            }
            foreach (var variable in variables)
            {
                yield return variable;
            }
        }
    }

    private static IEnumerable<string> Names(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText);

    private static string Operand(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax
            or InterpolatedStringExpressionSyntax
            ? value.ToString()
            : $"({value})";

    /// <summary>Whether the value is the primary key of another row.</summary>
    private static bool IsReference(ReducerFix fix, ExpressionSyntax value) =>
        value is MemberAccessExpressionSyntax && fix.Model.GetSymbolInfo(value, fix.Cancellation).Symbol is IFieldSymbol field
        && field.GetAttributes().Any(attribute => attribute.Is(fix.KnownTypes.PrimaryKey));

    /// <summary>
    /// Whether the value is a text or a member of an enum that stands in the code: rows of several kinds may share a table.
    /// </summary>
    private static bool IsWord(ReducerFix fix, ExpressionSyntax value) =>
        fix.Model.GetConstantValue(value, fix.Cancellation) is { HasValue: true, Value: { } constant }
            && (constant is string { Length: > 0 } || fix.Model.GetTypeInfo(value, fix.Cancellation).Type?.TypeKind == TypeKind.Enum);

    /// <summary>Time and chance tell no row.</summary>
    private static bool IsSteady(ExpressionSyntax value) =>
        !value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name =>
            name.Identifier.ValueText is "Timestamp" or "Rng" or "Now" or "UtcNow" or "NewGuid" or "Random" or "Count");

    private static string FreeName(ReducerFix fix)
    {
        var names = new HashSet<string>(fix.Method.DescendantTokens().Select(static token => token.ValueText));
        return new[] { "row", "existing", "other", "present" }.Concat(
            Enumerable.Range(2, names.Count + 1).Select(static number => $"row{number}")).First(name => !names.Contains(name));
    }
}
