using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What can be done where a column of a table cannot be what the code makes of it.</summary>
internal sealed class ColumnAdvice(TableSchema table, ComparisonContext context)
{
    private const string AutoIncrement = "auto-increment";

    private const string Copy = "and copy the values in a migration reducer";

    /// <summary>
    /// What makes a new column impossible in one publish: a default is not allowed on it, and without one it is rejected.
    /// </summary>
    public string? UniqueTrait(ColumnSchema column) => UniqueTrait(table, column);

    private static string? UniqueTrait(TableSchema table, ColumnSchema column) =>
        table.PrimaryKey == column.Name ? "the primary key"
        : table.IsConstrained(column.Name) ? "unique"
        : column.IsAutoInc ? AutoIncrement
        : null;

    /// <summary>
    /// A default is none of a table alone, but of the field: it is not allowed beside an attribute for another table of the same rows.
    /// Source: <c>Codegen/Module.cs</c>, <c>ColumnDeclaration</c>.
    /// </summary>
    private (TableSchema Table, string Trait)? Forbidding(ColumnSchema column)
    {
        foreach (var other in context.Current.Tables)
        {
            if (other.RowType == table.RowType && other.Column(column.Name) is { } same && UniqueTrait(other, same) is { } trait)
            {
                return (other, trait);
            }
        }
        return null;
    }

    public string ForRenamed(ColumnSchema column) =>
        UniqueTrait(column) is { } trait ? $"Keep the old name: a new column beside it could not be {trait}"
        : IsTimeOfSchedule(column) ? "Keep the old name, or schedule a new table"
        : $"Keep the old name, or add '{column.SourceName ?? column.Name}' at the end {WithDefault(column.Type)} {Copy}";

    public string ForRetyped(ColumnSchema column) =>
        UniqueTrait(column) is { } trait ? $"Keep the type, or go on with a new table: a new column beside it could not be {trait}"
        : IsTimeOfSchedule(column) ? "Keep the type, or schedule a new table"
        : $"Keep the type, add a new column {WithDefault(column.Type)} {Copy}";

    public string ForAdded(ColumnSchema column) =>
        IsTimeOfSchedule(column) ? "Schedule a new table instead"
        : Forbidding(column) is var (other, trait)
            ? $"While it is {trait} in table '{other.Name}' none is allowed: {(HasConstants(column.Type) ? "publish it first with one and without that attribute, or " : "")}give that table rows of its own"
        : IsNullable(column.Type) ? "Add '[Default(null!)]'"
        : HasConstants(column.Type) ? "Add '[Default(...)]', or make it nullable with '[Default(null!)]'"
        : "Make it nullable with '[Default(null!)]'";

    /// <summary>
    /// How a new column gets such an attribute in a later publish. A sequence is refused where a row has a number of its range, and a
    /// nullable column, which all have to be that take no constant, cannot be unique.
    /// </summary>
    public string ForUnique(ColumnSchema column, string trait) =>
        IsNullable(column.Type)
            ? "A nullable column has that attribute in no publish: take it off, and add '[Default(null!)]'"
        : !HasConstants(column.Type)
            ? $"No constant is a default of {column.Type}, and a nullable column cannot be unique later: hold it in a new table"
        : !column.IsAutoInc
            ? "Publish it first with a default and without that attribute, fill it, and add the attribute in the next publish"
        : trait == AutoIncrement
            ? "Publish it first with '[Default(0)]' and without that attribute, and add the attribute in the next publish, while no row has another number"
        : $"Publish it first with a default and without these attributes, number the rows in a reducer, and make it {trait} in the next publish, but not auto-increment, which is refused where rows have numbers";

    private string WithDefault(AlgebraicType type) =>
        IsNullable(type) ? "with '[Default(null!)]'"
        : HasConstants(type) ? "with a default"
        : "as nullable with '[Default(null!)]'";

    private bool IsTimeOfSchedule(ColumnSchema column) => table.Schedule?.AtColumn == column.Name;

    private static bool IsNullable(AlgebraicType type) => SpecialAlgebraicType.OptionElement(type) is not null;

    /// <summary>The attribute takes constants only, and so do the columns that a constant converts to.</summary>
    private bool HasConstants(AlgebraicType type) => type switch
    {
        AlgebraicType.Primitive { Kind: PrimitiveKind.U128 or PrimitiveKind.I256 or PrimitiveKind.U256 } => false,
        AlgebraicType.Primitive => true,
        AlgebraicType.Ref named => context.Current.Resolve(named.Name) is AlgebraicType.Sum { Variants: var variants }
            && SpecialAlgebraicType.AreUnits(variants),
        _ => false,
    };
}
