using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Whether the names of a compilation's HTTP handlers are in order, for a snapshot has none of them to compare with. Asked for where there
/// is one; methods that do not look like a handler, or like a view that names one, are not bound.
/// </summary>
internal sealed class HttpHandlerNames(SourceSchemaReader reader)
{
    private readonly OnceOnly<StrongBox<bool>> _areTaken = new(cancellation => new(AreTaken(reader, cancellation)));

    /// <summary>False where the server refuses one, and the whole module tells which.</summary>
    public bool AreTaken(CancellationToken cancellation) => _areTaken.Get(cancellation).Value;

    private static bool AreTaken(SourceSchemaReader reader, CancellationToken cancellation)
    {
        var symbols = new SourceSymbols();
        var functions = new SourceFunctions(reader);
        foreach (var method in reader.Declarations.Methods(LooksLikeHandler, cancellation)
            .Concat(reader.Declarations.Methods(LooksLikeNamedView, cancellation)))
        {
            functions.Add(method, symbols, []);
        }
        return functions.HttpHandlers(symbols)
                .All(static handler => Identifier.IsTaken(handler.Name) && Identifier.IsTaken(handler.SourceName))
            && symbols.Doubles.TrueForAll(static pair => pair.Element.Kind != SchemaElementKind.HttpHandler);
    }

    /// <summary>Source: <c>Codegen/Module.cs</c>, <c>HttpHandlerDeclaration</c>: a context, a request, and what is answered.</summary>
    private static bool LooksLikeHandler(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Count == 2
        && method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static bool LooksLikeNamedView(MethodDeclarationSyntax method) =>
        method.AttributeLists.Any(static list =>
            list.Attributes.Any(static attribute => HasArgument(attribute, "Accessor") && HasArgument(attribute, "Name")));

    private static bool HasArgument(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText == name) == true;
}
