using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>A deployed column and the field that has its values from now on; one of the two may be missing.</summary>
/// <param name="OldName">What the deployed one was called in the code.</param>
/// <param name="NewColumn">The column of the field.</param>
internal sealed record ColumnPair(ColumnSchema? Old, string? OldName, ITypeSymbol? OldType, IFieldSymbol? New, ColumnSchema? NewColumn)
{
    public bool IsSame => SymbolEqualityComparer.Default.Equals(OldType, New?.Type);

    /// <summary>Null where the type of a deployed column cannot be written in C#.</summary>
    public static IReadOnlyList<ColumnPair>? Of(
        Finding finding, TableSchema deployed, SourceTable table, Dictionary<string, string> renamed)
    {
        var types = new CSharpTypeName(finding, finding.Position);
        var pairs = new List<ColumnPair>();
        foreach (var column in deployed.Columns)
        {
            if (types.Of(column.Type) is not { } name
                || finding.Model.GetSpeculativeTypeInfo(
                    finding.Position,
                    SyntaxFactory.ParseTypeName(name),
                    SpeculativeBindingOption.BindAsTypeOrNamespace).Type is not { TypeKind: not TypeKind.Error } type)
            {
                return null;
            }
            var index = table.Schema.ColumnIndex(renamed.TryGetValue(column.Name, out var now) ? now : column.Name);
            var annotated = type.IsReferenceType
                ? type.WithNullableAnnotation(
                    name.EndsWith("?", StringComparison.Ordinal) ? NullableAnnotation.Annotated : NullableAnnotation.NotAnnotated)
                : type;
            pairs.Add(
                new(
                    column,
                    DeployedField.NameOf(column.Name, column.SourceName, finding),
                    annotated,
                    index < 0 ? null : table.Fields[index],
                    index < 0 ? null : table.Schema.Columns[index]));
        }
        var kept = new HashSet<string>(pairs.Select(static pair => pair.New?.Name).OfType<string>());
        pairs.AddRange(table.Fields.Zip(table.Schema.Columns, static (field, column) => new ColumnPair(null, null, null, field, column))
            .Where(pair => !kept.Contains(pair.New!.Name)));
        return pairs;
    }

    /// <summary><c>Score = old.Score</c>; empty where the field may stay as it is, null where nothing converts.</summary>
    public string? Upgrade(Finding finding) =>
        Assign(New!.Name, Old is null ? Neutral(New.Type) : ValueConversion.Of($"old.{OldName}", OldType!, New.Type, finding));

    public string? Downgrade(Finding finding) => Assign(OldName!, ValueConversion.Of($"row.{New!.Name}", New.Type, OldType!, finding));

    public string? Initial(Finding finding) => Assign(OldName!, Neutral(OldType!));

    private static string? Assign(string field, string? value) => string.IsNullOrEmpty(value) ? value : $"{field} = {value}";

    private static string? Neutral(ITypeSymbol type) =>
        type.IsValueType || DefaultLiteral.IsNullable(type) ? "" : ValueConversion.Empty(type);
}
