using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>Modules of every kind, small, and the same for the same seed.</summary>
internal sealed class SchemaGenerator(int seed)
{
    private static readonly string[] s_fields =
        ["Id", "Name", "ownerId", "Score", "HitPoints", "x3d", "playerURL", "Level", "_note", "Größe", "created_at", "IsActive"];

    private static readonly string[] s_variants = ["Calm", "angry", "OnFire", "None2", "Sad", "HTTPError"];
    private static readonly string[] s_tables = ["player", "Item", "guildMember", "WorldState", "Log2", "chat_line"];
    private static readonly string[] s_rows = ["Player", "Item", "GuildMember", "WorldState", "LogEntry", "ChatLine"];
    private static readonly string[] s_types = ["Mood", "Vector", "Shape", "Stats", "Effect"];
    private static readonly string[] s_functions = ["AddPlayer", "tick", "SendMessage", "Fetch2", "Join"];
    private static readonly string[] s_views = ["all_rows", "TopRows"];
    private static readonly string[] s_filters = ["SELECT * FROM player", "SELECT * FROM item WHERE name = 'a\"b\\'"];

    public Random Random { get; } = new(seed);

    public ModuleDraft Next()
    {
        var module = new ModuleDraft { Policy = Chance(6) ? CaseConversionPolicy.None : CaseConversionPolicy.SnakeCase };
        Repeat(4, () => AddType(module));
        Repeat(3, () => AddFunction(module));
        Repeat(4, () => AddTable(module));
        Repeat(2, () => AddView(module));
        Repeat(2, () => AddVisibilityFilter(module));
        return module;
    }

    public bool Chance(int outOf) => Random.Next(outOf) == 0;

    public T? OneOf<T>(IReadOnlyList<T> items)
        where T : class => items.Count == 0 ? null : items[Random.Next(items.Count)];

    public void AddTable(ModuleDraft module)
    {
        if (Unused(s_rows, module.Tables.Select(static table => table.RowType)) is not { } row
            || Unused(s_tables, module.Tables.Select(static table => table.Accessor)) is not { } accessor)
        {
            return;
        }
        var table = new TableDraft
        {
            Accessor = accessor,
            RowType = row,
            IsPublic = Chance(2),
            IsEvent = Chance(8),
            Name = Chance(6) ? $"{row}_V1" : null,
        };
        for (var count = Random.Next(1, 6); count > 0; count--)
        {
            AddColumn(table, module);
        }
        if (Chance(2))
        {
            table.PrimaryKey = OneOf(table.Columns);
        }
        if (Chance(2))
        {
            AddIndex(table);
        }
        if (Chance(6) && OneOf(module.Functions) is { } function)
        {
            table.Columns.Add(new() { Field = "ScheduledAt", Type = SpecialAlgebraicType.ScheduleAt });
            Schedule(table, function);
        }
        module.Tables.Add(table);
    }

    /// <summary>A function that a schedule calls takes the row, and gives nothing.</summary>
    public static void Schedule(TableDraft table, FunctionDraft function)
    {
        table.Schedule = function;
        function.ReturnType = null;
        function.Lifecycle = null;
        function.Parameters.Clear();
        function.Parameters.Add(new() { Name = "row", Type = new Ref(table.RowType) });
    }

    public void AddColumn(TableDraft table, ModuleDraft module)
    {
        if (UnusedField(table) is { } field)
        {
            table.Columns.Insert(Chance(3) ? Random.Next(table.Columns.Count + 1) : table.Columns.Count, new()
            {
                Field = field,
                Type = Type(module.Types.Count),
                IsUnique = Chance(8),
                IsAutoInc = Chance(8),
                HasDefault = Chance(2),
            });
        }
    }

    public string? UnusedField(TableDraft table) => Unused(s_fields, table.Columns.Select(static column => column.Field));

