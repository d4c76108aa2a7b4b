// A ladder, over the tables of the open corpus: each idea stands here twice, right and with one small mistake. Each reducer is labelled by running it twice.
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System;
using SpacetimeDB;

public static class LadderKeys
{
    public const string ScoreBoost = "score_boost";
    public const string LevelLock = "level_lock";
}

public static partial class Ladder
{
    const int ScoreEpoch = 2;

    static void RunOnce(ReducerContext ctx, string key, Action step)
    {
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null) return;
        step();
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
    }

    // run-once helper, the key is built from constants only
    [Reducer]
    public static void MigrateDoubleScores(ReducerContext ctx)
    {
        RunOnce(ctx, $"{nameof(MigrateDoubleScores)}:v{ScoreEpoch}", () =>
        {
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score * 2 });
            }
        });
    }

    // the key holds the number of markers, so that each run has a new key
    [Reducer]
    public static void MigrateTripleScores(ReducerContext ctx)
    {
        RunOnce(ctx, $"{nameof(MigrateTripleScores)}:v{ctx.Db.MigrationStatus.Count}", () =>
        {
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score * 3 });
            }
        });
    }

    static bool TryClaim(ReducerContext ctx, string key, out MigrationStatus claim)
    {
        claim = new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp };
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null) return false;
        ctx.Db.MigrationStatus.Insert(claim);
        return true;
    }

    static bool TryPrepare(ReducerContext ctx, string key, out MigrationStatus claim)
    {
        claim = new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp };
        return !ctx.Db.MigrationStatus.Iter().Any(m => m.Name == key);
    }

    // the helper both checks and records, the marker comes back through an out parameter
    [Reducer]
    public static void ConvertScoresToHalf(ReducerContext ctx)
    {
        if (!TryClaim(ctx, "halve_scores", out var claim)) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score / 2 });
        }
        Log.Info($"{claim.Name} done");
    }

    // the marker is recorded only when there was nothing to change
    [Reducer]
    public static void ConvertScoresFromZeroBased(ReducerContext ctx)
    {
        if (!TryPrepare(ctx, "one_based_scores", out var claim)) return;
        var touched = 0;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score + 1 });
            touched++;
        }
        if (touched == 0)
        {
            ctx.Db.MigrationStatus.Insert(claim);
        }
    }

    // the marker is recorded in the finally block
    [Reducer]
    public static void MigrateScoreBoost(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Iter().Any(m => m.Name == LadderKeys.ScoreBoost)) return;
        try
        {
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + 25 });
            }
        }
        finally
        {
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = LadderKeys.ScoreBoost, CompletedAt = ctx.Timestamp });
        }
    }

    // the marker serves as a lock and is removed at the end
    [Reducer]
    public static void MigrateLevelBoost(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Iter().Any(m => m.Name == LadderKeys.LevelLock)) return;
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = LadderKeys.LevelLock, CompletedAt = ctx.Timestamp });
        try
        {
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Level = row.Level + 1 });
            }
        }
        finally
        {
            ctx.Db.MigrationStatus.Name.Delete(LadderKeys.LevelLock);
        }
    }

    // steps by version number, the row that is stored carries the last version
    [Reducer]
    public static void UpgradeSchemaToFour(ReducerContext ctx)
    {
        var schema = ctx.Db.SchemaVersion.Id.Find(0) ?? throw new Exception("no schema version");
        while (schema.Version < 4)
        {
            switch (schema.Version)
            {
                case 0:
                case 1:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score * 10 });
                    break;
                case 2:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Level = p.Level + 1 });
                    break;
                case 3:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { DisplayName = p.DisplayName ?? p.Username });
                    break;
            }
            schema.Version++;
        }
        ctx.Db.SchemaVersion.Id.Update(schema);
    }

    // counts up a local number, the row is stored with its old version
    [Reducer]
    public static void UpgradeSchemaToThree(ReducerContext ctx)
    {
        var schema = ctx.Db.SchemaVersion.Iter().First();
        var version = schema.Version;
        while (version < 3)
        {
            switch (version)
            {
                case 0:
                case 1:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score * 10 });
                    break;
                case 2:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Level = p.Level + 1 });
                    break;
            }
            version++;
        }
        ctx.Db.SchemaVersion.Id.Update(schema);
    }

    // two steps, each under its own marker
    [Reducer]
    public static void FixUsernamesInTwoSteps(ReducerContext ctx)
    {
        bool Done(string step) => ctx.Db.MigrationStatus.Name.Find($"usernames.{step}") is not null;
        void Record(string step)
        {
            if (Done(step)) return;
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = $"usernames.{step}", CompletedAt = ctx.Timestamp });
        }

        if (!Done("trim"))
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username.Trim() });
            Record("trim");
        }
        if (!Done("tag"))
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username + "#" + row.Id });
            Record("tag");
        }
    }

    // the second step is recorded under the name of the first
    [Reducer]
    public static void FixHandlesInTwoSteps(ReducerContext ctx)
    {
        bool Done(string step) => ctx.Db.MigrationStatus.Name.Find($"handles.{step}") is not null;
        void Record(string step)
        {
            if (Done(step)) return;
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = $"handles.{step}", CompletedAt = ctx.Timestamp });
        }

        if (!Done("trim"))
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username.Trim() });
            Record("trim");
        }
        if (!Done("tag"))
        {
            foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username + "#" + row.Id });
            Record("trim");
        }
    }

    // a default row means that the marker is absent
    [Reducer]
    public static void MigrateExperienceCurve(ReducerContext ctx)
    {
        var found = ctx.Db.MigrationStatus.Iter().FirstOrDefault(m => m.Name == "xp_curve");
        if (found.Name is not null) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score * row.Score + 1 });
        }
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "xp_curve", CompletedAt = ctx.Timestamp });
    }

    // an earlier marker is not accepted: the time comparison is the wrong way round
    [Reducer]
    public static void MigrateRewardCurve(ReducerContext ctx)
    {
        var now = ctx.Timestamp;
        var found = ctx.Db.MigrationStatus.Iter()
            .FirstOrDefault(m => m.Name == "reward_curve" && m.CompletedAt.MicrosecondsSinceUnixEpoch > now.MicrosecondsSinceUnixEpoch);
        if (found.Name is not null) return;
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Score = row.Score * row.Score + 1 });
        }
        if (ctx.Db.MigrationStatus.Name.Find("reward_curve") is null)
        {
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "reward_curve", CompletedAt = now });
        }
    }

    static int ChangeWhere(ReducerContext ctx, Func<Player, bool> pending, Func<Player, Player> change)
    {
        var changed = 0;
        foreach (var row in ctx.Db.Player.Iter().Where(pending))
        {
            ctx.Db.Player.Id.Update(change(row));
            changed++;
        }
        return changed;
    }

    // the change sets the flag that the filter asks for
    [Reducer]
    public static void MigratePendingScores(ReducerContext ctx)
    {
        var n = ChangeWhere(ctx,
            p => !p.Migrated,
            p => p with { Score = p.Score + 50, Migrated = true });
        Log.Info($"{n} players changed");
    }

    // the filter asks for the flag, the change sets another column
    [Reducer]
    public static void MigratePendingLevels(ReducerContext ctx)
    {
        var n = ChangeWhere(ctx,
            p => !p.Migrated,
            p => p with { Level = p.Level + 2, MigratedAt = ctx.Timestamp });
        Log.Info($"{n} players changed");
    }

    // the flag is set before the row is stored
    [Reducer]
    public static void MigrateWelcomeGift(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) continue;
            var player = row;
            player.Score += 15;
            player.Migrated = true;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // the flag is set on the local copy after the row was stored
    [Reducer]
    public static void MigrateFarewellGift(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) continue;
            var player = row;
            player.Score += 15;
            ctx.Db.Player.Id.Update(player);
            player.Migrated = true;
        }
    }

    // what was raised is beyond the limit that the check asks for
    [Reducer]
    public static void MigrateRatingOffset(ReducerContext ctx)
    {
        const uint floor = 1000;
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Score < floor)
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + floor });
            }
        }
    }

    // what was raised can still be under the limit
    [Reducer]
    public static void MigrateEloOffset(ReducerContext ctx)
    {
        const uint floor = 1000;
        const uint offset = 100;
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Score < floor)
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + offset });
            }
        }
    }

    // rounds up to a multiple of ten, and a multiple stays
    [Reducer]
    public static void ConvertScoresToTens(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var rounded = (row.Score + 9) / 10 * 10;
            if (rounded != row.Score) ctx.Db.Player.Id.Update(row with { Score = rounded });
        }
    }

    // a multiple of twenty goes on to the next one
    [Reducer]
    public static void ConvertScoresToTwenties(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var rounded = (row.Score + 20) / 20 * 20;
            if (rounded != row.Score) ctx.Db.Player.Id.Update(row with { Score = rounded });
        }
    }

    // carries full pairs over, and the rest has no full pair left
    [Reducer]
    public static void ConvertPointsToLevels(ReducerContext ctx)
    {
        const uint pointsPerLevel = 2;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.Level += player.Score / pointsPerLevel;
            player.Score %= pointsPerLevel;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // carries over without taking the points away
    [Reducer]
    public static void ConvertPointsToRanks(ReducerContext ctx)
    {
        const uint pointsPerLevel = 2;
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            var rest = player.Score % pointsPerLevel;
            player.Level += (player.Score - rest) / pointsPerLevel;
            ctx.Db.Player.Id.Update(player);
        }
    }

    const uint WideBit = 0x100;

    // shifts, then sets the bit that tells that the row was shifted
    [Reducer]
    public static void UpgradeLevelBits(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if ((row.Level & WideBit) != 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = (row.Level << 1) | WideBit });
        }
    }

    // the bit is shifted away together with the level
    [Reducer]
    public static void UpgradeRankBits(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if ((row.Level & WideBit) != 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = (row.Level | WideBit) << 1 });
        }
    }

    // what replaces the blank has no blank in it
    [Reducer]
    public static void ConvertUsernamesForUrls(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var encoded = row.Username.Replace(" ", "%20").Replace("/", "%2F");
            ctx.Db.Player.Id.Update(row with { Username = encoded });
        }
    }

    // the percent sign of an encoded blank is encoded again
    [Reducer]
    public static void ConvertUsernamesForLinks(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var encoded = row.Username.Replace("%", "%25").Replace(" ", "%20").Replace("/", "%2F");
            ctx.Db.Player.Id.Update(row with { Username = encoded });
        }
    }

    // the check ignores case, so it knows the prefix that is written
    [Reducer]
    public static void MigratePlayerPrefix(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (!row.Username.StartsWith("player:", StringComparison.OrdinalIgnoreCase))
            {
                ctx.Db.Player.Id.Update(row with { Username = "Player:" + row.Username });
            }
        }
    }

    // the check looks for a lower-case prefix, but another one is written
    [Reducer]
    public static void MigrateMemberPrefix(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (!row.Username.StartsWith("member:", StringComparison.Ordinal))
            {
                ctx.Db.Player.Id.Update(row with { Username = "Member:" + row.Username });
            }
        }
    }

    static string SlugOf(string name)
    {
        var sb = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) sb.Append(char.ToLowerInvariant(c));
            else if (sb.Length > 0 && sb[^1] != '-') sb.Append('-');
        }
        var slug = sb.ToString().TrimEnd('-');
        return slug.Length == 0 ? "item" : slug;
    }

    // collisions are found among the slugs of this run only
    [Reducer]
    public static void BackfillItemSlugs(ReducerContext ctx)
    {
        var seen = new HashSet<string>();
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var slug = SlugOf(item.Name);
            if (!seen.Add(slug)) slug = $"{slug}-{item.Id}";
            ctx.Db.Item.Id.Update(item with { Slug = slug });
        }
    }

    // at the second run each item collides with its own slug
    [Reducer]
    public static void PopulateItemSlugs(ReducerContext ctx)
    {
        var seen = ctx.Db.Item.Iter().Select(i => i.Slug).ToHashSet();
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var slug = SlugOf(item.Name);
            if (!seen.Add(slug)) slug = $"{slug}-{item.Id}";
            ctx.Db.Item.Id.Update(item with { Slug = slug });
        }
    }

    // the sorted form goes to a column that is not read
    [Reducer]
    public static void PopulateSortNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var cut = row.FullName.LastIndexOf(' ');
            if (cut < 0) continue;
            var (first, last) = (row.FullName[..cut], row.FullName[(cut + 1)..]);
            ctx.Db.Player.Id.Update(row with { FirstName = first, LastName = last, DisplayName = $"{last}, {first}" });
        }
    }

    // the sorted form overwrites the name that is split
    [Reducer]
    public static void ConvertToSortNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var name = row.FullName.Length > 0 ? row.FullName : row.Username + " unknown";
            var cut = name.LastIndexOf(' ');
            if (cut < 0) continue;
            var (first, last) = (name[..cut], name[(cut + 1)..]);
            ctx.Db.Player.Id.Update(row with { FirstName = first, LastName = last, FullName = $"{last}, {first}" });
        }
    }

    // upper case at the start of each word, lower case elsewhere
    [Reducer]
    public static void FixUsernameCase(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var chars = row.Username.ToCharArray();
            for (var i = 0; i < chars.Length; i++)
            {
                var start = i == 0 || chars[i - 1] == ' ';
                chars[i] = start ? char.ToUpperInvariant(chars[i]) : char.ToLowerInvariant(chars[i]);
            }
            ctx.Db.Player.Id.Update(row with { Username = new string(chars) });
        }
    }

    // raises the first lower-case letter, which is another one at the next run
    [Reducer]
    public static void FixUsernameCapital(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var chars = row.Username.ToCharArray();
            for (var i = 0; i < chars.Length; i++)
            {
                if (!char.IsLower(chars[i])) continue;
                chars[i] = char.ToUpperInvariant(chars[i]);
                break;
            }
            ctx.Db.Player.Id.Update(row with { Username = new string(chars) });
        }
    }

    // the row is made first and then counted, itself included
    [Reducer]
    public static void BackfillStatCount(ReducerContext ctx)
    {
        const string key = "stat_rows";
        var stat = ctx.Db.GlobalStat.Key.Find(key) ?? ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key });
        stat.Value = ctx.Db.GlobalStat.Count;
        ctx.Db.GlobalStat.Key.Update(stat);
    }

    // counted before its own row is there, at the second run with it
    [Reducer]
    public static void PopulateStatCount(ReducerContext ctx)
    {
        const string key = "stat_lines";
        var count = ctx.Db.GlobalStat.Count;
        var stat = ctx.Db.GlobalStat.Key.Find(key) ?? ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key });
        stat.Value = count;
        ctx.Db.GlobalStat.Key.Update(stat);
    }

    static void PutStat(ReducerContext ctx, string key, ulong value)
    {
        var stat = new GlobalStat { Key = key, Value = value };
        if (ctx.Db.GlobalStat.Key.Find(key) is null) ctx.Db.GlobalStat.Insert(stat);
        else ctx.Db.GlobalStat.Key.Update(stat);
    }

    // the totals start empty at each run
    [Reducer]
    public static void BackfillLevelHistogram(ReducerContext ctx)
    {
        var totals = new Dictionary<string, ulong>();
        foreach (var player in ctx.Db.Player.Iter())
        {
            var key = $"level_{player.Level}";
            totals[key] = totals.GetValueOrDefault(key) + 1;
        }
        foreach (var (key, value) in totals) PutStat(ctx, key, value);
    }

    // the totals start from what the last run stored
    [Reducer]
    public static void BackfillTierHistogram(ReducerContext ctx)
    {
        var totals = ctx.Db.GlobalStat.Iter().ToDictionary(s => s.Key, s => s.Value);
        foreach (var player in ctx.Db.Player.Iter())
        {
            var key = $"tier_{player.Level}";
            totals[key] = totals.GetValueOrDefault(key) + 1;
        }
        foreach (var (key, value) in totals) PutStat(ctx, key, value);
    }

    // looks for the name in the form in which it is stored
    [Reducer]
    public static void MigrateNameHistory(ReducerContext ctx)
    {
        var known = ctx.Db.PlayerArchive.Iter().Select(a => (a.PlayerId, a.Username)).ToHashSet();
        foreach (var player in ctx.Db.Player.Iter())
        {
            var name = player.Username.Trim();
            if (known.Contains((player.Id, name))) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = name });
        }
    }

    // looks for the raw name but stores the trimmed one
    [Reducer]
    public static void MigrateHandleHistory(ReducerContext ctx)
    {
        var known = ctx.Db.PlayerArchive.Iter().Select(a => (a.PlayerId, a.Username)).ToHashSet();
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (known.Contains((player.Id, player.Username))) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username.Trim() });
        }
    }

    // merges stacks into the first one; a stack alone keeps its count
    [Reducer]
    public static void FixSplitStacks(ReducerContext ctx)
    {
        foreach (var stacks in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var keep = stacks.OrderBy(i => i.Id).First();
            var count = stacks.Aggregate(0u, (sum, i) => sum + i.Count);
            foreach (var other in stacks)
            {
                if (other.Id != keep.Id) ctx.Db.Item.Id.Delete(other.Id);
            }
            ctx.Db.Item.Id.Update(keep with { Count = count });
        }
    }

    // the first stack is counted twice, also when it is alone
    [Reducer]
    public static void FixScatteredStacks(ReducerContext ctx)
    {
        foreach (var stacks in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var keep = stacks.OrderBy(i => i.Id).First();
            var count = stacks.Aggregate(keep.Count, (sum, i) => sum + i.Count);
            foreach (var other in stacks)
            {
                if (other.Id != keep.Id) ctx.Db.Item.Id.Delete(other.Id);
            }
            ctx.Db.Item.Id.Update(keep with { Count = count });
        }
    }

    // the rank goes to a column that the order does not use
    [Reducer]
    public static void PopulateLeaderboardRank(ReducerContext ctx)
    {
        uint rank = 1;
        foreach (var row in ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Id))
        {
            ctx.Db.Player.Id.Update(row with { Level = rank++ });
        }
    }

    // the rank replaces the score by which the rows are ordered, and turns the order round
    [Reducer]
    public static void ConvertScoreToRank(ReducerContext ctx)
    {
        uint rank = 1;
        foreach (var row in ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Id))
        {
            ctx.Db.Player.Id.Update(row with { Score = rank++ });
        }
    }

    // the distance to the next better player, from scores that stay
    [Reducer]
    public static void BackfillDistanceToNext(ReducerContext ctx)
    {
        var ladder = ctx.Db.Player.Iter().OrderBy(p => p.Score).ThenBy(p => p.Id).ToList();
        foreach (var (player, better) in ladder.Zip(ladder.Skip(1)))
        {
            ctx.Db.Player.Id.Update(player with { Level = better.Score - player.Score });
        }
    }

    // the distance overwrites the score from which it is made
    [Reducer]
    public static void ConvertScoreToDistance(ReducerContext ctx)
    {
        var ladder = ctx.Db.Player.Iter().OrderBy(p => p.Score).ThenBy(p => p.Id).ToList();
        foreach (var (player, better) in ladder.Zip(ladder.Skip(1)))
        {
            ctx.Db.Player.Id.Update(player with { Score = better.Score - player.Score });
        }
    }

    // a die is thrown only for level zero, and never gives zero
    [Reducer]
    public static void SeedStartingLevels(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level > 0) continue;
            ctx.Db.Player.Id.Update(row with { Level = (uint)ctx.Rng.Next(1, 7) });
        }
    }

    // what the die gives is still within the condition
    [Reducer]
    public static void SeedExtraLevels(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Level > 6) continue;
            ctx.Db.Player.Id.Update(row with { Level = row.Level + (uint)ctx.Rng.Next(1, 7) });
        }
    }

    // explicit ids: the second run meets equal rows, a taken id is skipped
    [Reducer]
    public static void BackfillArchiveById(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerArchive.Insert(new PlayerArchive { Id = player.Id, PlayerId = player.Id, Username = player.Username });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Warn($"player {player.Id} is archived already");
            }
        }
    }

    // the id is filled automatically, so that nothing is ever refused
    [Reducer]
    public static void BackfillArchiveByPlayer(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Warn($"player {player.Id} is archived already");
            }
        }
    }

    // a marker with another time is refused, which ends the second run
    [Reducer]
    public static void MigrateSeasonReset(ReducerContext ctx)
    {
        try
        {
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "season_reset", CompletedAt = ctx.Timestamp });
        }
        catch (UniqueConstraintViolationException)
        {
            return;
        }
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Level = row.Level + row.Score, Score = 100 });
        }
    }

    // the marker is the same row at each run, and an equal row is not refused
    [Reducer]
    public static void MigrateSeasonStart(ReducerContext ctx)
    {
        try
        {
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "season_start", CompletedAt = default });
        }
        catch (UniqueConstraintViolationException)
        {
            return;
        }
        foreach (var row in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(row with { Level = row.Level + row.Score, Score = 100 });
        }
    }

    // batches up to the end, the cursor is stored after the last one
    [Reducer]
    public static void MigrateScoresInBatches(ReducerContext ctx)
    {
        const string key = "score_cursor";
        var cursor = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;
        while (true)
        {
            var batch = ctx.Db.Player.Iter().Where(p => p.Id > cursor).OrderBy(p => p.Id).Take(2).ToList();
            if (batch.Count == 0) break;
            foreach (var row in batch)
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score + 3 });
            }
            cursor = batch[^1].Id;
        }
        PutStat(ctx, key, cursor);
    }

    // one batch for each run, the second run goes on with the next rows
    [Reducer]
    public static void MigrateLevelsInBatches(ReducerContext ctx)
    {
        const string key = "level_cursor";
        var cursor = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;
        var batch = ctx.Db.Player.Iter().Where(p => p.Id > cursor).OrderBy(p => p.Id).Take(2).ToList();
        if (batch.Count == 0) return;
        foreach (var row in batch)
        {
            ctx.Db.Player.Id.Update(row with { Level = row.Level + 3 });
        }
        cursor = batch[^1].Id;
        PutStat(ctx, key, cursor);
    }

    // takes the bonus of the last run off again: Level tells how much that was
    [Reducer]
    public static void FixItemBonus(ReducerContext ctx)
    {
        var items = ctx.Db.Item.Iter().ToLookup(i => i.OwnerId);
        foreach (var row in ctx.Db.Player.Iter())
        {
            var bonus = 10 + 5 * (uint)items[row.Id].Count();
            ctx.Db.Player.Id.Update(row with { Score = row.Score - row.Level + bonus, Level = bonus });
        }
    }

    // takes the last bonus off, but does not note the new one
    [Reducer]
    public static void FixStackBonus(ReducerContext ctx)
    {
        var items = ctx.Db.Item.Iter().ToLookup(i => i.OwnerId);
        foreach (var row in ctx.Db.Player.Iter())
        {
            var bonus = 10 + 5 * (uint)items[row.Id].Count();
            ctx.Db.Player.Id.Update(row with { Score = row.Score - row.Level + bonus, DisplayName = row.DisplayName ?? $"+{bonus}" });
        }
    }

    enum Phase { Check, Work, Record, Done }

    // check, work, record: each phase leads to the next
    [Reducer]
    public static void UpgradeByPhases(ReducerContext ctx)
    {
        var phase = Phase.Check;
        while (phase != Phase.Done)
        {
            switch (phase)
            {
                case Phase.Check:
                    phase = ctx.Db.MigrationStatus.Name.Find("phases") is null ? Phase.Work : Phase.Done;
                    break;
                case Phase.Work:
                    foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username + "." });
                    phase = Phase.Record;
                    break;
                case Phase.Record:
                    ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "phases", CompletedAt = ctx.Timestamp });
                    phase = Phase.Done;
                    break;
            }
        }
    }

    // the work leads to the end, the phase that records is never reached
    [Reducer]
    public static void UpgradeByStages(ReducerContext ctx)
    {
        var phase = Phase.Check;
        while (phase != Phase.Done)
        {
            switch (phase)
            {
                case Phase.Check:
                    phase = ctx.Db.MigrationStatus.Name.Find("stages") is null ? Phase.Work : Phase.Done;
                    break;
                case Phase.Work:
                    foreach (var row in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(row with { Username = row.Username + "." });
                    phase = Phase.Done;
                    break;
                case Phase.Record:
                    ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "stages", CompletedAt = ctx.Timestamp });
                    phase = Phase.Done;
                    break;
            }
        }
    }

    // a marker for each step of the loop, recorded within the step
    [Reducer]
    public static void UpgradeStepByStep(ReducerContext ctx)
    {
        for (var step = 1u; step <= 3; step++)
        {
            var key = $"step_{step}";
            if (ctx.Db.MigrationStatus.Name.Find(key) is not null) continue;
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score * 2 + step });
            }
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
        }
    }

    // recorded after the loop, when the counter has gone past the last step
    [Reducer]
    public static void UpgradeRungByRung(ReducerContext ctx)
    {
        var rung = 1u;
        for (; rung <= 3; rung++)
        {
            if (ctx.Db.MigrationStatus.Name.Find($"rung_{rung}") is not null) continue;
            foreach (var row in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(row with { Score = row.Score * 2 + rung });
            }
        }
        if (ctx.Db.MigrationStatus.Name.Find($"rung_{rung}") is null)
        {
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = $"rung_{rung}", CompletedAt = ctx.Timestamp });
        }
    }
}
