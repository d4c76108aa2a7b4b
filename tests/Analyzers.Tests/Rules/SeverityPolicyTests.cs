using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>What a preset and CI make of findings about whom a change hurts and what an older server rejects.</summary>
public class SeverityPolicyTests
{
    private const string PublicColumn = "[Table(Public = true)] public partial struct Score { public uint Id; [Default(0u)] public uint {|STS2001:Points|}; }";
    private const string PrivateColumn = "[Table] public partial struct Score { public uint Id; [Default(0u)] public uint {|STS2001:Points|}; }";

    [Theory]
    [InlineData(PublicColumn, "Strict", null, DiagnosticSeverity.Error)]
    [InlineData(PrivateColumn, "Strict", null, DiagnosticSeverity.Warning)]
    [InlineData(PublicColumn, "Strict+CI", "together", DiagnosticSeverity.Info)]
    [InlineData(PublicColumn, "CI", null, DiagnosticSeverity.Warning)]
    [InlineData(PublicColumn, "CI+ClientsCI", null, DiagnosticSeverity.Error)]
    [InlineData(PrivateColumn, "CI+ClientsCI", null, DiagnosticSeverity.Warning)]
    [InlineData(PublicColumn, "CI+ClientsCI", "together", DiagnosticSeverity.Info)]
    public Task What_clients_notice(string edited, string situation, string? clients, DiagnosticSeverity severity) => Verified(
        edited.Replace(" [Default(0u)] public uint {|STS2001:Points|};", ""), edited, situation, severity, clients);

    [Theory]
    [InlineData("", "Strict", DiagnosticSeverity.Info)]
    [InlineData("Public = true", "Strict", DiagnosticSeverity.Warning)]
    [InlineData("Public = true", "CI+ClientsCI", DiagnosticSeverity.Info)]
    public Task What_clients_may_notice(string access, string situation, DiagnosticSeverity severity) => Verified(
        $$"""[Table({{access}})] public partial struct Score { [SpacetimeDB.Index.BTree] public uint Id; }""",
        $$"""[Table({{access}})] public partial struct {|STS2009:Score|} { public uint Id; }""",
        situation,
        severity);

    [Theory]
    [InlineData("2.6.0", "", DiagnosticSeverity.Warning)]
    [InlineData("2.6.0", "Prototype", DiagnosticSeverity.Warning)]
    [InlineData("2.6.0", "CI", DiagnosticSeverity.Error)]
    [InlineData("2.6.0", "Strict", DiagnosticSeverity.Error)]
    [InlineData("2.8.3", "CI", DiagnosticSeverity.Warning)]
    public Task What_older_servers_reject_whatever_the_rows_are(string engine, string situation, DiagnosticSeverity severity) => Verified(
        "[Table] public partial struct Score { public uint Id; }",
        "[Table] public partial struct Score { [Unique] public uint {|STS1103:Id|}; }",
        situation,
        severity,
        engine: engine);

    private static Task Verified(string deployed, string edited, string situation, DiagnosticSeverity severity, string? clients = null, string? engine = null) =>
        new SchemaTest(edited)
            .Against(DeployedModule.Snapshot(deployed, EngineVersion.Parse(engine)))
            .WithProperty("_SpacetimeSchemaSeverities", situation)
            .WithProperty("SpacetimeSchemaClients", clients)
            .WithProperty("SpacetimeSchemaEngineVersion", engine)
            .Where(null, new() { Severity = severity })
            .RunAsync();
}
