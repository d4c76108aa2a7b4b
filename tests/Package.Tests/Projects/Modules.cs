namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>Members of a module that many tests start from.</summary>
internal static class Modules
{
    /// <summary>What <see cref="PlayerSnapshot"/> has deployed.</summary>
    public static string Player { get; } = Players("public uint Id; public string Name;") + Items("public uint Id;");

    public static string PlayerSnapshot { get; } = """
        {
          "$schema": "https://raw.githubusercontent.com/SpacetimeSchema/SpacetimeSchema.Analyzers/main/docs/spacetimedb.schema.schema.json",
          "format": 1,
          "spacetimedb": "2.8.3",
          "policy": "snakeCase",
          "tables": [
            {
              "name": "item", "accessor": "item", "rowType": "Item", "access": "public",
              "columns": [
                { "name": "id", "field": "Id", "type": "u32" }
              ]
            },
            {
              "name": "player", "accessor": "player", "rowType": "Player", "access": "public",
              "columns": [
                { "name": "id", "field": "Id", "type": "u32" },
                { "name": "name", "field": "Name", "type": "string" }
              ]
            }
          ],
          "types": [],
          "reducers": [],
          "procedures": [],
          "views": [],
          "visibilityFilters": [],
          "migrations": []
        }

        """;

    public static string Players(string fields) => Table("player", "Player", fields);

    public static string Items(string fields) => Table("item", "Item", fields);

    private static string Table(string accessor, string type, string fields) => $$"""
        [Table(Accessor = "{{accessor}}", Public = true)]
        public partial struct {{type}} { {{fields}} }

        """;
}
