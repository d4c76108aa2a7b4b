// A fleet: ships, crews, cargo, routes. Each reducer is labelled by running it twice.
using System.Globalization;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public partial struct Position { public int X; public int Y; public int Z; }

[SpacetimeDB.Type]
public partial struct Slot
{
    public string Module;
    public int Level;
    public Slot(string module, int level) => (Module, Level) = (module, level);
}

[SpacetimeDB.Type]
public enum Hull : byte { Scout, Freighter, Cruiser, Wreck = 200 }

[SpacetimeDB.Type]
public partial record Order : TaggedEnum<(Position MoveTo, int Attack, Unit Hold)>;

[SpacetimeDB.Table(Accessor = "Ship", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByOwnerAndHull", Columns = new[] { nameof(OwnerId), nameof(Hull) })]
public partial struct Ship
{
    [PrimaryKey, AutoInc] public uint Id;
    public uint OwnerId;
    public string Name;
    public Hull Hull;
    public Position Position;
    public List<Slot> Slots;
    public short Fuel;
    public short MaxFuel;
    public byte Shield;
    public long Mass;
    public Order Order;
    public string Registry;
    public Timestamp LastSeen;
    public TimeDuration? Cooldown;
    public bool IsLegacy;
}

[SpacetimeDB.Table(Accessor = "Captain", Public = true)]
public partial class Captain
{
    [PrimaryKey] public Identity Identity;
    [Unique] public uint Number;
    public string Handle = "";
    public ulong Credits;
    public List<uint> Favourites = new();
    public int[] Scores = Array.Empty<int>();
    public int Rank;
    public string Settings = "";
}

[SpacetimeDB.Table(Accessor = "Cargo", Public = true)]
public partial struct Cargo
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint ShipId;
    public string Good;
    public int Units;
    public decimal_like Price;
}

[SpacetimeDB.Type]
public partial struct decimal_like
{
    public long Units;
    public int Scale;
    public static implicit operator decimal_like(long units) => new() { Units = units, Scale = 0 };
    public static decimal_like operator *(decimal_like a, int b) => new() { Units = a.Units * b, Scale = a.Scale };
    public readonly decimal_like Normalized()
    {
        var (units, scale) = (Units, Scale);
        while (scale > 0 && units % 10 == 0) { units /= 10; scale--; }
        return new() { Units = units, Scale = scale };
    }
}

[SpacetimeDB.Table(Accessor = "Route")]
public partial struct Route
{
    [PrimaryKey] public string Name;
    public List<Position> Stops;
    public double Length;
    public int Order;
    public string Tags;
}

[SpacetimeDB.Table(Accessor = "FleetConfig")]
public partial struct FleetConfig
{
    [PrimaryKey] public byte Key;
    public ushort Version;
    public uint NextNumber;
    public bool DoneFuel;
    public string Log;
    public List<string> Applied;
}

[SpacetimeDB.Table(Accessor = "FleetEvent")]
public partial struct FleetEvent
{
    [PrimaryKey, AutoInc] public ulong Id;
    public uint ShipId;
    public string What;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "RefuelTimer", Scheduled = nameof(FleetMigrations.Refuel), ScheduledAt = nameof(When))]
public partial struct RefuelTimer
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ScheduleAt When;
    public uint ShipId;
}

public interface IRepository<TRow, TKey>
{
    TRow? Get(TKey key);
    void Put(TRow row);
    IEnumerable<TRow> All { get; }
}

public sealed class Routes : IRepository<Route?, string>
{
    private readonly ReducerContext _ctx;
    public Routes(ReducerContext ctx) => _ctx = ctx;
    public Route? Get(string key) => _ctx.Db.Route.Name.Find(key);
    public IEnumerable<Route?> All => _ctx.Db.Route.Iter().Select(r => (Route?)r);
    public void Put(Route? row)
    {
        if (row is not { } r) return;
        if (Get(r.Name) is null) _ctx.Db.Route.Insert(r);
        else _ctx.Db.Route.Name.Update(r);
    }
}

public sealed class ByDistance : IComparer<Position>
{
    public int Compare(Position a, Position b) => (a.X * a.X + a.Y * a.Y + a.Z * a.Z).CompareTo(b.X * b.X + b.Y * b.Y + b.Z * b.Z);
}

