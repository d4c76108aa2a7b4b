using Microsoft.Build.Framework;
using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>Fetches the schema that a server has deployed into the snapshot, in the server's own form.</summary>
public sealed class PullSchemaSnapshot : SchemaTask, ICancelableTask
{
    private const int MostSeconds = 86_400;

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The address of the server, or <c>maincloud</c> or <c>local</c>.</summary>
    public string Server { get; set; } = "";

    /// <summary>The name or the identity of the database.</summary>
    public string Database { get; set; } = "";

    /// <summary>In seconds.</summary>
    public int TimeLimit { get; set; } = 30;

    public void Cancel() => _cancellation.Cancel();

    protected override void Run()
    {
        if (Server == "" || Database == "")
        {
            throw new SchemaTaskException("Say from where: -p:SpacetimeDBServer=https://… -p:SpacetimeDBDatabase=NAME.");
        }
        if (TimeLimit is < 1 or > MostSeconds)
        {
            throw new SchemaTaskException($"SpacetimeDBTimeLimit is {TimeLimit}; it can be 1 to {MostSeconds} seconds.");
        }
        var server = new SchemaServer(Server, Database, TimeSpan.FromSeconds(TimeLimit), _cancellation.Token);
        var answer = server.Get();
        var document = SnapshotReader.Read(answer);
        if (document.Schema is not { } deployed || document.Form == SnapshotForm.Own)
        {
            throw new SchemaTaskException($"What {server.Name} answered is no schema of a database: {SchemaServer.Beginning(answer)}");
        }
        var file = new TextFile(Snapshot);
        var pulled = new DeployedSchema(document.Form, deployed, document.History);
        var present = file.Read() is { } text ? SnapshotReader.Read(text) : null;
        if (present?.Schema is { } same && pulled.Agrees(same))
        {
            if (present.History.Accepted.Changes.Any())
            {
                file.Write(SnapshotWriter.Write(same, present.History with { Accepted = SnapshotAcceptances.None }));
                Say($"{file.Name}: '{Database}' has deployed what was accepted:");
                Say(present.History.Accepted.Changes);
                SayWritten(file.Path);
                return;
            }
            Say($"{file.Name}: up to date with '{Database}'.");
            return;
        }
        file.Write(JsonLayout.Of(JsonParser.Parse(answer, out _)!));
        Say($"{file.Name}: is now what '{Database}' has deployed, with {Count(deployed.Tables.Count, "table")}.");
        if (present is { History.Accepted: var accepted } && accepted.Changes.Any())
        {
            Say("No longer kept as accepted, and not deployed there:");
            Say(accepted.Changes);
        }
        SayWritten(file.Path);
    }
}
