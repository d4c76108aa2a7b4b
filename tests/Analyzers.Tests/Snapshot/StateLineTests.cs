using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Comparison;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>The line of a table that says which state it is in.</summary>
public class StateLineTests
{
    private static readonly string s_before = SnapshotWriter.Write(Module("id: u32"));

    private static readonly string s_after = SnapshotWriter.Write(
        Module("id: u32", "name: string"), SnapshotReader.Read(s_before).History);

    /// <summary>The id is the same on every platform and for all time: it stands in committed files.</summary>
    [Fact]
    public void A_new_table_has_a_state_that_was_made_of_none() => Assert.Contains("\n      \"state\": \"bd8c95744b4f34c0\",\n", s_before);

    [Fact]
    public void A_changed_table_names_the_state_before() =>
        Assert.Contains("\n      \"state\": \"35e355e693883adb\", \"from\": \"bd8c95744b4f34c0\",\n", s_after);

    [Fact]
    public void White_space_does_not_count() =>
        Assert.Null(SnapshotReader.Read(s_after.Replace("\n", "\r\n\t").Replace(": ", ":").Replace(", ", " , ")).Error);

    [Theory]
    [InlineData("\"type\": \"u32\"", "\"type\": \"u64\"")]
    [InlineData("\"access\": \"private\"", "\"access\": \"public\"")]
    [InlineData("\"state\": \"35e355e693883adb\"", "\"state\": \"bd8c95744b4f34c0\"")]
    public void An_edit_by_hand_is_found_at_the_line(string old, string @new)
    {
        var edited = s_after.Replace(old, @new);
        var error = SnapshotReader.Read(edited).Error!;
        Assert.StartsWith("Table 'player' is not in the state that this line names", error.Message);
        Assert.StartsWith("\"state\": ", edited.Substring(error.Range.Start - "\"state\": ".Length));
        Assert.Equal("\"35e355e693883adb\"".Length, error.Range.Length);
    }

    [Fact]
    public void What_was_merged_is_read_when_asked_and_signed_anew()
    {
        var merged = SnapshotReader.Read(s_after.Replace("u32", "u64"), acceptMerge: true);
        Assert.Equal([SchemaElement.Table("player")], merged.History.Lineage.Mixed);
        var signed = SnapshotWriter.Write(merged.Schema!, merged.History);
        Assert.Contains("\"from\": \"35e355e693883adb\"", signed);
        Assert.Null(SnapshotReader.Read(signed).Error);
    }

    [Fact]
    public void Without_its_line_a_table_is_read_and_gets_one_when_it_changes()
    {
        var old = SnapshotReader.Read(s_before.Replace("\n      \"state\": \"bd8c95744b4f34c0\",", ""));
        Assert.DoesNotContain("state", SnapshotWriter.Write(old.Schema!, old.History));
        Assert.Contains(
            "\"state\": \"35e355e693883adb\", \"from\": \"bd8c95744b4f34c0\"",
            SnapshotWriter.Write(SnapshotReader.Read(s_after).Schema!, old.History));
    }

    private static ModuleSchema Module(params string[] columns) => Model.Module(Model.Table("player", columns));
}
