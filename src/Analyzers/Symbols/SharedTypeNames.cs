using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Which types of a compilation have a name in the database that another one has too: namespaces and the types around them are no part
/// of it. The host's list of names is looked at once; files are only where another type looks alike, as what generators emit for a
/// table does, and nothing is bound but those with attributes.
/// </summary>
internal sealed class SharedTypeNames(Compilation compilation, ModuleDeclarations declarations, KnownTypes knownTypes, TypeReader types)
{
    private readonly OnceOnly<HashSet<int>> _alike = new(cancellation =>
        HashesOfNamesThatLookAlike(compilation, LibraryTypes.Of(compilation, knownTypes, cancellation), cancellation));
    private readonly ConcurrentDictionary<string, ImmutableArray<INamedTypeSymbol>> _candidates = new(AlikeNames.Instance);

    /// <summary>Whether another <c>[Type]</c> or <c>[Table]</c> has the name of this one, reached or not.</summary>
    public bool IsShared(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!_alike.Get(cancellation).Contains(AlikeNames.Instance.GetHashCode(type.Name)))
        {
            return false;
        }
        var name = types.NameOf(type);
        foreach (var other in _candidates.TryGetValue(type.Name, out var candidates)
            ? candidates
            : _candidates.GetOrAdd(type.Name, Candidates(type.Name, cancellation)))
        {
            if (types.NameOf(other) == name && !SymbolEqualityComparer.Default.Equals(other, type))
            {
                return true;
            }
        }
        return false;
    }

    private ImmutableArray<INamedTypeSymbol> Candidates(string alike, CancellationToken cancellation) =>
        declarations.Types(name => AlikeNames.Instance.Equals(name, alike), cancellation)
            .Where(type => (type.Attribute(knownTypes.Type) ?? type.Attribute(knownTypes.Table)) is not null)
            .Concat(
                LibraryTypes.Of(compilation, knownTypes, cancellation).Where(type => AlikeNames.Instance.Equals(type.Name, alike)))
            .ToImmutableArray();

    /// <summary>
    /// The hash codes of names that look alike; some perhaps that do not, who are looked at in vain. In the host's list, which is long,
    /// the parts of a partial type are one.
    /// </summary>
    private static HashSet<int> HashesOfNamesThatLookAlike(
        Compilation compilation, IEnumerable<INamedTypeSymbol> others, CancellationToken cancellation)
    {
        var seen = new HashSet<int>();
        var alike = new HashSet<int>();
        _ = compilation.ContainsSymbolsWithName(
            name =>
            {
                Add(name);
                return false;
            },
            SymbolFilter.Type,
            cancellation);
        foreach (var other in others)
        {
            Add(other.Name);
        }
        return alike;

        void Add(string name)
        {
            var hash = AlikeNames.Instance.GetHashCode(name);
            _ = seen.Add(hash) || alike.Add(hash);
        }
    }

    /// <summary>
    /// Names that may be one in the database: the conversions change but the case of letters and the underscores between them. A name
    /// beyond ASCII looks like any other such name.
    /// </summary>
    private sealed class AlikeNames : IEqualityComparer<string>
    {
        public static readonly AlikeNames Instance = new();

        public bool Equals(string left, string right)
        {
            if (!IsAscii(left) || !IsAscii(right))
            {
                return IsAscii(left) == IsAscii(right);
            }
            var (i, j) = (0, 0);
            while (true)
            {
                var (a, b) = (Next(left, ref i), Next(right, ref j));
                if (a != b)
                {
                    return false;
                }
                if (a == '\0')
                {
                    return true;
                }
            }
        }

        public int GetHashCode(string name)
        {
            var hash = 17;
            var i = 0;
            for (var letter = Next(name, ref i); letter != '\0'; letter = Next(name, ref i))
            {
                if (letter > '\x7F')
                {
                    return 0;
                }
                hash = unchecked((hash * 31) + letter);
            }
            return hash;
        }

        private static char Next(string name, ref int i)
        {
            while (i < name.Length && name[i] == '_')
            {
                i++;
            }
            return i == name.Length ? '\0' : name[i++] is var letter and >= 'A' and <= 'Z' ? (char)(letter | 0x20) : name[i - 1];
        }

        private static bool IsAscii(string name)
        {
            foreach (var letter in name)
            {
                if (letter > '\x7F')
                {
                    return false;
                }
            }
            return true;
        }
    }
}
