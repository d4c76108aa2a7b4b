using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// What a preset and CI make of findings about whom a change hurts, and about what an older server rejects. Not by a test of the
/// official library: that says of each rule what WarningsNotAsErrors says.
/// </summary>
public class SeverityPolicyTests
{
    private const string Deployed = "[Table(ACCESS)] public partial struct Score { public uint Id; }";
    private const string WithColumn = "[Table(ACCESS)] public partial struct Score { public uint Id; [Default(0u)] public uint Points; }";
    private const string WithIndex = "[Table(ACCESS)] public partial struct Score { [SpacetimeDB.Index.BTree] public uint Id; }";
    private const string WithUnique = "[Table(ACCESS)] public partial struct Score { [Unique] public uint Id; }";
    private const string Public = "Public = true";
    private const string Private = "";

    [Theory]
    [InlineData(Public, "", "independent", DiagnosticSeverity.Warning)]
    [InlineData(Public, "CI", "independent", DiagnosticSeverity.Warning)]
    [InlineData(Public, "CI+ClientsCI", "independent", DiagnosticSeverity.Error)]
    [InlineData(Public, "CI+ClientsCI", "together", DiagnosticSeverity.Info)]
    [InlineData(Public, "Strict", "independent", DiagnosticSeverity.Error)]
    [InlineData(Public, "Strict+CI", "together", DiagnosticSeverity.Info)]
    [InlineData(Private, "", "independent", DiagnosticSeverity.Info)]
    [InlineData(Private, "CI+ClientsCI", "independent", DiagnosticSeverity.Warning)]
    [InlineData(Private, "Strict", "independent", DiagnosticSeverity.Warning)]
    public void What_clients_notice(string access, string situation, string clients, DiagnosticSeverity severity) =>
        Assert.Equal(("STS2001", severity), Finding(Deployed, WithColumn, access, situation, clients));

    [Theory]
    [InlineData(Public, "CI+ClientsCI", DiagnosticSeverity.Info)]
    [InlineData(Public, "Strict", DiagnosticSeverity.Warning)]
    [InlineData(Private, "Strict", DiagnosticSeverity.Info)]
    public void What_clients_may_notice(string access, string situation, DiagnosticSeverity severity) =>
        Assert.Equal(("STS2009", severity), Finding(WithIndex, Deployed, access, situation));

    [Theory]
    [InlineData("2.6.0", "", DiagnosticSeverity.Warning)]
    [InlineData("2.6.0", "CI", DiagnosticSeverity.Error)]
    [InlineData("2.6.0", "Strict", DiagnosticSeverity.Error)]
    [InlineData("2.8.3", "CI", DiagnosticSeverity.Warning)]
    public void What_older_servers_reject_whatever_the_rows_are(string engine, string situation, DiagnosticSeverity severity) =>
        Assert.Equal(("STS1103", severity), Finding(Deployed, WithUnique, Public, situation, engine: engine));

    [Fact]
    public void Who_wants_no_error_of_a_rule_gets_none() =>
        Assert.Equal(
            ("STS2001", DiagnosticSeverity.Warning), Finding(Deployed, WithColumn, Public, "Strict", warningsNotAsErrors: "STS2001"));

    private static (string, DiagnosticSeverity) Finding(
        string deployed,
        string edited,
        string access,
        string situation,
        string clients = "independent",
        string engine = "2.8.3",
        string? warningsNotAsErrors = null)
    {
        var snapshot = DeployedModule.Snapshot(deployed.Replace("ACCESS", access), EngineVersion.Parse(engine));
        var configuration = new EditorConfig($"""
            build_property._SpacetimeSchemaSeverities = {situation}
            build_property.SpacetimeSchemaClients = {clients}
            build_property.SpacetimeSchemaEngineVersion = {engine}
            """);
        Compilation compilation = DeployedModule.Compile(edited.Replace("ACCESS", access));
        if (warningsNotAsErrors is not null)
        {
            compilation = compilation.WithOptions(
                compilation.Options.WithSpecificDiagnosticOptions([new(warningsNotAsErrors, ReportDiagnostic.Default)]));
        }
        var finding = Assert.Single(
            compilation.WithAnalyzers([new SchemaAnalyzer()], new AnalyzerOptions([new SnapshotFile(snapshot)], configuration))
                .GetAnalyzerDiagnosticsAsync().Result);
        return (finding.Id, finding.Severity);
    }
}
