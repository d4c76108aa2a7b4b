using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public enum Profession
{
    Warrior,
    Ranger,
    Mage,
}

/// <summary>One row for every identity that ever joined.</summary>
[SpacetimeDB.Table(Accessor = "Player", Public = true)]
public partial struct Player
{
    [PrimaryKey]
    public Identity Identity;

    [Unique]
    public string Username;

    public Profession Profession;
    public uint Level;
    public ulong Experience;
    public uint Health;
    public Vector3 Position;
    public uint ZoneId;
    public bool Online;
    public Timestamp JoinedAt;

    /// <summary>What others see; null until the player has chosen a name.</summary>
    [Default(null!)]
    public string? DisplayName;

    [Default(0u)]
    public uint Gold;
}

public static partial class Module
{
    private const uint StartingZone = 1;
    private const uint FullHealth = 100;

    [Reducer(ReducerKind.ClientConnected)]
    public static void ClientConnected(ReducerContext ctx) => SetOnline(ctx, online: true);

    [Reducer(ReducerKind.ClientDisconnected)]
    public static void ClientDisconnected(ReducerContext ctx) => SetOnline(ctx, online: false);

    /// <summary>Creates the caller's character.</summary>
    [Reducer]
    public static void JoinGame(ReducerContext ctx, string username, Profession profession)
    {
        if (ctx.Db.Player.Identity.Find(ctx.Sender) is not null)
        {
            throw new Exception("You have a character already.");
        }

        if (string.IsNullOrWhiteSpace(username) || username.Length > 24)
        {
            throw new Exception("A name has between 1 and 24 characters.");
        }

        ctx.Db.Player.Insert(new Player
        {
            Identity = ctx.Sender,
            Username = username.Trim(),
            Profession = profession,
            Level = 1,
            Health = FullHealth,
            ZoneId = StartingZone,
            Online = true,
            JoinedAt = ctx.Timestamp,
        });
    }

    [Reducer]
    public static void SetDisplayName(ReducerContext ctx, string displayName) =>
        ctx.Db.Player.Identity.Update(CallingPlayer(ctx) with { DisplayName = displayName.Trim() });

    [Reducer]
    public static void Move(ReducerContext ctx, Vector3 position)
    {
        var player = CallingPlayer(ctx);
        if (ctx.Db.Zone.Id.Find(player.ZoneId) is { } zone && !zone.Area.Contains(position))
        {
            throw new Exception($"{zone.Name} ends here.");
        }

        ctx.Db.Player.Identity.Update(player with { Position = position });
    }

    private static Player CallingPlayer(ReducerContext ctx) =>
        ctx.Db.Player.Identity.Find(ctx.Sender) ?? throw new Exception("Join the game first.");

    private static void SetOnline(ReducerContext ctx, bool online)
    {
        if (ctx.Db.Player.Identity.Find(ctx.Sender) is { } player)
        {
            ctx.Db.Player.Identity.Update(player with { Online = online });
        }
    }
}
