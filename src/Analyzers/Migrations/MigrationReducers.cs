using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

internal enum ReducerRole
{
    /// <summary>No reducer at all.</summary>
    None,
    Ordinary,
    Migration,

    /// <summary>Runs once in the life of a database.</summary>
    Init,
}

/// <summary>Which reducers are migrations: by the words of their names, or because they name a marker table.</summary>
internal static class MigrationReducers
{
    public static ReducerRole RoleOf(IMethodSymbol method, KnownTypes knownTypes, MigrationOptions options, CancellationToken cancellation)
    {
        if (method.Attribute(knownTypes.Reducer) is not { } reducer || !method.IsStatic)
        {
            return ReducerRole.None;
        }
        // The members of ReducerKind, in their order: user-defined, Init, ClientConnected, ClientDisconnected.
        if (reducer.ConstructorArguments is [{ Value: 1 }])
        {
            return ReducerRole.Init;
        }
        return IsNamedMigration(method, options) || NamesMarker(method, options.Markers, cancellation)
            ? ReducerRole.Migration
            : ReducerRole.Ordinary;
    }

    public static MethodDeclarationSyntax? Declaration(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is MethodDeclarationSyntax declaration)
            {
                return declaration;
            }
        }
        return null;
    }

    public static bool IsNamedMigration(IMethodSymbol method, MigrationOptions options)
    {
        var words = new NameWords(method.Name);
        return words.HaveAnyOf(options.Words) || (method.Parameters.Length <= 1 && words.HaveAnyOf(options.Verbs));
    }

    /// <summary>By the text alone, without its nodes.</summary>
    private static bool MayNameMarker(IMethodSymbol method, Markers markers, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (markers.MayBeNamedIn(SourceFile.Of(reference.SyntaxTree, cancellation), reference.Span))
            {
                return true;
            }
        }
        return false;
    }

    private static bool NamesMarker(IMethodSymbol method, Markers markers, CancellationToken cancellation)
    {
        if (MayNameMarker(method, markers, cancellation) && Declaration(method, cancellation) is { } declaration)
        {
            foreach (var node in declaration.DescendantNodes())
            {
                if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name,
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Db" } }
                    && markers.IsMarker(name))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
