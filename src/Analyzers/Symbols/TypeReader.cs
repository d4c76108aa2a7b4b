using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// From a C# type to the type that SpacetimeDB stores. What does not resolve, or what the generators refuse, is unknown.
/// Source: <c>BSATN.Codegen/Utils.cs</c>, <c>GetTypeInfo</c>; <c>BSATN.Codegen/Type.cs</c>; facts/engine.md §7.
/// </summary>
internal sealed class TypeReader(KnownTypes knownTypes, CaseConversionPolicy policy)
{
    /// <param name="reached">Gets each named type of the module that is met; it may be met again.</param>
    public AlgebraicType Read(ITypeSymbol type, ICollection<INamedTypeSymbol>? reached = null)
    {
        if (type.NullableAnnotation == NullableAnnotation.Annotated && type.IsReferenceType)
        {
            return Option(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), reached);
        }
        return SpecialPrimitive(type.SpecialType) ?? type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => new AlgebraicType.Array(Read(array.ElementType, reached)),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                Option(nullable.TypeArguments[0], reached),
            INamedTypeSymbol { TypeKind: not TypeKind.Error } named => Builtin(named, reached) ?? Reference(named, reached),
            _ => AlgebraicType.Unknown.Instance,
        };
    }

    public string NameOf(INamedTypeSymbol type) => NameOf(type.Name);

    public string NameOf(string type) => CaseConversion.ToCanonicalType(type, policy);

    /// <summary>What a <c>[Type]</c> stands for; unknown where it is none, or is half typed.</summary>
    public AlgebraicType ReadDefinition(INamedTypeSymbol type, ICollection<INamedTypeSymbol>? reached = null)
    {
        if (type.TypeKind == TypeKind.Enum)
        {
            var members = EnumMembers(type);
            return members.Exists(static member => member.Name.Length == 0)
                ? AlgebraicType.Unknown.Instance
                : new AlgebraicType.Sum(Members(members, member => Variant(member, SpecialAlgebraicType.Unit)));
        }
        if (Variants(type) is { } variants)
        {
            return variants.Any(static variant => !variant.IsExplicitlyNamedTupleElement && variant.Type.TypeKind == TypeKind.Error)
                ? AlgebraicType.Unknown.Instance
                : SpecialAlgebraicType.WithItsNames(
                    new AlgebraicType.Sum(Members(variants, variant => Variant(variant, Read(variant.Type, reached)))));
        }
        return !IsTaggedEnum(type.BaseType) && type.BaseType is not { TypeKind: TypeKind.Error } && Fields(type) is { } fields
            ? SpecialAlgebraicType.WithItsNames(
                new AlgebraicType.Product(
                    Members(
                        fields,
                        field => new(CaseConversion.ToCanonical(field.Name, policy), Read(field.Type, reached), field.Name))))
            : AlgebraicType.Unknown.Instance;
    }

    /// <summary>The symbols of the fields or variants of a <c>[Type]</c>, in the order of its definition.</summary>
    public IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Enum ? EnumMembers(type)
        : Variants(type) is { } variants ? variants
        : Fields(type) ?? [];

    private static List<IFieldSymbol> EnumMembers(INamedTypeSymbol type)
    {
        var members = type.GetMembers();
        var variants = new List<IFieldSymbol>(members.Length);
        foreach (var member in members)
        {
            if (member is IFieldSymbol { IsConst: true, IsImplicitlyDeclared: false } variant)
            {
                variants.Add(variant);
            }
        }
        return variants;
    }

    /// <summary>The tuple elements of <c>TaggedEnum&lt;(A X, B Y)&gt;</c>.</summary>
    private static IReadOnlyList<IFieldSymbol>? Variants(INamedTypeSymbol type) =>
        IsTaggedEnum(type.BaseType) && type.BaseType!.TypeArguments is [INamedTypeSymbol { IsTupleType: true } tuple]
            ? tuple.TupleElements
            : null;

    /// <summary>A base class of the module may have that name too. Source: <c>Type.cs</c>, <c>BaseTypeDeclaration</c>.</summary>
    private static bool IsTaggedEnum(INamedTypeSymbol? type) => type is { Name: "TaggedEnum", Arity: 1 } && IsSpacetimeDB(type);

    private static EquatableArray<TypeMember> Members(IReadOnlyList<IFieldSymbol> fields, Func<IFieldSymbol, TypeMember> read)
    {
        var members = new TypeMember[fields.Count];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = read(fields[i]);
        }
        return new(members);
    }

    private TypeMember Variant(IFieldSymbol member, AlgebraicType payload) =>
        new(CaseConversion.ToCanonicalVariant(member.Name, policy), payload, member.Name);

    /// <summary>Null where the type is none, or is a class of a library that shows none of its fields.</summary>
    private List<IFieldSymbol>? Fields(INamedTypeSymbol type)
    {
        if ((type.Attribute(knownTypes.Type) ?? type.Attribute(knownTypes.Table)) is not { } attribute)
        {
            return null;
        }
        if (attribute.AttributedDeclaration(type) is { } declaration)
        {
            return AnnotatedFields.Of(type, declaration);
        }
        var fields = AnnotatedFields.OfLibrary(type);
        return fields.Count > 0 || type.IsValueType ? fields : null;
    }

    private AlgebraicType Option(ITypeSymbol some, ICollection<INamedTypeSymbol>? reached) =>
        SpecialAlgebraicType.Option(Read(some, reached));

    private AlgebraicType Reference(INamedTypeSymbol type, ICollection<INamedTypeSymbol>? reached)
    {
        if (type.IsGenericType || (type.Attribute(knownTypes.Type) ?? type.Attribute(knownTypes.Table)) is null)
        {
            return AlgebraicType.Unknown.Instance;
        }
        reached?.Add(type);
        return new AlgebraicType.Ref(NameOf(type));
    }

    private static AlgebraicType? SpecialPrimitive(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => Primitive(PrimitiveKind.Bool),
        SpecialType.System_SByte => Primitive(PrimitiveKind.I8),
        SpecialType.System_Byte => Primitive(PrimitiveKind.U8),
        SpecialType.System_Int16 => Primitive(PrimitiveKind.I16),
        SpecialType.System_UInt16 => Primitive(PrimitiveKind.U16),
        SpecialType.System_Int32 => Primitive(PrimitiveKind.I32),
        SpecialType.System_UInt32 => Primitive(PrimitiveKind.U32),
        SpecialType.System_Int64 => Primitive(PrimitiveKind.I64),
        SpecialType.System_UInt64 => Primitive(PrimitiveKind.U64),
        SpecialType.System_Single => Primitive(PrimitiveKind.F32),
        SpecialType.System_Double => Primitive(PrimitiveKind.F64),
        SpecialType.System_String => Primitive(PrimitiveKind.String),
        _ => null,
    };

    private AlgebraicType? Builtin(INamedTypeSymbol type, ICollection<INamedTypeSymbol>? reached) =>
        type.OriginalDefinition.SpecialType switch
        {
            SpecialType.System_Collections_Generic_IEnumerable_T => new AlgebraicType.Array(Read(type.TypeArguments[0], reached)),
            SpecialType.System_Void => SpecialAlgebraicType.Unit,
            SpecialType.None => IsSpacetimeDB(type) ? OfSpacetimeDB(type, reached) : OfFramework(type, reached),
            _ => AlgebraicType.Unknown.Instance,
        };

    private AlgebraicType? OfSpacetimeDB(INamedTypeSymbol type, ICollection<INamedTypeSymbol>? reached) => type.Name switch
    {
        "Identity" => SpecialAlgebraicType.Identity,
        "ConnectionId" => SpecialAlgebraicType.ConnectionId,
        "Timestamp" => SpecialAlgebraicType.Timestamp,
        "TimeDuration" => SpecialAlgebraicType.TimeDuration,
        "Uuid" => SpecialAlgebraicType.Uuid,
        "ScheduleAt" => SpecialAlgebraicType.ScheduleAt,
        "Unit" => SpecialAlgebraicType.Unit,
        "I128" => Primitive(PrimitiveKind.I128),
        "U128" => Primitive(PrimitiveKind.U128),
        "I256" => Primitive(PrimitiveKind.I256),
        "U256" => Primitive(PrimitiveKind.U256),
        "Result" when type.TypeArguments.Length == 2 =>
            SpecialAlgebraicType.Result(Read(type.TypeArguments[0], reached), Read(type.TypeArguments[1], reached)),
        _ => null,
    };

    private AlgebraicType? OfFramework(INamedTypeSymbol type, ICollection<INamedTypeSymbol>? reached) => type.Name switch
    {
        "Int128" when type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } =>
            Primitive(PrimitiveKind.I128),
        "UInt128" when type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } =>
            Primitive(PrimitiveKind.U128),
        "List" when type.TypeArguments.Length == 1 && IsSystemCollectionsGeneric(type.ContainingNamespace) =>
            new AlgebraicType.Array(Read(type.TypeArguments[0], reached)),
        _ => null,
    };

    private static bool IsSystemCollectionsGeneric(INamespaceSymbol? @namespace) => @namespace is
    {
        Name: "Generic",
        ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
    };

    /// <summary>
    /// Only what SpacetimeDB itself declares; a module may have types in a namespace of that name. Whoever declares <c>[Table]</c>
    /// is SpacetimeDB, whatever the assembly is called, as where its sources are compiled in.
    /// </summary>
    private static bool IsSpacetimeDB(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "SpacetimeDB", ContainingNamespace.IsGlobalNamespace: true }
        && (type.ContainingAssembly.Name.StartsWith("SpacetimeDB.", StringComparison.Ordinal)
            || type.ContainingAssembly.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is not null);

    private static AlgebraicType Primitive(PrimitiveKind kind) => AlgebraicType.Primitive.Of(kind);
}
