using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Reports what is found of one reducer, always at a place in its own declaration.</summary>
internal sealed class ReducerReport(
    IMethodSymbol method, MethodDeclarationSyntax declaration, Module module, MigrationOptions options, Action<Diagnostic> report)
{
    private ReachableCode? _code;
    private TableUses? _uses;

    private ReachableCode Code => _code ??= new(module, method);

    private TableUses Uses => _uses ??= new(module, Code);

    /// <summary>Whether the reducer asks a marker table, itself or through its helpers.</summary>
    public bool UsesMarker() => Uses.Tables.Any(options.Markers.IsMarker);

    public void Migration()
    {
        var analysis = new ReducerAnalysis(module, method, options.Markers, Code, Uses);
        if (analysis.WaitsForMigration && !MigrationReducers.IsNamedMigration(method, options))
        {
            // It asks whether somebody else has migrated.
            return;
        }
        foreach (var finding in analysis.Findings)
        {
            if (RuleOf(finding.Kind) is { } rule)
            {
                var place = finding.Site != declaration && declaration.Span.Contains(finding.Site.Span)
                    && declaration.SyntaxTree == finding.Site.SyntaxTree
                    ? finding.Site.GetLocation()
                    : Identifier;
                report(
                    Diagnostic.Create(
                        rule,
                        place,
                        finding.Write == finding.Site ? null : new[] { finding.Write.GetLocation() },
                        FindingProperties.Of(finding),
                        method.Name,
                        finding.Reason));
            }
        }
        foreach (var swallowed in SwallowedExceptions.In(Code, Uses, module.Compilation))
        {
            report(Diagnostic.Create(MigrationRules.SwallowsExceptions, swallowed, method.Name));
        }
    }

    public void WholeTableRewrites()
    {
        foreach (var (call, table) in TableRewrites.In(declaration, module))
        {
            report(Diagnostic.Create(MigrationRules.RewritesTable, call.GetLocation(), method.Name, table.Accessor));
        }
    }

    public void ConfiguredTables()
    {
        if (options.ConfiguresTables)
        {
            foreach (var (rule, site, arguments) in Migrations.ConfiguredTables.In(method, declaration, module, options))
            {
                report(Diagnostic.Create(rule, site, [method.Name, .. arguments]));
            }
        }
    }

    public void Changed(MigrationRecord record, MigrationRecord recorded, string baseline) =>
        report(Diagnostic.Create(MigrationRules.Changed, Identifier, Properties(record, recorded, baseline), method.Name, baseline));

    public void ChangedInit(MigrationRecord record, MigrationRecord recorded, string baseline) => report(Diagnostic.Create(
        MigrationRules.InitChanged, Identifier, Properties(record, recorded, baseline),
        method.Name, $"was changed after it was recorded in '{baseline}': it does not run again"));

    public void AddedInit(string baseline) => report(Diagnostic.Create(
        MigrationRules.InitChanged, Identifier, method.Name, $"is new against '{baseline}', which has no such reducer: it does not run"));

    private static ImmutableDictionary<string, string?> Properties(MigrationRecord record, MigrationRecord recorded, string baseline)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[FindingProperties.Reducer] = record.Reducer;
        properties[FindingProperties.Hash] = record.Hash;
        properties[FindingProperties.RecordedHash] = recorded.Hash;
        properties[FindingProperties.Baseline] = baseline;
        return properties.ToImmutable();
    }

    private Location Identifier => declaration.Identifier.GetLocation();

    private static DiagnosticDescriptor? RuleOf(FindingKind kind) => kind switch
    {
        FindingKind.Accumulates => MigrationRules.Accumulates,
        FindingKind.InsertsAgain => MigrationRules.InsertsAgain,
        FindingKind.GuardFails => MigrationRules.GuardFails,
        FindingKind.DiffersEachRun => MigrationRules.DiffersEachRun,
        FindingKind.OverwritesSource => MigrationRules.OverwritesSource,
        FindingKind.NotReplaySafe => MigrationRules.NotReplaySafe,
        FindingKind.AnyClient => MigrationRules.AnyClient,
        _ => null,
    };
}
