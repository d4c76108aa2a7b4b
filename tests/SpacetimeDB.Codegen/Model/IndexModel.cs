using Microsoft.CodeAnalysis;

namespace SpacetimeDB.Codegen.Model;

/// <summary>An index of a table, on its own or under a unique column.</summary>
internal sealed record IndexModel(string Accessor, bool IsUnique, bool IsPrimaryKey, EquatableArray<Column> Columns)
{
    public string Identifier => Names.Escape(Accessor);

    /// <summary>The name under which the handle asks the host for the index.</summary>
    public string NameIn(string table) => $"{table}_{string.Join("_", Columns.Select(column => column.Name))}_idx_btree";

    public static IndexModel OfUnique(Column column, bool isPrimaryKey) => new(column.Name, true, isPrimaryKey, new([column]));

    /// <summary>The index of an attribute on a field, or of one on the type that names columns. Null where a column is unknown.</summary>
    public static IndexModel? Of(AttributeData attribute, IReadOnlyList<Column> columns)
    {
        if (columns.Count == 0 || columns.Any(column => !column.IsResolved))
        {
            return null;
        }

        var accessor = attribute.Argument<string>("Accessor") ?? string.Join("_", columns.Select(column => column.Name));
        return new(accessor, false, false, new(columns));
    }
}
