using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>What people do to a module, one thing at a time.</summary>
internal sealed class SchemaEdits(SchemaGenerator generator)
{
    public void Edit(ModuleDraft module, int count)
    {
        for (; count > 0; count--)
        {
            Edit(module);
        }
    }

    private void Edit(ModuleDraft module)
    {
        var table = generator.OneOf(module.Tables);
        switch (generator.Random.Next(12))
        {
            case 0:
                EditModule(module);
                break;
            case 1 or 2 or 3 when generator.OneOf(module.Types) is { } type:
                EditType(type, module);
                break;
            case 4 when generator.OneOf(module.Functions) is { } function:
                EditFunction(function, module);
                break;
            case 5 when generator.OneOf(module.Views) is { } view:
                EditView(view);
                break;
            case 6 or 7 when table is not null:
                EditTable(table, module);
                break;
            default:
                if (table is not null && generator.OneOf(table.Columns) is { } column)
                {
                    EditColumn(column, table, module);
                }
                break;
        }
    }

    private void EditModule(ModuleDraft module)
    {
        switch (generator.Random.Next(10))
        {
            case 0:
                module.Policy = module.Policy == CaseConversionPolicy.None ? CaseConversionPolicy.SnakeCase : CaseConversionPolicy.None;
                break;
            case 1:
                generator.AddTable(module);
                break;
            case 2 or 3:
                Remove(module.Tables);
                break;
            case 4:
                generator.AddFunction(module);
                break;
            case 5:
                Remove(module.Functions);
                break;
            case 6:
                generator.AddView(module);
                break;
            case 7:
                Remove(module.Views);
                break;
            case 8:
                generator.AddVisibilityFilter(module);
                break;
            default:
                Remove(module.VisibilityFilters);
                break;
        }
    }

    private void EditTable(TableDraft table, ModuleDraft module)
    {
        switch (generator.Random.Next(9))
        {
            case 0 when !module.Tables.Exists(other => other.Accessor == $"{table.Accessor}_new"):
                table.Accessor = $"{table.Accessor}_new";
                break;
            case 1:
                table.Name = table.Name is null ? $"{table.RowType}_V2" : null;
                break;
            case 2:
                table.IsPublic = !table.IsPublic;
                break;
            case 3:
                table.IsEvent = !table.IsEvent;
                break;
            case 4:
                generator.AddColumn(table, module);
                break;
            case 5:
                table.PrimaryKey = generator.Chance(2) ? null : generator.OneOf(table.Columns);
                break;
            case 6:
                generator.AddIndex(table);
                break;
            case 7:
                EditIndex(table);
                break;
            case 8 when generator.OneOf(module.Functions) is { } function && generator.Chance(2):
                SchemaGenerator.Schedule(table, function);
                break;
            default:
                table.Schedule = null;
                break;
        }
    }

    private void EditIndex(TableDraft table)
    {
        if (generator.OneOf(table.Indexes) is { } index)
        {
            table.Indexes.Remove(index);
            if (!generator.Chance(3))
            {
                table.Indexes.Add(
                    generator.Chance(2)
                        ? index with { Accessor = $"{index.Accessor}x" }
                        : index with { Columns = [generator.OneOf(table.Columns)!] });
            }
        }
    }

    private void EditColumn(ColumnDraft column, TableDraft table, ModuleDraft module)
    {
        switch (generator.Random.Next(9))
        {
            case 0 when table.Columns.Count > 1:
                table.Columns.Remove(column);
                break;
            case 1 when generator.UnusedField(table) is { } field:
                column.Field = field;
                break;
            case 2:
                column.Field = char.IsUpper(column.Field[0])
                    ? char.ToLowerInvariant(column.Field[0]) + column.Field[1..]
                    : char.ToUpperInvariant(column.Field[0]) + column.Field[1..];
                break;
            case 3:
                table.Columns.Remove(column);
                table.Columns.Insert(generator.Random.Next(table.Columns.Count + 1), column);
                break;
            case 4:
                column.Type = generator.Type(module.Types.Count);
                break;
            case 5:
                column.IsUnique = !column.IsUnique;
                break;
            case 6:
                column.IsAutoInc = !column.IsAutoInc;
                break;
            case 7:
                column.HasDefault = !column.HasDefault;
                break;
            default:
                generator.AddColumn(table, module);
                break;
        }
    }

    private void EditType(TypeDraft type, ModuleDraft module)
    {
        var member = generator.OneOf(type.Members);
        switch (generator.Random.Next(6))
        {
            case 0 when member is not null:
                type.Members.Remove(member);
                break;
            case 1 when member is not null && generator.UnusedMember(type) is { } name:
                member.Name = name;
                break;
            case 2 when member is not null:
                type.Members.Remove(member);
                type.Members.Insert(generator.Random.Next(type.Members.Count + 1), member);
                break;
            case 3 when member is not null:
                member.Type = generator.Type(module.Types.IndexOf(type));
                break;
            case 4:
                generator.AddMember(type, module, generator.Random.Next(type.Members.Count + 1));
                break;
            case 5 when generator.Chance(3) && !module.Types.Exists(other => other.Name == $"{type.Name}Next"):
                type.Name = $"{type.Name}Next";
                break;
            default:
                generator.AddMember(type, module);
                break;
        }
    }

    private void EditFunction(FunctionDraft function, ModuleDraft module)
    {
        var isScheduled = module.Tables.Exists(table => table.Schedule == function);
        switch (isScheduled ? 0 : generator.Random.Next(4))
        {
            case 0 when !module.Functions.Exists(other => other.Method == $"{function.Method}Again"):
                function.Method = $"{function.Method}Again";
                break;
            case 1:
                function.Lifecycle = module.Functions.Exists(static other => other.Lifecycle == Lifecycle.Init) ? null : Lifecycle.Init;
                break;
            case 2:
                function.ReturnType = function.ReturnType is null ? generator.Type(module.Types.Count) : null;
                break;
            case 3:
                function.Parameters.Add(new() { Name = $"argument{function.Parameters.Count}", Type = generator.Type(module.Types.Count) });
                break;
        }
    }

    private void EditView(ViewDraft view)
    {
        switch (generator.Random.Next(4))
        {
            case 0:
                view.Shape = (ViewShape)generator.Random.Next(3);
                break;
            case 1:
                view.IsPublic = !view.IsPublic;
                break;
            case 2:
                view.IsAnonymous = !view.IsAnonymous;
                break;
            default:
                view.PrimaryKey = generator.OneOf(view.Table.Columns);
                break;
        }
    }

    private void Remove<T>(List<T> items)
        where T : class
    {
        if (generator.OneOf(items) is { } item)
        {
            items.Remove(item);
        }
    }
}
