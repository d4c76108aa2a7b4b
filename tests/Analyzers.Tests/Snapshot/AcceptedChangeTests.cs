using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Comparison;
using SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>What a snapshot keeps of changes that publish rejects.</summary>
public class AcceptedChangeTests
{
    private static readonly string s_deployed = SnapshotWriter.Write(Module("id: u32", "level: u32"));

    [Fact]
    public void It_stands_beside_the_table_with_its_reason_and_what_is_deployed() => Assert.Contains(
        """
              "accepted": [
                { "change": "ChangeColumnType", "affects": ["player.level"], "old": "u32", "new": "string", "reason": "levels have names" }
              ],
              "was": { "tables": [ { "name": "player", "accessor": "player", "rowType": "Player", "access": "private", "columns": [ { "name": "id", "type": "u32" }, { "name": "level", "type": "u32" } ] } ] }
            }
        """,
        Accept(s_deployed, "levels have names", "id: u32", "level: string"));

    [Fact]
    public void What_publish_allows_is_not_kept() =>
        Assert.DoesNotContain("accepted", Accept(s_deployed, "it is wanted", "id: u32", "level: u32", "rank: u32 = 00000000"));

    [Fact]
    public void A_second_change_of_the_column_is_told_from_what_is_deployed() => Assert.Contains(
        """{ "change": "ChangeColumnType", "affects": ["player.level"], "old": "u32", "new": "u64", "reason": "second" }""",
        Accept(Accept(s_deployed, "first", "id: u32", "level: string"), "second", "id: u32", "level: u64"));

    [Fact]
    public void A_change_that_leads_back_to_what_is_deployed_is_not_kept() =>
        Assert.DoesNotContain(
            "accepted", Accept(Accept(s_deployed, "first", "id: u32", "level: string"), "second", "id: u32", "level: u32"));

    [Fact]
    public void Another_change_of_the_table_keeps_the_first_reason()
    {
        var snapshot = Accept(Accept(s_deployed, "first", "id: u32", "level: string"), "second", "id: u64", "level: string");
        Assert.Contains("\"affects\": [\"player.id\"], \"old\": \"u32\", \"new\": \"u64\", \"reason\": \"second\"", snapshot);
        Assert.Contains("\"affects\": [\"player.level\"], \"old\": \"u32\", \"new\": \"string\", \"reason\": \"first\"", snapshot);
    }

    /// <summary>So that a reason can be written into the line that a fix made.</summary>
    [Fact]
    public void A_renamed_column_takes_the_place_of_the_old_one()
    {
        var deployed = Model.Module(Model.Table("player", "id: u32", "score: u32", "level: u32"));
        var current = Model.Module(Model.Table("player", "id: u32", "points: u32", "rank: u32"));
        var renamed = SchemaComparer.Compare(deployed, current, EngineVersion.Newest)
            .Single(static change => change.Subject == SchemaElement.Column("player", "rank"));
        Assert.Equal(
            ["id", "score", "rank"],
            SchemaAcceptance.Accept(deployed, current, [renamed]).Tables[0].Columns.Select(static column => column.Name));
    }

    [Fact]
    public void A_reason_is_no_part_of_the_state()
    {
        var snapshot = Accept(s_deployed, null, "id: u32", "level: string");
        Assert.Null(SnapshotReader.Read(snapshot.Replace("\"new\": \"string\" }", "\"new\": \"string\", \"reason\": \"by hand\" }")).Error);
    }

    [Fact]
    public void Whatever_is_accepted_is_kept_as_long_as_it_is_there() => SchemaPair.AllObey(static pair =>
    {
        var before = SnapshotReader.Read(SnapshotWriter.Write(pair.Deployed));
        var accepted = before.History.Accepted.With(pair.Changes(), pair.Deployed, pair.Current, EngineVersion.Newest, "because");
        var text = SnapshotWriter.Write(pair.Current, before.History with { Accepted = accepted });
        var after = SnapshotReader.Read(text);
        var rejected = pair.Changes()
            .Where(static change => change.Publish == PublishVerdict.Rejected && SchemaAcceptance.CanAccept(change.Kind));
        return after.Error is { } error ? [error.Message]
            : !pair.Current.Equals(after.Schema) ? ["another schema"]
            : SnapshotWriter.Write(pair.Current, after.History) != text ? ["other bytes"]
            : after.History.Accepted.Stale(pair.Current, EngineVersion.Newest).Select(static stale => $"stale {stale.Change}")
                .Concat(
                    rejected.Where(change => !after.History.Accepted.Changes.Any(kept => kept.IsOf(change)))
                        .Select(change =>
                            $"not kept: {change.Kind} {change.Subject} of {string.Join(", ", change.Affects)}, among {string.Join(", ", pair.Changes().Select(static other => $"{other.Kind} {other.Subject}"))}"));
    });

    /// <summary>Unless the table is gone with it, or a change behind it is seen only now.</summary>
    [Fact]
    public void Whatever_is_taken_back_is_stale() => SchemaPair.AllObey(static pair =>
    {
        var accepted = SnapshotAcceptances.None.With(pair.Changes(), pair.Deployed, pair.Current, EngineVersion.Newest, "because");
        return accepted.Changes.Except(accepted.Stale(pair.Deployed, EngineVersion.Newest).Select(static stale => stale.Change))
            .Select(static left => left.ToString());
    });

    private static string Accept(string snapshot, string? reason, params string[] columns)
    {
        var (before, after) = (SnapshotReader.Read(snapshot), Module(columns));
        var changes = SchemaComparer.Compare(before.Schema!, after, EngineVersion.Newest);
        return SnapshotWriter.Write(
            after,
            before.History with { Accepted = before.History.Accepted.With(changes, before.Schema!, after, EngineVersion.Newest, reason) });
    }

    /// <param name="columns">Such as <c>rank: u32 = 00000000</c>, with the bytes of a default.</param>
    private static ModuleSchema Module(params string[] columns)
    {
        var table = Model.Table("player", [.. columns.Select(static column => column.Split(" = ")[0])]);
        return Model.Module(table with
        {
            Columns = table.Columns
                .Zip(columns, static (column, text) => column with { Default = text.Contains(" = ") ? text.Split(" = ")[1] : null })
                .ToEquatableArray(),
        });
    }
}
