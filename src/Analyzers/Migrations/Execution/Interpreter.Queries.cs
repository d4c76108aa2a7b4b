using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Calls of LINQ.</summary>
internal sealed partial class Interpreter
{
    private object? CallLinq(IMethodSymbol method, object?[] arguments)
    {
        if (method is { Name: "OfType", TypeArguments: [var wanted] })
        {
            return Linq.Sequence(arguments[0]).Where(item => IsOfType(item, wanted));
        }
        var result = method.ReturnType;
        var type = Unwrapped(result);
        return Linq.Call(
            method.Name,
            arguments,
            value => value is not null && Numbers.IsNumber(value) && Numbers.IsNumeric(type)
                ? Numbers.Convert(value, type, isChecked: true)
                : value,
            result.TypeKind == TypeKind.TypeParameter ? null : DefaultItem(method),
            result.IsReferenceType || result.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
            Order);
    }

    private static object? DefaultItem(IMethodSymbol method) =>
        method.Name.EndsWith("OrDefault", StringComparison.Ordinal) ? Values.DefaultOf(method.ReturnType)
        : method.Name == "DefaultIfEmpty" && method.TypeArguments is [var item] ? Values.DefaultOf(item)
        : null;
}
