using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// The products and sums that SpacetimeDB knows by their shape.
/// Source: <c>crates/sats/src/product_type.rs</c> and <c>sum_type.rs</c>, <c>is_special</c>.
/// </summary>
internal static class SpecialAlgebraicType
{
    public static AlgebraicType Unit { get; } = new Product([]);
    public static AlgebraicType Identity { get; } = Tagged("__identity__", PrimitiveKind.U256);
    public static AlgebraicType ConnectionId { get; } = Tagged("__connection_id__", PrimitiveKind.U128);
    public static AlgebraicType Timestamp { get; } = Tagged("__timestamp_micros_since_unix_epoch__", PrimitiveKind.I64);
    public static AlgebraicType TimeDuration { get; } = Tagged("__time_duration_micros__", PrimitiveKind.I64);
    public static AlgebraicType Uuid { get; } = Tagged("__uuid__", PrimitiveKind.U128);
    public static AlgebraicType ScheduleAt { get; } = new Sum([new("Interval", TimeDuration), new("Time", Timestamp)]);

    /// <summary>Each special type without arguments, under the name that a snapshot gives it.</summary>
    public static IReadOnlyDictionary<string, AlgebraicType> ByName { get; } = new Dictionary<string, AlgebraicType>(StringComparer.Ordinal)
    {
        ["unit"] = Unit,
        ["identity"] = Identity,
        ["connection_id"] = ConnectionId,
        ["timestamp"] = Timestamp,
        ["time_duration"] = TimeDuration,
        ["uuid"] = Uuid,
        ["schedule_at"] = ScheduleAt,
    };

    private static readonly Dictionary<AlgebraicType, string> s_names = ByName.ToDictionary(
        static pair => pair.Value, static pair => pair.Key);

    private static readonly TypeMember s_none = new("none", Unit);
    private static readonly Sum[] s_optionsOfPrimitives = [.. Enum.GetValues(typeof(PrimitiveKind)).Cast<PrimitiveKind>()
        .Select(static kind => NewOption(Primitive.Of(kind)))];

    /// <summary>The same object each time for a number, a bool or a string: most options are of these.</summary>
    public static AlgebraicType Option(AlgebraicType some) =>
        some is Primitive { Kind: var kind } ? s_optionsOfPrimitives[(int)kind] : NewOption(some);

    public static AlgebraicType Result(AlgebraicType ok, AlgebraicType err) => new Sum([new("ok", ok), new("err", err)]);

    /// <summary>What a view returns that builds a query instead of rows.</summary>
    public static AlgebraicType Query(AlgebraicType row) => new Product([new("__query__", row)]);

    /// <summary>Whether all variants are without payloads, as those of an enum. Source: <c>sum_type.rs</c>, <c>is_simple_enum</c>.</summary>
    public static bool AreUnits(EquatableArray<TypeMember> variants) => variants.All(static variant => variant.Type == Unit);

    public static string? NameOf(AlgebraicType type) =>
        type is Product or Sum && s_names.TryGetValue(type, out var name) ? name : null;

    /// <summary>
    /// A definition of the module that looks like one of these as it is written: its names are not converted.
    /// Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>convert_algebraic_type</c>.
    /// </summary>
    public static AlgebraicType WithItsNames(AlgebraicType definition) => definition switch
    {
        Product { Fields: [{ SourceName: ['_', '_', ..] name } field] } when NameOf(new Product([new(name, field.Type)])) is not null =>
            new Product([field with { Name = name }]),
        Sum { Variants: [{ SourceName: "Interval" } first, { SourceName: "Time" } second] } when first.Type == TimeDuration
            && second.Type == Timestamp =>
            new Sum([first with { Name = first.SourceName }, second with { Name = second.SourceName }]),
        _ => definition,
    };

    public static AlgebraicType? OptionElement(AlgebraicType type) =>
        type is Sum { Variants: { Count: 2 } variants } && variants[0].Name == "some"
            && variants[1].Name == "none" && variants[1].Type == Unit
            ? variants[0].Type
            : null;

    public static (AlgebraicType Ok, AlgebraicType Err)? ResultElements(AlgebraicType type) =>
        type is Sum { Variants: { Count: 2 } variants } && variants[0].Name == "ok" && variants[1].Name == "err"
            ? (variants[0].Type, variants[1].Type)
            : null;

    private static Sum NewOption(AlgebraicType some) => new([new("some", some), s_none]);

    private static Product Tagged(string field, PrimitiveKind kind) => new([new(field, new Primitive(kind))]);
}
