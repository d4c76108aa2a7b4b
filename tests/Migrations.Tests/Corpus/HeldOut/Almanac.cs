// Labelled migration reducers; the emphasis is on the shape of the code.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SpacetimeDB;

public static partial class AlmanacMigrations
{
    // ---------------------------------------------------------------- shared helpers

    private sealed record RankPlan(ulong PlayerId, uint Rank);

    private readonly record struct Band(uint Upper, string Title);

    private enum Rarity { Common, Uncommon, Rare, Epic }

    private static readonly Band[] Bands =
    {
        new(2, "Rookie"),
        new(4, "Regular"),
        new(uint.MaxValue, "Veteran"),
    };

    private static readonly IReadOnlyDictionary<string, string> ItemRenames = new Dictionary<string, string>
    {
        ["Sword"] = "Short Sword",
        ["Short Sword"] = "Shortsword",
        ["Dust"] = "Fairy Dust",
    };

    private static readonly Dictionary<ulong, ulong> OldToNewOwner = new()
    {
        { 1UL, 2UL },
        { 2UL, 3UL },
        { 3UL, 1004UL },
    };

    private static string Slugify(string text)
    {
        var sb = new StringBuilder(text.Length);
        var pendingDash = false;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c))
            {
                pendingDash = sb.Length > 0;
                continue;
            }
            if (pendingDash)
            {
                sb.Append('-');
                pendingDash = false;
            }
            sb.Append(char.ToLowerInvariant(c));
        }
        return sb.ToString();
    }

    private static string[] Words(this string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string CapWord(string w) => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant();

    private static bool IsDone(this ReducerContext ctx, string migration) =>
        ctx.Db.MigrationStatus.Name.Find(migration).HasValue;

    private static void SetDone(this ReducerContext ctx, string migration) =>
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = migration, CompletedAt = ctx.Timestamp });

    private static void PutStat(ReducerContext ctx, string key, ulong value)
    {
        if (ctx.Db.GlobalStat.Key.Find(key) is { } existing)
        {
            if (existing.Value == value) return;
            ctx.Db.GlobalStat.Key.Update(existing with { Value = value });
            return;
        }
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
    }

    private static ulong Fnv(string text) =>
        text.Aggregate(14695981039346656037UL, (h, c) => unchecked((h ^ c) * 1099511628211UL));

    // ---------------------------------------------------------------- ranks and numbers

    // [not-idempotent] the rank replaces the score it was computed from, and ranks run the other way round
    [Reducer]
    public static void MigrateScoresToRanks(ReducerContext ctx)
    {
        var plans = ctx.Db.Player.Iter()
            .OrderByDescending(p => p.Score)
            .ThenBy(p => p.Id)
            .Select((p, i) => new RankPlan(p.Id, (uint)i + 1))
            .ToList();

        foreach (var (playerId, rank) in plans)
        {
            if (ctx.Db.Player.Id.Find(playerId) is not { } player) continue;
            player.Score = rank;
            ctx.Db.Player.Id.Update(player);
        }
        Log.Info($"ranked {plans.Count} players");
    }

    // [idempotent] ordinal numbers in ascending order keep the order, so numbering again gives the same numbers
    [Reducer]
    public static void ConvertScoresToOrdinals(ReducerContext ctx)
    {
        var ordered =
            from p in ctx.Db.Player.Iter()
            orderby p.Score, p.Id
            select p;

        uint next = 1;
        foreach (var p in ordered.ToArray())
        {
            ctx.Db.Player.Id.Update(p with { Score = next++ });
        }
    }

    // [idempotent] every band is mapped onto its own upper end
    [Reducer]
    public static void ConvertLevelsToTierCaps(ReducerContext ctx)
    {
        static uint Cap(uint level) => level switch
        {
            <= 5 => 5,
            <= 10 => 10,
            <= 25 => 25,
            _ => 50,
        };

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var cap = Cap(p.Level);
            if (cap == p.Level) continue;
            ctx.Db.Player.Id.Update(p with { Level = cap });
        }
    }

    // [not-idempotent] the end of a band belongs to the next band already
    [Reducer]
    public static void UpgradeLevelsToBands(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var level = p.Level switch
            {
                < 5 => 5u,
                >= 5 and < 10 => 10u,
                >= 10 and < 25 => 25u,
                _ => 50u,
            };
            if (level == p.Level) continue;
            ctx.Db.Player.Id.Update(p with { Level = level });
        }
    }

    // [idempotent] the best score is 100 after the first run, and a share of 100 in percent is the score itself
    [Reducer]
    public static void MigrateScoresToPercentOfBest(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToList();
        ulong best = players.Count == 0 ? 0 : players.Max(p => (ulong)p.Score);
        if (best == 0)
        {
            Log.Info("nobody has scored yet");
            return;
        }
        foreach (var p in players)
        {
            var percent = (ulong)p.Score * 100 / best;
            ctx.Db.Player.Id.Update(p with { Score = checked((uint)percent) });
        }
    }

    // [not-idempotent] the mean of the indexed scores is not 100, for it counts the rows with nothing and cuts remainders
    [Reducer]
    public static void MigrateScoresToIndex(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToList();
        if (players.Count == 0) return;
        var mean = players.Aggregate(0UL, (sum, p) => sum + p.Score) / (ulong)players.Count;
        if (mean == 0) return;

        Func<uint, uint> index = score => (uint)Math.Min(uint.MaxValue, score * 100UL / mean);
        players.ForEach(p => ctx.Db.Player.Id.Update(p with { Score = index(p.Score) }));
    }

    // [idempotent] rounding up to a multiple of five leaves multiples of five
    [Reducer]
    public static void FixScoreGranularity(ReducerContext ctx)
    {
        const ulong step = 5;
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var rounded = (p.Score + step - 1) / step * step;
            if (rounded > uint.MaxValue) rounded = uint.MaxValue / step * step;
            var changed = p;
            changed.Score = (uint)rounded;
            ctx.Db.Player.Id.Update(changed);
        }
    }

    // [not-idempotent] goes to the next multiple of five, even from a multiple of five
    [Reducer]
    public static void FixLevelGranularity(ReducerContext ctx)
    {
        static uint NextStep(uint value, uint step) => (value + step) / step * step;

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            ctx.Db.Player.Id.Update(p with { Level = NextStep(p.Level, 5) });
        }
    }

    // [not-idempotent] who is left after the prune has a higher average to beat
    [Reducer]
    public static void MigratePruneWeakAccounts(ReducerContext ctx)
    {
        var all = ctx.Db.Player.Iter().ToList();
        if (all.Count < 2) return;
        var average = all.Average(p => (double)p.Score);
        var doomed = new Queue<ulong>(all.Where(p => p.Score < average).Select(p => p.Id));
        while (doomed.TryDequeue(out var id))
        {
            ctx.Db.Player.Id.Delete(id);
        }
    }

    // [idempotent] keeps the best two by a total order; after that there are only two
    [Reducer]
    public static void MigrateKeepTopPlayers(ReducerContext ctx)
    {
        const int keep = 2;
        var surplus = ctx.Db.Player.Iter()
            .OrderByDescending(p => p.Score)
            .ThenBy(p => p.Id)
            .Skip(keep)
            .ToList();
        foreach (var p in surplus)
        {
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.Username });
            ctx.Db.Player.Id.Delete(p.Id);
        }
    }

    // ---------------------------------------------------------------- text

    // [not-idempotent] a slug that the row has itself counts as taken
    [Reducer]
    public static void BackfillUniqueSlugs(ReducerContext ctx)
    {
        var items = ctx.Db.Item.Iter().OrderBy(i => i.Id).ToList();
        var taken = items.Select(i => i.Slug).Where(s => s.Length > 0).ToHashSet();

        foreach (var item in items)
        {
            var stem = Slugify(item.Name);
            var slug = stem;
            for (var n = 2; !taken.Add(slug); n++)
            {
                slug = $"{stem}-{n}";
            }
            ctx.Db.Item.Id.Update(item with { Slug = slug });
        }
    }

    // [idempotent] all slugs are handed out anew in the order of the ids, from names that stay
    [Reducer]
    public static void BackfillRebuiltSlugs(ReducerContext ctx)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);

        string Claim(string stem)
        {
            var slug = stem;
            var n = 1;
            while (!taken.Add(slug))
            {
                n++;
                slug = string.Format("{0}-{1}", stem, n);
            }
            return slug;
        }

        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id).ToList())
        {
            var updated = item;
            updated.Slug = Claim(Slugify(item.Name));
            ctx.Db.Item.Id.Update(updated);
        }
    }

    // [not-idempotent] the guard looks for the comma at the end, the conversion puts it after the first word
    [Reducer]
    public static void ConvertFullNamesToDirectoryForm(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var name = p.FullName.Trim();
            if (name.EndsWith(',') || !name.Contains(' ')) continue;

            var cut = name.LastIndexOf(' ');
            var last = name.Substring(cut + 1);
            var rest = name.Substring(0, cut);
            ctx.Db.Player.Id.Update(p with { FullName = $"{last}, {rest}" });
        }
    }

    // [not-idempotent] once joined, the words are one word, and only its first letter stays a capital
    [Reducer]
    public static void ConvertFullNamesToHandles(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var handle = string.Concat(p.FullName.Words().Select(CapWord));
            if (handle == p.FullName) continue;
            ctx.Db.Player.Id.Update(p with { FullName = handle });
        }
    }

    // [idempotent] the initial of an initial is that initial
    [Reducer]
    public static void MigrateAbbreviateFullNames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var words = p.FullName.Words();
            if (words.Length < 2) continue;
            var initial = words[0][0];
            var shortName = string.Join(' ', $"{initial}.", words[^1]);
            ctx.Db.Player.Id.Update(p with { FullName = shortName });
        }
    }

    // [idempotent] the cut text is longer than the limit, but it is cut at the same place to the same text
    [Reducer]
    public static void FixOverlongFullNames(ReducerContext ctx)
    {
        const int limit = 8;
        var tooLong = ctx.Db.Player.Iter().Where(p => p.FullName.Length > limit).ToList();
        foreach (var p in tooLong)
        {
            ctx.Db.Player.Id.Update(p with { FullName = p.FullName.Substring(0, limit) + "..." });
        }
        Log.Info($"{tooLong.Count} names shortened");
    }

    // [not-idempotent] where the cut fell on a blank, the dots move into the part that is kept
    [Reducer]
    public static void FixOverlongNamesTidily(ReducerContext ctx)
    {
        const int limit = 6;
        static string Shorten(string text) =>
            text.Length <= limit ? text : text[..limit].TrimEnd() + "...";

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var shortened = Shorten(p.FullName);
            if (shortened != p.FullName)
                ctx.Db.Player.Id.Update(p with { FullName = shortened });
        }
    }

    // [not-idempotent] a new name of the table is an old name too
    [Reducer]
    public static void MigrateItemNames(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().ToList())
        {
            if (!ItemRenames.TryGetValue(item.Name, out var renamed)) continue;
            ctx.Db.Item.Id.Update(item with { Name = renamed });
        }
    }

    // [idempotent] follows the renames to the end, where no name of the table is left
    [Reducer]
    public static void MigrateItemNamesToLatest(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Item.Iter().ToList())
        {
            var item = row;
            var hops = 0;
            while (ItemRenames.TryGetValue(item.Name, out var next))
            {
                item.Name = next;
                hops++;
            }
            if (hops > 0) ctx.Db.Item.Id.Update(item);
        }
    }

    // ---------------------------------------------------------------- owners and items

    // [not-idempotent] the new ids are old ids of others
    [Reducer]
    public static void MigrateItemOwners(ReducerContext ctx)
    {
        var moves = new List<(ulong ItemId, ulong Owner)>();
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (OldToNewOwner.TryGetValue(item.OwnerId, out var owner)) moves.Add((item.Id, owner));
        }
        foreach (var (itemId, owner) in moves)
        {
            var item = ctx.Db.Item.Id.Find(itemId)!.Value;
            item.OwnerId = owner;
            ctx.Db.Item.Id.Update(item);
        }
    }

    // [idempotent] moved ids stand above the limit that the filter asks for
    [Reducer]
    public static void MigrateOwnersToShard(ReducerContext ctx)
    {
        const ulong shardBase = 1_000_000;
        var local = from i in ctx.Db.Item.Iter()
                    where i.OwnerId < shardBase
                    let global = shardBase + i.OwnerId
                    select i with { OwnerId = global };
        foreach (var item in local.ToList()) ctx.Db.Item.Id.Update(item);
    }

    // [not-idempotent] the guard compares the slug's text with the name
    [Reducer]
    public static void SeedStarterKits(ReducerContext ctx)
    {
        const string kit = "starter-kit";
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var owned = ctx.Db.Item.OwnerId.Filter(p.Id).ToList();
            if (owned.Exists(i => i.Name == kit)) continue;
            ctx.Db.Item.Insert(new Item
            {
                OwnerId = p.Id,
                Name = CapWord("starter") + " " + CapWord("kit"),
                Count = 1,
                Slug = kit,
            });
        }
    }

    // [idempotent] gives to those who own nothing, and then they own something
    [Reducer]
    public static void SeedWelcomeItems(ReducerContext ctx)
    {
        var byOwner = ctx.Db.Item.Iter().ToLookup(i => i.OwnerId);
        var gifts = ctx.Db.Player.Iter()
            .Where(p => !byOwner.Contains(p.Id))
            .Select(p => new Item { OwnerId = p.Id, Name = $"Welcome #{p.Level}", Count = p.Level, Slug = string.Empty })
            .ToList();
        foreach (var gift in gifts) ctx.Db.Item.Insert(gift);
    }

    // [not-idempotent] gives to those who hold zero pieces, and what it gives may be zero pieces
    [Reducer]
    public static void SeedConsolationItems(ReducerContext ctx)
    {
        var held = ctx.Db.Item.Iter()
            .GroupBy(i => i.OwnerId)
            .ToDictionary(g => g.Key, g => g.Sum(i => (long)i.Count));
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            if (held.GetValueOrDefault(p.Id) > 0) continue;
            ctx.Db.Item.Insert(new Item { OwnerId = p.Id, Name = "Token", Count = p.Level, Slug = "token" });
        }
    }

    // [not-idempotent] each item goes to whoever has the fewest at that moment, which the last run has settled otherwise
    [Reducer]
    public static void FixItemDistribution(ReducerContext ctx)
    {
        var owners = ctx.Db.Player.Iter().Select(p => p.Id).OrderBy(id => id).ToArray();
        if (owners.Length == 0) return;
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id).ToList())
        {
            var poorest = owners.MinBy(id => ctx.Db.Item.OwnerId.Filter(id).Count());
            if (poorest != item.OwnerId)
            {
                ctx.Db.Item.Id.Update(item with { OwnerId = poorest });
            }
        }
    }

    // [idempotent] deals the items out in the order of their ids, whoever has them now
    [Reducer]
    public static void FixItemRoundRobin(ReducerContext ctx)
    {
        var turn = new Queue<ulong>(ctx.Db.Player.Iter().Select(p => p.Id).OrderByDescending(id => id));
        if (turn.Count == 0) return;
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id).ToList())
        {
            var owner = turn.Dequeue();
            turn.Enqueue(owner);
            ctx.Db.Item.Id.Update(item with { OwnerId = owner });
        }
    }

    // ---------------------------------------------------------------- statistics and markers

    // [not-idempotent] the grand total is itself one of the rows that it sums up
    [Reducer]
    public static void PopulateGrandTotal(ReducerContext ctx)
    {
        ulong sum = 0;
        foreach (var stat in ctx.Db.GlobalStat.Iter())
        {
            sum += stat.Value;
        }
        PutStat(ctx, "grand_total", sum);
    }

    // [not-idempotent] the second run has another total for the same key, at which its insert fails
    [Reducer]
    public static void PopulateScoreTotalStrict(ReducerContext ctx)
    {
        ulong total = 0;
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            var player = row with { Score = checked(row.Score + 1) };
            ctx.Db.Player.Id.Update(player);
            total += player.Score;
        }
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "score_total", Value = total });
    }

    // [not-idempotent] the refusal of the marker is swallowed, so the bonus stays
    [Reducer]
    public static void MigrateLoyaltyBonus(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            ctx.Db.Player.Id.Update(p with { Score = p.Score + (p.IsPremium ? 20u : 10u) });
        }
        try
        {
            ctx.SetDone("loyalty_bonus");
        }
        catch (Exception e)
        {
            Log.Warn($"loyalty_bonus was run before: {e.Message}");
        }
    }

    private static void RunOnce(ReducerContext ctx, string migration, Action<Player> apply)
    {
        if (ctx.IsDone(migration))
        {
            Log.Info($"{migration}: nothing to do");
            return;
        }
        foreach (var p in ctx.Db.Player.Iter().ToList()) apply(p);
        ctx.SetDone(migration);
    }

    private static void Save(this Player player, ReducerContext ctx) => ctx.Db.Player.Id.Update(player);

    private static uint VersionOf(ReducerContext ctx) => ctx.Db.SchemaVersion.Id.Find(0)?.Version ?? 0;

    private static void SetVersion(ReducerContext ctx, uint version)
    {
        var row = new SchemaVersion { Id = 0, Version = version };
        if (ctx.Db.SchemaVersion.Id.Find(0) is null) ctx.Db.SchemaVersion.Insert(row);
        else ctx.Db.SchemaVersion.Id.Update(row);
    }

    private static bool TryClean(string raw, out string clean)
    {
        clean = raw.Trim().ToLowerInvariant();
        return clean != raw;
    }

    private static void CountInto(ReducerContext ctx, string key)
    {
        var stat = ctx.Db.GlobalStat.Key.Find(key);
        if (stat.HasValue)
            ctx.Db.GlobalStat.Key.Update(new GlobalStat { Key = key, Value = stat.Value.Value + 1 });
        else
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = 1 });
    }

    private static int DropStats(ReducerContext ctx, Predicate<string> which)
    {
        var keys = ctx.Db.GlobalStat.Iter().Select(s => s.Key).Where(k => which(k)).ToArray();
        Array.ForEach(keys, k => ctx.Db.GlobalStat.Key.Delete(k));
        return keys.Length;
    }

    private static string TitleFor(uint score) => Bands.First(b => score <= b.Upper).Title;

    // [idempotent] the marker stands in the helper that takes the step as a delegate
    [Reducer]
    public static void MigrateVeteranBonus(ReducerContext ctx)
    {
        var bonus = new Dictionary<string, uint> { ["Rookie"] = 1, ["Regular"] = 5, ["Veteran"] = 25 };
        RunOnce(ctx, "veteran_bonus", p =>
        {
            p.Score += bonus[TitleFor(p.Score)];
            p.Save(ctx);
        });
    }

    // [not-idempotent] the name of the marker holds the version, which the same run moves on
    [Reducer]
    public static void MigrateLevelsForVersion(ReducerContext ctx)
    {
        var version = VersionOf(ctx);
        var marker = string.Format("levels_v{0}", version);
        if (ctx.IsDone(marker)) return;

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            (p with { Level = p.Level + 1 }).Save(ctx);
        }
        SetVersion(ctx, Math.Max(version, 2u));
        ctx.SetDone(marker);
    }

    // [idempotent] each step runs for the version it starts from, and the reached version is stored
    [Reducer]
    public static void UpgradeSchemaStepwise(ReducerContext ctx)
    {
        const uint target = 4;
        var version = VersionOf(ctx);
        while (version < target)
        {
            switch (version)
            {
                case 1:
                    foreach (var p in ctx.Db.Player.Iter().ToList()) (p with { Score = p.Score * 10 }).Save(ctx);
                    break;
                case 2:
                    foreach (var p in ctx.Db.Player.Iter().ToList()) (p with { Level = p.Level + p.Score / 10 }).Save(ctx);
                    break;
                case 3:
                    foreach (var i in ctx.Db.Item.Iter().ToList())
                        ctx.Db.Item.Id.Update(i with { Name = i.Name + "*" });
                    break;
                default:
                    Log.Warn($"no step for version {version}");
                    break;
            }
            version++;
            SetVersion(ctx, version);
        }
    }

    // [not-idempotent] the factor is the version, read before the version is raised
    [Reducer]
    public static void UpgradeScoresFromLevels(ReducerContext ctx)
    {
        var factor = VersionOf(ctx);
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            var player = row;
            player.Score = checked(player.Level * factor);
            player.Save(ctx);
        }
        if (factor < 2) SetVersion(ctx, 2);
    }

    // [not-idempotent] with one bad row the marker is not recorded, though the good rows are raised
    [Reducer]
    public static void MigrateLevelsWithReport(ReducerContext ctx)
    {
        const string marker = "levels_with_report";
        if (ctx.IsDone(marker)) return;

        static bool TryRaise(ref Player player, out string problem)
        {
            problem = string.Empty;
            if (string.IsNullOrWhiteSpace(player.Username))
            {
                problem = $"player {player.Id} has no name";
                return false;
            }
            player.Level += 1 + player.Score / 5;
            return true;
        }

        var problems = new List<string>();
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            var player = row;
            if (TryRaise(ref player, out var problem)) player.Save(ctx);
            else problems.Add(problem);
        }

        if (problems.Count > 0)
        {
            Log.Error(string.Join("; ", problems));
            return;
        }
        ctx.SetDone(marker);
    }

    // [idempotent] adds the number of rows that were cleaned, which is none the second time
    [Reducer]
    public static void FixUsernamesAndCount(ReducerContext ctx)
    {
        var cleaned = 0UL;
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            if (!TryClean(row.Username, out var name)) continue;
            (row with { Username = name }).Save(ctx);
            cleaned++;
        }
        var stat = ctx.Db.GlobalStat.Key.Find("names_cleaned") ?? new GlobalStat { Key = "names_cleaned", Value = 0 };
        stat.Value += cleaned;
        ctx.Db.GlobalStat.Key.Delete(stat.Key);
        ctx.Db.GlobalStat.Insert(stat);
    }

    // [idempotent] counts up stored rows, but only after it has dropped all of them
    [Reducer]
    public static void PopulateTitleHistogram(ReducerContext ctx)
    {
        const string prefix = "title:";
        var dropped = DropStats(ctx, k => k.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var p in ctx.Db.Player.Iter())
        {
            CountInto(ctx, prefix + TitleFor(p.Score).ToLowerInvariant());
        }
        Log.Info($"{dropped} old counters dropped");
    }

    // [not-idempotent] drops the keys of the old spelling, counts up the keys of the new one
    [Reducer]
    public static void PopulateLevelHistogram(ReducerContext ctx)
    {
        DropStats(ctx, k => k.StartsWith("level-", StringComparison.Ordinal));

        var buckets =
            from p in ctx.Db.Player.Iter()
            group p by p.Level / 5 into g
            orderby g.Key
            select (Bucket: g.Key, Size: g.Count());

        foreach (var (bucket, size) in buckets.ToList())
        {
            for (var n = 0; n < size; n++) CountInto(ctx, $"level_{bucket.ToString().PadLeft(2, '0')}");
        }
    }

    // [not-idempotent] folding the same checksum in again takes it out
    [Reducer]
    public static void PopulateChecksum(ReducerContext ctx)
    {
        var sum = ctx.Db.Player.Iter()
            .OrderBy(p => p.Id)
            .Select(p => Fnv($"{p.Id}:{p.FullName}"))
            .Aggregate(0UL, (acc, h) => acc ^ h);

        var stored = ctx.Db.GlobalStat.Key.Find("player_checksum");
        PutStat(ctx, "player_checksum", (stored?.Value ?? 0UL) ^ sum);
    }

    // [idempotent] the whole score moves over, and what is left to move is zero
    [Reducer]
    public static void MigrateScoresToV2(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            if (ctx.Db.PlayerV2.Id.Find(p.Id) is PlayerV2 wallet)
            {
                wallet.Score += p.Score;
                ctx.Db.PlayerV2.Id.Update(wallet);
            }
            else
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = Slugify(p.FullName), Score = p.Score });
            }
            (p with { Score = 0 }).Save(ctx);
        }
    }

    // [not-idempotent] half of the score moves over, and next time half of the rest
    [Reducer]
    public static void MigrateHalfOfScoresToV2(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var moved = p.Score / 2;
            if (moved == 0) continue;

            var found = ctx.Db.PlayerV2.Id.Find(p.Id);
            var target = found ?? new PlayerV2 { Id = p.Id, Name = p.Username.Trim(), Score = 0 };
            target.Score += moved;
            if (found is null) ctx.Db.PlayerV2.Insert(target);
            else ctx.Db.PlayerV2.Id.Update(target);

            (p with { Score = p.Score - moved }).Save(ctx);
        }
    }

    // ---------------------------------------------------------------- archive

    // [idempotent] asks for the player ids that the archive lacks
    [Reducer]
    public static void BackfillArchive(ReducerContext ctx)
    {
        var wanted = ctx.Db.Player.Iter().Where(p => !p.IsPremium).ToDictionary(p => p.Id, p => p.Username);
        var missing = wanted.Keys.Except(ctx.Db.PlayerArchive.Iter().Select(a => a.PlayerId)).OrderBy(id => id);
        foreach (var id in missing.ToList())
        {
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = id, Username = wanted[id] });
        }
    }

    // [not-idempotent] asks by the archive's own id, which is not the id of the player
    [Reducer]
    public static void BackfillFreeAccountArchive(ReducerContext ctx)
    {
        var free = new SortedDictionary<ulong, string>();
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.IsPremium) continue;
            free[p.Id] = p.Username;
        }
        foreach (var (id, name) in free)
        {
            if (ctx.Db.PlayerArchive.Id.Find(id) != null) continue;
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = id, Username = name });
        }
    }

    // [not-idempotent] stores the trimmed name and looks for the raw one
    [Reducer]
    public static void PopulateNameArchive(ReducerContext ctx)
    {
        var known = new HashSet<string>(
            ctx.Db.PlayerArchive.Iter().Select(a => a.Username),
            StringComparer.OrdinalIgnoreCase);

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            if (known.Contains(p.Username)) continue;
            var name = p.Username.Trim();
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = name });
            known.Add(name);
        }
    }

    // ---------------------------------------------------------------- batches and flags

    // [not-idempotent] does two rows a run, so the second run has the rest to do
    [Reducer]
    public static void MigrateBatchOfPlayers(ReducerContext ctx)
    {
        const int batchSize = 2;
        var batch = ctx.Db.Player.Iter().Where(p => !p.Migrated).OrderBy(p => p.Id).Take(batchSize).ToList();
        foreach (var row in batch)
        {
            var p = row;
            p.Score += 50;
            p.Migrated = true;
            p.Save(ctx);
        }
        Log.Info(batch.Count < batchSize ? "all done" : "more to do");
    }

    // [idempotent] goes on with batches until no row without the flag is left
    [Reducer]
    public static void MigratePlayersInBatches(ReducerContext ctx)
    {
        const int batchSize = 2;
        int done;
        do
        {
            done = 0;
            foreach (var p in ctx.Db.Player.Iter().Where(p => !p.Migrated).Take(batchSize).ToList())
            {
                (p with { Score = p.Score * 3 + 1, Migrated = true }).Save(ctx);
                done++;
            }
        } while (done == batchSize);
    }

    // [not-idempotent] where there is nothing to show, the display name stays null and the level goes up each time
    [Reducer]
    public static void BackfillDisplayNamesWithReward(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            if (row is not { DisplayName: null }) continue;
            var player = row;
            var name = player.Username.Trim();
            player.DisplayName = name is { Length: > 0 } ? CapWord(name) : null;
            player.Level += 1;
            player.Save(ctx);
        }
    }

    // [idempotent] after the run all display names differ, and a name that differs is left alone
    [Reducer]
    public static void FixAmbiguousDisplayNames(ReducerContext ctx)
    {
        var seen = new HashSet<string>();
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id).ToList())
        {
            var name = p.DisplayName ?? "Player";
            while (!seen.Add(name))
            {
                name += $"_{p.Id}";
            }
            if (name != p.DisplayName) (p with { DisplayName = name }).Save(ctx);
        }
    }

    // [idempotent] every step of the pipeline fills or trims what a later step does not touch again
    [Reducer]
    public static void FixProfiles(ReducerContext ctx)
    {
        var steps = new Func<Player, Player>[]
        {
            p => p with { Username = p.Username.Trim() },
            p => p with { DisplayName = p.DisplayName ?? (p.Username.Length > 0 ? p.Username : $"player{p.Id}") },
            p => p with { FirstName = p.FirstName.Length > 0 ? p.FirstName : p.FullName.Words().FirstOrDefault() ?? "" },
            p => p with { Level = Math.Max(p.Level, 1) },
        };
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var result = steps.Aggregate(p, (acc, step) => step(acc));
            result.Save(ctx);
        }
    }

    // [not-idempotent] the second step replaces what the first step reads
    [Reducer]
    public static void ConvertProfiles(ReducerContext ctx)
    {
        Func<Player, Player> keepOldName = p => p with { DisplayName = p.Username };
        Func<Player, Player> newName = p => p with { Username = Slugify(p.FullName) };
        Func<Player, Player> both = p => newName(keepOldName(p));

        var results = ctx.Db.Player.Iter().Select(both).ToList();
        foreach (var p in results) p.Save(ctx);
    }

    // [idempotent] the top bit of a packed level says that it is packed
    [Reducer]
    public static void ConvertLevelsToPacked(ReducerContext ctx)
    {
        const uint packed = 1u << 31;
        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            if ((p.Level & packed) != 0) continue;
            uint flags = 0;
            if (p.IsPremium) flags |= 0b01;
            if (p.DisplayName is not null) flags |= 0b10;
            var level = packed | ((p.Level & 0xFFFF) << 8) | flags;
            (p with { Level = level }).Save(ctx);
        }
    }

    // [idempotent] halves again and again until no score stands above the limit
    [Reducer]
    public static void FixInflatedNumbers(ReducerContext ctx)
    {
        const uint limit = 4;
        var work = new Stack<Player>(ctx.Db.Player.Iter().Where(p => p.Score > limit || p.Level > limit));
        while (work.Count > 0)
        {
            var p = work.Pop();
            if (p.Score > limit) p.Score /= 2;
            if (p.Level > limit) p.Level /= 2;
            if (p is { Score: <= limit, Level: <= limit }) p.Save(ctx);
            else work.Push(p);
        }
    }

    // [idempotent] the highest score goes to the oldest account; sorted scores sort the same way
    [Reducer]
    public static void FixScoreOrder(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().OrderBy(p => p.Id).ToList();
        var scores = players.Select(p => p.Score).OrderByDescending(s => s);
        foreach (var (player, score) in players.Zip(scores).ToList())
        {
            if (player.Score != score) (player with { Score = score }).Save(ctx);
        }
    }

    // ---------------------------------------------------------------- items again

    // [idempotent] strips an earlier number before it puts the number on
    [Reducer]
    public static void MigrateNumberedItemNames(ReducerContext ctx)
    {
        static string Bare(string name)
        {
            var dot = name.IndexOf(". ", StringComparison.Ordinal);
            return dot > 0 && name[..dot].All(char.IsAsciiDigit) ? name[(dot + 2)..] : name;
        }

        var number = 0;
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id).ToList())
        {
            number++;
            ctx.Db.Item.Id.Update(item with { Name = $"{number:D2}. {Bare(item.Name)}" });
        }
    }

    // [not-idempotent] the guard looks for the present count, and the run sets the count to one
    [Reducer]
    public static void MigrateCountsIntoNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Item.Iter().ToList())
        {
            var item = row;
            var suffix = $" x{item.Count}";
            if (item.Name.EndsWith(suffix, StringComparison.Ordinal)) continue;
            item.Name += suffix;
            item.Count = 1;
            ctx.Db.Item.Id.Update(item);
        }
    }

    // [idempotent] a slug that is a rarity already stays that rarity
    [Reducer]
    public static void BackfillItemRarity(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().ToList())
        {
            var rarity = Enum.TryParse<Rarity>(item.Slug, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed)
                ? parsed
                : item.Count switch
                {
                    0 => Rarity.Epic,
                    1 or 2 => Rarity.Rare,
                    > 2 and < 10 => Rarity.Uncommon,
                    _ => Rarity.Common,
                };
            var updated = item with { Slug = rarity.ToString().ToLowerInvariant(), Count = Math.Max(item.Count, (uint)rarity) };
            ctx.Db.Item.Id.Update(updated);
        }
    }

    // [idempotent] one bundle an owner, whose count is the sum of one row from then on
    [Reducer]
    public static void MigrateItemsToBundles(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().ToList().GroupBy(i => i.OwnerId))
        {
            var total = group.Aggregate(0UL, (sum, i) => sum + i.Count);
            var keeper = group.MinBy(i => i.Id);
            foreach (var other in group.Where(i => i.Id != keeper.Id))
            {
                ctx.Db.Item.Id.Delete(other.Id);
            }
            keeper.Name = "Bundle";
            keeper.Count = (uint)Math.Min(total, uint.MaxValue);
            ctx.Db.Item.Id.Update(keeper);
        }
    }

    // [not-idempotent] the score comes from the items, and the items get what the score was before
    [Reducer]
    public static void PopulateScoresFromItems(ReducerContext ctx)
    {
        var pairs =
            (from p in ctx.Db.Player.Iter()
             join i in ctx.Db.Item.Iter() on p.Id equals i.OwnerId into owned
             let pieces = (uint)owned.Sum(i => (long)i.Count)
             where owned.Any()
             select (Player: p, Pieces: pieces, First: owned.OrderBy(i => i.Id).First())).ToList();

        foreach (var (player, pieces, first) in pairs)
        {
            ctx.Db.Player.Id.Update(player with { Score = pieces });
            ctx.Db.Item.Id.Update(first with { Count = Math.Max(first.Count, player.Score) });
        }
    }

    // ---------------------------------------------------------------- time

    // [idempotent] the start of the day of the start of a day; missing times get a fixed day
    [Reducer]
    public static void FixMigrationDays(ReducerContext ctx)
    {
        const long day = 24L * 60 * 60 * 1_000_000;
        var launch = new DateTimeOffset(2023, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var launchMicros = (launch - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            var micros = p.MigratedAt?.MicrosecondsSinceUnixEpoch ?? launchMicros;
            (p with { MigratedAt = new Timestamp(micros / day * day) }).Save(ctx);
        }
    }

    // [not-idempotent] the time of the last run always lies before the time of this one
    [Reducer]
    public static void BackfillLastSeen(ReducerContext ctx)
    {
        var now = ctx.Timestamp;
        bool IsStale(Timestamp? at) =>
            at is null || at.Value.MicrosecondsSinceUnixEpoch < now.MicrosecondsSinceUnixEpoch;

        foreach (var p in ctx.Db.Player.Iter().ToList())
        {
            if (!IsStale(p.MigratedAt)) continue;
            var seen = p;
            seen.MigratedAt = now;
            seen.Save(ctx);
        }
    }

    // [idempotent] shifts names and times in sequence, yet all of them start from columns that stay
    [Reducer]
    public static void PopulateNamePartsAndTimes(ReducerContext ctx)
    {
        var epoch = new Timestamp(1_700_000_000_000_000L);
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            var p = row;
            var offset = new TimeDuration((long)(p.Id % 1000) * 60_000_000L);
            p.FirstName = p.FullName;
            p.LastName = p.FirstName;
            p.FirstName = p.LastName.Words().FirstOrDefault(string.Empty);
            p.LastName = p.LastName.Substring(p.LastName.LastIndexOf(' ') + 1);
            p.Level = (uint)(byte)(p.FirstName.Length + p.LastName.Length);
            p.MigratedAt = epoch + offset;
            p.Save(ctx);
        }
    }
}
