using System.Text.Json;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>What the planner says of a pair; see tests/corpus/README.md.</summary>
public sealed record CorpusVerdict(
    bool Ok,
    IReadOnlyList<PlannerError> Errors,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Prechecks)
{
    public bool DisconnectsClients => Steps.Contains("DisconnectAllUsers");

    /// <summary>Whether the plan passes only if the data do.</summary>
    public bool DependsOnData =>
        Prechecks.Count > 0 || Steps.Any(static step => step.StartsWith("RemoveTable(") || step.StartsWith("AddConstraint("));

    /// <summary>Whether the plan passes and its execution always fails.</summary>
    public bool FailsAtExecution => Steps.Any(static step => step.StartsWith("AddSchedule(") || step.StartsWith("RemoveSchedule("));

    public static CorpusVerdict Parse(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return new(
            root.GetProperty("ok").GetBoolean(),
            root.GetProperty("errors").EnumerateArray().Select(static error => new PlannerError(
                error.GetProperty("kind").GetString()!,
                Optional(error, "table"),
                Optional(error, "column"),
                Optional(error, "constraint") ?? Optional(error, "index"),
                error.GetProperty("message").GetString()!)).ToArray(),
            Strings(root, "steps"),
            Strings(root, "prechecks"));
    }

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Strings(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(static item => item.GetString()!).ToArray();
}

/// <param name="Object">The name of the constraint or index, where the error is about one.</param>
public sealed record PlannerError(string Kind, string? Table, string? Column, string? Object, string Message);
