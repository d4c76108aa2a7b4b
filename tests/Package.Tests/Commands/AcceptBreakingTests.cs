using System.Text.Json;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>A retyped column, from the refusal to the publish that deploys it.</summary>
public sealed class AcceptBreakingTests : IClassFixture<ModuleProject>
{
    private const string Kept =
        """{ "change": "ChangeColumnType", "affects": ["player.name"], "old": "string", "new": "u64", "reason": "names are numbers, now" }""";

    private static readonly string s_items = Modules.Items("public uint Id;");
    private static readonly string s_edited = Modules.Players("public uint Id; public ulong Name;") + s_items;

    private readonly ModuleProject _project;

    public AcceptBreakingTests(ModuleProject project)
    {
        _project = project;
        _project.Snapshot = Modules.PlayerSnapshot;
        _project.Code(s_edited);
    }

    [Fact]
    public void Unasked_it_refuses_and_lists_what_breaks()
    {
        _project.UpdateSchema().Fails().Prints("Publish will reject ChangeColumnType player.name (string -> u64).")
            .Prints("'dotnet build -t:SchemaPlan' tells what to do. If it is deployed nevertheless").Prints("-p:AcceptBreaking=true");
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
    }

    [Fact]
    public void The_reason_is_kept_beside_the_change_until_it_is_deployed()
    {
        Accept().Succeeds().Prints("ChangeColumnType player.name (string -> u64)");
        Assert.Contains(Kept, _project.Snapshot);
        _project.Build("-warnaserror").Succeeds();

        _project.Code(
            Modules.Players("public uint Id; public ulong Name;") + Modules.Items("public uint Id; [Default(0u)] public uint Count;"));
        _project.Build("-t:SchemaPlan").Succeeds()
            .Prints(
                "Publish needs --break-clients: every client is disconnected. That is beside what was accepted, which publish rejects unless it deletes the data.");
        _project.UpdateSchema("-p:AcceptReason=late").Succeeds().Prints("AcceptReason is not used");
        Assert.Contains(Kept, _project.Snapshot);

        _project.UpdateSchema("-p:AcceptedAreDeployed=true").Succeeds()
            .Prints("spacetimedb.schema.json: updated.")
            .Prints("ChangeColumnType player.name (string -> u64): names are numbers, now");
        Assert.DoesNotContain("accepted", _project.Snapshot);
        Assert.DoesNotContain("\"was\"", _project.Snapshot);
        _project.Build("-warnaserror").Succeeds();
    }

    [Fact]
    public void What_is_deployed_already_is_not_kept() =>
        Assert.DoesNotContain("\"accepted\"", SnapshotAfter("-p:AcceptBreaking=true", "-p:AcceptedAreDeployed=true"));

    [Fact]
    public void Code_that_takes_it_back_is_not_refused()
    {
        Accept().Succeeds();
        _project.Code(Modules.Player);

        _project.Build("-warnaserror").Succeeds();
        _project.Build("-t:SchemaPlan").Succeeds().Prints("without what was accepted").DoesNotPrint("Accepted, and not deployed yet");
        _project.UpdateSchema().Succeeds().Prints("TakeBackAccepted player").Prints("No longer kept as accepted");
        Assert.DoesNotContain("\"accepted\"", _project.Snapshot);
        _project.UpdateSchema().Succeeds().Prints("up to date");
    }

    [Fact]
    public void One_that_was_taken_back_is_reported_and_then_removed()
    {
        Accept().Succeeds();
        _project.Code(Modules.Player);
        _project.Snapshot = Modules.PlayerSnapshot.Replace(
            "\"type\": \"string\" }\n      ]",
            "\"type\": \"string\" }\n      ],\n      \"accepted\": [\n        " + Kept + "\n      ],\n      "
                + _project.Snapshot.Split('\n').Single(static line => line.Contains("\"was\"")).Trim());

        _project.Build().Succeeds().Prints("warning STS0004");
        _project.UpdateSchema().Succeeds().Prints("No longer kept as accepted").Prints("ChangeColumnType player.name");
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
    }

    [Fact]
    public void The_plan_lists_it_in_every_form()
    {
        Accept().Succeeds();

        _project.Build("-t:SchemaPlan").Succeeds()
            .Prints("Nothing changes but what was accepted, which publish rejects unless it deletes the data.")
            .Prints("Accepted, and not deployed yet.").Prints("ChangeColumnType player.name (string -> u64): names are numbers, now");
        _project.Build("-t:SchemaPlan", "-p:SchemaPlanFormat=json", "-p:SchemaPlanFile=plan.json").Succeeds();
        using var plan = JsonDocument.Parse(_project.Read("plan.json"));
        Assert.Equal("names are numbers, now", plan.RootElement.GetProperty("accepted")[0].GetProperty("reason").GetString());
        _project.Build("-t:SchemaPlan", "-p:SchemaPlanFormat=markdown", "-p:SchemaPlanFile=plan.md").Succeeds();
        Assert.Contains("| `ChangeColumnType` `player.name` | string | u64 | names are numbers, now |", _project.Read("plan.md"));
    }

    private CommandResult Accept() => _project.UpdateSchema("-p:AcceptBreaking=true", "-p:AcceptReason=names are numbers%2C now");

    private string SnapshotAfter(params string[] arguments)
    {
        _project.UpdateSchema(arguments).Succeeds();
        return _project.Snapshot;
    }
}