    public void AddIndex(TableDraft table)
    {
        if (OneOf(table.Columns) is { } first)
        {
            var columns = OneOf(table.Columns) is { } second && second != first ? new List<ColumnDraft> { first, second } : [first];
            table.Indexes.Add(new($"By{table.Indexes.Count}", columns, Chance(5) ? $"{table.RowType}_index_{table.Indexes.Count}" : null));
        }
    }

    public void AddType(ModuleDraft module)
    {
        if (Unused(s_types, module.Types.Select(static type => type.Name)) is { } name)
        {
            var type = new TypeDraft { Name = name, IsSum = Chance(2) };
            for (var count = Random.Next(5); count > 0; count--)
            {
                AddMember(type, module);
            }
            if (type.IsSum && Chance(2))
            {
                type.Members.ForEach(static member => member.Type = SpecialAlgebraicType.Unit);
            }
            module.Types.Add(type);
        }
    }

    /// <param name="at">Its number among the members; the end if null.</param>
    public void AddMember(TypeDraft type, ModuleDraft module, int? at = null)
    {
        if (UnusedMember(type) is { } name)
        {
            var number = module.Types.IndexOf(type) is >= 0 and var index ? index : module.Types.Count;
            type.Members.Insert(
                at ?? type.Members.Count, new() { Name = name, Type = type.IsSum && Chance(3) ? SpecialAlgebraicType.Unit : Type(number) });
        }
    }

    public string? UnusedMember(TypeDraft type) =>
        Unused(type.IsSum ? s_variants : s_fields, type.Members.Select(static member => member.Name));

    public void AddFunction(ModuleDraft module)
    {
        if (Unused(s_functions, module.Functions.Select(static function => function.Method)) is { } method)
        {
            var function = new FunctionDraft { Method = method, ReturnType = Chance(4) ? Type(module.Types.Count) : null };
            Repeat(
                3, () => function.Parameters.Add(new() { Name = $"argument{function.Parameters.Count}", Type = Type(module.Types.Count) }));
            module.Functions.Add(function);
        }
    }

    public void AddView(ModuleDraft module)
    {
        if (OneOf(module.Tables) is { } table && Unused(s_views, module.Views.Select(static view => view.Accessor)) is { } accessor)
        {
            module.Views.Add(new()
            {
                Accessor = accessor,
                Table = table,
                Shape = (ViewShape)Random.Next(3),
                IsPublic = Chance(2),
                IsAnonymous = Chance(2),
                PrimaryKey = Chance(3) ? OneOf(table.Columns) : null,
            });
        }
    }

    public void AddVisibilityFilter(ModuleDraft module)
    {
        if (Unused(s_filters, module.VisibilityFilters) is { } sql)
        {
            module.VisibilityFilters.Add(sql);
        }
    }

    /// <summary>
    /// What C# can write as the type of a field. Named types are the numbers of the drafts before <paramref name="types"/>.
    /// </summary>
    public AlgebraicType Type(int types, int depth = 2) => Random.Next(depth > 0 ? 10 : 7) switch
    {
        < 4 => new Primitive((PrimitiveKind)Random.Next(16)),
        4 => OneOf([.. SpecialAlgebraicType.ByName.Values])!,
        5 or 6 => types > 0 ? new Ref($"{Random.Next(types)}") : new Primitive(PrimitiveKind.U32),
        7 => new AlgebraicType.Array(Type(types, depth - 1)),
        8 =>
            Type(types, depth - 1) is var some && SpecialAlgebraicType.OptionElement(some) is null
                ? SpecialAlgebraicType.Option(some)
                : some,
        _ => SpecialAlgebraicType.Result(Type(types, depth - 1), Type(types, depth - 1)),
    };

    private void Repeat(int atMost, Action action)
    {
        for (var count = Random.Next(atMost + 1); count > 0; count--)
        {
            action();
        }
    }

    private string? Unused(IEnumerable<string> names, IEnumerable<string> used) =>
        OneOf([.. names.Except(used, StringComparer.OrdinalIgnoreCase)]);
}
