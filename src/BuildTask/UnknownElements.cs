using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Build;

/// <summary>The elements of a schema whose type could not be told; they cannot stand in a snapshot.</summary>
internal static class UnknownElements
{
    public static IEnumerable<SchemaElement> Of(ModuleSchema schema)
    {
        var columns = schema.Tables.SelectMany(static table => table.Columns
            .Where(static column => HoldsUnknown(column.Type))
            .Select(column => SchemaElement.Column(table.Name, column.Name)));
        var types = schema.Types.Where(static type => HoldsUnknown(type.Definition)).Select(static type => SchemaElement.Type(type.Name));
        var functions = schema.Functions
            .Where(static function => HoldUnknown(function.Parameters) || function.ReturnType is { } type && HoldsUnknown(type))
            .Select(static function => SchemaElement.Function(function.Name));
        var views = schema.Views
            .Where(static view => HoldUnknown(view.Parameters) || HoldsUnknown(view.ReturnType))
            .Select(static view => SchemaElement.View(view.Name));
        return columns.Concat(types).Concat(functions).Concat(views);
    }

    private static bool HoldsUnknown(AlgebraicType type) => type switch
    {
        AlgebraicType.Unknown => true,
        AlgebraicType.Array array => HoldsUnknown(array.Element),
        AlgebraicType.Product product => HoldUnknown(product.Fields),
        AlgebraicType.Sum sum => HoldUnknown(sum.Variants),
        _ => false,
    };

    private static bool HoldUnknown(EquatableArray<TypeMember> members) => members.Any(static member => HoldsUnknown(member.Type));
}
