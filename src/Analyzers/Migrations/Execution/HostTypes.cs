using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// The types of the framework whose members are called as they are: their members depend on their arguments alone. Type
/// arguments become <c>object</c>.
/// </summary>
internal static class HostTypes
{
    private static readonly Dictionary<string, Type> s_types = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = typeof(bool),
        ["System.Char"] = typeof(char),
        ["System.SByte"] = typeof(sbyte),
        ["System.Byte"] = typeof(byte),
        ["System.Int16"] = typeof(short),
        ["System.UInt16"] = typeof(ushort),
        ["System.Int32"] = typeof(int),
        ["System.UInt32"] = typeof(uint),
        ["System.Int64"] = typeof(long),
        ["System.UInt64"] = typeof(ulong),
        ["System.Single"] = typeof(float),
        ["System.Double"] = typeof(double),
        ["System.Decimal"] = typeof(decimal),
        ["System.String"] = typeof(string),
        ["System.StringComparison"] = typeof(StringComparison),
        ["System.StringSplitOptions"] = typeof(StringSplitOptions),
        ["System.MidpointRounding"] = typeof(MidpointRounding),
        ["System.Globalization.CultureInfo"] = typeof(System.Globalization.CultureInfo),
        ["System.Globalization.TextInfo"] = typeof(System.Globalization.TextInfo),
        ["System.Globalization.NumberStyles"] = typeof(System.Globalization.NumberStyles),
        ["System.Globalization.DateTimeStyles"] = typeof(System.Globalization.DateTimeStyles),
        ["System.IFormatProvider"] = typeof(IFormatProvider),
        ["System.StringComparer"] = typeof(StringComparer),
        ["System.Math"] = typeof(Math),
        ["System.Numerics.BigInteger"] = typeof(System.Numerics.BigInteger),
        ["System.Convert"] = typeof(Convert),
        ["System.BitConverter"] = typeof(BitConverter),
        ["System.DateTime"] = typeof(DateTime),
        ["System.DateTimeKind"] = typeof(DateTimeKind),
        ["System.DateTimeOffset"] = typeof(DateTimeOffset),
        ["System.TimeSpan"] = typeof(TimeSpan),
        ["System.DateOnly"] = typeof(CalendarDay),
        ["System.TimeOnly"] = typeof(ClockTime),
        ["System.Guid"] = typeof(Guid),
        ["System.Version"] = typeof(Version),
        ["System.Uri"] = typeof(Uri),
        ["System.Text.StringBuilder"] = typeof(StringBuilder),
        ["System.Text.Encoding"] = typeof(Encoding),
        ["System.Text.UTF8Encoding"] = typeof(UTF8Encoding),
        ["System.Globalization.CharUnicodeInfo"] = typeof(System.Globalization.CharUnicodeInfo),
        ["System.IO.StringReader"] = typeof(StringReader),
        ["System.IO.TextReader"] = typeof(TextReader),
        ["System.Collections.BitArray"] = typeof(System.Collections.BitArray),
        ["System.Text.RegularExpressions.Regex"] = typeof(Regex),
        ["System.Text.RegularExpressions.RegexOptions"] = typeof(RegexOptions),
        ["System.Text.RegularExpressions.Match"] = typeof(Match),
        ["System.Text.RegularExpressions.Group"] = typeof(Group),
        ["System.Text.RegularExpressions.Capture"] = typeof(Capture),
        ["System.Text.RegularExpressions.GroupCollection"] = typeof(GroupCollection),
        ["System.Collections.Generic.List`1"] = typeof(List<object?>),
        ["System.Collections.Generic.Dictionary`2"] = typeof(Dictionary<object, object?>),
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = typeof(Dictionary<object, object?>),
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = typeof(Dictionary<object, object?>),
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = typeof(List<object?>),
        ["System.Collections.Generic.SortedDictionary`2"] = typeof(SortedDictionary<object, object?>),
        ["System.Collections.Generic.SortedList`2"] = typeof(SortedList<object, object?>),
        ["System.Collections.Generic.HashSet`1"] = typeof(HashSet<object?>),
        ["System.Collections.Generic.SortedSet`1"] = typeof(SortedSet<object?>),
        ["System.Collections.Generic.Queue`1"] = typeof(Queue<object?>),
        ["System.Collections.Generic.Stack`1"] = typeof(Stack<object?>),
        ["System.Collections.Generic.LinkedList`1"] = typeof(LinkedList<object?>),
        ["System.Collections.Generic.PriorityQueue`2"] = typeof(PriorityHeap),
        ["System.Collections.Generic.KeyValuePair`2"] = typeof(KeyValuePair<object, object?>),
        ["System.Collections.Generic.IComparer`1"] = typeof(IComparer<object?>),
        ["System.Collections.Generic.IEqualityComparer`1"] = typeof(IEqualityComparer<object?>),
        ["System.Collections.Generic.Comparer`1"] = typeof(ModuleComparer),
        ["System.Collections.Generic.EqualityComparer`1"] = typeof(ModuleComparer),
        ["System.Collections.Generic.IDictionary`2"] = typeof(Dictionary<object, object?>),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = typeof(Dictionary<object, object?>),
        ["System.Collections.Generic.ISet`1"] = typeof(HashSet<object?>),
        ["System.Collections.Generic.IList`1"] = typeof(IList<object?>),
        ["System.Collections.Generic.ICollection`1"] = typeof(ICollection<object?>),
        ["System.Collections.Generic.IReadOnlyList`1"] = typeof(IReadOnlyList<object?>),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = typeof(IReadOnlyCollection<object?>),
        ["System.Collections.Generic.IEnumerable`1"] = typeof(IEnumerable<object?>),
    };

    public static Type? Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => Of(array.ElementType)?.MakeArrayType(),
        INamedTypeSymbol named => s_types.TryGetValue(NameOf(named), out var host) ? host : null,
        _ => null,
    };

    public static string NameOf(INamedTypeSymbol type) => type switch
    {
        { ContainingType: not null } => type.MetadataName,
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{space}.{type.MetadataName}",
        _ => type.MetadataName,
    };
}
