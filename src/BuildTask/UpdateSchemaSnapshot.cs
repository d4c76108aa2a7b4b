using Microsoft.Build.Framework;
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
        }
        else if (Parse(present) is var deployed && SnapshotFile.AreSame(present, text))
        {
            Say($"{file.Name}: up to date.");
        }
        else
        {
            file.Write(text);
            Say($"{file.Name}: updated.");
        }
    }

    private static ModuleSchema Parse(string text)
    {
        var document = SnapshotReader.Read(text);
        return document.Schema ?? throw SchemaTaskException.At(document.Error!, text);
    }

    private void Say(string message) => Log.LogMessage(MessageImportance.High, "{0}", message);

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
