// An arena: fighters, matches, brackets, rewards. Each reducer is labelled by running it twice.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpacetimeDB;

[SpacetimeDB.Type]
public partial struct Vec { public float X; public float Y; public static Vec operator +(Vec a, Vec b) => new() { X = a.X + b.X, Y = a.Y + b.Y }; public readonly float Length => MathF.Sqrt(X * X + Y * Y); }

[SpacetimeDB.Type]
public enum League : byte { Bronze, Silver, Gold, Legacy = 9 }

[SpacetimeDB.Table(Accessor = "fighters", Public = true)]
public partial struct Fighter
{
    [PrimaryKey, AutoInc] public int id;
    [Unique] public string tag;
    public string bio;
    public League league;
    public int rating;
    public int? old_rating;
    public ushort wins;
    public ushort losses;
    public bool banned;
    public string? ban_reason;
    public Vec home;
    public long joined;
    public List<int> friends;
    public string stats;
}

[SpacetimeDB.Table(Accessor = "matches", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "pair", Columns = new[] { "red", "blue" })]
public partial struct Match
{
    [PrimaryKey, AutoInc] public ulong id;
    public int red;
    public int blue;
    public int winner;
    public string played;
    public double duration;
}

[SpacetimeDB.Table(Accessor = "rewards")]
public partial class Reward
{
    [PrimaryKey, AutoInc] public uint id;
    [SpacetimeDB.Index.BTree] public int fighter;
    public string kind = "";
    public uint amount;
    public bool claimed;
}

[SpacetimeDB.Table(Accessor = "nodes")]
public partial struct Node
{
    [PrimaryKey] public int id;
    public int parent;
    public int depth;
    public string path;
}

[SpacetimeDB.Table(Accessor = "migrations")]
public partial struct MigrationRow
{
    [PrimaryKey] public string name;
    public string state;
    public int runs;
}

public readonly struct Scope : IDisposable
{
    private readonly ReducerContext _ctx;
    private readonly string _name;

    private Scope(ReducerContext ctx, string name, bool isOpen) => (_ctx, _name, IsOpen) = (ctx, name, isOpen);

    public bool IsOpen { get; }

    public static Scope Begin(ReducerContext ctx, string name) => new(ctx, name, ctx.Db.migrations.name.Find(name) is null);

    public void Dispose()
    {
        if (IsOpen) _ctx.Db.migrations.Insert(new MigrationRow { name = _name, state = "done" });
    }
}

