using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>How much alike two names are, from 0 to 1.</summary>
internal static class NameLikeness
{
    public static double Of(string left, string right)
    {
        var (a, b) = (CaseConversion.ToSnake(left), CaseConversion.ToSnake(right));
        return Math.Max(OfLetters(a, b), OfWords(a.Split('_'), b.Split('_')));
    }

    /// <summary>One less the share of letters that must be edited (Levenshtein).</summary>
    private static double OfLetters(string a, string b)
    {
        var longest = Math.Max(a.Length, b.Length);
        return longest == 0 ? 1 : 1 - (double)Distance(a, b) / longest;
    }

    /// <summary>The share of words that both have.</summary>
    private static double OfWords(string[] a, string[] b)
    {
        var common = a.Intersect(b).Count();
        return (double)common / a.Union(b).Count();
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
