using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// STS1015: the planner finds sequences by their names alone. That of <c>b_c</c> of <c>a</c> is called as that of <c>c</c> of
/// <c>a_b</c>.
/// </summary>
public class SequenceMovedTests
{
    private const string Owner = "[Table(Accessor = \"a_b\")] public partial struct Long { public uint Id; [AutoInc] public ulong C; } ";
    private const string FormerOwner = "[Table(Accessor = \"a_b\")] public partial struct Long { public uint Id; public ulong {|STS0003:C|}; } ";

    [Fact]
    public Task Between_deployed_tables_it_stays_where_it_was() => Verify.Findings(
        deployed: "[Table(Accessor = \"a\")] public partial struct Short { public uint Id; public ulong B_C; } " + Owner,
        edited: "[Table(Accessor = \"a\")] public partial struct Short { public uint Id; [AutoInc] public ulong {|STS1015:B_C|}; } " + FormerOwner,
        Says(
            "allowed",
            "The sequence of column 'B_C' of table 'a' has the name 'a_b_c_seq', by which that of column 'C' of table 'a_b' is deployed: publish lets it pass, and the next one will fail. Give the column another name."));

    [Fact]
    public Task Unless_the_columns_have_other_numbers() => Verify.Findings(
        deployed: "[Table(Accessor = \"a\")] public partial struct Short { public ulong B_C; } " + Owner,
        edited: "[Table(Accessor = \"a\")] public partial struct Short { [AutoInc] public ulong {|STS1104:B_C|}; } " + FormerOwner);

    [Fact]
    public Task A_new_table_has_it_beside_one_that_stays() => Verify.Findings(
        deployed: Owner,
        edited: FormerOwner + "[Table(Accessor = \"a\")] public partial struct {|STS0003:Short|} { public uint Id; [AutoInc] public ulong {|STS1015:B_C|}; }",
        Says("allowed"));

    [Fact]
    public Task Its_rows_are_looked_for_before_a_new_table_is_there() => Verify.Findings(
        deployed: Owner,
        edited: FormerOwner + "[Table(Accessor = \"a\")] public partial struct {|STS0003:Short|} { [AutoInc] public ulong {|STS1015:B_C|}; }",
        Says("rejected"));

    [Fact]
    public Task A_table_that_takes_the_place_of_another_takes_its_sequence() => Verify.Findings(
        deployed: Owner,
        edited: "[Table(Accessor = \"a\")] public partial struct {|STS1102:Long|} { public uint Id; [AutoInc] public ulong B_C; }");

    [Fact]
    public Task While_it_is_typed_nothing_is_said() => Verify.HalfTyped(
        deployed: "[Table(Accessor = \"a\")] public partial struct Short { public uint Id; public ulong B_C; } " + Owner,
        edited: "[Table(Accessor = \"a\")] public partial struct Short { public uint Id; [AutoI] public ulong B_C; } " + FormerOwner);

    private static Action<Diagnostic> Says(string publish, string? message = null) => finding =>
    {
        if (finding.Id == "STS1015")
        {
            Assert.Equal(publish, finding.Properties[ChangeProperties.Publish]);
            Assert.Equal(message ?? finding.GetMessage(), finding.GetMessage());
        }
    };
}
