// Heroes, over the tables of the open corpus: items, archives, totals and markers, migrated as a back end grows. Each reducer is labelled by running it twice.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Text;
using System;
using SpacetimeDB;

public static class HeroExtensions
{
    public static bool RunOnce(this ReducerContext ctx, string key, Action body)
    {
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null) return false;
        body();
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
        return true;
    }

    public static void SetStat(this ReducerContext ctx, string key, ulong value)
    {
        if (ctx.Db.GlobalStat.Key.Find(key) is { } stat)
            ctx.Db.GlobalStat.Key.Update(stat with { Value = value });
        else
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
    }

    public static void AddStat(this ReducerContext ctx, string key, ulong by)
    {
        var current = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0UL;
        ctx.SetStat(key, current + by);
    }

    public static void Stamp(this ReducerContext ctx, string key)
    {
        ctx.Db.MigrationStatus.Name.Delete(key);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
    }

    public static string ToSlug(this string text)
    {
        var sb = new StringBuilder();
        foreach (var c in text.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c)) sb.Append(c);
            else if (sb.Length > 0 && sb[^1] != '-') sb.Append('-');
        }
        return sb.ToString().TrimEnd('-');
    }
}

public static partial class Heroes
{
    static readonly uint[] Thresholds = { 0, 2, 5, 10, 25, 100, 400 };
    static readonly string[] DefaultWares = { "Torch", "Rope", "Lantern", "Bedroll" };

    static readonly Dictionary<uint, uint> OldToNewTier = new()
    {
        [0] = 10,
        [1] = 20,
        [2] = 30,
        [3] = 40,
    };

    static readonly Dictionary<uint, uint> ShiftedTier = new()
    {
        [0] = 1,
        [1] = 2,
        [2] = 3,
        [3] = 4,
        [4] = 5,
    };

    [Flags]
    enum PlayerFlags : uint { None = 0, Premium = 1, Named = 2, Veteran = 4, Imported = 8 }

    enum Rank : uint { Bronze, Silver, Gold, Platinum }

    static class Steps
    {
        public const string Prefix = "held/";
        public const string Tutorial = Prefix + "tutorial-reward";
        public const string Season = Prefix + "season-reset";
    }

    sealed class NameRegistry
    {
        readonly HashSet<string> taken = new();
        public NameRegistry() { }
        public NameRegistry(IEnumerable<string> initial) { foreach (var s in initial) taken.Add(s); }
        public string Claim(string wanted)
        {
            var candidate = wanted;
            for (var n = 2; !taken.Add(candidate); n++) candidate = $"{wanted}-{n}";
            return candidate;
        }
    }

    static uint LevelFor(uint score)
    {
        var level = 0;
        for (var i = 0; i < Thresholds.Length && score >= Thresholds[i]; i++) level = i;
        return (uint)level;
    }

