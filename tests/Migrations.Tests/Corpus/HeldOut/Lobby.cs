// Lobby, over the tables of the open corpus: what small games do, near misses in pairs. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SpacetimeDB;

// ---------------------------------------------------------------- names

public static class BCardNames
{
    const int CardWidth = 13;

    static string Fit(string text) => text.Length > CardWidth ? text[..CardWidth] : text;

    // [idempotent] cut first and trimmed after that, so nothing is left at the ends
    [Reducer]
    public static void MigrateCardNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var label = Fit(player.FullName).Trim();
            ctx.Db.Player.Id.Update(player with { FullName = label });
        }
    }

    // [not-idempotent] the cut can leave a blank at the end, which the next run trims
    [Reducer]
    public static void MigrateCardNamesTrimmed(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var label = Fit(player.FullName.Trim());
            ctx.Db.Player.Id.Update(player with { FullName = label });
        }
    }
}

public static class BLegacyTag
{
    private const string Tag = "Legacy:";

    private static string WithTag(string name)
    {
        if (name.StartsWith(Tag, StringComparison.Ordinal)) return name;
        return Tag + name;
    }

    // [idempotent] the prefix is tested before it is put in front
    [Reducer]
    public static void MigrateTagUsernames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
            ctx.Db.Player.Id.Update(p with { Username = WithTag(p.Username.Trim()) });
    }

    // [not-idempotent] lower-cased after tagging, so the test for the capital tag fails next time
    [Reducer]
    public static void MigrateTagUsernamesLower(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
            ctx.Db.Player.Id.Update(p with { Username = WithTag(p.Username.Trim()).ToLowerInvariant() });
    }
}

public static class BHandleNumbers
{
    static bool TryCut(string name, int at, out string head, out uint number)
    {
        head = name;
        number = 0;
        if (at < 0) return false;
        head = name[..at];
        uint.TryParse(name[(at + 1)..], out number);
        return true;
    }

    // alice#12 -> alice, the number counts as levels from now on
    // [idempotent] cut at the first '#': no '#' remains, so the level is not raised again
    [Reducer]
    public static void ConvertHandleNumbers(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (!TryCut(row.Username, row.Username.IndexOf('#'), out var head, out var number)) continue;
            ctx.Db.Player.Id.Update(row with { Username = head, Level = row.Level + number });
        }
    }

    // [not-idempotent] cut at the last '#': alice#5#2 loses one part in each run
    [Reducer]
    public static void ConvertHandleSuffixes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (!TryCut(row.Username, row.Username.LastIndexOf('#'), out var head, out var number)) continue;
            ctx.Db.Player.Id.Update(row with { Username = head, Level = row.Level + number });
        }
    }

    // [idempotent] the written handle is no number any more
    [Reducer]
    public static void MigrateNumericHandles(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (ulong.TryParse(p.Username, out var n))
                ctx.Db.Player.Id.Update(p with { Username = $"p{n:D8}" });
    }

    // [not-idempotent] the written handle is a number again
    [Reducer]
    public static void MigrateNumericHandlesRegion(ReducerContext ctx)
    {
        const int region = 49;
        foreach (var p in ctx.Db.Player.Iter())
            if (ulong.TryParse(p.Username, out var n))
                ctx.Db.Player.Id.Update(p with { Username = $"{region}{n:D8}" });
    }
}

public static class BUniqueNames
{
    // [idempotent] after it every name is different, so the inner loop never runs again
    [Reducer]
    public static void MigrateUniqueNames(ReducerContext ctx)
    {
        var taken = new HashSet<string>();
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            var name = p.Username;
            for (int n = 2; !taken.Add(name); n++)
                name = $"{p.Username}.{n}";
            if (name != p.Username)
                ctx.Db.Player.Id.Update(p with { Username = name });
        }
    }

    // [not-idempotent] the set starts with all names, so each player collides with itself
    [Reducer]
    public static void MigrateUniqueNamesIndexed(ReducerContext ctx)
    {
        var taken = ctx.Db.Player.Iter().Select(p => p.Username).ToHashSet();
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            var name = p.Username;
            for (int n = 2; !taken.Add(name); n++)
                name = $"{p.Username}.{n}";
            if (name != p.Username)
                ctx.Db.Player.Id.Update(p with { Username = name });
        }
    }
}

public static class BGuests
{
    static string NextFree(ISet<string> used, ref int counter)
    {
        string candidate;
        do
        {
            counter++;
            candidate = "guest" + counter.ToString("D3");
        }
        while (!used.Add(candidate));
        return candidate;
    }

    // [idempotent] only empty or bare names get a number and the numbered ones are neither
    [Reducer]
    public static void BackfillGuestNames(ReducerContext ctx)
    {
        var used = new HashSet<string>(ctx.Db.Player.Iter().Select(x => x.Username));
        int counter = 0;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.Username is not ("" or "guest")) continue;
            ctx.Db.Player.Id.Update(p with { Username = NextFree(used, ref counter) });
        }
    }

    // [not-idempotent] guest001 starts with guest too and is renumbered
    [Reducer]
    public static void BackfillGuestNumbers(ReducerContext ctx)
    {
        var used = new HashSet<string>(ctx.Db.Player.Iter().Select(x => x.Username));
        int counter = 0;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.Username.Length > 0 && !p.Username.StartsWith("guest")) continue;
            ctx.Db.Player.Id.Update(p with { Username = NextFree(used, ref counter) });
        }
    }
}

public static class BDashes
{
    private static string Squeeze(string s)
    {
        var sb = new StringBuilder(s.Length);
        foreach (char c in s)
        {
            if (c == '-' && sb.Length > 0 && sb[sb.Length - 1] == '-') continue;
            sb.Append(c);
        }
        return sb.ToString();
    }

    // [idempotent] a run of dashes of any length becomes one
    [Reducer]
    public static void MigrateSqueezeDashes(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.DisplayName is not { Length: > 0 } shown) continue;
            ctx.Db.Player.Id.Update(p with { DisplayName = Squeeze(shown) });
        }
    }

    // [not-idempotent] one Replace halves a run of four dashes, the next halves it again
    [Reducer]
    public static void MigrateReplaceDashes(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.DisplayName is not { Length: > 0 } shown) continue;
            ctx.Db.Player.Id.Update(p with { DisplayName = shown.Replace("--", "-") });
        }
    }
}

