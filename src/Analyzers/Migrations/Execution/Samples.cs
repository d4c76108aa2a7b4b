using System.Numerics;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Sample values for columns and parameters: a few of each type, and those around the constants of the code.</summary>
internal sealed class Samples(Module module, Constants constants)
{
    private const int Beyond = 50;
    private const int Magnitude = 100_000_000;

    private static readonly string[] s_texts = ["Ada Lovelace", "grace", "  Padded Name ", "", "MiXed", "a-b_c d", "x"];
    private static readonly string[] s_numerals = ["12", "7", "100", "3", "0"];
    private static readonly (object Open, object Close)[] s_brackets = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    private static readonly int[] s_numbers = [100, 1, 7, 2, 0, Beyond, 3];
    private static readonly double[] s_fractions = [100, 1.5, 0, 2.25, -3.5, 0.1];

    /// <summary>Whether texts are numerals, for code that parses them.</summary>
    public bool Numerals { get; init; }

    /// <summary>Whether numerals stand together, for code that takes them apart.</summary>
    public bool Joined { get; init; }

    /// <summary>Beyond what the code holds numbers against, also where it takes its thresholds from a table; no multiple of it, so that something is left over.</summary>
    private BigInteger Large { get; } = constants.All.Where(static value => value is int or uint or long or ulong).Select(Numbers.ToInteger)
        .Where(static number => number is { IsOne: false } && number <= 100_000).Append(25).Max() * 2 + 3;

    public object? ValueOf(IFieldSymbol field, int choice) => ValueOf(field.Type, choice, constants.Of(field), field.Name, depth: 0);

    public object? ValueOf(IParameterSymbol parameter, int choice) => ValueOf(parameter.Type, choice, [], parameter.Name, depth: 0);

    /// <summary>What is called an id refers to a row.</summary>
    public static bool IsReference(string name) => name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("_id", StringComparison.Ordinal);

    /// <summary>A value for a column that must not have it twice.</summary>
    public object? UniqueValueOf(IFieldSymbol field, int row) =>
        field.Type.SpecialType == SpecialType.System_String ? Texts([]) is var texts && row < Math.Min(7, texts.Count) ? texts[row] : $"text {row}"
        : Numbers.IsNumeric(field.Type.SpecialType) ? Numbers.Convert(row + 1, field.Type.SpecialType, isChecked: false)
        : Special.IsSpecial(field.Type) && row > 4 ? new Special(field.Type.Name, row + 1)
        : ValueOf(field.Type, row, [], field.Name, depth: 0);

