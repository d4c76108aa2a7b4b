using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>The rows that a view shows: of a table, or of a type that is nobody's row.</summary>
internal static class ViewRows
{
    /// <summary>The columns of a view whose rows are of no table, which would be asked about them too.</summary>
    public static EquatableArray<TypeMember> OwnColumns(ViewSchema view, ModuleSchema module) =>
        module.Tables.Any(table => table.RowType == TypeName(view.ReturnType)) ? [] : Of(view.ReturnType, module) ?? [];

    public static EquatableArray<TypeMember>? Of(AlgebraicType type, ModuleSchema module) =>
        TypeName(type) is { } name && module.Resolve(name) is Product product ? product.Fields : null;

    /// <summary>Source: <c>crates/lib/src/db/view.rs</c>, <c>extract_view_return_product_type_ref</c>.</summary>
    public static string? TypeName(AlgebraicType type) => type switch
    {
        AlgebraicType.Array { Element: Ref row } => row.Name,
        Product { Fields: [{ Name: "__query__", Type: Ref row }] } => row.Name,
        _ => SpecialAlgebraicType.OptionElement(type) is Ref row ? row.Name : null,
    };

    /// <summary>
    /// The number of the key column. A query takes that of the table whose rows it gives, unless several tables disagree.
    /// </summary>
    public static int? PrimaryKey(ViewSchema view, ModuleSchema module)
    {
        if (TypeName(view.ReturnType) is not { } row || module.Resolve(row) is not Product product)
        {
            return null;
        }
        if (view.PrimaryKey is { } declared)
        {
            return IndexOf(product, declared);
        }
        if (view.ReturnType is not Product)
        {
            return null;
        }
        var keys = module.Tables
            .Where(table => table.RowType == row && table.PrimaryKey is not null)
            .Select(table => IndexOf(product, table.PrimaryKey!)).Distinct().ToArray();
        return keys.Length == 1 ? keys[0] : null;
    }

    private static int? IndexOf(Product product, string field)
    {
        for (var i = 0; i < product.Fields.Count; i++)
        {
            if (product.Fields[i].Name == field)
            {
                return i;
            }
        }
        return null;
    }
}
