using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Looks for any of some names in a text: one after the other where they are few, else word by word.</summary>
internal readonly struct NameScan(IReadOnlyCollection<string> names)
{
    private const int Few = 4;

    private readonly HashSet<string>? _set = names.Count > Few ? new(names, StringComparer.Ordinal) : null;
    private readonly int _lengths = names.Aggregate(0, static (lengths, name) => lengths | 1 << (name.Length & 31));

    public bool IsEmpty => names.Count == 0;

    public bool Finds(SourceFile file, TextSpan span)
    {
        if (_set is not null)
        {
            return FindsWord(file.Text, span) || file.MayEscape(span);
        }
        foreach (var name in names)
        {
            if (file.MayName(span, name))
            {
                return true;
            }
        }
        return false;
    }

    private bool FindsWord(string text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            var start = i;
            while (i < span.End && Identifier.IsPart(text[i]))
            {
                i++;
            }
            if (i > start && (_lengths & 1 << ((i - start) & 31)) != 0 && _set!.Contains(text.Substring(start, i - start)))
            {
                return true;
            }
        }
        return false;
    }
}
