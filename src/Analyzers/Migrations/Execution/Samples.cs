using System.Numerics;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Sample values for columns and parameters: a few of each type, and those around the constants of the code.</summary>
internal sealed partial class Samples(Module module, Constants constants, SampleTexts texts)
{
    /// <summary>The choice of nothing: a column that nobody has filled yet.</summary>
    public const int Blank = -1;

    private static readonly double[] s_fractions = [100, 1.5, 0, 2.25, -3.5, 0.1];

    private readonly SampleNumbers _numbers = new(constants);

    /// <summary>How many rows references go to.</summary>
    public int MostReferred { get; init; } = 5;

    /// <summary>Whether texts are numerals.</summary>
    public bool Numerals => texts.Numerals;

    public object? ValueOf(IFieldSymbol field, int choice) => ValueOf(field.Type, choice, constants.Of(field), field.Name, depth: 0);

    public object? ValueOf(IParameterSymbol parameter, int choice) => ValueOf(parameter.Type, choice, [], parameter.Name, depth: 0);

    /// <summary>A value for a column that must not have it twice.</summary>
    public object? UniqueValueOf(IFieldSymbol field, int row) =>
        field.Type.SpecialType == SpecialType.System_String
            ? UniqueText(field, row)
        : Numbers.IsNumeric(field.Type.SpecialType) ? Numbers.Convert(row + 1, field.Type.SpecialType, isChecked: false)
        : Special.IsSpecial(field.Type) && row > 4 ? new Special(field.Type.Name, row + 1)
        : ValueOf(field.Type, row, [], field.Name, depth: 0);

    private string UniqueText(IFieldSymbol field, int row)
    {
        var given = texts.Near(texts.Marked ? constants.Of(field) : []);
        return row < Math.Min(7, given.Count) ? given[row]
            : texts.Marked ? $"{row}{given[row % given.Count]}"
            : $"text {row}";
    }

    private object? ValueOf(ITypeSymbol type, int choice, IReadOnlyList<object> near, string name, int depth)
    {
        if (choice == Blank)
        {
            return BlankOf(type, depth);
        }
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
        {
            return choice == 0 ? null : ValueOf(inner, choice - 1, near, name, depth);
        }
        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return choice % 5 == 0
                ? null
                : ValueOf(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), choice - 1, near, name, depth);
        }
        if (type.SpecialType == SpecialType.System_String)
        {
            var given = texts.Near(near);
            return given[choice % given.Count];
        }
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return choice % 2 == 1;
        }
        if (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
        {
            var fractions = near.Where(static value => Numbers.IsNumber(value) && value is not char)
                .Select(static value => Convert.ToDouble(value, null))
                .SelectMany(static number => new[] { number, number + 1, number - 1 }).Concat(s_fractions).Distinct().ToArray();
            return Numbers.Convert(fractions[choice % fractions.Length], type.SpecialType, isChecked: false);
        }
        if (Numbers.IsNumeric(type.SpecialType))
        {
            var numbers = _numbers.Near(near, type.SpecialType, name, MostReferred);
            return Numbers.Wrap(numbers[choice % numbers.Count], type.SpecialType, isChecked: false);
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
        {
            var members = near.Where(value => value.GetType() == Values.DefaultOf(enumType)?.GetType())
                .Concat(
                    enumType.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
                        .Select(static member => member.ConstantValue!))
                .Concat(AllFlags(enumType)).Distinct().ToArray();
            return members.Length == 0 ? Values.DefaultOf(type) : members[choice % members.Length];
        }
        if (Special.IsSpecial(type))
        {
            return new Special(
                type.Name,
                type.Name == "Timestamp" ? Time(choice, near)
                    : type.Name == "TimeDuration" ? choice * 1_000_000L
                    : type.Name == "Unit" ? 0
                    : choice % 5 + 1);
        }
        if (depth > 3)
        {
            return Values.DefaultOf(type);
        }
        return type switch
        {
            IArrayTypeSymbol array => Items(array.ElementType, choice, depth).ToArray(),
            INamedTypeSymbol { Name: "List", TypeArguments: [var element] } => Items(element, choice, depth),
            INamedTypeSymbol named when named.DeclaringSyntaxReferences.Length > 0 || Schedules.IsSchedule(named) =>
                OfModule(named, choice, depth),
            _ => Values.DefaultOf(type) ?? new Opaque("sample", type.Name, choice),
        };
    }

    /// <summary>
    /// Mostly past, for most columns say when something happened; some say when it will, and some were never set. Every third is just
    /// beyond what it is held against.
    /// </summary>
    private static long Time(int choice, IReadOnlyList<object> near) =>
        choice % 3 == 1
            && near.Where(Numbers.IsWhole).Select(Numbers.ToInteger).Where(static held => held >= 0 && held < long.MaxValue)
                .ToArray() is { Length: > 0 } held
        ? (long)held[choice / 3 % held.Length] + 1
        : (choice % 4 == 3 ? 1_900_000_000_000_000 : choice % 5 == 4 ? 0 : 1_600_000_000_000_000) + choice * 1_000_000L;

    /// <summary>All flags of an enum at once.</summary>
    private static IEnumerable<object> AllFlags(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "FlagsAttribute")
            ? [Numbers.Wrap(type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
                .Aggregate(
                    BigInteger.Zero,
                    static (
                        all,
                        member) => all | Numbers.ToInteger(member.ConstantValue!)), type.EnumUnderlyingType!.SpecialType, isChecked: false)]
            : [];
}
