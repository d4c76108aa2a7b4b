using System.Numerics;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The arithmetic of C# on boxed numbers.</summary>
internal static partial class Numbers
{
    /// <summary>Both operands have the same type, as the compiler converts them.</summary>
    public static object? Calculate(BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        try
        {
            return (left, right) switch
            {
                (double a, double b) => Of(kind, a, b),
                (float a, float b) => Of(kind, a, b) is double result ? (float)result : Of(kind, a, b),
                (decimal a, decimal b) => Of(kind, a, b),
                _ => Of(kind, ToInteger(left), ToInteger(right), Bits(left)) switch
                {
                    BigInteger result => Wrap(result, TypeOf(left), isChecked),
                    var other => other,
                },
            };
        }
        catch (Exception exception) when (exception is DivideByZeroException or OverflowException)
        {
            throw new ThrownException(exception.GetType().FullName!);
        }
    }

    private static object Of(BinaryOperatorKind kind, BigInteger a, BigInteger b, int bits) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => BigInteger.Divide(a, b),
        BinaryOperatorKind.Remainder => BigInteger.Remainder(a, b),
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.LeftShift => a << ((int)b & (bits - 1)),
        BinaryOperatorKind.RightShift => a >> ((int)b & (bits - 1)),
        BinaryOperatorKind.UnsignedRightShift => (a & ((BigInteger.One << bits) - 1)) >> ((int)b & (bits - 1)),
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => throw new LostTrackException("operator"),
    };

    private static object Of(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => throw new LostTrackException("operator"),
    };

    private static object Of(BinaryOperatorKind kind, decimal a, decimal b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Of(kind, new BigInteger(a.CompareTo(b)), BigInteger.Zero, 32),
    };
}
