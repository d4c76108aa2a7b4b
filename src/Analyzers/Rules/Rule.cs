namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>What all descriptors share.</summary>
internal static class Rule
{
    public const string SnapshotCategory = "SpacetimeDB.Snapshot";
    public const string PublishCategory = "SpacetimeDB.Publish";
    public const string ClientsCategory = "SpacetimeDB.Clients";
    public const string MigrationsCategory = "SpacetimeDB.Migrations";
    public const string DefaultsCategory = "SpacetimeDB.Defaults";

    public static string HelpLink(string id) =>
        $"https://github.com/SpacetimeSchema/SpacetimeSchema.Analyzers/blob/main/docs/rules/{id}.md";
}
