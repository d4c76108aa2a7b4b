using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>STS0xxx: the snapshot itself.</summary>
internal static class SnapshotRules
{
    public static readonly DiagnosticDescriptor MissingSnapshot = new(
        "STS0001",
        "The module has tables and no snapshot",
        "This module has {0} and no snapshot of the deployed schema. Run 'dotnet build -t:UpdateSchema' on the code that is deployed, or '-t:PullSchema' against the server, to create spacetimedb.schema.json, and commit it.",
        Rule.SnapshotCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Changes of a schema can be judged only against the schema that is deployed. The snapshot is that schema, committed beside the project file.",
        Rule.HelpLink("STS0001"));

    public static readonly DiagnosticDescriptor UnreadableSnapshot = new(
        "STS0002",
        "The snapshot cannot be read",
        "The snapshot '{0}' cannot be read, and nothing is compared with it: {1}",
        Rule.SnapshotCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A snapshot that is broken, contradicts itself, or was written by a newer version of the package gives no other findings.",
        Rule.HelpLink("STS0002"));

    public static readonly DiagnosticDescriptor OutdatedSnapshot = new(
        "STS0003",
        "The snapshot lacks a compatible change",
        "{5}The snapshot lacks {4}. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema{7}'.",
        Rule.SnapshotCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "The snapshot is what is deployed. What was published since it was written should be in it, so that the next change is judged against the truth.",
        Rule.HelpLink("STS0003"));

    public static readonly DiagnosticDescriptor StaleAcceptance = new(
        "STS0004",
        "An accepted change is no longer there",
        "The snapshot '{0}' keeps {1} as accepted, and its schema has no such change any more. Remove the line with the fix or with 'dotnet build -t:UpdateSchema{2}'.",
        Rule.SnapshotCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What was accepted although publish rejects it is kept with its reason until it is deployed. One that was taken back, or became another change, tells reviewers of something that will not happen.",
        Rule.HelpLink("STS0004"));
}
