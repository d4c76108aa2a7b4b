using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The reducers, procedures, views and HTTP handlers of a module. Of several with one name the first stands.
/// </summary>
internal sealed class SourceFunctions(SourceSchemaReader reader)
{
    private readonly List<FunctionSchema> _functions = [];
    private readonly List<ViewSchema> _views = [];
    private readonly List<HttpHandlerSchema> _httpHandlers = [];
    private readonly List<IMethodSymbol> _unnamed = [];

    /// <summary>The methods with an attribute that is none yet.</summary>
    private readonly HashSet<string> _halfTyped = new(StringComparer.Ordinal);

    public IReadOnlyList<FunctionSchema> Functions => _functions;

    public IReadOnlyList<ViewSchema> Views => _views;

    /// <summary>To be asked for when all methods were added: views may name them.</summary>
    public IReadOnlyList<HttpHandlerSchema> HttpHandlers(SourceSymbols symbols)
    {
        foreach (var method in _unnamed)
        {
            var handler = new HttpHandlerSchema(NameOf(method.Name), method.Name);
            if (symbols.AddFirst(
                SchemaElement.HttpHandler(handler.Name),
                handler.SourceName,
                method,
                element => _httpHandlers.Find(other => other.Name == element.Owner)!.SourceName))
            {
                _httpHandlers.Add(handler);
            }
        }
        _unnamed.Clear();
        return _httpHandlers;
    }

    /// <summary>A reducer, a procedure, a view or an HTTP handler; nothing where it is none.</summary>
    public void Add(IMethodSymbol method, SourceSymbols symbols, ICollection<INamedTypeSymbol> reached)
    {
        method = reader.Functions.AttributedPart(method);
        if (method.GetAttributes().Any(static attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error }))
        {
            _halfTyped.Add(method.Name);
        }
        if (reader.Functions.ReadFunction(method, reached) is { } function)
        {
            if (symbols.AddFirst(
                SchemaElement.Function(function.Name),
                function.SourceName!,
                method,
                element => _functions.Find(other => other.Name == element.Owner)!.SourceName!))
            {
                _functions.Add(function);
            }
        }
        else if (reader.Functions.ReadView(method, reached) is { } view)
        {
            if (symbols.AddFirst(
                SchemaElement.View(view.Name),
                view.SourceName!,
                method,
                element => _views.Find(other => other.Name == element.Owner)!.SourceName!))
            {
                _views.Add(view);
            }
        }
        else if (reader.Functions.IsHttpHandler(method))
        {
            _unnamed.Add(method);
        }
    }

    public bool IsHalfTyped(string method) => _halfTyped.Contains(method);

    /// <summary>
    /// What is called so in the code, in the database. A given name is looked up by that in the code, among functions of all kinds alike;
    /// those of views are the last that the generators register. Source: <c>v10.rs</c>, <c>ExplicitNamesLookup</c>; <c>v9.rs</c>,
    /// <c>resolve_function_ident</c>; <c>Codegen/Module.cs</c>, <c>explicitFunctionRegistrations</c>.
    /// </summary>
    public string NameOf(string sourceName)
    {
        var canonical = CaseConversion.ToCanonical(sourceName, reader.Policy);
        return _views.Find(view => view.SourceName == sourceName && view.Name != canonical)?.Name
            ?? _functions.Find(function => function.SourceName == sourceName)?.Name
            ?? canonical;
    }
}