public static class BRealNames
{
    // [idempotent] swapped only if out of order
    [Reducer]
    public static void MigrateOrderNameParts(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().ToArray())
        {
            var p = row;
            if (string.CompareOrdinal(p.FirstName, p.LastName) > 0)
                (p.FirstName, p.LastName) = (p.LastName, p.FirstName);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [not-idempotent] swapped whenever they differ, so the next run swaps back
    [Reducer]
    public static void MigrateSwapNameParts(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().ToArray())
        {
            var p = row;
            if (string.CompareOrdinal(p.FirstName, p.LastName) != 0)
                (p.FirstName, p.LastName) = (p.LastName, p.FirstName);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [idempotent] the comma that is tested for is the one that is written
    [Reducer]
    public static void MigrateDirectoryNames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.FullName.Contains(',')) continue;
            var parts = p.FullName.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) continue;
            ctx.Db.Player.Id.Update(p with { FullName = $"{parts[1]}, {parts[0]}" });
        }
    }

    // [not-idempotent] no sign is left that the words were turned round
    [Reducer]
    public static void MigrateFamilyNameFirst(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.FullName.Contains(',')) continue;
            var parts = p.FullName.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) continue;
            ctx.Db.Player.Id.Update(p with { FullName = $"{parts[1]} {parts[0]}" });
        }
    }
}

// ---------------------------------------------------------------- levels and scores

public static class BLevelCost
{
    static uint CostOf(uint level) => 100 + Math.Min(level, 50u) * 20;

    // [idempotent] goes on until the score pays for no level any more
    [Reducer]
    public static void ConvertScoreToLevels(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            while (p.Score >= CostOf(p.Level))
            {
                p.Score -= CostOf(p.Level);
                p.Level++;
            }
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [not-idempotent] buys one level a run
    [Reducer]
    public static void ConvertScoreToLevel(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            if (p.Score >= CostOf(p.Level))
            {
                p.Score -= CostOf(p.Level);
                p.Level++;
            }
            ctx.Db.Player.Id.Update(p);
        }
    }

    static readonly uint[] Steps = { 10, 50, 200, 800, 3200 };

    // [idempotent] the level itself is the index at which the walk goes on
    [Reducer]
    public static void BackfillLevelWalk(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            uint level = p.Level;
            while (level < Steps.Length && p.Score >= Steps[level]) level++;
            if (level != p.Level) ctx.Db.Player.Id.Update(p with { Level = level });
        }
    }

    // [not-idempotent] starts at the stored level and counts all steps again
    [Reducer]
    public static void BackfillLevelSteps(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            uint level = p.Level;
            foreach (var step in Steps) if (p.Score >= step) level++;
            if (level != p.Level) ctx.Db.Player.Id.Update(p with { Level = level });
        }
    }
}

[Flags]
public enum BPerk : uint
{
    None = 0,
    Scout = 1,
    Healer = 2,
    OldVeteran = 4,
    Veteran = 0x100,
}

public static class BPerks
{
    // [idempotent] the old bit is cleared, so the new one is set once
    [Reducer]
    public static void MigrateVeteranBit(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var perks = (BPerk)p.Level;
            if ((perks & BPerk.OldVeteran) == 0) continue;
            perks ^= BPerk.OldVeteran;
            perks |= BPerk.Veteran;
            ctx.Db.Player.Id.Update(p with { Level = (uint)perks });
        }
    }

    // [not-idempotent] the test accepts the new bit too and flips both back
    [Reducer]
    public static void MigrateVeteranFlag(ReducerContext ctx)
    {
        const BPerk both = BPerk.OldVeteran | BPerk.Veteran;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var perks = (BPerk)p.Level;
            if ((perks & both) == 0) continue;
            perks ^= both;
            ctx.Db.Player.Id.Update(p with { Level = (uint)perks });
        }
    }

    // [idempotent] the high half is kept, or-ing it in again adds no bit
    [Reducer]
    public static void MigrateFoldPerks(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Level = p.Level | p.Level >> 16 });
    }

    // [not-idempotent] xor with the kept high half undoes itself
    [Reducer]
    public static void MigrateMixPerks(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Level = p.Level ^ p.Level >> 16 });
    }
}

public static class BTiers
{
    static uint Ceiling(uint level) => level switch
    {
        0 => 0,
        <= 10 => 10,
        <= 25 => 25,
        _ => 50,
    };

    static uint Above(uint level) => level switch
    {
        0 => 0,
        < 10 => 10,
        < 25 => 25,
        _ => 50,
    };

    // [idempotent] 10, 25 and 50 map to themselves
    [Reducer]
    public static void MigrateLevelTiers(ReducerContext ctx) => Apply(ctx, Ceiling);

    // [not-idempotent] 10 is below 25 and climbs one tier further
    [Reducer]
    public static void MigrateLevelBands(ReducerContext ctx) => Apply(ctx, Above);

    static void Apply(ReducerContext ctx, Func<uint, uint> tier) =>
        Rewrite(ctx.Db.Player.Iter(), p => p with { Level = tier(p.Level) }, p => ctx.Db.Player.Id.Update(p));

    static void Rewrite<T>(IEnumerable<T> rows, Func<T, T> change, Action<T> save) where T : struct
    {
        foreach (var row in rows.ToList())
        {
            var next = change(row);
            if (!next.Equals(row)) save(next);
        }
    }
}

public static class BPremium
{
    static bool Veteran(in Player p) => p.Level >= 10;

    // [idempotent] the level is settled before the premium rule looks at it
    [Reducer]
    public static void MigratePremiumByLevel(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            if (p.Score >= 1000 && p.Level < 10) p.Level = 10;
            if (Veteran(p)) p.IsPremium = true;
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [not-idempotent] premium looks at the old level, the next run sees the new one
    [Reducer]
    public static void MigratePremiumByRank(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var p = row;
            if (Veteran(p)) p.IsPremium = true;
            if (p.Score >= 1000 && p.Level < 10) p.Level = 10;
            ctx.Db.Player.Id.Update(p);
        }
    }
}

