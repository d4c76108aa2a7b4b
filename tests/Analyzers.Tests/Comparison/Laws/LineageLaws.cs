using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>A snapshot that was made of another one tells so where it differs, and nowhere else.</summary>
public partial class LineageLaws
{
    [Fact]
    public void What_did_not_change_keeps_its_bytes_and_what_changed_names_the_state_before() => SchemaPair.AllObey(static pair =>
    {
        var before = SnapshotReader.Read(SnapshotWriter.Write(pair.Deployed));
        var (old, @new) = (Blocks(SnapshotWriter.Write(pair.Deployed)), Blocks(SnapshotWriter.Write(pair.Current, before.History)));
        return @new.Keys.Where(name => !old.TryGetValue(name, out var block) ? @new[name].From != ""
            : WithoutLine(block.Text) == WithoutLine(@new[name].Text) ? block.Text != @new[name].Text
            : @new[name].From != block.State || @new[name].State == block.State);
    });

    [Fact]
    public void A_changed_snapshot_is_read_as_the_schema_and_written_byte_for_byte_again() => SchemaPair.AllObey(static pair =>
    {
        var text = SnapshotWriter.Write(pair.Current, SnapshotReader.Read(SnapshotWriter.Write(pair.Deployed)).History);
        var document = SnapshotReader.Read(text);
        return document.Error is { } error ? [error.Message]
            : !pair.Current.Equals(document.Schema) ? ["another schema"]
            : SnapshotWriter.Write(pair.Current, document.History) != text ? ["other bytes"]
            : [];
    });

    [Fact]
    public void Without_its_lines_a_snapshot_is_read_as_ever_and_written_byte_for_byte_again() => SchemaPair.AllObey(static pair =>
    {
        var text = WithoutLine(SnapshotWriter.Write(pair.Current));
        var document = SnapshotReader.Read(text);
        return document.Error is { } error ? [error.Message]
            : !pair.Current.Equals(document.Schema) ? ["another schema"]
            : SnapshotWriter.Write(pair.Current, document.History) != text ? ["other bytes"]
            : [];
    });

    [Fact]
    public void Any_line_of_another_schema_in_a_table_is_found() => SchemaPair.AllObey(static pair =>
    {
        var before = SnapshotWriter.Write(pair.Deployed);
        var old = Blocks(before);
        var mixed = Blocks(SnapshotWriter.Write(pair.Current, SnapshotReader.Read(before).History))
            .Where(block => old.TryGetValue(block.Key, out var other) && other.State != block.Value.State);
        return mixed
            .Where(block =>
                SnapshotReader.Read(
                    before.Replace($"\"state\": \"{old[block.Key].State}\"", $"\"state\": \"{block.Value.State}\"")).Error is null)
            .Select(static block => block.Key);
    });

    private static string WithoutLine(string text) => StateLine().Replace(text, "");

    /// <summary>Tables and types by their names.</summary>
    private static Dictionary<string, (string Text, string State, string From)> Blocks(string text) => Block().Matches(text).ToDictionary(
        static match => match.Groups["name"].Value,
        static match => (match.Value, match.Groups["state"].Value, match.Groups["from"].Value));

    [GeneratedRegex("""\n      "state": .*""")]
    private static partial Regex StateLine();

    [GeneratedRegex(
        """\n    \{\n      (?<name>"name": "\w+"(?:, "(?:accessor|source)")?).*\n      "state": "(?<state>\w+)"(?:, "from": "(?<from>\w+)")?,(?:\n      .*)*\n    \}""")]
    private static partial Regex Block();
}
