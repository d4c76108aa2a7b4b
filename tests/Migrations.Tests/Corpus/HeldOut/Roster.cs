// Roster, over the tables of the open corpus: near misses in pairs and triples. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SpacetimeDB;

public enum CStep { MinorUnits, Levels, Gifts, Titles }

public delegate void CChange(ref Player player);

public readonly record struct CRename(string From, string To);

public static class CMarkers
{
    public const string Area = "held";
    public const string Welcome = Area + "/welcome";
    public static readonly string Season = Area + "/season";
    public static readonly string SeasonPoints = $"{Area}/season-points";

    public static bool Done(ReducerContext ctx, string name) => ctx.Db.MigrationStatus.Name.Find(name) is not null;

    public static bool Pending(ReducerContext ctx, string name) => !Done(ctx, name);

    public static void Complete(ReducerContext ctx, string name)
    {
        if (Done(ctx, name)) return;
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = name, CompletedAt = ctx.Timestamp });
    }

    public static bool TryBegin(ReducerContext ctx, string name)
    {
        if (Done(ctx, name)) return false;
        Complete(ctx, name);
        return true;
    }

    public static void Once(ReducerContext ctx, string name, Action body)
    {
        if (Done(ctx, name))
        {
            Log.Info($"{name} has already run");
            return;
        }
        body();
        Complete(ctx, name);
    }

    public static string NameOf(CStep step) => step switch
    {
        CStep.MinorUnits => "economy/minor-units",
        CStep.Levels => "levels/1",
        CStep.Gifts => "gift/1",
        _ => "misc/" + step,
    };
}

public static class CRunner
{
    public static void Run(ReducerContext ctx, CStep step, CChange change) => RunNamed(ctx, CMarkers.NameOf(step), change);

    static void RunNamed(ReducerContext ctx, string name, CChange change)
    {
        if (!CMarkers.Pending(ctx, name)) return;
        ForEach(ctx, change);
        CMarkers.Complete(ctx, name);
    }

    public static void ForEach(ReducerContext ctx, CChange change)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            change(ref player);
            ctx.Db.Player.Id.Update(player);
        }
    }
}

public static class CStats
{
    public static ulong Read(ReducerContext ctx, string key) => ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;

    public static void Write(ReducerContext ctx, string key, ulong value)
    {
        if (ctx.Db.GlobalStat.Key.Find(key) is { } stat)
            ctx.Db.GlobalStat.Key.Update(stat with { Value = value });
        else
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
    }

    public static void Add(ReducerContext ctx, string key, ulong amount) => Write(ctx, key, Read(ctx, key) + amount);
}

public static class CVersions
{
    public static uint Current(ReducerContext ctx, uint id) => ctx.Db.SchemaVersion.Id.Find(id)?.Version ?? 0;

    public static void Set(ReducerContext ctx, uint id, uint version)
    {
        var row = new SchemaVersion { Id = id, Version = version };
        if (ctx.Db.SchemaVersion.Id.Find(id) is null) ctx.Db.SchemaVersion.Insert(row);
        else ctx.Db.SchemaVersion.Id.Update(row);
    }
}

public static class CText
{
    public static string Collapse(string text)
    {
        while (text.Contains("--")) text = text.Replace("--", "-");
        return text;
    }

    public static string Slugify(string text)
    {
        var sb = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) sb.Append(char.ToLowerInvariant(c));
            else if (sb.Length > 0 && sb[^1] != '-') sb.Append('-');
        }
        return sb.ToString().TrimEnd('-');
    }

    public static bool TryClean(ref string text)
    {
        var clean = text.Trim();
        if (clean == text) return false;
        text = clean;
        return true;
    }
}

public static partial class CHeldMigrations
{
    // ---- markers ----