public static class BScoreScale
{
    static void Rescale(ReducerContext ctx, ulong whole)
    {
        if (whole == 0) return;
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = (uint)((ulong)p.Score * 100 / whole) });
    }

    // [idempotent] the best score becomes exactly 100, and x * 100 / 100 is x
    [Reducer]
    public static void ConvertScoreToPercentOfBest(ReducerContext ctx)
    {
        ulong best = 0;
        foreach (var p in ctx.Db.Player.Iter()) best = Math.Max(best, p.Score);
        Rescale(ctx, best);
    }

    // [not-idempotent] rounding down makes the sum less than 100, so the shares move again
    [Reducer]
    public static void ConvertScoreToPercentOfAll(ReducerContext ctx)
    {
        ulong all = 0;
        foreach (var p in ctx.Db.Player.Iter()) all += p.Score;
        Rescale(ctx, all);
    }

    // [idempotent] the lowest score is 0 after it
    [Reducer]
    public static void MigrateScoreFromLowest(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToList();
        if (players.Count == 0) return;
        var floor = players.Min(p => p.Score);
        players.ForEach(p => ctx.Db.Player.Id.Update(p with { Score = p.Score - floor }));
    }

    // [not-idempotent] the mean of what is left is taken off again
    [Reducer]
    public static void MigrateScoreFromMean(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().ToList();
        if (players.Count == 0) return;
        var mean = (uint)players.Average(p => p.Score);
        players.ForEach(p => ctx.Db.Player.Id.Update(p with { Score = p.Score > mean ? p.Score - mean : 0 }));
    }

    // [idempotent] everybody holds the same after it and the share of equal parts is the part
    [Reducer]
    public static void MigratePoolScores(ReducerContext ctx)
    {
        var rows = ctx.Db.Player.Iter().ToArray();
        if (rows.Length == 0) return;
        ulong pool = rows.Aggregate(0UL, (sum, p) => sum + p.Score);
        foreach (var p in rows) Save(p);

        void Save(Player p) => ctx.Db.Player.Id.Update(p with { Score = (uint)(pool / (ulong)rows.Length) });
    }

    // [idempotent] the thousands are set from the level, the rest of the score is kept
    [Reducer]
    public static void MigratePackLevelIntoScore(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(p with { Score = Math.Min(p.Level, 99u) * 1000 + p.Score % 1000 });
    }

    // [not-idempotent] a full ten is pushed to the next ten each time
    [Reducer]
    public static void ConvertScoreToTens(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var tens = p.Score / 10 + 1;
            if (p.Score == 0 || tens > 1_000_000) continue;
            ctx.Db.Player.Id.Update(p with { Score = tens * 10 });
        }
    }
}

public static class BRanks
{
    static void Number(ReducerContext ctx, IEnumerable<Player> ordered)
    {
        uint place = 0;
        foreach (var p in ordered.ToList())
            ctx.Db.Player.Id.Update(p with { Level = ++place });
    }

    // [idempotent] ties are kept in the order of the places they got
    [Reducer]
    public static void PopulateRanks(ReducerContext ctx)
    {
        Number(ctx, ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Level).ThenBy(p => p.Id));
    }

    // [not-idempotent] ties change places in each run
    [Reducer]
    public static void PopulateRanksByLevel(ReducerContext ctx)
    {
        Number(ctx, ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenByDescending(p => p.Level).ThenBy(p => p.Id));
    }
}

public static class BRebalance
{
    // [idempotent] computed from the copy, which is made once
    [Reducer]
    public static void MigrateRebalanceFromCopy(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var before = ctx.Db.PlayerV2.Id.Find(p.Id)
                ?? ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score });
            ctx.Db.Player.Id.Update(p with { Score = Convert.ToUInt32(before.Score * 0.8) });
        }
    }

    // [not-idempotent] the copy is refreshed with the score already reduced
    [Reducer]
    public static void MigrateRebalanceWithCopy(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            ctx.Db.PlayerV2.Id.Delete(p.Id);
            var before = ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score });
            ctx.Db.Player.Id.Update(p with { Score = Convert.ToUInt32(before.Score * 0.8) });
        }
    }

    // [idempotent] a row that is there already is left alone
    [Reducer]
    public static void PopulatePlayerV2Lenient(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Debug($"player {p.Id} was copied before");
            }
        }
    }

    // [not-idempotent] a row that is there already gets the score on top
    [Reducer]
    public static void PopulatePlayerV2Merged(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            try
            {
                ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score });
            }
            catch (UniqueConstraintViolationException)
            {
                var there = ctx.Db.PlayerV2.Id.Find(p.Id)!.Value;
                ctx.Db.PlayerV2.Id.Update(there with { Score = there.Score + p.Score });
            }
        }
    }
}

public static class BStartLevel
{
    // [idempotent] a rolled level is never 0
    [Reducer]
    public static void SeedStartLevels(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().Where(p => p.Level == 0))
            ctx.Db.Player.Id.Update(p with { Level = 1 + (uint)ctx.Rng.Next(3) });
    }

    // [not-idempotent] a roll of 0 is rolled again
    [Reducer]
    public static void SeedStartLevelsFromZero(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().Where(p => p.Level == 0))
            ctx.Db.Player.Id.Update(p with { Level = (uint)ctx.Rng.Next(4) });
    }
}

// ---------------------------------------------------------------- flags and times

public static class BRowMarks
{
    public static void Finish(ref this Player p, ReducerContext ctx)
    {
        p.Migrated = true;
        p.MigratedAt = ctx.Timestamp;
    }

    public static void Close(this Player p, ReducerContext ctx)
    {
        p.Migrated = true;
        p.MigratedAt = ctx.Timestamp;
    }

