using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>A module with one of its reducers: each fix of it is compiled, run and analyzed, and the others would be every time.</summary>
internal static class ModuleSlice
{
    /// <summary>Without the reducers that nothing names, but the one that is asked for.</summary>
    public static string[] Around(string reducer, string[] sources)
    {
        var roots = sources.Select(source => CSharpSyntaxTree.ParseText(source).GetRoot()).ToArray();
        var named = roots.SelectMany(root => root.DescendantNodes().OfType<SimpleNameSyntax>())
            .Select(name => name.Identifier.ValueText).Append(reducer).ToHashSet();
        return [.. roots.Select(root => root
            .RemoveNodes(
                MigrationModule.ReducersIn(root).Where(method => !named.Contains(method.Identifier.ValueText)),
                SyntaxRemoveOptions.KeepNoTrivia)!
            .ToFullString())];
    }
}
