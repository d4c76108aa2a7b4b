using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>References to the elements of collections.</summary>
internal sealed partial class Interpreter
{
    /// <summary>What the last method has returned by reference.</summary>
    private Place? _returned;

    private void Return(IOperation? value, Frame frame)
    {
        if (!frame.ReturnsPlace)
        {
            frame.Result = value is null ? null : Values.Copy(Evaluate(value, frame));
            return;
        }
        // What is behind a parameter by reference is written when the call ends, and no more after that.
        frame.ReturnedPlace = value is IParameterReferenceOperation ? throw new LostTrackException("ref") : PlaceOf(value, frame);
        frame.Result = frame.ReturnedPlace.Value;
    }

    private Place Returned(Action call)
    {
        call();
        return _returned ?? throw new LostTrackException("place");
    }

    /// <summary>What a method returns by reference.</summary>
    private Place ReturnedPlace(IInvocationOperation invocation, Frame frame)
    {
        var method = invocation.TargetMethod;
        if (method is not { Name: "GetValueRefOrAddDefault", ContainingType.Name: "CollectionsMarshal" })
        {
            return method.ReturnsByRef ? Returned(() => Call(invocation, frame)) : throw new LostTrackException("place");
        }
        var places = new Place?[method.Parameters.Length];
        if (Arguments(invocation.Arguments, method, frame, places) is not [Dictionary<object, object?> dictionary, { } key, _])
        {
            throw new LostTrackException(method.Name);
        }
        places[2]!.Value = dictionary.ContainsKey(key);
        if (!dictionary.ContainsKey(key))
        {
            dictionary.Add(key, Values.DefaultOf(method.TypeArguments[1]));
        }
        return new ComputedPlace(() => dictionary[key], value => dictionary[key] = value);
    }

    /// <summary>The elements that <c>foreach (ref …)</c> may write to.</summary>
    private static IEnumerable<Place> ElementPlaces(object? items) => items switch
    {
        object?[] array => Enumerable.Range(0, array.Length).Select(i => ArrayPlace(array, i)),
        List<object?> list => Enumerable.Range(0, list.Count).Select(i => ListPlace(list, i)),
        SpanValue span => Enumerable.Range(0, span.Count).Select(i => At(span, i)),
        _ => throw new LostTrackException("ref"),
    };
}