    // [idempotent] the flag is set in the row that is saved
    [Reducer]
    public static void ConvertScoreCents(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) continue;
            var p = row;
            p.Score = unchecked(p.Score * 100);
            p.Finish(ctx);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [not-idempotent] Close gets a copy of the struct, the flag is lost
    [Reducer]
    public static void ConvertScorePoints(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            if (row.Migrated) continue;
            var p = row;
            p.Score = unchecked(p.Score * 100);
            p.Close(ctx);
            ctx.Db.Player.Id.Update(p);
        }
    }

    // [idempotent] a time from 1 to 999999 is seconds, no product is in that range
    [Reducer]
    public static void ConvertSecondsToMicros(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (p.MigratedAt is { MicrosecondsSinceUnixEpoch: > 0 and < 1_000_000 } at)
                ctx.Db.Player.Id.Update(p with { MigratedAt = new Timestamp(at.MicrosecondsSinceUnixEpoch * 1_000_000) });
    }

    // [not-idempotent] 7 seconds are 7000000, which still counts as seconds
    [Reducer]
    public static void ConvertSecondsToMicrosWide(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (p.MigratedAt is { MicrosecondsSinceUnixEpoch: > 0 and < 1_000_000_000 } at)
                ctx.Db.Player.Id.Update(p with { MigratedAt = new Timestamp(at.MicrosecondsSinceUnixEpoch * 1_000_000) });
    }

    // [not-idempotent] at a later time the stamp of the first run is old as well
    [Reducer]
    public static void BackfillStaleStamps(ReducerContext ctx)
    {
        var now = ctx.Timestamp;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.MigratedAt is { } at && at.MicrosecondsSinceUnixEpoch >= now.MicrosecondsSinceUnixEpoch) continue;
            ctx.Db.Player.Id.Update(p with { MigratedAt = now });
        }
    }
}

public static class BBatches
{
    const int BatchSize = 3;

    static IEnumerable<Player> Pending(ReducerContext ctx, int limit)
    {
        int handed = 0;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.DisplayName is not null) continue;
            if (handed++ == limit) yield break;
            yield return p;
        }
    }

    // [idempotent] no limit: all of them are filled at once
    [Reducer]
    public static void BackfillDisplayNames(ReducerContext ctx)
    {
        foreach (var p in Pending(ctx, int.MaxValue))
            ctx.Db.Player.Id.Update(p with { DisplayName = p.Username.Trim() });
    }

    // [not-idempotent] three rows a run, the next run takes the next three
    [Reducer]
    public static void BackfillDisplayNamesBatch(ReducerContext ctx)
    {
        foreach (var p in Pending(ctx, BatchSize))
            ctx.Db.Player.Id.Update(p with { DisplayName = p.Username.Trim() });
    }
}

// ---------------------------------------------------------------- markers

public static class BGift
{
    static void GiveAll(ReducerContext ctx, uint points)
    {
        foreach (var p in ctx.Db.Player.Iter().ToList())
            ctx.Db.Player.Id.Update(p with { Score = p.Score + points });
    }

    // [idempotent] the time is in the name, but only the start of the name is looked for
    [Reducer]
    public static void MigrateWinterGift(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Iter().Any(m => m.Name.StartsWith("winter-gift@"))) return;
        GiveAll(ctx, 50);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = $"winter-gift@{ctx.Timestamp.MicrosecondsSinceUnixEpoch}", CompletedAt = ctx.Timestamp });
    }

    // [not-idempotent] the name that is looked for has the time of this run
    [Reducer]
    public static void MigrateSummerGift(ReducerContext ctx)
    {
        var name = $"summer-gift@{ctx.Timestamp.MicrosecondsSinceUnixEpoch}";
        if (ctx.Db.MigrationStatus.Name.Find(name) is not null) return;
        GiveAll(ctx, 50);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = name, CompletedAt = ctx.Timestamp });
    }
}

public static class BSteps
{
    static string Normal(string step) => step.Trim().ToLowerInvariant();

    public static bool Has(ReducerContext ctx, string step) => ctx.Db.MigrationStatus.Name.Find(Normal(step)).HasValue;

    public static void Put(ReducerContext ctx, string step)
    {
        ctx.Db.MigrationStatus.Name.Delete(step);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = step, CompletedAt = ctx.Timestamp });
    }

    const string DoubleItems = "double-items";
    const string DoubleLoot = "Double-loot";

    // [idempotent] the name is in lower case, as Has looks for it
    [Reducer]
    public static void MigrateDoubleItems(ReducerContext ctx)
    {
        if (Has(ctx, DoubleItems)) return;
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Count = item.Count * 2 });
        Put(ctx, DoubleItems);
    }

    // [not-idempotent] stored with a capital letter, looked for without
    [Reducer]
    public static void MigrateDoubleLoot(ReducerContext ctx)
    {
        if (Has(ctx, DoubleLoot)) return;
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Count = item.Count * 2 });
        Put(ctx, DoubleLoot);
    }

    // [idempotent] break leaves the loop only, the step is recorded
    [Reducer]
    public static void MigrateCatchUpBonus(ReducerContext ctx)
    {
        if (Has(ctx, "catch-up")) return;
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Level))
        {
            if (p.Level > 50) break; // veterans need no help
            ctx.Db.Player.Id.Update(p with { Score = p.Score + 25 });
        }
        Put(ctx, "catch-up");
    }

    // [not-idempotent] return skips the record as soon as one veteran exists
    [Reducer]
    public static void MigrateRookieBonus(ReducerContext ctx)
    {
        if (Has(ctx, "rookie")) return;
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Level))
        {
            if (p.Level > 50) return; // veterans need no help
            ctx.Db.Player.Id.Update(p with { Score = p.Score + 25 });
        }
        Put(ctx, "rookie");
    }

    // [not-idempotent] the rows settle but the record gets a new time in each run
    [Reducer]
    public static void BackfillSlugsRecorded(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => string.IsNullOrEmpty(i.Slug)))
            ctx.Db.Item.Id.Update(item with { Slug = "item-" + item.Id });
        Put(ctx, "slugs");
    }
}

