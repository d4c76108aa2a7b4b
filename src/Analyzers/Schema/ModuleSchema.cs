using System.Runtime.CompilerServices;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// All that a module declares and a publish or a client depends on. Tables, types, functions and views are sorted by name,
/// so that two readings of one module are equal whatever their order was.
/// </summary>
internal sealed record ModuleSchema
{
    public static ModuleSchema Empty { get; } = new();

    public EquatableArray<TableSchema> Tables { get; init; }

    /// <summary>The named types that tables, functions and views reach; row types of tables are not among them.</summary>
    public EquatableArray<TypeSchema> Types { get; init; }

    /// <summary>Of code alone: what is deployed has no such types.</summary>
    public EquatableArray<TypeCollision> TypeCollisions { get; init; }

    /// <summary>Of code alone, likewise.</summary>
    public EquatableArray<DoubleDeclaration> DoubleDeclarations { get; init; }

    public EquatableArray<FunctionSchema> Functions { get; init; }

    public EquatableArray<ViewSchema> Views { get; init; }

    /// <summary>
    /// Of code alone, and no part of what is compared: the server takes any in place of those that are deployed. They have to be valid.
    /// </summary>
    public EquatableArray<HttpHandlerSchema> HttpHandlers { get; init; }

    /// <summary>The SQL of each client visibility filter (row-level security), sorted.</summary>
    public EquatableArray<string> VisibilityFilters { get; init; }

    /// <summary>Null where a baseline does not tell it: the server never does.</summary>
    public CaseConversionPolicy? Policy { get; init; }

    /// <summary>That of the server where none is set.</summary>
    public CaseConversionPolicy AppliedPolicy => Policy ?? CaseConversionPolicy.SnakeCase;

    /// <summary>The version of SpacetimeDB that the module was built with, such as <c>2.8.3</c>; null where it is not told.</summary>
    public string? SpacetimeDBVersion { get; init; }

    public EquatableArray<MigrationRecord> Migrations { get; init; }

    /// <summary>False for a V10 answer of a server, which loses the explicit names of indexes.</summary>
    public bool KnowsIndexNames { get; init; } = true;

    /// <summary>False for code that has filters whose SQL is known only when the module runs: any filter may be among them.</summary>
    public bool KnowsVisibilityFilters { get; init; } = true;

    /// <summary>False for code that does not compile yet, where a schedule looks for its function: that may be about to be typed.</summary>
    public bool KnowsFunctions { get; init; } = true;

    public bool Equals(ModuleSchema? other) =>
        other is not null && Tables.Equals(other.Tables) && Types.Equals(other.Types) && TypeCollisions.Equals(other.TypeCollisions)
        && DoubleDeclarations.Equals(other.DoubleDeclarations) && Functions.Equals(other.Functions)
        && Views.Equals(other.Views) && VisibilityFilters.Equals(other.VisibilityFilters) && Policy == other.Policy
        && SpacetimeDBVersion == other.SpacetimeDBVersion && KnowsIndexNames == other.KnowsIndexNames
        && KnowsVisibilityFilters == other.KnowsVisibilityFilters && KnowsFunctions == other.KnowsFunctions
        && Migrations.Equals(other.Migrations);

    public override int GetHashCode() => unchecked(Tables.GetHashCode() * 31 + Types.GetHashCode());

    public TableSchema? Table(string name) => Lookups.Tables.TryGetValue(name, out var table) ? table : null;

    public FunctionSchema? Function(string name) => Lookups.Functions.TryGetValue(name, out var function) ? function : null;

    public ViewSchema? View(string name) => Lookups.Views.TryGetValue(name, out var view) ? view : null;

    /// <summary>The named type, or null; row types of tables are found too.</summary>
    public TypeSchema? Type(string name) =>
        Lookups.Types.TryGetValue(name, out var type) ? type : Lookups.Rows.TryGetValue(name, out var table) ? table.ToRowType() : null;

    /// <summary>The name in the code of a table, a function or a view; null where it is not known.</summary>
    public string? SourceNameOf(SchemaElement element) => element.Kind switch
    {
        SchemaElementKind.Table => Table(element.Owner)?.Accessor,
        SchemaElementKind.Function => Function(element.Owner)?.SourceName,
        SchemaElementKind.View => View(element.Owner)?.SourceName,
        _ => null,
    };

    /// <summary>What a named type stands for, or null where the module has none of that name.</summary>
    public AlgebraicType? Resolve(string name) => Type(name)?.Definition;

    /// <summary>The tables with a column that reaches that named type.</summary>
    public IReadOnlyList<TableSchema> HoldersOf(string type) => Lookups.Holders.TryGetValue(type, out var tables) ? tables : [];

    private Lookup Lookups => Lookup.Of(this);

    /// <summary>Made once for each schema, and outside it so that <c>with</c> never copies a stale one.</summary>
    private sealed class Lookup(ModuleSchema schema)
    {
        private static readonly ConditionalWeakTable<ModuleSchema, Lookup> s_lookups = new();

        private Dictionary<string, List<TableSchema>>? _holders;

        public Dictionary<string, TableSchema> Tables { get; } = ByName(schema.Tables, static table => table.Name);

        public Dictionary<string, FunctionSchema> Functions { get; } = ByName(schema.Functions, static function => function.Name);

        public Dictionary<string, ViewSchema> Views { get; } = ByName(schema.Views, static view => view.Name);

        public Dictionary<string, TypeSchema> Types { get; } = ByName(schema.Types, static type => type.Name);

        /// <summary>The tables by the types of their rows.</summary>
        public Dictionary<string, TableSchema> Rows { get; } = ByName(
            schema.Tables.Where(static table => table.RowType is not null), static table => table.RowType!);

        /// <summary>Made when it is asked for: only edits of types do.</summary>
        public Dictionary<string, List<TableSchema>> Holders => _holders ??= FindHolders(schema);

        public static Lookup Of(ModuleSchema schema) => s_lookups.GetValue(schema, static schema => new Lookup(schema));

        private static Dictionary<string, List<TableSchema>> FindHolders(ModuleSchema schema)
        {
            var holders = new Dictionary<string, List<TableSchema>>(StringComparer.Ordinal);
            foreach (var table in schema.Tables)
            {
                foreach (var type in TypeClosure.Of(table.Columns.Select(static column => column.Type), schema).Keys)
                {
                    (holders.TryGetValue(type, out var tables) ? tables : holders[type] = []).Add(table);
                }
            }
            return holders;
        }

        /// <summary>The first of several things with one name wins: a reader reports the others.</summary>
        private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name)
        {
            var result = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var item in items)
            {
                if (!result.ContainsKey(name(item)))
                {
                    result.Add(name(item), item);
                }
            }
            return result;
        }
    }
}

/// <summary>A named product or sum of the module.</summary>
/// <param name="Name">Canonical (PascalCase, unless the policy is none).</param>
/// <param name="Definition">A <see cref="Product"/> or a <see cref="Sum"/>.</param>
/// <param name="SourceName">The name in the code; null where the baseline does not know it.</param>
internal sealed record TypeSchema(string Name, AlgebraicType Definition, string? SourceName = null);

/// <summary>A migration reducer as it was when it was recorded.</summary>
/// <param name="Reducer">Its canonical name.</param>
/// <param name="Hash">Of its tokens, without trivia; hexadecimal.</param>
internal sealed record MigrationRecord(string Reducer, string Hash);
