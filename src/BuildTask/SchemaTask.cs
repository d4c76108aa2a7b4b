using System.Text;
using Microsoft.Build.Utilities;

namespace SpacetimeSchema.Build;

/// <summary>A task that says in one line why it cannot do its work, and leaves the snapshot as it was.</summary>
public abstract class SchemaTask : Task
{
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (SchemaTaskException exception)
        {
            Log.LogError(null, null, null, exception.Path, exception.Place.Line, exception.Place.Column, 0, 0, "{0}", exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            Log.LogError("{0}", exception.Message);
        }
        return !Log.HasLoggedErrors;
    }

    /// <exception cref="SchemaTaskException">The work cannot be done.</exception>
    protected abstract void Run();
}