public static class BReceipts
{
    static void Once(ReducerContext ctx, string key, Action work)
    {
        if (ctx.Db.MigrationStatus.Name.Find(key) is { }) return;
        work();
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
    }

    // [idempotent] one receipt a player
    [Reducer]
    public static void MigrateRefunds(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            Once(ctx, $"refund/{p.Id}", () => ctx.Db.Player.Id.Update(p with { Score = p.Score + 20 }));
    }

    // [not-idempotent] the receipt names the score, which the refund changes
    [Reducer]
    public static void MigrateRefundsByScore(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            Once(ctx, $"refund/{p.Id}/{p.Score}", () => ctx.Db.Player.Id.Update(p with { Score = p.Score + 20 }));
    }
}

public static class BFirstMark
{
    static void AddFive(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.PlayerV2.Iter()) ctx.Db.PlayerV2.Id.Update(v with { Score = v.Score + 5 });
    }

    // [idempotent] a default row has no name, the stored one has
    [Reducer]
    public static void UpgradeV2Scores(ReducerContext ctx)
    {
        var mark = ctx.Db.MigrationStatus.Iter().FirstOrDefault(m => m.Name == "v2-scores");
        if (mark.Name != null) return;
        AddFive(ctx);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "v2-scores" });
    }

    // [not-idempotent] the stored row has no time either, so it looks as if there were none
    [Reducer]
    public static void UpgradeV2Points(ReducerContext ctx)
    {
        var mark = ctx.Db.MigrationStatus.Iter().FirstOrDefault(m => m.Name == "v2-points");
        if (mark.CompletedAt != default) return;
        AddFive(ctx);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "v2-points" });
    }
}

public static partial class BPipeline
{
    static readonly (string Name, Action<ReducerContext> Run)[] Plan =
    {
        ("plan/scores", ctx => { foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 }); }),
        ("plan/items", ctx => { foreach (var i in ctx.Db.Item.Iter()) ctx.Db.Item.Id.Update(i with { Count = i.Count + 1 }); }),
    };

    // [idempotent] each step is recorded under the name it is looked for
    [Reducer]
    public static void UpgradeByPlan(ReducerContext ctx)
    {
        var done = ctx.Db.MigrationStatus.Iter().Select(m => m.Name).ToHashSet();
        foreach (var (name, run) in Plan)
        {
            if (!done.Add(name)) continue;
            run(ctx);
            Record(ctx, name);
        }
    }

    // [not-idempotent] only the last step is recorded, the first one runs again
    [Reducer]
    public static void UpgradeByPlanLast(ReducerContext ctx)
    {
        var done = ctx.Db.MigrationStatus.Iter().Select(m => m.Name).ToHashSet();
        var last = "";
        foreach (var (name, run) in Plan)
        {
            if (!done.Add(name)) continue;
            run(ctx);
            last = name;
        }
        if (last == Plan[^1].Name) Record(ctx, last);
    }
}

public static partial class BPipeline
{
    static void Record(ReducerContext ctx, string name) =>
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = name, CompletedAt = ctx.Timestamp });
}

// ---------------------------------------------------------------- schema version

public static class BVersions
{
    const uint Target = 2;

    static void TripleScores(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score * 3 });
    }

    // [idempotent] the target version itself is not upgraded again
    [Reducer]
    public static void UpgradeToTarget(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        if (schema.Version >= Target) return;
        TripleScores(ctx);
        ctx.Db.SchemaVersion.Id.Update(schema with { Version = Target });
    }

    // [not-idempotent] the target version is let through
    [Reducer]
    public static void UpgradeUpToTarget(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        if (schema.Version > Target) return;
        TripleScores(ctx);
        ctx.Db.SchemaVersion.Id.Update(schema with { Version = Target });
    }

    // [idempotent] whatever the version was, it is 3 after it
    [Reducer]
    public static void UpgradeUnlessThree(ReducerContext ctx)
    {
        var found = ctx.Db.SchemaVersion.Id.Find(0);
        if (!found.HasValue) return;
        var schema = found.Value;
        if (schema.Version != 3)
        {
            TripleScores(ctx);
            schema.Version = 3;
            ctx.Db.SchemaVersion.Id.Update(schema);
        }
    }

    // [not-idempotent] version 1 becomes 2, which is still not 3
    [Reducer]
    public static void UpgradeUnlessThreeStep(ReducerContext ctx)
    {
        var found = ctx.Db.SchemaVersion.Id.Find(0);
        if (!found.HasValue) return;
        var schema = found.Value;
        if (schema.Version != 3)
        {
            TripleScores(ctx);
            schema.Version++;
            ctx.Db.SchemaVersion.Id.Update(schema);
        }
    }

    const uint Latest = 3;

    static void Step(ReducerContext ctx, uint from)
    {
        switch (from)
        {
            case 1:
                foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 10 });
                break;
            case 2:
                foreach (var i in ctx.Db.Item.Iter()) ctx.Db.Item.Id.Update(i with { Count = i.Count + 1 });
                break;
            case 3: // for the next release
                foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Level = p.Level + 1 });
                break;
        }
    }

    // [idempotent] runs the steps below the latest version only
    [Reducer]
    public static void UpgradeStepwise(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        if (schema.Version > Latest) return;
        for (var v = schema.Version; v < Latest; v++) Step(ctx, v);
        ctx.Db.SchemaVersion.Id.Update(schema with { Version = Latest });
    }

    // [not-idempotent] the step of the latest version runs each time
    [Reducer]
    public static void UpgradeStepwiseAll(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        if (schema.Version > Latest) return;
        for (var v = schema.Version; v <= Latest; v++) Step(ctx, v);
        ctx.Db.SchemaVersion.Id.Update(schema with { Version = Latest });
    }

    // [idempotent] every way through the switch ends at version 3 or changes nothing
    [Reducer]
    public static void UpgradeFallThrough(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        switch (schema.Version)
        {
            case 0:
                TripleScores(ctx);
                goto case 1;
            case 1:
                Step(ctx, 1);
                goto case 2;
            case 2:
                Step(ctx, 2);
                schema.Version = 3;
                break;
            default:
                return;
        }
        ctx.Db.SchemaVersion.Id.Update(schema);
    }

    // [not-idempotent] from version 1 the switch is left before the version is set
    [Reducer]
    public static void UpgradeFallOut(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { } schema) return;
        switch (schema.Version)
        {
            case 0:
                TripleScores(ctx);
                goto case 1;
            case 1:
                Step(ctx, 1);
                break;
            case 2:
                Step(ctx, 2);
                schema.Version = 3;
                break;
            default:
                return;
        }
        ctx.Db.SchemaVersion.Id.Update(schema);
    }

    // [not-idempotent] row 0 is raised but the row of another part keeps All from being true
    [Reducer]
    public static void UpgradeAllParts(ReducerContext ctx)
    {
        var rows = ctx.Db.SchemaVersion.Iter().ToList();
        if (rows.All(r => r.Version >= 5)) return;
        TripleScores(ctx);
        foreach (var r in rows.Where(r => r.Id == 0))
            ctx.Db.SchemaVersion.Id.Update(r with { Version = 5 });
    }

    const uint ItemPart = 20, PlayerPart = 21;

    static bool Is(ReducerContext ctx, uint part, uint version) => ctx.Db.SchemaVersion.Id.Find(part)?.Version == version;

    // [not-idempotent] asks for the item part, stores the player part
    [Reducer]
    public static void UpgradeItemPart(ReducerContext ctx)
    {
        if (Is(ctx, ItemPart, 1)) return;
        foreach (var i in ctx.Db.Item.Iter()) ctx.Db.Item.Id.Update(i with { Count = i.Count + 10 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = PlayerPart, Version = 1 });
    }
}

