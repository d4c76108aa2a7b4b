using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// How a value of a type lies in a row. Source: <c>crates/sats/src/layout.rs</c>; facts/engine.md §5.
/// </summary>
/// <param name="Size">In bytes.</param>
/// <param name="Align">In bytes; at least 1.</param>
/// <param name="IsFixed">Whether no part of the value lies outside the row, as strings and arrays do.</param>
internal readonly record struct TypeLayout(int Size, int Align, bool IsFixed)
{
    /// <summary>A reference to what lies outside the row: a string or an array.</summary>
    private static readonly TypeLayout s_outOfRow = new(4, 2, IsFixed: false);

    /// <summary>
    /// The layout of <paramref name="type"/>, or null where it cannot be told: part of it is unknown, dangling, or contains itself.
    /// </summary>
    public static TypeLayout? Of(AlgebraicType type, ModuleSchema module) => Of(type, module, []);

    /// <summary>Whether a row of these columns has a fixed layout, or null where that cannot be told.</summary>
    public static bool? IsFixedRow(EquatableArray<ColumnSchema> columns, ModuleSchema module)
    {
        var isFixed = true;
        foreach (var column in columns)
        {
            if (Of(column.Type, module) is not { } layout)
            {
                return null;
            }
            isFixed &= layout.IsFixed;
        }
        return isFixed;
    }

    private static TypeLayout? Of(AlgebraicType type, ModuleSchema module, Dictionary<string, TypeLayout?> known)
    {
        switch (type)
        {
            case Primitive primitive:
                return OfPrimitive(primitive.Kind);
            case AlgebraicType.Array:
                return s_outOfRow;
            case Product product:
                return OfProduct(product.Fields, module, known);
            case Sum sum:
                return OfSum(sum.Variants, module, known);
            case Ref reference when known.TryGetValue(reference.Name, out var layout):
                return layout;
            case Ref reference when module.Resolve(reference.Name) is { } definition:
                // Unknown while it is being told: a type that meets itself has no layout.
                known[reference.Name] = null;
                return known[reference.Name] = Of(definition, module, known);
            default:
                return null;
        }
    }

    private static TypeLayout OfPrimitive(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool or PrimitiveKind.I8 or PrimitiveKind.U8 => new(1, 1, true),
        PrimitiveKind.I16 or PrimitiveKind.U16 => new(2, 2, true),
        PrimitiveKind.I32 or PrimitiveKind.U32 or PrimitiveKind.F32 => new(4, 4, true),
        PrimitiveKind.I64 or PrimitiveKind.U64 or PrimitiveKind.F64 => new(8, 8, true),
        PrimitiveKind.I128 or PrimitiveKind.U128 => new(16, 16, true),
        PrimitiveKind.I256 or PrimitiveKind.U256 => new(32, 32, true),
        _ => s_outOfRow,
    };

    private static TypeLayout? OfProduct(EquatableArray<TypeMember> fields, ModuleSchema module, Dictionary<string, TypeLayout?> known)
    {
        var (end, align, isFixed) = (0, 1, true);
        foreach (var field in fields)
        {
            if (Of(field.Type, module, known) is not { } layout)
            {
                return null;
            }
            end = AlignTo(end, layout.Align) + layout.Size;
            align = Math.Max(align, layout.Align);
            isFixed &= layout.IsFixed;
        }
        return new(AlignTo(end, align), align, isFixed);
    }

    /// <summary>The tag lies at 0, the payload at the alignment.</summary>
    private static TypeLayout? OfSum(EquatableArray<TypeMember> variants, ModuleSchema module, Dictionary<string, TypeLayout?> known)
    {
        var (size, align, isFixed) = (0, 0, true);
        foreach (var variant in variants)
        {
            if (Of(variant.Type, module, known) is not { } layout)
            {
                return null;
            }
            size = Math.Max(size, layout.Size);
            align = Math.Max(align, layout.Align);
            isFixed &= layout.IsFixed;
        }
        var tag = Math.Max(align, 1);
        return new(tag + AlignTo(size, align), tag, isFixed);
    }

    private static int AlignTo(int offset, int align) => align == 0 ? offset : (offset + align - 1) / align * align;
}
