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
        if (IsImmutable(type) && TryCallImmutable(type, receiver, name, arguments, out result))
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
            case (List<object?> list, "ConvertAll", [Closure convert]):
                result = list.ConvertAll(item => convert.Invoke(item));
                return true;
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
            case (List<object?> list, "Sort", []):
                list.Sort(Order);
                return true;
            case (object?[] array, "CopyTo", [object?[] target, int start]):
                return TryCallArray("Copy", array, [array, 0, target, start, array.Length], out result);
            case (System.Text.StringBuilder builder, "AppendJoin", [char or string, { } items]):
                result = builder.Append(
                    string.Join(Host.Format(arguments[0]), Linq.Sequence(items).Select(static item => Host.Format(item))));
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
            case (string text, _, _):
                return TryCallString(text, name, arguments, out result);
            case (null, "Join", [char separator, var items]) when type.SpecialType == SpecialType.System_String:
                result = string.Join(separator.ToString(), Linq.Sequence(items).Select(static item => Host.Format(item)));
                return true;
            case (null, "Join", [string separator, var items]) when type.SpecialType == SpecialType.System_String
                && items is not IEnumerable<string>:
                result = string.Join(separator, Linq.Sequence(items).Select(static item => Host.Format(item)));
                return true;
            case (null, "Concat", _) when type.SpecialType == SpecialType.System_String:
                result = Concat(
                    (arguments is [IEnumerable<object?> parts]
                        ? parts
                        : arguments).Select(static part => part is char ? Host.Format(part) : part).ToArray());
                return true;
            case (null, "AsSpan", [List<object?>]) when type.Name == "CollectionsMarshal":
                result = arguments[0];
                return true;
            case (null, "Create", [int length, var state, Closure write]) when type.SpecialType == SpecialType.System_String
                && length is >= 0 and <= Host.LargestSize:
                var characters = Enumerable.Repeat<object?>('\0', length).ToArray();
                write.Invoke(characters, state);
                result = string.Concat(characters);
                return true;
            case (null, "Create", [_, string]) when type.SpecialType == SpecialType.System_String:
            case (null, "Invariant" or "CurrentCulture", [string]) when type.Name == "FormattableString":
                result = arguments[arguments.Length - 1];
                return true;
            case (null, "Empty", []) when type.SpecialType == SpecialType.System_Array:
                result = Array.Empty<object?>();
                return true;
            case (null, _, [object?[] array, ..]) when type.SpecialType == SpecialType.System_Array:
                return TryCallArray(name, array, arguments, out result);
            case (null, "Create", _) when CreatedComparer(type, arguments) is { } comparer:
                result = comparer;
                return true;
            case (null, "Create", [var key, var value]) when type.Name == "KeyValuePair":
                result = new KeyValuePair<object, object?>(key!, value);
                return true;
            case (Dictionary<object, object?> dictionary, _, _):
                return TryCallDictionary(dictionary, name, arguments, method, out result);
            case (null, "TryAdd", [IDictionary<object, object?> dictionary, ..]) when type.Name == "CollectionExtensions":
                return TryCallDictionary(dictionary, name, [arguments[1], arguments[2]], method, out result);
            case (null, "GetValueOrDefault", [IDictionary<object, object?> dictionary, var key, ..])
                when type.Name == "CollectionExtensions" || IsImmutable(type):
                result = dictionary.TryGetValue(key!, out var found) ? found
                    : arguments.Length > 2 ? arguments[2]
                    : Values.DefaultOf(method.ReturnType);
                return true;
            default:
                return false;
        }
    }
}
