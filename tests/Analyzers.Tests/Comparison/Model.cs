using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>Short words for schemas in tests, with names as they are in the database.</summary>
internal static class Model
{
    public static ModuleSchema Module(params TableSchema[] tables) => new() { Tables = Sorted(tables, static table => table.Name) };

    /// <param name="columns">Such as <c>id: u64</c>.</param>
    public static TableSchema Table(string name, params string[] columns) => new()
    {
        Name = name,
        Accessor = name,
        RowType = CaseConversion.ToPascal(name),
        Columns = columns.Select(static column => new ColumnSchema(column.Split(": ", 2)[0], TypeOf(column.Split(": ", 2)[1])))
            .ToEquatableArray(),
    };

    public static AlgebraicType TypeOf(string text) =>
        TypeExpressionParser.Parse(text) ?? throw new ArgumentException($"{text} is no type.", nameof(text));

    public static ModuleSchema WithType(this ModuleSchema module, string name, string definition) =>
        module with { Types = Sorted(module.Types.Append(new(name, TypeOf(definition))), static type => type.Name) };

    public static ModuleSchema WithView(this ModuleSchema module, ViewSchema view) =>
        module with { Views = Sorted(module.Views.Append(view), static other => other.Name) };

    /// <param name="row">The type of the rows that it is scheduled for.</param>
    public static ModuleSchema WithReducer(this ModuleSchema module, string name, string row) => module with
    {
        Functions = Sorted(
            module.Functions.Append(new(FunctionKind.Reducer, name, [new("row", TypeOf(row))])), static function => function.Name),
    };

    public static TableSchema WithIndex(this TableSchema table, string? accessor, params string[] columns) => table with
    {
        Indexes = Sorted(
            table.Indexes.Append(
                new(
                    IndexSchema.DefaultName(table.Name, columns.ToEquatableArray(), IndexAlgorithm.BTree),
                    accessor,
                    IndexAlgorithm.BTree,
                    columns.ToEquatableArray())),
            static index => index.Name),
    };

    public static TableSchema WithUnique(this TableSchema table, params string[] columns) =>
        table with
        {
            UniqueConstraints = Sorted(
                table.UniqueConstraints.Append(new(columns.ToEquatableArray())), constraint => constraint.NameIn(table.Name)),
        };

    public static TableSchema WithPrimaryKey(this TableSchema table, string column) =>
        table.WithUnique(column).WithIndex(column, column) with { PrimaryKey = column };

    public static TableSchema WithAutoInc(this TableSchema table, string column) =>
        table.WithColumn(column, static before => before with { IsAutoInc = true });

    public static TableSchema WithDefault(this TableSchema table, string column, string bytes) =>
        table.WithColumn(column, before => before with { Default = bytes });

    public static TableSchema WithColumn(this TableSchema table, string column, Func<ColumnSchema, ColumnSchema> edit) =>
        table with
        {
            Columns = table.Columns.Select(candidate => candidate.Name == column ? edit(candidate) : candidate).ToEquatableArray(),
        };

    /// <summary>What publish does, by the planner's word and what it is about.</summary>
    public static string[] Plan(ModuleSchema deployed, ModuleSchema current) =>
        [.. Changes(deployed, current).Select(static change => $"{change.Planner} {change.Subject}").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<SchemaChange> Changes(ModuleSchema deployed, ModuleSchema current) =>
        SchemaComparer.Compare(deployed, current, EngineVersion.Newest);

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
}
