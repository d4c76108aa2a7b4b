using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    /// <summary>Members that the oldest host lacks, that values of the execution have, or that differ at every run.</summary>
    private bool TryCallKnown(
        IMethodSymbol method, object? receiver, object?[] arguments, IInvocationOperation? invocation, out object? result)
    {
        var name = method.Name;
        var type = method.ContainingType.OriginalDefinition;
        result = null;
        if (type.SpecialType == SpecialType.System_Nullable_T && name == "GetValueOrDefault")
        {
            result = receiver ?? (arguments.Length > 0 ? arguments[0] : Values.DefaultOf(method.ReturnType));
            return true;
        }
        if ((receiver is Special || (receiver is null && type.Name is "Timestamp" or "TimeDuration"))
            && Times.TryCall(type.Name, name, receiver, arguments, out result))
        {
            return true;
        }
        if (type.Name == "Identity" && Special.IsSpecial(type) && receiver is null && name == "FromHexString" && arguments is [string hex])
        {
            result = Special.WrittenIdentity(hex);
            return true;
        }
        if (IsImmutable(type) && (IsBuilder(type)
            ? TryCallBuilder(method, receiver, arguments, out result)
            : TryCallImmutable(type, receiver, name, arguments, out result)))
        {
            return true;
        }
        switch (receiver, name, arguments)
        {
            case (null, "GetTimestamp", []) when type.Name == "Stopwatch":
                result = Foreign(invocation?.Syntax, run.Number * 60_123_456_789L + ++_counter);
                return true;
            case (null, "NewGuid", _) when type.Name == "Guid":
                result = Foreign(invocation?.Syntax, new Guid(run.Number, (short)++_counter, 4, 1, 2, 3, 4, 5, 6, 7, 8));
                return true;
            case (null, "DivRem", [{ } dividend, { } divisor]) when type.Name == "Math" || Numbers.IsNumeric(type.SpecialType):
                result = new TupleValue(
                    [Numbers.Calculate(
                        BinaryOperatorKind.Divide,
                        dividend,
                        divisor,
                        isChecked: false), Numbers.Calculate(BinaryOperatorKind.Remainder, dividend, divisor, isChecked: false)]);
                return true;
            case (null, "Clamp", [{ } value, { } low, { } high]) when type.Name == "Math":
                result = Ordering.Instance.Compare(value, low) < 0 ? low : Ordering.Instance.Compare(value, high) > 0 ? high : value;
                return true;
            case (null, _, _) when type is { Name: "MathF", ContainingNamespace.Name: "System" }:
                // The oldest host has it for doubles alone.
                result = Host.TryInvoke(
                    typeof(Math),
                    name,
                    null,
                    Array.ConvertAll(arguments, static number => number is float single ? (double)single : number),
                    new Type?[arguments.Length],
                    out var number) && number is double wide
                    ? (float)wide
                    : throw new LostTrackException(name);
                return true;
            case ({ } flags, "HasFlag", [{ } flag]) when Numbers.IsNumber(flags) && Numbers.IsNumber(flag):
                result = (Numbers.ToInteger(flags) & Numbers.ToInteger(flag)) == Numbers.ToInteger(flag);
                return true;
            case (Lookup lookup, "Contains", [var key]):
                result = lookup.Has(key);
                return true;
            case (null, "Equals" or "ReferenceEquals", [var a, var b]) when type.SpecialType == SpecialType.System_Object:
                result = name == "Equals" ? Equality(a, b) : ReferenceEquals(a, b);
                return true;
            case (Instance instance, "GetType", []):
                result = new TypeValue(instance.Type.Symbol);
                return true;
            case (null, _, [string text, ..]) when type.Name == "MemoryExtensions":
                return TryCallText(text, name, arguments.Skip(1).ToArray(), out result);
            case (null, _, [{ } items, ..]) when type.Name == "MemoryExtensions" && SpanValue.Over(items) is not null:
                return TryCallItems(items, name, arguments.Skip(1).ToArray(), method, out result);
            case (string text, _, _) when IsSpan(type):
                return TryCallText(text, name, arguments, out result);
            case ({ } items, _, _) when IsSpan(type) && SpanValue.Over(items) is not null:
                return TryCallItems(items, name, arguments, method, out result);
            case (null, _, _) when type.SpecialType == SpecialType.System_Enum:
                return TryCallEnum(method, arguments, out result);
            case (null, "TryParse" or "Parse", [string or null, System.Globalization.CultureInfo, ..]) when Numbers.IsNumeric(
                type.SpecialType):
                return TryParse(type, name, arguments, out result);
            case (null, "Clamp" or "Max" or "Min" or "Abs" or "Sign", _) when Numbers.IsNumeric(type.SpecialType):
                return TryCallNumber(name, arguments, out result);
            case (System.Collections.IEnumerable items, "GetEnumerator", []):
                result = Linq.Sequence(items).GetEnumerator();
                return true;
            case (IEnumerator<object?> walk, "MoveNext", []):
                result = walk.MoveNext();
                return true;
            case (null, _, _) when type.Name is "BitOperations" or "Convert" && Bits.TryCall(type.Name, name, arguments, out result):
                return true;
            case (object?[] or MultiArray, _, _) when TryCallArrayMember(receiver, name, arguments, out result):
                return true;
            case (null, "Clear", _) when type.SpecialType == SpecialType.System_Array && TryClear(invocation, arguments):
                return true;
            case (null, _, [{ } place, ..]) when type.Name == "Interlocked" && TryCallInterlocked(name, place, arguments, out result):
                return true;
            case (List<object?> list, "ConvertAll", [Closure convert]):
                result = list.ConvertAll(item => convert.Invoke(item));
                return true;
            default:
                return TryCallObject(method, receiver, arguments, invocation, out result)
                    || TryCallTexts(method, receiver, arguments, out result)
                    || TryCallCollection(method, receiver, arguments, out result);
        }
    }
}