    // the marker is looked up and written by local functions over the same constant
    [Reducer]
    public static void MigrateDoubleScores(ReducerContext ctx)
    {
        const string step = "2024_11_double_scores";
        if (Done()) return;

        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = p.Score * 2 });
        Record();

        bool Done() => ctx.Db.MigrationStatus.Iter().Any(m => m.Name == step);
        void Record() => ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = step, CompletedAt = ctx.Timestamp });
    }

    // the key is looked up in lower case but recorded in its original case
    [Reducer]
    public static void MigrateTripleScores(ReducerContext ctx)
    {
        var step = $"Scores/{nameof(MigrateTripleScores)}";
        var key = step.ToLowerInvariant();
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null)
        {
            Log.Info($"{key} already applied");
            return;
        }

        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = p.Score * 3 });

        ctx.Stamp(step);
    }

    // the extension runs the body once per key
    [Reducer]
    public static void MigrateRunOnceBonus(ReducerContext ctx)
    {
        var ran = ctx.RunOnce(Steps.Tutorial, () =>
        {
            foreach (var p in ctx.Db.Player.Iter().Where(p => !p.IsPremium))
            {
                ctx.Db.Player.Id.Update(p with { Score = p.Score + 15, Level = p.Level + 1 });
            }
        });
        Log.Info(ran ? "tutorial reward paid" : "tutorial reward was paid before");
    }

    // the key contains the number of recorded migrations, which the run itself raises
    [Reducer]
    public static void MigrateNumberedBonus(ReducerContext ctx)
    {
        var ordinal = ctx.Db.MigrationStatus.Count + 1;
        ctx.RunOnce($"{ordinal:D3}_numbered_bonus", () =>
        {
            foreach (var p in ctx.Db.Player.Iter())
            {
                ctx.Db.Player.Id.Update(p with { Score = p.Score + 15 });
            }
        });
    }

    // checks MigrationStatus but records the run in GlobalStat
    [Reducer]
    public static void MigrateLoyaltyPoints(ReducerContext ctx)
    {
        const string name = "loyalty_points";
        if (ctx.Db.MigrationStatus.Name.Find(name).HasValue) return;

        var touched = 0u;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var bonus = p.IsPremium ? 20u : 5u;
            ctx.Db.Player.Id.Update(p with { Score = p.Score + bonus });
            touched++;
        }
        ctx.SetStat(name, touched);
    }

    // a GlobalStat row serves as the marker; it is both checked and written
    [Reducer]
    public static void MigrateVeteranPoints(ReducerContext ctx)
    {
        const string flag = "flag.veteran_points";
        var state = ctx.Db.GlobalStat.Key.Find(flag)?.Value ?? 0;
        switch (state)
        {
            case 0:
                foreach (var p in ctx.Db.Player.Iter())
                {
                    var copy = p;
                    copy.Score += copy.IsPremium ? 20u : 5u;
                    ctx.Db.Player.Id.Update(copy);
                }
                ctx.SetStat(flag, 1);
                break;
            case 1:
                Log.Info("veteran points: nothing to do");
                break;
            default:
                Log.Warn($"unexpected state {state}");
                break;
        }
    }

    // a starter item is given only to owners who hold none
    [Reducer]
    public static void SeedStarterKits(ReducerContext ctx)
    {
        const string kit = "Starter Kit";
        foreach (var p in ctx.Db.Player.Iter())
        {
            var owned = ctx.Db.Item.OwnerId.Filter(p.Id);
            if (owned.Any(i => i.Name == kit)) continue;
            ctx.Db.Item.Insert(new Item { OwnerId = p.Id, Name = kit, Count = 1, Slug = kit.ToSlug() });
        }
    }

    // looks for the slug in the Name column, so the chest is never found
    [Reducer]
    public static void SeedWelcomeChests(ReducerContext ctx)
    {
        const string title = "Welcome Chest";
        var slug = title.ToSlug();
        foreach (var p in ctx.Db.Player.Iter())
        {
            var hasChest = ctx.Db.Item.OwnerId.Filter(p.Id).Any(i => i.Name == slug);
            if (!hasChest)
            {
                ctx.Db.Item.Insert(new Item { OwnerId = p.Id, Name = title, Count = 1, Slug = slug });
            }
        }
    }

    // the registry starts empty and the slugs come from Name in id order
    [Reducer]
    public static void BackfillUniqueSlugs(ReducerContext ctx)
    {
        var registry = new NameRegistry();
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var slug = registry.Claim(item.Name.ToSlug());
            if (slug != item.Slug)
                ctx.Db.Item.Id.Update(item with { Slug = slug });
        }
    }

    // the registry starts with the slugs in use, so every item collides with itself
    [Reducer]
    public static void BackfillUniqueSlugsReserved(ReducerContext ctx)
    {
        var registry = new NameRegistry(ctx.Db.Item.Iter().Select(i => i.Slug));
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var slug = registry.Claim(item.Name.ToSlug());
            ctx.Db.Item.Id.Update(item with { Slug = slug });
        }
    }

    // the level is a function of the score, which stays
    [Reducer]
    public static void PopulateLevelsFromScore(ReducerContext ctx)
    {
        var changed = from p in ctx.Db.Player.Iter()
                      let level = LevelFor(p.Score)
                      where level != p.Level
                      select p with { Level = level };
        foreach (var p in changed.ToList()) ctx.Db.Player.Id.Update(p);
    }

    // the score is reduced to the rest, and the next run derives the level from that rest
    [Reducer]
    public static void ConvertScoreToLevelAndRest(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var level = LevelFor(p.Score);
            var rest = p.Score - Thresholds[level];
            ctx.Db.Player.Id.Update(p with { Level = level, Score = rest });
        }
    }

    // the same conversion behind the row's flag
    [Reducer]
    public static void ConvertScoreToLevelFlagged(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().Where(x => x is { Migrated: false }))
        {
            var level = LevelFor(p.Score);
            ctx.Db.Player.Id.Update(p with
            {
                Level = p.Level + level,
                Score = p.Score - Thresholds[level],
                Migrated = true,
            });
        }
    }

    // the flag is set on a copy of the struct that is not the one written
    [Reducer]
    public static void MigrateRankedPoints(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.Migrated) continue;
            var done = p;
            done.Migrated = true;
            var bonus = 50u + (uint)p.Username.Trim().Length;
            ctx.Db.Player.Id.Update(p with { Score = p.Score + bonus });
            Log.Debug($"player {done.Id} migrated: {done.Migrated}");
        }
    }

    // only the premium branch sets the flag
    [Reducer]
    public static void MigrateTieredReward(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) continue;
            var p = row;
            if (p.IsPremium)
            {
                p.Score += 30;
                p.Migrated = true;
            }
            else
            {
                p.Score += 10;
            }
            ctx.Db.Player.Id.Update(p);
        }
    }

    // || where && was meant: a player with points passes the check again
    [Reducer]
    public static void MigrateActivePlayers(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            if (!p.Migrated || p.Score > 0)
            {
                p.Score += 5;
                p.Migrated = true;
                ctx.Db.Player.Id.Update(p);
            }
        }
    }

    // the && form: the flag blocks every later run, players at zero are never touched
    [Reducer]
    public static void MigrateActivePlayersOnce(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Score > 0 && !row.Migrated)
            {
                var (bonus, level) = row.IsPremium ? (10u, row.Level + 2) : (5u, row.Level + 1);
                ctx.Db.Player.Id.Update(row with { Score = row.Score + bonus, Level = level, Migrated = true });
            }
        }
    }

    // the guard reads MigratedAt, the write sets Migrated
    [Reducer]
    public static void MigrateLegacyXp(ReducerContext ctx)
    {
        var pending = ctx.Db.Player.Iter().Where(p => p.MigratedAt is null).ToList();
        if (pending.Count == 0)
        {
            Log.Info("all players carry the new xp");
            return;
        }
        for (var i = 0; i < pending.Count; i++)
        {
            var p = pending[i];
            p.Score = p.Score * 4 + 1;
            p.Migrated = true;
            ctx.Db.Player.Id.Update(p);
        }
    }

    // the guard tests FirstName, the prefix goes to DisplayName
    [Reducer]
    public static void MigrateKnightTitles(ReducerContext ctx)
    {
        const string title = "Sir ";
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.FirstName.StartsWith(title, StringComparison.Ordinal)) continue;
            var p = row;
            p.DisplayName = title + (p.DisplayName ?? p.Username);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // the guard tests the column that gets the prefix
    [Reducer]
    public static void MigrateDameTitles(ReducerContext ctx)
    {
        const string title = "Dame ";
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.DisplayName?.StartsWith(title, StringComparison.Ordinal) == true) continue;
            var p = row;
            p.DisplayName = title + (p.DisplayName ?? p.Username);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // the marker is recorded only without failures, but an empty name always fails
    [Reducer]
    public static void MigrateNameLengthBonus(ReducerContext ctx)
    {
        const string key = "name_length_bonus";
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null) return;

        var failures = new List<ulong>();
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (string.IsNullOrWhiteSpace(p.Username))
            {
                failures.Add(p.Id);
                continue;
            }
            ctx.Db.Player.Id.Update(p with { Score = p.Score + (uint)p.Username.Length });
        }

        if (failures.Count == 0) ctx.Stamp(key);
        else Log.Warn($"not migrated: {string.Join(", ", failures)}");
    }

    // returns from within the loop at an empty name, before the marker is recorded
    [Reducer]
    public static void MigrateSortedHandles(ReducerContext ctx)
    {
        const string key = "sorted_handles";
        if (ctx.Db.MigrationStatus.Name.Find(key) is { } previous)
        {
            Log.Info($"done at {previous.CompletedAt}");
            return;
        }
        foreach (var p in ctx.Db.Player.Iter().OrderByDescending(p => p.Username.Length))
        {
            if (p.Username.Length == 0)
            {
                Log.Warn("only nameless players left");
                return;
            }
            ctx.Db.Player.Id.Update(p with { Username = $"{p.Username}.{p.Id}" });
        }
        ctx.Stamp(key);
    }

    // leaves the loop at an empty name, yet the marker is recorded after the loop
    [Reducer]
    public static void MigrateSortedHandlesOnce(ReducerContext ctx)
    {
        const string key = "sorted_handles_once";
        if (ctx.Db.MigrationStatus.Name.Find(key) is { } previous)
        {
            Log.Info($"done at {previous.CompletedAt}");
            return;
        }
        foreach (var p in ctx.Db.Player.Iter().OrderByDescending(p => p.Username.Length))
        {
            if (p.Username.Length == 0) break;
            ctx.Db.Player.Id.Update(p with { Username = $"{p.Username}.{p.Id}" });
        }
        ctx.Stamp(key);
    }

    // collapsing white space twice changes nothing more
    [Reducer]
    public static void MigrateCollapseWhitespace(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var clean = Regex.Replace(p.Username, @"\s+", " ").Trim();
            var full = p.FullName.Trim();
            while (full.Contains("  ")) full = full.Replace("  ", " ");
            if (clean == p.Username && full == p.FullName) continue;
            ctx.Db.Player.Id.Update(p with { Username = clean, FullName = full });
        }
    }

    // encodes the column in place, and the next run encodes the encoding
    [Reducer]
    public static void ConvertNamesToBase64(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var bytes = Encoding.UTF8.GetBytes(p.Username);
            if (bytes.Length == 0) continue;
            var encoded = Convert.ToBase64String(bytes).TrimEnd('=');
            ctx.Db.Player.Id.Update(p with { Username = encoded });
        }
    }

    // old marks are stripped before the mark is put on
    [Reducer]
    public static void MigrateAtHandles(ReducerContext ctx)
    {
        static string AtHandle(string s) => "@" + s.TrimStart('@', ' ').TrimEnd();

        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Username = AtHandle(p.Username) });
    }

    // the tag is written with leading zeros but looked for without
    [Reducer]
    public static void MigrateDiscriminators(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            if (p.Username.EndsWith("#" + p.Id)) continue;
            p.Username = $"{p.Username.Trim()}#{p.Id:D8}";
            ctx.Db.Player.Id.Update(p);
        }
    }

    static string TagOf(Player p) => "#" + p.Id.ToString("X").PadLeft(6, '0');

    // one helper makes the tag for the check and for the write
    [Reducer]
    public static void MigrateHexTags(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            var tag = TagOf(p);
            p.Username = p.Username.EndsWith(tag, StringComparison.Ordinal) ? p.Username : p.Username.Trim() + tag;
            ctx.Db.Player.Id.Update(p);
        }
    }

    // old tiers and new tiers overlap, so each run lifts a tier once more
    [Reducer]
    public static void UpgradeTiers(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (!ShiftedTier.TryGetValue(p.Level, out var next)) continue;
            ctx.Db.Player.Id.Update(p with { Level = next });
        }
    }

    // no new tier number is also an old one
    [Reducer]
    public static void UpgradeTierNumbers(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (!OldToNewTier.TryGetValue(p.Level, out var next)) continue;
            ctx.Db.Player.Id.Update(p with { Level = next });
        }
    }

    // xor switches the bit off again
    [Reducer]
    public static void MigrateImportedFlag(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var flags = (PlayerFlags)p.Level;
            flags |= p.IsPremium ? PlayerFlags.Premium : PlayerFlags.None;
            flags ^= PlayerFlags.Imported;
            ctx.Db.Player.Id.Update(p with { Level = (uint)flags });
        }
    }

    // bits are only ever set or cleared to fixed values
    [Reducer]
    public static void MigrateFlagBits(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var flags = (PlayerFlags)p.Level & ~PlayerFlags.Veteran;
            flags |= PlayerFlags.Imported;
            if (p.IsPremium) flags |= PlayerFlags.Premium;
            if (p.DisplayName is { Length: > 0 }) flags |= PlayerFlags.Named;
            if (p.Score >= 100) flags |= PlayerFlags.Veteran;
            ctx.Db.Player.Id.Update(p with { Level = (uint)flags });
        }
    }

    // packs rank bits beside the previous value of the same column
    [Reducer]
    public static void MigratePackRank(ReducerContext ctx)
    {
        const int rankBits = 2;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var rank = p.Score switch
            {
                >= 1000 => Rank.Platinum,
                >= 4 => Rank.Gold,
                > 0 => Rank.Silver,
                _ => Rank.Bronze,
            };
            ctx.Db.Player.Id.Update(p with { Level = (p.Level << rankBits) | (uint)rank });
        }
    }

    // the items counted into the score are deleted in the same loop
    [Reducer]
    public static void ConvertItemsToScore(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().GroupBy(i => i.OwnerId))
        {
            if (ctx.Db.Player.Id.Find(group.Key) is not { } owner) continue;
            foreach (var item in group)
            {
                owner.Score += item.Count;
                ctx.Db.Item.Id.Delete(item.Id);
            }
            ctx.Db.Player.Id.Update(owner);
        }
    }

    // after the split every stack holds at most one, and nothing is left to split
    [Reducer]
    public static void MigrateSplitStacks(ReducerContext ctx)
    {
        foreach (var stack in ctx.Db.Item.Iter())
        {
            if (stack.Count <= 1) continue;
            for (var i = 1u; i < stack.Count; i++)
            {
                ctx.Db.Item.Insert(stack with { Id = 0, Count = 1 });
            }
            ctx.Db.Item.Id.Update(stack with { Count = 1 });
        }
    }

    // off by one: a stack of one is split into two stacks of one
    [Reducer]
    public static void MigrateUnstackItems(ReducerContext ctx)
    {
        foreach (var stack in ctx.Db.Item.Iter())
        {
            if (stack.Count == 0) continue;
            for (var i = 1u; i <= stack.Count; i++)
            {
                ctx.Db.Item.Insert(stack with { Id = 0, Count = 1 });
            }
            ctx.Db.Item.Id.Update(stack with { Count = 1 });
        }
    }

    // a merged stack has no second row to merge with
    [Reducer]
    public static void MigrateMergeStacks(ReducerContext ctx)
    {
        var groups = ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name));
        foreach (var group in groups)
        {
            var ordered = group.OrderBy(i => i.Id).ToArray();
            var keep = ordered[0];
            foreach (var extra in ordered.Skip(1))
            {
                keep.Count += extra.Count;
                ctx.Db.Item.Id.Delete(extra.Id);
            }
            ctx.Db.Item.Id.Update(keep);
        }
    }

    // the old statistics are deleted before they are added up again
    [Reducer]
    public static void PopulateLevelStats(ReducerContext ctx)
    {
        foreach (var stale in ctx.Db.GlobalStat.Iter().Where(s => s.Key.StartsWith("level.")))
        {
            ctx.Db.GlobalStat.Key.Delete(stale.Key);
        }
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.AddStat($"level.{LevelFor(p.Score)}", 1);
            ctx.AddStat("level.total", LevelFor(p.Score));
        }
    }

    // deletes the keys under lvl. but adds to the keys under lvl:
    [Reducer]
    public static void PopulateLevelTotals(ReducerContext ctx)
    {
        const string scope = "lvl";
        foreach (var stale in ctx.Db.GlobalStat.Iter().Where(s => s.Key.StartsWith(scope + ".")))
        {
            ctx.Db.GlobalStat.Key.Delete(stale.Key);
        }
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.AddStat(string.Join(':', scope, LevelFor(p.Score)), 1);
        }
    }

    // the maximum of the stored and the computed value
    [Reducer]
    public static void BackfillHighWaterMarks(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToList();
        var best = players.Count == 0 ? 0UL : players.Max(p => (ulong)p.Score);
        var marks = new (string Key, ulong Value)[] { ("max_score", best), ("total_users", (ulong)players.Count) };
        foreach (var (key, value) in marks)
        {
            var known = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;
            ctx.SetStat(key, Math.Max(known, value));
        }
    }

    // the check for the seeded account ignores case and outer space
    [Reducer]
    public static void SeedModeratorPlayer(ReducerContext ctx)
    {
        const string account = "Moderator";
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (string.Equals(p.Username.Trim(), account, StringComparison.OrdinalIgnoreCase)) return;
        }
        ctx.Db.Player.Insert(new Player
        {
            Username = account.ToUpperInvariant() + " ",
            FullName = $"{account} Account",
            FirstName = "",
            LastName = "",
        });
    }

    // looks for the first ware, but the loop starts with the second
    [Reducer]
    public static void SeedShopWares(ReducerContext ctx)
    {
        if (ctx.Db.Item.Iter().Any(i => i.OwnerId == 0 && i.Name == DefaultWares[0])) return;
        for (var i = 1; i < DefaultWares.Length; i++)
        {
            ctx.Db.Item.Insert(new Item
            {
                OwnerId = 0,
                Name = DefaultWares[i],
                Count = (uint)(10 * i),
                Slug = DefaultWares[i].ToSlug(),
            });
        }
    }

    // only the wares that the shop lacks are inserted
    [Reducer]
    public static void SeedMissingWares(ReducerContext ctx)
    {
        var present = ctx.Db.Item.OwnerId.Filter(0).Select(i => i.Name).ToHashSet();
        var missing = new Queue<string>(DefaultWares.Except(present));
        while (missing.TryDequeue(out var name))
        {
            ctx.Db.Item.Insert(new Item { OwnerId = 0, Name = name, Count = 25, Slug = name.ToSlug() });
        }
    }

    // moves each stamp on by a day per run
    [Reducer]
    public static void MigrateTimezone(ReducerContext ctx)
    {
        const long day = 24L * 60 * 60 * 1_000_000;
        var epoch = new Timestamp(0);
        foreach (var p in ctx.Db.Player.Iter())
        {
            var local = p.MigratedAt ?? epoch;
            ctx.Db.Player.Id.Update(p with { MigratedAt = local + new TimeDuration(day) });
        }
    }

    // a random level and the time of run are drawn only for rows that have none
    [Reducer]
    public static void PopulateRandomLevels(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var level = p.Level == 0 ? (uint)ctx.Rng.Next(1, 7) : p.Level;
            ctx.Db.Player.Id.Update(p with { Level = level, MigratedAt = p.MigratedAt ?? ctx.Timestamp });
        }
    }

    // each version step moves the version row on
    [Reducer]
    public static void UpgradeSchemaStepwise(ReducerContext ctx)
    {
        const uint target = 4;
        var row = ctx.Db.SchemaVersion.Id.Find(0) ?? ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
        while (row.Version < target)
        {
            switch (row.Version)
            {
                case 1:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });
                    break;
                case 2:
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Level = p.Level * 2 + 1 });
                    break;
                case 3:
                    foreach (var i in ctx.Db.Item.Iter()) ctx.Db.Item.Id.Update(i with { Name = i.Name + "+" });
                    break;
            }
            row.Version++;
            ctx.Db.SchemaVersion.Id.Update(row);
        }
    }

    // asks for the lowest version on record, while the step adds a higher one
    [Reducer]
    public static void UpgradeSchemaHistory(ReducerContext ctx)
    {
        var current = ctx.Db.SchemaVersion.Iter().Select(v => v.Version).DefaultIfEmpty(1u).Min();
        if (current >= 2) return;
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = item.Count * 2 + 1 });
        }
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 1002, Version = 2 });
    }

    // > where >= was meant: at version 2 the step to 2 runs again
    [Reducer]
    public static void UpgradeSchemaToTwo(ReducerContext ctx)
    {
        const uint target = 2;
        var versions = ctx.Db.SchemaVersion.Iter().OrderByDescending(v => v.Version).ToList();
        var row = versions.Count > 0 ? versions[0] : ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 0 });
        if (row.Version > target) return;
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(p with { Score = p.Score * 10 + 1 });
        }
        ctx.Db.SchemaVersion.Id.Update(row with { Version = target });
    }

    // works through the next batch at every run
    [Reducer]
    public static void MigrateNextBatch(ReducerContext ctx)
    {
        const string cursorKey = "batch_cursor";
        const int batchSize = 2;
        var cursor = ctx.Db.GlobalStat.Key.Find(cursorKey)?.Value ?? 0;
        var batch = ctx.Db.Player.Iter().Where(p => p.Id > cursor).OrderBy(p => p.Id).Take(batchSize).ToArray();
        if (batch.Length == 0) return;
        foreach (var p in batch)
        {
            ctx.Db.Player.Id.Update(p with { Level = p.Level + 1, Migrated = true });
        }
        ctx.SetStat(cursorKey, batch[^1].Id);
    }

    // the batches go on until no row without the flag is left
    [Reducer]
    public static void MigrateAllBatches(ReducerContext ctx)
    {
        const int batchSize = 2;
        var batches = 0;
        while (true)
        {
            var batch = ctx.Db.Player.Iter().Where(p => !p.Migrated).Take(batchSize).ToArray();
            if (batch.Length == 0) break;
            foreach (var p in batch)
                ctx.Db.Player.Id.Update(p with { Level = p.Level + 1, Score = p.Score + p.Level, Migrated = true });
            batches++;
        }
        Log.Info($"{batches} batches");
    }

    static (string First, string Last) SplitName(string full)
    {
        var at = full.LastIndexOf(' ');
        return at < 0 ? (full, "") : (full.Substring(0, at), full[(at + 1)..]);
    }

    // FullName is written back as "Last, First" and taken apart again
    [Reducer]
    public static void ConvertFullNameOrder(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            (p.FirstName, p.LastName) = SplitName(p.FullName);
            p.FullName = $"{p.LastName}, {p.FirstName}";
            ctx.Db.Player.Id.Update(p);
        }
    }

    // DisplayName gets the FirstName of before, which the same write replaces
    [Reducer]
    public static void PopulateNameChain(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(p with
            {
                DisplayName = p.FirstName,
                FirstName = $"{p.Username.Trim()} [{p.Id}]",
            });
        }
    }

    // an upsert of values computed from the other table
    [Reducer]
    public static void PopulatePlayerV2(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var next = new PlayerV2 { Id = p.Id, Name = p.DisplayName ?? p.Username.Trim(), Score = p.Score + p.Level * 100 };
            _ = ctx.Db.PlayerV2.Id.Find(p.Id) is null
                ? ctx.Db.PlayerV2.Insert(next)
                : ctx.Db.PlayerV2.Id.Update(next);
        }
    }

    // the update half of the upsert adds to the score
    [Reducer]
    public static void MigrateMergeIntoV2(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerV2.Id.Find(p.Id) is { } existing)
            {
                existing.Name = p.Username;
                existing.Score += p.Score;
                ctx.Db.PlayerV2.Id.Update(existing);
            }
            else
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score });
            }
        }
    }

    // compares raw names with the trimmed names in the archive
    [Reducer]
    public static void MigrateArchiveByName(ReducerContext ctx)
    {
        var archived = new HashSet<string>();
        foreach (var a in ctx.Db.PlayerArchive.Iter()) archived.Add(a.Username);

        foreach (var p in ctx.Db.Player.Iter())
        {
            if (archived.Contains(p.Username)) continue;
            var name = p.Username.Trim().ToLowerInvariant();
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = name });
            archived.Add(name);
        }
    }

    // whoever has an archive row under his id is left out
    [Reducer]
    public static void MigrateArchiveByPlayer(ReducerContext ctx)
    {
        var archived = ctx.Db.PlayerArchive.Iter().ToLookup(a => a.PlayerId);
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (archived[p.Id].Any()) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive
            {
                PlayerId = p.Id,
                Username = $"{p.Username.Trim()} ({ctx.Db.PlayerArchive.Count})",
            });
        }
    }

    // deletes by a changed copy, which matches no row, so the player is archived again
    [Reducer]
    public static void MigrateRetirePlayers(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().Where(p => p.Score < 4))
        {
            var p = row;
            p.DisplayName = $"{p.Username} (retired)";
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.DisplayName });
            ctx.Db.Player.Delete(p);
        }
    }

    static void EnsureNotRun(ReducerContext ctx, string key)
    {
        if (ctx.Db.MigrationStatus.Name.Find(key) is not null)
            throw new InvalidOperationException($"migration {key} has run");
    }

    // the refusal is caught and logged, and the work goes on
    [Reducer]
    public static void MigrateGuildBonus(ReducerContext ctx)
    {
        const string key = "guild_bonus";
        try
        {
            EnsureNotRun(ctx, key);
        }
        catch (InvalidOperationException e)
        {
            Log.Warn(e.Message);
        }
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = p.Score + 12 });
        ctx.Stamp(key);
    }

    // stops at a row that fails, yet the marker is recorded in that case too
    [Reducer]
    public static void MigrateInitialBonus(ReducerContext ctx)
    {
        const string key = "initial_bonus";
        try
        {
            EnsureNotRun(ctx, key);
            foreach (var p in ctx.Db.Player.Iter().OrderByDescending(p => p.Username.Length))
                ctx.Db.Player.Id.Update(p with { Score = p.Score + p.Username[0] % 10u + 1 });
            ctx.Stamp(key);
        }
        catch (IndexOutOfRangeException)
        {
            Log.Warn("a player without a name");
            ctx.Stamp(key);
        }
        catch (InvalidOperationException e)
        {
            Log.Info(e.Message);
        }
    }

    // the lock row is removed at the end and nothing else remembers the run
    [Reducer]
    public static void MigrateUnderLock(ReducerContext ctx)
    {
        const string lockName = "under_lock:lock";
        if (ctx.Db.MigrationStatus.Name.Find(lockName) is not null)
        {
            Log.Warn("migration is running or has run");
            return;
        }
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = lockName, CompletedAt = ctx.Timestamp });
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Count = checked(item.Count + 1) });
        }
        ctx.Db.MigrationStatus.Name.Delete(lockName);
    }

    // the pattern wants a time of completion, but the marker gets none
    [Reducer]
    public static void MigrateDailyStreaks(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Name.Find("daily_streaks") is { CompletedAt.MicrosecondsSinceUnixEpoch: > 0 }) return;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var streak = Math.Min(p.Score, 7u) + 1;
            ctx.Db.Player.Id.Update(p with { Level = p.Level + streak });
        }
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "daily_streaks" });
    }

    // a started marker blocks the second run; the finished marker is extra
    [Reducer]
    public static void MigrateTwoPhase(ReducerContext ctx)
    {
        static string Phase(string what) => string.Concat(Steps.Season, ":", what);

        var known = ctx.Db.MigrationStatus.Iter().Select(m => m.Name).ToHashSet();
        if (known.Overlaps(new[] { Phase("started"), Phase("finished") })) return;

        ctx.Stamp(Phase("started"));
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = p.Score / 2, Level = p.Level + 1 });
        if (ctx.Db.Player.Count > 0) ctx.Stamp(Phase("finished"));
    }

    // the marker spares only premium players from a second bonus
    [Reducer]
    public static void MigrateFoundersBonus(ReducerContext ctx)
    {
        const string key = "founders_bonus";
        var ranBefore = ctx.Db.MigrationStatus.Name.Find(key) is not null;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (ranBefore && p.IsPremium) continue;
            var amount = p switch { { IsPremium: true } => 100u, { Score: 0 } => 1u, _ => 10u };
            ctx.Db.Player.Id.Update(p with { Score = p.Score + amount });
        }
        if (!ranBefore) ctx.Stamp(key);
    }

    // every level is lifted up to the score and no further
    [Reducer]
    public static void UpgradeLevelsToScore(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            var cap = Math.Min(p.Score, 50u);
            while (p.Level < cap) p.Level++;
            if (p.Level != row.Level) ctx.Db.Player.Id.Update(p);
        }
    }

    // dense ranks of dense ranks are the same ranks
    [Reducer]
    public static void ConvertLevelsToDense(ReducerContext ctx)
    {
        var order = ctx.Db.Player.Iter().Select(p => p.Level).Distinct().OrderBy(l => l).ToList();
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(p with { Level = (uint)order.IndexOf(p.Level) });
        }
    }

    // replaces the score by its place from the top, which turns the order round
    [Reducer]
    public static void ConvertScoresToPlaces(ReducerContext ctx)
    {
        var order = ctx.Db.Player.Iter().Select(p => p.Score).Distinct().OrderByDescending(s => s).ToList();
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(p with { Score = (uint)order.IndexOf(p.Score) + 1 });
        }
    }

    // the builder runs on through the loop, but starts anew from columns that stay
    [Reducer]
    public static void PopulateRosterText(ReducerContext ctx)
    {
        var roster = new StringBuilder();
        var running = 0u;
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            if (roster.Length > 0) roster.Append(", ");
            roster.Append(p.Username.Trim());
            running += p.Score;
            ctx.Db.Player.Id.Update(p with { DisplayName = roster.ToString(), Level = running });
        }
    }

    // once the lowest score is taken off, the lowest score is zero
    [Reducer]
    public static void ConvertScoresToZeroBased(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToArray();
        if (players.Length == 0) return;
        var floor = players.Min(p => p.Score);
        for (var i = 0; i < players.Length; i++)
        {
            ref var p = ref players[i];
            p.Score -= floor;
            ctx.Db.Player.Id.Update(p);
        }
    }

    // ?? binds weaker than +: the suffix is put only on a name that was missing
    [Reducer]
    public static void BackfillEpithets(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.Player.Id.Update(p with { DisplayName = p.DisplayName ?? p.Username.Trim() + " the Brave" });
        }
    }

    // the second run throws: no row is at version 1 any more
    [Reducer]
    public static void UpgradeSchemaFromOne(ReducerContext ctx)
    {
        var row = ctx.Db.SchemaVersion.Iter().SingleOrDefault(v => v.Version == 1);
        if (row.Version != 1) throw new InvalidOperationException("this upgrade starts from schema version 1");
        foreach (var item in ctx.Db.Item.Iter())
        {
            ctx.Db.Item.Id.Update(item with { Name = $"[old] {item.Name}", Count = item.Count + 1 });
        }
        ctx.Db.SchemaVersion.Id.Update(row with { Version = 2 });
    }
}
