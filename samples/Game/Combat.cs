using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public enum MonsterKind
{
    Slime,
    Bandit,
    Wolf,
    Dragon,
}

[SpacetimeDB.Table(Accessor = "Monster", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByZone", Columns = new[] { "ZoneId" })]
public partial struct Monster
{
    [PrimaryKey, AutoInc]
    public ulong Id;

    public MonsterKind Kind;
    public uint ZoneId;
    public Vector3 Position;
    public uint Health;
}

/// <summary>A blow, for the clients to draw: the rows are gone after the transaction.</summary>
[SpacetimeDB.Table(Accessor = "Hit", Public = true, Event = true)]
public partial struct Hit
{
    public ulong MonsterId;
    public Identity Attacker;
    public uint Damage;
}

/// <summary>When the monsters of a zone come back.</summary>
[SpacetimeDB.Table(Accessor = "RespawnTimer", Scheduled = nameof(Module.RespawnMonsters), ScheduledAt = nameof(ScheduledAt))]
public partial struct RespawnTimer
{
    [PrimaryKey, AutoInc]
    public ulong ScheduledId;

    public ScheduleAt ScheduledAt;
    public uint ZoneId;
}

public static partial class Module
{
    private const uint MonstersPerZone = 3;

    [Reducer]
    public static void Attack(ReducerContext ctx, ulong monsterId)
    {
        var player = CallingPlayer(ctx);
        var monster = ctx.Db.Monster.Id.Find(monsterId) ?? throw new Exception("It is gone.");
        if (monster.ZoneId != player.ZoneId)
        {
            throw new Exception("It is too far away.");
        }

        var damage = 5 + player.Level;
        ctx.Db.Hit.Insert(new Hit { MonsterId = monster.Id, Attacker = ctx.Sender, Damage = damage });
        if (monster.Health > damage)
        {
            ctx.Db.Monster.Id.Update(monster with { Health = monster.Health - damage });
            StrikeBack(ctx, player);
            return;
        }

        ctx.Db.Monster.Id.Delete(monster.Id);
        Reward(ctx, player, monster.Kind);
    }

    /// <summary>Called by the database, for every row of <see cref="RespawnTimer"/>.</summary>
    [Reducer]
    public static void RespawnMonsters(ReducerContext ctx, RespawnTimer timer)
    {
        for (var alive = ctx.Db.Monster.ByZone.Filter(timer.ZoneId).Count(); alive < MonstersPerZone; alive++)
        {
            ctx.Db.Monster.Insert(new Monster { Kind = (MonsterKind)ctx.Rng.Next(4), ZoneId = timer.ZoneId, Health = 20 });
        }
    }

    private static void StrikeBack(ReducerContext ctx, Player player)
    {
        var damage = (uint)ctx.Rng.Next(10);
        ctx.Db.Player.Identity.Update(
            player.Health > damage
                ? player with { Health = player.Health - damage }
                : player with { Health = FullHealth, ZoneId = StartingZone });
    }

    private static void Reward(ReducerContext ctx, Player player, MonsterKind kind)
    {
        var experience = player.Experience + (kind is MonsterKind.Dragon ? 100ul : 10ul);
        ctx.Db.Player.Identity.Update(player with { Experience = experience, Level = 1 + (uint)(experience / 100) });
        if (ctx.Rng.Next(2) == 0)
        {
            Give(ctx, player.Identity, kindId: 1, count: 1);
        }
    }

    private static void StartRespawning(ReducerContext ctx)
    {
        foreach (var zone in ctx.Db.Zone.Iter())
        {
            var every = new ScheduleAt.Interval(TimeDuration.FromSeconds(30));
            ctx.Db.RespawnTimer.Insert(new RespawnTimer { ScheduledAt = every, ZoneId = zone.Id });
        }
    }
}
