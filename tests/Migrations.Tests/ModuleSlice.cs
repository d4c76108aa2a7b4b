using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>A module with a few of its reducers: the others would be compiled and analyzed with them every time.</summary>
internal static class ModuleSlice
{
    public static string[] Around(string reducer, string[] sources) => Around([reducer], sources);

    /// <summary>Without the reducers that nothing names, but those that are asked for.</summary>
    public static string[] Around(IEnumerable<string> reducers, string[] sources)
    {
        var roots = sources.Select(source => CSharpSyntaxTree.ParseText(source).GetRoot()).ToArray();
        var named = roots.SelectMany(root => root.DescendantNodes().OfType<SimpleNameSyntax>())
            .Select(name => name.Identifier.ValueText).Concat(reducers).ToHashSet();
        return [.. roots.Select(root => root
            .RemoveNodes(
                MigrationModule.ReducersIn(root).Where(method => !named.Contains(method.Identifier.ValueText)),
                SyntaxRemoveOptions.KeepNoTrivia)!
            .ToFullString())];
    }
}
