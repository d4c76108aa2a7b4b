using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// From a method to the reducer, procedure, view or HTTP handler that it declares. Source:
/// <c>crates/bindings-csharp/Codegen/Module.cs</c>, <c>ReducerDeclaration</c>, <c>ProcedureDeclaration</c>, <c>ViewDeclaration</c>.
/// </summary>
internal sealed class FunctionReader(KnownTypes knownTypes, TypeReader types, CaseConversionPolicy policy)
{
    /// <summary>
    /// Of a partial method the part that carries the attribute, which the generators read: the parameters of the other may have other
    /// names.
    /// </summary>
    public IMethodSymbol AttributedPart(IMethodSymbol method) =>
        (method.PartialDefinitionPart ?? method.PartialImplementationPart) is { } other
        && (method.Attribute(knownTypes.Reducer) ?? method.Attribute(knownTypes.Procedure) ?? method.Attribute(knownTypes.View)
                ?? method.Attribute(knownTypes.HttpHandler))
            ?.AttributedDeclaration(other) is not null
            ? other
            : method;

    /// <summary>The reducer or procedure, or null where the method is neither.</summary>
    public FunctionSchema? ReadFunction(IMethodSymbol method, ICollection<INamedTypeSymbol>? reached = null)
    {
        method = AttributedPart(method);
        if (method.Attribute(knownTypes.Reducer) is { } reducer)
        {
            return new(FunctionKind.Reducer, NameOf(reducer, method.Name), Parameters(method, reached))
            {
                SourceName = method.Name,
                Lifecycle = LifecycleOf(reducer),
            };
        }
        return method.Attribute(knownTypes.Procedure) is { } procedure
            ? new(FunctionKind.Procedure, NameOf(procedure, method.Name), Parameters(method, reached))
            {
                SourceName = method.Name,
                ReturnType = types.Read(Answer(method.ReturnType), reached),
            }
            : null;
    }

    public ViewSchema? ReadView(IMethodSymbol method, ICollection<INamedTypeSymbol>? reached = null)
    {
        method = AttributedPart(method);
        if (method.Attribute(knownTypes.View) is not { } view)
        {
            return null;
        }
        var accessor = view.String("Accessor") ?? method.Name;
        return new(NameOf(view, accessor), ReturnType(method.ReturnType, reached))
        {
            SourceName = accessor,
            IsPublic = view.Bool("Public"),
            IsAnonymous = method.Parameters is [{ Type.Name: "AnonymousViewContext" }, ..],
            Parameters = Parameters(method, reached),
            PrimaryKey = view.String("PrimaryKey") is { Length: > 0 } field ? CaseConversion.ToCanonical(field, policy) : null,
        };
    }

    public bool IsHttpHandler(IMethodSymbol method) => method.Attribute(knownTypes.HttpHandler) is not null;

    /// <summary>What a transaction gave is sent without the wrapping. Source: <c>ProcedureDeclaration</c>, <c>TxPayloadType</c>.</summary>
    private static ITypeSymbol Answer(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "TxOutcome" or "TxResult", TypeArguments: [var payload, ..],
            ContainingType.Name: "ProcedureContext" or "ProcedureContextBase" }
            ? payload
            : type;

    private string NameOf(AttributeData attribute, string source) =>
        attribute.CanonicalName() ?? CaseConversion.ToCanonical(source, policy);

    /// <summary>
    /// The names of a reducer's parameters are not converted: they are in no typespace (<c>v10.rs</c>, <c>validate_reducer_def</c>).
    /// </summary>
    private EquatableArray<TypeMember> Parameters(IMethodSymbol method, ICollection<INamedTypeSymbol>? reached)
    {
        var parameters = new TypeMember[Math.Max(0, method.Parameters.Length - 1)];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = method.Parameters[i + 1];
            parameters[i] = new(parameter.Name, types.Read(parameter.Type, reached));
        }
        return new(parameters);
    }

    private AlgebraicType ReturnType(ITypeSymbol type, ICollection<INamedTypeSymbol>? reached) =>
        QueryRow(type) is { } row ? SpecialAlgebraicType.Query(types.Read(row, reached)) : types.Read(type, reached);

    private static ITypeSymbol? QueryRow(ITypeSymbol type)
    {
        foreach (var candidate in type is INamedTypeSymbol named ? type.AllInterfaces.Insert(0, named) : type.AllInterfaces)
        {
            if (candidate is { Name: "IQuery", TypeArguments: [var row], ContainingNamespace.Name: "SpacetimeDB" })
            {
                return row;
            }
        }
        return null;
    }

    /// <summary>The members of <c>ReducerKind</c>, in their order: user-defined, Init, ClientConnected, ClientDisconnected.</summary>
    private static Lifecycle? LifecycleOf(AttributeData reducer) =>
        reducer.ConstructorArguments is [{ Value: int kind }] && kind is >= 1 and <= 3 ? (Lifecycle)(kind - 1) : null;
}