    // [idempotent] the helper checks the marker, runs the body and records the same name
    [Reducer]
    public static void MigrateSeasonScores(ReducerContext ctx)
    {
        CMarkers.Once(ctx, CMarkers.Season, () =>
        {
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + 25 });
            }
        });
    }

    // [not-idempotent] checks one constant and records another
    [Reducer]
    public static void MigrateSeasonPoints(ReducerContext ctx)
    {
        if (CMarkers.Done(ctx, CMarkers.SeasonPoints)) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score + 25 });
        }
        CMarkers.Complete(ctx, CMarkers.Season);
    }

    // [idempotent] the check records the marker itself before the body
    [Reducer]
    public static void UpgradeStarterLevel(ReducerContext ctx)
    {
        if (!CMarkers.TryBegin(ctx, nameof(UpgradeStarterLevel))) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.Level++;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] the marker name holds the number of markers, so it is new at every run
    [Reducer]
    public static void UpgradeStarterLevelNumbered(ReducerContext ctx)
    {
        if (!CMarkers.TryBegin(ctx, $"{nameof(UpgradeStarterLevel)}-{ctx.Db.MigrationStatus.Count}")) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.Level++;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] three helpers deep: the enum step becomes the marker name that is checked and recorded
    [Reducer]
    public static void ConvertToMinorUnits(ReducerContext ctx)
    {
        CRunner.Run(ctx, CStep.MinorUnits, (ref Player player) => player.Score *= 100);
    }

    // [not-idempotent] calls the inner helper, which checks no marker
    [Reducer]
    public static void ConvertToMinorUnitsDirect(ReducerContext ctx)
    {
        CRunner.ForEach(ctx, (ref Player player) => player.Score *= 100);
        CMarkers.Complete(ctx, CMarkers.NameOf(CStep.MinorUnits));
    }

    // [not-idempotent] checks the name of one step and records the name of another
    [Reducer]
    public static void MigrateLevelStep(ReducerContext ctx)
    {
        if (CMarkers.Done(ctx, CMarkers.NameOf(CStep.Levels))) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Level = row.Level + 2 });
        }
        CMarkers.Complete(ctx, CMarkers.NameOf(CStep.Titles));
    }

    // [idempotent] an interpolated name of constants equals the constant that is recorded
    [Reducer]
    public static void SeedWelcomeGifts(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Iter().Any(s => s.Name == $"{CMarkers.Area}/welcome")) return;
        foreach (var player in ctx.Db.Player.Iter())
        {
            ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Welcome Gift", Count = 1, Slug = "" });
        }
        CMarkers.Complete(ctx, CMarkers.Welcome);
    }

    // [not-idempotent] logs that it has run but does not return
    [Reducer]
    public static void SeedWelcomeGiftsLogged(ReducerContext ctx)
    {
        if (CMarkers.Done(ctx, CMarkers.Welcome)) Log.Warn("welcome gifts are already there");
        foreach (var player in ctx.Db.Player.Iter())
        {
            ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Welcome Gift", Count = 1, Slug = "" });
        }
        CMarkers.Complete(ctx, CMarkers.Welcome);
    }

    // [idempotent] the second run throws, and changes nothing
    [Reducer]
    public static void MigrateLevelsOrThrow(ReducerContext ctx)
    {
        const string name = "levels-or-throw";
        if (CMarkers.Done(ctx, name)) throw new InvalidOperationException($"{name} has already run");
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Level = Math.Max(row.Level, 1u) });
        }
        CMarkers.Complete(ctx, name);
    }

    // [not-idempotent] inserts the marker again with another time, which the primary key refuses; nobody looks for it first
    [Reducer]
    public static void BackfillLevelsMarked(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level == 0) ctx.Db.Player.Id.Update(row with { Level = 1 });
        }
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "levels-marked", CompletedAt = ctx.Timestamp });
    }

    // [not-idempotent] replaces the marker by one with the time of each run
    [Reducer]
    public static void BackfillLevelsRemarked(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level == 0) ctx.Db.Player.Id.Update(row with { Level = 1 });
        }
        ctx.Db.MigrationStatus.Name.Delete("levels-remarked");
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "levels-remarked", CompletedAt = ctx.Timestamp });
    }

    // [idempotent] the marker is inserted once, the rows need no marker
    [Reducer]
    public static void BackfillLevelsNoted(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level == 0) ctx.Db.Player.Id.Update(row with { Level = 1 });
        }
        if (!(from s in ctx.Db.MigrationStatus.Iter() where s.Name == "levels-noted" select s).Any())
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "levels-noted", CompletedAt = ctx.Timestamp });
    }

    // [not-idempotent] the marker is a lock that is taken away again at the end
    [Reducer]
    public static void MigrateGiftsLocked(ReducerContext ctx)
    {
        if (!CMarkers.TryBegin(ctx, "gift/lock"))
        {
            Log.Warn("another run is under way");
            return;
        }
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = item.Count + 1 });
        }
        ctx.Db.MigrationStatus.Name.Delete("gift/lock");
    }

    // [idempotent] FirstOrDefault of a struct: a name that is null means no marker
    [Reducer]
    public static void MigrateGiftCounts(ReducerContext ctx)
    {
        var done = ctx.Db.MigrationStatus.Iter().FirstOrDefault(s => s.Name == "gift/2");
        if (done.Name != null) return;
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = item.Count + 1 });
        }
        ctx.Db.MigrationStatus.Insert(done with { Name = "gift/2", CompletedAt = ctx.Timestamp });
    }

    // [not-idempotent] records the marker only when no row was skipped
    [Reducer]
    public static void MigrateRankedBonus(ReducerContext ctx)
    {
        if (CMarkers.Done(ctx, "ranked-bonus")) return;
        var skipped = 0;
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level == 0)
            {
                skipped++;
                continue;
            }
            ctx.Db.Player.Id.Update(row with { Score = row.Score + row.Level });
        }
        if (skipped == 0) CMarkers.Complete(ctx, "ranked-bonus");
    }

    // [idempotent] records the marker only when a row was changed; otherwise nothing was written
    [Reducer]
    public static void MigrateRankedBonusCounted(ReducerContext ctx)
    {
        if (CMarkers.Done(ctx, "ranked-bonus")) return;
        var changed = 0;
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level == 0) continue;
            ctx.Db.Player.Id.Update(row with { Score = row.Score + row.Level });
            changed++;
        }
        if (changed > 0) CMarkers.Complete(ctx, "ranked-bonus");
    }

    // ---- versions ----

    // [idempotent] a chain of steps, each moves the stored version on
    [Reducer]
    public static void UpgradeSchemaChain(ReducerContext ctx)
    {
        var version = ctx.Db.SchemaVersion.Id.Find(0) ?? ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 0 });
        if (version.Version < 1)
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Level = row.Level + 1 });
            version.Version = 1;
            ctx.Db.SchemaVersion.Id.Update(version);
        }
        if (version.Version < 2)
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Score = row.Score + 10 * row.Level });
            version.Version = 2;
            ctx.Db.SchemaVersion.Id.Update(version);
        }
    }

    // [not-idempotent] the last step sets the version in the local copy only
    [Reducer]
    public static void UpgradeSchemaChainLocal(ReducerContext ctx)
    {
        var version = ctx.Db.SchemaVersion.Id.Find(0) ?? ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 0 });
        if (version.Version < 1)
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Level = row.Level + 1 });
            version.Version = 1;
            ctx.Db.SchemaVersion.Id.Update(version);
        }
        if (version.Version < 2)
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Score = row.Score + 10 });
            version.Version = 2;
        }
        Log.Info($"schema is at version {version.Version}");
    }

    // [idempotent] returns at version 3 and sets version 3
    [Reducer]
    public static void UpgradeScoresToVersion3(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is { } s && s.Version >= 3) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score * 3 });
        }
        CVersions.Set(ctx, 0, 3);
    }

    // [not-idempotent] returns at version 3 but moves the version on by one only
    [Reducer]
    public static void UpgradeScoresByOneVersion(ReducerContext ctx)
    {
        var current = CVersions.Current(ctx, 0);
        if (current >= 3) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score * 3 });
        }
        CVersions.Set(ctx, 0, current + 1);
    }

    // [not-idempotent] off by one: version 2 is set, but only versions above 2 return
    [Reducer]
    public static void UpgradeItemsToVersion2(ReducerContext ctx)
    {
        if (CVersions.Current(ctx, 0) > 2) return;
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = item.Count * 2 });
        }
        CVersions.Set(ctx, 0, 2);
    }

    // [not-idempotent] without a version row nothing is recorded
    [Reducer]
    public static void UpgradeItemModule(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(7) is { } module)
        {
            if (module.Version >= 2) return;
            module.Version = 2;
            ctx.Db.SchemaVersion.Id.Update(module);
        }
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = item.Count + 5 });
        }
    }

    static void AddLevel(ReducerContext ctx) => CRunner.ForEach(ctx, (ref Player p) => p.Level += 1);
    static void AddScore(ReducerContext ctx) => CRunner.ForEach(ctx, (ref Player p) => p.Score += p.Level);
    static void NameAll(ReducerContext ctx) => CRunner.ForEach(ctx, (ref Player p) => p.DisplayName ??= p.Username);
    static readonly Action<ReducerContext>[] Steps = { AddLevel, AddScore, NameAll };

    // [idempotent] steps from an array, from the stored version up to the last one
    [Reducer]
    public static void UpgradeByStepTable(ReducerContext ctx)
    {
        var version = CVersions.Current(ctx, 1);
        while (version < Steps.Length)
        {
            Steps[version](ctx);
            version++;
        }
        CVersions.Set(ctx, 1, version);
    }

    // [not-idempotent] the version reached is not stored
    [Reducer]
    public static void UpgradeByStepTableForgetful(ReducerContext ctx)
    {
        for (var version = CVersions.Current(ctx, 1); version < Steps.Length; version++)
        {
            Steps[version](ctx);
            Log.Info($"step {version} done");
        }
    }

    // ---- guards on the row itself ----

    // [idempotent] the level serves as the version of the row
    [Reducer]
    public static void ConvertMinutesToSeconds(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level >= 2) continue;
            ctx.Db.Player.Id.Update(row with { Score = row.Score * 60, Level = 2 });
        }
    }

    // [not-idempotent] a row at level 0 comes to level 1 only and is converted again
    [Reducer]
    public static void ConvertMinutesToSecondsStepwise(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level >= 2) continue;
            ctx.Db.Player.Id.Update(row with { Score = row.Score * 60, Level = row.Level + 1 });
        }
    }

    static IEnumerable<Player> NotMigrated(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (!row.Migrated) yield return row;
        }
    }

    // [idempotent] an iterator over the rows without the flag; the flag is written with the change
    [Reducer]
    public static void MigrateFlaggedScores(ReducerContext ctx)
    {
        foreach (var row in NotMigrated(ctx))
        {
            var player = row;
            player.Score = player.Score * 2 + 1;
            player.Migrated = true;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] the flag is set after the row was written
    [Reducer]
    public static void MigrateFlaggedScoresLate(ReducerContext ctx)
    {
        foreach (var row in NotMigrated(ctx))
        {
            var player = row;
            player.Score = player.Score * 2 + 1;
            ctx.Db.Player.Id.Update(player);
            player.Migrated = true;
        }
    }

    // [not-idempotent] takes a batch of three rows at each run
    [Reducer]
    public static void MigrateFlaggedBatch(ReducerContext ctx)
    {
        foreach (var row in NotMigrated(ctx).OrderBy(p => p.Id).Take(3))
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score + 1, Migrated = true });
        }
    }

    // [idempotent] takes one row after the other until none is left
    [Reducer]
    public static void MigrateFlaggedUntilDone(ReducerContext ctx)
    {
        bool more;
        do
        {
            more = false;
            foreach (var row in NotMigrated(ctx).Take(1))
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + 1, Migrated = true });
                more = true;
            }
        } while (more);
    }

    // [not-idempotent] a small score leaves the level at zero, so the row gets its bonus again
    [Reducer]
    public static void BackfillLevelWithBonus(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().Where(p => p.Level == 0))
        {
            ctx.Db.Player.Id.Update(row with { Level = row.Score / 100, Score = row.Score + 10 });
        }
    }

    // [idempotent] the level comes from the score, which stays
    [Reducer]
    public static void BackfillLevelFromScore(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().Where(p => p.Level == 0))
        {
            var level = row.Score switch { >= 1000 => 3u, >= 100 => 2u, >= 10 => 1u, _ => 0u };
            ctx.Db.Player.Id.Update(row with { Level = level });
        }
    }

    // [idempotent] stamps only the rows whose name it changes
    [Reducer]
    public static void MigrateCleanNamesStamped(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (!CText.TryClean(ref player.Username)) continue;
            player.MigratedAt = ctx.Timestamp;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] stamps the rows without a display name, which stay without one
    [Reducer]
    public static void MigrateUnnamedStamped(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.DisplayName is not null) continue;
            var player = row;
            CText.TryClean(ref player.Username);
            player.MigratedAt = ctx.Timestamp;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] turns null into empty and empty into null
    [Reducer]
    public static void ConvertEmptyDisplayNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { DisplayName = row.DisplayName == "" ? null : row.DisplayName ?? "" });
        }
    }

    // ---- copying, moving, merging ----

    // [idempotent] copies with the larger score
    [Reducer]
    public static void PopulateV2WithBestScore(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerV2.Id.Find(player.Id) is { } there)
                ctx.Db.PlayerV2.Id.Update(there with { Score = Math.Max(there.Score, player.Score) });
            else
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.Username, Score = player.Score });
        }
    }

    // [not-idempotent] adds the score to a copy that is already there
    [Reducer]
    public static void PopulateV2WithSum(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.Username, Score = player.Score });
            }
            catch (UniqueConstraintViolationException)
            {
                var there = ctx.Db.PlayerV2.Id.Find(player.Id)!.Value;
                ctx.Db.PlayerV2.Id.Update(there with { Score = there.Score + player.Score });
            }
        }
    }

    // [idempotent] a row that is there already is left as it is
    [Reducer]
    public static void PopulateV2Swallowing(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.FullName, Score = player.Score });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Debug($"player {player.Id} is there already");
            }
        }
    }

    // [idempotent] clears the table and fills it with explicit keys
    [Reducer]
    public static void PopulateV2Afresh(ReducerContext ctx)
    {
        ctx.Db.PlayerV2.Clear();
        foreach (var player in ctx.Db.Player.Iter())
        {
            ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.Username, Score = player.Score });
        }
    }

    // [not-idempotent] clears the table and fills it with new auto-increment keys
    [Reducer]
    public static void PopulateArchiveAfresh(ReducerContext ctx)
    {
        ctx.Db.PlayerArchive.Clear();
        foreach (var player in ctx.Db.Player.Iter())
        {
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
        }
    }

    // [idempotent] skips the players that are in the archive
    [Reducer]
    public static void PopulateArchiveMissing(ReducerContext ctx)
    {
        var known = ctx.Db.PlayerArchive.Iter().Select(a => a.PlayerId).ToHashSet();
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (!known.Add(player.Id)) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
        }
    }

    // [not-idempotent] the set of known players starts empty at every run
    [Reducer]
    public static void PopulateArchiveDistinct(ReducerContext ctx)
    {
        var known = new HashSet<ulong>();
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (!known.Add(player.Id)) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
        }
    }

    // [not-idempotent] looks for the name as it is but stores it trimmed
    [Reducer]
    public static void PopulateArchiveByName(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerArchive.Iter().Any(a => a.Username == player.Username)) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username.Trim() });
        }
    }

    // [idempotent] the stacks of one owner and name become one stack
    [Reducer]
    public static void MigrateMergeStacks(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var stacks = group.OrderBy(i => i.Id).ToList();
            var keep = stacks[0];
            foreach (var other in stacks.Skip(1))
            {
                keep.Count += other.Count;
                ctx.Db.Item.Id.Delete(other.Id);
            }
            ctx.Db.Item.Id.Update(keep);
        }
    }

    // [not-idempotent] adds the sum of the group, in which the first stack is counted too
    [Reducer]
    public static void MigrateMergeStacksTotal(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var stacks = group.OrderBy(i => i.Id).ToList();
            var keep = stacks[0];
            keep.Count += (uint)stacks.Sum(i => (long)i.Count);
            foreach (var other in stacks.Skip(1)) ctx.Db.Item.Id.Delete(other.Id);
            ctx.Db.Item.Id.Update(keep);
        }
    }

    static Player NewPlayer(string username) => new Player { Username = username, FullName = "", FirstName = "", LastName = "" };

    // [idempotent] the new owner is made only while there are items without an owner
    [Reducer]
    public static void MigrateOrphanItems(ReducerContext ctx)
    {
        var orphans = ctx.Db.Item.Iter().Where(i => ctx.Db.Player.Id.Find(i.OwnerId) is null).ToList();
        if (orphans.Count == 0) return;
        var owner = ctx.Db.Player.Insert(NewPlayer("lost-and-found"));
        foreach (var item in orphans)
        {
            ctx.Db.Item.Id.Update(item with { OwnerId = owner.Id });
        }
    }

    // [not-idempotent] makes the new owner before it looks for items
    [Reducer]
    public static void MigrateOrphanItemsEagerly(ReducerContext ctx)
    {
        var owner = ctx.Db.Player.Insert(NewPlayer("lost-and-found"));
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (ctx.Db.Player.Id.Find(item.OwnerId) is null)
                ctx.Db.Item.Id.Update(item with { OwnerId = owner.Id });
        }
    }

    // [idempotent] what went into the vault is no longer with the player
    [Reducer]
    public static void MigrateScoresToVault(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            CStats.Add(ctx, "vault_total", row.Score);
            ctx.Db.Player.Id.Update(row with { Score = 0 });
        }
    }

    // ---- strings ----

    // [idempotent] trimmed and lower-cased twice is the same as once
    [Reducer]
    public static void ConvertUsernamesToLower(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var name = row.Username.Trim().ToLowerInvariant();
            if (name != row.Username) ctx.Db.Player.Id.Update(row with { Username = name });
        }
    }

    // [not-idempotent] one pass over doubled dashes leaves doubled dashes
    [Reducer]
    public static void ConvertDoubleDashes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.DisplayName is not { } name) continue;
            ctx.Db.Player.Id.Update(row with { DisplayName = name.Replace("--", "-") });
        }
    }

    // [idempotent] replaces until no doubled dash is left
    [Reducer]
    public static void ConvertAllDashes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.DisplayName is not { } name) continue;
            ctx.Db.Player.Id.Update(row with { DisplayName = CText.Collapse(name) });
        }
    }

    // [not-idempotent] doubles the quotes at every run
    [Reducer]
    public static void MigrateEscapeQuotes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().Where(p => p.FullName.Contains('\'')))
        {
            ctx.Db.Player.Id.Update(row with { FullName = row.FullName.Replace("'", "''") });
        }
    }

    // [not-idempotent] takes one prefix off, a name can have it twice
    [Reducer]
    public static void MigrateDropPrefix(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Username.StartsWith("u_"))
                ctx.Db.Player.Id.Update(row with { Username = row.Username.Substring(2) });
        }
    }

    // [idempotent] takes the prefix off as often as it is there
    [Reducer]
    public static void MigrateDropAllPrefixes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var name = row.Username;
        again:
            if (name.StartsWith("u_", StringComparison.Ordinal))
            {
                name = name[2..];
                goto again;
            }
            ctx.Db.Player.Id.Update(row with { Username = name });
        }
    }

    // [idempotent] the guard looks for the prefix that is added
    [Reducer]
    public static void BackfillSlugPrefix(ReducerContext ctx)
    {
        const string prefix = "item-";
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug.StartsWith(prefix, StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Slug = prefix + item.Slug });
        }
    }

    // [not-idempotent] the guard looks for the prefix in another case
    [Reducer]
    public static void BackfillSlugPrefixCased(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug.StartsWith("Item-", StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Slug = "Item-".ToLowerInvariant() + item.Slug });
        }
    }

    // [idempotent] pads to a fixed width
    [Reducer]
    public static void ConvertSlugsToSixDigits(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Slug = item.Slug.PadLeft(6, '0') });
        }
    }

    // [not-idempotent] a short slug gets one more zero at each run
    [Reducer]
    public static void ConvertSlugsToLeadingZero(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug.Length < 6) ctx.Db.Item.Id.Update(item with { Slug = "0" + item.Slug });
        }
    }

    // [idempotent] a shortened name is shortened to itself
    [Reducer]
    public static void MigrateShortenFullNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.FullName.Length <= 8) continue;
            ctx.Db.Player.Id.Update(row with { FullName = row.FullName[..8] + "..." });
        }
    }

    // [not-idempotent] takes one character off a long name at each run
    [Reducer]
    public static void MigrateShortenByOne(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.FullName.Length > 8)
                ctx.Db.Player.Id.Update(row with { FullName = row.FullName[..^1] });
        }
    }

    // [not-idempotent] puts the last word first again
    [Reducer]
    public static void ConvertToLastNameFirst(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var parts = row.FullName.Split(' ', 2);
            if (parts.Length < 2) continue;
            ctx.Db.Player.Id.Update(row with { FullName = $"{parts[1]}, {parts[0]}" });
        }
    }

    // [idempotent] a name with a comma has been turned round already
    [Reducer]
    public static void ConvertToLastNameFirstOnce(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.FullName.Contains(", ")) continue;
            var parts = row.FullName.Split(' ', 2);
            if (parts.Length < 2) continue;
            ctx.Db.Player.Id.Update(row with { FullName = $"{parts[1]}, {parts[0]}" });
        }
    }

    // [idempotent] the tag is added to a set of tags
    [Reducer]
    public static void BackfillLegacyTag(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var tags = item.Slug.Split(',', StringSplitOptions.RemoveEmptyEntries).Append("legacy").Distinct();
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(",", tags) });
        }
    }

    // [not-idempotent] the tag is added to a list of tags
    [Reducer]
    public static void BackfillImportTag(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var tags = item.Slug.Split(',', StringSplitOptions.RemoveEmptyEntries).ToList();
            tags.Add("import");
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(",", tags) });
        }
    }

    // [idempotent] without a comma the slug stays
    [Reducer]
    public static void MigrateSplitItemNames(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var at = item.Name.IndexOf(',');
            if (at < 0) continue;
            ctx.Db.Item.Id.Update(item with { Name = item.Name[..at], Slug = CText.Slugify(item.Name[(at + 1)..]) });
        }
    }

    // [not-idempotent] the second run finds no comma and empties the slug
    [Reducer]
    public static void MigrateSplitItemNamesAll(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var parts = item.Name.Split(',');
            ctx.Db.Item.Id.Update(item with { Name = parts[0], Slug = parts.Length > 1 ? parts[1].Trim() : "" });
        }
    }

    // [idempotent] only a name that is taken gets a number; afterwards all are different
    [Reducer]
    public static void MigrateUniqueUsernames(ReducerContext ctx)
    {
        var taken = new HashSet<string>();
        foreach (var row in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            var name = row.Username;
            for (var n = 2; !taken.Add(name); n++) name = $"{row.Username}#{n}";
            if (name != row.Username) ctx.Db.Player.Id.Update(row with { Username = name });
        }
    }

    // [not-idempotent] numbers all names, the first of each kind too
    [Reducer]
    public static void MigrateNumberedUsernames(ReducerContext ctx)
    {
        var counts = new Dictionary<string, int>();
        foreach (var row in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            counts.TryGetValue(row.Username, out var n);
            counts[row.Username] = ++n;
            ctx.Db.Player.Id.Update(row with { Username = $"{row.Username}#{n}" });
        }
    }

    static readonly CRename[] Renames = { new("Potion", "Flask"), new("Flask", "Vial"), new("Iron Sword", "Blade") };

    // [not-idempotent] one rename for each row: a potion becomes a flask, then a vial
    [Reducer]
    public static void MigrateRenameItems(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            foreach (var rename in Renames)
            {
                if (rename.From != item.Name) continue;
                ctx.Db.Item.Id.Update(item with { Name = rename.To });
                break;
            }
        }
    }

    // [idempotent] all renames in order: a potion becomes a vial at once
    [Reducer]
    public static void MigrateRenameItemsInOrder(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Item.Iter())
        {
            var item = row;
            foreach (var (oldName, newName) in Renames)
            {
                if (item.Name == oldName) item.Name = newName;
            }
            ctx.Db.Item.Id.Update(item);
        }
    }

    // ---- columns that depend on each other ----

    // [idempotent] the first assignment is read by the second
    [Reducer]
    public static void MigrateNamesDownward(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.LastName = player.FullName;
            player.FirstName = player.LastName;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] the first name gets the last name before that is overwritten
    [Reducer]
    public static void MigrateNamesUpward(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.FirstName = player.LastName;
            player.LastName = player.FullName;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] the initializer reads the old row for both columns
    [Reducer]
    public static void MigrateNamesAtOnce(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { LastName = row.FullName, FirstName = row.LastName });
        }
    }

    // ---- numbers ----

    // [idempotent] clamps to a fixed range
    [Reducer]
    public static void MigrateClampScores(ReducerContext ctx)
    {
        static uint Clamp(uint value, uint low, uint high) => value < low ? low : value > high ? high : value;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = Clamp(row.Score, 5, 1000), Level = Math.Min(row.Level, 60u) });
        }
    }

    // [not-idempotent] halves a large score once at each run
    [Reducer]
    public static void MigrateHalveLargeScores(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Score > 100) ctx.Db.Player.Id.Update(row with { Score = row.Score / 2 });
        }
    }

    // [idempotent] halves until the score is small
    [Reducer]
    public static void MigrateHalveUntilSmall(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            while (player.Score > 100) player.Score /= 2;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] rounds down to tens
    [Reducer]
    public static void ConvertScoresToTens(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score - row.Score % 10 });
        }
    }

    // [not-idempotent] goes to the next ten, from a full ten too
    [Reducer]
    public static void ConvertScoresToNextTen(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score + 10 - row.Score % 10 });
        }
    }

    const uint Packed = 0x8000_0000;

    // [idempotent] the flag bit is tested and set
    [Reducer]
    public static void ConvertLevelsToPacked(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if ((row.Level & Packed) != 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = (row.Level << 4) | Packed });
        }
    }

    // [not-idempotent] the flag bit is shifted out
    [Reducer]
    public static void ConvertLevelsToPackedShifted(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if ((row.Level & Packed) != 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = (row.Level | Packed) << 4 });
        }
    }

    // [not-idempotent] flips the lowest bit
    [Reducer]
    public static void ConvertLevelBit(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.IsPremium || row.Score > 0) ctx.Db.Player.Id.Update(row with { Level = row.Level ^ 1u });
        }
    }

    // [not-idempotent] the sum so far is written over the numbers that are summed
    [Reducer]
    public static void ConvertCountsToCumulative(ReducerContext ctx)
    {
        uint sum = 0;
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            sum = unchecked(sum + item.Count);
            ctx.Db.Item.Id.Update(item with { Count = sum });
        }
    }

    // [idempotent] the largest so far stays the largest so far
    [Reducer]
    public static void ConvertCountsToRunningMaximum(ReducerContext ctx)
    {
        uint best = 0;
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            best = Math.Max(best, item.Count);
            ctx.Db.Item.Id.Update(item with { Count = best });
        }
    }

    // [not-idempotent] adds one to each stack until it overflows
    [Reducer]
    public static void ConvertCountsFromZeroBased(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            try
            {
                ctx.Db.Item.Id.Update(item with { Count = checked(item.Count + 1) });
            }
            catch (OverflowException)
            {
                Log.Error($"item {item.Id} is full");
            }
        }
    }

    // ---- seeding ----

    static IEnumerable<(string Key, ulong Value)> DefaultStats()
    {
        yield return ("roster_size", 0);
        yield return ("vault_total", 100);
    }

    // [idempotent] seeds only the keys that are missing
    [Reducer]
    public static void SeedDefaultStats(ReducerContext ctx)
    {
        foreach (var (key, value) in DefaultStats())
        {
            if (ctx.Db.GlobalStat.Key.Find(key) is not null) continue;
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
        }
    }

    // [idempotent] the starter item is looked up by owner and name
    [Reducer]
    public static void SeedStarterTorch(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.Item.OwnerId.Filter(player.Id).Any(i => i.Name == "Torch")) continue;
            ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Torch", Count = 1, Slug = "torch" });
        }
    }

    // [not-idempotent] looks for another spelling than it inserts
    [Reducer]
    public static void SeedStarterTorchSpelled(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.Item.OwnerId.Filter(player.Id).Any(i => i.Name == "torch")) continue;
            ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Torch", Count = 1, Slug = "torch" });
        }
    }

    // [idempotent] fills an empty table only
    [Reducer]
    public static void SeedItemsWhenEmpty(ReducerContext ctx)
    {
        if (ctx.Db.Item.Count > 0) return;
        var names = new[] { "Rope", "Lantern", "Backpack" };
        for (var i = 0; i < names.Length; i++)
        {
            ctx.Db.Item.Insert(new Item { OwnerId = 0, Name = names[i], Count = (uint)(i + 1), Slug = "" });
        }
    }

    // [not-idempotent] guarded by a stat that it does not write
    [Reducer]
    public static void SeedItemsWithoutStat(ReducerContext ctx)
    {
        if (ctx.Db.GlobalStat.Key.Find("items_seeded") is not null) return;
        foreach (var name in new[] { "Rope", "Lantern", "Backpack" })
        {
            ctx.Db.Item.Insert(new Item { OwnerId = 0, Name = name, Count = 1, Slug = "" });
        }
    }

    // [idempotent] a fixed row with a fixed key
    [Reducer]
    public static void SeedSystemPlayer(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(NewPlayer("System") with { Id = 900, IsPremium = true });
    }

    // [not-idempotent] the fixed key with the time of the run: the second insert is refused, and the run fails
    [Reducer]
    public static void SeedSystemPlayerStamped(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(NewPlayer("System") with { Id = 900, MigratedAt = ctx.Timestamp });
    }

    // [not-idempotent] looks for the display name, which the new row does not have
    [Reducer]
    public static void SeedModerator(ReducerContext ctx)
    {
        var there = ctx.Db.Player.Iter().Any(p => p.DisplayName == "moderator");
        if (!there) ctx.Db.Player.Insert(NewPlayer("moderator"));
    }

    // ---- counters ----

    // [idempotent] sets the counters to zero before it counts
    [Reducer]
    public static void BackfillRosterSize(ReducerContext ctx)
    {
        CStats.Write(ctx, "roster_size", 0);
        foreach (var _ in ctx.Db.Player.Iter()) CStats.Add(ctx, "roster_size", 1);
    }

    // [not-idempotent] sets another key to zero than it counts in
    [Reducer]
    public static void BackfillRosterSizes(ReducerContext ctx)
    {
        CStats.Write(ctx, "roster_size", 0);
        foreach (var _ in ctx.Db.Player.Iter()) CStats.Add(ctx, "roster_sizes", 1);
    }

    // [not-idempotent] stores how many names this run changed, at the second run none
    [Reducer]
    public static void MigrateTrimAndReport(ReducerContext ctx)
    {
        ulong changed = 0;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (!CText.TryClean(ref player.FullName)) continue;
            ctx.Db.Player.Id.Update(player);
            changed++;
        }
        CStats.Write(ctx, "names_trimmed", changed);
    }

    // [idempotent] adds how many names this run changed, at the second run none
    [Reducer]
    public static void MigrateTrimAndCount(ReducerContext ctx)
    {
        ulong changed = 0;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (!CText.TryClean(ref player.FullName)) continue;
            ctx.Db.Player.Id.Update(player);
            changed++;
        }
        CStats.Add(ctx, "names_trimmed", changed);
    }

    // [idempotent] totals by owner from a dictionary, written afresh
    [Reducer]
    public static void PopulateOwnerTotals(ReducerContext ctx)
    {
        var totals = new SortedDictionary<ulong, ulong>();
        foreach (var item in ctx.Db.Item.Iter())
        {
            totals[item.OwnerId] = totals.GetValueOrDefault(item.OwnerId) + item.Count;
        }
        foreach (var pair in totals) CStats.Write(ctx, $"items_of_{pair.Key}", pair.Value);
    }

    // ---- deleting ----

    // [idempotent] keeps the three best
    [Reducer]
    public static void MigrateKeepBestThree(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Id).Skip(3))
        {
            ctx.Db.Player.Id.Delete(player.Id);
        }
    }

    // [not-idempotent] drops the lower half of what is left
    [Reducer]
    public static void MigrateDropLowerHalf(ReducerContext ctx)
    {
        var half = (int)(ctx.Db.Player.Count / 2);
        foreach (var player in ctx.Db.Player.Iter().OrderBy(p => p.Score).ThenBy(p => p.Id).Take(half))
        {
            ctx.Db.Player.Id.Delete(player.Id);
        }
    }

    // [idempotent] deletes and inserts each row with its own key
    [Reducer]
    public static void MigrateReinsertItems(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Delete(item);
            ctx.Db.Item.Insert(item with { Slug = CText.Slugify(item.Name) });
        }
    }

    // [not-idempotent] deletes and inserts each row with a new key
    [Reducer]
    public static void MigrateRekeyItems(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Delete(item.Id);
            ctx.Db.Item.Insert(new Item { OwnerId = item.OwnerId, Name = item.Name, Count = item.Count, Slug = CText.Slugify(item.Name) });
        }
    }

    // ---- context ----

    // [idempotent] a level from the random numbers is at least one, so it is drawn once
    [Reducer]
    public static void BackfillRandomLevel(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level != 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = 1 + (uint)ctx.Rng.Next(5) });
        }
    }

    // [not-idempotent] draws again for each row
    [Reducer]
    public static void BackfillRandomSlug(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Slug = $"{CText.Slugify(item.Name)}-{ctx.Rng.Next(1000, 10000)}" });
        }
    }

    // [idempotent] a fixed time for rows that are migrated
    [Reducer]
    public static void BackfillEpoch(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) ctx.Db.Player.Id.Update(row with { MigratedAt = new Timestamp(0) });
        }
    }
}

