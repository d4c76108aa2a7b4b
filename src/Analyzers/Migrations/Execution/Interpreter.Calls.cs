using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private object? Call(IInvocationOperation invocation, Frame frame)
    {
        var method = invocation.TargetMethod;
        if (IsLog(method))
        {
            Print(invocation, frame);
            return null;
        }
        var receiver = invocation.Instance is null ? null : Evaluate(invocation.Instance, frame);
        if (receiver is null && invocation.Instance is not null
            && method.ContainingType.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T)
        {
            throw new ThrownException("System.NullReferenceException");
        }
        var places = new Place?[method.Parameters.Length];
        var arguments = Arguments(invocation.Arguments, method, frame, places);
        var before = _callInRoot;
        if (IsInRoot(invocation.Syntax))
        {
            _callInRoot = invocation.Syntax;
        }
        try
        {
            var result = Call(invocation, method, receiver, arguments, frame);
            for (var i = 0; i < places.Length; i++)
            {
                if (places[i] is { } place)
                {
                    place.Value = arguments[i];
                }
            }
            return result;
        }
        finally
        {
            _callInRoot = before;
        }
    }

    private object? Call(IInvocationOperation invocation, IMethodSymbol method, object? receiver, object?[] arguments, Frame frame)
    {
        switch (receiver)
        {
            case TableValue { Table: var table }: return CallTable(table, method.Name, arguments, invocation);
            case IndexValue index: return CallIndex(index, method.Name, arguments, invocation);
            case Closure closure when method.MethodKind == MethodKind.DelegateInvoke: return closure.Call(arguments);
            case RandomValue random: return random.Next(method.Name, arguments);
            case ContextValue when method.Name is "NewUuidV4" or "NewUuidV7": return new Special("Uuid", run.Number * 1000 + ++_counter);
        }
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return frame.Find(method.OriginalDefinition)?.Value is Closure function
                ? function.Call(arguments)
                : throw new LostTrackException(method.Name);
        }
        if (method is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface }
            && Constrained(method, invocation.Syntax, frame) is IMethodSymbol constrained)
        {
            method = constrained;
        }
        if (CodeTraits.PatternOf(method) is { } pattern)
        {
            return Host.Call(() => RegexCalls.Create(pattern.Text, pattern.Options));
        }
        if (receiver is Instance && arguments.Length == 1 && IsGeneratedEquality(method))
        {
            return Equality(receiver, arguments[0]);
        }
        var implementation = receiver is Instance instance && !IsOfBase(invocation.Instance) ? Implementation(method, instance) : method;
        if (module.BodyOf(implementation.OriginalDefinition) is not null)
        {
            return Invoke(implementation, receiver, arguments, frame);
        }
        AdaptOwn(method, arguments);
        AdaptTexts(invocation, arguments);
        if (method is { ContainingType.Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } })
        {
            return CallLinq(method, arguments);
        }
        if (TryCallKnown(method, receiver, arguments, invocation, out var known))
        {
            return known;
        }
        return CallWithoutSource(method, receiver, arguments);
    }

    private object? CallWithoutSource(IMethodSymbol method, object? receiver, object?[] arguments)
    {
        var isUnknown = receiver is Opaque or Special || Array.Exists(arguments, static argument => argument is Opaque or Special);
        if (!isUnknown && HostTypes.Of(method.ContainingType) is { } host
            && Host.TryInvoke(receiver?.GetType() ?? host, method.Name, receiver, arguments, HostParameters(method), out var result))
        {
            return result;
        }
        if (!IsPlain(receiver)
            || !Array.TrueForAll(
                arguments, static argument => IsPlain(argument) || (argument is object?[] array && Array.TrueForAll(array, IsPlain))))
        {
            throw new LostTrackException(method.Name);
        }
        // An array may have been written to.
        return method.ReturnsVoid
            ? Array.Exists(arguments, static argument => argument is object?[]) ? throw new LostTrackException(method.Name) : null
            : new Opaque(
                method.ContainingType.Name + "." + method.Name,
                [receiver, .. arguments.Select(static argument => argument is object?[] array ? new TupleValue(array) : argument)]);
    }

    /// <summary>Arguments by the position of their parameters; those by reference with the places that they name.</summary>
    private object?[] Arguments(IEnumerable<IArgumentOperation> given, IMethodSymbol method, Frame frame, Place?[]? places = null)
    {
        var arguments = new object?[method.Parameters.Length];
        foreach (var argument in given)
        {
            if (argument.Parameter is not { } parameter)
            {
                throw new LostTrackException("argument");
            }
            if (parameter.RefKind is RefKind.Ref or RefKind.Out && argument.Value is not IInterpolatedStringHandlerCreationOperation)
            {
                if (places is null)
                {
                    throw new LostTrackException("ref");
                }
                places[parameter.Ordinal] = PlaceOf(argument.Value, frame);
                arguments[parameter.Ordinal] = parameter.RefKind == RefKind.Ref ? places[parameter.Ordinal]!.Value : null;
            }
            else
            {
                arguments[parameter.Ordinal] = Values.Copy(Evaluate(argument.Value, frame));
            }
        }
        return arguments;
    }
}
