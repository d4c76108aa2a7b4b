using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>What an <c>.editorconfig</c> says about migrations: lists of names, separated by commas or spaces.</summary>
internal sealed class MigrationOptions
{
    public const string WordsKey = "spacetimedb_migration_words";
    public const string MarkersKey = "spacetimedb_marker_tables";
    public const string AppendOnlyKey = "spacetimedb_append_only_tables";
    public const string LocksKey = "spacetimedb_migration_locks";

    private const string DefaultWords = "migrate migrates migration migrations backfill backfills fixup dedupe deduplicate";
    private const string DefaultVerbs = "upgrade populate convert seed fix repair normalize normalise";

    public static readonly MigrationOptions Default = new(null);

    public MigrationOptions(AnalyzerConfigOptions? options)
    {
        var isConfigured = options is not null && options.TryGetValue(WordsKey, out _);
        Words = List(options, WordsKey, DefaultWords).Select(static word => word.ToLowerInvariant()).ToArray();
        Verbs = isConfigured ? [] : DefaultVerbs.Split(' ');
        Markers = new(List(options, MarkersKey, ""));
        AppendOnly = List(options, AppendOnlyKey, "");
        Locks = List(options, LocksKey, "").Select(static pair => pair.Split(':')).Where(static pair => pair.Length == 2)
            .Select(static pair => (pair[0], pair[1])).ToArray();
    }

    /// <summary>The words of a name that say that a reducer is a migration.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>
    /// Words that games use too, where a player buys an upgrade, repairs a sword or plants a seed. They say so only of a reducer
    /// that takes nothing from whoever calls it.
    /// </summary>
    public IReadOnlyList<string> Verbs { get; }

    public Markers Markers { get; }

    public IReadOnlyList<string> AppendOnly { get; }

    /// <summary>Tables under external migration, each with its lock table: <c>player:migration_lock</c>.</summary>
    public IReadOnlyList<(string Table, string Lock)> Locks { get; }

    public bool ConfiguresTables => AppendOnly.Count + Locks.Count > 0;

    /// <summary>Tables are named as the code or as the database names them.</summary>
    public static bool Names(string configured, Execution.ModuleTable table) =>
        configured == table.Accessor || configured == table.Schema.Name;

    private static string[] List(AnalyzerConfigOptions? options, string key, string otherwise) =>
        (options is not null && options.TryGetValue(key, out var text) ? text : otherwise)
            .Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
}
