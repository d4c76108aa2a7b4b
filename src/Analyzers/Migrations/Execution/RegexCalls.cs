using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Regular expressions of the executed code, with a limit of time: some take ages over thirty letters, and an analyzer may not.
/// </summary>
internal static class RegexCalls
{
    /// <summary>Far more than a text of a few words takes, on a busy machine too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    public static Regex Create(string pattern, RegexOptions options) => new(pattern, Interpreted(options), Patience);

    /// <summary>The arguments of a constructor or a static method as the overload takes them that has a limit.</summary>
    /// <param name="types">The types of the parameters as the code sees them.</param>
    public static (object?[] Arguments, Type?[] Types) Limited(string name, object?[] arguments, Type?[] types)
    {
        if (name is nameof(Regex.Escape) or nameof(Regex.Unescape))
        {
            return (arguments, types);
        }
        var place = Array.IndexOf(types, typeof(RegexOptions));
        var options = place >= 0 && arguments[place] is int given ? (RegexOptions)given : RegexOptions.None;
        var count = place >= 0 ? place : Array.IndexOf(types, typeof(TimeSpan)) is >= 0 and var limit ? limit : arguments.Length;
        return (
            [.. arguments.Take(count), (int)Interpreted(options), Patience],
            [.. types.Take(count), typeof(RegexOptions), typeof(TimeSpan)]);
    }

    /// <summary>Matches are looked for when they are counted: here, where what takes too long is caught.</summary>
    public static object? Completed(object? result)
    {
        if (result is MatchCollection matches)
        {
            _ = matches.Count;
        }
        return result;
    }

    /// <summary>What is tried on a few rows is not worth code of its own.</summary>
    private static RegexOptions Interpreted(RegexOptions options) => options & ~RegexOptions.Compiled;
}
