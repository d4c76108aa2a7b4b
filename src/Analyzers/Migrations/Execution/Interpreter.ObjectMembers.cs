using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What every object has: equality, an order, a hash and a text.</summary>
internal sealed partial class Interpreter
{
    private bool TryCallObject(
        IMethodSymbol method, object? receiver, object?[] arguments, IInvocationOperation? invocation, out object? result)
    {
        var name = method.Name;
        var type = method.ContainingType.OriginalDefinition;
        result = null;
        switch (receiver, name, arguments)
        {
            case (not null, "Equals", [var other]):
                result = Equality(receiver, other);
                return true;
            case (not null, "CompareTo", [var other]) when receiver is not string:
                result = Order.Compare(receiver, other);
                return true;
            case (not null, "ToString", ["G" or "g"]) when type.SpecialType == SpecialType.System_Enum && invocation?.Instance is { } word:
                result = TextOf(receiver, word);
                return true;
            case (Instance instance, "MemberwiseClone", []):
                result = Values.CopyOf(instance);
                return true;
            case (System.Text.StringBuilder or Version or System.Text.RegularExpressions.Capture, "ToString", []):
                result = receiver.ToString();
                return true;
            case (not null, "ToString", []) when TextOf(receiver, invocation?.Instance ?? throw new LostTrackException(name)) is var text:
                result = text as string ?? (object)new Opaque(name, text);
                return true;
            case (not null, "GetHashCode", []) when receiver is not (int or uint or bool or byte) && Hashes.Of(receiver) is { } hash:
                result = hash;
                return true;
            case (null, "HashData", [object?[] bytes]) when type.ContainingNamespace.Name == "Cryptography"
                && Hashes.Digest(type.Name, bytes) is { } digest:
                result = digest;
                return true;
            case (null, "Combine", _) when type.Name == "HashCode" && Hashes.Of(arguments) is { } combined:
                result = combined;
                return true;
            case (Special special, "ToString" or "GetHashCode", _):
                result = new Opaque(name, special);
                return true;
            case (not null, "GetHashCode", []) when receiver is not (int or uint or bool or byte):
                result = new Opaque(name, receiver);
                return true;
            default:
                return false;
        }
    }
}
