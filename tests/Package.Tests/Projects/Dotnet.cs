using System.Diagnostics;

namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>What a command printed, and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public CommandResult Succeeds()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public CommandResult Fails()
    {
        Assert.True(ExitCode != 0, Output);
        return this;
    }

    public CommandResult Prints(string text)
    {
        Assert.Contains(text, Output);
        return this;
    }

    public CommandResult DoesNotPrint(string text)
    {
        Assert.DoesNotContain(text, Output);
        return this;
    }
}

/// <summary>Runs the SDK in a child process whose environment is that of a developer's machine, wherever the tests run.</summary>
internal static class Dotnet
{
    /// <summary>For what hangs: a busy machine takes minutes to format a solution.</summary>
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(10);

    /// <summary>What a CI system or the process that runs the tests would hand on.</summary>
    private static readonly string[] s_inherited =
        ["CI", "TF_BUILD", "GITHUB_ACTIONS", "ContinuousIntegrationBuild", "TreatWarningsAsErrors", "Configuration", "Platform", "Version"];

    public static CommandResult Run(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = StartInfo(folder, arguments, environment);
        using var server = start.Environment.Keys.Any(IsReadOnce) ? null : BuildServer.Lend();
        server?.Serve(start);
        return Run(start);
    }

    public static void ShutDown(BuildServer server)
    {
        var start = StartInfo(AppContext.BaseDirectory, ["build-server", "shutdown", "--msbuild"]);
        server.Serve(start);
        Run(start);
    }

    /// <summary>A command that somebody else ends.</summary>
    public static Process Start(string folder, IEnumerable<string> arguments)
    {
        var process = Process.Start(StartInfo(folder, arguments))!;
        // Nobody reads what it prints: it must not wait for that.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static ProcessStartInfo StartInfo(
        string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToArray())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in Settings.Concat(environment ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }
        return start;
    }

    private static Dictionary<string, string> Settings => new()
    {
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        // What the runtime learns of hot code pays in no process that ends after seconds.
        ["DOTNET_TieredPGO"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        // As on a developer's machine: a compiler of its own would spend most of its time on being loaded.
        ["UseSharedCompilation"] = "true",
    };

    private static bool IsInherited(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("SpacetimeSchema", StringComparison.OrdinalIgnoreCase)
        || IsReadOnce(name)
        || s_inherited.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A process that has made a request asks for its proxy no more.</summary>
    private static bool IsReadOnce(string name) => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);

    private static CommandResult Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_timeLimit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', start.ArgumentList)} did not end within {s_timeLimit}.");
        }
        return new(process.ExitCode, $"dotnet {string.Join(' ', start.ArgumentList)}\n{output.Result}{errors.Result}");
    }
}
