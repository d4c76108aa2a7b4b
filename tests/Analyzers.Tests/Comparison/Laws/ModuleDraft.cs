using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>
/// A module that can be edited: parts hold parts and not names, so that any edit leaves it whole. What it holds is what C# can
/// declare. <see cref="Build"/> gives names as the engine does.
/// </summary>
internal sealed class ModuleDraft
{
    public CaseConversionPolicy Policy { get; set; } = CaseConversionPolicy.SnakeCase;

    public List<TableDraft> Tables { get; } = [];

    /// <summary>Each holds only those before it, so that none contains itself.</summary>
    public List<TypeDraft> Types { get; } = [];

    public List<FunctionDraft> Functions { get; } = [];

    public List<ViewDraft> Views { get; } = [];

    public List<string> VisibilityFilters { get; } = [];

    public ModuleSchema Build()
    {
        var tables = Tables.Select(table => table.Build(this)).ToArray();
        var functions = Functions.Select(function => function.Build(this)).ToArray();
        var views = Views.Where(view => Tables.Contains(view.Table)).Select(view => view.Build(this)).ToArray();
        var reached = new HashSet<string>(tables.SelectMany(static table => table.Columns.Select(static column => column.Type))
            .Concat(functions.SelectMany(static function => function.Parameters.Select(static parameter => parameter.Type)))
            .Concat(functions.Select(static function => function.ReturnType ?? SpecialAlgebraicType.Unit))
            .SelectMany(Names));
        var types = new List<TypeSchema>();
        foreach (var type in Enumerable.Reverse(Types).Select(type => type.Build(this)).Where(type => reached.Contains(type.Name)))
        {
            types.Add(type);
            reached.UnionWith(Names(type.Definition));
        }
        var schema = new ModuleSchema()
        {
            Policy = Policy,
            SpacetimeDBVersion = "2.8.3",
            Tables = Sorted(tables, static table => table.Name),
            Types = Sorted(types, static type => type.Name),
            Functions = Sorted(functions, static function => function.Name),
            Views = Sorted(views, static view => view.Name),
        };
        // No database has a filter on a private table.
        return schema with
        {
            VisibilityFilters = Sorted(
                VisibilityFilters.Where(sql =>
                    VisibilityFilterCheck.Find(sql, ModuleSchema.Empty, schema, new PlannerRules(EngineVersion.Newest)) is null),
                static sql => sql),
        };
    }

    public string Canonical(string name) => CaseConversion.ToCanonical(name, Policy);

    /// <summary>The type with numbers of drafts replaced by names.</summary>
    public AlgebraicType Resolve(AlgebraicType type) => type switch
    {
        Ref { Name: [>= '0' and <= '9', ..] number } => new Ref(Types[int.Parse(number)].Name),
        AlgebraicType.Array array => new AlgebraicType.Array(Resolve(array.Element)),
        Sum sum => new Sum(sum.Variants.Select(variant => variant with { Type = Resolve(variant.Type) }).ToEquatableArray()),
        _ => type,
    };

    public bool IsRowOfNoTable(AlgebraicType type) =>
        type is Ref { Name: not [>= '0' and <= '9', ..] and var row } && !Tables.Exists(table => table.RowType == row);

    public static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();

    private static IEnumerable<string> Names(AlgebraicType type) => type switch
    {
        Ref reference => [reference.Name],
        AlgebraicType.Array array => Names(array.Element),
        Sum sum => sum.Variants.SelectMany(static variant => Names(variant.Type)),
        Product product => product.Fields.SelectMany(static field => Names(field.Type)),
        _ => [],
    };
}

internal sealed class TableDraft
{
    public required string Accessor { get; set; }

    public required string RowType { get; init; }

    public string? Name { get; set; }

    public bool IsPublic { get; set; }

    public bool IsEvent { get; set; }

    public List<ColumnDraft> Columns { get; } = [];

    public ColumnDraft? PrimaryKey { get; set; }

    public List<IndexDraft> Indexes { get; } = [];

    public FunctionDraft? Schedule { get; set; }

    public TableSchema Build(ModuleDraft module)
    {
        var name = Name ?? module.Canonical(Accessor);
        var unique = Columns.Where(column => column.IsUnique || column == PrimaryKey).ToArray();
        var at = Columns.Find(static column => column.Type == SpecialAlgebraicType.ScheduleAt);
        return new()
        {
            Name = name,
            Accessor = Accessor,
            RowType = RowType,
            IsPublic = IsPublic,
            IsEvent = IsEvent,
            Columns = Columns.Select(column => column.Build(module, isKey: unique.Contains(column))).ToEquatableArray(),
            PrimaryKey = PrimaryKey is { } key && Columns.Contains(key) ? module.Canonical(key.Field) : null,
            UniqueConstraints = ModuleDraft.Sorted(
                unique.Select(column => new UniqueConstraintSchema([module.Canonical(column.Field)])),
                constraint => constraint.NameIn(name)),
            Indexes = ModuleDraft.Sorted(
                unique.Select(column => new IndexDraft(column.Field, [column]))
                    .Concat(Indexes.Where(index => index.Columns.TrueForAll(Columns.Contains)))
                    .Select(index => index.Build(module, name))
                    .DistinctBy(static index => index.Name)
                    // No module has two indexes over the same columns.
                    .DistinctBy(static index => index.Columns),
                static index => index.Name),
            Schedule = Schedule is { } function && at is not null && module.Functions.Contains(function)
                    && function.Parameters is [{ Type: Ref row }] && row.Name == RowType
                ? new(module.Canonical(function.Method), module.Canonical(at.Field))
                : null,
        };
    }
}

