// A role-playing game: heroes, quests, items, zones, achievements. Each reducer is labelled by running it twice.
using System.Globalization;
using System.Text;
using SpacetimeDB;
using static Quests.Helpers;

namespace Quests;

[SpacetimeDB.Type] public enum QuestState { Locked, Open, Active, Done, Failed = 10 }

[SpacetimeDB.Type] public enum Rarity : byte { Common = 1, Rare = 2, Epic = 4, Legendary = 8 }

[SpacetimeDB.Type]
public partial struct Stats { public int Strength; public int Agility; public int Wisdom; public int? Luck; }

[SpacetimeDB.Type]
public partial class Objective { public string Text = ""; public uint Count; public uint Needed; public bool Done; }

[SpacetimeDB.Type]
public partial record Reward : TaggedEnum<(uint Gold, ulong ItemId, Stats Boost)>;

[SpacetimeDB.Table(Accessor = "Hero", Public = true)]
public partial struct Hero
{
    [PrimaryKey] public Identity Owner;
    [Unique, AutoInc] public ulong HeroId;
    public string Name;
    public string? Title;
    public ushort Level;
    public ulong Xp;
    public int Hp;
    public int MaxHp;
    public Stats Stats;
    public string StatsText;
    public string Inventory;
    public List<string> Skills;
    public uint AchievementBits;
    public List<uint> Achievements;
    public long Gold;
    public float X;
    public float Y;
    public string Zone;
    public Timestamp? LastLogin;
}

[SpacetimeDB.Table(Accessor = "Item")]
public partial class Item
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong OwnerId;
    public string Kind = "";
    public int Quantity;
    public Rarity Rarity;
    public string? Enchant;
    public int Slot;
    public bool Deleted;
    public Timestamp? DeletedAt;
}

[SpacetimeDB.Table(Accessor = "DeletedItem")]
public partial struct DeletedItem { [PrimaryKey] public ulong ItemId; public ulong OwnerId; public string Kind; public int Quantity; }

[SpacetimeDB.Table(Accessor = "Quest", Public = true)]
public partial struct Quest
{
    [PrimaryKey] public uint Id;
    public uint? ParentId;
    public string Title;
    public string Path;
    public int Depth;
    public string StateText;
    public QuestState State;
    public List<Objective> Objectives;
    public List<Reward> Rewards;
    public string Requires;
    public byte MinLevel;
}

[SpacetimeDB.Table(Accessor = "QuestLink")]
[SpacetimeDB.Index.BTree(Accessor = "FromTo", Columns = new[] { "FromId", "ToId" })]
public partial struct QuestLink { [PrimaryKey, AutoInc] public uint Id; public uint FromId; public uint ToId; }

[SpacetimeDB.Table(Accessor = "Zone", Public = true)]
public partial struct Zone { [PrimaryKey] public string Key; public string Bounds; public int MinX; public int MinY; public int MaxX; public int MaxY; public double Danger; public ulong Population; }

[SpacetimeDB.Table(Accessor = "GameEvent")]
public partial struct GameEvent { [PrimaryKey, AutoInc] public ulong Seq; [SpacetimeDB.Index.BTree] public ulong HeroId; public string Name; public long Amount; public bool Applied; }

[SpacetimeDB.Table(Accessor = "SchemaInfo")]
public partial struct SchemaInfo { [PrimaryKey] public byte Id; public uint Version; public Timestamp? UpgradedAt; }

[SpacetimeDB.Table(Accessor = "Applied")]
public partial struct Applied { [PrimaryKey] public string Name; public Timestamp At; }

