using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Schema;

/// <summary>The text of a type stands for that type and no other.</summary>
public class TypeExpressionTests
{
    [Fact]
    public void Over_generated_types_what_is_written_is_read_as_the_same_type()
    {
        foreach (var type in TypeGenerator.Types(21, 5000, "Item", "u32", "option", "result", "identity", "Größe", "_x"))
        {
            var text = TypeExpression.Write(type);
            Assert.Equal(type, TypeExpressionParser.Parse(text));
        }
    }

    [Fact]
    public void Over_generated_types_two_types_never_share_a_text()
    {
        var types = TypeGenerator.Types(22, 5000, "Item", "u32", "unit").Distinct().ToArray();
        Assert.Equal(types.Length, types.Select(TypeExpression.Write).Distinct().Count());
    }

    [Theory]
    [InlineData("u32")]
    [InlineData("option<string>")]
    [InlineData("array<Item>")]
    [InlineData("result<u8, string>")]
    [InlineData("query<Player>")]
    [InlineData("(x: f32, y: f32)")]
    [InlineData("{a: unit | b: u8}")]
    [InlineData("@u32")]
    [InlineData("option<@option>")]
    [InlineData("?")]
    [InlineData("{}")]
    [InlineData("unit")]
    [InlineData("(unit)")]
    [InlineData("(__identity__: u128)")]
    public void A_type_is_written_in_one_way(string text) => Assert.Equal(text, TypeExpression.Write(TypeExpressionParser.Parse(text)!));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("u32 u32")]
    [InlineData("option")]
    [InlineData("option<>")]
    [InlineData("option<u8")]
    [InlineData("option<u8>>")]
    [InlineData("array<u8, u8>")]
    [InlineData("result<u8>")]
    [InlineData("(a: )")]
    [InlineData("(a: u8")]
    [InlineData("(u8,)")]
    [InlineData("{a: u8 | }")]
    [InlineData("@")]
    [InlineData("a-b")]
    [InlineData("u32<u8>")]
    public void What_is_no_type_is_not_read(string text) => Assert.Null(TypeExpressionParser.Parse(text));

    [Fact]
    public void Nesting_without_end_is_no_type() =>
        Assert.Null(TypeExpressionParser.Parse(string.Concat(Enumerable.Repeat("array<", 100_000)) + "u8" + new string('>', 100_000)));
}
