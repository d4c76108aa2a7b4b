// Labelled migration reducers of a game about a colony, as small teams write them. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Terrain { Grass, Sand, Water, Rock }

[SpacetimeDB.Type]
public partial struct Vec2 { public float X; public float Y; }

[SpacetimeDB.Type]
public partial struct Stack { public uint ItemId; public int Count; }

[SpacetimeDB.Table(Accessor = "Tile", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByCoords", Columns = new[] { nameof(X), nameof(Y) })]
public partial struct Tile
{
    [PrimaryKey, AutoInc] public uint Id;
    public int X;
    public int Y;
    public Terrain Terrain;
    public byte Height;
}

[SpacetimeDB.Table(Accessor = "Building", Public = true)]
public partial struct Building
{
    [PrimaryKey, AutoInc] public uint Id;
    [SpacetimeDB.Index.BTree] public uint OwnerId;
    public string Kind;
    public Vec2 Position;
    public float Hp;
    public float MaxHp;
    public List<Stack> Stored;
    public string Data;
    public uint? UpgradeOf;
}

[SpacetimeDB.Table(Accessor = "Colonist", Public = true)]
public partial struct Colonist
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Handle;
    public uint HomeId;
    public int Xp;
    public int Level;
    public float Mood;
    public List<int> Skills;
    public string Role;
    public ulong BornTicks;
}

[SpacetimeDB.Table(Accessor = "ItemDef", Public = true)]
public partial struct ItemDef
{
    [PrimaryKey] public uint Id;
    public string Name;
    public int Weight;
    public double Price;
    public string Version;
}

[SpacetimeDB.Table(Accessor = "Bag")]
[SpacetimeDB.Index.BTree(Accessor = "ByOwnerAndItem", Columns = new[] { nameof(OwnerId), nameof(ItemId) })]
public partial struct Bag
{
    [PrimaryKey, AutoInc] public ulong Id;
    public uint OwnerId;
    public uint ItemId;
    public int Count;
}

[SpacetimeDB.Table(Accessor = "Config", Public = true)]
public partial struct Config
{
    [PrimaryKey] public uint Id;
    public uint WorldSize;
    public uint Seed;
    public float TickRate;
    public bool Seeded;
}

[SpacetimeDB.Table(Accessor = "Counter")]
public partial struct Counter
{
    [PrimaryKey] public string Name;
    public ulong Value;
}

public static class ColonySeed
{
    public static void Seed(ReducerContext ctx)
    {
        foreach (var (x, y, terrain) in new[] { (0, 0, Terrain.Grass), (1, 0, Terrain.Sand), (0, 1, Terrain.Water), (1, 0, Terrain.Rock) })
        {
            ctx.Db.Tile.Insert(new Tile { X = x, Y = y, Terrain = terrain, Height = (byte)(x * 200 + y) });
        }
        void Building(uint owner, string kind, float x, float y, float hp, string data, params (uint Item, int Count)[] stored) =>
            ctx.Db.Building.Insert(new Building
            {
                OwnerId = owner, Kind = kind, Position = new Vec2 { X = x, Y = y }, Hp = hp, MaxHp = 100, Data = data,
                Stored = stored.Select(s => new Stack { ItemId = s.Item, Count = s.Count }).ToList(),
            });
        Building(1, "hut", 1.26f, -7.5f, 80, "lvl=2;color=red", (1, 5), (2, 0), (1, 7));
        Building(2, "Wood Mill", 0.5f, 0.4f, 150, "");
        Building(9, "hut_old", -3, 12, -4, "lvl=1;;x", (3, 40));
        void Colonist(string handle, uint home, int xp, int level, float mood, string role, ulong born, params int[] skills) =>
            ctx.Db.Colonist.Insert(new Colonist
            {
                Handle = handle, HomeId = home, Xp = xp, Level = level, Mood = mood, Role = role, BornTicks = born, Skills = skills.ToList(),
            });
        Colonist("Ann#0012", 1, 250, 1, 0.75f, "miner", 1200, 3, 1, 2);
        Colonist("bob", 1, 40, 0, 1.5f, "", 0, 5);
        Colonist("CY#7", 7, 1005, 4, -0.25f, "Miner,cook", 86_400_000, 2, 2);
        ctx.Db.ItemDef.Insert(new ItemDef { Id = 1, Name = "wood", Weight = 1500, Price = 2.5, Version = "1.2" });
        ctx.Db.ItemDef.Insert(new ItemDef { Id = 2, Name = "Stone", Weight = 4000, Price = 1.333, Version = "1.10.3" });
        ctx.Db.ItemDef.Insert(new ItemDef { Id = 3, Name = "gold ore", Weight = 900, Price = 120, Version = "" });
        foreach (var (owner, item, count) in new (uint, uint, int)[] { (1, 1, 5), (1, 1, 3), (2, 3, 120), (2, 8, 1), (3, 2, 0) })
        {
            ctx.Db.Bag.Insert(new Bag { OwnerId = owner, ItemId = item, Count = count });
        }
        ctx.Db.Config.Insert(new Config { Id = 0, WorldSize = 2, Seed = 42, TickRate = 20 });
    }
}

public interface IPatch<T>
{
    IEnumerable<T> Rows(ReducerContext ctx);

    T? Patch(T row);

    void Save(ReducerContext ctx, T row);
}

public abstract class BuildingPatch : IPatch<Building>
{
    public IEnumerable<Building> Rows(ReducerContext ctx) => ctx.Db.Building.Iter();

    public abstract Building Patch(Building row);

    public void Save(ReducerContext ctx, Building row) => ctx.Db.Building.Id.Update(row);
}

public sealed class RepairPatch : BuildingPatch
{
    public override Building Patch(Building row) => row with { Hp = Math.Min(row.MaxHp, row.Hp + 25) };
}

public sealed class CapPatch : BuildingPatch
{
    public override Building Patch(Building row) => row with { Hp = Math.Min(row.MaxHp, row.Hp) };
}

public readonly record struct Semver(int Major, int Minor, int Patch) : IComparable<Semver>
{
    public static Semver Parse(string text)
    {
        var numbers = text.Split('.').Select(p => int.TryParse(p, out var n) ? n : 0).Concat(Enumerable.Repeat(0, 3)).Take(3).ToArray();
        return new Semver(numbers[0], numbers[1], numbers[2]);
    }

    public Semver NextPatch() => this with { Patch = Patch + 1 };

    public int CompareTo(Semver other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}

public sealed class KeyValues
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public static KeyValues Parse(string text)
    {
        var result = new KeyValues();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=');
            if (at < 0) result._values[part] = "";
            else result._values[part.Substring(0, at)] = part.Substring(at + 1);
        }
        return result;
    }

    public string this[string key]
    {
        get => _values.TryGetValue(key, out var value) ? value : "";
        set => _values[key] = value;
    }

    public bool Remove(string key) => _values.Remove(key);

    public bool Has(string key) => _values.ContainsKey(key);

    public override string ToString() => string.Join(';', _values.Select(pair => pair.Value == "" ? pair.Key : $"{pair.Key}={pair.Value}"));
}