// ---------------------------------------------------------------- items

public static class BShop
{
    const ulong ShopOwner = 900;
    const ulong FirstShopId = 9_000;
    static readonly string[] Goods = { "Rope", "Torch", "Tent" };

    // [idempotent] deleted and put back under the same keys
    [Reducer]
    public static void SeedShopGoods(ReducerContext ctx)
    {
        ctx.Db.Item.OwnerId.Delete(ShopOwner);
        for (int i = 0; i < Goods.Length; i++)
            ctx.Db.Item.Insert(new Item { Id = FirstShopId + (ulong)i, OwnerId = ShopOwner, Name = Goods[i], Count = 1, Slug = "" });
    }

    // [not-idempotent] deleted and put back under new auto-increment keys
    [Reducer]
    public static void SeedShopStock(ReducerContext ctx)
    {
        ctx.Db.Item.OwnerId.Delete(ShopOwner);
        for (int i = 0; i < Goods.Length; i++)
            ctx.Db.Item.Insert(new Item { OwnerId = ShopOwner, Name = Goods[i], Count = 1, Slug = "" });
    }

    // [idempotent] what the owner has by name is not added again
    [Reducer]
    public static void SeedStarterKits(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var owned = ctx.Db.Item.OwnerId.Filter(p.Id).Select(i => i.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var name in Goods.Where(g => !owned.Contains(g)))
                ctx.Db.Item.Insert(new Item { OwnerId = p.Id, Name = name, Count = 1, Slug = "starter" });
        }
    }

    // [not-idempotent] looks for the goods as they are, stores them in upper case
    [Reducer]
    public static void SeedStarterPacks(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var owned = ctx.Db.Item.OwnerId.Filter(p.Id).Select(i => i.Name).ToHashSet();
            foreach (var name in Goods.Where(g => !owned.Contains(g)))
                ctx.Db.Item.Insert(new Item { OwnerId = p.Id, Name = name.ToUpperInvariant(), Count = 1, Slug = "starter" });
        }
    }
}

public readonly record struct BRename(string From, string To);

public static class BItemNames
{
    static readonly BRename[] Renames =
    {
        new("Sword", "Blade"),
        new("Blade", "Long Blade"),
        new("Potion", "Elixir"),
    };

    // [idempotent] all rules in order: a Sword is a Long Blade at the end of the same run
    [Reducer]
    public static void MigrateItemNamesAllRules(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var name = item.Name;
            foreach (var rule in Renames)
                if (name == rule.From) name = rule.To;
            if (name != item.Name) ctx.Db.Item.Id.Update(item with { Name = name });
        }
    }

    // [not-idempotent] one rule a run: a Sword becomes a Blade, then a Long Blade
    [Reducer]
    public static void MigrateItemNamesFirstRule(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var name = item.Name;
            foreach (var rule in Renames)
                if (name == rule.From) { name = rule.To; break; }
            if (name != item.Name) ctx.Db.Item.Id.Update(item with { Name = name });
        }
    }

    // [idempotent] the ending that is tested is the one that is appended
    [Reducer]
    public static void BackfillSlugNumbers(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var ending = $"-{item.Id:D4}";
            if (item.Slug.EndsWith(ending, StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Slug = item.Slug + ending });
        }
    }

    // [not-idempotent] tested as -7, appended as -0007
    [Reducer]
    public static void BackfillSlugIds(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug.EndsWith($"-{item.Id}", StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Slug = $"{item.Slug}-{item.Id:D4}" });
        }
    }

    static IEnumerable<string> Tags(Item item) => item.Slug.Split(',', StringSplitOptions.RemoveEmptyEntries).Append("classic");

    // [idempotent] a tag is listed once
    [Reducer]
    public static void MigrateClassicTag(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(',', Tags(item).Distinct().OrderBy(t => t, StringComparer.Ordinal)) });
    }

    // [not-idempotent] sorted, but the tag is appended again
    [Reducer]
    public static void MigrateClassicTagSorted(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(',', Tags(item).OrderBy(t => t, StringComparer.Ordinal)) });
    }
}

public static class BStacks
{
    const uint MaxStack = 99;

