using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public partial struct Vector3
{
    public float X;
    public float Y;
    public float Z;
}

[SpacetimeDB.Type]
public partial struct Area
{
    public Vector3 Min;
    public Vector3 Max;

    public readonly bool Contains(Vector3 point) =>
        point.X >= Min.X && point.X <= Max.X && point.Z >= Min.Z && point.Z <= Max.Z;
}

/// <summary>A part of the world with monsters of its own.</summary>
[SpacetimeDB.Table(Accessor = "Zone", Public = true)]
public partial struct Zone
{
    [PrimaryKey]
    public uint Id;

    public string Name;

    /// <summary>Whether players may attack one another.</summary>
    [Default(false)]
    public bool Contested;

    public uint MinimumLevel;
    public Area Area;
}

public static partial class Module
{
    [Reducer]
    public static void Travel(ReducerContext ctx, uint zoneId)
    {
        var player = CallingPlayer(ctx);
        var zone = ctx.Db.Zone.Id.Find(zoneId) ?? throw new Exception("There is no such place.");
        if (player.Level < zone.MinimumLevel)
        {
            throw new Exception($"{zone.Name} is for level {zone.MinimumLevel} and up.");
        }

        ctx.Db.Player.Identity.Update(player with { ZoneId = zone.Id, Position = zone.Area.Min });
    }

    private static void CreateZones(ReducerContext ctx)
    {
        ctx.Db.Zone.Insert(new Zone { Id = StartingZone, Name = "Meadow", MinimumLevel = 1, Area = Square(100) });
        ctx.Db.Zone.Insert(new Zone { Id = 2, Name = "Old Mine", MinimumLevel = 5, Area = Square(40) });
    }

    private static Area Square(float size) => new() { Max = new Vector3 { X = size, Z = size } };
}
