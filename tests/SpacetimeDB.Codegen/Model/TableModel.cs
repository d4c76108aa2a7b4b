using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeDB.Codegen.Model;

/// <summary>One table: one <c>[Table]</c> attribute of a row type.</summary>
internal sealed record TableModel(
    string Accessor,
    string Row,
    string Visibility,
    bool IsStruct,
    bool IsEvent,
    EquatableArray<Column> Columns,
    EquatableArray<string> AutoIncrement,
    EquatableArray<IndexModel> Indexes)
{
    public string Identifier => Names.Escape(Accessor);

    /// <summary>The tables of a row type. None where the type cannot be seen by the generated code.</summary>
    public static IEnumerable<TableModel> AllOf(GeneratorAttributeSyntaxContext context)
    {
        if (context.TargetSymbol is not INamedTypeSymbol { IsGenericType: false } type
            || context.TargetNode is not TypeDeclarationSyntax declaration
            || VisibilityOf(type) is not { } visibility)
        {
            return [];
        }

        var fields = Column.FieldsOf(type, declaration).ToList();
        return context.Attributes
            .Select(attribute => Of(attribute, type, visibility, fields))
            .Where(table => SyntaxFacts.IsValidIdentifier(table.Accessor));
    }

    private static TableModel Of(AttributeData table, INamedTypeSymbol type, string visibility, List<IFieldSymbol> fields)
    {
        var accessor = table.Argument<string>("Accessor") ?? type.Name;
        bool Has(IFieldSymbol field, string name) =>
            field.GetAttributes().Any(attribute => attribute.Is(name) && Concerns(attribute, accessor));
        return new(
            accessor,
            Names.Of(type),
            visibility,
            type.IsValueType,
            table.Argument<bool>("Event"),
            new(fields.Select(Column.Of)),
            new(fields.Where(field => Has(field, Names.AutoInc)).Select(field => field.Name)),
            new(DistinctByAccessor(UniquesOf(fields, Has).Concat(IndexesOf(type, fields, accessor)))));
    }

    private static IEnumerable<IndexModel> UniquesOf(List<IFieldSymbol> fields, Func<IFieldSymbol, string, bool> has) =>
        from field in fields
        let column = Column.Of(field)
        let isPrimaryKey = has(field, Names.PrimaryKey)
        where column.IsResolved && (isPrimaryKey || has(field, Names.Unique))
        select IndexModel.OfUnique(column, isPrimaryKey);

    private static IEnumerable<IndexModel> IndexesOf(INamedTypeSymbol type, List<IFieldSymbol> fields, string accessor)
    {
        var onType = type.GetAttributes().Select(attribute => (Attribute: attribute, Columns: ColumnsNamedBy(attribute, fields)));
        var onFields =
            from field in fields
            from attribute in field.GetAttributes()
            select (Attribute: attribute, Columns: new List<Column> { Column.Of(field) });
        return onType.Concat(onFields)
            .Where(index => index.Attribute.Is(Names.BTree) && Concerns(index.Attribute, accessor))
            .Select(index => IndexModel.Of(index.Attribute, index.Columns))
            .Where(index => index is not null && SyntaxFacts.IsValidIdentifier(index.Accessor))
            .Select(index => index!);
    }

    private static List<Column> ColumnsNamedBy(AttributeData index, List<IFieldSymbol> fields)
    {
        var names = index.NamedArguments.FirstOrDefault(argument => argument.Key == "Columns").Value;
        return names is { Kind: TypedConstantKind.Array, IsNull: false }
            ? names.Values
                .Select(name => fields.Find(field => field.Name == name.Value as string))
                .Where(field => field is not null)
                .Select(field => Column.Of(field!))
                .ToList()
            : [];
    }

    private static bool Concerns(AttributeData attribute, string accessor) =>
        attribute.Argument<string>("Table") is not { } table || table == accessor;

    // A second member of one name would break the whole generated file, and with it everything that the author is typing.
    private static IEnumerable<IndexModel> DistinctByAccessor(IEnumerable<IndexModel> indexes) =>
        indexes.GroupBy(index => index.Accessor).Select(group => group.First());

    private static string? VisibilityOf(INamedTypeSymbol type)
    {
        var visibility = "public";
        for (var scope = type; scope is not null; scope = scope.ContainingType)
        {
            switch (scope.DeclaredAccessibility)
            {
                case Accessibility.Public:
                    break;
                case Accessibility.Internal or Accessibility.ProtectedOrInternal:
                    visibility = "internal";
                    break;
                default:
                    return null;
            }
        }

        return visibility;
    }
}
