using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015: an index has an alias, made of what its table is called in the code, and no two have the same at any moment.</summary>
public class IndexAliasTakenTests
{
    private const string Key = "{ [PrimaryKey] public uint Round; } ";

    /// <summary>The tables are renamed in the order of their names, in which it works out; their indexes before, in another order.</summary>
    [Fact]
    public Task Names_handed_on_from_table_to_table() => Verify.Findings(
        deployed: Match("Current", "match") + Key + Match("Next", "match_next") + Key,
        edited: Match("Old", "match", "STS0003") + Key + "[Table(Accessor = \"Current\", Name = \"match_next\")] public partial struct {|STS0003:match_next|} { [PrimaryKey] public uint {|STS1015:Round|}; }",
        static finding =>
        {
            if (finding.Id == "STS1015")
            {
                Assert.Equal(
                    "Index 'Round' of table 'match_next' is called 'Current_Round_idx_btree' in the code, as index 'Round' of table 'match' is in the database: publish accepts the plan and then fails to carry it out. Give its table a third name first, and this one in the next publish.",
                    finding.GetMessage());
                Assert.Equal(
                    ("ChangeIndexSourceName", "rejected", "execution"),
                    (finding.Properties[ChangeProperties.Change], finding.Properties[ChangeProperties.Publish],
                        finding.Properties[ChangeProperties.Stage]));
            }
        });

    [Fact]
    public Task In_the_order_of_the_indexes_it_works_out() => Verify.Findings(
        deployed: Match("Current", "a_match") + Key + Match("Next", "match_b") + Key,
        edited: Match("Old", "a_match", "STS0003") + Key + Match("Current", "match_b", "STS0003") + Key);

    [Fact]
    public Task The_alias_of_a_table_that_is_gone_is_free() => Verify.Findings(
        deployed: Match("Current", "match") + Key + Match("Next", "match_next") + Key,
        edited: Match("Current", "match_next", "STS0003") + Key + Match("Old", "older", "STS1102") + Key);

    [Fact]
    public Task Servers_that_keep_the_first_name_change_nothing() => Verify.Findings(
        deployed: Match("Current", "match") + Key + Match("Next", "match_next") + Key,
        edited: Match("Old", "match", "STS0003") + Key + Match("Current", "match_next", "STS0003") + Key,
        engine: "2.8.1");

    [Fact]
    public Task While_its_name_is_typed_nothing_is_said() => Verify.HalfTyped(
        deployed: Match("Current", "match") + Key + Match("Next", "match_next") + Key,
        edited: Match("Old", "match", "STS0003") + Key + "[Table(Accessor = , Name = \"match_next\")] public partial struct match_next " + Key);

    private static string Match(string accessor, string name, string? finding = null) =>
        $"[Table(Accessor = \"{accessor}\", Name = \"{name}\")] public partial struct {(finding is null ? name : $"{{|{finding}:{name}|}}")} ";
}
