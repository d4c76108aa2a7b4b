using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>A task that says in one line why it cannot do its work, and leaves the snapshot as it was.</summary>
public abstract class SchemaTask : Task
{
    /// <summary>The path of the snapshot.</summary>
    [Required]
    public string Snapshot { get; set; } = "";

    /// <summary>The name of the project.</summary>
    [Required]
    public string ProjectName { get; set; } = "";

    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (SchemaTaskException exception)
        {
            LogError(exception.Message, exception.Place);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            LogError(exception.Message);
        }
        return !Log.HasLoggedErrors;
    }

    private protected void LogError(string message, TextPlace place = default) =>
        Log.LogError(null, null, null, Path.GetFullPath(Snapshot), place.Line, place.Column, 0, 0, "{0}", message);

    private protected void Say(string message) => Log.LogMessage(MessageImportance.High, "{0}", message);

    /// <summary>In the words in which a build names its output, which are the only ones that the terminal logger shows.</summary>
    private protected void SayWritten(string path) => Say($"{ProjectName} -> {path}");

    private protected void Say(IReadOnlyList<SchemaChange> changes)
    {
        foreach (var change in changes)
        {
            Say($"  {ChangeLine.Of(change)}");
        }
    }

    private protected void Say(IEnumerable<AcceptedChange> changes)
    {
        foreach (var change in changes)
        {
            Say($"  {ChangeLine.Of(change)}");
        }
    }

    private protected static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <exception cref="SchemaTaskException">The work cannot be done.</exception>
    protected abstract void Run();
}
