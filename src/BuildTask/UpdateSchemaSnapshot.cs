using Microsoft.Build.Framework;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>Writes the schema of the code into the snapshot, and says what that accepts.</summary>
public sealed class UpdateSchemaSnapshot : SchemaTask
{
    /// <summary>The SARIF log of the compiler.</summary>
    [Required]
    public string CompilerLog { get; set; } = "";

    /// <summary>Whether changes may be accepted that publish rejects.</summary>
    public bool AcceptBreaking { get; set; }

    /// <summary>Why they are accepted; kept in the snapshot until they are deployed.</summary>
    public string AcceptReason { get; set; } = "";

    /// <summary>Whether all that was accepted is deployed, so that nothing of it has to be kept.</summary>
    public bool AcceptedAreDeployed { get; set; }

    /// <summary>Whether tables and types that a merge mixed are what is deployed.</summary>
    public bool AcceptMerge { get; set; }

    protected override void Run()
    {
        var code = CompilerExport.Read(CompilerLog).PublishableSchema();
        if (code.Tables.Count + code.Functions.Count + code.Views.Count == 0)
        {
            Log.LogWarning("The project declares nothing of a SpacetimeDB module: no snapshot is written.");
            return;
        }
        var file = new TextFile(Snapshot);
        var present = file.Read();
        if (present is null)
        {
            file.Write(SnapshotWriter.Write(code));
            Say($"{file.Name}: created, with {Count(code.Tables.Count, "table")}.");
            SayWritten(file.Path);
            return;
        }
        var deployed = AcceptMerge ? Signed(file, ref present) : DeployedSchema.Parse(present);
        var changes = Accept(file, deployed.ChangesTo(code));
        if (AcceptReason != "" && !changes.Any(static change => change.Publish == PublishVerdict.Rejected))
        {
            Say(
                "AcceptReason is not used: nothing is accepted now that publish rejects. Write it into the line of the snapshot that lacks it.");
        }
        var history = deployed.History with { Accepted = Acceptances(deployed, code, changes, out var dropped) };
        var text = SnapshotWriter.Write(code with { Migrations = Records(deployed.Schema, code) }, history);
        if (TextFile.AreSame(present, text))
        {
            Say($"{file.Name}: up to date.");
            return;
        }
        file.Write(text);
        Say($"{file.Name}: updated{(changes.Count == 0 ? "" : $", with {Count(changes.Count, "change")}")}.");
        Say(changes);
        if (dropped.Count > 0)
        {
            Say(
                AcceptedAreDeployed
                    ? "Deployed, and no longer kept as accepted:"
                    : "No longer kept as accepted, because it is no difference any more:");
            Say(dropped);
        }
        SayWritten(file.Path);
    }

    /// <summary>What stays accepted and is not deployed yet.</summary>
    private SnapshotAcceptances Acceptances(
        DeployedSchema deployed, ModuleSchema code, IReadOnlyList<SchemaChange> changes, out IReadOnlyList<AcceptedChange> dropped)
    {
        var before = deployed.History.Accepted;
        if (AcceptedAreDeployed)
        {
            dropped = [.. before.Changes];
            return SnapshotAcceptances.None;
        }
        var engine = DeployedSchema.EngineOf(code);
        var after = before.With(changes, deployed.Schema, code, engine, AcceptReason == "" ? null : AcceptReason);
        var stale = after.Stale(code, engine).Select(static item => item.Change).ToArray();
        after = after.Without(stale);
        dropped = [.. before.Changes.Where(old =>
            after.Changes.All(kept => kept.Change != old.Change || !kept.Affects.Equals(old.Affects)))];
        return after;
    }

    /// <summary>The snapshot after each state that a merge mixed was signed anew, whatever becomes of the changes since.</summary>
    private DeployedSchema Signed(TextFile file, ref string present)
    {
        var merged = DeployedSchema.Parse(present, acceptMerge: true);
        var mixed = merged.History.Lineage.Mixed.ToArray();
        if (mixed.Length == 0)
        {
            return merged;
        }
        present = SnapshotWriter.Write(merged.Schema, merged.History);
        file.Write(present);
        Say($"{file.Name}: accepted as it was merged: {string.Join(", ", mixed)}.");
        return DeployedSchema.Parse(present);
    }

    /// <summary>
    /// A record stays as long as its reducer does: that a migration was changed is a finding until somebody records it anew, or
    /// until the data that it migrated are gone.
    /// </summary>
    private EquatableArray<MigrationRecord> Records(ModuleSchema deployed, ModuleSchema code) => AcceptBreaking
        ? code.Migrations
        : code.Migrations.Where(record => deployed.Migrations.All(other => other.Reducer != record.Reducer))
            .Concat(deployed.Migrations.Where(record => code.Function(record.Reducer) is not null))
            .OrderBy(static record => record.Reducer, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <exception cref="SchemaTaskException">Something may not be accepted; each such change was reported.</exception>
    private IReadOnlyList<SchemaChange> Accept(TextFile file, IReadOnlyList<SchemaChange> changes)
    {
        var rejected = changes.Where(static change => change.Publish == PublishVerdict.Rejected).ToArray();
        if (rejected.Length == 0 || AcceptBreaking)
        {
            return changes;
        }
        foreach (var change in rejected)
        {
            LogError($"Publish will reject {ChangeLine.Of(change)}.");
        }
        throw new SchemaTaskException(
            $"{file.Name} takes nothing over, because the database cannot become what the code says: "
            + $"'dotnet build -t:SchemaPlan{SnapshotCommand.Option(file.Name)}' tells what to do. "
            + "If it is deployed nevertheless, as with --delete-data, accept that with -p:AcceptBreaking=true -p:AcceptReason=\"…\".");
    }
}
