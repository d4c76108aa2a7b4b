namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>Members of a module that many tests start from.</summary>
internal static class Modules
{
    public static string Player { get; } = Players("public uint Id; public string Name;");

    public static string Players(string fields) => $$"""
        [Table(Accessor = "player", Public = true)]
        public partial struct Player { {{fields}} }
        """;
}
