using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Writes to tables that the configuration names: append-only logs, and tables under an external migration.</summary>
internal sealed class ConfiguredTables
{
    private const int DeepestHelper = 8;

    private readonly Module _module;
    private readonly MigrationOptions _options;
    private readonly MethodDeclarationSyntax _declaration;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<(DiagnosticDescriptor Rule, Location Site, object[] Arguments)> _found = [];

    private ConfiguredTables(MethodDeclarationSyntax declaration, Module module, MigrationOptions options)
    {
        _declaration = declaration;
        _module = module;
        _options = options;
    }

    public static IReadOnlyList<(DiagnosticDescriptor Rule, Location Site, object[] Arguments)> In(
        IMethodSymbol method, MethodDeclarationSyntax declaration, Module module, MigrationOptions options)
    {
        var tables = new ConfiguredTables(declaration, module, options);
        tables.Walk(module.BodyOf(method), null, 0);
        return tables._found;
    }

    /// <summary>In the order of the text, which is that of execution but for loops: a lock that is asked later does not count.</summary>
    private void Walk(IOperation? body, SyntaxNode? site, int depth)
    {
        if (body is null || depth > DeepestHelper)
        {
            return;
        }
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (TableUses.TableOf(_module, operation) is { } named)
            {
                _asked.Add(named.Accessor);
            }
            if (operation is IInvocationOperation invocation)
            {
                var place = site ?? invocation.Syntax;
                if (TableOf(invocation) is { } table)
                {
                    Check(invocation.TargetMethod.Name, table, place);
                }
                else if (_seen.Add(invocation.TargetMethod.OriginalDefinition))
                {
                    Walk(_module.BodyOf(invocation.TargetMethod.OriginalDefinition), place, depth + 1);
                }
            }
        }
    }

    private void Check(string call, ModuleTable table, SyntaxNode site)
    {
        foreach (var name in _options.AppendOnly)
        {
            if (MigrationOptions.Names(name, table) && call is "Update" or "Delete" or "Clear")
            {
                _found.Add((MigrationRules.RewritesAppendOnly, PlaceOf(site), [call == "Update" ? "updates" : "deletes", table.Accessor]));
            }
        }
        foreach (var (name, lockTable) in _options.Locks)
        {
            if (MigrationOptions.Names(name, table) && TableUses.IsWrite(call)
                && !_asked.Contains(lockTable) && !_asked.Any(asked => Schema.CaseConversion.ToSnake(asked) == lockTable))
            {
                _found.Add((MigrationRules.IgnoresLock, PlaceOf(site), [table.Accessor, lockTable]));
            }
        }
    }

    private Location PlaceOf(SyntaxNode site) =>
        site.SyntaxTree == _declaration.SyntaxTree && _declaration.Span.Contains(site.Span)
            ? site.GetLocation()
            : _declaration.Identifier.GetLocation();

    private ModuleTable? TableOf(IInvocationOperation invocation) => invocation.Instance is not { } instance ? null
        : TableUses.TableOf(_module, instance)
            ?? (instance is IMemberReferenceOperation { Instance: { } handle } ? TableUses.TableOf(_module, handle) : null);
}
