using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Runs the bodies of methods, local functions and lambdas.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Iterators run at once to their end, or to where those that have none are stopped.</summary>
    private const int MostYielded = 256;

    private object? Invoke(IMethodSymbol method, object? self, object?[] arguments, Frame? caller = null)
    {
        var definition = method.OriginalDefinition;
        if (module.BodyOf(definition) is not { } body)
        {
            throw new LostTrackException(method.Name);
        }
        var frame = new Frame(null, self);
        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
        {
            frame.Construct(method, caller);
        }
        return Activate(definition, body, frame, arguments);
    }

    private Closure Closure(IMethodSymbol symbol, IOperation body, Frame enclosing) =>
        new(arguments => Activate(symbol.OriginalDefinition, body, new Frame(enclosing, null), arguments), symbol.Parameters.Length);

    /// <summary>Runs a body; parameters by reference leave their last values in <paramref name="arguments"/>.</summary>
    private object? Activate(IMethodSymbol method, IOperation body, Frame frame, object?[] arguments)
    {
        if (++_depth > DeepestCall)
        {
            throw new LostTrackException("depth");
        }
        try
        {
            foreach (var parameter in method.Parameters)
            {
                frame.Declare(parameter, new Variable(arguments[parameter.Ordinal]));
            }
            frame.ReturnsPlace = method.ReturnsByRef || method.ReturnsByRefReadonly;
            if (body is IBlockOperation)
            {
                if (Run(body, frame) == Completion.GotoCase)
                {
                    throw new LostTrackException("goto");
                }
            }
            else
            {
                frame.Result = Evaluate(body, frame);
            }
            foreach (var parameter in method.Parameters)
            {
                if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                {
                    arguments[parameter.Ordinal] = frame.Find(parameter)!.Value;
                }
            }
            _returned = frame.ReturnedPlace;
            return frame.Result is not null || !IsIterator(method, body) ? frame.Result
                : frame.Yielded.Count < MostYielded ? frame.Yielded
                : Endless(frame.Yielded);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>What an iterator yields before it is stopped; more than that nobody may ask of it.</summary>
    private static IEnumerable<object?> Endless(List<object?> yielded)
    {
        foreach (var item in yielded)
        {
            yield return item;
        }
        throw new LostTrackException("size");
    }

    private static bool IsIterator(IMethodSymbol method, IOperation body)
    {
        if (method.ReturnType.Name is "IEnumerable" or "IEnumerator")
        {
            foreach (var operation in body.Descendants())
            {
                if (operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
