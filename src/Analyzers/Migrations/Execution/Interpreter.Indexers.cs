using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Elements, by an index or a range.</summary>
internal sealed partial class Interpreter
{
    private Place IndexerPlace(IPropertyReferenceOperation indexer, Frame frame)
    {
        var receiver = Evaluate(indexer.Instance, frame);
        var arguments = indexer.Arguments.Select(argument => Evaluate(argument.Value, frame)).ToArray();
        return receiver switch
        {
            object?[] array => ArrayPlace(array, arguments[0]),
            List<object?> list => ListPlace(list, arguments[0]),
            SpanValue span => At(span, arguments[0]),
            Lookup lookup => new Variable(lookup.Of(arguments[0])),
            string text when arguments[0] is int position =>
                new Variable(
                    position >= 0 && position < text.Length
                        ? text[position]
                        : throw new ThrownException("System.IndexOutOfRangeException")),
            null => throw new ThrownException("System.NullReferenceException"),
            Opaque => new Variable(new Opaque("[]", [receiver, .. arguments])),
            Instance instance when indexer.Property.GetMethod is { } getter && module.BodyOf(getter) is not null =>
                indexer.Property.ReturnsByRef ? Returned(() => Invoke(getter, instance, arguments)) : new ComputedPlace(
                    () => Invoke(getter, instance, arguments),
                    value => Invoke(indexer.Property.SetMethod!, instance, [.. arguments, value])),
            _ => new ComputedPlace(
                () => HostMember(receiver, "get_" + indexer.Property.MetadataName, arguments),
                value => HostMember(receiver, "set_" + indexer.Property.MetadataName, [.. arguments, value])),
        };
    }

    private Place ElementPlace(object? array, IEnumerable<IOperation> indices, Frame frame)
    {
        var positions = indices.Select(index => Evaluate(index, frame)).ToArray();
        return (array, positions) switch
        {
            (MultiArray items, _) => items.Element(positions),
            (object?[] items, [FromEnd or Slice]) => At(items, positions[0]),
            (object?[] items, [var position]) => ArrayPlace(items, position),
            _ => throw new LostTrackException("array"),
        };
    }

    /// <summary>What an index or a range of C# 8 is applied to; of a span, a range is a span again.</summary>
    private object? Sliced(IImplicitIndexerReferenceOperation indexer, Frame frame) =>
        Evaluate(indexer.Instance, frame) is var sliced && IsSpan(indexer.Instance.Type) ? SpanValue.Over(sliced) ?? sliced : sliced;

    /// <summary>An element or a slice, by an index or a range of C# 8.</summary>
    private static Place At(object? receiver, object? index) => (receiver, index) switch
    {
        (string text, Slice slice) when slice.Of(text.Length) is var (start, length) => new Variable(text.Substring(start, length)),
        (object?[] array, Slice slice) when slice.Of(array.Length) is var (start, length) =>
            new Variable(array.Skip(start).Take(length).ToArray()),
        (SpanValue span, Slice slice) when slice.Of(span.Count) is var (start, length) => new Variable(span.Slice(start, length)),
        (SpanValue span, _) when Slice.Position(index, span.Count, 0) is var at =>
            new ComputedPlace(() => span[at], value => span[at] = value),
        (List<object?> list, Slice slice) when slice.Of(list.Count) is var (start, length) => new Variable(list.GetRange(start, length)),
        (string text, _) =>
            Slice.Position(index, text.Length, 0) is >= 0 and var at && at < text.Length
                ? new Variable(text[at])
                : throw new ThrownException("System.IndexOutOfRangeException"),
        (System.Text.StringBuilder builder, _) when Slice.Position(index, builder.Length, 0) is var at => new ComputedPlace(
            () => HostMember(builder, "get_Chars", [at]),
            value => HostMember(builder, "set_Chars", [at, value])),
        (object?[] array, _) => ArrayPlace(array, Slice.Position(index, array.Length, 0)),
        (Opaque, _) => new Variable(new Opaque("[]", receiver, index)),
        (List<object?> list, _) => ListPlace(list, Slice.Position(index, list.Count, 0)),
        _ => throw new LostTrackException("index"),
    };

    private static Place ArrayPlace(object?[] array, object? index) =>
        index is int or long or uint && Numbers.ToInteger(index) is var position && position >= 0 && position < array.Length
            ? new ComputedPlace(() => array[(int)position], value => array[(int)position] = value)
            : throw (index is int or long or uint
                ? new ThrownException("System.IndexOutOfRangeException")
                : new LostTrackException("index"));

    private static Place ListPlace(List<object?> list, object? index) =>
        index is int position
            ? position >= 0 && position < list.Count
                ? new ComputedPlace(() => list[position], value => list[position] = value)
                : throw new ThrownException("System.ArgumentOutOfRangeException")
            : throw new LostTrackException("index");
}
