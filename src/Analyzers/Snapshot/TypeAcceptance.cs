using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Takes types over with the changes that they are changed by.</summary>
internal static class TypeAcceptance
{
    public static ModuleSchema WithTypesOf(ModuleSchema deployed, ModuleSchema current, FunctionSchema? function) =>
        WithFreeTypes(deployed, current, function is null ? [] : TypeClosure.RootsOf(function));

    public static ModuleSchema WithTypesOf(ModuleSchema deployed, ModuleSchema current, ViewSchema? view) =>
        WithFreeTypes(deployed, current, view is null ? [] : TypeClosure.RootsOf(view));

    /// <param name="table">As it is now.</param>
    public static ModuleSchema WithTypesOf(ModuleSchema deployed, ModuleSchema current, TableSchema table, SchemaChange change) =>
        change.Kind switch
        {
            ChangeKind.EventTableReshaped =>
                WithFreeTypes(deployed, current, table.Columns.Select(static column => column.Type)),
            ChangeKind.ColumnRetyped when table.Column(change.Subject.Member!) is { } column =>
                WithReplaced(deployed, current, TypeClosure.NamedIn([column.Type])),
            _ => deployed,
        };

    /// <summary>The definition, and the columns that may have called it otherwise.</summary>
    public static ModuleSchema WithType(ModuleSchema deployed, ModuleSchema current, SchemaChange change)
    {
        var name = change.Subject.Owner;
        if (current.Type(name) is not { } type)
        {
            return deployed;
        }
        var row = deployed.Tables.FirstOrDefault(table => table.RowType == name);
        var taken = deployed with
        {
            Types = row is null ? Replaced(deployed.Types, type) : deployed.Types,
            Tables = deployed.Tables.Select(table => current.Table(table.Name) is not { } after ? table
                : table == row ? table with { Columns = after.Columns }
                : table with
                {
                    Columns = table.Columns.Select(column =>
                        change.Affects.IndexOf(SchemaElement.Column(table.Name, column.Name)) >= 0
                        && after.Column(column.Name) is { } counterpart
                            ? column with { Type = counterpart.Type }
                            : column).ToEquatableArray(),
                }).ToEquatableArray(),
        };
        return change is { Kind: ChangeKind.FieldRetyped, MadeAt.Owner: var held } ? WithReplaced(taken, current, [held]) : taken;
    }

    /// <summary>
    /// What a function takes, a view shows or an event tells changes with the types behind it. Those that stored rows hold as well are
    /// changes of their own, and are not accepted by the way.
    /// </summary>
    private static ModuleSchema WithFreeTypes(ModuleSchema deployed, ModuleSchema current, IEnumerable<AlgebraicType> roots)
    {
        var stored = TypeClosure.Of(
            deployed.Tables.Where(static table => table.IsEvent != true)
                .SelectMany(static table => table.Columns.Select(static column => column.Type)), deployed);
        var types = deployed.Types;
        foreach (var type in TypeClosure.Of(roots, current).Values)
        {
            if (!stored.ContainsKey(type.Name) && deployed.Tables.All(table => table.RowType != type.Name))
            {
                types = Replaced(types, type);
            }
        }
        return deployed with { Types = types };
    }

    /// <summary>
    /// A type of another kind under the same name is what changed where the name stands: it has no change of its own. Row types have.
    /// </summary>
    private static ModuleSchema WithReplaced(ModuleSchema deployed, ModuleSchema current, IEnumerable<string> names)
    {
        var types = deployed.Types;
        foreach (var name in names)
        {
            if (types.FirstOrDefault(type => type.Name == name) is { } before && current.Type(name) is { } after
                && before.Definition.GetType() != after.Definition.GetType())
            {
                types = Replaced(types, after);
            }
        }
        return deployed with { Types = types };
    }

    private static EquatableArray<TypeSchema> Replaced(EquatableArray<TypeSchema> types, TypeSchema by) =>
        SchemaAcceptance.Replaced(types, static type => type.Name, by.Name, by);
}
