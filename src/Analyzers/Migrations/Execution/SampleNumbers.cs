using System.Numerics;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Sample numbers: a few of each size, and those around the constants of the code.</summary>
internal sealed class SampleNumbers(Constants constants)
{
    private const int Magnitude = 100_000_000;

    /// <summary>
    /// Beyond what the code holds numbers against, also where it takes its thresholds from a table; no multiple of it, so that something is
    /// left over.
    /// </summary>
    private BigInteger Large { get; } = constants.All.Where(static value => value is int or uint or long or ulong).Select(Numbers.ToInteger)
        .Where(static number => number is { IsOne: false } && number <= 100_000).Append(98).Max() * 2 + 3;

    private BigInteger FarBeyond => Large * 11;

    /// <summary>What is called an id refers to a row.</summary>
    public static bool IsReference(string name) =>
        name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("_id", StringComparison.Ordinal);

    /// <param name="near">The constants that the column is held against.</param>
    /// <param name="name">That of the column.</param>
    /// <param name="mostReferred">How many rows references go to.</param>
    public List<BigInteger> Near(IReadOnlyList<object> near, SpecialType type, string name, int mostReferred)
    {
        var numbers = new List<BigInteger>();
        foreach (var constant in near)
        {
            if (Numbers.IsWhole(constant))
            {
                var number = Numbers.ToInteger(constant);
                numbers.AddRange([number, number - 1, number + 1]);
            }
        }
        // What is called an id refers to a row, and rows are numbered from 1.
        numbers.AddRange(IsReference(name) ? Enumerable.Range(1, mostReferred).Select(static id => (BigInteger)id) : Ordinary(Fits));
        if (type is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_SByte
            && (constants.LooksBelowZero || near.Any(static constant => Numbers.IsWhole(constant) && Numbers.ToInteger(constant) <= 0)))
        {
            numbers.Add(-5);
        }
        else
        {
            numbers.RemoveAll(static number => number < 0);
        }
        // Not of the unit of this column: they are of the whole code.
        return OfOneUnit(numbers.Distinct().ToList()).Concat(constants.Bounds.Select(Numbers.ToInteger).Where(Fits)).Distinct().ToList();

        bool Fits(BigInteger number) => number == Numbers.ToInteger(Numbers.Wrap(number, type, isChecked: false));
    }

    private IEnumerable<BigInteger> Ordinary(Predicate<BigInteger> fits) =>
        [100, 1, 7, 2, 0, Large, 3, fits(FarBeyond) ? FarBeyond : 51];

    /// <summary>
    /// A column that is held against a very large number is told its unit by it, as seconds from milliseconds: its values are less
    /// than a thousandth of that in neither unit.
    /// </summary>
    private static List<BigInteger> OfOneUnit(List<BigInteger> numbers)
    {
        var largest = numbers.Max();
        return largest < Magnitude
            ? numbers
            : [largest / 50, largest / 100, .. numbers.Where(number => number <= 0 || number >= largest / 1000)];
    }
}
