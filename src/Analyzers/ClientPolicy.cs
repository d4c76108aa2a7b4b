using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Analyzers;

/// <summary>How clients get to be as new as the module: the property <c>SpacetimeSchemaClients</c>.</summary>
internal enum ClientPolicy
{
    /// <summary>Clients are updated at a time of their own. The default.</summary>
    Independent,

    /// <summary>Clients ship with the module: what only hurts old clients is told as an information.</summary>
    Together,
}

internal static class ClientPolicies
{
    public const string Property = "build_property.SpacetimeSchemaClients";

    public static ClientPolicy Of(AnalyzerConfigOptions options) =>
        options.TryGetValue(Property, out var text) && text.Trim().Equals(nameof(ClientPolicy.Together), StringComparison.OrdinalIgnoreCase)
            ? ClientPolicy.Together
            : ClientPolicy.Independent;
}
