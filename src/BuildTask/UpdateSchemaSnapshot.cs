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

    protected override void Run()
    {
        var code = SchemaOfCode.Read(CompilerLog);
        if (code.Tables.Count + code.Functions.Count + code.Views.Count == 0)
        {
            Log.LogWarning("The project declares nothing of a SpacetimeDB module: no snapshot is written.");
            return;
        }
        var file = new SnapshotFile(Snapshot);
        var present = file.Read();
        var text = SnapshotWriter.Write(code);
        if (present is null)
        {
            file.Write(text);
            Say($"{file.Name}: created, with {Count(code.Tables.Count, "table")}.");
            return;
        }
        var changes = Accept(file, SnapshotOf(present), code);
        if (SnapshotFile.AreSame(present, text))
        {
            Say($"{file.Name}: up to date.");
            return;
        }
        file.Write(text);
        Say($"{file.Name}: updated, with {Count(changes.Count, "change")}.");
        foreach (var change in changes)
        {
            Say($"  {ChangeLine.Of(change)}");
        }
    }

    /// <exception cref="SchemaTaskException">Something may not be accepted; each such change was reported.</exception>
    private IReadOnlyList<SchemaChange> Accept(SnapshotFile file, ModuleSchema deployed, ModuleSchema code)
    {
        var changes = SchemaComparer.Compare(deployed, code, EngineVersion.Parse(code.SpacetimeDBVersion) ?? EngineVersion.Newest);
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
            $"{file.Name} stays as it is, because the database cannot become what the code says. "
            + "If it was deployed nevertheless, as after --delete-data, accept that with -p:AcceptBreaking=true.");
    }

    private static ModuleSchema SnapshotOf(string text)
    {
        var document = SnapshotReader.Read(text);
        return document.Schema ?? throw SchemaTaskException.At(document.Error!, text);
    }

    private void Say(string message) => Log.LogMessage(MessageImportance.High, "{0}", message);

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
