using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Gives a named type another name wherever a schema refers to it.</summary>
internal static class TypeRenaming
{
    public static ModuleSchema Rename(ModuleSchema schema, string old, string @new) => schema with
    {
        Tables = schema.Tables.Select(table => table with
        {
            Columns = table.Columns.Select(column => column with { Type = Rename(column.Type, old, @new) }).ToEquatableArray(),
        }).ToEquatableArray(),
        Types = schema.Types.Select(type => type with { Definition = Rename(type.Definition, old, @new) }).ToEquatableArray(),
        Functions = schema.Functions.Select(function => function with
        {
            Parameters = Rename(function.Parameters, old, @new),
            ReturnType = function.ReturnType is { } type ? Rename(type, old, @new) : null,
        }).ToEquatableArray(),
        Views = schema.Views.Select(view => view with
        {
            Parameters = Rename(view.Parameters, old, @new),
            ReturnType = Rename(view.ReturnType, old, @new),
        }).ToEquatableArray(),
    };

    private static AlgebraicType Rename(AlgebraicType type, string old, string @new) => type switch
    {
        AlgebraicType.Ref reference when reference.Name == old => new AlgebraicType.Ref(@new),
        AlgebraicType.Array array => new AlgebraicType.Array(Rename(array.Element, old, @new)),
        AlgebraicType.Product product => new AlgebraicType.Product(Rename(product.Fields, old, @new)),
        AlgebraicType.Sum sum => new AlgebraicType.Sum(Rename(sum.Variants, old, @new)),
        _ => type,
    };

    private static EquatableArray<TypeMember> Rename(EquatableArray<TypeMember> members, string old, string @new) =>
        members.Select(member => member with { Type = Rename(member.Type, old, @new) }).ToEquatableArray();
}
