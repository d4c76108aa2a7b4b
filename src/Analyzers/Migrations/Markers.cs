using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

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
        if (!HasStem(accessor, new(0, accessor.Length)))
        {
            return false;
        }
        var words = new NameWords(accessor);
        return words.HaveAnyOf(s_words) || (words.HaveAnyOf(s_steps) && words.HaveAnyOf(s_subjects));
    }

    /// <summary>Whether a name of a marker may stand there: a look at the letters before anything is walked or split.</summary>
    public bool MayBeNamedIn(SourceFile file, TextSpan span)
    {
        foreach (var name in configured)
        {
            if (file.MayName(span, name))
            {
                return true;
            }
        }
        return HasStem(file.Text, span) || file.MayEscape(span);
    }

    private static bool HasStem(string text, TextSpan span)
    {
        foreach (var stem in s_stems)
        {
            if (text.IndexOf(stem, span.Start, span.Length, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>One is a part of each word below, but for those that only count beside another.</summary>
    private static readonly string[] s_stems = ["migrat", "marker", "backfill", "upgrade", "version"];
    private static readonly string[] s_words = ["migration", "migrations", "migrated", "backfill", "backfills"];

    /// <summary>By themselves they name other things too: the upgrades that a player has bought, the markers on a map.</summary>
    private static readonly string[] s_steps = ["version", "versions", "upgrade", "upgrades", "marker", "markers"];
    private static readonly string[] s_subjects = ["schema", "data", "db", "database", "module"];
}
