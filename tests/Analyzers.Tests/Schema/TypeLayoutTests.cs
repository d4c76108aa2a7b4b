using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Schema;

/// <summary>Values lie in a row as the engine lays them: its own examples, the derived table of the facts, and its laws.</summary>
public class TypeLayoutTests
{
    [Theory]
    [InlineData("bool i8 u8", 1, 1)]
    [InlineData("i16 u16", 2, 2)]
    [InlineData("i32 u32 f32", 4, 4)]
    [InlineData("i64 u64 f64", 8, 8)]
    [InlineData("i128 u128", 16, 16)]
    [InlineData("i256 u256", 32, 32)]
    public void A_number_is_aligned_to_its_size(string types, int size, int align) =>
        Assert.All(types.Split(' '), type => Assert.Equal(new(size, align, IsFixed: true), LayoutOf(type)));

    [Theory]
    [InlineData("string")]
    [InlineData("array<u8>")]
    [InlineData("array<i256>")]
    [InlineData("array<array<string>>")]
    public void A_string_or_array_is_a_reference_out_of_the_row(string type) =>
        Assert.Equal(new(4, 2, IsFixed: false), LayoutOf(type));

    [Theory]
    [InlineData("unit", 0, 1)]
    [InlineData("identity", 32, 32)]
    [InlineData("connection_id", 16, 16)]
    [InlineData("uuid", 16, 16)]
    [InlineData("timestamp", 8, 8)]
    [InlineData("time_duration", 8, 8)]
    [InlineData("schedule_at", 16, 8)]
    [InlineData("option<u8>", 2, 1)]
    [InlineData("option<i32>", 8, 4)]
    [InlineData("option<u64>", 16, 8)]
    [InlineData("option<string>", 6, 2)]
    [InlineData("option<array<u64>>", 6, 2)]
    [InlineData("option<identity>", 64, 32)]
    [InlineData("option<timestamp>", 16, 8)]
    [InlineData("option<unit>", 1, 1)]
    [InlineData("option<option<u8>>", 3, 1)]
    [InlineData("result<u32, string>", 8, 4)]
    public void A_special_type_is_laid_out_by_its_shape(string type, int size, int align) =>
        Assert.Equal((size, align), SizeAndAlign(type));

    [Theory]
    [InlineData("()", 0, 1)]
    [InlineData("(u8)", 1, 1)]
    [InlineData("(u8, u8)", 2, 1)]
    [InlineData("(u8, u16)", 4, 2)]
    [InlineData("(u8, u8, u16)", 4, 2)]
    [InlineData("(u8, u16, u8)", 6, 2)]
    [InlineData("(u16, u8, u8)", 4, 2)]
    [InlineData("(u8, u32)", 8, 4)]
    [InlineData("(u8, u64)", 16, 8)]
    [InlineData("(u8, u128)", 32, 16)]
    [InlineData("(u64, u8)", 16, 8)]
    [InlineData("(u32, u32)", 8, 4)]
    [InlineData("(i256, u256)", 64, 32)]
    [InlineData("(string)", 4, 2)]
    [InlineData("(string, u16)", 6, 2)]
    [InlineData("((u8, u16), u8)", 6, 2)]
    [InlineData("(u8, (u8, u64), u8)", 32, 8)]
    public void A_product_aligns_each_field_and_then_itself(string type, int size, int align) =>
        Assert.Equal((size, align), SizeAndAlign(type));

    [Theory]
    [InlineData("{}", 1, 1)]
    [InlineData("{unit}", 1, 1)]
    [InlineData("{unit | unit | unit}", 1, 1)]
    [InlineData("{u8}", 2, 1)]
    [InlineData("{u8 | u16}", 4, 2)]
    [InlineData("{u8 | u32}", 8, 4)]
    [InlineData("{u64 | u8}", 16, 8)]
    [InlineData("{u8 | u128}", 32, 16)]
    [InlineData("{i256 | i128}", 64, 32)]
    [InlineData("{string}", 6, 2)]
    [InlineData("{string | u16}", 6, 2)]
    [InlineData("{unit | u32}", 8, 4)]
    [InlineData("{unit | string}", 6, 2)]
    [InlineData("{unit | (u16, u16)}", 6, 2)]
    [InlineData("{(u8, u8, u8) | u16}", 6, 2)]
    public void A_sum_puts_its_widest_payload_behind_the_tag(string type, int size, int align) =>
        Assert.Equal((size, align), SizeAndAlign(type));

    [Theory]
    [InlineData("(u8, option<u64>)", true)]
    [InlineData("{unit | (u16, u16)}", true)]
    [InlineData("{unit | (u16, u16) | string}", false)]
    [InlineData("(u8, (u8, array<u8>))", false)]
    [InlineData("option<array<u8>>", false)]
    public void A_type_is_fixed_where_no_part_of_it_is_out_of_the_row(string type, bool isFixed) =>
        Assert.Equal(isFixed, LayoutOf(type)!.Value.IsFixed);

    [Fact]
    public void Over_generated_types_a_size_is_a_multiple_of_the_alignment()
    {
        foreach (var type in TypeGenerator.Types(seed: 11, count: 2000))
        {
            var layout = TypeLayout.Of(type, ModuleSchema.Empty)!.Value;
            Assert.True(layout.Align >= 1 && layout.Size % layout.Align == 0, $"{type}: {layout}");
        }
    }

    [Fact]
    public void Over_generated_types_the_order_of_variants_does_not_matter()
    {
        foreach (var sum in TypeGenerator.Types(seed: 12, count: 2000).OfType<AlgebraicType.Sum>())
        {
            var reversed = new AlgebraicType.Sum(sum.Variants.Reverse().ToEquatableArray());
            Assert.Equal(TypeLayout.Of(sum, ModuleSchema.Empty), TypeLayout.Of(reversed, ModuleSchema.Empty));
        }
    }

    [Fact]
    public void A_named_type_is_laid_out_as_its_definition_and_an_unknown_one_is_not()
    {
        var module = new ModuleSchema
        {
            Types =
            [
                new("Half", Parse("(Known, Missing)")),
                new("Known", Parse("(u8, u64)")),
                new("Loop", Parse("{unit | (u8, Loop)}")),
                new("Typing", Parse("(u8, ?)")),
            ],
        };
        Assert.Equal(new TypeLayout(16, 8, true), TypeLayout.Of(Parse("Known"), module));
        Assert.All(["Half", "Loop", "Typing", "Missing", "(u8, Loop)"], type => Assert.Null(TypeLayout.Of(Parse(type), module)));
        Assert.Equal(new TypeLayout(4, 2, false), TypeLayout.Of(Parse("array<Loop>"), module));
    }

    private static (int Size, int Align) SizeAndAlign(string type) => LayoutOf(type) is { } layout ? (layout.Size, layout.Align) : default;

    private static TypeLayout? LayoutOf(string type) => TypeLayout.Of(Parse(type), ModuleSchema.Empty);

    private static AlgebraicType Parse(string type) => TypeExpressionParser.Parse(type)!;
}
