using System.Collections.Concurrent;
using System.Diagnostics;

namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>
/// A process of MSBuild that stays between commands, of which it serves one at a time: one of each command's own would spend most of
/// its time on being loaded.
/// </summary>
internal sealed class BuildServer : IDisposable
{
    private static readonly ConcurrentBag<BuildServer> s_idle = [];
    private static int s_started;

    /// <summary>Servers and clients find each other by it: nobody else's server is used, and nobody else uses these.</summary>
    private readonly string _salt = $"{Environment.ProcessId}-{Interlocked.Increment(ref s_started)}";

    public static BuildServer Lend() => s_idle.TryTake(out var server) ? server : new();

    public static void ShutDownAll()
    {
        while (s_idle.TryTake(out var server))
        {
            Dotnet.ShutDown(server);
        }
    }

    public void Serve(ProcessStartInfo start)
    {
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1";
        start.Environment["MSBUILDNODEHANDSHAKESALT"] = _salt;
        start.Environment.Remove("MSBUILDDISABLENODEREUSE");
    }

    /// <summary>The next command may have it.</summary>
    public void Dispose() => s_idle.Add(this);
}