public sealed class GoodComparer : IEqualityComparer<Cargo>
{
    public bool Equals(Cargo a, Cargo b) => a.ShipId == b.ShipId && string.Equals(a.Good, b.Good, StringComparison.OrdinalIgnoreCase);
    public int GetHashCode(Cargo c) => HashCode.Combine(c.ShipId, c.Good.ToUpperInvariant());
}

public static partial class FleetMigrations
{
    private static readonly IReadOnlyDictionary<Hull, (short Fuel, long Mass)> Hulls = new Dictionary<Hull, (short, long)>
    {
        [Hull.Scout] = (100, 10_000),
        [Hull.Freighter] = (500, 250_000),
        [Hull.Cruiser] = (900, 900_000),
    };

    private static readonly string[] Ranks = { "cadet", "ensign", "captain", "admiral" };

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Ship.Insert(new Ship { OwnerId = 1, Name = "Argo_1", Hull = Hull.Scout, Position = new() { X = 130, Y = -7, Z = 64 }, Slots = new() { new("laser", 2), new("scanner", 1) }, Fuel = 250, MaxFuel = 100, Shield = 250, Mass = 1234, Order = new Order.MoveTo(new Position { X = 1 }), Registry = "NCC-17", LastSeen = new Timestamp(1_700_000_000_000_000), IsLegacy = true });
        ctx.Db.Ship.Insert(new Ship { OwnerId = 1, Name = "argo", Hull = Hull.Wreck, Position = new(), Slots = new(), Fuel = -5, MaxFuel = 0, Shield = 40, Mass = 5000, Order = new Order.Hold(default), Registry = "", Cooldown = TimeDuration.FromSeconds(5) });
        ctx.Db.Ship.Insert(new Ship { OwnerId = 2, Name = "Big (old) Ship", Hull = Hull.Freighter, Position = new() { X = -1, Y = 2, Z = 3 }, Slots = new() { new("laser", 9), new("laser", 1) }, Fuel = 30, MaxFuel = 500, Shield = 128, Mass = 250_001, Order = new Order.Attack(2), Registry = "x9/7", IsLegacy = true });
        ctx.Db.Captain.Insert(new Captain { Identity = ctx.Sender, Number = 1, Handle = "Kirk", Credits = 1000, Favourites = new() { 3, 1, 3, 77 }, Scores = new[] { 5, 1, 3 }, Rank = 2, Settings = "volume=5;theme=dark" });
        ctx.Db.Captain.Insert(new Captain { Identity = default, Number = 2, Handle = "ripley", Credits = 7, Favourites = new() { 2 }, Scores = Array.Empty<int>(), Rank = 9, Settings = "" });
        ctx.Db.Cargo.Insert(new Cargo { ShipId = 1, Good = "iron", Units = 40, Price = new() { Units = 2500, Scale = 2 } });
        ctx.Db.Cargo.Insert(new Cargo { ShipId = 1, Good = "IRON", Units = 15, Price = 7 });
        ctx.Db.Cargo.Insert(new Cargo { ShipId = 3, Good = "food", Units = 0, Price = 0 });
        ctx.Db.Cargo.Insert(new Cargo { ShipId = 9, Good = "gold", Units = 250, Price = new() { Units = 10, Scale = 1 } });
        ctx.Db.Route.Insert(new Route { Name = "alpha", Stops = new() { new() { X = 3, Y = 4 }, new(), new() { X = 3, Y = 4 } }, Length = 0, Order = 5, Tags = "b, a,,B" });
        ctx.Db.Route.Insert(new Route { Name = "Beta", Stops = new(), Length = 12.7, Order = 5, Tags = "" });
        ctx.Db.Route.Insert(new Route { Name = "core", Stops = new() { new() { X = 1 } }, Length = -1, Order = 1, Tags = "old" });
        ctx.Db.FleetConfig.Insert(new FleetConfig { Key = 0, Version = 1, NextNumber = 3, Log = "", Applied = new() });
        ctx.Db.FleetEvent.Insert(new FleetEvent { ShipId = 1, What = "built", At = new Timestamp(5) });
    }

    [Reducer]
    public static void Refuel(ReducerContext ctx, RefuelTimer timer)
    {
        if (ctx.Db.Ship.Id.Find(timer.ShipId) is { } ship) ctx.Db.Ship.Id.Update(ship with { Fuel = ship.MaxFuel });
    }

    private static bool TryStep(ReducerContext ctx, ushort from, ushort to, Action body)
    {
        var config = ctx.Db.FleetConfig.Key.Find(0) ?? ctx.Db.FleetConfig.Insert(new FleetConfig { Key = 0, Log = "", Applied = new() });
        if (config.Version != from) return false;
        body();
        ctx.Db.FleetConfig.Key.Update(config with { Version = to });
        return true;
    }

    private static void Once(ReducerContext ctx, string name, Action<ReducerContext> body)
    {
        var config = ctx.Db.FleetConfig.Key.Find(0)!.Value;
        if (config.Applied.Contains(name)) return;
        body(ctx);
        config.Applied.Add(name);
        ctx.Db.FleetConfig.Key.Update(config);
    }

    private static IEnumerable<Ship> Legacy(ReducerContext ctx)
    {
        foreach (var ship in ctx.Db.Ship.Iter())
        {
            if (!ship.IsLegacy) continue;
            yield return ship;
        }
    }

    [Reducer]
    public static void MigrateSteps12(ReducerContext ctx)
    {
        TryStep(ctx, 0, 1, () => { foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Mass = s.Mass + 1 }); });
        TryStep(ctx, 1, 2, () => { foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Mass = s.Mass * 2 }); });
    }

    [Reducer]
    public static void MigrateStepsFlipFlop(ReducerContext ctx)
    {
        if (TryStep(ctx, 1, 2, () => { foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Mass = s.Mass * 2 }); })) return;
        TryStep(ctx, 2, 1, () => { foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Mass = s.Mass / 3 }); });
    }

    [Reducer]
    public static void MigrateOnceShields(ReducerContext ctx) => Once(ctx, "shields", static c =>
    {
        foreach (var s in c.Db.Ship.Iter()) c.Db.Ship.Id.Update(s with { Shield = (byte)(s.Shield / 2) });
    });

    [Reducer]
    public static void MigrateShieldsWrap(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Shield = unchecked((byte)(s.Shield + 10)) });
    }

    [Reducer]
    public static void MigrateShieldsSaturate(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            byte shield;
            try { shield = checked((byte)(s.Shield * 2)); }
            catch (OverflowException) { shield = byte.MaxValue; }
            ctx.Db.Ship.Id.Update(s with { Shield = shield });
        }
    }

    [Reducer]
    public static void MigrateShieldsMask(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Shield = (byte)(s.Shield & ~0x07) });
    }

    [Reducer]
    public static void MigrateLegacyShips(ReducerContext ctx)
    {
        foreach (var ship in Legacy(ctx))
        {
            var moved = ship;
            moved.Position.X += 100;
            moved.IsLegacy = false;
            ctx.Db.Ship.Id.Update(moved);
        }
    }

    [Reducer]
    public static void MigrateLegacyShipsKept(ReducerContext ctx)
    {
        foreach (var ship in Legacy(ctx))
        {
            var moved = ship;
            moved.Position.X += 100;
            ctx.Db.Ship.Id.Update(moved);
            moved.IsLegacy = false;
        }
    }

    [Reducer]
    public static void MigrateHullStats(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (!Hulls.TryGetValue(s.Hull, out var stats)) continue;
            var (fuel, mass) = stats;
            ctx.Db.Ship.Id.Update(s with { MaxFuel = fuel, Mass = Math.Max(mass, s.Mass), Fuel = Math.Clamp(s.Fuel, (short)0, fuel) });
        }
    }

    [Reducer]
    public static void MigrateHullUpgrade(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var hull = s switch
            {
                { Hull: Hull.Scout, Mass: > 1000 } => Hull.Freighter,
                { Hull: Hull.Freighter, Mass: > 250_000 } => Hull.Cruiser,
                { Hull: Hull.Wreck } => Hull.Scout,
                _ => s.Hull,
            };
            ctx.Db.Ship.Id.Update(s with { Hull = hull });
        }
    }

    [Reducer]
    public static void MigrateFuelPercent(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (s.MaxFuel == 0) continue;
            ctx.Db.Ship.Id.Update(s with { Fuel = (short)(s.Fuel * 100 / s.MaxFuel), MaxFuel = 100 });
        }
    }

    [Reducer]
    public static void MigrateFuelPercentBlind(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (s.MaxFuel is 0) continue;
            ctx.Db.Ship.Id.Update(s with { Fuel = (short)(s.Fuel * 100 / s.MaxFuel) });
        }
    }

    [Reducer]
    public static void MigrateFuelFlag(ReducerContext ctx)
    {
        if (ctx.Db.FleetConfig.Key.Find(0) is not { DoneFuel: false } config) return;
        foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Fuel = (short)(s.Fuel + 10) });
        config.DoneFuel = true;
        ctx.Db.FleetConfig.Key.Update(config);
    }

    [Reducer]
    public static void MigrateFuelFlagLocal(ReducerContext ctx)
    {
        if (ctx.Db.FleetConfig.Key.Find(0) is not { DoneFuel: false } config) return;
        foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { Fuel = (short)(s.Fuel + 10) });
        ctx.Db.FleetConfig.Key.Update(config with { Log = config.Log + "fuel;" });
        config.DoneFuel = true;
    }

    [Reducer]
    public static void MigratePositionGrid(ReducerContext ctx)
    {
        static int Snap(int v) => (int)Math.Floor(v / 64.0) * 64;
        foreach (var s in ctx.Db.Ship.Iter())
            ctx.Db.Ship.Id.Update(s with { Position = s.Position with { X = Snap(s.Position.X), Y = Snap(s.Position.Y), Z = Snap(s.Position.Z) } });
    }

    [Reducer]
    public static void MigratePositionToGrid(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var p = s.Position;
            p.X >>= 4; p.Y >>= 4; p.Z >>= 4;
            ctx.Db.Ship.Id.Update(s with { Position = p });
        }
    }

    [Reducer]
    public static void MigratePositionAxes(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var p = s.Position;
            (p.X, p.Y, p.Z) = (p.Y, p.Z, p.X);
            ctx.Db.Ship.Id.Update(s with { Position = p });
        }
    }

    [Reducer]
    public static void MigrateSlotsMerged(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var slots = s.Slots.GroupBy(x => x.Module).Select(g => g.MaxBy(x => x.Level)).OrderBy(x => x.Module, StringComparer.Ordinal).ToList();
            ctx.Db.Ship.Id.Update(s with { Slots = slots });
        }
    }

    [Reducer]
    public static void MigrateSlotsSummed(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var slots = s.Slots.GroupBy(x => x.Module, x => x.Level).Select(g => new Slot(g.Key, g.Sum() + 1)).ToList();
            ctx.Db.Ship.Id.Update(s with { Slots = slots });
        }
    }

    [Reducer]
    public static void MigrateSlotsInPlace(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            for (var i = 0; i < s.Slots.Count; i++)
                if (s.Slots[i].Level > 5) s.Slots[i] = s.Slots[i] with { Level = 5 };
            ctx.Db.Ship.Id.Update(s);
        }
    }

    [Reducer]
    public static void MigrateSlotsBumped(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var i = s.Slots.FindIndex(x => x.Module == "laser");
            if (i >= 0) s.Slots[i] = s.Slots[i] with { Level = Math.Min(s.Slots[i].Level + 1, 100) };
            ctx.Db.Ship.Id.Update(s);
        }
    }

    [Reducer]
    public static void MigrateSlotsPlaceholder(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            s.Slots.RemoveAll(x => x.Level <= 0);
            while (s.Slots.Count < 3) s.Slots.Add(new Slot("empty", 1));
            ctx.Db.Ship.Id.Update(s);
        }
    }

    [Reducer]
    public static void MigrateOrders(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            Order order = s.Order switch
            {
                Order.Attack(var target) when ctx.Db.Ship.Id.Find((uint)target) is null => new Order.Hold(default),
                Order.MoveTo(var p) when p.X == 0 && p.Y == 0 && p.Z == 0 => new Order.Hold(default),
                _ => s.Order,
            };
            ctx.Db.Ship.Id.Update(s with { Order = order });
        }
    }

    [Reducer]
    public static void MigrateOrdersNext(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            Order order = s.Order switch
            {
                Order.Attack(var target) => new Order.Attack(target + 1),
                Order.MoveTo(var p) => new Order.MoveTo(p),
                var other => other,
            };
            ctx.Db.Ship.Id.Update(s with { Order = order });
        }
    }

    [Reducer]
    public static void MigrateRegistry(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            ReadOnlySpan<char> text = s.Registry;
            var dash = text.IndexOf('-');
            var tail = dash >= 0 ? text[(dash + 1)..] : text;
            ctx.Db.Ship.Id.Update(s with { Registry = "REG-" + tail.ToString().ToUpperInvariant() });
        }
    }

    [Reducer]
    public static void MigrateRegistryAgain(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var parts = s.Registry.Split('-', 2);
            ctx.Db.Ship.Id.Update(s with { Registry = parts.Length == 2 ? $"{parts[1]}-{parts[0]}" : s.Registry });
        }
    }

    [Reducer]
    public static void MigrateRegistryHash(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            uint hash = 2166136261;
            foreach (var c in s.Registry) hash = unchecked((hash ^ c) * 16777619);
            ctx.Db.Ship.Id.Update(s with { Registry = hash.ToString("x8", CultureInfo.InvariantCulture) });
        }
    }

    [Reducer]
    public static void MigrateRegistryFromName(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var sb = new StringBuilder();
            foreach (var ch in s.Name)
            {
                if (char.IsLetterOrDigit(ch)) sb.Append(char.ToLowerInvariant(ch));
                else if (sb.Length > 0 && sb[^1] != '-') sb.Append('-');
            }
            ctx.Db.Ship.Id.Update(s with { Registry = sb.ToString().Trim('-') });
        }
    }

    [Reducer]
    public static void MigrateNameBrackets(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var open = s.Name.IndexOf('(');
            var close = s.Name.LastIndexOf(')');
            if (open < 0 || close < open) continue;
            ctx.Db.Ship.Id.Update(s with { Name = (s.Name.Remove(open, close - open + 1)).Trim() });
        }
    }

    [Reducer]
    public static void MigrateNameNumbers(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            var end = s.Name.Length;
            while (end > 0 && char.IsAsciiDigit(s.Name[end - 1])) end--;
            var number = int.TryParse(s.Name.AsSpan(end), out var n) ? n : 0;
            ctx.Db.Ship.Id.Update(s with { Name = s.Name[..end] + (number + 1) });
        }
    }

    [Reducer]
    public static void MigrateLastSeen(ReducerContext ctx)
    {
        var cutoff = new Timestamp(1_600_000_000_000_000);
        foreach (var s in ctx.Db.Ship.Iter())
            if (s.LastSeen.MicrosecondsSinceUnixEpoch < cutoff.MicrosecondsSinceUnixEpoch) ctx.Db.Ship.Id.Update(s with { LastSeen = cutoff });
    }

    [Reducer]
    public static void MigrateLastSeenLater(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter()) ctx.Db.Ship.Id.Update(s with { LastSeen = s.LastSeen + TimeSpan.FromMinutes(90) });
    }

    [Reducer]
    public static void MigrateCooldowns(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
            if (s.Cooldown is { } c && c.Microseconds > 1_000_000) ctx.Db.Ship.Id.Update(s with { Cooldown = new TimeDuration(1_000_000) });
    }

    [Reducer]
    public static void MigrateCooldownsHalved(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            long? micros = s.Cooldown?.Microseconds;
            if (micros > 1) ctx.Db.Ship.Id.Update(s with { Cooldown = new TimeDuration(micros.Value / 2) });
        }
    }

    [Reducer]
    public static void MigrateCredits(ReducerContext ctx)
    {
        var worth = ctx.Db.Cargo.Iter().Join(ctx.Db.Ship.Iter(), c => c.ShipId, s => s.Id, (c, s) => (s.OwnerId, Worth: (ulong)c.Units * 10)).GroupBy(x => x.OwnerId).ToDictionary(g => g.Key, g => g.Aggregate(0UL, (sum, x) => sum + x.Worth));
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            if (!worth.TryGetValue(captain.Number, out var value) || captain.Credits >= value) continue;
            captain.Credits = value;
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateCreditsPaid(ReducerContext ctx)
    {
        foreach (var (owner, ships) in ctx.Db.Ship.Iter().GroupBy(s => s.OwnerId).Select(g => (g.Key, g.ToArray())))
        {
            var captain = ctx.Db.Captain.Number.Find(owner);
            if (captain is null) continue;
            captain.Credits += (ulong)ships.Length * 100;
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateOwnCredits(ReducerContext ctx)
    {
        if (ctx.Db.Captain.Identity.Find(ctx.Sender) is not { Credits: < 100_000 } me) return;
        me.Credits += 500;
        ctx.Db.Captain.Identity.Update(me);
    }

    [Reducer]
    public static void MigrateFavourites(ReducerContext ctx)
    {
        var ships = new HashSet<uint>(ctx.Db.Ship.Iter().Select(s => s.Id));
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            var kept = new SortedSet<uint>(captain.Favourites);
            kept.IntersectWith(ships);
            captain.Favourites = kept.ToList();
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateFavouritesOwn(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            captain.Favourites.AddRange(ctx.Db.Ship.Iter().Where(s => s.OwnerId == captain.Number).Select(s => s.Id));
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateScores(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            Array.Sort(captain.Scores, static (a, b) => b.CompareTo(a));
            captain.Scores = captain.Scores[..Math.Min(2, captain.Scores.Length)];
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateScoresPrefixSums(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            var sum = 0;
            captain.Scores = Array.ConvertAll(captain.Scores, s => sum += s);
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateRankNames(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            var rank = Ranks[Math.Clamp(captain.Rank, 0, Ranks.Length - 1)];
            if (captain.Handle.StartsWith(rank + " ", StringComparison.Ordinal)) continue;
            captain.Handle = $"{rank} {captain.Handle}";
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateRankNamesBlind(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            if (captain.Rank is < 0 or > 3) { captain.Rank = 0; }
            else captain.Handle = string.Concat(Ranks[captain.Rank].AsSpan(0, 1), ".", captain.Handle);
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateSettings(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            var map = captain.Settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
            map.TryAdd("volume", "10");
            map["lang"] = map.TryGetValue("lang", out var lang) ? lang : "en";
            captain.Settings = string.Join(";", map.OrderBy(kv => kv.Key, StringComparer.Ordinal).Select(kv => kv.Key + "=" + kv.Value));
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateSettingsAppend(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            captain.Settings += captain.Settings.Length > 0 ? ";migrated=1" : "migrated=1";
            ctx.Db.Captain.Identity.Update(captain);
        }
    }

    [Reducer]
    public static void MigrateCargoMerged(ReducerContext ctx)
    {
        var seen = new Dictionary<(uint, string), Cargo>();
        foreach (var c in ctx.Db.Cargo.Iter().ToArray())
        {
            var key = (c.ShipId, c.Good.ToLowerInvariant());
            if (seen.TryGetValue(key, out var first))
            {
                first.Units += c.Units;
                seen[key] = first;
                ctx.Db.Cargo.Id.Update(first);
                ctx.Db.Cargo.Id.Delete(c.Id);
            }
            else seen.Add(key, c);
        }
    }

    [Reducer]
    public static void MigrateCargoMergedKept(ReducerContext ctx)
    {
        var firsts = ctx.Db.Cargo.Iter().Distinct(new GoodComparer()).ToList();
        foreach (var first in firsts)
        {
            var sum = ctx.Db.Cargo.ShipId.Filter(first.ShipId).Where(c => new GoodComparer().Equals(c, first)).Sum(c => c.Units);
            ctx.Db.Cargo.Id.Update(first with { Units = sum });
        }
    }

    [Reducer]
    public static void MigrateCargoSplit(ReducerContext ctx)
    {
        const int Max = 100;
        var queue = new Queue<Cargo>(ctx.Db.Cargo.Iter());
        while (queue.Count > 0)
        {
            var c = queue.Dequeue();
            if (c.Units <= Max) continue;
            ctx.Db.Cargo.Id.Update(c with { Units = Max });
            queue.Enqueue(ctx.Db.Cargo.Insert(c with { Id = 0, Units = c.Units - Max }));
        }
    }

    [Reducer]
    public static void MigrateCargoPrices(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Cargo.Iter()) ctx.Db.Cargo.Id.Update(c with { Price = c.Price.Normalized() });
    }

    [Reducer]
    public static void MigrateCargoPricesTimes(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Cargo.Iter()) ctx.Db.Cargo.Id.Update(c with { Price = c.Price * 3 });
    }

    [Reducer]
    public static void MigrateCargoPricesDefault(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Cargo.Iter())
            if (c.Price is { Units: 0 }) ctx.Db.Cargo.Id.Update(c with { Price = 5L });
    }

    [Reducer]
    public static void MigrateRouteLengths(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter())
        {
            var length = r.Stops.Zip(r.Stops.Skip(1), (a, b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2))).Sum();
            ctx.Db.Route.Name.Update(r with { Length = Math.Round(length, 3) });
        }
    }

    [Reducer]
    public static void MigrateRouteLengthsScaled(ReducerContext ctx)
    {
        var total = ctx.Db.Route.Iter().Sum(r => Math.Abs(r.Length));
        if (total == 0) return;
        foreach (var r in ctx.Db.Route.Iter()) ctx.Db.Route.Name.Update(r with { Length = r.Length * 2 / total });
    }

    [Reducer]
    public static void MigrateRouteStopsSorted(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter())
        {
            r.Stops.Sort(new ByDistance());
            ctx.Db.Route.Name.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRouteClosed(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter())
        {
            if (r.Stops is not [var first, ..]) continue;
            ctx.Db.Route.Name.Update(r with { Stops = [.. r.Stops, first] });
        }
    }

    [Reducer]
    public static void MigrateRouteClosedIfOpen(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter())
        {
            if (r.Stops.Count < 2 || r.Stops.First().Equals(r.Stops.Last())) continue;
            ctx.Db.Route.Name.Update(r with { Stops = r.Stops.Append(r.Stops[0]).ToList() });
        }
    }

    [Reducer]
    public static void MigrateRouteOrders(ReducerContext ctx)
    {
        var order = 0;
        foreach (var r in ctx.Db.Route.Iter().OrderBy(r => r.Order).ThenBy(r => r.Name, StringComparer.Ordinal))
            ctx.Db.Route.Name.Update(r with { Order = order++ });
    }

    [Reducer]
    public static void MigrateRouteOrdersSpread(ReducerContext ctx)
    {
        foreach (var (r, i) in ctx.Db.Route.Iter().OrderBy(r => r.Name).Select((r, i) => (r, i)))
            ctx.Db.Route.Name.Update(r with { Order = r.Order * 10 + i });
    }

    [Reducer]
    public static void MigrateRouteTags(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter())
        {
            var tags = new SortedSet<string>(r.Tags.Split(',').Select(t => t.Trim().ToLowerInvariant()).Where(t => t.Length > 0), StringComparer.Ordinal);
            ctx.Db.Route.Name.Update(r with { Tags = string.Join(", ", tags) });
        }
    }

    [Reducer]
    public static void MigrateRouteRepository(ReducerContext ctx)
    {
        var routes = new Routes(ctx);
        routes.Put(new Route { Name = "home", Stops = new(), Tags = "new" });
        foreach (var route in routes.All.Where(r => r!.Value.Tags == "old")) routes.Put(route!.Value with { Tags = "legacy" });
    }

    [Reducer]
    public static void MigrateRouteRepositoryCount(ReducerContext ctx)
    {
        var routes = new Routes(ctx);
        var order = routes.Get("home")?.Order ?? 10;
        routes.Put(new Route { Name = "home", Stops = new(), Tags = "", Order = order + routes.All.Count() });
    }

    [Reducer]
    public static void MigrateRouteNames(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter().Where(r => char.IsUpper(r.Name[0])).ToList())
        {
            var lower = r.Name.ToLowerInvariant();
            ctx.Db.Route.Name.Delete(r.Name);
            if (ctx.Db.Route.Name.Find(lower) is null) ctx.Db.Route.Insert(r with { Name = lower });
        }
    }

    [Reducer]
    public static void MigrateRouteCopies(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Route.Iter().Where(r => !r.Name.EndsWith("-copy")).ToList())
        {
            var name = r.Name + "-copy";
            if (ctx.Db.Route.Name.Find(name) != null) name += "-" + ctx.Db.Route.Count;
            if (name.Length < 40) ctx.Db.Route.Insert(r with { Name = name });
        }
    }

    [Reducer]
    public static void MigrateNumbers(ReducerContext ctx)
    {
        var config = ctx.Db.FleetConfig.Key.Find(0)!.Value;
        foreach (var s in ctx.Db.Ship.Iter().Where(s => s.Registry == "")) ctx.Db.Ship.Id.Update(s with { Registry = $"N{config.NextNumber++}" });
        ctx.Db.FleetConfig.Key.Update(config);
    }

    [Reducer]
    public static void MigrateNumbersAll(ReducerContext ctx)
    {
        var config = ctx.Db.FleetConfig.Key.Find(0)!.Value;
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (s.Hull == Hull.Wreck) continue;
            ctx.Db.Ship.Id.Update(s with { Registry = $"N{config.NextNumber++}" });
        }
        ctx.Db.FleetConfig.Key.Update(config);
    }

    [Reducer]
    public static void MigrateEvents(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (ctx.Db.FleetEvent.Iter().Any(e => e.ShipId == s.Id && e.What == "migrated")) continue;
            ctx.Db.FleetEvent.Insert(new FleetEvent { ShipId = s.Id, What = "migrated", At = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateEventsByTime(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.Ship.Iter())
        {
            if (ctx.Db.FleetEvent.Iter().Any(e => e.ShipId == s.Id && e.At == ctx.Timestamp)) continue;
            ctx.Db.FleetEvent.Insert(new FleetEvent { ShipId = s.Id, What = "seen", At = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateTimers(ReducerContext ctx)
    {
        if (ctx.Db.RefuelTimer.Count > 0) goto done;
        foreach (var s in ctx.Db.Ship.Iter())
            ctx.Db.RefuelTimer.Insert(new RefuelTimer { ShipId = s.Id, When = new ScheduleAt.Interval(TimeSpan.FromMinutes(5)) });
        done:
        Log.Info("timers are set");
    }

    [Reducer]
    public static void MigrateTimersEach(ReducerContext ctx)
    {
        var next = ctx.Timestamp;
        foreach (var s in ctx.Db.Ship.Iter().Where(s => s.Fuel < s.MaxFuel))
        {
            next += TimeSpan.FromSeconds(30);
            ctx.Db.RefuelTimer.Insert(new RefuelTimer { ShipId = s.Id, When = new ScheduleAt.Time(next) });
        }
    }

    [Reducer]
    public static void MigrateShipsByOwner(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            if (ctx.Db.Ship.ByOwnerAndHull.Filter((captain.Number, Hull.Scout)).Any()) continue;
            ctx.Db.Ship.Insert(new Ship { OwnerId = captain.Number, Hull = Hull.Scout, Name = $"{captain.Handle}'s scout", Slots = new(), Order = new Order.Hold(default), Registry = "" });
        }
    }

    [Reducer]
    public static void MigrateShipsByOwnerCruiser(ReducerContext ctx)
    {
        foreach (var captain in ctx.Db.Captain.Iter())
        {
            if (ctx.Db.Ship.ByOwnerAndHull.Filter((captain.Number, Hull.Cruiser)).Count() > 3) continue;
            ctx.Db.Ship.Insert(new Ship { OwnerId = captain.Number, Hull = Hull.Cruiser, Name = "", Slots = new(), Order = new Order.Hold(default), Registry = "" });
        }
    }

    [Reducer]
    public static void MigratePurgeOldest(ReducerContext ctx)
    {
        var oldest = ctx.Db.Ship.Iter().OrderBy(s => s.Id).FirstOrDefault();
        if (oldest.Id == 0) return;
        ctx.Db.Ship.Id.Delete(oldest.Id);
    }

    [Reducer]
    public static void MigratePurgeWrecks(ReducerContext ctx)
    {
        var removed = 0;
        do
        {
            removed = 0;
            foreach (var s in ctx.Db.Ship.Iter())
            {
                if (s is not { Hull: Hull.Wreck } and not { MaxFuel: <= 0, Fuel: <= 0 }) continue;
                removed += ctx.Db.Ship.Id.Delete(s.Id) ? 1 : 0;
            }
        }
        while (removed > 0);
    }
}