public static class Helpers
{
    public static uint LevelFor(ulong xp) => xp switch { < 100 => 1, < 300 => 2, < 1000 => 3, var more => 3 + (uint)Math.Sqrt(more / 1000) };
    public static string Slug(string s) => string.Join('_', s.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToLowerInvariant();
    public static IEnumerable<(string Kind, int Count)> ParseInventory(string text)
    {
        foreach (var entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var x = entry.IndexOf('x');
            if (x > 0 && int.TryParse(entry.AsSpan(0, x), out var count)) yield return (entry[(x + 1)..].Trim(), count);
            else yield return (entry.Trim(), 1);
        }
    }
    public static Dictionary<string, int> ParsePairs(string text) => text.Split(';').Select(p => p.Split(':', 2)).Where(p => p.Length == 2 && int.TryParse(p[1], out _)).GroupBy(p => p[0].Trim()).ToDictionary(g => g.Key, g => int.Parse(g.Last()[1]));
}

public sealed class Upgrader
{
    private readonly SortedDictionary<uint, Action<ReducerContext>> _steps = new();
    public Upgrader Add(uint version, Action<ReducerContext> step) { _steps.Add(version, step); return this; }
    public uint Run(ReducerContext ctx, bool record = true)
    {
        var info = ctx.Db.SchemaInfo.Id.Find(0) ?? ctx.Db.SchemaInfo.Insert(new SchemaInfo());
        foreach (var (version, step) in _steps.SkipWhile(s => s.Key <= info.Version))
        {
            step(ctx);
            info.Version = version;
            info.UpgradedAt = ctx.Timestamp;
        }
        if (record) ctx.Db.SchemaInfo.Id.Update(info);
        return info.Version;
    }
}

public readonly ref struct Marker(ReducerContext ctx, string name)
{
    public bool IsFirst { get; } = ctx.Db.Applied.Name.Find(name) is null;
    public void Dispose() { if (IsFirst) ctx.Db.Applied.Insert(new Applied { Name = name, At = ctx.Timestamp }); }
}

public abstract record Plan(ulong ItemId)
{
    public sealed record Grow(ulong ItemId, int By) : Plan(ItemId);
    public sealed record Drop(ulong ItemId) : Plan(ItemId);
    public sealed record Retag(ulong ItemId, string Kind) : Plan(ItemId);
}

public static partial class QuestMigrations
{
    private static readonly (uint Bit, uint Id)[] BitIds = { (1, 100), (2, 101), (4, 102), (8, 250) };
    private static readonly string[] Starter = { "torch", "bread" };
    private static readonly Upgrader Steps = new Upgrader()
        .Add(1, ctx => { foreach (var h in ctx.Db.Hero.Iter()) ctx.Db.Hero.Owner.Update(h with { Gold = h.Gold * 2 }); })
        .Add(3, ctx => { foreach (var h in ctx.Db.Hero.Iter()) ctx.Db.Hero.Owner.Update(h with { MaxHp = h.MaxHp + 10 }); });

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Hero.Insert(new Hero { Owner = ctx.Sender, Name = "sir Lancelot", Title = "Sir", Level = 1, Xp = 5200, Hp = 140, MaxHp = 100, Stats = new() { Strength = 5, Agility = 30, Luck = 1 }, StatsText = "str:7;agi:9;wis:x", Inventory = "3xpotion, sword,2x arrow", Skills = new() { "Fire Ball", "fire-ball", "Heal" }, AchievementBits = 5, Achievements = new() { 7 }, Gold = 250, X = 10.6f, Y = -3.2f, Zone = "forest" });
        ctx.Db.Hero.Insert(new Hero { Owner = default, Name = "Morgana", Level = 60, Xp = 90, Hp = 0, MaxHp = 0, StatsText = "", Inventory = "", Skills = new(), AchievementBits = 0, Achievements = new() { 102, 250, 102 }, Gold = -40, X = 500, Y = 500, Zone = "", LastLogin = new Timestamp(1_700_000_000_000_000) });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Kind = "Potion", Quantity = 130, Rarity = Rarity.Common, Slot = 4 });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Kind = "potion", Quantity = 5, Rarity = Rarity.Rare, Enchant = "fire+2", Slot = 4 });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Kind = "sword of fire", Quantity = 1, Rarity = (Rarity)6, Enchant = "", Slot = -1, Deleted = true });
        ctx.Db.Item.Insert(new Item { OwnerId = 99, Kind = "torch", Quantity = 0, Rarity = Rarity.Epic, Slot = 2 });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Kind = "gem", Quantity = 7, Rarity = Rarity.Legendary, Enchant = "ice", Slot = 0, Deleted = true, DeletedAt = new Timestamp(5) });
        ctx.Db.Quest.Insert(new Quest { Id = 1, Title = "The Beginning", Path = "", StateText = "active", Objectives = new() { new() { Text = "kill rats", Count = 7, Needed = 5 }, new() { Text = "", Count = 0, Needed = 0 } }, Rewards = new() { new Reward.Gold(50), new Reward.ItemId(4) }, Requires = "", MinLevel = 0 });
        ctx.Db.Quest.Insert(new Quest { Id = 2, ParentId = 1, Title = "the Middle", Path = "", Depth = 9, StateText = "DONE ", State = QuestState.Done, Objectives = new() { new() { Text = "talk", Count = 1, Needed = 3, Done = true } }, Rewards = new() { new Reward.Gold(5), new Reward.Gold(10), new Reward.Boost(new Stats { Wisdom = 1 }) }, Requires = "1", MinLevel = 5 });
        ctx.Db.Quest.Insert(new Quest { Id = 3, ParentId = 2, Title = "End", Path = "x", StateText = "??", State = QuestState.Failed, Objectives = new(), Rewards = new(), Requires = "1, 2,9", MinLevel = 200 });
        ctx.Db.Quest.Insert(new Quest { Id = 8, ParentId = 77, Title = "Orphan", Path = "", StateText = "open", Objectives = new(), Rewards = new() { new Reward.ItemId(1234) }, Requires = "8" });
        ctx.Db.Quest.Insert(new Quest { Id = 4, ParentId = 10, Title = "Side", Path = "", StateText = "locked", Objectives = new(), Rewards = new(), Requires = "" });
        ctx.Db.Quest.Insert(new Quest { Id = 10, ParentId = 3, Title = "Epilogue", Path = "", StateText = "locked", Objectives = new(), Rewards = new(), Requires = "" });
        ctx.Db.QuestLink.Insert(new QuestLink { FromId = 1, ToId = 2 });
        ctx.Db.QuestLink.Insert(new QuestLink { FromId = 2, ToId = 1 });
        ctx.Db.QuestLink.Insert(new QuestLink { FromId = 3, ToId = 3 });
        ctx.Db.Zone.Insert(new Zone { Key = "forest", Bounds = "0,0,100,50", Danger = 0.45, Population = 9 });
        ctx.Db.Zone.Insert(new Zone { Key = "Desert", Bounds = "200,100,50", MinX = 200, MaxX = 50, MinY = 3, MaxY = 1, Danger = 3 });
        ctx.Db.Zone.Insert(new Zone { Key = "sea", Bounds = "", MinX = -5, MaxX = 5, MinY = -5, MaxY = 5, Danger = -0.125, Population = 1 });
        ctx.Db.GameEvent.Insert(new GameEvent { HeroId = 1, Name = "gold", Amount = 10 });
        ctx.Db.GameEvent.Insert(new GameEvent { HeroId = 1, Name = "gold", Amount = -3 });
        ctx.Db.GameEvent.Insert(new GameEvent { HeroId = 2, Name = "XP", Amount = 400, Applied = true });
        ctx.Db.GameEvent.Insert(new GameEvent { HeroId = 3, Name = "gold", Amount = 1 });
    }

    private static IEnumerable<Plan> PlanStacks(IEnumerable<Item> items)
    {
        foreach (var stack in items.GroupBy(i => Slug(i.Kind)))
        {
            var first = stack.MinBy(i => i.Id)!;
            if (first.Kind != stack.Key) yield return new Plan.Retag(first.Id, stack.Key);
            foreach (var other in stack.Where(i => i.Id != first.Id))
            {
                yield return new Plan.Grow(first.Id, other.Quantity);
                yield return new Plan.Drop(other.Id);
            }
        }
    }

    private static void Apply(ReducerContext ctx, Plan plan)
    {
        if (ctx.Db.Item.Id.Find(plan.ItemId) is not { } item) return;
        switch (plan)
        {
            case Plan.Grow { By: var by }:
                item.Quantity += by;
                ctx.Db.Item.Id.Update(item);
                break;
            case Plan.Drop:
                ctx.Db.Item.Id.Delete(plan.ItemId);
                break;
            case Plan.Retag(_, var kind):
                item.Kind = kind;
                ctx.Db.Item.Id.Update(item);
                break;
        }
    }

    private static int DepthOf(ReducerContext ctx, Quest quest, int limit = 10) =>
        limit > 0 && quest.ParentId is { } parent && ctx.Db.Quest.Id.Find(parent) is { } up ? 1 + DepthOf(ctx, up, limit - 1) : 0;

    private static void ForEachHero(ReducerContext ctx, params Func<Hero, Hero>[] changes)
    {
        foreach (var hero in ctx.Db.Hero.Iter())
        {
            var changed = hero;
            foreach (var change in changes) changed = change(changed);
            if (changed != hero) ctx.Db.Hero.Owner.Update(changed);
        }
    }

    [Reducer] public static void UpgradeModule(ReducerContext ctx) => Log.Info($"at version {Steps.Run(ctx)}");

    [Reducer] public static void UpgradeModuleDry(ReducerContext ctx) => Log.Info($"at version {Steps.Run(ctx, record: false)}");

    [Reducer]
    public static void MigrateMarked(ReducerContext ctx)
    {
        using var marker = new Marker(ctx, "hp");
        if (!marker.IsFirst) return;
        ForEachHero(ctx, h => h with { MaxHp = h.MaxHp + 25 });
    }

    [Reducer]
    public static void MigrateMarkedUnused(ReducerContext ctx)
    {
        var marker = new Marker(ctx, "hp2");
        if (!marker.IsFirst) return;
        ForEachHero(ctx, h => h with { MaxHp = h.MaxHp + 25 }, h => h with { Hp = h.MaxHp });
    }

    [Reducer]
    public static void MigrateHp(ReducerContext ctx) => ForEachHero(ctx,
        h => h.MaxHp <= 0 ? h with { MaxHp = 50 + 10 * h.Level } : h,
        h => h with { Hp = Math.Clamp(h.Hp, 1, h.MaxHp) });

    [Reducer]
    public static void MigrateHpScaled(ReducerContext ctx) => ForEachHero(ctx, static h => h with { MaxHp = h.MaxHp * 10, Hp = h.Hp * 10 });

    [Reducer]
    public static void MigrateLevels(ReducerContext ctx) => ForEachHero(ctx, h => LevelFor(h.Xp) is var level && h.Level == level ? h : h with { Level = (ushort)level });

    [Reducer]
    public static void MigrateLevelsToXp(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            ulong needed = 0;
            for (var l = 1u; l < h.Level; l++) needed += l * 100;
            if (h.Xp < needed) ctx.Db.Hero.Owner.Update(h with { Xp = needed });
        }
    }

    [Reducer]
    public static void MigrateLevelsPrestige(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            if (h is { Level: >= 50, Xp: var xp }) ctx.Db.Hero.Owner.Update(h with { Level = (ushort)(h.Level - 5), Xp = xp + 1000, Title = h.Title ?? "Prestige" });
        }
    }

    [Reducer]
    public static void MigrateStats(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var pairs = ParsePairs(h.StatsText);
            if (pairs.Count == 0) continue;
            int Stat(string key, int old) => pairs.GetValueOrDefault(key, old);
            ctx.Db.Hero.Owner.Update(h with { Stats = new Stats { Strength = Stat("str", h.Stats.Strength), Agility = Stat("agi", h.Stats.Agility), Wisdom = Stat("wis", h.Stats.Wisdom), Luck = h.Stats.Luck }, StatsText = "" });
        }
    }

    [Reducer]
    public static void MigrateStatsAdded(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var stats = h.Stats;
            foreach (var (key, value) in ParsePairs(h.StatsText))
                _ = key switch { "str" => stats.Strength += value, "agi" => stats.Agility += value, _ => stats.Wisdom };
            ctx.Db.Hero.Owner.Update(h with { Stats = stats });
        }
    }

    [Reducer]
    public static void MigrateLuck(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var stats = h.Stats;
            stats.Luck ??= (stats.Strength + stats.Agility + stats.Wisdom) / 3;
            ctx.Db.Hero.Owner.Update(h with { Stats = stats });
        }
    }

    [Reducer]
    public static void MigrateLuckLifted(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var luck = h.Stats.Luck + (h.Title?.Length ?? 1);
            ctx.Db.Hero.Owner.Update(h with { Stats = h.Stats with { Luck = luck } });
        }
    }

    [Reducer]
    public static void MigrateInventory(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            if (string.IsNullOrWhiteSpace(h.Inventory)) continue;
            foreach (var (kind, count) in ParseInventory(h.Inventory))
                ctx.Db.Item.Insert(new Item { OwnerId = h.HeroId, Kind = kind, Quantity = count, Rarity = Rarity.Common });
            ctx.Db.Hero.Owner.Update(h with { Inventory = "" });
        }
    }

    [Reducer]
    public static void MigrateInventoryKept(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var inventory = new StringBuilder();
            foreach (var (kind, count) in ParseInventory(h.Inventory))
            {
                var rest = count - 1;
                ctx.Db.Item.Insert(new Item { OwnerId = h.HeroId, Kind = kind, Quantity = 1 });
                if (rest > 0) inventory.Append(inventory.Length > 0 ? "," : "").Append(rest).Append('x').Append(kind);
            }
            ctx.Db.Hero.Owner.Update(h with { Inventory = inventory.ToString() });
        }
    }

    [Reducer]
    public static void MigrateInventoryText(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var text = ctx.Db.Item.OwnerId.Filter(h.HeroId).Where(i => !i.Deleted).OrderBy(i => i.Id).Select(i => $"{i.Quantity}x{i.Kind}").DefaultIfEmpty("").Aggregate((a, b) => a + "," + b);
            ctx.Db.Hero.Owner.Update(h with { Inventory = text });
        }
    }

    [Reducer]
    public static void MigrateSkills(ReducerContext ctx) => ForEachHero(ctx, h => h with { Skills = h.Skills.Select(Slug).Union(["strike"]).OrderBy(s => s, StringComparer.Ordinal).ToList() });

    [Reducer]
    public static void MigrateSkillsRanked(ReducerContext ctx) => ForEachHero(ctx, h => h with { Skills = h.Skills.Index().Select(s => $"{s.Item} {new string('I', s.Index + 1)}").ToList() });

    [Reducer]
    public static void MigrateAchievements(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var ids = h.Achievements.ToHashSet();
            foreach (var (bit, id) in BitIds) if ((h.AchievementBits & bit) != 0) ids.Add(id);
            ctx.Db.Hero.Owner.Update(h with { Achievements = ids.Order().ToList() });
        }
    }

    [Reducer]
    public static void MigrateAchievementsAppended(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var earned = BitIds.Where(b => (h.AchievementBits & b.Bit) == b.Bit).Select(b => b.Id);
            ctx.Db.Hero.Owner.Update(h with { Achievements = h.Achievements.Concat(earned).ToList() });
        }
    }

    [Reducer]
    public static void MigrateAchievementBits(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var bits = h.Achievements.Aggregate(h.AchievementBits, (all, id) => all | BitIds.FirstOrDefault(b => b.Id == id).Bit);
            ctx.Db.Hero.Owner.Update(h with { AchievementBits = bits });
        }
    }

    [Reducer]
    public static void MigrateAchievementBitsMoved(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter()) ctx.Db.Hero.Owner.Update(h with { AchievementBits = (h.AchievementBits & 0x0Fu) << 4 | h.AchievementBits >> 28 | 1u });
    }

    [Reducer]
    public static void MigrateTitles(ReducerContext ctx)
    {
        string[] known = ["sir", "lady", "lord"];
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var space = h.Name.IndexOf(' ');
            if (space < 0 || Array.FindIndex(known, k => k.Equals(h.Name[..space], StringComparison.OrdinalIgnoreCase)) < 0) continue;
            ctx.Db.Hero.Owner.Update(h with { Title = Capital(h.Name[..space]), Name = h.Name[(space + 1)..] });
        }

        static string Capital(string s) => char.ToUpperInvariant(s[0]) + s[1..];
    }

    [Reducer]
    public static void MigrateTitlesJoined(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
            if (h.Title is { Length: > 0 } title) ctx.Db.Hero.Owner.Update(h with { Name = string.Concat(title, " ", h.Name) });
    }

    [Reducer]
    public static void MigrateTitlesJoinedChecked(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
            if (!string.IsNullOrEmpty(h.Title) && !h.Name.StartsWith(h.Title + " ", StringComparison.Ordinal)) ctx.Db.Hero.Owner.Update(h with { Name = $"{h.Title} {h.Name}" });
    }

    [Reducer]
    public static void MigrateStacks(ReducerContext ctx)
    {
        var plans = ctx.Db.Item.Iter().Where(i => !i.Deleted).GroupBy(i => i.OwnerId).SelectMany(PlanStacks).ToList();
        plans.ForEach(p => Apply(ctx, p));
    }

    [Reducer]
    public static void MigrateStacksGrown(ReducerContext ctx)
    {
        foreach (var plan in PlanStacks(ctx.Db.Item.Iter().OrderBy(i => i.Id)).Where(p => p is not Plan.Drop).ToArray()) Apply(ctx, plan);
    }

    [Reducer]
    public static void MigrateStackLimit(ReducerContext ctx)
    {
        const int max = 50;
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Quantity > max).ToList())
        {
            for (var rest = item.Quantity - max; rest > 0; rest -= max)
                ctx.Db.Item.Insert(new Item { OwnerId = item.OwnerId, Kind = item.Kind, Quantity = Math.Min(rest, max), Rarity = item.Rarity });
            item.Quantity = max;
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateStackSplit(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Quantity > 1).ToList())
        {
            var (half, rest) = (item.Quantity / 2, item.Quantity % 2);
            item.Quantity = half + rest;
            ctx.Db.Item.Id.Update(item);
            ctx.Db.Item.Insert(new Item { OwnerId = item.OwnerId, Kind = item.Kind, Quantity = half });
        }
    }

    [Reducer]
    public static void MigrateSoftDeleted(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (!item.Deleted) continue;
            item.DeletedAt ??= ctx.Timestamp;
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateSoftDeletedMoved(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Deleted))
        {
            ctx.Db.DeletedItem.Insert(new DeletedItem { ItemId = item.Id, OwnerId = item.OwnerId, Kind = item.Kind, Quantity = item.Quantity });
            ctx.Db.Item.Delete(item);
        }
    }

    [Reducer]
    public static void MigrateRestored(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            item.Deleted = !item.Deleted && item.Quantity <= 0;
            item.DeletedAt = item.Deleted ? ctx.Timestamp : null;
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateRarities(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (Enum.IsDefined(item.Rarity)) continue;
            item.Rarity = Enum.GetValues<Rarity>().Where(r => r < item.Rarity).DefaultIfEmpty(Rarity.Common).Max();
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateRaritiesDoubled(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            item.Rarity = (Rarity)Math.Min((byte)item.Rarity << 1, (int)Rarity.Legendary);
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateEnchants(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            (string? name, int power) = item.Enchant?.Split('+') switch
            {
                null or [""] => (null, 0),
                [var n] => (n, 1),
                [var n, var p, ..] => (n, int.TryParse(p, out var v) ? v : 1),
                _ => (item.Enchant, 1),
            };
            item.Enchant = name is null ? null : $"{name}+{power}";
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateEnchantsPower(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Enchant is not { Length: > 0 } enchant) continue;
            var digits = enchant.Where(char.IsDigit).ToArray();
            var power = digits.Length == 0 ? 0 : int.Parse(new string(digits), CultureInfo.InvariantCulture);
            item.Enchant = enchant.TrimEnd(digits).TrimEnd('+') + $"+{power + 1}";
            ctx.Db.Item.Id.Update(item);
        }
    }

    [Reducer]
    public static void MigrateSlots(ReducerContext ctx)
    {
        foreach (var owned in ctx.Db.Item.Iter().GroupBy(i => i.OwnerId))
        {
            var free = new Queue<int>(Enumerable.Range(0, 100).Except(owned.Select(i => i.Slot)));
            var used = new HashSet<int>();
            foreach (var item in owned.OrderBy(i => i.Id))
            {
                if (item.Slot >= 0 && used.Add(item.Slot)) continue;
                item.Slot = free.Dequeue();
                ctx.Db.Item.Id.Update(item);
            }
        }
    }

    [Reducer]
    public static void MigrateSlotsReordered(ReducerContext ctx)
    {
        foreach (var owned in ctx.Db.Item.Iter().GroupBy(i => i.OwnerId, (_, items) => items.OrderByDescending(i => i.Slot).ThenBy(i => i.Id).ToArray()))
            for (var slot = 0; slot < owned.Length; slot++)
            {
                owned[slot].Slot = slot;
                ctx.Db.Item.Id.Update(owned[slot]);
            }
    }

    [Reducer]
    public static void MigrateStarterItems(ReducerContext ctx)
    {
        foreach (var (hero, kind) in from h in ctx.Db.Hero.Iter() from kind in Starter select (h.HeroId, kind))
            if (!ctx.Db.Item.OwnerId.Filter(hero).Any(i => string.Equals(i.Kind, kind, StringComparison.Ordinal)))
                ctx.Db.Item.Insert(new Item { OwnerId = hero, Kind = kind, Quantity = 1, Rarity = Rarity.Common, Slot = -1 });
    }

    [Reducer]
    public static void MigrateStarterItemsBroken(ReducerContext ctx)
    {
        var owned = ctx.Db.Item.Iter().Select(i => (i.OwnerId, i.Kind)).ToHashSet();
        foreach (var h in ctx.Db.Hero.Iter())
            foreach (var kind in Starter)
                if (owned.Add((h.HeroId, kind))) ctx.Db.Item.Insert(new Item { OwnerId = h.HeroId, Kind = Slug("starter " + kind), Quantity = 1 });
    }

    [Reducer]
    public static void MigrateQuestPaths(ReducerContext ctx)
    {
        var byId = ctx.Db.Quest.Iter().ToDictionary(q => q.Id);
        string PathOf(uint id, int depth = 0) => byId.TryGetValue(id, out var q) && depth < 8 ? (q.ParentId is { } p ? PathOf(p, depth + 1) : "") + "/" + id : "";
        foreach (var q in byId.Values) ctx.Db.Quest.Id.Update(q with { Path = PathOf(q.Id), Depth = DepthOf(ctx, q) });
    }

    [Reducer]
    public static void MigrateQuestPathsGrown(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
            ctx.Db.Quest.Id.Update(q with { Path = $"{(q.ParentId is { } p ? ctx.Db.Quest.Id.Find(p)?.Path : null)}/{q.Id}" + q.Path });
    }

    [Reducer]
    public static void MigrateQuestParents(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
            if (q.ParentId is { } p && ctx.Db.Quest.Id.Find(p) is { ParentId: { } grand }) ctx.Db.Quest.Id.Update(q with { ParentId = grand });
            else if (q.ParentId is { } lost && ctx.Db.Quest.Id.Find(lost) is null) ctx.Db.Quest.Id.Update(q with { ParentId = null });
    }

    [Reducer]
    public static void MigrateQuestStates(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            if (!Enum.TryParse(q.StateText.Trim(), true, out QuestState state)) state = q.State;
            ctx.Db.Quest.Id.Update(q with { State = state, StateText = state.ToString("G").ToLower(CultureInfo.InvariantCulture) });
        }
    }

    [Reducer]
    public static void MigrateQuestStatesNext(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
            if (q.State is >= QuestState.Locked and < QuestState.Done) ctx.Db.Quest.Id.Update(q with { State = q.State + 1 });
    }

    [Reducer]
    public static void MigrateObjectives(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            q.Objectives.RemoveAll(o => o is { Text: "", Needed: 0 });
            foreach (var o in q.Objectives)
            {
                o.Done |= o.Count >= o.Needed;
                if (o.Done) o.Count = o.Needed;
            }
            ctx.Db.Quest.Id.Update(q);
        }
    }

    [Reducer]
    public static void MigrateObjectivesHarder(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            foreach (var o in q.Objectives.Where(o => !o.Done)) o.Needed = Math.Max(o.Needed * 3 / 2, o.Needed + 1);
            ctx.Db.Quest.Id.Update(q);
        }
    }

    [Reducer]
    public static void MigrateRewards(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            var gold = 0u;
            var rewards = new List<Reward>();
            foreach (var reward in q.Rewards)
                switch (reward)
                {
                    case Reward.Gold(var amount): gold += amount; break;
                    case Reward.ItemId(var id) when ctx.Db.Item.Id.Find(id) is null or { Deleted: true }: break;
                    default: rewards.Add(reward); break;
                }
            if (gold > 0) rewards.Insert(0, new Reward.Gold(gold));
            ctx.Db.Quest.Id.Update(q with { Rewards = rewards });
        }
    }

    [Reducer]
    public static void MigrateRewardsLevelled(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            if (!q.Rewards.Any(r => r is Reward.Gold { Gold_: < 1000 })) continue;
            ctx.Db.Quest.Id.Update(q with { Rewards = q.Rewards.Select(r => r is Reward.Gold g ? new Reward.Gold(g.Gold_ + 5u * q.MinLevel + 1) : r).ToList() });
        }
    }

    [Reducer]
    public static void MigrateLinks(ReducerContext ctx)
    {
        foreach (var q in ctx.Db.Quest.Iter())
        {
            var required = q.Requires.Split(',').Select(s => uint.TryParse(s, out var id) ? id : (uint?)null).OfType<uint>().Where(id => id != q.Id && ctx.Db.Quest.Id.Find(id).HasValue);
            foreach (var id in required.Distinct())
                if (!ctx.Db.QuestLink.FromTo.Filter((q.Id, id)).Any()) ctx.Db.QuestLink.Insert(new QuestLink { FromId = q.Id, ToId = id });
        }
    }

    [Reducer]
    public static void MigrateLinksSwapped(ReducerContext ctx)
    {
        foreach (var link in ctx.Db.QuestLink.Iter()) ctx.Db.QuestLink.Id.Update(link with { FromId = link.ToId, ToId = link.FromId });
    }

    [Reducer]
    public static void MigrateLinksOrdered(ReducerContext ctx)
    {
        foreach (var link in ctx.Db.QuestLink.Iter())
        {
            var ordered = (FromId: Math.Min(link.FromId, link.ToId), ToId: Math.Max(link.FromId, link.ToId));
            if (ordered.FromId == ordered.ToId || ctx.Db.QuestLink.FromTo.Filter(ordered).Any(l => l.Id < link.Id)) ctx.Db.QuestLink.Id.Delete(link.Id);
            else ctx.Db.QuestLink.Id.Update(link with { FromId = ordered.FromId, ToId = ordered.ToId });
        }
    }

    [Reducer]
    public static void MigrateZoneBounds(ReducerContext ctx)
    {
        foreach (var z in ctx.Db.Zone.Iter())
        {
            var numbers = Array.ConvertAll(z.Bounds.Split(',', StringSplitOptions.RemoveEmptyEntries), int.Parse);
            var zone = numbers switch
            {
                [var x, var y, var w, var h] => z with { MinX = x, MinY = y, MaxX = x + w, MaxY = y + h, Bounds = "" },
                [var x, var y, var r] => z with { MinX = x - r, MinY = y - r, MaxX = x + r, MaxY = y + r, Bounds = "" },
                _ => z,
            };
            if (zone.MinX > zone.MaxX) (zone.MinX, zone.MaxX) = (zone.MaxX, zone.MinX);
            if (zone.MinY > zone.MaxY) (zone.MinY, zone.MaxY) = (zone.MaxY, zone.MinY);
            ctx.Db.Zone.Key.Update(zone);
        }
    }

    [Reducer]
    public static void MigrateZoneBorders(ReducerContext ctx)
    {
        foreach (var z in ctx.Db.Zone.Iter())
        {
            const int border = 16;
            var (w, h) = (z.MaxX - z.MinX, z.MaxY - z.MinY);
            if (w < 0 || h < 0) continue;
            ctx.Db.Zone.Key.Update(z with { MinX = z.MinX - border, MaxX = z.MinX + w + border });
        }
    }

    [Reducer]
    public static void MigrateZoneOfHeroes(ReducerContext ctx)
    {
        var zones = ctx.Db.Zone.Iter().OrderBy(z => z.Key, StringComparer.Ordinal).ToArray();
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var zone = zones.Where(z => h.X >= z.MinX && h.X <= z.MaxX && h.Y >= z.MinY && h.Y <= z.MaxY).Select(z => z.Key).FirstOrDefault("wilds");
            if (h.Zone != zone) ctx.Db.Hero.Owner.Update(h with { Zone = zone });
        }
    }

    [Reducer]
    public static void MigrateZonePopulation(ReducerContext ctx)
    {
        var counts = ctx.Db.Hero.Iter().CountBy(h => h.Zone).ToDictionary();
        foreach (var z in ctx.Db.Zone.Iter()) ctx.Db.Zone.Key.Update(z with { Population = counts.TryGetValue(z.Key, out var n) ? (ulong)n : 0 });
    }

    [Reducer]
    public static void MigrateZonePopulationMoved(ReducerContext ctx)
    {
        foreach (var (zone, next) in ctx.Db.Zone.Iter().OrderBy(z => z.Key, StringComparer.Ordinal).ToList() is var all ? all.Zip(all.Skip(1)) : [])
            ctx.Db.Zone.Key.Update(zone with { Population = zone.Population + next.Population });
    }

    [Reducer]
    public static void MigrateZoneDanger(ReducerContext ctx)
    {
        foreach (var z in ctx.Db.Zone.Iter())
            ctx.Db.Zone.Key.Update(z with { Danger = double.Clamp(Math.Round(z.Danger, 1, MidpointRounding.ToEven), 0, 1) });
    }

    [Reducer]
    public static void MigrateZoneDangerCurve(ReducerContext ctx)
    {
        foreach (var z in ctx.Db.Zone.Iter())
            ctx.Db.Zone.Key.Update(z with { Danger = 1 / (1 + Math.Exp(-z.Danger)) });
    }

    [Reducer]
    public static void MigratePositions(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
            ctx.Db.Hero.Owner.Update(h with { X = MathF.Floor(h.X) + 0.5f, Y = MathF.Floor(h.Y) + 0.5f });
    }

    [Reducer]
    public static void MigratePositionsToTiles(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var (x, y) = ((int)h.X / 32, (int)h.Y / 32);
            ctx.Db.Hero.Owner.Update(h with { X = x, Y = y });
        }
    }

    [Reducer]
    public static void MigrateEvents(ReducerContext ctx)
    {
        foreach (var e in ctx.Db.GameEvent.Iter().Where(e => !e.Applied).OrderBy(e => e.Seq))
        {
            if (ctx.Db.Hero.HeroId.Find(e.HeroId) is not { } hero) continue;
            hero = e.Name.ToLowerInvariant() switch
            {
                "gold" => hero with { Gold = hero.Gold + e.Amount },
                "xp" => hero with { Xp = hero.Xp + (ulong)e.Amount },
                _ => hero,
            };
            ctx.Db.Hero.Owner.Update(hero);
            ctx.Db.GameEvent.Seq.Update(e with { Applied = true });
        }
    }

    [Reducer]
    public static void MigrateEventsReplayed(ReducerContext ctx)
    {
        foreach (var (heroId, total) in ctx.Db.GameEvent.Iter().Where(e => e.Name == "gold").GroupBy(e => e.HeroId).Select(g => (g.Key, g.Sum(e => e.Amount))))
        {
            if (ctx.Db.Hero.HeroId.Find(heroId) is not Hero hero) continue;
            hero.Gold += total;
            ctx.Db.Hero.Owner.Update(hero);
        }
    }

    [Reducer]
    public static void MigrateEventsFolded(ReducerContext ctx)
    {
        foreach (var events in ctx.Db.GameEvent.Iter().GroupBy(e => (e.HeroId, Name: e.Name.ToLowerInvariant())).ToArray())
        {
            if (events.Count() < 2) continue;
            var sum = events.Sum(e => e.Amount);
            foreach (var e in events) ctx.Db.GameEvent.Seq.Delete(e.Seq);
            ctx.Db.GameEvent.Insert(new GameEvent { HeroId = events.Key.HeroId, Name = events.Key.Name, Amount = sum });
        }
    }

    [Reducer]
    public static void MigrateEventsLogged(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
        {
            var known = ctx.Db.GameEvent.HeroId.Filter(h.HeroId).Where(e => e.Name == "level").Select(e => (long?)e.Amount).Max() ?? 0;
            ctx.Db.GameEvent.Insert(new GameEvent { HeroId = h.HeroId, Name = "level", Amount = Math.Max(known, h.Level), Applied = true });
        }
    }

    [Reducer]
    public static void MigrateLogins(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.Hero.Iter())
            if (h.LastLogin is null) ctx.Db.Hero.Owner.Update(h with { LastLogin = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateLoginsOfCaller(ReducerContext ctx)
    {
        if (ctx.Db.Hero.Owner.Find(ctx.Sender) is { } me && (me.LastLogin is not { } last || last < ctx.Timestamp))
            ctx.Db.Hero.Owner.Update(me with { LastLogin = ctx.Timestamp, Gold = Math.Max(me.Gold, 0) });
    }

    [Reducer]
    public static void MigrateGold(ReducerContext ctx)
    {
        var debts = ctx.Db.Hero.Iter().Where(h => h.Gold < 0).ToDictionary(h => h.Owner, h => -h.Gold);
        foreach (var (owner, debt) in debts)
        {
            if (ctx.Db.Hero.Owner.Find(owner) is not { } debtor) continue;
            if (ctx.Db.Hero.Iter().Where(h => h.Gold >= debt).OrderByDescending(h => h.Gold).Select(h => (Hero?)h).FirstOrDefault() is { } rich)
                ctx.Db.Hero.Owner.Update(rich with { Gold = rich.Gold - debt });
            ctx.Db.Hero.Owner.Update(debtor with { Gold = 0 });
        }
    }

    [Reducer]
    public static void MigrateGoldTaxed(ReducerContext ctx)
    {
        var average = ctx.Db.Hero.Iter().Select(h => h.Gold).DefaultIfEmpty(0).Average();
        foreach (var h in ctx.Db.Hero.Iter().Where(h => h.Gold > average).ToList())
            ctx.Db.Hero.Owner.Update(h with { Gold = h.Gold - (long)((h.Gold - average) * 0.2) });
    }
}
