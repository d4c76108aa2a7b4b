using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The symbols of a compilation that may declare a part of the schema: those with an attribute.</summary>
internal sealed class ModuleDeclarations(Compilation compilation)
{
    /// <summary>In the order of the files.</summary>
    public IEnumerable<INamedTypeSymbol> Types(CancellationToken cancellation) =>
        Declared<INamedTypeSymbol>(compilation.SyntaxTrees, static index => index.Types, cancellation);

    /// <summary>Those with an attribute and a name that is asked for, but what generators emit; nothing else is bound.</summary>
    public IEnumerable<INamedTypeSymbol> Types(Func<string, bool> isName, CancellationToken cancellation) => Declared<INamedTypeSymbol>(
        WrittenFiles(cancellation),
        index => index.Types.Where(type => isName(type.Identifier.ValueText)),
        cancellation);

    /// <summary>In the order of the files.</summary>
    public IEnumerable<IMethodSymbol> Methods(CancellationToken cancellation) =>
        Declared<IMethodSymbol>(compilation.SyntaxTrees, static index => index.Methods, cancellation);

    /// <summary>Those that look as asked for, but what generators emit; nothing else is bound.</summary>
    public IEnumerable<IMethodSymbol> Methods(Func<MethodDeclarationSyntax, bool> looksLike, CancellationToken cancellation) =>
        Declared<IMethodSymbol>(WrittenFiles(cancellation), index => index.Methods.Where(looksLike), cancellation);

    /// <summary>Static and const fields that may be settings or visibility filters; none that a generator emits is.</summary>
    public IEnumerable<IFieldSymbol> StaticFields(CancellationToken cancellation) =>
        Declared<IFieldSymbol>(FilesWithStaticFields(cancellation), static index => index.StaticFields, cancellation);

    /// <summary>Whether a constant or a static field may be a setting or a filter; most modules have none.</summary>
    public bool HasStaticFields(CancellationToken cancellation) =>
        FilesWithStaticFields(cancellation)
            .Any(tree => SourceFile.Of(tree, cancellation).Declarations(cancellation).StaticFields.Count > 0);

    /// <summary>
    /// All types of the module, nested ones too, in any order: faster than one declaration after the other where a host has them bound
    /// already.
    /// </summary>
    public IEnumerable<INamedTypeSymbol> AllTypes(CancellationToken cancellation) => AllTypes(compilation.Assembly, cancellation);

    public static IEnumerable<INamedTypeSymbol> AllTypes(IAssemblySymbol assembly, CancellationToken cancellation)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>();
        pending.Push(assembly.GlobalNamespace);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var container = pending.Pop();
            if (container is INamespaceSymbol @namespace)
            {
                foreach (var member in @namespace.GetMembers())
                {
                    pending.Push(member);
                }
            }
            else if (container is INamedTypeSymbol type)
            {
                yield return type;
                foreach (var nested in type.GetTypeMembers())
                {
                    pending.Push(nested);
                }
            }
        }
    }

    private IEnumerable<SyntaxTree> WrittenFiles(CancellationToken cancellation) =>
        compilation.SyntaxTrees.Where(tree => !SourceFile.Of(tree, cancellation).IsEmitted);

    /// <summary>
    /// By their text, before nodes are walked: a file that names neither attribute has none, unless another file gives them other names.
    /// </summary>
    private IEnumerable<SyntaxTree> FilesWithStaticFields(CancellationToken cancellation)
    {
        var files = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (SourceFile.Of(tree, cancellation).MayDeclareStaticFields)
            {
                files.Add(tree);
            }
        }
        return files.Exists(tree => HasGlobalAlias(tree, cancellation)) ? compilation.SyntaxTrees : files;
    }

    private static bool HasGlobalAlias(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation) is CompilationUnitSyntax root
            && root.Usings.Any(static @using => @using.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && @using.Alias is not null);

    private IEnumerable<T> Declared<T>(
        IEnumerable<SyntaxTree> files, Func<DeclarationIndex, IEnumerable<SyntaxNode>> select, CancellationToken cancellation)
        where T : class, ISymbol
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in files)
        {
            cancellation.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (var node in select(SourceFile.Of(tree, cancellation).Declarations(cancellation)))
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
