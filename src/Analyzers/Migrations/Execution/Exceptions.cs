using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal static class Exceptions
{
    public static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether an exception of that name is caught as <paramref name="caught"/>.</summary>
    public static bool IsA(string typeName, ITypeSymbol caught, Compilation compilation)
    {
        if (caught is { Name: "Exception", ContainingNamespace.Name: "System" } or { SpecialType: SpecialType.System_Object })
        {
            return true;
        }
        var thrown = compilation.GetTypeByMetadataName(typeName);
        if (thrown is null)
        {
            // The host's exceptions have changed their places between versions.
            return caught is { Name: "StdbException" } && typeName.StartsWith("SpacetimeDB.", StringComparison.Ordinal);
        }
        for (var type = thrown; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, caught))
            {
                return true;
            }
        }
        return false;
    }
}
