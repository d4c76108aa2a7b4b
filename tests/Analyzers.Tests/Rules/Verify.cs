using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// What the analyzers report where a module is edited. <c>deployed</c> is the module that the snapshot was written from;
/// <c>edited</c> marks what is reported, <c>{|STS1005:Score|}</c>, and nothing else may be.
/// </summary>
internal static class Verify
{
    /// <summary>One finding, in the code.</summary>
    /// <param name="says">Its message.</param>
    /// <param name="engine">The version of SpacetimeDB that both modules are for.</param>
    /// <param name="clients">The property <c>SpacetimeSchemaClients</c>.</param>
    public static Task Finding(
        string deployed, string edited, string? says = null, FindingProperties? with = null, string? engine = null, string? clients = null)
    {
        Assert.Single(edited.Split("{|STS").Skip(1));
        return new SchemaTest(edited)
            .Against(DeployedModule.Snapshot(deployed, EngineVersion.Parse(engine)))
            .WithProperty("SpacetimeSchemaEngineVersion", engine)
            .WithProperty("SpacetimeSchemaClients", clients)
            .Where(says, with)
            .RunAsync();
    }

    /// <summary>Any number of findings.</summary>
    public static Task Findings(string deployed, string edited, string? engine = null) => new SchemaTest(edited)
        .Against(DeployedModule.Snapshot(deployed, EngineVersion.Parse(engine)))
        .WithProperty("SpacetimeSchemaEngineVersion", engine)
        .RunAsync();

    /// <param name="check">Looks at each of them.</param>
    public static Task Findings(string deployed, string edited, Action<Diagnostic> check) =>
        new SchemaTest(edited).Against(DeployedModule.Snapshot(deployed)).Where(check).RunAsync();

    public static Task NoFinding(string deployed, string edited, string? engine = null)
    {
        Assert.DoesNotContain("{|", edited);
        return Findings(deployed, edited, engine);
    }

    /// <summary>What of the edit cannot be taken back: any number of findings, and of those alone.</summary>
    public static Task WayBack(
        string deployed, string edited, string? says = null, FindingProperties? with = null, string? engine = null) =>
        WayBackAgainst(DeployedModule.Snapshot(deployed, EngineVersion.Parse(engine)), edited, says, with, engine);

    public static Task WayBackAgainst(
        string snapshot, string edited, string? says = null, FindingProperties? with = null, string? engine = null) =>
        new SchemaTest(edited) { Analyzers = [new WayBackAnalyzer()] }
            .Against(snapshot)
            .WithProperty("SpacetimeSchemaEngineVersion", engine)
            .Where(says, with)
            .RunAsync();

    /// <summary>One finding, in the snapshot: at the first place where that has the text <paramref name="at"/>.</summary>
    public static Task FindingInSnapshot(
        string id, string at, string deployed, string edited, string? says = null, FindingProperties? with = null, string? engine = null)
    {
        var snapshot = DeployedModule.Snapshot(deployed, EngineVersion.Parse(engine));
        var start = snapshot.IndexOf(at, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{at}' is not in the snapshot:\n{snapshot}");
        return new SchemaTest(edited)
            .Against($"{snapshot[..start]}{{|{id}:{at}|}}{snapshot[(start + at.Length)..]}")
            .WithProperty("SpacetimeSchemaEngineVersion", engine)
            .Where(says, with)
            .RunAsync();
    }

    /// <summary>Any number of findings in code that does not compile.</summary>
    public static Task HalfTyped(string deployed, string edited) => new SchemaTest(edited)
        .Against(DeployedModule.Snapshot(deployed))
        .HalfTyped()
        .RunAsync();

    /// <summary>Any number of findings, in the code and in the <paramref name="snapshot"/>, which may be what a server says.</summary>
    public static Task Against(string snapshot, string edited, string? says = null, FindingProperties? with = null) =>
        new SchemaTest(edited)
            .Against(snapshot)
            .Where(says, with)
            .RunAsync();

    public static Task WithoutSnapshot(string module, string? says = null) => new SchemaTest(module).Where(says, null).RunAsync();
}
