using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>What a finding tells to tools, in their words; what is null is not checked.</summary>
public sealed record FindingProperties
{
    public DiagnosticSeverity? Severity { get; init; }

    public string? Change { get; init; }

    public string? Publish { get; init; }

    public bool? Disconnects { get; init; }

    public string? Stage { get; init; }

    public string? Affects { get; init; }

    public string? Errors { get; init; }

    public string? Baseline { get; init; }

    public string? WayBack { get; init; }

    public void Check(Diagnostic diagnostic)
    {
        if (Severity is { } severity)
        {
            Assert.Equal(severity, diagnostic.Severity);
        }
        Check(ChangeProperties.Change, Change);
        Check(ChangeProperties.Publish, Publish);
        Check(ChangeProperties.Disconnects, Disconnects switch { null => null, true => "true", false => "false" });
        Check(ChangeProperties.Stage, Stage);
        Check(ChangeProperties.Affects, Affects);
        Check(ChangeProperties.Errors, Errors);
        Check(ChangeProperties.Baseline, Baseline);
        Check(ChangeProperties.WayBack, WayBack);

        void Check(string name, string? value)
        {
            if (value is not null)
            {
                Assert.Equal($"{name} = {value}", $"{name} = {diagnostic.Properties.GetValueOrDefault(name)}");
            }
        }
    }
}