internal sealed class ColumnDraft
{
    public required string Field { get; set; }

    public required AlgebraicType Type { get; set; }

    public bool IsUnique { get; set; }

    public bool IsAutoInc { get; set; }

    public bool HasDefault { get; set; }

    public ColumnSchema Build(ModuleDraft module, bool isKey) => new(module.Canonical(Field), module.Resolve(Type))
    {
        SourceName = Field,
        IsAutoInc = IsAutoInc && IsInteger,
        Default = HasDefault && !isKey && !(IsAutoInc && IsInteger) ? Default : null,
    };

    private bool IsInteger => Type is Primitive { Kind: PrimitiveKind.I32 or PrimitiveKind.U32 or PrimitiveKind.U64 };

    /// <summary>Of the types that can have one, and as it is stored; see <see cref="SchemaSource"/> for its text.</summary>
    private string? Default =>
        SpecialAlgebraicType.OptionElement(Type) is not null ? "01"
        : Type is not Primitive primitive ? null
        : primitive.Kind switch
        {
            PrimitiveKind.Bool => "01",
            PrimitiveKind.U8 => "07",
            PrimitiveKind.I32 or PrimitiveKind.U32 => "07000000",
            PrimitiveKind.U64 => "0700000000000000",
            _ => null,
        };
}

internal sealed record IndexDraft(string Accessor, List<ColumnDraft> Columns, string? Name = null)
{
    public IndexSchema Build(ModuleDraft module, string table)
    {
        var columns = Columns.Select(column => module.Canonical(column.Field)).ToEquatableArray();
        return new(Name ?? IndexSchema.DefaultName(table, columns, IndexAlgorithm.BTree), Accessor, IndexAlgorithm.BTree, columns);
    }
}

internal sealed class TypeDraft
{
    public required string Name { get; set; }

    public required bool IsSum { get; init; }

    public List<MemberDraft> Members { get; } = [];

    public TypeSchema Build(ModuleDraft module)
    {
        // A TaggedEnum has two variants or more; with fewer it is an enum.
        var isEnum = IsSum && Members.Count < 2;
        var members = Members.Select(member => new TypeMember(
            IsSum ? CaseConversion.ToCanonicalVariant(member.Name, module.Policy) : module.Canonical(member.Name),
            isEnum ? SpecialAlgebraicType.Unit : module.Resolve(member.Type),
            member.Name)).ToEquatableArray();
        return new(Name, IsSum ? new Sum(members) : new Product(members), Name);
    }
}

internal sealed class MemberDraft
{
    public required string Name { get; set; }

    public required AlgebraicType Type { get; set; }
}

internal sealed class FunctionDraft
{
    public required string Method { get; set; }

    public AlgebraicType? ReturnType { get; set; }

    public Lifecycle? Lifecycle { get; set; }

    public List<MemberDraft> Parameters { get; } = [];

    public FunctionSchema Build(ModuleDraft module) => new(
        ReturnType is null ? FunctionKind.Reducer : FunctionKind.Procedure,
        module.Canonical(Method),
        Parameters.Where(parameter => Lifecycle is null && !module.IsRowOfNoTable(parameter.Type))
            .Select(parameter => new TypeMember(parameter.Name, module.Resolve(parameter.Type))).ToEquatableArray())
    {
        SourceName = Method,
        ReturnType = ReturnType is null ? null : module.Resolve(ReturnType),
        Lifecycle = ReturnType is null ? Lifecycle : null,
    };
}

internal enum ViewShape
{
    Option,
    Array,
    Query,
}

internal sealed class ViewDraft
{
    public required string Accessor { get; init; }

    public required TableDraft Table { get; init; }

    public ViewShape Shape { get; set; }

    public bool IsPublic { get; set; }

    public bool IsAnonymous { get; set; }

    public ColumnDraft? PrimaryKey { get; set; }

    public ViewSchema Build(ModuleDraft module)
    {
        var row = new Ref(Table.RowType);
        return new(module.Canonical(Accessor), Shape switch
        {
            ViewShape.Option => SpecialAlgebraicType.Option(row),
            ViewShape.Array => new AlgebraicType.Array(row),
            _ => SpecialAlgebraicType.Query(row),
        })
        {
            SourceName = Accessor,
            IsPublic = IsPublic,
            IsAnonymous = IsAnonymous,
            PrimaryKey = PrimaryKey is { } key && Table.Columns.Contains(key) ? module.Canonical(key.Field) : null,
        };
    }
}
