// A game world: positions, guilds, quests, friends. Each reducer is labelled by running it twice.
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Faction { Neutral, Red, Blue }

[SpacetimeDB.Type]
public partial struct Vec2 { public float X; public float Y; }

[SpacetimeDB.Table(Accessor = "unit", Public = true)]
public partial struct Unit3
{
    [PrimaryKey, AutoInc] public uint id;
    public Identity owner;
    public Vec2 position;
    [Default(0)] public int tile_x;
    [Default(0)] public int tile_y;
    public int hp;
    public int max_hp;
    public Faction faction;
    [Default(null)] public uint? guild_id;
}

[SpacetimeDB.Table(Accessor = "guild")]
public partial struct Guild
{
    [PrimaryKey, AutoInc] public uint id;
    [Unique] public string name;
    public uint leader_unit;
    [Default(0u)] public uint members;
}

[SpacetimeDB.Table(Accessor = "guild_member")]
public partial struct GuildMember
{
    [PrimaryKey] public uint unit_id;
    [SpacetimeDB.Index.BTree] public uint guild_id;
    public bool officer;
}

[SpacetimeDB.Table(Accessor = "friendship")]
[SpacetimeDB.Index.BTree(Accessor = "by_pair", Columns = new[] { nameof(a), nameof(b) })]
public partial struct Friendship
{
    [PrimaryKey, AutoInc] public ulong id;
    public uint a;
    public uint b;
}

[SpacetimeDB.Table(Accessor = "quest")]
public partial struct Quest
{
    [PrimaryKey] public string key;
    public List<uint> rewards;
    public int step;
    [Default(null)] public Timestamp? finished;
}

[SpacetimeDB.Table(Accessor = "spawn")]
public partial struct Spawn
{
    public int x;
    public int y;
    public string kind;
}

[SpacetimeDB.Table(Accessor = "schema_version")]
public partial struct SchemaVersionRow
{
    [PrimaryKey] public byte id;
    public uint version;
}

