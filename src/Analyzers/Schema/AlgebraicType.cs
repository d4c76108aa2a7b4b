namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// The type of a column, field, parameter or payload, as SpacetimeDB stores it.
/// Source: <c>crates/sats/src/algebraic_type.rs</c>.
/// </summary>
internal abstract record AlgebraicType
{
    private AlgebraicType()
    {
    }

    /// <summary>A number, a bool or a string.</summary>
    public sealed record Primitive(PrimitiveKind Kind) : AlgebraicType
    {
        private static readonly Primitive[] s_primitives = [.. Enum.GetValues(typeof(PrimitiveKind)).Cast<PrimitiveKind>()
            .Select(static kind => new Primitive(kind))];

        /// <summary>The same object each time: most columns are of these types.</summary>
        public static Primitive Of(PrimitiveKind kind) => s_primitives[(int)kind];

        public override string ToString() => TypeExpression.Write(this);
    }

    public sealed record Array(AlgebraicType Element) : AlgebraicType
    {
        public override string ToString() => TypeExpression.Write(this);
    }

    public sealed record Product(EquatableArray<TypeMember> Fields) : AlgebraicType
    {
        public override string ToString() => TypeExpression.Write(this);
    }

    public sealed record Sum(EquatableArray<TypeMember> Variants) : AlgebraicType
    {
        public override string ToString() => TypeExpression.Write(this);
    }

    /// <summary>A named type of the module: one of its <c>[Type]</c>s, or the row type of a table.</summary>
    /// <param name="Name">The canonical name of the type.</param>
    public sealed record Ref(string Name) : AlgebraicType
    {
        public override string ToString() => TypeExpression.Write(this);
    }

    /// <summary>A type that cannot be told, as in code that is being typed. Nothing is ever said of it.</summary>
    public sealed record Unknown : AlgebraicType
    {
        public static Unknown Instance { get; } = new();

        public override string ToString() => TypeExpression.Write(this);
    }
}

/// <summary>A field of a product or a variant of a sum.</summary>
/// <param name="Name">The canonical name; null where the definition names none.</param>
/// <param name="Type">The type of the field, or the payload of the variant.</param>
/// <param name="SourceName">The name in the code; null where the baseline does not know it.</param>
internal sealed record TypeMember(string? Name, AlgebraicType Type, string? SourceName = null);

internal enum PrimitiveKind
{
    Bool,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    I128,
    U128,
    I256,
    U256,
    F32,
    F64,
    String,
}