    private object? ValueOf(ITypeSymbol type, int choice, IReadOnlyList<object> near, string name, int depth)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
        {
            return choice == 0 ? null : ValueOf(inner, choice - 1, near, name, depth);
        }
        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            return choice % 5 == 0 ? null : ValueOf(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), choice - 1, near, name, depth);
        }
        if (type.SpecialType == SpecialType.System_String)
        {
            var texts = Texts(near);
            return texts[choice % texts.Count];
        }
        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return choice % 2 == 1;
        }
        if (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
        {
            var fractions = near.Where(static value => Numbers.IsNumber(value) && value is not char).Select(static value => Convert.ToDouble(value, null))
                .SelectMany(static number => new[] { number, number + 1, number - 1 }).Concat(s_fractions).Distinct().ToArray();
            return Numbers.Convert(fractions[choice % fractions.Length], type.SpecialType, isChecked: false);
        }
        if (Numbers.IsNumeric(type.SpecialType))
        {
            var numbers = Integers(near, type.SpecialType, name);
            return Numbers.Wrap(numbers[choice % numbers.Count], type.SpecialType, isChecked: false);
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
        {
            var members = near.Where(value => value.GetType() == Values.DefaultOf(enumType)?.GetType())
                .Concat(enumType.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue).Select(static member => member.ConstantValue!))
                .Concat(AllFlags(enumType)).Distinct().ToArray();
            return members.Length == 0 ? Values.DefaultOf(type) : members[choice % members.Length];
        }
        if (Special.IsSpecial(type))
        {
            return new Special(type.Name, type.Name == "Timestamp" ? Time(choice) : type.Name == "TimeDuration" ? choice * 1_000_000L : type.Name == "Unit" ? 0 : choice % 5 + 1);
        }
        if (depth > 3)
        {
            return Values.DefaultOf(type);
        }
        return type switch
        {
            IArrayTypeSymbol array => Items(array.ElementType, choice, depth).ToArray(),
            INamedTypeSymbol { Name: "List", TypeArguments: [var element] } => Items(element, choice, depth),
            INamedTypeSymbol named when named.DeclaringSyntaxReferences.Length > 0 || Schedules.IsSchedule(named) => OfModule(named, choice, depth),
            _ => Values.DefaultOf(type) ?? new Opaque("sample", type.Name, choice),
        };
    }

    /// <summary>Mostly past, for most columns say when something happened; some say when it will, and some were never set.</summary>
    private static long Time(int choice) => (choice % 4 == 3 ? 1_900_000_000_000_000 : choice % 5 == 4 ? 0 : 1_600_000_000_000_000) + choice * 1_000_000L;

    /// <summary>All flags of an enum at once.</summary>
    private static IEnumerable<object> AllFlags(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "FlagsAttribute")
            ? [Numbers.Wrap(type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
                .Aggregate(BigInteger.Zero, static (all, member) => all | Numbers.ToInteger(member.ConstantValue!)), type.EnumUnderlyingType!.SpecialType, isChecked: false)]
            : [];

    /// <summary>None, one or two, and at times as many as code needs that looks at parts of them.</summary>
    private static int Length(int choice) => choice % 7 == 5 ? 4 : choice % 11 == 8 ? 6 : choice == 0 ? 1 : choice % 3;

    /// <summary>Different items; in a long list each of them twice.</summary>
    private List<object?> Items(ITypeSymbol element, int choice, int depth) => Enumerable.Range(0, Length(choice))
        .Select(position => ValueOf(element, choice + (Length(choice) > 4 ? position / 2 : position), [], "", depth + 1)).ToList();

    private object? OfModule(INamedTypeSymbol type, int choice, int depth)
    {
        // The variants of a tagged enum are records in it, with one payload each.
        var variants = type.GetTypeMembers().Where(nested => SymbolEqualityComparer.Default.Equals(nested.BaseType, type)).ToArray();
        var chosen = variants.Length > 0 ? variants[choice % variants.Length] : type;
        var instance = new Instance(module.TypeOf(chosen));
        var position = 0;
        for (var level = chosen; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                if (member is { IsStatic: false, IsImplicitlyDeclared: false } && instance.Type.PositionOf(member.Name) >= 0
                    && member is IFieldSymbol or IPropertySymbol { IsIndexer: false } && !InstanceType.IsComputed(member))
                {
                    var memberType = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
                    instance[member.Name] = ValueOf(memberType, (variants.Length > 1 ? choice / variants.Length : choice) + position++, constants.Of(member), member.Name, depth + 1);
                }
            }
        }
        return instance;
    }

    private List<string> Texts(IReadOnlyList<object> near)
    {
        var texts = new List<string>();
        foreach (var constant in near)
        {
            if (constant is string text and not "")
            {
                texts.AddRange([text, "x" + text + "y", text + "x"]);
            }
        }
        if (Numerals)
        {
            texts.AddRange(Joined && constants.Separators is [var first, var second, ..] ? [$"12{first}7{second}30", $"3{first}0{second}5", $"1{second}2", .. s_numerals] : s_numerals);
            return texts;
        }
        texts.AddRange([s_texts[0], s_texts[1]]);
        foreach (var example in constants.Examples)
        {
            texts.AddRange([example, $"see {example} there"]);
        }
        texts.AddRange(OfLength(near));
        foreach (var format in constants.All.OfType<string>().Where(static text => text.Contains("yy") || text.Contains("H:mm") || text.Contains("HH:mm")))
        {
            texts.Add(DateOf(format));
        }
        var separators = near.Concat(constants.All).Where(static constant => constant is char or string { Length: > 0 and <= 3 }).Distinct().ToArray();
        var word = near.Concat(constants.All).OfType<string>().FirstOrDefault(static text => text.Length > 1 && text.All(char.IsLetter)) ?? "name";
        for (var i = 0; i < separators.Length; i++)
        {
            var separator = separators[i];
            if (i == 0 && separators.Length > 1)
            {
                // What is taken apart at one may be told by another.
                texts.AddRange([$"left{separators[1]}right{separator}", $"left{separator}right{separators[1]}"]);
            }
            texts.AddRange([$"left{separator}right{separator}tail", $"{word}{separator}7", $"12{separator}7"]);
            if (constants.Trims || !string.IsNullOrWhiteSpace(separator.ToString()))
            {
                texts.Add(string.Concat(Enumerable.Repeat(separator, 5)));
            }
        }
        foreach (var (open, close) in s_brackets)
        {
            if (separators.Contains(open) && separators.Contains(close))
            {
                texts.AddRange([$"left {open}mid{close} {open}right{close}", $"{open}{open}left{close}{close}"]);
            }
        }
        texts.AddRange(constants.Separators.Take(1).Select(static separator => $"left{separator}left{separator}right"));
        texts.AddRange(s_texts.Skip(2).Concat(constants.All.OfType<string>()).Where(text => constants.Trims || text.Trim() == text));
        return texts.Distinct().Take(24).ToList();
    }

    /// <summary>Texts as long as the code asks for, behind the character that it looks for, if any.</summary>
    private static IEnumerable<string> OfLength(IReadOnlyList<object> near)
    {
        var start = near.FirstOrDefault(static constant => constant is char or string { Length: 1 })?.ToString() ?? "";
        foreach (var length in near.OfType<int>().Where(static length => length is > 3 and <= 40).Take(2))
        {
            yield return start + string.Concat(Enumerable.Range(1, length - start.Length).Select(static digit => digit % 10));
        }
    }

    /// <summary>What code that names a format of dates will parse; as it stands where it is none.</summary>
    private static string DateOf(string format)
    {
        try
        {
            return new DateTime(2025, 2, 3, 4, 5, 6).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return format;
        }
    }

    private List<BigInteger> Integers(IReadOnlyList<object> near, SpecialType type, string name)
    {
        var numbers = new List<BigInteger>();
        foreach (var constant in near)
        {
            if (Numbers.IsNumber(constant) && constant is not (float or double or decimal))
            {
                var number = Numbers.ToInteger(constant);
                numbers.AddRange([number, number - 1, number + 1]);
            }
        }
        // What is called an id refers to a row, and rows are numbered from 1.
        numbers.AddRange((IsReference(name) ? Enumerable.Range(1, 5) : s_numbers).Select(number => number == Beyond ? Large : number));
        if (type is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_SByte
            && (constants.LooksBelowZero || near.Any(static constant => Numbers.IsNumber(constant) && constant is not (float or double or decimal) && Numbers.ToInteger(constant) <= 0)))
        {
            numbers.Add(-5);
        }
        else
        {
            numbers.RemoveAll(static number => number < 0);
        }
        numbers.AddRange(constants.Bounds.Select(Numbers.ToInteger).Where(bound => bound == Numbers.ToInteger(Numbers.Wrap(bound, type, isChecked: false))));
        return OfOneUnit(numbers.Distinct().ToList());
    }

    /// <summary>
    /// A column that is held against a very large number is told its unit by it, as seconds from milliseconds: its values are less
    /// than a thousandth of that in neither unit.
    /// </summary>
    private static List<BigInteger> OfOneUnit(List<BigInteger> numbers)
    {
        var largest = numbers.Max();
        return largest < Magnitude ? numbers : [largest / 50, largest / 100, .. numbers.Where(number => number <= 0 || number >= largest / 1000)];
    }
}
