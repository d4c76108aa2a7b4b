using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Reads the schema that a compilation declares, whole or one table at a time. Half-typed code never makes it throw: what does
/// not resolve is unknown.
/// </summary>
internal sealed class SourceSchemaReader
{
    private readonly Compilation _compilation;
    private readonly KnownTypes _knownTypes;
    private readonly EngineVersion _engine;
    private readonly CancellationToken _cancellation;
    private readonly IFieldSymbol? _settings;

    /// <summary>Whether a constant or a static field may be a setting or a filter; most modules have none with an attribute.</summary>
    public static bool HasAttributedStaticFields(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (DeclarationIndex.Of(tree, cancellation).StaticFields.Count > 0)
            {
                return true;
            }
        }
        return false;
    }

    public SourceSchemaReader(Compilation compilation, KnownTypes knownTypes, EngineVersion engine, CancellationToken cancellation)
    {
        _compilation = compilation;
        _knownTypes = knownTypes;
        _engine = engine;
        _cancellation = cancellation;
        Policy = ReadPolicy(out _settings);
        Types = new(knownTypes, Policy);
        Functions = new(knownTypes, Types, Policy);
    }

    public CaseConversionPolicy Policy { get; }

    public TypeReader Types { get; }

    public FunctionReader Functions { get; }

    /// <summary>
    /// The tables of one row type. A schedule that names a reducer with an explicit name is read as if it had none: to know
    /// better, the whole module has to be read.
    /// </summary>
    public IEnumerable<SourceTable> ReadTables(INamedTypeSymbol rowType, ICollection<INamedTypeSymbol>? reached = null) =>
        Tables(method => CaseConversion.ToCanonical(method, Policy)).Read(rowType, reached);

    /// <summary>
    /// The types that carry an attribute, and the methods that may carry one; found by their names, which is faster than one declaration
    /// after the other.
    /// </summary>
    public IEnumerable<INamedTypeSymbol> AttributedTypes(CancellationToken cancellation) => Named(static index => index.TypeNames, cancellation);

    public IEnumerable<IMethodSymbol> MethodsOfModule(CancellationToken cancellation) =>
        Named(static index => index.MethodContainers, cancellation).SelectMany(static type => type.GetMembers()).OfType<IMethodSymbol>();

    public SourceSchema Read()
    {
        var symbols = new Dictionary<SchemaElement, ISymbol>();
        var reached = new List<INamedTypeSymbol>();
        var functions = new List<FunctionSchema>();
        var views = new List<ViewSchema>();
        foreach (var method in Declared<IMethodSymbol>(static index => index.Methods))
        {
            if (Functions.ReadFunction(method, reached) is { } function && Add(SchemaElement.Function(function.Name), method, symbols))
            {
                functions.Add(function);
            }
            else if (Functions.ReadView(method, reached) is { } view && Add(SchemaElement.View(view.Name), method, symbols))
            {
                views.Add(view);
            }
        }
        var tables = ReadTables(functions, reached, symbols);
        if (((ISymbol?)_settings ?? SourcePlaces.First(tables)?.RowType) is { } place)
        {
            Add(SchemaElement.Module, place, symbols);
        }
        return new(
            new()
            {
                Policy = Policy,
                SpacetimeDBVersion = _engine.ToString(),
                Tables = Sorted(tables.Select(static table => table.Schema), static table => table.Name),
                Types = ReadTypes(reached, tables, symbols),
                Functions = Sorted(functions, static function => function.Name),
                Views = Sorted(views, static view => view.Name),
                VisibilityFilters = Sorted(ReadVisibilityFilters(symbols), static sql => sql),
            },
            tables,
            symbols);
    }

    private TableReader Tables(Func<string, string> functionName) => new(_knownTypes, Types, Policy, _engine.ConvertsNames, functionName);

    private List<SourceTable> ReadTables(List<FunctionSchema> functions, List<INamedTypeSymbol> reached, Dictionary<SchemaElement, ISymbol> symbols)
    {
        var reader = Tables(method =>
            functions.Find(function => function.SourceName == method)?.Name ?? CaseConversion.ToCanonical(method, Policy));
        var tables = new List<SourceTable>();
        foreach (var type in Declared<INamedTypeSymbol>(static index => index.Types))
        {
            foreach (var table in reader.Read(type, reached))
            {
                if (Add(SchemaElement.Table(table.Schema.Name), type, symbols))
                {
                    tables.Add(table);
                    for (var i = 0; i < table.Fields.Count; i++)
                    {
                        Add(SchemaElement.Column(table.Schema.Name, table.Schema.Columns[i].Name), table.Fields[i], symbols);
                    }
                    foreach (var index in table.Schema.Indexes)
                    {
                        // One over several columns is declared at the row type.
                        if (index.Columns is [var column])
                        {
                            Add(SchemaElement.Index(table.Schema.Name, index.Name), table.Fields[table.Schema.ColumnIndex(column)], symbols);
                        }
                    }
                }
            }
        }
        return tables;
    }

    /// <summary>The types that anything reaches; the others are no part of the schema. Rows of tables stand with their tables.</summary>
    private EquatableArray<TypeSchema> ReadTypes(List<INamedTypeSymbol> reached, List<SourceTable> tables, Dictionary<SchemaElement, ISymbol> symbols)
    {
        var rows = new HashSet<string>(tables.Select(static table => table.Schema.RowType!));
        var types = new List<TypeSchema>();
        for (var i = 0; i < reached.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            var name = Types.NameOf(reached[i]);
            if (!Add(SchemaElement.Type(name), reached[i], symbols))
            {
                continue;
            }
            // A definition may reach more types: the list grows while it is read.
            var definition = Types.ReadDefinition(reached[i], reached);
            if (!rows.Contains(name))
            {
                types.Add(new(name, definition, reached[i].Name));
            }
            AddMembers(name, definition, TypeReader.MembersOf(reached[i], _knownTypes), symbols);
        }
        return Sorted(types, static type => type.Name);
    }

    private static void AddMembers(string type, AlgebraicType definition, IEnumerable<ISymbol> members, Dictionary<SchemaElement, ISymbol> symbols)
    {
        var names = definition switch
        {
            AlgebraicType.Sum sum => sum.Variants,
            AlgebraicType.Product product => product.Fields,
            _ => [],
        };
        foreach (var (member, symbol) in names.Zip(members, static (member, symbol) => (member, symbol)))
        {
            Add(SchemaElement.TypeMember(type, member.Name!), symbol, symbols);
        }
    }

    private IEnumerable<string> ReadVisibilityFilters(Dictionary<SchemaElement, ISymbol> symbols)
    {
        if (_knownTypes.ClientVisibilityFilter is null)
        {
            yield break;
        }
        foreach (var field in Declared<IFieldSymbol>(static index => index.StaticFields))
        {
            if (field.Attribute(_knownTypes.ClientVisibilityFilter) is not null && VisibilityFilterReader.Sql(field, _compilation, _cancellation) is { } sql
                && Add(SchemaElement.VisibilityFilter(sql), field, symbols))
            {
                yield return sql;
            }
        }
    }

    /// <param name="settings">The constant that sets it; null where nothing does.</param>
    private CaseConversionPolicy ReadPolicy(out IFieldSymbol? settings)
    {
        settings = null;
        if (!_engine.ConvertsNames)
        {
            return CaseConversionPolicy.None;
        }
        if (_knownTypes.Settings is not null)
        {
            foreach (var field in Declared<IFieldSymbol>(static index => index.StaticFields))
            {
                if (field is { IsConst: true, ConstantValue: int value } && field.Attribute(_knownTypes.Settings) is not null)
                {
                    settings = field;
                    return value == (int)CaseConversionPolicy.None ? CaseConversionPolicy.None : CaseConversionPolicy.SnakeCase;
                }
            }
        }
        return CaseConversionPolicy.SnakeCase;
    }

    private IEnumerable<INamedTypeSymbol> Named(Func<DeclarationIndex, IEnumerable<string>> select, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var name in select(DeclarationIndex.Of(tree, cancellation)))
            {
                if (seen.Add(name) && _compilation.Assembly.GetTypeByMetadataName(name) is { } type)
                {
                    yield return type;
                }
            }
        }
    }

    private IEnumerable<T> Declared<T>(Func<DeclarationIndex, IEnumerable<SyntaxNode>> select)
        where T : class, ISymbol
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            _cancellation.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (var node in select(DeclarationIndex.Of(tree, _cancellation)))
            {
                model ??= _compilation.GetSemanticModel(tree);
                if (model.GetDeclaredSymbol(node, _cancellation) is T symbol && seen.Add(symbol))
                {
                    yield return symbol;
                }
            }
        }
    }

    /// <summary>False where something of that name was there before: the engine refuses such a module, and the first one stands.</summary>
    private static bool Add(SchemaElement element, ISymbol symbol, Dictionary<SchemaElement, ISymbol> symbols)
    {
        if (symbols.ContainsKey(element))
        {
            return false;
        }
        symbols.Add(element, symbol);
        return true;
    }

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();
}
