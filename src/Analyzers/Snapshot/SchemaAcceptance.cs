using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// Takes changes over from the current schema into the deployed one: what a snapshot is after they were published. Each change
/// brings what it is about and nothing else; a change of a type brings the whole type.
/// </summary>
internal static class SchemaAcceptance
{
    public static ModuleSchema Accept(ModuleSchema deployed, ModuleSchema current, IEnumerable<SchemaChange> changes)
    {
        var result = deployed;
        foreach (var change in changes)
        {
            result = Accept(result, current, change);
        }
        return SchemaNormalization.Complete(result, deployed, current);
    }

    /// <summary>
    /// What is wrong with the code alone stays wrong, whatever is deployed; an index moves with the tables that it is in.
    /// </summary>
    public static bool CanAccept(ChangeKind kind) =>
        kind is not (ChangeKind.RecursiveType or ChangeKind.ColumnNamesCollide or ChangeKind.IndexAliasTaken or ChangeKind.IndexMoved
            or ChangeKind.SequenceMoved) && !IsRefused(kind);

    /// <summary>Whether it makes a module invalid, so that no database has such a schema, not even an empty one.</summary>
    public static bool IsRefused(ChangeKind kind) =>
        kind is ChangeKind.NamesCollide or ChangeKind.NameInvalid or ChangeKind.TypeNamesCollide or ChangeKind.ScheduleInvalid
            or ChangeKind.ViewInvalid or ChangeKind.VisibilityFilterInvalid;

    private static ModuleSchema Accept(ModuleSchema deployed, ModuleSchema current, SchemaChange change)
    {
        var (subject, owner) = (change.Subject, change.Subject.Owner);
        return change.Kind switch
        {
            ChangeKind.PolicyChanged => current with { Migrations = deployed.Migrations },
            ChangeKind.PolicyRecorded => deployed with { Policy = current.Policy },
            ChangeKind.TableAdded or ChangeKind.TableRemoved =>
                deployed with { Tables = Replaced(deployed.Tables, owner, current.Table(owner)) },
            ChangeKind.TableRenamed =>
                deployed with { Tables = Replaced(Replaced(deployed.Tables, change.Old, null), owner, current.Table(owner)) },
            ChangeKind.AccessorTaken when subject.Kind == SchemaElementKind.Table && deployed.Table(owner) is null =>
                deployed with { Tables = Replaced(deployed.Tables, owner, current.Table(owner)) },
            ChangeKind.TableSourceNameChanged or ChangeKind.AccessorTaken when subject.Kind == SchemaElementKind.Table =>
                WithNamesInCode(deployed, deployed.Table(owner), current.Table(owner)),
            ChangeKind.VisibilityFilterAdded => deployed with { VisibilityFilters = [.. deployed.VisibilityFilters, owner] },
            ChangeKind.VisibilityFilterRemoved =>
                deployed with { VisibilityFilters = deployed.VisibilityFilters.Where(sql => sql != owner).ToEquatableArray() },
            ChangeKind.FunctionRenamed or ChangeKind.InternalFunctionChanged =>
                deployed with
                {
                    Functions = Replaced(
                        Replaced(deployed.Functions, change.Deployed?.Owner ?? owner, null), owner, current.Function(owner)),
                },
            ChangeKind.FunctionRemoved => WithFunction(deployed, current, change.Deployed!.Value.Owner),
            _ => subject.Kind switch
            {
                SchemaElementKind.Function => WithFunction(deployed, current, owner),
                SchemaElementKind.View =>
                    WithFreeTypes(
                        deployed with { Views = Replaced(deployed.Views, owner, current.View(owner)) }, current, current.View(owner)),
                SchemaElementKind.Type or SchemaElementKind.TypeMember => WithType(deployed, current, owner, change.Affects),
                _ => WithTable(deployed, current, change),
            },
        };
    }

