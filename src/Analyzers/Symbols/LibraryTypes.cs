using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The <c>[Type]</c>s of referenced assemblies that know SpacetimeDB and are not SpacetimeDB itself; most modules reference none such.
/// </summary>
internal static class LibraryTypes
{
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation, KnownTypes knownTypes, CancellationToken cancellation)
    {
        var attributes = knownTypes.Table.ContainingAssembly;
        var types = knownTypes.Type?.ContainingAssembly ?? attributes;
        return compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => !Is(assembly, attributes) && !Is(assembly, types) && (Knows(assembly, attributes) || Knows(assembly, types)))
            .SelectMany(assembly => ModuleDeclarations.AllTypes(assembly, cancellation))
            .Where(type => (type.Attribute(knownTypes.Type) ?? type.Attribute(knownTypes.Table)) is not null);
    }

    private static bool Is(IAssemblySymbol assembly, IAssemblySymbol other) => SymbolEqualityComparer.Default.Equals(assembly, other);

    private static bool Knows(IAssemblySymbol assembly, IAssemblySymbol other) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == other.Name));
}