public static partial class WorldMigrations
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.unit.Insert(new Unit3 { owner = ctx.Sender, position = new Vec2 { X = 3.5f, Y = 40 }, hp = 80, max_hp = 100, faction = Faction.Red, guild_id = 1 });
        ctx.Db.unit.Insert(new Unit3 { owner = ctx.Sender, position = new Vec2 { X = -33.25f, Y = 7 }, hp = 120, max_hp = 100, faction = Faction.Blue, guild_id = 1 });
        ctx.Db.unit.Insert(new Unit3 { position = new Vec2 { X = 1, Y = 2 }, hp = 0, max_hp = 50 });
        ctx.Db.guild.Insert(new Guild { name = "#Dawn", leader_unit = 1 });
        ctx.Db.guild.Insert(new Guild { name = "g_empty---", leader_unit = 9 });
        ctx.Db.friendship.Insert(new Friendship { a = 1, b = 2 });
        ctx.Db.friendship.Insert(new Friendship { a = 3, b = 1 });
        ctx.Db.quest.Insert(new Quest { key = "intro", rewards = new List<uint> { 5, 6 }, step = 1 });
        ctx.Db.quest.Insert(new Quest { key = "Dragon", rewards = new List<uint>(), step = 3 });
        ctx.Db.spawn.Insert(new Spawn { x = 1, y = 1, kind = "wolf" });
        ctx.Db.schema_version.Insert(new SchemaVersionRow { id = 0, version = 1 });
    }

    [Reducer]
    public static void MigrateTiles(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            var copy = u;
            copy.tile_x = (int)Math.Floor(u.position.X / 16);
            copy.tile_y = (int)Math.Floor(u.position.Y / 16);
            ctx.Db.unit.id.Update(copy);
        }
    }

    [Reducer]
    public static void MigrateScaleWorld(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            var copy = u;
            copy.position.X *= 2;
            copy.position.Y *= 2;
            ctx.Db.unit.id.Update(copy);
        }
    }

    [Reducer]
    public static void MigrateClampHp(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            if (u.hp > u.max_hp) ctx.Db.unit.id.Update(u with { hp = u.max_hp });
        }
    }

    [Reducer]
    public static void MigrateMaxHp(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { max_hp = u.max_hp + 20, hp = u.max_hp + 20 });
    }

    [Reducer]
    public static void MigrateSwapFactions(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            var faction = u.faction == Faction.Red ? Faction.Blue : u.faction == Faction.Blue ? Faction.Red : Faction.Neutral;
            ctx.Db.unit.id.Update(u with { faction = faction });
        }
    }

    [Reducer]
    public static void MigrateMergeFactions(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter().Where(u => u.faction is Faction.Red or Faction.Blue))
            ctx.Db.unit.id.Update(u with { faction = Faction.Red });
    }

    [Reducer]
    public static void MigrateGuildMembers(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            if (u.guild_id is not { } guild) continue;
            if (ctx.Db.guild_member.unit_id.Find(u.id) is null)
                ctx.Db.guild_member.Insert(new GuildMember { unit_id = u.id, guild_id = guild });
        }
    }

    [Reducer]
    public static void MigrateGuildMembersByMove(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter().Where(u => u.guild_id.HasValue).ToList())
        {
            ctx.Db.guild_member.Insert(new GuildMember { unit_id = u.id, guild_id = u.guild_id!.Value });
            ctx.Db.unit.id.Update(u with { guild_id = null });
        }
    }

    [Reducer]
    public static void MigrateGuildCounts(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guild.Iter())
        {
            var copy = g;
            copy.members = (uint)ctx.Db.unit.Iter().Count(u => u.guild_id == g.id);
            ctx.Db.guild.id.Update(copy);
        }
    }

    [Reducer]
    public static void MigrateGuildCountsAdded(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            if (u.guild_id is null || ctx.Db.guild.id.Find(u.guild_id.Value) is not Guild g) continue;
            g.members += 1;
            ctx.Db.guild.id.Update(g);
        }
    }

    [Reducer]
    public static void MigrateSymmetricFriends(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.friendship.Iter())
        {
            if (!ctx.Db.friendship.by_pair.Filter((f.b, f.a)).Any())
                ctx.Db.friendship.Insert(new Friendship { a = f.b, b = f.a });
        }
    }

    [Reducer]
    public static void MigrateSymmetricFriendsUnchecked(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.friendship.Iter())
            ctx.Db.friendship.Insert(new Friendship { a = f.b, b = f.a });
    }

    [Reducer]
    public static void MigrateCanonicalFriends(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.friendship.Iter())
        {
            if (f.a <= f.b) continue;
            ctx.Db.friendship.id.Update(f with { a = f.b, b = f.a });
        }
    }

    [Reducer]
    public static void MigrateSwapFriends(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.friendship.Iter())
        {
            var g = f;
            (g.a, g.b) = (g.b, g.a);
            ctx.Db.friendship.id.Update(g);
        }
    }

    [Reducer]
    public static void MigrateDedupeFriends(ReducerContext ctx)
    {
        var seen = new HashSet<(uint, uint)>();
        foreach (var f in ctx.Db.friendship.Iter())
        {
            var key = f.a < f.b ? (f.a, f.b) : (f.b, f.a);
            if (!seen.Add(key)) ctx.Db.friendship.id.Delete(f.id);
        }
    }

    [Reducer]
    public static void MigrateQuestSteps(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter()) ctx.Db.quest.key.Update(q with { step = q.step + 1 });
    }

    [Reducer]
    public static void MigrateQuestStepsBelowTen(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
            if (q.step < 10) ctx.Db.quest.key.Update(q with { step = q.step + 10 });
    }

    [Reducer]
    public static void MigrateQuestFinished(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
            if (q.step >= 3 && q.finished == null) ctx.Db.quest.key.Update(q with { finished = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateQuestFinishedAlways(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
            if (q.step >= 3) ctx.Db.quest.key.Update(q with { finished = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateQuestKeys(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
        {
            var lower = q.key.ToLowerInvariant();
            if (lower == q.key) continue;
            ctx.Db.quest.key.Delete(q.key);
            ctx.Db.quest.Insert(q with { key = lower });
        }
    }

    [Reducer]
    public static void MigrateQuestKeysPrefixed(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
        {
            ctx.Db.quest.key.Delete(q.key);
            ctx.Db.quest.Insert(q with { key = "q:" + q.key });
        }
    }

    [Reducer]
    public static void MigrateRewardsSorted(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
            ctx.Db.quest.key.Update(q with { rewards = q.rewards.Distinct().OrderBy(r => r).ToList() });
    }

    [Reducer]
    public static void MigrateRewardsReversed(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.quest.Iter())
        {
            var rewards = new List<uint>(q.rewards);
            rewards.Reverse();
            ctx.Db.quest.key.Update(q with { rewards = rewards });
        }
    }

    [Reducer]
    public static void SeedSpawns(ReducerContext ctx)
    {
        for (var x = 0; x < 4; x++)
            for (var y = 0; y < 4; y++)
                ctx.Db.spawn.Insert(new Spawn { x = x, y = y, kind = (x + y) % 2 == 0 ? "wolf" : "bear" });
    }

    [Reducer]
    public static void SeedRandomSpawns(ReducerContext ctx)
    {
        for (var i = 0; i < 3; i++)
            ctx.Db.spawn.Insert(new Spawn { x = ctx.Rng.Next(1000000), y = ctx.Rng.Next(1000000), kind = "rat" });
    }

    [Reducer]
    public static void SeedFixedRandomSpawns(ReducerContext ctx)
    {
        var random = new Random(42);
        for (var i = 0; i < 3; i++)
            ctx.Db.spawn.Insert(new Spawn { x = random.Next(1000), y = random.Next(1000), kind = "rat" });
    }

    [Reducer]
    public static void SeedSpawnsIfEmpty(ReducerContext ctx)
    {
        if (ctx.Db.spawn.Count > 0) return;
        ctx.Db.spawn.Insert(new Spawn { x = (int)(ctx.Timestamp.MicrosecondsSinceUnixEpoch % 1000), y = 0, kind = "boss" });
    }

    [Reducer]
    public static void MigrateUpToVersion3(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.id.Find(0)!.Value;
        if (row.version < 2)
        {
            foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = u.hp * 10, max_hp = u.max_hp * 10 });
            row.version = 2;
        }
        if (row.version < 3)
        {
            foreach (var q in ctx.Db.quest.Iter()) ctx.Db.quest.key.Update(q with { step = q.step - 1 });
            row.version = 3;
        }
        ctx.Db.schema_version.id.Update(row);
    }

    [Reducer]
    public static void MigrateVersionNotSaved(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.id.Find(0)!.Value;
        if (row.version >= 2) return;
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = u.hp * 10 });
        row.version = 2;
    }

    [Reducer]
    public static void MigrateVersionSwitch(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.id.Find(0) ?? new SchemaVersionRow { id = 0, version = 1 };
        switch (row.version)
        {
            case 1:
                foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = u.hp + 5 });
                goto case 2;
            case 2:
                foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { max_hp = u.max_hp + 5 });
                break;
            default:
                return;
        }
        row.version = 3;
        ctx.Db.schema_version.id.Delete(0);
        ctx.Db.schema_version.Insert(row);
    }

    [Reducer]
    public static void MigrateVersionIncrement(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.id.Find(0)!.Value;
        row.version++;
        ctx.Db.schema_version.id.Update(row);
    }

    [Reducer]
    public static void MigrateFirstVersion(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.Iter().FirstOrDefault();
        if (row.version >= 2) return;
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = u.hp + 5 });
        ctx.Db.schema_version.id.Delete(0);
        ctx.Db.schema_version.Insert(new SchemaVersionRow { id = 0, version = 2 });
    }

    [Reducer]
    public static void MigrateFirstVersionNotMoved(ReducerContext ctx)
    {
        var row = ctx.Db.schema_version.Iter().FirstOrDefault();
        if (row.version > 2) return;
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = u.hp + 5 });
        ctx.Db.schema_version.id.Delete(0);
        ctx.Db.schema_version.Insert(new SchemaVersionRow { id = 0, version = 2 });
    }

    [Reducer]
    public static void MigrateFirstQuestOnly(ReducerContext ctx)
    {
        var quest = ctx.Db.quest.Iter().FirstOrDefault();
        if (quest.key is not null) ctx.Db.quest.key.Delete(quest.key);
    }

    [Reducer]
    public static void MigrateShrinkByDouble(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter())
        {
            ctx.Db.unit.id.Update(u with { position = new Vec2 { X = (float)Math.Round(u.position.X * 0.75, 2), Y = u.position.Y } });
        }
    }

    [Reducer]
    public static void MigrateHalveWithoutSign(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.unit.Iter())
        {
            var u = row;
            u.tile_x = u.hp >>> 1;
            u.max_hp >>>= 1;
            ctx.Db.unit.id.Update(u);
        }
    }

    [Reducer]
    public static void MigrateHash(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = HashCode.Combine(u.hp, u.id) & 0xff });
    }

    [Reducer]
    public static void MigrateHashOfOthers(ReducerContext ctx)
    {
        foreach (var u in ctx.Db.unit.Iter()) ctx.Db.unit.id.Update(u with { hp = HashCode.Combine(u.max_hp, u.id) & 0xff });
    }

    [Reducer]
    public static void MigrateNewNumber(ReducerContext ctx)
    {
        if (ctx.Db.unit.id.Find(1) is not { } first) return;
        ctx.Db.unit.id.Delete(1);
        ctx.Db.unit.Insert(first with { id = 0 });
    }

    [Reducer]
    public static void MigrateCutPrefix(ReducerContext ctx)
    {
        const string prefix = "g_";
        foreach (var g in ctx.Db.guild.Iter())
        {
            if (g.name.StartsWith(prefix)) ctx.Db.guild.id.Update(g with { name = g.name.Substring(prefix.Length) });
        }
    }

    [Reducer]
    public static void MigrateCutMark(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guild.Iter())
        {
            if (g.name.StartsWith('#')) ctx.Db.guild.id.Update(g with { name = g.name[1..], members = g.members + 1 });
        }
    }

    [Reducer]
    public static void MigrateDigest(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guild.Iter())
        {
            var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(g.name));
            ctx.Db.guild.id.Update(g with { name = Convert.ToHexString(hash)[..8] });
        }
    }
}