    private static ModuleSchema WithFunction(ModuleSchema deployed, ModuleSchema current, string name) =>
        WithFreeTypes(
            deployed with { Functions = Replaced(deployed.Functions, name, current.Function(name)) }, current, current.Function(name));

    private static ModuleSchema WithTable(ModuleSchema deployed, ModuleSchema current, SchemaChange change) =>
        deployed.Table(change.Subject.Owner) is { } before && current.Table(change.Subject.Owner) is { } after
            ? WithFreeTypes(
                deployed with { Tables = Replaced(deployed.Tables, before.Name, TableAcceptance.Accept(before, after, change)) },
                current,
                change.Kind == ChangeKind.EventTableReshaped ? after.Columns.Select(static column => column.Type) : [])
            : deployed;

    private static ModuleSchema WithFreeTypes(ModuleSchema deployed, ModuleSchema current, FunctionSchema? function) => WithFreeTypes(
        deployed, current, function is null ? [] : TypeClosure.RootsOf(function));

    private static ModuleSchema WithFreeTypes(ModuleSchema deployed, ModuleSchema current, ViewSchema? view) =>
        WithFreeTypes(deployed, current, view is null ? [] : TypeClosure.RootsOf(view));

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
                types = Replaced(types, type.Name, type);
            }
        }
        return deployed with { Types = types };
    }

    /// <summary>The definition, and the columns that may have called it otherwise.</summary>
    private static ModuleSchema WithType(ModuleSchema deployed, ModuleSchema current, string name, EquatableArray<SchemaElement> columns)
    {
        if (current.Type(name) is not { } type)
        {
            return deployed;
        }
        var row = deployed.Tables.FirstOrDefault(table => table.RowType == name);
        return deployed with
        {
            Types = row is null ? Replaced(deployed.Types, name, type) : deployed.Types,
            Tables = deployed.Tables.Select(table => current.Table(table.Name) is not { } after ? table
                : table == row ? table with { Columns = after.Columns }
                : table with
                {
                    Columns = table.Columns.Select(column =>
                        columns.IndexOf(SchemaElement.Column(table.Name, column.Name)) >= 0 && after.Column(column.Name) is { } counterpart
                            ? column with { Type = counterpart.Type }
                            : column).ToEquatableArray(),
                }).ToEquatableArray(),
        };
    }

    /// <summary>Where the row type got another name, all that refers to it has to use that.</summary>
    private static ModuleSchema WithNamesInCode(ModuleSchema deployed, TableSchema? before, TableSchema? after)
    {
        if (before is null || after is null)
        {
            return deployed;
        }
        var renamed = deployed with
        {
            Tables = Replaced(deployed.Tables, before.Name, before with { Accessor = after.Accessor, RowType = after.RowType }),
        };
        return before.RowType is { } old && after.RowType is { } @new && old != @new ? TypeRenaming.Rename(renamed, old, @new) : renamed;
    }

    private static EquatableArray<TableSchema> Replaced(EquatableArray<TableSchema> tables, string name, TableSchema? by) =>
        Replaced(tables, static table => table.Name, name, by);

    private static EquatableArray<TypeSchema> Replaced(EquatableArray<TypeSchema> types, string name, TypeSchema? by) =>
        Replaced(types, static type => type.Name, name, by);

    private static EquatableArray<FunctionSchema> Replaced(EquatableArray<FunctionSchema> functions, string name, FunctionSchema? by) =>
        Replaced(functions, static function => function.Name, name, by);

    private static EquatableArray<ViewSchema> Replaced(EquatableArray<ViewSchema> views, string name, ViewSchema? by) =>
        Replaced(views, static view => view.Name, name, by);

    private static EquatableArray<T> Replaced<T>(EquatableArray<T> items, Func<T, string> nameOf, string name, T? by)
        where T : class, IEquatable<T>
    {
        var rest = items.Where(item => nameOf(item) != name);
        return (by is null ? rest : rest.Append(by)).OrderBy(nameOf, StringComparer.Ordinal).ToEquatableArray();
    }
}
