using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// Where an edit can make an error: in the parts of files that it changes, what generators emit after it among them, and in those that
/// mention something whose declaration it changes. A large module is not bound as a whole for each fix of a light bulb.
/// </summary>
internal sealed class EditReach
{
    /// <summary>How much code the compiler binds in the time that it takes to begin with one more part of a file.</summary>
    private const int CharactersASpan = 4000;

    /// <summary>Each changed file with its other version, if it has one.</summary>
    private readonly Dictionary<SyntaxTree, SyntaxTree?> _changed = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _owners = new(StringComparer.Ordinal);
    private bool _isEverywhere;

    public void Add(Compilation before, Compilation after, CancellationToken cancellation)
    {
        var kept = new HashSet<SyntaxTree>(before.SyntaxTrees);
        kept.IntersectWith(after.SyntaxTrees);
        var old = before.SyntaxTrees.Where(tree => !kept.Contains(tree)).ToLookup(static tree => tree.FilePath);
        var @new = after.SyntaxTrees.Where(tree => !kept.Contains(tree)).ToLookup(static tree => tree.FilePath);
        foreach (var path in old.Select(static trees => trees.Key).Union(@new.Select(static trees => trees.Key)))
        {
            var (left, right) = (old[path].FirstOrDefault(), @new[path].FirstOrDefault());
            Add(left, right, cancellation);
            Add(right, left, cancellation);
            // Files of one name cannot be told apart.
            _isEverywhere |= old[path].Skip(1).Any() || @new[path].Skip(1).Any();
        }
    }

    public IEnumerable<(SyntaxTree Tree, TextSpan Span)> In(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var root = tree.GetRoot(cancellation);
            // What cannot be parsed may stand in no part, and what is no C# has none.
            var spans = _isEverywhere || root is not CompilationUnitSyntax || (root.ContainsDiagnostics && _changed.ContainsKey(tree))
                ? null
                : SpansIn(tree, cancellation);
            if (spans is null || spans.Count * CharactersASpan > tree.Length)
            {
                yield return (tree, root.FullSpan);
                continue;
            }
            foreach (var span in spans)
            {
                yield return (tree, span);
            }
        }
    }

    /// <summary>What stands side by side is looked at at once.</summary>
    private List<TextSpan> SpansIn(SyntaxTree tree, CancellationToken cancellation)
    {
        var isChanged = _changed.TryGetValue(tree, out var version);
        var other = version is null ? null : DeclaredSurface.Of(version, cancellation);
        var spans = new List<TextSpan>();
        var isSideBySide = false;
        foreach (var part in DeclaredSurface.Of(tree, cancellation).Parts)
        {
            var isReached = IsTouched(part) || (isChanged && other?.Has(part) != true);
            if (isReached && isSideBySide)
            {
                spans[spans.Count - 1] = TextSpan.FromBounds(spans[spans.Count - 1].Start, part.Span.End);
            }
            else if (isReached)
            {
                spans.Add(part.Span);
            }
            isSideBySide = isReached;
        }
        return spans;
    }

    /// <summary>A type may lack at its head what it lost.</summary>
    private bool IsTouched(DeclaredPart part) =>
        _names.Overlaps(part.Mentioned) || part.Owners.Any(_names.Contains)
        || (part.IsHead && part.Owners.Count > 0 && _owners.Contains(part.Owners[part.Owners.Count - 1]));

    private void Add(SyntaxTree? tree, SyntaxTree? other, CancellationToken cancellation)
    {
        if (tree is null)
        {
            return;
        }
        _changed[tree] = other;
        var version = other is null ? null : DeclaredSurface.Of(other, cancellation);
        foreach (var part in DeclaredSurface.Of(tree, cancellation).MissingIn(version))
        {
            // What sort of type it is, or an operator of it, matters to values that come from elsewhere, which nobody names.
            _isEverywhere |= (part.IsHead || part.Names is null) && version?.HasType(part.Type) == true;
            _isEverywhere |= part.Names is null && part.Type.Length == 0;
            // Whoever has a value of a new type names that, or what gives it one.
            _names.UnionWith(
                part is { Owners: [.., var type], IsExtension: false } && version?.HasType(part.Type) != true ? [type] : part.Names ?? []);
            _owners.UnionWith(part.Owners);
        }
    }
}
