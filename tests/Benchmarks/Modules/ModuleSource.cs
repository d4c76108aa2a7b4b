namespace SpacetimeSchema.Benchmarks.Modules;

/// <summary>The C# of a module of any size: a file a table, with the types that it holds and the reducers that use it.</summary>
internal static class ModuleSource
{
    public const int Columns = 20;

    /// <summary>A statement in a reducer of each file: where somebody types who does not change the schema.</summary>
    public const string EditedStatement = "plant.Height += height;";

    /// <summary>The declaration of a column of each file: where somebody types who changes it.</summary>
    public const string EditedColumn = "public uint Level;";

    /// <summary>The last variant of a type of each file: where somebody types who changes what columns hold.</summary>
    public const string EditedVariant = "Fruit }";

    /// <param name="hasMigrations">Whether each table has a migration reducer; they cost so much more than the rest that they are measured
    /// alone.</param>
    public static IEnumerable<string> Of(int tables, bool hasMigrations) =>
        Enumerable.Range(0, tables).Select(number => File(number, hasMigrations ? Migration(number) : "")).Append(Markers);

    private const string Markers =
        """
        using SpacetimeDB;

        namespace Garden;

        [SpacetimeDB.Table(Accessor = "MigrationStatus")]
        public partial struct MigrationStatus
        {
            [PrimaryKey] public string Name;
            public Timestamp CompletedAt;
        }

        [SpacetimeDB.Table(Accessor = "Gardener")]
        public partial struct Gardener
        {
            [PrimaryKey] public uint Id;
            public Identity Identity;
        }

        public static partial class Module
        {
            private static void RequireGardener(ReducerContext ctx)
            {
                if (ctx.Db.Gardener.Id.Find(0) is not { } gardener || gardener.Identity != ctx.Sender)
                {
                    throw new Exception("Only the gardener may do that.");
                }
            }
        }
        """;

    private static string File(int number, string migration) =>
        $$"""
        using SpacetimeDB;

        namespace Garden;

        [SpacetimeDB.Type]
        public enum Stage{{number}} { Seed, Sprout, InBloom, {{EditedVariant}}

        [SpacetimeDB.Type]
        public partial struct Extent{{number}}
        {
            public float Width;
            public float RootDepth;
            public Stage{{number}} Stage;
        }

        [SpacetimeDB.Table(Accessor = "Plant{{number}}", Public = true)]
        [SpacetimeDB.Index.BTree(Accessor = "ByOwnerAndZone", Columns = new[] { nameof(Owner), nameof(ZoneId) })]
        public partial struct Plant{{number}}
        {
            [PrimaryKey, AutoInc] public ulong Id;
            [Unique] public string SerialNumber;
            [SpacetimeDB.Index.BTree] public Identity Owner;
            public uint ZoneId;
            public uint Level;
            public string Name;
            public string? DisplayName;
            public Stage{{number}} Stage;
            public Extent{{number}} Extent;
            public List<Stage{{number}}> History;
            public float Height;
            public double WaterLevel;
            public bool IsWatered;
            public Timestamp PlantedAt;
            public TimeDuration GrowthTime;
            public byte Colour;
            public long Balance;
            public List<string> Tags;
            [Default(0u)] public uint HarvestCount;
            [Default(null!)] public string? Notes;
        }

        public static partial class Module
        {
            [Reducer]
            public static void Sow{{number}}(ReducerContext ctx, string serialNumber, Stage{{number}} stage, uint zoneId)
            {
                ctx.Db.Plant{{number}}.Insert(new Plant{{number}}
                {
                    SerialNumber = serialNumber,
                    Owner = ctx.Sender,
                    ZoneId = zoneId,
                    Name = serialNumber,
                    Stage = stage,
                    History = [stage],
                    PlantedAt = ctx.Timestamp,
                    Tags = [],
                });
            }

            [Reducer]
            public static void Grow{{number}}(ReducerContext ctx, ulong id, float height)
            {
                if (ctx.Db.Plant{{number}}.Id.Find(id) is not { } plant || plant.Owner != ctx.Sender)
                {
                    throw new Exception("That plant is not yours.");
                }
                {{EditedStatement}}
                ctx.Db.Plant{{number}}.Id.Update(plant);
            }
        {{migration}}
        }
        """;

    private static string Migration(int number) =>
        $$"""

            [Reducer]
            public static void MigratePlant{{number}}(ReducerContext ctx)
            {
                RequireGardener(ctx);
                if (ctx.Db.MigrationStatus.Name.Find("plants-{{number}}") is not null)
                {
                    return;
                }
                foreach (var plant in ctx.Db.Plant{{number}}.Iter())
                {
                    if (plant.DisplayName is null)
                    {
                        ctx.Db.Plant{{number}}.Id.Update(plant with { DisplayName = plant.Name });
                    }
                }
                ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "plants-{{number}}", CompletedAt = ctx.Timestamp });
            }
        """;
}
