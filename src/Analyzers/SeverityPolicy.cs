using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// How severe a change is where no configuration says it of its rule: by what publish does with it, whom it hurts, and what the project
/// is set up for.
/// </summary>
internal sealed record SeverityPolicy
{
    private const string Clients = "build_property.SpacetimeSchemaClients";

    /// <summary>Made by <c>SpacetimeSchema.Severities.targets</c>, for whether a build is one of CI is not the analyzers' to ask.</summary>
    private const string Situation = "build_property._SpacetimeSchemaSeverities";

    public static readonly SeverityPolicy Default = new();

    /// <summary>Whether clients ship with the module: what only hurts old clients is an information.</summary>
    public bool ClientsComeTogether { get; init; }

    public bool RejectedIsError { get; init; }

    public bool ClientsNoticingIsError { get; init; }

    /// <summary>Whether what clients may notice is a warning.</summary>
    public bool IsStrict { get; init; }

    /// <summary>What the command line says of rules, such as <c>WarningsNotAsErrors</c>.</summary>
    public ImmutableDictionary<string, ReportDiagnostic> Said { get; init; } = ImmutableDictionary<string, ReportDiagnostic>.Empty;

    public static SeverityPolicy Of(AnalyzerConfigOptions options, CompilationOptions compilation)
    {
        var situation = options.TryGetValue(Situation, out var names) ? names.Split('+') : [];
        var isStrict = situation.Contains("Strict");
        return new()
        {
            ClientsComeTogether = options.TryGetValue(Clients, out var clients)
                && clients.Trim().Equals("together", StringComparison.OrdinalIgnoreCase),
            RejectedIsError = isStrict || situation.Contains("CI"),
            ClientsNoticingIsError = isStrict || situation.Contains("ClientsCI"),
            IsStrict = isStrict,
            Said = compilation.SpecificDiagnosticOptions,
        };
    }

    public DiagnosticSeverity Of(SchemaChange change, DiagnosticDescriptor rule) =>
        Situated(change, rule) is var severity && severity == DiagnosticSeverity.Error && IsNoError(rule)
            ? DiagnosticSeverity.Warning
            : severity;

    /// <summary>
    /// The compiler itself lets <c>WarningsNotAsErrors</c> go before what makes errors of warnings, but not before a finding that is one.
    /// </summary>
    private bool IsNoError(DiagnosticDescriptor rule) => Said.TryGetValue(rule.Id, out var said) && said == ReportDiagnostic.Default;

    private DiagnosticSeverity Situated(SchemaChange change, DiagnosticDescriptor rule) =>
        rule.Category == Rule.ClientsCategory ? OfClients(change, rule.DefaultSeverity)
        : RejectedIsError && change.Publish == PublishVerdict.Rejected ? DiagnosticSeverity.Error
        : rule.DefaultSeverity;

    /// <summary>What only private tables suffer from hurts no client but the owner's.</summary>
    private DiagnosticSeverity OfClients(SchemaChange change, DiagnosticSeverity severity)
    {
        if (severity == DiagnosticSeverity.Warning && ClientsNoticingIsError)
        {
            severity = DiagnosticSeverity.Error;
        }
        else if (IsStrict)
        {
            severity = DiagnosticSeverity.Warning;
        }
        if (change.IsPrivate && severity > DiagnosticSeverity.Hidden)
        {
            severity--;
        }
        return ClientsComeTogether && severity > DiagnosticSeverity.Info ? DiagnosticSeverity.Info : severity;
    }
}
