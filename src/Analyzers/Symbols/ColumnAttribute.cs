using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

internal enum ColumnAttributeKind
{
    PrimaryKey,
    Unique,
    AutoInc,
    Default,
    BTreeIndex,
}

/// <summary>An attribute of SpacetimeDB that makes something of a column.</summary>
/// <param name="Table">The accessor of the one table that it is meant for; null where it is for all of a row type.</param>
/// <param name="Accessor">Of an index.</param>
/// <param name="Name">Of an index, in the database.</param>
/// <param name="Default">The constant of a default; null where it cannot be told.</param>
internal sealed record ColumnAttribute(ColumnAttributeKind Kind, string? Table, string? Accessor, string? Name, DefaultConstant? Default)
{
    public bool AppliesTo(string accessor) => Table is null || Table == accessor;

    /// <summary>As the compiler binds them.</summary>
    public static IReadOnlyList<ColumnAttribute> Of(IFieldSymbol field, KnownTypes knownTypes)
    {
        List<ColumnAttribute>? attributes = null;
        foreach (var attribute in field.GetAttributes())
        {
            if (knownTypes.KindOf(attribute) is { } kind)
            {
                (attributes ??= []).Add(
                    new(kind, attribute.String("Table"), attribute.String("Accessor"), attribute.String("Name"), ConstantOf(attribute)));
            }
        }
        return attributes ?? (IReadOnlyList<ColumnAttribute>)[];
    }

    private static DefaultConstant? ConstantOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: not (TypedConstantKind.Array or TypedConstantKind.Error) } value]
            ? new(value.Value)
            : null;
}

/// <param name="Value">Null is a constant, too.</param>
internal sealed record DefaultConstant(object? Value);
