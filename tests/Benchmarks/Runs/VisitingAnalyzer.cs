using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>
/// The measure of all: goes to the symbols that a schema is made of, types, fields and methods, reads their attributes and leaves.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class VisitingAnalyzer() : TableVisitor(SymbolKind.NamedType, SymbolKind.Field, SymbolKind.Method)
{
    protected override bool IsOdd(ISymbol symbol, INamedTypeSymbol table)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, table)
                && attribute.ConstructorArguments.Length + attribute.NamedArguments.Length > 100)
            {
                return true;
            }
        }
        return false;
    }
}
