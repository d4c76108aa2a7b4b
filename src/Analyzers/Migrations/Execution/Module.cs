using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What the execution of one reducer looks up in the compilation, each thing once.</summary>
internal sealed class Module(Compilation compilation, KnownTypes knownTypes, SourceSchemaReader reader, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, InstanceType> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, ModuleTable?> _tables = new(StringComparer.Ordinal);
    private IMethodSymbol[]? _deconstructions;

    public Compilation Compilation => compilation;

    public KnownTypes KnownTypes => knownTypes;

    public EngineVersion Engine => reader.Engine;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The extension methods by which the module takes values apart.</summary>
    public IReadOnlyList<IMethodSymbol> Deconstructions =>
        _deconstructions ??= compilation.GetSymbolsWithName("Deconstruct", SymbolFilter.Member, cancellation)
            .OfType<IMethodSymbol>().Where(static method => method is { IsExtensionMethod: true, IsGenericMethod: false }).ToArray();

    public InstanceType TypeOf(INamedTypeSymbol type)
    {
        if (!_types.TryGetValue(type, out var instanceType))
        {
            _types.Add(type, instanceType = new(type));
        }
        return instanceType;
    }

    /// <summary>The table behind a handle: its <c>Insert</c> takes the row.</summary>
    public ModuleTable? TableOf(ITypeSymbol handle, string accessor)
    {
        if (_tables.TryGetValue(accessor, out var known))
        {
            return known;
        }
        ModuleTable? table = null;
        if (RowTypeOf(handle) is { } rowType)
        {
            foreach (var source in reader.ReadTables(rowType))
            {
                if (source.Schema.Accessor == accessor)
                {
                    table = new(source, TypeOf(rowType));
                }
            }
            _tables.Add(accessor, table);
        }
        return table;
    }

    /// <summary>The row type of a table handle, or null where the type is none.</summary>
    public INamedTypeSymbol? RowTypeOf(ITypeSymbol handle)
    {
        for (var type = handle; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("Insert"))
            {
                if (member is IMethodSymbol { Parameters: [{ Type: INamedTypeSymbol row }] } && row.Attribute(knownTypes.Table) is not null)
                {
                    return row;
                }
            }
        }
        return null;
    }

    /// <summary>The body of a method, accessor, operator or field initialiser that stands in the source.</summary>
    public IOperation? BodyOf(ISymbol symbol)
    {
        if (!_bodies.TryGetValue(symbol, out var body))
        {
            foreach (var reference in symbol.DeclaringSyntaxReferences)
            {
                body ??= Body(reference.GetSyntax(cancellation));
            }
            _bodies.Add(symbol, body);
        }
        return body;
    }

    /// <summary>What a field or property of an instance starts with.</summary>
    public IOperation? InitializerOf(ISymbol member) =>
        member is { IsStatic: false, IsImplicitlyDeclared: false } and (IFieldSymbol or IPropertySymbol)
        && member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)
            is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: not null }
                or Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer: not null }
            ? BodyOf(member)
            : null;

    public IOperation? OperationOf(SyntaxNode syntax)
    {
        if (!_models.TryGetValue(syntax.SyntaxTree, out var model))
        {
            _models.Add(syntax.SyntaxTree, model = compilation.GetSemanticModel(syntax.SyntaxTree));
        }
        return model.GetOperation(syntax, cancellation);
    }

    private IOperation? Body(SyntaxNode syntax) => syntax switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: { } initializer } => Initial(OperationOf(initializer)),
        Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer: { } initializer } =>
            Initial(OperationOf(initializer)),
        Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { ExpressionBody: { } arrow } => OperationOf(arrow),
        Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax =>
            null,
        _ => OperationOf(syntax) switch
        {
            IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
            IConstructorBodyOperation constructor => constructor,
            ILocalFunctionOperation function => function.Body,
            var operation => operation,
        },
    };

    private static IOperation? Initial(IOperation? operation) =>
        operation is ISymbolInitializerOperation initializer ? initializer.Value : operation;
}
