using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The symbols of a compilation that may declare a part of the schema: those with an attribute, file by file.</summary>
internal sealed class ModuleDeclarations(Compilation compilation)
{
    public IEnumerable<INamedTypeSymbol> Types(CancellationToken cancellation) => Declared<INamedTypeSymbol>(static index => index.Types, cancellation);

    public IEnumerable<IMethodSymbol> Methods(CancellationToken cancellation) => Declared<IMethodSymbol>(static index => index.Methods, cancellation);

    /// <summary>Static and const fields: settings and visibility filters.</summary>
    public IEnumerable<IFieldSymbol> StaticFields(CancellationToken cancellation) => Declared<IFieldSymbol>(static index => index.StaticFields, cancellation);

    /// <summary>Whether a constant or a static field may be a setting or a filter; most modules have none with an attribute.</summary>
    public bool HasStaticFields(CancellationToken cancellation)
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

    /// <summary>As <see cref="Types"/>, in another order: found by their names, which is faster than one declaration after the other.</summary>
    public IEnumerable<INamedTypeSymbol> TypesByName(CancellationToken cancellation) => Named(static index => index.TypeNames, cancellation);

    /// <summary>The methods that may carry an attribute.</summary>
    public IEnumerable<IMethodSymbol> MethodsByName(CancellationToken cancellation) =>
        Named(static index => index.MethodContainers, cancellation).SelectMany(static type => type.GetMembers()).OfType<IMethodSymbol>();

    private IEnumerable<INamedTypeSymbol> Named(Func<DeclarationIndex, IEnumerable<string>> select, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var name in select(DeclarationIndex.Of(tree, cancellation)))
            {
                if (seen.Add(name) && compilation.Assembly.GetTypeByMetadataName(name) is { } type)
                {
                    yield return type;
                }
            }
        }
    }

    private IEnumerable<T> Declared<T>(Func<DeclarationIndex, IEnumerable<SyntaxNode>> select, CancellationToken cancellation)
        where T : class, ISymbol
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (var node in select(DeclarationIndex.Of(tree, cancellation)))
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetDeclaredSymbol(node, cancellation) is T symbol && seen.Add(symbol))
                {
                    yield return symbol;
                }
            }
        }
    }
}
