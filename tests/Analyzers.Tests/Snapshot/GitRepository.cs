using System.Diagnostics;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>A repository in a temporary folder that holds one file, and knows no configuration of the machine.</summary>
internal sealed class GitRepository : IDisposable
{
    private const string FileName = "spacetimedb.schema.json";

    private readonly string _folder = Directory.CreateTempSubdirectory("merge-").FullName;

    public GitRepository(string text)
    {
        Git("init", "--quiet", "--initial-branch=main").Succeeds();
        Commit(text);
    }

    private string FilePath => Path.Combine(_folder, FileName);

    public string Text => File.ReadAllText(FilePath);

    public void Attribute(string attribute) =>
        File.WriteAllText(Path.Combine(_folder, ".git", "info", "attributes"), $"{FileName} {attribute}\n");

    /// <summary>Commits a text on a branch that leaves main where it is.</summary>
    public void Branch(string name, string text)
    {
        Git("checkout", "--quiet", "-b", name, "main").Succeeds();
        Commit(text);
    }

    /// <summary>Merges one branch into the other; false where git finds a conflict.</summary>
    public bool Merge(string ours, string theirs, params string[] options)
    {
        Git("checkout", "--quiet", ours).Succeeds();
        var result = Git(["merge", "--quiet", "--no-edit", .. options, theirs]);
        Assert.True(result.ExitCode == 0 || result.Output.Contains("CONFLICT"), result.Output);
        return result.ExitCode == 0;
    }

    public void Dispose()
    {
        // Git makes its objects read-only, and Windows deletes no such file.
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
        Directory.Delete(_folder, recursive: true);
    }

    private void Commit(string text)
    {
        File.WriteAllText(FilePath, text);
        Git("add", FileName).Succeeds();
        Git("commit", "--quiet", "--message", "A change").Succeeds();
    }

    private Result Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(_folder, "none");
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "test";
            start.Environment[$"GIT_{role}_EMAIL"] = "test@example.org";
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return new(process.ExitCode, output);
    }

    private sealed record Result(int ExitCode, string Output)
    {
        public void Succeeds() => Assert.True(ExitCode == 0, Output);
    }
}
