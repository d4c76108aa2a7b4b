using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The methods of <c>System.Threading.Interlocked</c>: a reducer has one thread, so they are plain assignments.</summary>
internal sealed partial class Interpreter
{
    private static bool TryCallInterlocked(string name, object place, object?[] arguments, out object? result)
    {
        result = place;
        switch (name, arguments)
        {
            case ("Increment", [_]):
                result = arguments[0] = Sum(place, 1);
                return true;
            case ("Decrement", [_]):
                result = arguments[0] = Sum(place, -1);
                return true;
            case ("Add", [_, { } value]) when Numbers.IsNumber(place):
                result = arguments[0] = Numbers.Calculate(BinaryOperatorKind.Add, place, value, isChecked: false);
                return true;
            case ("Exchange", [_, var value]):
                arguments[0] = value;
                return true;
            case ("CompareExchange", [_, var value, var comparand]):
                arguments[0] = Values.AreEqual(place, comparand) ? value : place;
                return true;
            case ("Read", [_]):
                return true;
            default:
                return false;
        }
    }

    private static object Sum(object number, int step) =>
        Numbers.Wrap(Numbers.ToInteger(number) + step, Numbers.TypeOf(number), isChecked: false);
}