    // [idempotent] no stack above the limit is left
    [Reducer]
    public static void MigrateSplitStacks(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Item.Iter().ToList())
        {
            var item = row;
            while (item.Count > MaxStack)
            {
                ctx.Db.Item.Insert(item with { Id = 0, Count = MaxStack });
                item.Count -= MaxStack;
            }
            ctx.Db.Item.Id.Update(item);
        }
    }

    // [not-idempotent] takes one full stack off a run
    [Reducer]
    public static void MigrateSplitStack(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Item.Iter().ToList())
        {
            var item = row;
            if (item.Count > MaxStack)
            {
                ctx.Db.Item.Insert(item with { Id = 0, Count = MaxStack });
                item.Count -= MaxStack;
            }
            ctx.Db.Item.Id.Update(item);
        }
    }

    // [idempotent] one row for each owner and name is left
    [Reducer]
    public static void MigrateMergeStacks(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var keep = group.MinBy(i => i.Id);
            foreach (var extra in group.Where(i => i.Id != keep.Id))
            {
                keep.Count += extra.Count;
                ctx.Db.Item.Id.Delete(extra.Id);
            }
            ctx.Db.Item.Id.Update(keep);
        }
    }

    // [not-idempotent] rows with another slug are added but not deleted
    [Reducer]
    public static void MigrateMergeSameSlug(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Item.Iter().GroupBy(i => (i.OwnerId, i.Name)))
        {
            var keep = group.MinBy(i => i.Id);
            foreach (var extra in group.Where(i => i.Id != keep.Id))
            {
                keep.Count += extra.Count;
                if (extra.Slug == keep.Slug) ctx.Db.Item.Id.Delete(extra.Id);
            }
            ctx.Db.Item.Id.Update(keep);
        }
    }

    // [idempotent] adds just what is missing to ten
    [Reducer]
    public static void MigrateTopUpStacks(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Count < 10))
            ctx.Db.Item.Id.Update(item with { Count = item.Count + (10 - item.Count) });
    }

    // [not-idempotent] a stack of one is below ten after the first five as well
    [Reducer]
    public static void MigrateTopUpStacksByFive(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Count < 10))
            ctx.Db.Item.Id.Update(item with { Count = item.Count + 5 });
    }

    // [idempotent] gold that is paid out is deleted
    [Reducer]
    public static void ConvertGoldToScore(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var gold = ctx.Db.Item.OwnerId.Filter(p.Id).Where(i => i.Name.Equals("gold", StringComparison.OrdinalIgnoreCase)).ToList();
            if (gold.Count == 0) continue;
            uint coins = 0;
            foreach (var g in gold) { coins += g.Count; ctx.Db.Item.Delete(g); }
            ctx.Db.Player.Id.Update(p with { Score = checked(p.Score + coins) });
        }
    }

    // [not-idempotent] pays for gold in any case, deletes only Gold
    [Reducer]
    public static void ConvertGoldToPoints(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var gold = ctx.Db.Item.OwnerId.Filter(p.Id).Where(i => i.Name.Equals("gold", StringComparison.OrdinalIgnoreCase)).ToList();
            uint coins = 0;
            foreach (var g in gold) coins += g.Count;
            ctx.Db.Player.Id.Update(p with { Score = checked(p.Score + coins) });
        }
        foreach (var g in ctx.Db.Item.Iter().Where(i => i.Name == "Gold")) ctx.Db.Item.Id.Delete(g.Id);
    }
}

public static class BOwners
{
    // accounts that were merged: old owner -> new owner
    static readonly Dictionary<ulong, ulong> Merged = new() { [77] = 2, [2] = 1, [4] = 3 };

    // [idempotent] follows the merges to the end
    [Reducer]
    public static void MigrateItemOwners(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var owner = item.OwnerId;
            while (Merged.TryGetValue(owner, out var next)) owner = next;
            ctx.Db.Item.Id.Update(item with { OwnerId = owner });
        }
    }

    // [not-idempotent] follows one merge a run: 77 to 2, then 2 to 1
    [Reducer]
    public static void MigrateItemOwner(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { OwnerId = Merged.GetValueOrDefault(item.OwnerId, item.OwnerId) });
    }
}

// ---------------------------------------------------------------- archive and statistics

public static class BArchive
{
    // [idempotent] new keys, but only for rows that still need the trim
    [Reducer]
    public static void MigrateArchiveNames(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.PlayerArchive.Iter())
        {
            var name = a.Username.Trim().ToLowerInvariant();
            if (name == a.Username) continue;
            ctx.Db.PlayerArchive.Id.Delete(a.Id);
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = a.PlayerId, Username = name });
        }
    }

    // [not-idempotent] each row is put back under a new key
    [Reducer]
    public static void MigrateArchiveRows(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.PlayerArchive.Iter())
        {
            var name = a.Username.Trim().ToLowerInvariant();
            ctx.Db.PlayerArchive.Id.Delete(a.Id);
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = a.PlayerId, Username = name });
        }
    }

    static void AddTo(ReducerContext ctx, string key, ulong amount)
    {
        if (ctx.Db.GlobalStat.Key.Find(key) is { } stat)
            ctx.Db.GlobalStat.Key.Update(stat with { Value = stat.Value + amount });
        else
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = amount });
    }

    // [idempotent] who is archived is gone from the players, so nobody is counted twice
    [Reducer]
    public static void MigrateIdlePlayers(ReducerContext ctx)
    {
        ulong moved = 0;
        foreach (var p in ctx.Db.Player.Iter().Where(p => p is { Score: 0, IsPremium: false }))
        {
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.Username });
            ctx.Db.Player.Id.Delete(p.Id);
            moved++;
        }
        AddTo(ctx, "archived", moved);
    }

    // [not-idempotent] adds the size of the whole archive in each run
    [Reducer]
    public static void MigrateSleepingPlayers(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter().Where(p => p is { Score: 0, IsPremium: false }))
        {
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.Username });
            ctx.Db.Player.Id.Delete(p.Id);
        }
        AddTo(ctx, "archived", ctx.Db.PlayerArchive.Count);
    }

    // [idempotent] only real changes are counted and a second run has none
    [Reducer]
    public static void MigrateCleanUsernames(ReducerContext ctx)
    {
        uint changed = 0;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var clean = p.Username.Trim();
            if (clean == p.Username) continue;
            changed++;
            ctx.Db.Player.Id.Update(p with { Username = clean });
        }
        if (changed > 0) AddTo(ctx, "names_cleaned", changed);
    }

    // [not-idempotent] counts rows that need no change
    [Reducer]
    public static void MigrateTrimUsernames(ReducerContext ctx)
    {
        uint changed = 0;
        foreach (var p in ctx.Db.Player.Iter())
        {
            var clean = p.Username.Trim();
            changed++;
            if (clean == p.Username) continue;
            ctx.Db.Player.Id.Update(p with { Username = clean });
        }
        if (changed > 0) AddTo(ctx, "names_cleaned", changed);
    }
}