public static partial class ArenaMigrations
{
    private static readonly Dictionary<string, League> Leagues = new(StringComparer.OrdinalIgnoreCase) { ["bronze"] = League.Bronze, ["silver"] = League.Silver, ["GOLD"] = League.Gold };
    private static readonly Regex Spaces = new(@"\s+");

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.fighters.Insert(new Fighter { tag = "Zed", bio = "gold  fighter", league = League.Legacy, rating = 1510, wins = 3, losses = 1, home = new() { X = 3, Y = 4 }, joined = 1_700_000_000, friends = new() { 2, 2, 9 }, stats = "hp=10,mp=2" });
        ctx.Db.fighters.Insert(new Fighter { tag = "amy", bio = "", league = League.Silver, rating = 900, old_rating = 880, banned = true, home = new(), joined = 1_700_000_000_000, friends = new() { 1 }, stats = "" });
        ctx.Db.fighters.Insert(new Fighter { tag = "B0B", bio = "Silver", rating = -5, losses = 40, banned = true, ban_reason = "cheats", home = new() { X = 0.5f }, joined = 0, friends = new(), stats = "mp=1" });
        ctx.Db.matches.Insert(new Match { red = 2, blue = 1, winner = 1, played = "03/02/2025", duration = 90.5 });
        ctx.Db.matches.Insert(new Match { red = 1, blue = 3, winner = 1, played = "2025-01-31", duration = 3 });
        ctx.Db.matches.Insert(new Match { red = 1, blue = 2, winner = 0, played = "", duration = 0 });
        ctx.Db.rewards.Insert(new Reward { fighter = 1, kind = "coin", amount = 10 });
        ctx.Db.rewards.Insert(new Reward { fighter = 1, kind = "gem", amount = 1, claimed = true });
        ctx.Db.nodes.Insert(new Node { id = 1, path = "" });
        ctx.Db.nodes.Insert(new Node { id = 2, parent = 1, path = "x" });
        ctx.Db.nodes.Insert(new Node { id = 3, parent = 2, depth = 7, path = "" });
        ctx.Db.nodes.Insert(new Node { id = 4, parent = 6, path = "y" });
        ctx.Db.nodes.Insert(new Node { id = 5, parent = 1, path = "" });
        ctx.Db.nodes.Insert(new Node { id = 6, parent = 5, path = "z" });
    }

    private static bool Start(ReducerContext ctx, string name)
    {
        if (ctx.Db.migrations.name.Find(name) is not null) return false;
        ctx.Db.migrations.Insert(new MigrationRow { name = name, state = "started" });
        return true;
    }

    private static void Upsert<T>(Func<T?> find, Func<T?, T> make, Action<T> insert, Action<T> update) where T : struct
    {
        var found = find();
        var made = make(found);
        if (found is null) insert(made);
        else update(made);
    }

    [Reducer]
    public static void MigrateStarted(ReducerContext ctx)
    {
        if (!Start(ctx, nameof(MigrateStarted))) return;
        foreach (var f in ctx.Db.fighters.Iter()) ctx.Db.fighters.id.Update(f with { rating = f.rating + 25 });
    }

    [Reducer]
    public static void MigrateStartedOnly(ReducerContext ctx)
    {
        if (ctx.Db.migrations.name.Find(nameof(MigrateStartedOnly)) is { state: "done" }) return;
        Start(ctx, nameof(MigrateStartedOnly));
        foreach (var f in ctx.Db.fighters.Iter()) ctx.Db.fighters.id.Update(f with { rating = f.rating + 25 });
    }

    [Reducer]
    public static void MigrateScoped(ReducerContext ctx)
    {
        using var scope = Scope.Begin(ctx, "scoped");
        if (!scope.IsOpen) return;
        foreach (var f in ctx.Db.fighters.Iter()) ctx.Db.fighters.id.Update(f with { wins = (ushort)(f.wins + 1) });
    }

    [Reducer]
    public static void MigrateScopedUnasked(ReducerContext ctx)
    {
        using (Scope.Begin(ctx, "unasked"))
        {
            foreach (var f in ctx.Db.fighters.Iter()) ctx.Db.fighters.id.Update(f with { wins = (ushort)(f.wins + 1) });
        }
    }

    [Reducer]
    public static void MigrateRunCount(ReducerContext ctx)
    {
        Upsert(
            () => ctx.Db.migrations.name.Find("count"),
            old => new MigrationRow { name = "count", state = "done", runs = (old?.runs ?? 0) + 1 },
            row => ctx.Db.migrations.Insert(row),
            row => ctx.Db.migrations.name.Update(row));
    }

    [Reducer]
    public static void MigrateRunState(ReducerContext ctx)
    {
        Upsert(
            () => ctx.Db.migrations.name.Find("state"),
            old => new MigrationRow { name = "state", state = $"{ctx.Db.fighters.Count} fighters", runs = Math.Max(old?.runs ?? 0, 1) },
            row => ctx.Db.migrations.Insert(row),
            row => ctx.Db.migrations.name.Update(row));
    }

    [Reducer]
    public static void MigrateLeagues(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            var word = Spaces.Split(f.bio).FirstOrDefault() ?? "";
            if (f.league == League.Legacy && Leagues.TryGetValue(word, out var league)) ctx.Db.fighters.id.Update(f with { league = league });
        }
    }

    [Reducer]
    public static void MigratePromote(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            var next = (f.league, f.rating) switch
            {
                (League.Legacy, _) => League.Bronze,
                (League.Gold, _) => League.Gold,
                (_, >= 800) => f.league + 1,
                _ => f.league,
            };
            ctx.Db.fighters.id.Update(f with { league = next });
        }
    }

    [Reducer]
    public static void MigrateOldRating(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            if (f.old_rating is null) ctx.Db.fighters.id.Update(f with { old_rating = f.rating, rating = 1000 + (f.rating - 1000) / 2 });
        }
    }

    [Reducer]
    public static void MigrateOldRatingKept(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { old_rating = f.rating, rating = f.old_rating ?? 1000 });
    }

    [Reducer]
    public static void MigrateRatingFloor(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { rating = f.rating / 50 * 50 });
    }

    [Reducer]
    public static void MigrateRatingCurve(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { rating = (int)Math.Round(f.rating * 0.9 + 100, MidpointRounding.AwayFromZero) });
    }

    [Reducer]
    public static void MigrateBans(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            if (f.banned && string.IsNullOrEmpty(f.ban_reason)) ctx.Db.fighters.id.Update(f with { ban_reason = "unknown", losses = (ushort)(f.losses + 1) });
    }

    [Reducer]
    public static void MigrateBansAppend(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            if (f is { banned: true, ban_reason: { Length: > 0 } reason }) ctx.Db.fighters.id.Update(f with { ban_reason = reason + " (imported)" });
    }

    [Reducer]
    public static void MigrateHomes(ReducerContext ctx)
    {
        var offset = new Vec { X = 1, Y = -1 };
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { home = f.home + offset });
    }

    [Reducer]
    public static void MigrateHomesSnap(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            if (f.home.Length > 0) ctx.Db.fighters.id.Update(f with { home = new Vec { X = MathF.Floor(f.home.X), Y = MathF.Floor(f.home.Y) } });
    }

    [Reducer]
    public static void MigrateJoinedMillis(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            if (f.joined is > 0 and < 100_000_000_000) ctx.Db.fighters.id.Update(f with { joined = f.joined * 1000 });
    }

    [Reducer]
    public static void MigrateJoinedAlways(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { joined = checked(f.joined * 1000L) });
    }

    [Reducer]
    public static void MigrateFriendsBothWays(ReducerContext ctx)
    {
        var all = ctx.Db.fighters.Iter().ToDictionary(f => f.id);
        foreach (var f in all.Values.ToList())
        {
            foreach (var friend in f.friends)
            {
                if (all.TryGetValue(friend, out var other) && !other.friends.Contains(f.id)) other.friends.Add(f.id);
            }
        }
        foreach (var f in all.Values) ctx.Db.fighters.id.Update(f);
    }

    [Reducer]
    public static void MigrateFriendsReversed(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            var friends = new List<int>(f.friends);
            friends.Reverse();
            ctx.Db.fighters.id.Update(f with { friends = friends });
        }
    }

    [Reducer]
    public static void MigrateStats(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            var pairs = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["hp"] = 100 };
            foreach (var part in f.stats.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                var eq = part.IndexOf('=');
                if (eq > 0 && int.TryParse(part[(eq + 1)..], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) pairs[part[..eq]] = number;
            }
            ctx.Db.fighters.id.Update(f with { stats = string.Join(",", pairs.Select(p => $"{p.Key}={p.Value}")) });
        }
    }

    [Reducer]
    public static void MigrateStatsDoubled(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { stats = Regex.Replace(f.stats, @"\d+", m => (int.Parse(m.Value, CultureInfo.InvariantCulture) * 2).ToString(CultureInfo.InvariantCulture)) });
    }

    [Reducer]
    public static void MigrateTags(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { tag = new string(f.tag.Select(c => char.IsLetter(c) ? (char)((char.ToLowerInvariant(c) - 'a' + 1) % 26 + 'a') : c).ToArray()) });
    }

    [Reducer]
    public static void MigrateTagsClean(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.fighters.Iter())
        {
            var clean = new StringBuilder();
            foreach (var c in f.tag)
            {
                if (char.IsAsciiLetterOrDigit(c)) clean.Append(char.ToUpperInvariant(c));
            }
            if (clean.Length > 0 && ctx.Db.fighters.tag.Find(clean.ToString()) is null) ctx.Db.fighters.id.Update(f with { tag = clean.ToString() });
        }
    }

    [Reducer]
    public static void MigratePairs(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter())
            if (m.red > m.blue) ctx.Db.matches.id.Update(m with { red = m.blue, blue = m.red });
    }

    [Reducer]
    public static void MigratePairsSwapped(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter())
        {
            var swapped = m;
            (swapped.red, swapped.blue) = (swapped.blue, swapped.red);
            ctx.Db.matches.id.Update(swapped);
        }
    }

    [Reducer]
    public static void MigratePlayedDates(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter())
        {
            if (!DateTime.TryParseExact(m.played, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) continue;
            ctx.Db.matches.id.Update(m with { played = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        }
    }

    [Reducer]
    public static void MigratePlayedNextDay(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter())
        {
            if (!DateTime.TryParseExact(m.played, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) continue;
            ctx.Db.matches.id.Update(m with { played = date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        }
    }

    [Reducer]
    public static void MigrateWins(ReducerContext ctx)
    {
        var wins = ctx.Db.matches.Iter().Where(m => m.winner != 0).CountBy(m => m.winner).ToDictionary();
        foreach (var f in ctx.Db.fighters.Iter())
            ctx.Db.fighters.id.Update(f with { wins = (ushort)wins.GetValueOrDefault(f.id) });
    }

    [Reducer]
    public static void MigrateWinsAdded(ReducerContext ctx)
    {
        foreach (var (winner, count) in ctx.Db.matches.Iter().GroupBy(m => m.winner, (winner, all) => (winner, all.Count())))
        {
            if (ctx.Db.fighters.id.Find(winner) is not Fighter f) continue;
            f.wins += (ushort)count;
            ctx.Db.fighters.id.Update(f);
        }
    }

    [Reducer]
    public static void MigrateRematches(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter().Where(m => m.winner == 0))
        {
            if (ctx.Db.matches.pair.Filter((m.blue, m.red)).Any()) continue;
            ctx.Db.matches.Insert(new Match { red = m.blue, blue = m.red, played = "" });
        }
    }

    [Reducer]
    public static void MigrateRematchesWrongWay(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.matches.Iter().Where(m => m.winner == 0).ToList())
        {
            if (ctx.Db.matches.pair.Filter((m.blue, m.red)).Any(other => other.winner == -1)) continue;
            ctx.Db.matches.Insert(new Match { red = m.blue, blue = m.red, winner = 1, played = "" });
        }
    }

    [Reducer]
    public static void MigrateClaim(ReducerContext ctx)
    {
        foreach (var reward in ctx.Db.rewards.Iter().Where(r => !r.claimed))
        {
            if (ctx.Db.fighters.id.Find(reward.fighter) is not { } f) continue;
            f.rating += (int)reward.amount;
            ctx.Db.fighters.id.Update(f);
            reward.claimed = true;
            ctx.Db.rewards.id.Update(reward);
        }
    }

    [Reducer]
    public static void MigrateClaimForgotten(ReducerContext ctx)
    {
        foreach (var reward in ctx.Db.rewards.Iter().Where(r => !r.claimed))
        {
            if (ctx.Db.fighters.id.Find(reward.fighter) is not { } f) continue;
            f.rating += (int)reward.amount;
            ctx.Db.fighters.id.Update(f);
            reward.claimed = true;
        }
    }

    [Reducer]
    public static void MigrateRewardsMerged(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.rewards.Iter().GroupBy(r => (r.fighter, r.kind)).Where(g => g.Count() > 1).ToList())
        {
            foreach (var reward in group) ctx.Db.rewards.Delete(reward);
            ctx.Db.rewards.Insert(new Reward { fighter = group.Key.fighter, kind = group.Key.kind, amount = (uint)group.Sum(r => r.amount) });
        }
    }

    [Reducer]
    public static void MigrateRewardsRebuilt(ReducerContext ctx)
    {
        var merged = ctx.Db.rewards.Iter().GroupBy(r => (r.fighter, r.kind)).Select(g => new Reward { fighter = g.Key.fighter, kind = g.Key.kind, amount = (uint)g.Sum(r => r.amount) }).ToList();
        foreach (var reward in ctx.Db.rewards.Iter()) ctx.Db.rewards.id.Delete(reward.id);
        merged.ForEach(r => ctx.Db.rewards.Insert(r));
    }

    [Reducer]
    public static void MigrateDepths(ReducerContext ctx)
    {
        var nodes = ctx.Db.nodes.Iter().ToDictionary(n => n.id);
        int Depth(int id, int limit) => limit > 0 && nodes.TryGetValue(id, out var n) ? 1 + Depth(n.parent, limit - 1) : 0;
        foreach (var n in nodes.Values) ctx.Db.nodes.id.Update(n with { depth = Depth(n.parent, 10) });
    }

    [Reducer]
    public static void MigratePaths(ReducerContext ctx)
    {
        var queue = new Queue<Node>(ctx.Db.nodes.Iter().Where(n => n.parent == 0));
        while (queue.TryDequeue(out var n))
        {
            foreach (var child in ctx.Db.nodes.Iter().Where(c => c.parent == n.id && c.id > n.id))
            {
                var moved = child with { path = $"{n.path}/{child.path}{child.id}" };
                ctx.Db.nodes.id.Update(moved);
                queue.Enqueue(moved);
            }
        }
    }

    [Reducer]
    public static void MigrateReparent(ReducerContext ctx)
    {
        foreach (var n in ctx.Db.nodes.Iter())
        {
            var grandparent = ctx.Db.nodes.id.Find(n.parent)?.parent ?? 0;
            if (grandparent != 0) ctx.Db.nodes.id.Update(n with { parent = grandparent });
        }
    }

    [Reducer]
    public static void MigrateNotWritten(ReducerContext ctx)
    {
        foreach (var reward in ctx.Db.rewards.Iter())
        {
            reward.amount *= 2;
        }
    }

    [Reducer]
    public static void SeedIfFew(ReducerContext ctx)
    {
        if (ctx.Db.nodes.Count > 10) return;
        var next = ctx.Db.nodes.Iter().Select(n => n.id).DefaultIfEmpty(0).Max();
        for (var i = 1; i <= 3; i++) ctx.Db.nodes.Insert(new Node { id = next + i, path = "" });
    }

    [Reducer]
    public static void SeedTwoMore(ReducerContext ctx)
    {
        if (ctx.Db.nodes.Count > 100) return;
        var next = ctx.Db.nodes.Iter().MaxBy(n => n.id).id;
        foreach (var i in Enumerable.Range(1, 2)) ctx.Db.nodes.Insert(new Node { id = next + i, parent = next, path = "" });
    }

    [Reducer]
    public static void MigrateTagCase(ReducerContext ctx)
    {
        foreach (var same in ctx.Db.rewards.Iter().GroupBy(r => r.kind, StringComparer.OrdinalIgnoreCase))
            foreach (var reward in same)
                if (reward.kind != same.Key) { reward.kind = same.Key; ctx.Db.rewards.id.Update(reward); }
    }

    [Reducer]
    public static void MigrateKinds(ReducerContext ctx)
    {
        var known = new[] { "Coin", "gem" };
        foreach (var reward in ctx.Db.rewards.Iter())
        {
            if (known.Contains(reward.kind, StringComparer.OrdinalIgnoreCase)) continue;
            reward.kind = "COIN";
            reward.amount++;
            ctx.Db.rewards.id.Update(reward);
        }
    }
}
