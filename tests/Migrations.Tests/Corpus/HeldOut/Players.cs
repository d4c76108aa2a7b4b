// Players, over the tables of the open corpus, in other idioms and over other rows. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Linq;
using SpacetimeDB;

public static class PlayerExtensions
{
    public static Player WithTitle(this Player player, string title) => player with { DisplayName = $"{title} {player.Username}" };

    public static bool Contains(this IEnumerable<MigrationStatus> rows, string name) => rows.Any(row => row.Name == name);

    public static void ForEachPlayer(this ReducerContext ctx, Action<Player> action)
    {
        foreach (var player in ctx.Db.Player.Iter()) action(player);
    }
}

public static partial class PlayerMigrations
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(new Player { Username = "ada", FullName = "Ada Lovelace", Score = 3, FirstName = "Ada", LastName = "", IsPremium = true });
        ctx.Db.Player.Insert(new Player { Username = " Grace ", FullName = "Grace Brewster Hopper", Score = 1500, FirstName = "", LastName = "", DisplayName = "Amazing", MigratedAt = ctx.Timestamp });
        ctx.Db.Player.Insert(new Player { Username = "u_plato", FullName = "Plato", FirstName = "", LastName = "P", Level = 9 });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Sword of Dawn", Count = 2, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Dust", Count = 0, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Sword of Dawn", Count = 5, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 7, Name = "Lost", Count = 50, Slug = "" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 1 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
    }

    [Reducer]
    public static void MigrateTitles(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter().Where(p => p.IsPremium))
            ctx.Db.Player.Id.Update(player.WithTitle("Sir"));
    }

    [Reducer]
    public static void MigrateTitlesInUsername(ReducerContext ctx)
    {
        ctx.ForEachPlayer(player =>
        {
            var titled = player.WithTitle("Sir");
            ctx.Db.Player.Id.Update(titled with { Username = titled.DisplayName! });
        });
    }

    [Reducer]
    public static void MigrateWithExtensionGuard(ReducerContext ctx)
    {
        if (!ctx.Db.MigrationStatus.Iter().Contains("ext"))
        {
            ctx.ForEachPlayer(player => ctx.Db.Player.Id.Update(player with { Score = player.Score + 1 }));
            ctx.Db.MigrationStatus.Insert(new() { Name = "ext", CompletedAt = ctx.Timestamp });
        }
    }

    static void RunOnce(ReducerContext ctx, string name, Action migration)
    {
        if (ctx.Db.MigrationStatus.Name.Find(name).HasValue) return;
        migration();
        ctx.Db.MigrationStatus.Insert(new() { Name = name, CompletedAt = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateThroughRunOnce(ReducerContext ctx) => RunOnce(ctx, "once", () =>
    {
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Level = player.Level + 1 });
    });

    static void RunAlways(ReducerContext ctx, string name, Action migration)
    {
        migration();
        if (ctx.Db.MigrationStatus.Name.Find(name) == null)
            ctx.Db.MigrationStatus.Insert(new() { Name = name, CompletedAt = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateThroughRunAlways(ReducerContext ctx) => RunAlways(ctx, "always", () =>
    {
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Level = player.Level + 1 });
    });

    [Reducer]
    public static void MigrateQuerySyntax(ReducerContext ctx)
    {
        var query = from item in ctx.Db.Item.Iter()
                    where item.Slug == ""
                    let slug = item.Name.ToLower().Replace(' ', '-')
                    select item with { Slug = slug };
        foreach (var item in query) ctx.Db.Item.Id.Update(item);
    }

    [Reducer]
    public static void MigrateJoinOwners(ReducerContext ctx)
    {
        var pairs = from item in ctx.Db.Item.Iter()
                    join player in ctx.Db.Player.Iter() on item.OwnerId equals player.Id
                    select (item, player);
        foreach (var (item, player) in pairs)
            ctx.Db.Item.Id.Update(item with { Slug = $"{player.Username}/{item.Name}" });
    }

    [Reducer]
    public static void MigrateJoinOwnersInName(ReducerContext ctx)
    {
        foreach (var (item, player) in ctx.Db.Item.Iter().Join(ctx.Db.Player.Iter(), i => i.OwnerId, p => p.Id, (i, p) => (i, p)).ToArray())
            ctx.Db.Item.Id.Update(item with { Name = player.Username + "'s " + item.Name });
    }

    [Reducer]
    public static void MigrateMergeStacks(ReducerContext ctx)
    {
        foreach (var stack in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var first = stack.First();
            ctx.Db.Item.Id.Update(first with { Count = (uint)stack.Sum(i => i.Count) });
            foreach (var other in stack.Skip(1)) ctx.Db.Item.Id.Delete(other.Id);
        }
    }

    [Reducer]
    public static void MigrateMergeStacksKeepAll(ReducerContext ctx)
    {
        foreach (var stack in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var first = stack.First();
            ctx.Db.Item.Id.Update(first with { Count = (uint)stack.Sum(i => i.Count) });
        }
    }

    [Reducer]
    public static void MigrateOrphans(ReducerContext ctx)
    {
        var known = ctx.Db.Player.Iter().Select(p => p.Id).ToHashSet();
        foreach (var item in ctx.Db.Item.Iter())
            if (!known.Contains(item.OwnerId)) ctx.Db.Item.Delete(item);
    }

    [Reducer]
    public static void MigrateSplitStacks(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            while (item.Count > 3)
            {
                break;
            }
            if (item.Count <= 3) continue;
            ctx.Db.Item.Id.Update(item with { Count = 3 });
            ctx.Db.Item.Insert(item with { Id = 0, Count = item.Count - 3 });
        }
    }

    [Reducer]
    public static void MigrateStarterItem(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (!ctx.Db.Item.OwnerId.Filter(player.Id).Any(i => i.Name == "Starter"))
                ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Starter", Count = 1, Slug = "starter" });
    }

    [Reducer]
    public static void MigrateStarterItemWrongName(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (!ctx.Db.Item.OwnerId.Filter(player.Id).Any(i => i.Name == "Starter"))
                ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "starter", Count = 1, Slug = "starter" });
    }

    [Reducer]
    public static void MigrateStarterByDictionary(ReducerContext ctx)
    {
        var byOwner = ctx.Db.Item.Iter().GroupBy(i => i.OwnerId).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (byOwner.TryGetValue(player.Id, out var items) && items.Count > 0) continue;
            ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Gift", Count = 1, Slug = "" });
        }
    }

    [Reducer]
    public static void MigrateStats(ReducerContext ctx)
    {
        void Put(string key, ulong value)
        {
            ctx.Db.GlobalStat.Key.Delete(key);
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
        }
        Put("players", ctx.Db.Player.Count);
        Put("best", ctx.Db.Player.Iter().Max(p => (ulong)p.Score));
        Put("items", (ulong)ctx.Db.Item.Iter().Sum(i => i.Count));
    }

    [Reducer]
    public static void MigrateStatsAdding(ReducerContext ctx)
    {
        void Add(string key, ulong value)
        {
            var old = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;
            ctx.Db.GlobalStat.Key.Delete(key);
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = old + value });
        }
        Add("players", ctx.Db.Player.Count);
    }

    static IEnumerable<Player> Unmigrated(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.Migrated) continue;
            yield return player;
        }
    }

    [Reducer]
    public static void MigrateIterator(ReducerContext ctx)
    {
        foreach (var player in Unmigrated(ctx))
        {
            var changed = player;
            Promote(ref changed);
            ctx.Db.Player.Id.Update(changed);
        }
    }

    static void Promote(ref Player player)
    {
        player.Level += player.Score / 1000 + 1;
        player.Migrated = true;
    }

    [Reducer]
    public static void MigrateIteratorUnmarked(ReducerContext ctx)
    {
        foreach (var player in Unmigrated(ctx))
        {
            var changed = player;
            Promote(ref changed);
            ctx.Db.Player.Id.Update(changed with { Migrated = player.Migrated });
        }
    }

    static bool TrySplit(string text, out string first, out string rest)
    {
        var at = text.IndexOf(' ');
        first = at < 0 ? text : text[..at];
        rest = at < 0 ? "" : text.Substring(at + 1);
        return at >= 0;
    }

    [Reducer]
    public static void MigrateTrySplit(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (!TrySplit(player.FullName, out var first, out var rest)) continue;
            ctx.Db.Player.Id.Update(player with { FirstName = first, LastName = rest });
        }
    }

    [Reducer]
    public static void MigrateTrySplitAndDrop(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (!TrySplit(player.FullName, out var first, out var rest)) continue;
            ctx.Db.Player.Id.Update(player with { FirstName = first, FullName = rest });
        }
    }

    [Reducer]
    public static void MigrateMinScore(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(player with { Score = Math.Max(100, player.Score), Level = player.Level % 5 });
    }

    [Reducer]
    public static void MigrateRescale(ReducerContext ctx)
    {
        const uint old = 1000, now = 100;
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(player with { Score = player.Score * now / old });
    }

    [Reducer]
    public static void MigrateHexNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var text = new System.Text.StringBuilder();
            foreach (var letter in player.Username) text.Append(((int)letter).ToString("x2"));
            ctx.Db.Player.Id.Update(player with { DisplayName = text.ToString() });
        }
    }

    [Reducer]
    public static void MigrateReverseNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var letters = player.Username.ToCharArray();
            Array.Reverse(letters);
            ctx.Db.Player.Id.Update(player with { Username = new string(letters) });
        }
    }

    [Reducer]
    public static void MigrateRanks(ReducerContext ctx)
    {
        uint rank = 1;
        foreach (var player in ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Id))
            ctx.Db.Player.Id.Update(player with { Level = rank++ });
    }

    [Reducer]
    public static void MigrateRotateScores(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().OrderBy(p => p.Id).ToList();
        for (var i = 0; i < players.Count; i++)
            ctx.Db.Player.Id.Update(players[i] with { Score = players[(i + 1) % players.Count].Score });
    }

    [Reducer]
    public static void MigrateGuardInverted(ReducerContext ctx)
    {
        var done = ctx.Db.MigrationStatus.Name.Find("inverted") is null;
        if (!done) ctx.Db.MigrationStatus.Name.Delete("inverted");
        else ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "inverted", CompletedAt = ctx.Timestamp });
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = player.Score + 1 });
    }

    [Reducer]
    public static void MigrateGuardPartly(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { FirstName = player.FirstName + "." });
        if (ctx.Db.MigrationStatus.Name.Find("partly") is not null) return;
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = player.Score + 1 });
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "partly", CompletedAt = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateGuardByCount(ReducerContext ctx)
    {
        var before = ctx.Db.MigrationStatus.Count;
        if (before >= 1) return;
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = player.Score + 1 });
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = Guid.NewGuid().ToString(), CompletedAt = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateRandomTags(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Slug = Guid.NewGuid().ToString("N") });
    }

    [Reducer]
    public static void MigrateRandomTagsOnce(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug is { Length: > 0 }) continue;
            ctx.Db.Item.Id.Update(item with { Slug = Guid.NewGuid().ToString("N") });
        }
    }

    [Reducer]
    public static void MigrateArchiveMissing(ReducerContext ctx)
    {
        var archived = new HashSet<ulong>();
        foreach (var row in ctx.Db.PlayerArchive.Iter()) archived.Add(row.PlayerId);
        foreach (var player in ctx.Db.Player.Iter())
            if (archived.Add(player.Id))
                ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
    }

    [Reducer]
    public static void MigrateArchiveRebuild(ReducerContext ctx)
    {
        ctx.Db.PlayerArchive.Clear();
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
    }

    [Reducer]
    public static void MigrateArchiveRebuildFixedIds(ReducerContext ctx)
    {
        ctx.Db.PlayerArchive.Clear();
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { Id = 1000 + player.Id, PlayerId = player.Id, Username = player.Username });
    }

    [Reducer]
    public static void MigrateV2Upsert(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var row = new PlayerV2 { Id = player.Id, Name = player.DisplayName ?? player.Username, Score = player.Score };
            if (ctx.Db.PlayerV2.Id.Find(player.Id) != null) ctx.Db.PlayerV2.Id.Update(row);
            else ctx.Db.PlayerV2.Insert(row);
        }
    }

    [Reducer]
    public static void MigrateV2UpsertAdding(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerV2.Id.Find(player.Id) is { } old) ctx.Db.PlayerV2.Id.Update(old with { Score = old.Score + player.Score });
            else ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.Username, Score = player.Score });
        }
    }

    [Reducer]
    public static void MigrateV2Drain(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id + 100, Name = player.Username, Score = player.Score });
        ctx.Db.Player.Clear();
    }

    [Reducer]
    public static void MigrateBatch(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter().Where(p => p.DisplayName is null).Take(1))
            ctx.Db.Player.Id.Update(player with { DisplayName = player.Username });
    }

    [Reducer]
    public static void UpgradeVersionPattern(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { Version: < 2 } version) return;
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = player.Score << 1 });
        ctx.Db.SchemaVersion.Id.Update(version with { Version = 2 });
    }

    [Reducer]
    public static void UpgradeVersionPatternWrongBound(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { Version: < 3 } version) return;
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = player.Score << 1 });
        ctx.Db.SchemaVersion.Id.Update(version with { Version = 2 });
    }
}
