using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Carries out the plans for new columns of one document.</summary>
internal static class ColumnEdit
{
    public static SyntaxNode Apply(SyntaxNode root, IReadOnlyList<ColumnPlan> plans)
    {
        var rows = plans.GroupBy(static plan => plan.Column.Row).ToDictionary(static group => group.Key, static group => group.ToArray());
        // A row type may be nested in another one: the inner one is rewritten first.
        return root.ReplaceNodes(rows.Keys, (original, rewritten) => Apply(original, rewritten, rows[original]));
    }

    private static TypeDeclarationSyntax Apply(TypeDeclarationSyntax original, TypeDeclarationSyntax row, ColumnPlan[] plans)
    {
        var byName = plans.ToDictionary(static plan => plan.Column.Declarator.Identifier.ValueText, StringComparer.Ordinal);
        var touched = new HashSet<int>(plans.Select(plan => original.Members.IndexOf(plan.Column.Declaration)));
        var endOfLine = Layout.EndOfLine(original);
        var members = new List<MemberDeclarationSyntax>();
        for (var i = 0; i < row.Members.Count; i++)
        {
            if (touched.Contains(i) && row.Members[i] is FieldDeclarationSyntax field)
            {
                members.AddRange(
                    field.Split(endOfLine)
                        .Select(single =>
                            byName.TryGetValue(single.Declaration.Variables[0].Identifier.ValueText, out var plan)
                                ? Edit(single, plan)
                                : single));
            }
            else
            {
                members.Add(row.Members[i]);
            }
        }
        row = row.WithMembers(SyntaxFactory.List(members));
        var moved = row.Members.OfType<FieldDeclarationSyntax>()
            .Where(field => byName.TryGetValue(field.Declaration.Variables[0].Identifier.ValueText, out var plan) && plan.Moves)
            .ToArray();
        return moved.Length == 0 ? row : FieldOrder.MoveToEnd(row, moved);
    }

    private static FieldDeclarationSyntax Edit(FieldDeclarationSyntax field, ColumnPlan plan)
    {
        if (plan.BecomesNullable)
        {
            field = field.WithNullableType();
        }
        if (plan.Default is not null)
        {
            var column = plan.Column;
            field = field.WithAttribute(
                column.Model.DefaultAttribute(column.Declarator.SpanStart, column.KnownTypes, plan.Default), column.Row);
        }
        return field;
    }
}