public static class BStats
{
    static void Set(ReducerContext ctx, string key, ulong value)
    {
        ctx.Db.GlobalStat.Key.Delete(key);
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = value });
    }

    // [idempotent] the total leaves itself out
    [Reducer]
    public static void PopulateGrandTotal(ReducerContext ctx)
    {
        ulong total = 0;
        foreach (var s in ctx.Db.GlobalStat.Iter())
            if (s.Key != "grand_total") total += s.Value;
        Set(ctx, "grand_total", total);
    }

    // [not-idempotent] leaves out a key that is written in another way, so the total counts itself
    [Reducer]
    public static void PopulateOverallTotal(ReducerContext ctx)
    {
        ulong total = 0;
        foreach (var s in ctx.Db.GlobalStat.Iter())
            if (s.Key != "overall-total") total += s.Value;
        Set(ctx, "overall_total", total);
    }

    // [idempotent] the row is there before the rows are counted
    [Reducer]
    public static void PopulateStatRows(ReducerContext ctx)
    {
        Set(ctx, "stat_rows", 0);
        Set(ctx, "stat_rows", ctx.Db.GlobalStat.Count);
    }

    // [not-idempotent] the first run counts before its own row exists
    [Reducer]
    public static void PopulateStatCount(ReducerContext ctx)
    {
        var rows = ctx.Db.GlobalStat.Count;
        Set(ctx, "stat_count", rows);
    }

    // [idempotent] the old key is deleted, so its value moves once
    [Reducer]
    public static void MigrateStatKey(ReducerContext ctx)
    {
        if (ctx.Db.GlobalStat.Key.Find("total_users") is not { } old) return;
        var sum = old.Value + (ctx.Db.GlobalStat.Key.Find("players.total")?.Value ?? 0);
        Set(ctx, "players.total", sum);
        old.Value = 0;
        ctx.Db.GlobalStat.Key.Delete(old.Key);
    }

    // [not-idempotent] Delete looks for an equal row, and the value was cleared before
    [Reducer]
    public static void MigrateStatRow(ReducerContext ctx)
    {
        if (ctx.Db.GlobalStat.Key.Find("total_users") is not { } old) return;
        var sum = old.Value + (ctx.Db.GlobalStat.Key.Find("players.total")?.Value ?? 0);
        Set(ctx, "players.total", sum);
        old.Value = 0;
        ctx.Db.GlobalStat.Delete(old);
    }

    static void Tally(ReducerContext ctx, string prefix)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var key = prefix + (p.IsPremium ? "premium" : "free");
            var before = ctx.Db.GlobalStat.Key.Find(key)?.Value ?? 0;
            Set(ctx, key, before + 1);
        }
    }

    // [idempotent] the counters are dropped before they are counted up
    [Reducer]
    public static void PopulatePlanCounts(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.GlobalStat.Iter().Where(s => s.Key.StartsWith("plan."))) ctx.Db.GlobalStat.Key.Delete(s.Key);
        Tally(ctx, "plan.");
    }

    // [not-idempotent] other counters are dropped than those that are counted up
    [Reducer]
    public static void PopulateAccountCounts(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.GlobalStat.Iter().Where(s => s.Key.StartsWith("account."))) ctx.Db.GlobalStat.Key.Delete(s.Key);
        Tally(ctx, "accounts.");
    }
}

public static class LobbyRows
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(P("alice", "Alice Smith", 3, 0, "Alice", "Smith"));
        ctx.Db.Player.Insert(P(" Bob ", "Bob O'Neil", 5, 1, disp: "", prem: true));
        ctx.Db.Player.Insert(P("guest", "", 0, disp: null));
        ctx.Db.Player.Insert(P("u_carol", "Carolina van der Berghe", 3, 7, "Zoe", "Adams", "Caz--of----x"));
        ctx.Db.Player.Insert(P("alice", "Ann Lee", 199, 3, "Ann", "Lee", mig: true, at: 7));
        ctx.Db.Player.Insert(P("alice#5#2", "Erik Berg", 1300, 0, at: 5_000_000));
        ctx.Db.Player.Insert(P("Admin", "Root Admin", 300, 2, prem: true, disp: "boss"));
        ctx.Db.Player.Insert(P("10042", "Dave", 45, 12));
        ctx.Db.Player.Insert(P("dave7", "Dave Young", 820, 0x0005_0003));
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 1, Name = "alice", Score = 5 });
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 600, Name = "x", Score = 0 });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 52, Username = "Bob " });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 77, Username = "gone" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Iron Sword", Count = 1, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 4, Slug = "a-b" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 3, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 77, Name = "Sword", Count = 250, Slug = "rare,old" });
        ctx.Db.Item.Insert(new Item { OwnerId = 5, Name = "gold", Count = 40, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Gold", Count = 5, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 9, Name = "Torch", Count = 2, Slug = "2" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 2 });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "kills", Value = 40 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 7, Version = 2 });
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "season-1", CompletedAt = new Timestamp(5) });
    }

    private static Player P(
        string user, string full, uint score, uint level = 0, string first = "", string last = "", string? disp = null, bool prem = false, bool mig = false, long? at = null) =>
        new()
        {
            Username = user, FullName = full, Score = score, Level = level, FirstName = first, LastName = last, DisplayName = disp,
            IsPremium = prem, Migrated = mig, MigratedAt = at is { } t ? new Timestamp(t) : null,
        };
}
