namespace SpacetimeSchema.Analyzers.Schema;

internal enum SchemaElementKind
{
    Module,
    Table,
    Column,
    Index,
    Type,
    TypeMember,
    Function,
    View,
    HttpHandler,
    VisibilityFilter,
}

/// <summary>One thing of a schema, by canonical names: what a finding is about, in the source or in a snapshot.</summary>
/// <param name="Owner">The table, type, function, view or HTTP handler.</param>
/// <param name="Member">The column, index, field or variant in it.</param>
internal readonly record struct SchemaElement(SchemaElementKind Kind, string Owner, string? Member = null)
{
    public static SchemaElement Module { get; } = new(SchemaElementKind.Module, "");

    public static SchemaElement Table(string table) => new(SchemaElementKind.Table, table);

    public static SchemaElement Column(string table, string column) => new(SchemaElementKind.Column, table, column);

    public static SchemaElement Index(string table, string index) => new(SchemaElementKind.Index, table, index);

    public static SchemaElement Type(string type) => new(SchemaElementKind.Type, type);

    public static SchemaElement TypeMember(string type, string member) => new(SchemaElementKind.TypeMember, type, member);

    public static SchemaElement Function(string function) => new(SchemaElementKind.Function, function);

    public static SchemaElement View(string view) => new(SchemaElementKind.View, view);

    public static SchemaElement HttpHandler(string handler) => new(SchemaElementKind.HttpHandler, handler);

    public static SchemaElement VisibilityFilter(string sql) => new(SchemaElementKind.VisibilityFilter, sql);

    /// <summary>The thing that holds this one, or itself where it stands alone.</summary>
    public SchemaElement Parent => Kind switch
    {
        SchemaElementKind.Column or SchemaElementKind.Index => Table(Owner),
        SchemaElementKind.TypeMember => Type(Owner),
        _ => this,
    };

    public override int GetHashCode() => unchecked((int)Kind + Owner.GetHashCode() * 31 + (Member?.GetHashCode() ?? 0) * 961);

    /// <summary>As the property <c>affects</c> names it: <c>table.column</c> or <c>table</c>.</summary>
    public override string ToString() => Member is null ? Owner : $"{Owner}.{Member}";
}
