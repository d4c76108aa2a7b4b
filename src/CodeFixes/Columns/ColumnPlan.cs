using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>What has to be done to a new column so that publish can add it.</summary>
/// <param name="Default">The argument of the default to add; null where there is one already.</param>
internal sealed record ColumnPlan(ColumnField Column, bool Moves, bool BecomesNullable, string? Default)
{
    public bool ChangesAnything => Moves || BecomesNullable || Default is not null;

    /// <summary>As a title: what will happen, with the real names.</summary>
    public string Title
    {
        get
        {
            var name = Column.Declarator.Identifier.ValueText;
            var steps = new List<string>();
            if (Moves)
            {
                steps.Add($"move '{name}' to the end");
            }
            if (BecomesNullable)
            {
                steps.Add($"make {(Moves ? "it" : $"'{name}'")} nullable");
            }
            if (Default is not null)
            {
                steps.Add(steps.Count == 0 ? $"add [Default({Default})] to '{name}'" : $"add [Default({Default})]");
            }
            var text = string.Join(" and ", steps);
            return char.ToUpperInvariant(text[0]) + text.Substring(1);
        }
    }

    /// <summary>The least that makes the column addable; null where nothing does.</summary>
    public static async Task<ColumnPlan?> CreateAsync(
        Finding finding, ColumnField column, bool preferNullable, CancellationToken cancellation)
    {
        if (column.ForbidsDefault && !column.HasDefault)
        {
            return null;
        }
        var moves = column.IsInserted(finding.NewColumns);
        if (moves && ConditionalColumns.AreFrom(column.Declaration, column.Row))
        {
            return null;
        }
        if (column.HasDefault)
        {
            return new(column, moves, BecomesNullable: false, Default: null);
        }
        var literal = InitialLiteral.For(column.Declarator, column.Symbol.Type, column.Model, column.KnownTypes);
        if (literal is not null && !(preferNullable && !DefaultLiteral.IsNullable(column.Symbol.Type)))
        {
            return new(column, moves, BecomesNullable: false, literal);
        }
        return column.Symbol.Type.TypeKind != TypeKind.Error && !HoldsSchedule(finding, column)
            && await FieldUses.AllowNullableAsync(finding.Document.Project.Solution, column.Symbol, cancellation).ConfigureAwait(false)
            ? new(column, moves, BecomesNullable: true, DefaultLiteral.Null)
            : null;
    }

    /// <summary>
    /// The times of a schedule are none that may be missing. Source: <c>Codegen/Module.cs</c>, <c>InvalidScheduledDeclaration</c>.
    /// </summary>
    private static bool HoldsSchedule(Finding finding, ColumnField column) => finding.Source.Tables.Any(table =>
        table.Schema.Schedule is { AtColumn: var at } && table.Schema.Column(at)?.SourceName == column.Symbol.Name
        && SymbolEqualityComparer.Default.Equals(table.RowType, column.Symbol.ContainingType));
}
