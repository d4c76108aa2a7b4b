using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>
/// The least that an analyzer does which judges a table as a whole: at its type it reads the names, types and attributes of its
/// fields. A host declares a type before it has bound those, on another thread: who overtakes it binds them in its place.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TableReadingAnalyzer() : TableVisitor(SymbolKind.NamedType)
{
    protected override bool IsOdd(ISymbol symbol, INamedTypeSymbol table)
    {
        if (!symbol.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, table)))
        {
            return false;
        }
        foreach (var member in ((INamedTypeSymbol)symbol).GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field
                && field.Name.Length + field.GetAttributes().Length + (int)field.Type.TypeKind > 1000)
            {
                return true;
            }
        }
        return false;
    }
}
