using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>What the snapshot keeps of migration reducers and of Init: their names, with a hash of their tokens.</summary>
internal static class MigrationRecords
{
    private const int BytesKept = 8;

    /// <summary>The record of a method, or null where it is neither a migration nor Init.</summary>
    /// <param name="name">The canonical name of the reducer.</param>
    public static MigrationRecord? Of(IMethodSymbol method, string name, KnownTypes knownTypes, MigrationOptions options, CancellationToken cancellation) =>
        MigrationReducers.RoleOf(method, knownTypes, options, cancellation) is ReducerRole.Migration or ReducerRole.Init
            ? Of(method, name, cancellation)
            : null;

    /// <summary>The record of a reducer of which it is known that it has one.</summary>
    public static MigrationRecord? Of(IMethodSymbol method, string name, CancellationToken cancellation) =>
        MigrationReducers.Declaration(method, cancellation) is { } declaration ? new(name, Hash(declaration, cancellation)) : null;

    /// <summary>Of the tokens alone: a comment, a blank line or another indentation changes nothing.</summary>
    private static string Hash(SyntaxNode declaration, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var token in declaration.DescendantTokens())
        {
            cancellation.ThrowIfCancellationRequested();
            text.Append(token.Text).Append('\n');
        }
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        var result = new StringBuilder(BytesKept * 2);
        for (var i = 0; i < BytesKept; i++)
        {
            result.Append(hash[i].ToString("x2", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }
}
