using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Puts declarations together to a schema that holds all types that they reach: those of a whole module, or of one symbol. Of several
/// things with one name the first stands: the engine refuses such a module.
/// </summary>
internal sealed class SourceSchemaBuilder(SourceSchemaReader reader, CancellationToken cancellation)
{
    private readonly Dictionary<SchemaElement, ISymbol> _symbols = [];
    private readonly List<INamedTypeSymbol> _reached = [];
    private readonly Dictionary<string, INamedTypeSymbol> _typesByName = new(StringComparer.Ordinal);
    private readonly List<TypeCollision> _collisions = [];
    private readonly List<DoubleDeclaration> _doubles = [];
    private readonly List<FunctionSchema> _functions = [];
    private readonly List<ViewSchema> _views = [];
    private readonly List<SourceTable> _tables = [];
    private readonly List<string> _filters = [];
    private bool _knowsFilters = true;

    /// <summary>A reducer, a procedure or a view; nothing where it is none.</summary>
    public void AddMethod(IMethodSymbol method)
    {
        if (reader.Functions.ReadFunction(method, _reached) is { } function)
        {
            if (AddFirst(SchemaElement.Function(function.Name), function.SourceName!, method, element => _functions.Find(other => other.Name == element.Owner)!.SourceName!))
            {
                _functions.Add(function);
            }
        }
        else if (reader.Functions.ReadView(method, _reached) is { } view
            && AddFirst(SchemaElement.View(view.Name), view.SourceName!, method, element => _views.Find(other => other.Name == element.Owner)!.SourceName!))
        {
            _views.Add(view);
        }
    }

    /// <summary>The tables of a row type, after the functions that their schedules name.</summary>
    public void AddTables(INamedTypeSymbol rowType)
    {
        foreach (var table in reader.Tables(FunctionName).Read(rowType, _reached))
        {
            if (AddFirst(SchemaElement.Table(table.Schema.Name), table.Schema.Accessor!, rowType, element => _tables.Find(other => other.Schema.Name == element.Owner)!.Schema.Accessor!))
            {
                _tables.Add(table);
                AddColumns(table);
                AddTypeName(table.Schema.RowType!, rowType);
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
        else if (Add(SchemaElement.VisibilityFilter(sql), field))
        {
            _filters.Add(sql);
        }
    }

    /// <summary>Where changes of the module itself are reported: at its settings, else at the first table.</summary>
    public void AddModule(IFieldSymbol? settings)
    {
        if (((ISymbol?)settings ?? SourcePlaces.First(_tables)?.RowType) is { } place)
        {
            Add(SchemaElement.Module, place);
        }
    }

    public SourceSchema Build() => new(
        new()
        {
            Policy = reader.Policy,
            SpacetimeDBVersion = reader.Engine.ToString(),
            Tables = Sorted(_tables.Select(static table => table.Schema), static table => table.Name),
            Types = Sorted(ReadTypes(), static type => type.Name),
            DoubleDeclarations = Sorted(_doubles, static pair => pair.Second),
            TypeCollisions = Sorted(_collisions, static collision => collision.Second.Name),
            Functions = Sorted(_functions, static function => function.Name),
            Views = Sorted(_views, static view => view.Name),
            VisibilityFilters = Sorted(_filters, static sql => sql),
            KnowsVisibilityFilters = _knowsFilters,
        },
        _tables,
        _symbols);

    private string FunctionName(string method) => _functions.Find(function => function.SourceName == method)?.Name ?? CaseConversion.ToCanonical(method, reader.Policy);

    private void AddColumns(SourceTable table)
    {
        for (var i = 0; i < table.Fields.Count; i++)
        {
            Add(SchemaElement.Column(table.Schema.Name, table.Schema.Columns[i].Name), table.Fields[i]);
        }
        foreach (var index in table.Schema.Indexes)
        {
            // One over several columns is declared at the row type.
            if (index.Columns is [var column])
            {
                Add(SchemaElement.Index(table.Schema.Name, index.Name), table.Fields[table.Schema.ColumnIndex(column)]);
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
            AddTypeName(name, _reached[i]);
            if (!Add(SchemaElement.Type(name), _reached[i]))
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

    /// <summary>Namespaces and the types around it are no part of the name of a type. Source: <c>Runtime/Internal/Module.cs</c>, <c>MakeScopedTypeName</c>.</summary>
    private void AddTypeName(string name, INamedTypeSymbol type)
    {
        if (!_typesByName.TryGetValue(name, out var first))
        {
            _typesByName.Add(name, type);
        }
        else if (!SymbolEqualityComparer.Default.Equals(first, type) && Add(TypeCollision.PlaceOf(FullName(type)), type))
        {
            Add(TypeCollision.PlaceOf(FullName(first)), first);
            _collisions.Add(new(name, ReadWhole(first), ReadWhole(type)));
        }
    }

    private TypeSchema ReadWhole(INamedTypeSymbol type) => new(FullName(type), reader.Types.ReadDefinition(type));

    private static string FullName(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

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
            Add(SchemaElement.TypeMember(type, member.Name!), symbol);
        }
    }

    /// <summary>False where another declaration has the canonical name. Two of one name in the code as well are no C#.</summary>
    private bool AddFirst(SchemaElement element, string sourceName, ISymbol symbol, Func<SchemaElement, string> sourceNameOf)
    {
        if (Add(element, symbol))
        {
            return true;
        }
        var pair = new DoubleDeclaration(element, sourceNameOf(element), sourceName);
        if (pair.First != pair.Second && Add(pair.PlaceOf(pair.Second), symbol))
        {
            Add(pair.PlaceOf(pair.First), _symbols[element]);
            _doubles.Add(pair);
        }
        return false;
    }

    /// <summary>False where something of that name was there before.</summary>
    private bool Add(SchemaElement element, ISymbol symbol)
    {
        if (_symbols.ContainsKey(element))
        {
            return false;
        }
        _symbols.Add(element, symbol);
        return true;
    }

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
}
