using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>What the snapshot keeps of migration reducers and of Init: their names, with a hash of their tokens.</summary>
internal static class MigrationRecords
{
    private const int BytesKept = 8;
    private const char StatementSeparator = '-';

    /// <summary>The record of a method, or null where it is neither a migration nor Init.</summary>
    /// <param name="name">The canonical name of the reducer.</param>
    public static MigrationRecord? Of(
        IMethodSymbol method, string name, KnownTypes knownTypes, MigrationOptions options, CancellationToken cancellation) =>
        MigrationReducers.RoleOf(method, knownTypes, options, cancellation) is ReducerRole.Migration or ReducerRole.Init
            ? Of(method, name, cancellation)
            : null;

    /// <summary>The records of all migrations of a module, and of its Init, by name.</summary>
    public static EquatableArray<MigrationRecord> Of(
        SourceSchema source, KnownTypes knownTypes, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var records = new List<MigrationRecord>();
        foreach (var function in source.Schema.Functions)
        {
            if (source.SymbolOf(SchemaElement.Function(function.Name)) is IMethodSymbol method
                && MigrationReducers.Declaration(method, cancellation) is { } declaration
                && Of(method, function.Name, knownTypes, new(options.GetOptions(declaration.SyntaxTree)), cancellation) is { } record)
            {
                records.Add(record);
            }
        }
        return records.OrderBy(static record => record.Reducer, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The record of a reducer of which it is known that it has one.</summary>
    public static MigrationRecord? Of(IMethodSymbol method, string name, CancellationToken cancellation) =>
        MigrationReducers.Declaration(method, cancellation) is { } declaration
            ? new(
                name,
                string.Join(
                    StatementSeparator.ToString(),
                    new[] { Hash(declaration, cancellation) }.Concat(HashesOfInit(declaration, cancellation))))
            : null;

    /// <summary>The statements of Init that are not among those that were recorded.</summary>
    public static IReadOnlyList<StatementSyntax> AddedToInit(
        MethodDeclarationSyntax declaration, string recorded, CancellationToken cancellation)
    {
        var known = new HashSet<string>(recorded.Split(StatementSeparator).Skip(1), StringComparer.Ordinal);
        return declaration.Body is { } body && recorded.IndexOf(StatementSeparator) >= 0
            ? body.Statements.Where(statement => !known.Contains(Hash(statement, cancellation))).ToArray()
            : [];
    }

    /// <summary>
    /// Whether every statement of Init that was recorded is still there: else what seems to be added is perhaps one of them.
    /// </summary>
    public static bool KeepsInit(MethodDeclarationSyntax declaration, string recorded, CancellationToken cancellation)
    {
        var present = new HashSet<string>(
            declaration.Body?.Statements.Select(statement => Hash(statement, cancellation)) ?? [], StringComparer.Ordinal);
        return recorded.Split(StatementSeparator).Skip(1).All(present.Contains);
    }

    /// <summary>Of Init each statement is recorded too, so that an addition can be told from the rest.</summary>
    private static IEnumerable<string> HashesOfInit(MethodDeclarationSyntax declaration, CancellationToken cancellation) =>
        declaration.Body is { } body && IsInit(declaration) ? body.Statements.Select(statement => Hash(statement, cancellation)) : [];

    private static bool IsInit(MethodDeclarationSyntax declaration)
    {
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
                {
                    if (argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Init" }
                        or IdentifierNameSyntax { Identifier.ValueText: "Init" })
                    {
                        return true;
                    }
                }
            }
        }
        return false;
    }

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
