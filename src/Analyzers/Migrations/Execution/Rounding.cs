namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Equality but for the last digits of fractions. Shares that are brought to a sum of one again differ by as much, and nobody would
/// call that another row.
/// </summary>
internal static class Rounding
{
    private const double OfDouble = 1e-12;
    private const double OfSingle = 1e-6;

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (double a, double b) => AreNear(a, b, OfDouble),
        (float a, float b) => AreNear(a, b, OfSingle),
        (Instance a, Instance b) => a.Type.Is(b.Type) && AllEqual(a.Slots, b.Slots),
        (System.Collections.IList a, System.Collections.IList b) => AllEqual(a, b),
        _ => Values.AreEqual(left, right),
    };

    private static bool AreNear(double a, double b, double precision) =>
        a.Equals(b) || Math.Abs(a - b) <= precision * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static bool AllEqual(System.Collections.IList left, System.Collections.IList right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }
        return left.Count == right.Count;
    }
}
