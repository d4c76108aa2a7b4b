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
            ChangeKind.TableAdded => deployed with { Tables = Replaced(deployed.Tables, owner, current.Table(owner)) },
            ChangeKind.TableRemoved =>
                WithScheduled(
                    deployed with { Tables = Replaced(deployed.Tables, owner, null) },
                    current,
                    deployed.Table(owner)?.Schedule?.Function),
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
            ChangeKind.FunctionAdded => WithFunction(WithSchedulesOf(owner, deployed, current), current, owner),
            _ => subject.Kind switch
            {
                SchemaElementKind.Function => WithFunction(deployed, current, owner),
                SchemaElementKind.View =>
                    TypeAcceptance.WithTypesOf(
                        deployed with { Views = Replaced(deployed.Views, owner, current.View(owner)) }, current, current.View(owner)),
                SchemaElementKind.Type or SchemaElementKind.TypeMember => TypeAcceptance.WithType(deployed, current, change),
                _ => WithTable(deployed, current, change),
            },
        };
    }

    private static ModuleSchema WithFunction(ModuleSchema deployed, ModuleSchema current, string name) =>
        TypeAcceptance.WithTypesOf(
            deployed with { Functions = Replaced(deployed.Functions, name, current.Function(name)) }, current, current.Function(name));

    private static ModuleSchema WithTable(ModuleSchema deployed, ModuleSchema current, SchemaChange change) =>
        deployed.Table(change.Subject.Owner) is { } before && current.Table(change.Subject.Owner) is { } after
            ? WithScheduled(
                TypeAcceptance.WithTypesOf(
                    deployed with { Tables = Replaced(deployed.Tables, before.Name, TableAcceptance.Accept(before, after, change)) },
                    current,
                    after,
                    change),
                current,
                before.Schedule?.Function,
                change.Kind == ChangeKind.ScheduleChanged ? after.Schedule?.Function : null)
            : deployed;

    /// <summary>Without the tables that it came with, clients could have called it.</summary>
    private static ModuleSchema WithSchedulesOf(string function, ModuleSchema deployed, ModuleSchema current) =>
        current.Tables.Where(table => table.Schedule?.Function == function && deployed.Table(table.Name) is null).Aggregate(
            deployed, static (module, table) => module with { Tables = Replaced(module.Tables, table.Name, table) });

    /// <summary>What nothing schedules any more, no client called: it is as the code has it, and what took its place is scheduled.</summary>
    private static ModuleSchema WithScheduled(ModuleSchema deployed, ModuleSchema current, string? before, string? after = null)
    {
        var isLeft = before is not null && deployed.Tables.All(table => table.Schedule?.Function != before);
        var left = isLeft ? WithFunction(deployed, current, before!) : deployed;
        return after is not null && left.Function(after) is null ? WithFunction(left, current, after) : left;
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

    private static EquatableArray<FunctionSchema> Replaced(EquatableArray<FunctionSchema> functions, string name, FunctionSchema? by) =>
        Replaced(functions, static function => function.Name, name, by);

    private static EquatableArray<ViewSchema> Replaced(EquatableArray<ViewSchema> views, string name, ViewSchema? by) =>
        Replaced(views, static view => view.Name, name, by);

    public static EquatableArray<T> Replaced<T>(EquatableArray<T> items, Func<T, string> nameOf, string name, T? by)
        where T : class, IEquatable<T>
    {
        var rest = items.Where(item => nameOf(item) != name);
        return (by is null ? rest : rest.Append(by)).OrderBy(nameOf, StringComparer.Ordinal).ToEquatableArray();
    }
}
