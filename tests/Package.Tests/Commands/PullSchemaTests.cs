using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>Against recorded answers of a server; every failure leaves the snapshot as it is.</summary>
public sealed class PullSchemaTests : IClassFixture<ModuleProject>
{
    private const string Path = "/v1/database/my-game/schema?version=";

    private static readonly string s_pair = System.IO.Path.Combine(PackedPackage.RepositoryRoot, "tests", "corpus", "pairs", "00015");

    private readonly ModuleProject _project;

    public PullSchemaTests(ModuleProject project)
    {
        _project = project;
        _project.Write("Module.cs", File.ReadAllText(System.IO.Path.Combine(s_pair, "old.cs")));
        _project.Snapshot = Modules.PlayerSnapshot;
    }

    [Theory]
    [InlineData(10, "old.schema.json")]
    [InlineData(9, "old.v9.schema.json")]
    public void It_fetches_what_is_deployed(int newestVersion, string answer)
    {
        using var server = new SchemaServerStub(request => request == Path + newestVersion
            ? (200, File.ReadAllText(System.IO.Path.Combine(s_pair, answer)))
            : (400, "unknown version"));

        Pull(server.Address).Succeeds().Prints("spacetimedb.schema.json: is now what 'my-game' has deployed, with");
        Pull(server.Address).Succeeds().Prints("spacetimedb.schema.json: up to date with 'my-game'.");
        Assert.DoesNotContain(_project.Findings("--no-incremental"), static finding => finding.Rule is not "STS0003");
    }

    [Fact]
    public void A_snapshot_of_ours_that_says_the_same_stays()
    {
        using var server = new SchemaServerStub(static _ => (200, File.ReadAllText(System.IO.Path.Combine(s_pair, "old.schema.json"))));
        _project.Delete(ModuleProject.SnapshotName);
        _project.UpdateSchema().Succeeds();
        var snapshot = _project.Snapshot;

        Pull(server.Address).Succeeds().Prints("up to date with 'my-game'");
        Assert.Equal(snapshot, _project.Snapshot);
    }

    [Fact]
    public void What_was_accepted_is_kept_no_longer_when_the_server_has_it()
    {
        using var server = new SchemaServerStub(static _ => (200, File.ReadAllText(System.IO.Path.Combine(s_pair, "old.schema.json"))));
        _project.Delete(ModuleProject.SnapshotName);
        _project.UpdateSchema().Succeeds();
        var snapshot = _project.Snapshot;
        _project.Snapshot = snapshot.Replace("\n}\n", """
            ,
              "accepted": [
                { "change": "RemoveTable", "affects": ["gone"], "reason": "nobody used it" }
              ],
              "was": { "tables": [{ "name": "gone", "access": "public", "columns": [] }], "types": [] }
            }

            """);

        Pull(server.Address).Succeeds().Prints("'my-game' has deployed what was accepted:").Prints("RemoveTable gone: nobody used it");
        Assert.Equal(snapshot, _project.Snapshot);
    }

    [Fact]
    public void What_was_accepted_and_is_not_there_is_said()
    {
        using var server = new SchemaServerStub(static _ => (200, File.ReadAllText(System.IO.Path.Combine(s_pair, "old.schema.json"))));
        _project.Snapshot = """
            {
              "format": 1,
              "tables": [
                {
                  "name": "other", "access": "public",
                  "columns": [
                    { "name": "id", "type": "u32" }
                  ],
                  "accepted": [
                    { "change": "ChangeColumnType", "affects": ["other.id"], "old": "u64", "new": "u32", "reason": "smaller is enough" }
                  ],
                  "was": { "tables": [{ "name": "other", "access": "public", "columns": [{ "name": "id", "type": "u64" }] }] }
                }
              ]
            }
            """;

        Pull(server.Address).Succeeds().Prints("No longer kept as accepted, and not deployed there:")
            .Prints("ChangeColumnType other.id (u64 -> u32): smaller is enough");
    }

