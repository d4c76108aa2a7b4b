using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Whether a value is of a type.</summary>
internal sealed partial class Interpreter
{
    private bool IsOfType(object? value, ITypeSymbol type)
    {
        switch (value)
        {
            case null:
                return false;
            case Instance instance:
                return type.SpecialType == SpecialType.System_Object
                    || module.Compilation.ClassifyCommonConversion(instance.Type.Symbol, type) is { IsImplicit: true, IsUserDefined: false }
                    || SymbolEqualityComparer.Default.Equals(Nullable(type), instance.Type.Symbol);
            case ExceptionValue exception:
                return Exceptions.IsA(exception.TypeName, type, module.Compilation);
            case Special special:
                return Nullable(type).Name == special.Kind;
            case Opaque:
                throw new LostTrackException("type");
            case IEnumerable<object?> or TupleValue:
                return true;
            default:
                return Unwrapped(type) is var target && target == SpecialType.System_Object
                    || target == Numbers.TypeOf(value) && target != SpecialType.None
                    || HostTypes.Of(Nullable(type))?.IsInstanceOfType(value) == true;
        }
    }

    private static ITypeSymbol Nullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? inner
            : type;
}
