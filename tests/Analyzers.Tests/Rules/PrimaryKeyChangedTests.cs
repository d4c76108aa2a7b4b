using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2007.</summary>
public class PrimaryKeyChangedTests
{
    private const string Deployed =
        "[Table(Public = true)] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; }";

    [Fact]
    public Task Clients_go_on_using_a_primary_key_that_moved() => Verify.Findings(
        Deployed,
        edited: "[Table(Public = true)] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public string {|STS2007:Name|}; }");

    [Fact]
    public Task It_is_said_from_where_to_where() => Verify.Finding(
        Deployed,
        edited: "[Table(Public = true)] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public string {|STS2007:Name|}; }",
        says: "The primary key of table 'player' changed from 'id' to 'name'. Old clients go on keying their cache by 'id', which is still unique, and may take an update for a delete and an insert, or these for an update. Release new clients together with the module.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "ChangePrimaryKey",
            Publish = "allowed",
            Disconnects = false,
            Affects = "player.id;player.name",
        });

    [Fact]
    public Task A_removed_primary_key_is_reported_at_its_column() => Verify.Finding(
        Deployed,
        edited: "[Table(Public = true)] public partial struct Player { [Unique] public uint {|STS2007:Id|}; [Unique] public string Name; }",
        says: "The primary key 'id' of table 'player' was removed. Old clients go on keying their cache by 'id', which is still unique, and may take an update for a delete and an insert, or these for an update. Release new clients together with the module.");

    [Fact]
    public Task Where_the_old_key_is_not_unique_any_more_rows_are_mixed_up() => Verify.Findings(
        Deployed,
        edited: "[Table(Public = true)] public partial struct {|STS2009:Player|} { public uint {|STS2012:Id|}; [PrimaryKey] public string {|STS2007:Name|}; }",
        check: static finding =>
        {
            if (finding.Id == "STS2007")
            {
                Assert.Equal(
                    (DiagnosticSeverity.Warning,
                        "The primary key of table 'player' changed from 'id' to 'name'. Old clients go on keying their cache by 'id', and mix up rows. Release new clients together with the module."),
                    (finding.Severity, finding.GetMessage()));
            }
        });

    [Fact]
    public Task Before_2_2_every_later_publish_fails() => Verify.Finding(
        Deployed,
        edited: "[Table(Public = true)] public partial struct Player { [Unique] public uint {|STS2007:Id|}; [Unique] public string Name; }",
        says: "The primary key 'id' of table 'player' was removed. SpacetimeDB 2.1.0 publishes this, and then every later publish fails with 'Primary key mismatch'. Old clients go on keying their cache by 'id', which is still unique, and may take an update for a delete and an insert, or these for an update. Release new clients together with the module.",
        engine: "2.1.0");

    [Fact]
    public Task Of_a_private_table_it_is_an_information() => Verify.Finding(
        deployed: "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        edited: "[Table] public partial struct Player { [Unique] public uint {|STS2007:Id|}; [Unique] public string Name; }",
        with: new() { Severity = DiagnosticSeverity.Info });

    [Fact]
    public Task Clients_keep_no_rows_of_an_event_table_by_their_key() => Verify.Finding(
        deployed: "[Table(Event = true, Public = true)] public partial struct Hit { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        edited: "[Table(Event = true, Public = true)] public partial struct Hit { [Unique] public uint Id; [PrimaryKey] public string {|STS0003:Name|}; }",
        says: "The snapshot lacks that 'name' is the primary key of event table 'hit' now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task Before_2_2_a_later_publish_fails_for_an_event_table_too() => Verify.Finding(
        deployed: "[Table(Event = true, Public = true)] public partial struct Hit { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        edited: "[Table(Event = true, Public = true)] public partial struct Hit { [Unique] public uint {|STS2007:Id|}; [Unique] public string Name; }",
        with: new() { Severity = DiagnosticSeverity.Warning },
        engine: "2.1.0");

    [Fact]
    public Task A_half_typed_attribute_is_none_yet() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { [Unique] public uint Id; }",
        edited: "[Table] public partial struct Player { [Unique, Prim] public uint Id; }");
}
