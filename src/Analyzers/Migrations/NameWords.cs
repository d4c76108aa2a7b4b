using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>The words of a name, in small letters: <c>MigrateToV2</c> has migrate, to, v and 2.</summary>
internal readonly struct NameWords(string name)
{
    private readonly string _words = CaseConversion.ToSnake(name);

    public bool HaveAnyOf(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (Have(words[i]))
            {
                return true;
            }
        }
        return false;
    }

    private bool Have(string word)
    {
        for (var at = _words.IndexOf(word, StringComparison.Ordinal); at >= 0; at = _words.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || _words[at - 1] == '_') && (end == _words.Length || _words[end] == '_'))
            {
                return true;
            }
        }
        return false;
    }
}
