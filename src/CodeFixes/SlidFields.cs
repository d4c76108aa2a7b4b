using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>Fields that did not move, and that came into another region, or under another suppression, because others did.</summary>
internal static class SlidFields
{
    /// <summary>Whether a field has other directives before it than it had, and has passed none that has the same.</summary>
    public static bool AreIn(SyntaxNode before, SyntaxNode after)
    {
        var (old, @new) = (Places(before), Places(after));
        var first = old.Zip(@new, static (was, @is) => was.IsAt(@is)).TakeWhile(static same => same).Count();
        var last = old.Skip(first).Reverse().Zip(@new.Skip(first).Reverse(), static (was, @is) => was.IsAt(@is))
            .TakeWhile(static same => same).Count();
        // What is alike at both ends of the file is left out: fields of several types have the same names.
        var common = Unique(old, first, last)
            .Join(Unique(@new, first, last), static field => field.Name, static field => field.Name, static (was, @is) => (was, @is))
            .ToArray();
        var stay = common.Where(static field => field.was.IsAt(field.@is)).ToArray();
        return common.Except(stay).Any(moved =>
            !stay.Any(other => (moved.was.Index < other.was.Index) != (moved.@is.Index < other.@is.Index)));
    }

    private static IEnumerable<Place> Unique(List<Place> fields, int first, int last) => fields
        .Skip(first).Take(fields.Count - first - last)
        .GroupBy(static field => field.Name).Where(static group => group.Count() == 1).Select(static group => group.First());

    private static List<Place> Places(SyntaxNode root)
    {
        var directives = root.DescendantTrivia().Where(static trivia => trivia.IsDirective)
            .Select(static trivia => trivia.SpanStart).ToArray();
        return [.. root.DescendantNodes().OfType<FieldDeclarationSyntax>()
            .SelectMany(static field => field.Declaration.Variables)
            .Select((variable, i) =>
                new Place(variable.Identifier.ValueText, i, ~Array.BinarySearch(directives, variable.SpanStart)))];
    }

    private sealed record Place(string Name, int Index, int Directives)
    {
        public bool IsAt(Place other) => (Name, Directives) == (other.Name, other.Directives);
    }
}
