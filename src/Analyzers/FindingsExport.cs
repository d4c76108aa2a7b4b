using System.Globalization;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Findings as JSON for the command that prints what publish would do: with the words of the rules, and whatever a project made of
/// their severities.
/// </summary>
internal static class FindingsExport
{
    public static string Write(IEnumerable<Diagnostic> findings) => $"[{string.Join(", ", findings.Select(Finding))}]";

    private static string Finding(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        var properties = finding.Properties
            .Where(static property => property.Value is not null)
            .Append(new("rule", finding.Id))
            .Append(new("message", finding.GetMessage(CultureInfo.InvariantCulture)))
            .Append(new("path", place.Path))
            .Select(static property => $"{JsonWriter.Quote(property.Key)}: {JsonWriter.Quote(property.Value!)}");
        return $"{{ {string.Join(", ", properties)}, \"line\": {place.StartLinePosition.Line + 1} }}";
    }
}