public static class RosterRows
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(P("alice", "Alice Smith", 3, 0, "Alice", "Smith"));
        ctx.Db.Player.Insert(P(" Bob ", "bob o'neil", 5, 1, disp: "", prem: true));
        ctx.Db.Player.Insert(P("", "", 0, disp: "  "));
        ctx.Db.Player.Insert(P("u_u_carol", "Carolina van der Berghe", 3, 7, "Zoe", "Adams", "Caz--of----x"));
        ctx.Db.Player.Insert(P("alice", "Ann Lee  ", 199, 3, "Ann", "", mig: true, at: 7));
        ctx.Db.Player.Insert(P("alice#5", "12345678", 1300, 0, at: 5_000_000));
        ctx.Db.Player.Insert(P("Admin", "Root Admin", 300, 2, prem: true, disp: "boss"));
        ctx.Db.Player.Insert(P("dave7", "Dave", uint.MaxValue, 0x8000_0001));
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 1, Name = "alice", Score = 5 });
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 600, Name = "x", Score = 0 });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 2, Username = "bob" });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 77, Username = "gone" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Iron Sword", Count = 1, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 4, Slug = "a-b" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 0, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 77, Name = "sword", Count = 2, Slug = "b,a" });
        ctx.Db.Item.Insert(new Item { OwnerId = 3, Name = "Lantern, brass", Count = 1, Slug = "" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 2 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "legacy-import", CompletedAt = new Timestamp(5) });
    }

    private static Player P(
        string user, string full, uint score, uint level = 0, string first = "", string last = "", string? disp = null, bool prem = false, bool mig = false, long? at = null) =>
        new()
        {
            Username = user, FullName = full, Score = score, Level = level, FirstName = first, LastName = last, DisplayName = disp,
            IsPremium = prem, Migrated = mig, MigratedAt = at is { } t ? new Timestamp(t) : null,
        };
}
