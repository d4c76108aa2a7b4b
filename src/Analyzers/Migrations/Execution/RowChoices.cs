using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Which of its sample values each column of a row gets: a variation gives all rows of a world a likeness of their own.</summary>
internal static class RowChoices
{
    /// <summary>The variation in which two rows each share their texts and references, for code that groups.</summary>
    public const int Paired = 3;

    /// <summary>
    /// The variation in which two rows each share all but their keys, for code that groups by numbers or puts equals in an order.
    /// </summary>
    public const int Twins = 4;

    /// <summary>The variation in which no row has an optional value, for code that takes a few of those at a time.</summary>
    public const int Unset = 5;

    /// <summary>The variation in which nobody has filled anything.</summary>
    public const int Blank = 6;

    /// <summary>The variation in which many rows share each value, for code that counts, keeps a few of each kind, or merges kinds.</summary>
    public const int Crowded = 7;

    /// <summary>The first variation in which every column goes its own way.</summary>
    public const int Mixed = 8;

    private const int CrowdedChoices = 4;

    /// <summary>The first rows are all-first and all-second choices, so that conditions on several columns hold together.</summary>
    public static int Of(ModuleTable table, int row, int column, int variation) => variation switch
    {
        Paired =>
            table.Fields[column].Type.SpecialType == SpecialType.System_String || SampleNumbers.IsReference(table.Fields[column].Name)
                ? row / 2
                : row,
        Twins => row / 2,
        Blank => Samples.Blank,
        Unset => IsOptional(table.Fields[column].Type) ? 0 : row,
        Crowded => Scattered(row * 64 + column, variation) % CrowdedChoices,
        >= Mixed => Scattered(row * 64 + column, variation),
        0 when row < 2 => row,
        _ => OptionalChoice(table, row, column) ?? row * 7 + column * (3 + variation) + variation * 5,
    };

    /// <summary>A choice that tells nothing of those beside it.</summary>
    private static int Scattered(int position, int variation)
    {
        // The last steps of MurmurHash3: without them columns side by side would go together.
        var hash = unchecked((uint)(position * 31 + variation));
        hash = unchecked((hash ^ (hash >> 16)) * 0x85ebca6b);
        hash = unchecked((hash ^ (hash >> 13)) * 0xc2b2ae35);
        return (int)((hash ^ (hash >> 16)) >> 20);
    }

    /// <summary>
    /// The next rows have every other flag and optional value set, then those between, then the same by twos: of any two, each without the
    /// other.
    /// </summary>
    private static int? OptionalChoice(ModuleTable table, int row, int column)
    {
        if (row is < 2 or > 5 || !IsOptional(table.Fields[column].Type))
        {
            return null;
        }
        var position = table.Fields.Take(column).Count(static field => IsOptional(field.Type));
        var isSet = ((row < 4 ? position : position >> 1) & 1) == (row & 1);
        return isSet ? row * 10 + 1 : 0;
    }

    private static bool IsOptional(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
}
