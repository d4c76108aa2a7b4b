using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Reads the schema that a compilation declares, whole or one declaration at a time. Half-typed code never makes it throw: what does
/// not resolve is unknown.
/// </summary>
internal sealed class SourceSchemaReader
{
    private readonly Compilation _compilation;
    private readonly KnownTypes _knownTypes;
    private readonly IFieldSymbol? _settings;

    public SourceSchemaReader(Compilation compilation, KnownTypes knownTypes, EngineVersion engine, CancellationToken cancellation)
    {
        _compilation = compilation;
        _knownTypes = knownTypes;
        Engine = engine;
        Declarations = new(compilation);
        Policy = ReadPolicy(cancellation, out _settings);
        Types = new(knownTypes, Policy);
        Functions = new(knownTypes, Types, Policy);
        SharedNames = new(compilation, Declarations, knownTypes, Types);
        HttpHandlers = new(this);
        HalfTyped = new(compilation);
    }

    public IAssemblySymbol Module => _compilation.Assembly;

    public EngineVersion Engine { get; }

    public CaseConversionPolicy Policy { get; }

    public ModuleDeclarations Declarations { get; }

    public TypeReader Types { get; }

    public FunctionReader Functions { get; }

    public SharedTypeNames SharedNames { get; }

    public HttpHandlerNames HttpHandlers { get; }

    public HalfTypedCode HalfTyped { get; }

    /// <param name="functionName">From the method that a schedule names to its canonical name.</param>
    public TableReader Tables(Func<string, string> functionName) => new(_knownTypes, Types, Policy, Engine.ConvertsNames, functionName);

    /// <summary>
    /// The tables of one row type. A schedule that names a reducer with an explicit name is read as if it had none: to know
    /// better, the whole module has to be read.
    /// </summary>
    /// <param name="known">Tables by their names: of a column that is the same there, no other object is made.</param>
    public IEnumerable<SourceTable> ReadTables(
        INamedTypeSymbol rowType, ICollection<INamedTypeSymbol>? reached = null, Func<string, TableSchema?>? known = null) =>
        TablesAlone().Read(rowType, reached, known);

    /// <summary>As <see cref="ReadTables"/>, and no attribute of a column is bound.</summary>
    /// <returns>Null where only the compiler can tell what they are.</returns>
    public IReadOnlyList<SourceTable>? ReadTablesAsWritten(
        INamedTypeSymbol rowType, ICollection<INamedTypeSymbol> reached, Func<string, TableSchema?> known) =>
        TablesAlone().ReadAsWritten(rowType, reached, known);

    private TableReader TablesAlone() => Tables(method => CaseConversion.ToCanonical(method, Policy));

    public SourceSchema Read(CancellationToken cancellation)
    {
        var schema = new SourceSchemaBuilder(this, cancellation);
        foreach (var method in Declarations.Methods(cancellation))
        {
            schema.AddMethod(method);
        }
        foreach (var type in Declarations.Types(cancellation))
        {
            schema.AddTables(type);
        }
        schema.AddModule(_settings);
        if (_knownTypes.ClientVisibilityFilter is not null)
        {
            foreach (var field in Declarations.StaticFields(cancellation))
            {
                if (field.Attribute(_knownTypes.ClientVisibilityFilter) is not null)
                {
                    schema.AddVisibilityFilter(VisibilityFilterReader.Sql(field, _compilation, cancellation), field);
                }
            }
        }
        return schema.Build();
    }

    /// <summary>What a row type or a method declares, if it is one, and what other row types do, with the types that all reach.</summary>
    public SourceSchema ReadPart(ISymbol symbol, IEnumerable<INamedTypeSymbol> others, CancellationToken cancellation)
    {
        var schema = new SourceSchemaBuilder(this, cancellation);
        if (symbol is IMethodSymbol method)
        {
            schema.AddMethod(method);
        }
        foreach (var rowType in symbol is INamedTypeSymbol type ? others.Prepend(type) : others)
        {
            schema.AddTables(rowType);
        }
        return schema.Build();
    }

    /// <param name="settings">The constant that sets it; null where nothing does.</param>
    private CaseConversionPolicy ReadPolicy(CancellationToken cancellation, out IFieldSymbol? settings)
    {
        settings = null;
        if (!Engine.ConvertsNames)
        {
            return CaseConversionPolicy.None;
        }
        if (_knownTypes.Settings is not null)
        {
            foreach (var field in Declarations.StaticFields(cancellation))
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
}
