using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Puts declarations together to a schema that holds all types that they reach: those of a whole module, or of one symbol. Of several
/// things with one name the first stands: the engine refuses such a module.
/// </summary>
internal sealed class SourceSchemaBuilder(SourceSchemaReader reader, CancellationToken cancellation)
{
    private readonly SourceSymbols _symbols = new();
    private readonly SourceFunctions _functions = new(reader);
    private readonly TypeNames _typeNames = new(reader.Types);
    private readonly List<INamedTypeSymbol> _reached = [];
    private readonly List<SourceTable> _tables = [];
    private readonly List<string> _filters = [];
    private bool _knowsFilters = true;

    /// <summary>A reducer, a procedure, a view or an HTTP handler; nothing where it is none.</summary>
    public void AddMethod(IMethodSymbol method) => _functions.Add(method, _symbols, _reached);

    /// <summary>The tables of a row type, after the functions that their schedules name.</summary>
    public void AddTables(INamedTypeSymbol rowType)
    {
        foreach (var table in reader.Tables(_functions.NameOf).Read(rowType, _reached))
        {
            if (_symbols.AddFirst(
                SchemaElement.Table(table.Schema.Name),
                table.Schema.Accessor!,
                rowType,
                element => _tables.Find(other => other.Schema.Name == element.Owner)!.Schema.Accessor!))
            {
                _tables.Add(table);
                AddColumns(table);
                _typeNames.Add(table.Schema.RowType!, rowType, _symbols);
            }
        }
    }

    /// <param name="sql">Null where it is known only when the module runs.</param>
    public void AddVisibilityFilter(string? sql, IFieldSymbol field)
    {
        if (sql is null)
        {
            _knowsFilters = false;
        }
        else if (_symbols.Add(SchemaElement.VisibilityFilter(sql), field))
        {
            _filters.Add(sql);
        }
    }

    /// <summary>Where changes of the module itself are reported: at its settings, else at the first table.</summary>
    public void AddModule(IFieldSymbol? settings)
    {
        if (((ISymbol?)settings ?? SourcePlaces.First(_tables)?.RowType) is { } place)
        {
            _symbols.Add(SchemaElement.Module, place);
        }
    }

    public SourceSchema Build() => new(
        new()
        {
            Policy = reader.Policy,
            SpacetimeDBVersion = reader.Engine.ToString(),
            Tables = Sorted(_tables.Select(static table => table.Schema), static table => table.Name),
            Types = Sorted(ReadTypes(), static type => type.Name),
            HttpHandlers = Sorted(_functions.HttpHandlers(_symbols), static handler => handler.Name),
            DoubleDeclarations = Sorted(_symbols.Doubles, static pair => pair.Second),
            TypeCollisions = Sorted(_typeNames.Collisions, static collision => collision.Second.Name),
            Functions = Sorted(_functions.Functions, static function => function.Name),
            Views = Sorted(_functions.Views, static view => view.Name),
            VisibilityFilters = Sorted(_filters, static sql => sql),
            KnowsVisibilityFilters = _knowsFilters,
            KnowsFunctions = KnowsFunctions(),
        },
        _tables,
        _symbols.All,
        reader.Module);

    private bool KnowsFunctions()
    {
        var scheduled = _tables.Where(static table => table.Schema.Schedule is not null).ToArray();
        return scheduled.Length == 0 || !(reader.HalfTyped.HasSyntaxErrors(cancellation)
            || scheduled.Any(table =>
                reader.HalfTyped.NamesNothing(table.Attribute, "Scheduled", cancellation)
                    || (table.Attribute.String("Scheduled") is { } method && _functions.IsHalfTyped(method))));
    }

    private void AddColumns(SourceTable table)
    {
        for (var i = 0; i < table.Fields.Count; i++)
        {
            _symbols.Add(SchemaElement.Column(table.Schema.Name, table.Schema.Columns[i].Name), table.Fields[i]);
        }
        foreach (var index in table.Schema.Indexes)
        {
            // One over several columns is declared at the row type.
            if (index.Columns is [var column])
            {
                _symbols.Add(SchemaElement.Index(table.Schema.Name, index.Name), table.Fields[table.Schema.ColumnIndex(column)]);
            }
        }
    }

    /// <summary>The types that anything reaches; the others are no part of the schema. Rows of tables stand with their tables.</summary>
    private List<TypeSchema> ReadTypes()
    {
        var rows = new HashSet<string>(_tables.Select(static table => table.Schema.RowType!));
        var types = new List<TypeSchema>();
        for (var i = 0; i < _reached.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = reader.Types.NameOf(_reached[i]);
            _typeNames.Add(name, _reached[i], _symbols);
            if (!_symbols.Add(SchemaElement.Type(name), _reached[i]))
            {
                continue;
            }
            // A definition may reach more types: the list grows while it is read.
            var definition = reader.Types.ReadDefinition(_reached[i], _reached);
            if (!rows.Contains(name))
            {
                types.Add(new(name, definition, _reached[i].Name));
            }
            AddMembers(name, definition, reader.Types.MembersOf(_reached[i]));
        }
        return types;
    }

    private void AddMembers(string type, AlgebraicType definition, IEnumerable<ISymbol> members)
    {
        var names = definition switch
        {
            AlgebraicType.Sum sum => sum.Variants,
            AlgebraicType.Product product => product.Fields,
            _ => [],
        };
        foreach (var (member, symbol) in names.Zip(members, static (member, symbol) => (member, symbol)))
        {
            _symbols.Add(SchemaElement.TypeMember(type, member.Name!), symbol);
        }
    }

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
}