public static partial class ColonyMigrations
{
    private static void Run<T>(ReducerContext ctx, IPatch<T> patch) where T : struct
    {
        foreach (var row in patch.Rows(ctx).ToList())
        {
            if (patch.Patch(row) is { } patched && !patched.Equals(row)) patch.Save(ctx, patched);
        }
    }

    private static IEnumerable<(int X, int Y)> Square(int size)
    {
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                yield return (x, y);
            }
        }
    }

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash ^= c;
            hash *= 16777619;
        }
        return hash;
    }

    private static bool TryStart(ReducerContext ctx, string name, out Counter counter)
    {
        counter = ctx.Db.Counter.Name.Find(name) ?? new Counter { Name = name };
        return counter.Value == 0;
    }

    private static void Finish(ReducerContext ctx, in Counter counter)
    {
        ctx.Db.Counter.Name.Delete(counter.Name);
        ctx.Db.Counter.Insert(counter with { Value = counter.Value + 1 });
    }

    private static ref Stack Slot(Span<Stack> stacks, uint item)
    {
        for (var i = 0; i < stacks.Length; i++)
        {
            if (stacks[i].ItemId == item) return ref stacks[i];
        }
        throw new KeyNotFoundException();
    }

    // ---------------------------------------------------------------- the world

    // [not-idempotent] a grid of tiles at every run
    [Reducer]
    public static void SeedWorld(ReducerContext ctx)
    {
        var size = (int)(ctx.Db.Config.Id.Find(0)?.WorldSize ?? 4);
        for (int x = 0; x < size; x++)
            for (int y = 0; y < size; y++)
                ctx.Db.Tile.Insert(new Tile { X = x, Y = y, Terrain = (Terrain)((x + y) % 4) });
    }

    // [idempotent] only where there is no tile yet
    [Reducer]
    public static void SeedMissingTiles(ReducerContext ctx)
    {
        foreach (var (x, y) in Square(3))
        {
            if (ctx.Db.Tile.ByCoords.Filter((x, y)).Any()) continue;
            ctx.Db.Tile.Insert(new Tile { X = x, Y = y, Terrain = (x * 7 + y * 13) % 5 == 0 ? Terrain.Rock : Terrain.Grass });
        }
    }

    // [not-idempotent] the column alone is looked at, beyond the edge of what is looked for
    [Reducer]
    public static void SeedBorder(ReducerContext ctx)
    {
        const int size = 3;
        foreach (var (x, y) in Square(size + 1).Where(p => p.X == size || p.Y == size))
        {
            if (ctx.Db.Tile.ByCoords.Filter((x - 100, y)).Any()) continue;
            ctx.Db.Tile.Insert(new Tile { X = x, Y = y, Terrain = Terrain.Water });
        }
    }

    // [idempotent] as long as there is any tile
    [Reducer]
    public static void SeedWorldOnce(ReducerContext ctx)
    {
        if (ctx.Db.Tile.Count > 0) return;
        foreach (var (x, y) in Square(4)) ctx.Db.Tile.Insert(new Tile { X = x, Y = y });
    }

    // [idempotent] the flag of the settings is raised with it
    [Reducer]
    public static void SeedTrees(ReducerContext ctx)
    {
        var config = ctx.Db.Config.Id.Find(0) ?? throw new InvalidOperationException("no config");
        if (config.Seeded) throw new InvalidOperationException("already seeded");
        var random = new Random((int)config.Seed);
        for (var i = 0; i < 5; i++)
        {
            ctx.Db.Building.Insert(new Building { Kind = "tree", Position = new Vec2 { X = random.Next(10), Y = random.Next(10) }, Data = "", Stored = new() });
        }
        config.Seeded = true;
        ctx.Db.Config.Id.Update(config);
    }

    // [not-idempotent] the flag is raised on what is not written back
    [Reducer]
    public static void SeedBushes(ReducerContext ctx)
    {
        if (ctx.Db.Config.Id.Find(0) is not { Seeded: false } config) return;
        for (var i = 0; i < 5; i++)
        {
            ctx.Db.Building.Insert(new Building { Kind = "bush", Position = new Vec2 { X = i, Y = i * i }, Data = "", Stored = new() });
        }
        config.Seeded = true;
        Log.Info($"seeded: {config.Seeded}");
    }

    // [not-idempotent] other heights each time
    [Reducer]
    public static void MigrateHeights(ReducerContext ctx)
    {
        foreach (var tile in ctx.Db.Tile.Iter())
        {
            ctx.Db.Tile.Id.Update(tile with { Height = (byte)ctx.Rng.Next(0, 255) });
        }
    }

    // [idempotent] a height that hangs on the place alone
    [Reducer]
    public static void MigrateHeightsByNoise(ReducerContext ctx)
    {
        var seed = ctx.Db.Config.Id.Find(0)?.Seed ?? 1;
        foreach (var tile in ctx.Db.Tile.Iter())
        {
            var noise = unchecked((uint)(tile.X * 374761393 + tile.Y * 668265263) ^ seed);
            noise = unchecked((noise ^ (noise >> 13)) * 1274126177);
            ctx.Db.Tile.Id.Update(tile with { Height = (byte)(noise >> 24) });
        }
    }

    // [not-idempotent] smoothed over its neighbours, and again
    [Reducer]
    public static void MigrateSmoothHeights(ReducerContext ctx)
    {
        var tiles = ctx.Db.Tile.Iter().ToList();
        foreach (var tile in tiles)
        {
            var near = tiles.Where(t => Math.Abs(t.X - tile.X) + Math.Abs(t.Y - tile.Y) <= 1).ToList();
            ctx.Db.Tile.Id.Update(tile with { Height = (byte)near.Average(t => t.Height) });
        }
    }

    // [idempotent] of the tiles at one place the first stays
    [Reducer]
    public static void MigrateDropDoubleTiles(ReducerContext ctx)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var tile in ctx.Db.Tile.Iter().OrderBy(t => t.Id).ToArray())
        {
            if (!seen.Add((tile.X, tile.Y))) ctx.Db.Tile.Id.Delete(tile.Id);
        }
    }

    // [not-idempotent] the last of a place goes, whether or not it is the only one
    [Reducer]
    public static void MigrateDropTopTiles(ReducerContext ctx)
    {
        foreach (var place in ctx.Db.Tile.Iter().GroupBy(t => new { t.X, t.Y }).Select(g => g.MaxBy(t => t.Height)).Take(1))
        {
            ctx.Db.Tile.Delete(place);
        }
    }

    // [not-idempotent] twice as wide
    [Reducer]
    public static void MigrateScaleWorld(ReducerContext ctx)
    {
        foreach (var tile in ctx.Db.Tile.Iter().OrderByDescending(t => t.X).ToList())
        {
            var t = tile;
            (t.X, t.Y) = (t.X * 2, t.Y * 2);
            ctx.Db.Tile.Id.Update(t);
        }
    }

    // [idempotent] below nothing, beyond nothing
    [Reducer]
    public static void MigrateClampWorld(ReducerContext ctx)
    {
        if (ctx.Db.Config.Id.Find(0) is not { WorldSize: > 0 and var size }) return;
        int Clamp(int v) => v < 0 ? 0 : v >= size ? (int)size - 1 : v;
        foreach (var tile in ctx.Db.Tile.Iter().Where(t => (t.X, t.Y) != (Clamp(t.X), Clamp(t.Y))).ToList())
        {
            ctx.Db.Tile.Id.Update(tile with { X = Clamp(tile.X), Y = Clamp(tile.Y) });
        }
    }

    // [idempotent] what was flooded is water from its source on
    [Reducer]
    public static void MigrateFlood(ReducerContext ctx)
    {
        var byPlace = new Dictionary<(int X, int Y), Tile>();
        foreach (var tile in ctx.Db.Tile.Iter()) byPlace[(tile.X, tile.Y)] = tile;
        var queue = new Queue<(int X, int Y)>(byPlace.Where(p => p.Value.Terrain == Terrain.Water).Select(p => p.Key));
        var wet = new HashSet<(int X, int Y)>(queue);
        while (queue.TryDequeue(out var at))
        {
            foreach (var (dx, dy) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                var next = (at.X + dx, at.Y + dy);
                if (byPlace.TryGetValue(next, out var tile) && tile.Terrain != Terrain.Rock && wet.Add(next)) queue.Enqueue(next);
            }
        }
        foreach (var place in wet)
        {
            ctx.Db.Tile.Id.Update(byPlace[place] with { Terrain = Terrain.Water });
        }
    }

    // [not-idempotent] one step further at each run
    [Reducer]
    public static void MigrateFloodOneStep(ReducerContext ctx)
    {
        var wet = ctx.Db.Tile.Iter().Where(t => t.Terrain == Terrain.Water).ToList();
        foreach (var tile in ctx.Db.Tile.Iter().Where(t => t.Terrain is Terrain.Grass or Terrain.Sand))
        {
            if (wet.Exists(w => Math.Abs(w.X - tile.X) <= 1 && Math.Abs(w.Y - tile.Y) <= 1))
            {
                ctx.Db.Tile.Id.Update(tile with { Terrain = tile.Terrain == Terrain.Grass ? Terrain.Sand : Terrain.Water });
            }
        }
    }

    // ---------------------------------------------------------------- buildings

    // [not-idempotent] twenty-five more, up to the most
    [Reducer]
    public static void MigrateRepair(ReducerContext ctx) => Run(ctx, new RepairPatch());

    // [idempotent] not more than the most
    [Reducer]
    public static void MigrateCapHp(ReducerContext ctx) => Run(ctx, new CapPatch());

    // [not-idempotent] one percent less each time
    [Reducer]
    public static void MigrateBalanceHp(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var b = building;
            b.MaxHp *= 0.99f;
            ctx.Db.Building.Id.Update(b);
        }
    }

    // [idempotent] the share of what is left, in hundreds of the most, which is set to a hundred
    [Reducer]
    public static void MigrateHpToPercent(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            if (building.MaxHp <= 0) continue;
            ctx.Db.Building.Id.Update(building with { Hp = building.Hp / building.MaxHp * 100f, MaxHp = 100f });
        }
    }

    // [not-idempotent] the share of what is left, between nought and one, and of that again
    [Reducer]
    public static void MigrateHpToShare(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            if (building.MaxHp <= 0) continue;
            ctx.Db.Building.Id.Update(building with { Hp = building.Hp / building.MaxHp });
        }
    }

    // [idempotent] on the grid
    [Reducer]
    public static void MigrateSnapBuildings(ReducerContext ctx)
    {
        static float Snap(float v) => MathF.Floor(v) + 0.5f;
        foreach (var building in ctx.Db.Building.Iter())
        {
            ctx.Db.Building.Id.Update(building with { Position = new Vec2 { X = Snap(building.Position.X), Y = Snap(building.Position.Y) } });
        }
    }

    // [not-idempotent] half a tile further
    [Reducer]
    public static void MigrateCenterBuildings(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var moved = building;
            moved.Position.X += 0.5f;
            moved.Position.Y += 0.5f;
            ctx.Db.Building.Id.Update(moved);
        }
    }

    // [idempotent] old kinds under their new names
    [Reducer]
    public static void MigrateKinds(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var kind = building.Kind.ToLowerInvariant().Replace(' ', '_') switch
            {
                "hut" or "hut_old" => "house",
                var k when k.EndsWith("_old", StringComparison.Ordinal) => k[..^4],
                var k => k,
            };
            while (kind.EndsWith("_old")) kind = kind.Substring(0, kind.Length - "_old".Length);
            ctx.Db.Building.Id.Update(building with { Kind = kind == "hut" ? "house" : kind });
        }
    }

    // [not-idempotent] each kind becomes the next of its line
    [Reducer]
    public static void UpgradeKinds(ReducerContext ctx)
    {
        var next = new Dictionary<string, string> { ["hut"] = "house", ["house"] = "manor" };
        foreach (var building in ctx.Db.Building.Iter())
        {
            ctx.Db.Building.Id.Update(building with { Kind = next.GetValueOrDefault(building.Kind, building.Kind) });
        }
    }

    // [idempotent] keys and values in order, with a new name for one of them
    [Reducer]
    public static void MigrateBuildingData(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var data = KeyValues.Parse(building.Data);
            if (data.Has("lvl"))
            {
                data["level"] = data["lvl"];
                data.Remove("lvl");
            }
            ctx.Db.Building.Id.Update(building with { Data = data.ToString() });
        }
    }

    // [not-idempotent] the level in it is one higher
    [Reducer]
    public static void MigrateBuildingLevels(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var data = KeyValues.Parse(building.Data);
            int.TryParse(data["level"], out var level);
            data["level"] = (level + 1).ToString(CultureInfo.InvariantCulture);
            ctx.Db.Building.Id.Update(building with { Data = data.ToString() });
        }
    }

    // [idempotent] stacks of one item are one
    [Reducer]
    public static void MigrateMergeStored(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter())
        {
            var stacks = building.Stored.GroupBy(s => s.ItemId, (item, same) => new Stack { ItemId = item, Count = same.Sum(s => s.Count) })
                .Where(s => s.Count > 0).OrderBy(s => s.ItemId).ToList();
            ctx.Db.Building.Id.Update(building with { Stored = stacks });
        }
    }

    // [not-idempotent] five of the first of them more, through a reference into the list
    [Reducer]
    public static void MigrateFillStored(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter().ToList())
        {
            if (building.Stored.Count == 0) continue;
            var stacks = CollectionsMarshal.AsSpan(building.Stored);
            Slot(stacks, stacks[0].ItemId).Count += 5;
            ctx.Db.Building.Id.Update(building);
        }
    }

    // [idempotent] ten of the first of them, through a reference into an array
    [Reducer]
    public static void MigrateResetStored(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter().ToList())
        {
            var stacks = building.Stored.ToArray();
            if (stacks.Length == 0) continue;
            ref var slot = ref Slot(stacks, stacks[^1].ItemId);
            slot.Count = 10;
            ctx.Db.Building.Id.Update(building with { Stored = stacks.ToList() });
        }
    }

    // [not-idempotent] what is stored is put into bags, and stays
    [Reducer]
    public static void MigrateStoredToBags(ReducerContext ctx)
    {
        foreach (var (owner, stack) in ctx.Db.Building.Iter().SelectMany(b => b.Stored, (b, s) => (b.OwnerId, s)).ToList())
        {
            if (ctx.Db.Bag.ByOwnerAndItem.Filter((owner, stack.ItemId)).FirstOrDefault() is { Id: > 0 } bag)
            {
                bag.Count += stack.Count;
                ctx.Db.Bag.Id.Update(bag);
            }
            else
            {
                ctx.Db.Bag.Insert(new Bag { OwnerId = owner, ItemId = stack.ItemId, Count = stack.Count });
            }
        }
    }

    // [idempotent] what is stored is put into bags, and is gone from there
    [Reducer]
    public static void MigrateEmptyStored(ReducerContext ctx)
    {
        foreach (var building in ctx.Db.Building.Iter().Where(b => b.Stored.Count > 0).ToList())
        {
            foreach (var stack in building.Stored)
            {
                ctx.Db.Bag.Insert(new Bag { OwnerId = building.OwnerId, ItemId = stack.ItemId, Count = stack.Count });
            }
            building.Stored.Clear();
            ctx.Db.Building.Id.Update(building);
        }
    }

    // ---------------------------------------------------------------- colonists

    // [idempotent] the level that the points are worth
    [Reducer]
    public static void BackfillLevels(ReducerContext ctx)
    {
        static int LevelOf(int xp)
        {
            var level = 0;
            for (var need = 100; xp >= need; need += need / 2) level++;
            return level;
        }

        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            if (LevelOf(colonist.Xp) is var level && level != colonist.Level) ctx.Db.Colonist.Id.Update(colonist with { Level = level });
        }
    }

    // [not-idempotent] points are spent on levels, until there are none
    [Reducer]
    public static void MigrateSpendXp(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            if (colonist.Xp < 100) continue;
            ctx.Db.Colonist.Id.Update(colonist with { Xp = colonist.Xp - 100, Level = colonist.Level + 1 });
        }
    }

    // [idempotent] points are spent on levels until fewer than a hundred are left
    [Reducer]
    public static void MigrateSpendAllXp(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            var c = colonist;
            while (c.Xp >= 100)
            {
                c.Xp -= 100;
                c.Level++;
            }
            ctx.Db.Colonist.Id.Update(c);
        }
    }

    // [idempotent] a number is cut off the handle
    [Reducer]
    public static void MigrateHandles(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter().ToList())
        {
            var match = Regex.Match(colonist.Handle, @"^(?<name>[^#]+)#(?<number>\d+)$");
            if (!match.Success) continue;
            var name = match.Groups["name"].Value;
            if (ctx.Db.Colonist.Handle.Find(name) is null) ctx.Db.Colonist.Id.Update(colonist with { Handle = name });
        }
    }

    // [not-idempotent] a number from the name, behind the name
    [Reducer]
    public static void MigrateHandleNumbers(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter().ToList())
        {
            ctx.Db.Colonist.Id.Update(colonist with { Handle = $"{colonist.Handle}#{Hash(colonist.Handle) % 10000:0000}" });
        }
    }

    // [idempotent] a number from the name, in place of the one that is there
    [Reducer]
    public static void MigrateHandleNumbersAnew(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter().ToList())
        {
            var name = colonist.Handle.Split('#')[0];
            ctx.Db.Colonist.Id.Update(colonist with { Handle = name + "#" + (Hash(name) % 10000).ToString("D4") });
        }
    }

    // [idempotent] roles in one writing
    [Reducer]
    public static void MigrateRoles(ReducerContext ctx)
    {
        var text = CultureInfo.InvariantCulture.TextInfo;
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            var roles = colonist.Role.Split(',').Select(r => text.ToTitleCase(r.Trim().ToLowerInvariant())).Where(r => r.Length > 0);
            ctx.Db.Colonist.Id.Update(colonist with { Role = string.Join(", ", roles.Distinct()) });
        }
    }

    // [not-idempotent] the first role goes to the end
    [Reducer]
    public static void MigrateMainRole(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            var roles = new LinkedList<string>(colonist.Role.Split(','));
            var first = roles.First!.Value;
            roles.RemoveFirst();
            roles.AddLast(first);
            ctx.Db.Colonist.Id.Update(colonist with { Role = string.Join(',', roles) });
        }
    }

    // [idempotent] four skills, whatever is missing at nought
    [Reducer]
    public static void MigratePadSkills(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            while (colonist.Skills.Count < 4) colonist.Skills.Add(0);
            if (colonist.Skills.Count > 4) colonist.Skills.RemoveRange(4, colonist.Skills.Count - 4);
            ctx.Db.Colonist.Id.Update(colonist);
        }
    }

    // [not-idempotent] one of the skills is new, and stands in front
    [Reducer]
    public static void MigrateNewSkill(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            colonist.Skills.Insert(0, 1);
            ctx.Db.Colonist.Id.Update(colonist with { Skills = colonist.Skills.Take(4).ToList() });
        }
    }

    // [not-idempotent] every skill gets what the one before it has
    [Reducer]
    public static void MigrateSumSkills(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            var sum = 0;
            var sums = colonist.Skills.Select(s => sum += s).ToList();
            if (sums.Count > 1) ctx.Db.Colonist.Id.Update(colonist with { Skills = sums });
        }
    }

    // [idempotent] in hundredths of the whole, which is left as it is when it is a hundred
    [Reducer]
    public static void MigrateMood(ReducerContext ctx)
    {
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            ctx.Db.Colonist.Id.Update(colonist with { Mood = colonist.Mood is >= 0f and <= 1f ? colonist.Mood : colonist.Mood < 0 ? 0 : 1 });
        }
    }

    // [not-idempotent] ticks to milliseconds
    [Reducer]
    public static void MigrateBornTicks(ReducerContext ctx)
    {
        var rate = ctx.Db.Config.Id.Find(0)?.TickRate ?? 20f;
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            ctx.Db.Colonist.Id.Update(colonist with { BornTicks = (ulong)(colonist.BornTicks * 1000.0 / Math.Max(rate, 1)) });
        }
    }

    // [idempotent] ticks to milliseconds, once, as the counter says
    [Reducer]
    public static void MigrateBornTicksOnce(ReducerContext ctx)
    {
        if (!TryStart(ctx, "born", out var counter)) return;
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            ctx.Db.Colonist.Id.Update(colonist with { BornTicks = colonist.BornTicks * 50 });
        }
        Finish(ctx, counter);
    }

    // [not-idempotent] one counter is asked, another is raised
    [Reducer]
    public static void MigrateBornTicksTwice(ReducerContext ctx)
    {
        if (!TryStart(ctx, "born-ms", out _)) return;
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            ctx.Db.Colonist.Id.Update(colonist with { BornTicks = colonist.BornTicks * 50 });
        }
        TryStart(ctx, "born-msec", out var counter);
        Finish(ctx, in counter);
    }

    // [idempotent] who has no home is put into the emptiest
    [Reducer]
    public static void FixHomes(ReducerContext ctx)
    {
        var homes = ctx.Db.Building.Iter().ToDictionary(b => b.Id, _ => 0);
        if (homes.Count == 0) return;
        var homeless = new List<Colonist>();
        foreach (var colonist in ctx.Db.Colonist.Iter())
        {
            if (homes.ContainsKey(colonist.HomeId)) homes[colonist.HomeId]++;
            else homeless.Add(colonist);
        }
        foreach (var colonist in homeless)
        {
            var (home, _) = homes.MinBy(h => (h.Value, h.Key));
            homes[home]++;
            ctx.Db.Colonist.Id.Update(colonist with { HomeId = home });
        }
    }

    // [not-idempotent] everybody into the home of the next
    [Reducer]
    public static void MigrateRotateHomes(ReducerContext ctx)
    {
        var all = ctx.Db.Colonist.Iter().OrderBy(c => c.Id).ToList();
        if (all.Count < 2) return;
        foreach (var (colonist, next) in all.Zip(all.Skip(1).Append(all[0])))
        {
            ctx.Db.Colonist.Id.Update(colonist with { HomeId = next.HomeId });
        }
    }

    // ---------------------------------------------------------------- items and bags

    // [idempotent] rows of fixed ids, written over
    [Reducer]
    public static void SeedItems(ReducerContext ctx)
    {
        ItemDef[] items =
        {
            new() { Id = 1, Name = "Wood", Weight = 1, Price = 2.5, Version = "2.0.0" },
            new() { Id = 4, Name = "Iron", Weight = 7, Price = 9, Version = "2.0.0" },
        };
        foreach (var item in items)
        {
            if (ctx.Db.ItemDef.Id.Find(item.Id) is null) ctx.Db.ItemDef.Insert(item);
            else ctx.Db.ItemDef.Id.Update(item);
        }
    }

    // [not-idempotent] a fixed id fails at the second run
    [Reducer]
    public static void SeedRareItem(ReducerContext ctx)
    {
        var price = ctx.Db.ItemDef.Iter().Select(i => i.Price).DefaultIfEmpty(1).Max() * 2;
        ctx.Db.ItemDef.Insert(new ItemDef { Id = 777, Name = "Relic", Price = price, Version = "1.0.0" });
    }

    // [not-idempotent] the failure is caught, and a bag is given for it each time
    [Reducer]
    public static void SeedRareItemCaught(ReducerContext ctx)
    {
        ctx.Db.Bag.Insert(new Bag { OwnerId = 1, ItemId = 778, Count = 1 });
        try
        {
            ctx.Db.ItemDef.Insert(new ItemDef { Id = 778, Name = "Idol " + ctx.Db.Bag.Count, Version = "1.0.0" });
        }
        catch (UniqueConstraintViolationException)
        {
            Log.Warn("idol exists");
        }
    }

    // [not-idempotent] grams to kilograms
    [Reducer]
    public static void MigrateWeights(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            ctx.Db.ItemDef.Id.Update(item with { Weight = (int)Math.Round(item.Weight / 1000.0, MidpointRounding.AwayFromZero) });
        }
    }

    // [idempotent] grams to kilograms where the version is older, which is raised
    [Reducer]
    public static void MigrateWeightsByVersion(ReducerContext ctx)
    {
        var since = new Semver(2, 0, 0);
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            if (Semver.Parse(item.Version).CompareTo(since) >= 0) continue;
            ctx.Db.ItemDef.Id.Update(item with { Weight = item.Weight / 1000, Version = since.ToString() });
        }
    }

    // [not-idempotent] the version is raised by a patch, which leaves it older
    [Reducer]
    public static void MigrateWeightsByPatch(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            var version = Semver.Parse(item.Version);
            if (version is { Major: >= 2 }) continue;
            ctx.Db.ItemDef.Id.Update(item with { Weight = item.Weight / 2, Version = $"{version.NextPatch()}" });
        }
    }

    // [idempotent] versions of three numbers
    [Reducer]
    public static void MigrateVersions(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            ctx.Db.ItemDef.Id.Update(item with { Version = Semver.Parse(item.Version).ToString() });
        }
    }

    // [idempotent] rounded to what can be paid
    [Reducer]
    public static void MigratePrices(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            ctx.Db.ItemDef.Id.Update(item with { Price = Math.Round(item.Price * 4, MidpointRounding.ToEven) / 4 });
        }
    }

    // [not-idempotent] dearer by a twentieth
    [Reducer]
    public static void MigrateInflation(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().ToList())
        {
            ctx.Db.ItemDef.Id.Update(item with { Price = Math.Ceiling(item.Price * 105) / 100 });
        }
    }

    // [not-idempotent] ids a thousand higher, with the bags
    [Reducer]
    public static void MigrateItemIds(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.ItemDef.Iter().OrderByDescending(i => i.Id).ToList())
        {
            ctx.Db.ItemDef.Id.Delete(item.Id);
            ctx.Db.ItemDef.Insert(item with { Id = item.Id + 1000 });
        }
        foreach (var bag in ctx.Db.Bag.Iter().ToList())
        {
            ctx.Db.Bag.Id.Update(bag with { ItemId = bag.ItemId + 1000 });
        }
    }

    // [idempotent] ids below a thousand go beyond it, with the bags
    [Reducer]
    public static void MigrateItemIdsOnce(ReducerContext ctx)
    {
        uint Moved(uint id) => id < 1000 ? id + 1000 : id;
        foreach (var item in ctx.Db.ItemDef.Iter().Where(i => i.Id != Moved(i.Id)).ToList())
        {
            if (ctx.Db.ItemDef.Id.Find(Moved(item.Id)) is null) ctx.Db.ItemDef.Insert(item with { Id = Moved(item.Id) });
            ctx.Db.ItemDef.Id.Delete(item.Id);
        }
        foreach (var bag in ctx.Db.Bag.Iter())
        {
            ctx.Db.Bag.Id.Update(bag with { ItemId = Moved(bag.ItemId) });
        }
    }

    // [idempotent] one bag of each item for each owner
    [Reducer]
    public static void MigrateMergeBags(ReducerContext ctx)
    {
        var first = new Dictionary<(uint, uint), Bag>();
        foreach (var bag in ctx.Db.Bag.Iter().OrderBy(b => b.Id).ToList())
        {
            ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(first, (bag.OwnerId, bag.ItemId), out var exists);
            if (!exists)
            {
                kept = bag;
                continue;
            }
            kept.Count += bag.Count;
            ctx.Db.Bag.Id.Delete(bag.Id);
        }
        foreach (var bag in first.Values) ctx.Db.Bag.Id.Update(bag);
    }

    // [not-idempotent] bags of more than ten are halved into two
    [Reducer]
    public static void MigrateSplitBags(ReducerContext ctx)
    {
        foreach (var bag in ctx.Db.Bag.Iter().Where(b => b.Count > 10).ToList())
        {
            var half = bag.Count / 2;
            ctx.Db.Bag.Id.Update(bag with { Count = bag.Count - half });
            ctx.Db.Bag.Insert(new Bag { OwnerId = bag.OwnerId, ItemId = bag.ItemId, Count = half });
        }
    }

    // [idempotent] bags of at most ten each
    [Reducer]
    public static void MigrateChunkBags(ReducerContext ctx)
    {
        const int most = 10;
        foreach (var bag in ctx.Db.Bag.Iter().Where(b => b.Count > most).ToList())
        {
            var left = bag.Count;
            ctx.Db.Bag.Id.Update(bag with { Count = Math.Min(left, most) });
            for (left -= most; left > 0; left -= most)
            {
                ctx.Db.Bag.Insert(bag with { Id = 0, Count = Math.Min(left, most) });
            }
        }
    }

    // [not-idempotent] a starter kit for every colonist
    [Reducer]
    public static void SeedStarterKits(ReducerContext ctx)
    {
        var kit = new (uint Item, int Count)[] { (1, 10), (2, 5) };
        foreach (var colonist in ctx.Db.Colonist.Iter())
            foreach (var (item, count) in kit)
                ctx.Db.Bag.Insert(new Bag { OwnerId = colonist.Id, ItemId = item, Count = count });
    }

    // [idempotent] a starter kit for every colonist who has no bag
    [Reducer]
    public static void SeedStarterKitsForNew(ReducerContext ctx)
    {
        var owners = ctx.Db.Bag.Iter().Select(b => b.OwnerId).Distinct().ToList();
        foreach (var colonist in ctx.Db.Colonist.Iter().Where(c => owners.BinarySearch(c.Id) < 0 && !owners.Contains(c.Id)))
        {
            ctx.Db.Bag.Insert(new Bag { OwnerId = colonist.Id, ItemId = 1, Count = 10 });
        }
    }

    // [not-idempotent] the names of counters by what they count, one more each
    [Reducer]
    public static void PopulateCounters(ReducerContext ctx)
    {
        void Count(string name, int by)
        {
            var counter = ctx.Db.Counter.Name.Find(name);
            if (counter.HasValue) ctx.Db.Counter.Name.Update(counter.Value with { Value = counter.Value.Value + (ulong)by });
            else ctx.Db.Counter.Insert(new Counter { Name = name, Value = (ulong)by });
        }

        Count(nameof(ctx.Db.Building), ctx.Db.Building.Iter().Count());
        Count(nameof(ctx.Db.Colonist), (int)ctx.Db.Colonist.Count);
    }

    // [idempotent] the counters by what they count, anew
    [Reducer]
    public static void PopulateCountersAnew(ReducerContext ctx)
    {
        var counts = new Dictionary<string, ulong>
        {
            ["buildings"] = ctx.Db.Building.Count,
            ["items"] = (ulong)ctx.Db.Bag.Iter().Sum(b => (long)b.Count),
            ["bits"] = (ulong)ctx.Db.Tile.Iter().Sum(t => BitOperations.PopCount(t.Height)),
        };
        foreach (var (name, value) in counts)
        {
            ctx.Db.Counter.Name.Delete(name);
            ctx.Db.Counter.Insert(new Counter { Name = name, Value = value });
        }
    }
}