    [Theory]
    [InlineData(404, "no such database", "has no database 'my-game' (404)")]
    [InlineData(401, "", "does not let this command in (401)")]
    [InlineData(502, "<html>Bad gateway</html>", "answered 502: '<html>Bad gateway</html>'")]
    [InlineData(200, "<!DOCTYPE html><title>Log in</title>", "is no schema of a database: '<!DOCTYPE html><title>Log in</title>'")]
    [InlineData(200, "{}", "is no schema of a database: '{}'")]
    [InlineData(200, "", "is no schema of a database: nothing.")]
    public void A_failure_says_what_came(int status, string body, string message)
    {
        using var server = new SchemaServerStub(_ => (status, body));

        PullFails(server.Address).Prints(message);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named()
    {
        var address = $"http://127.0.0.1:{SchemaServerStub.FreePort()}";

        PullFails(address).Prints($"{address}/ cannot be reached:");
    }

    [Fact]
    public void A_server_that_does_not_answer_is_not_waited_for()
    {
        using var server = new SchemaServerStub(static _ => null);

        PullFails(server.Address, "-p:SpacetimeDBTimeLimit=1").Prints("did not answer within 1 s");
    }

    [Fact]
    public void A_time_limit_that_is_none_is_named() =>
        PullFails("http://127.0.0.1:1", "-p:SpacetimeDBTimeLimit=0").Prints("SpacetimeDBTimeLimit is 0; it can be 1 to 86400 seconds.");

    [Fact]
    public void A_password_in_the_address_is_not_said_again()
    {
        var server = $"127.0.0.1:{SchemaServerStub.FreePort()}";

        PullFails($"http://me:secret@{server}").Prints($"http://{server}/ cannot be reached").DoesNotPrint($"secret@{server}/");
    }

    [Fact]
    public void A_snapshot_that_no_analyzer_would_find_is_not_written() =>
        PullFails("http://127.0.0.1:1", "-p:SpacetimeSchemaSnapshot=foo.json")
            .Prints("the file must be named spacetimedb.schema.json or spacetimedb.NAME.schema.json");

    [Fact]
    public void A_snapshot_that_another_program_holds_stays()
    {
        using var server = new SchemaServerStub(static _ => (200, File.ReadAllText(System.IO.Path.Combine(s_pair, "old.schema.json"))));

        using (new FileStream(_project.PathOf(ModuleProject.SnapshotName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Pull(server.Address).Fails().Prints("spacetimedb.schema.json : error : The process cannot access the file");
        }
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
    }

    [Theory]
    [InlineData("my-server")]
    [InlineData("ftp://127.0.0.1")]
    public void An_address_must_be_one(string address) =>
        PullFails(address).Prints($"SpacetimeDBServer is '{address}'; it must be").Prints("or 'maincloud' or 'local'");

    /// <summary>Through a proxy that is not there: no request leaves the machine.</summary>
    [Theory]
    [InlineData("maincloud", "https://maincloud.spacetimedb.com/")]
    [InlineData("local", "http://127.0.0.1:3000/")]
    public void A_name_that_every_command_line_knows_is_an_address(string name, string address)
    {
        var proxy = $"http://127.0.0.1:{SchemaServerStub.FreePort()}";

        _project.BuildIn(
            new() { ["http_proxy"] = proxy, ["https_proxy"] = proxy, ["no_proxy"] = "" },
            "-t:PullSchema", $"-p:SpacetimeDBServer={name}", "-p:SpacetimeDBDatabase=my-game").Fails()
                .Prints($"{address} cannot be reached:");
    }

    [Fact]
    public void Without_a_server_it_says_how_to_name_one() =>
        _project.Build("-t:PullSchema").Fails().Prints("Say from where: -p:SpacetimeDBServer=");

    private CommandResult PullFails(string address, params string[] arguments)
    {
        var result = Pull(address, arguments).Fails();
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
        return result;
    }

    private CommandResult Pull(string address, params string[] arguments) =>
        _project.Build(["-t:PullSchema", $"-p:SpacetimeDBServer={address}", "-p:SpacetimeDBDatabase=my-game", .. arguments]);
}
