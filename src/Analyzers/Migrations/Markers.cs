using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Tables that hold which migrations have run, told by the words of their names or by the configuration.</summary>
internal sealed class Markers(IReadOnlyCollection<string> configured)
{
    private const int MostColumns = 6;

    public bool IsMarker(ModuleTable table) => IsMarker(table.Accessor) && table.Fields.Count <= MostColumns;

    public bool IsMarker(string accessor)
    {
        if (configured.Contains(accessor))
        {
            return true;
        }
        var words = NameWords.Of(accessor);
        return words.Overlaps(s_words) || (words.Overlaps(s_versions) && words.Overlaps(s_versioned));
    }

    private static readonly string[] s_words = ["migration", "migrations", "migrated", "marker", "markers", "backfill", "backfills", "upgrade", "upgrades"];
    private static readonly string[] s_versions = ["version", "versions"];
    private static readonly string[] s_versioned = ["schema", "data", "db", "database", "module"];
}

internal static class NameWords
{
    /// <summary>The words of a name, in small letters: <c>MigrateToV2</c> has migrate, to, v and 2.</summary>
    public static HashSet<string> Of(string name) =>
        new(Schema.CaseConversion.ToSnake(name).Split('_'), StringComparer.Ordinal);
}
