using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Tests.Schema;

/// <summary>Canonical names are those that the engine makes: the crate convert_case 0.6 with its default boundaries.</summary>
public partial class CaseConversionTests
{
    [Theory]
    [InlineData("PlayerState", "player_state")]
    [InlineData("playerID", "player_id")]
    [InlineData("Player2", "player_2")]
    [InlineData("HTTPServer", "http_server")]
    [InlineData("player_v2", "player_v_2")]
    [InlineData("x3d", "x_3_d")]
    [InlineData("position2D", "position_2_d")]
    [InlineData("Sha256Hash", "sha_256_hash")]
    [InlineData("userURLs", "user_ur_ls")]
    [InlineData("GuildIDs", "guild_i_ds")]
    [InlineData("iOS", "i_os")]
    [InlineData("_private", "private")]
    [InlineData("Foo__Bar", "foo_bar")]
    [InlineData("x2", "x_2")]
    [InlineData("X_2", "x_2")]
    [InlineData("A", "a")]
    [InlineData("AB", "ab")]
    [InlineData("ABc", "a_bc")]
    [InlineData("aB", "a_b")]
    [InlineData("Trailing_", "trailing")]
    [InlineData("___", "")]
    public void A_name_becomes_snake_case(string name, string canonical) => Assert.Equal(canonical, CaseConversion.ToSnake(name));

    [Theory]
    [InlineData("HTTPServer", "httpServer")]
    [InlineData("Item2d", "item2D")]
    [InlineData("ABC", "abc")]
    [InlineData("Fire", "fire")]
    [InlineData("on_fire", "onFire")]
    [InlineData("Player2", "player2")]
    [InlineData("_None", "none")]
    public void A_variant_becomes_camelCase(string name, string canonical) => Assert.Equal(canonical, CaseConversion.ToCamel(name));

    [Theory]
    [InlineData("player_state", "PlayerState")]
    [InlineData("HTTPServer", "HttpServer")]
    [InlineData("item2d", "Item2D")]
    [InlineData("ABC", "Abc")]
    public void A_type_becomes_PascalCase(string name, string canonical) => Assert.Equal(canonical, CaseConversion.ToPascal(name));

    /// <summary>
    /// Only letters with a case have boundaries with digits; a base letter and its marks are one; the full mappings of Unicode hold.
    /// </summary>
    [Theory]
    [InlineData("Größe", "größe")]
    [InlineData("größeÜber", "größe_über")]
    [InlineData("Spaß2", "spaß_2")]
    [InlineData("ÀB", "àb")]
    [InlineData("ИгрокID", "игрок_id")]
    [InlineData("名前", "名前")]
    [InlineData("名前2", "名前2")]
    [InlineData("2名前", "2名前")]
    [InlineData("名Name", "名name")]
    [InlineData("x\u0302A", "x\u0302_a")]
    [InlineData("x\u03022", "x\u0302_2")]
    [InlineData("aX\u0302", "a_x\u0302")]
    [InlineData("İsim", "i\u0307sim")]
    [InlineData("Sıra", "sıra")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΟΔΟΣ1", "οδος_1")]
    [InlineData("ΣΑ", "σα")]
    [InlineData("Α\u0660Β", "α\u0660β")]
    public void A_name_in_other_scripts_becomes_snake_case(string name, string canonical) =>
        Assert.Equal(canonical, CaseConversion.ToSnake(name));

    [Theory]
    [InlineData("ilk_ıki", "ilkIki")]
    [InlineData("a_ßb", "aSSb")]
    public void A_letter_whose_capital_is_another_one_takes_it(string name, string canonical) =>
        Assert.Equal(canonical, CaseConversion.ToCamel(name));

    /// <summary>Over every name of up to seven characters of each sort, against the boundaries said as a regular expression.</summary>
    [Fact]
    public void Words_end_at_the_boundaries_of_convert_case_and_nowhere_else()
    {
        foreach (var name in Names("aB1_", 7))
        {
            var words = Boundaries().Split(name).Where(static word => word.Length > 0).ToArray();
            Assert.Equal(string.Join('_', words).ToLowerInvariant(), CaseConversion.ToSnake(name));
            Assert.Equal(string.Concat(words.Select(Capitalized)), CaseConversion.ToPascal(name));
            Assert.Equal(
                string.Concat(words.Select(static (word, i) => i == 0 ? word.ToLowerInvariant() : Capitalized(word))),
                CaseConversion.ToCamel(name));
        }
    }

    [Fact]
    public void What_is_snake_case_stays_as_it_is()
    {
        foreach (var name in Names("aB1_", 6).Select(CaseConversion.ToSnake))
        {
            Assert.Equal(name, CaseConversion.ToSnake(name));
        }
    }

    [Fact]
    public void The_policy_none_keeps_every_name()
    {
        Assert.Equal("PlayerID", CaseConversion.ToCanonical("PlayerID", CaseConversionPolicy.None));
        Assert.Equal("OnFire", CaseConversion.ToCanonicalVariant("OnFire", CaseConversionPolicy.None));
        Assert.Equal("player_state", CaseConversion.ToCanonicalType("player_state", CaseConversionPolicy.None));
    }

    [GeneratedRegex("_|(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])(?=[0-9])|(?<=[0-9])(?=[a-zA-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Boundaries();

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();

    private static IEnumerable<string> Names(string alphabet, int longest) => longest == 0
        ? [""]
        : Names(alphabet, longest - 1)
            .SelectMany(name => name.Length == longest - 1 ? alphabet.Select(c => name + c).Prepend(name) : [name]);
}
