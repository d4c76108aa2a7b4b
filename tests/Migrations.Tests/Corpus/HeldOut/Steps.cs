// Steps, over the tables of the open corpus: what is done is kept in a ledger, near misses in pairs. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Linq;
using SpacetimeDB;

// What has been done is kept in MigrationStatus, one row a step.
static class Ledger
{
    public const string MinorUnits = "economy/minor-units";

    public static bool Done(ReducerContext ctx, string step) => ctx.Db.MigrationStatus.Name.Find(step).HasValue;

    public static void Close(ReducerContext ctx, string step)
    {
        if (!Done(ctx, step))
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = step, CompletedAt = ctx.Timestamp });
    }

    public static bool TryBegin(ReducerContext ctx, string step)
    {
        if (Done(ctx, step)) return false;
        Close(ctx, step);
        return true;
    }

    public static void Reopen(ReducerContext ctx, string step) => ctx.Db.MigrationStatus.Name.Delete(step);
}

static class RowTools
{
    public static void EachPlayer(this ReducerContext ctx, Func<Player, Player> change)
    {
        foreach (var player in ctx.Db.Player.Iter().ToList())
            ctx.Db.Player.Id.Update(change(player));
    }

    public static void Rewrite<T>(IEnumerable<T> rows, Func<T, T> change, Func<T, T> save) where T : struct
    {
        foreach (var row in rows.ToList())
        {
            var next = change(row);
            if (!EqualityComparer<T>.Default.Equals(next, row)) save(next);
        }
    }

    public static void PutStat(this ReducerContext ctx, string key, Func<ulong, ulong> next)
    {
        if (ctx.Db.GlobalStat.Key.Find(key) is { } stat)
            ctx.Db.GlobalStat.Key.Update(stat with { Value = next(stat.Value) });
        else
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = key, Value = next(0) });
    }

    public static uint DigitSum(uint n)
    {
        uint sum = 0;
        for (; n > 0; n /= 10) sum += n % 10;
        return sum;
    }

    public static uint Fnv(string text) => text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
}

abstract record LevelRule
{
    public sealed record SetTo(uint Value) : LevelRule;
    public sealed record AtMost(uint Value) : LevelRule;
    public sealed record Step(uint Size) : LevelRule;

    public uint Apply(uint level) => this switch
    {
        SetTo s => s.Value,
        AtMost m => Math.Min(level, m.Value),
        Step t => level + t.Size,
        _ => level,
    };
}

// ---------------------------------------------------------------- steps kept in the ledger
public static partial class LedgerSteps
{
    // [idempotent] TryBegin records the step before the work, and says no the second time
    [Reducer]
    public static void MigrateMinorUnits(ReducerContext ctx)
    {
        if (!Ledger.TryBegin(ctx, Ledger.MinorUnits)) return;
        ctx.EachPlayer(p => p with { Score = p.Score * 100 });
    }

    // [not-idempotent] the finally block takes the record away again
    [Reducer]
    public static void MigrateMinorUnitsLocked(ReducerContext ctx)
    {
        if (!Ledger.TryBegin(ctx, "economy/locked")) return;
        try
        {
            ctx.EachPlayer(p => p with { Score = p.Score * 100 });
        }
        finally
        {
            Ledger.Reopen(ctx, "economy/locked");
        }
    }

    // [idempotent] one of the two steps on record is enough to stop, and one is recorded
    [Reducer]
    public static void MigrateSeasonPoints(ReducerContext ctx)
    {
        if (Ledger.Done(ctx, "season/points") || Ledger.Done(ctx, "season/points-hotfix")) return;
        ctx.EachPlayer(p => p with { Score = p.Score + p.Level + 1 });
        Ledger.Close(ctx, "season/points-hotfix");
    }

    // [not-idempotent] the step on record is what this one builds upon, not this one itself
    [Reducer]
    public static void MigrateSeasonTwo(ReducerContext ctx)
    {
        if (!Ledger.Done(ctx, "season-1"))
            throw new InvalidOperationException("season 1 must come first");
        ctx.EachPlayer(p => p with { Score = p.Score + 25 });
        Ledger.Close(ctx, "season-1");
    }

    // [not-idempotent] the return leaves the lambda, not the reducer
    [Reducer]
    public static void MigrateStreakBonus(ReducerContext ctx)
    {
        const string step = "streak-bonus";
        Action stopIfDone = () =>
        {
            if (Ledger.Done(ctx, step))
            {
                Log.Info("nothing to do");
                return;
            }
        };
        stopIfDone();
        ctx.EachPlayer(p => p with { Level = p.Level + 2 });
        Ledger.Close(ctx, step);
    }

    // [idempotent] checked and recorded within the loop: only one player is ever lifted
    [Reducer]
    public static void MigrateFirstSeat(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (Ledger.Done(ctx, "first-seat")) continue;
            ctx.Db.Player.Id.Update(player with { Level = player.Level + 1 });
            Ledger.Close(ctx, "first-seat");
        }
    }

    // [idempotent] one record for each player, under the same key for the check and the write
    [Reducer]
    public static void MigrateGifts(ReducerContext ctx)
    {
        static string KeyOf(Player p) => $"gift/{p.Id}";
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (Ledger.Done(ctx, KeyOf(player))) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + 50 });
            Ledger.Close(ctx, KeyOf(player));
        }
    }

    // [not-idempotent] looked up under the id, recorded under the name
    [Reducer]
    public static void MigrateGiftsByName(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (Ledger.Done(ctx, $"present/{player.Id}")) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + 50 });
            Ledger.Close(ctx, $"present/{player.Username}");
        }
    }

    // [not-idempotent] the key holds the time of the run, so it is never on record
    [Reducer]
    public static void MigrateRollup(ReducerContext ctx)
    {
        var at = TimeSpan.FromMicroseconds(ctx.Timestamp.MicrosecondsSinceUnixEpoch);
        if (!Ledger.TryBegin(ctx, $"rollup/{at:c}")) return;
        ctx.EachPlayer(p => p with { Score = p.Score + 1 });
    }

    // [not-idempotent] the tidying at the end removes the fresh record with the old ones
    [Reducer]
    public static void MigrateAndTidyLedger(ReducerContext ctx)
    {
        if (!Ledger.TryBegin(ctx, "veteran-levels")) return;
        ctx.EachPlayer(p => p with { Level = p.Level + 1 });
        foreach (var old in ctx.Db.MigrationStatus.Iter().ToList())
            if (old.CompletedAt.MicrosecondsSinceUnixEpoch <= ctx.Timestamp.MicrosecondsSinceUnixEpoch)
                Ledger.Reopen(ctx, old.Name);
    }

    // [not-idempotent] a row that is inserted with the same values is not refused
    [Reducer]
    public static void MigrateWithSentinel(ReducerContext ctx)
    {
        // blows up when the sentinel is there already
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 7, Version = 1 });
        ctx.EachPlayer(p => p with { Score = p.Score + 10 });
    }

    // [idempotent] falls through all steps that are missing, then moves the version on
    [Reducer]
    public static void UpgradeToThree(ReducerContext ctx)
    {
        var row = ctx.Db.SchemaVersion.Id.Find(0) ?? throw new InvalidOperationException("no version row");
        switch (row.Version)
        {
            case 1:
                ctx.EachPlayer(p => p with { Level = p.Level + 1 });
                goto case 2;
            case 2:
                ctx.EachPlayer(p => p with { Score = p.Score * 2 });
                break;
            default:
                return;
        }
        ctx.Db.SchemaVersion.Id.Update(row with { Version = 3 });
    }

    // [not-idempotent] the version never passes two, but only above two does it stop
    [Reducer]
    public static void UpgradeToTwo(ReducerContext ctx)
    {
        var row = ctx.Db.SchemaVersion.Id.Find(0) ?? throw new InvalidOperationException("no version row");
        if (row.Version > 2) return;
        ctx.EachPlayer(p => p with { Score = p.Score + 7 });
        ctx.Db.SchemaVersion.Id.Update(row with { Version = Math.Min(row.Version + 1, 2) });
    }

    // [not-idempotent] the work is done once, but the counter goes up at every run
    [Reducer]
    public static void MigrateCountedRuns(ReducerContext ctx)
    {
        var runs = ctx.Db.GlobalStat.Key.Find("normaliser_runs")?.Value ?? 0;
        if (runs == 0)
            ctx.EachPlayer(p => p with { Username = p.Username.Trim() });
        ctx.PutStat("normaliser_runs", n => n + 1);
    }
}

// ---------------------------------------------------------------- numbers
public static partial class NumberSteps
{
    // [idempotent] whoever is below a hundred is above it afterwards
    [Reducer]
    public static void BackfillScoreFloor(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.Score >= 100) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + 100 });
        }
    }

    // [not-idempotent] fifty more do not lift everyone over the bound
    [Reducer]
    public static void BackfillScoreFloorByFifty(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.Score >= 100) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + 50 });
        }
    }

    // [not-idempotent] the cap holds only those who have reached it
    [Reducer]
    public static void ConvertScoreScale(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { Score = (uint)Math.Min(p.Score * 1.5, 500.0) });
    }

    // [idempotent] a full minute makes the level non-zero; less than a minute changes nothing
    [Reducer]
    public static void ConvertSecondsToMinutes(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (player.Level != 0) continue;
            player.Level = player.Score / 60;
            player.Score %= 60;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] less than an hour leaves the level at zero, and the minutes are divided again
    [Reducer]
    public static void ConvertSecondsToHours(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (player.Level != 0) continue;
            player.Score /= 60;
            player.Level = player.Score / 60;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] tens of tens: the score that is written back gives the same level
    [Reducer]
    public static void ConvertScoreToTens(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.Level = player.Score / 10;
            player.Score = player.Level * 10;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] from ten levels upwards the score that is written back gives a higher level
    [Reducer]
    public static void ConvertScoreToElevens(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.Level = player.Score / 10;
            player.Score = player.Level * 11;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] sums up digits until one is left
    [Reducer]
    public static void ConvertScoreToLuckyDigit(ReducerContext ctx)
    {
        ctx.EachPlayer(p =>
        {
            while (p.Score >= 10) p.Score = RowTools.DigitSum(p.Score);
            return p;
        });
    }

    // [not-idempotent] sums up the digits once, which may leave two of them
    [Reducer]
    public static void ConvertScoreToDigitSum(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { Score = RowTools.DigitSum(p.Score) });
    }

    const uint Packed = 0x8000_0000;

    // [idempotent] the top bit says that the level is packed, and it is set after the shift
    [Reducer]
    public static void MigratePackLevels(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if ((player.Level & Packed) != 0) continue;
            ctx.Db.Player.Id.Update(player with { Level = (player.Level << 4) | Packed });
        }
    }

    // [not-idempotent] the bit is set first and shifted out with the rest
    [Reducer]
    public static void MigratePackLevelsShifted(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if ((player.Level & Packed) != 0) continue;
            ctx.Db.Player.Id.Update(player with { Level = (player.Level | Packed) << 4 });
        }
    }

    static readonly Dictionary<bool, LevelRule> SettledRules = new()
    {
        [true] = new LevelRule.SetTo(5),
        [false] = new LevelRule.AtMost(3),
    };

    static readonly Dictionary<bool, LevelRule> SpringRules = new()
    {
        [true] = new LevelRule.SetTo(5),
        [false] = new LevelRule.Step(1),
    };

    // [idempotent] a fixed value for the ones, an upper bound for the others
    [Reducer]
    public static void UpgradeLevelsByRule(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { Level = SettledRules[p.IsPremium].Apply(p.Level) });
    }

    // [not-idempotent] the rule for the others is a step
    [Reducer]
    public static void UpgradeLevelsBySpringRule(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { Level = SpringRules[p.IsPremium].Apply(p.Level) });
    }

    // [idempotent] places by score; among equals the places of before, which stay
    [Reducer]
    public static void PopulatePlaces(ReducerContext ctx)
    {
        var order = ctx.Db.Player.Iter()
            .OrderByDescending(p => p.Score).ThenBy(p => p.Level).ThenBy(p => p.Id)
            .ToList();
        for (var i = 0; i < order.Count; i++)
            ctx.Db.Player.Id.Update(order[i] with { Level = (uint)i });
    }

    // [not-idempotent] among equals the last place comes first, so they change about
    [Reducer]
    public static void PopulatePlacesFairly(ReducerContext ctx)
    {
        var order = ctx.Db.Player.Iter()
            .OrderByDescending(p => p.Score).ThenByDescending(p => p.Level).ThenBy(p => p.Id)
            .ToList();
        for (var i = 0; i < order.Count; i++)
            ctx.Db.Player.Id.Update(order[i] with { Level = (uint)i });
    }

    // [not-idempotent] zero may be drawn too, and zero is drawn for again
    [Reducer]
    public static void PopulateStartLevels(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.Level != 0) continue;
            ctx.Db.Player.Id.Update(player with { Level = (uint)ctx.Rng.Next(0, 3) });
        }
    }

    // [idempotent] a hash of a column that stays
    [Reducer]
    public static void PopulateShard(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { Level = RowTools.Fnv(p.Username) % 16 });
    }
}

// ---------------------------------------------------------------- flags, options, times
public static partial class ProfileSteps
{
    // [idempotent] the pair is put in order, and a pair in order is left alone
    [Reducer]
    public static void MigrateOrderNamePair(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            if (string.CompareOrdinal(player.FirstName, player.LastName) > 0)
                (player.FirstName, player.LastName) = (player.LastName, player.FirstName);
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] folds one flag into the other; the folded one is off the second time
    [Reducer]
    public static void MigrateFoldFlags(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.IsPremium |= player.Migrated;
            player.Migrated = false;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] the second run finds the other flag set by the first
    [Reducer]
    public static void MigrateTrialFlags(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            player.IsPremium = !player.Migrated;
            player.Migrated = true;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] blank names become null, and null stays null
    [Reducer]
    public static void MigrateBlankDisplayNames(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { DisplayName = string.IsNullOrWhiteSpace(p.DisplayName) ? null : p.DisplayName });
    }

    // [not-idempotent] null becomes empty and empty becomes null
    [Reducer]
    public static void MigrateNullDisplayNames(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { DisplayName = p.DisplayName switch { null => "", "" => null, var name => name } });
    }

    // [idempotent] a captain is chosen only while there is none
    [Reducer]
    public static void MigrateChooseCaptain(ReducerContext ctx)
    {
        if (ctx.Db.Player.Iter().Any(p => p.IsPremium)) return;
        foreach (var best in ctx.Db.Player.Iter().OrderByDescending(p => p.Score).ThenBy(p => p.Id).Take(1))
            ctx.Db.Player.Id.Update(best with { IsPremium = true });
    }

    // [idempotent] whoever is given points gets a name too, and is not collected again
    [Reducer]
    public static void PopulateMissingNames(ReducerContext ctx)
    {
        var todo = ctx.Db.Player.Iter().Where(p => p.DisplayName is null).Select(p => p.Id).ToList();
        foreach (var id in todo)
        {
            var player = ctx.Db.Player.Id.Find(id)!.Value;
            player.DisplayName = player.Username;
            player.Score += 5;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] without a first name the name stays null, and the points are given again
    [Reducer]
    public static void PopulateMissingNicknames(ReducerContext ctx)
    {
        var todo = ctx.Db.Player.Iter().Where(p => p.DisplayName is null).Select(p => p.Id).ToList();
        foreach (var id in todo)
        {
            var player = ctx.Db.Player.Id.Find(id)!.Value;
            player.DisplayName = player.FirstName.Length > 0 ? player.FirstName : null;
            player.Score += 5;
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] the doubled score is in a copy that is not written
    [Reducer]
    public static void MigrateDoubleUnsaved(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var doubled = row;
            doubled.Score *= 2;
            Log.Debug($"{row.Username}: {row.Score} to {doubled.Score}");
            ctx.Db.Player.Id.Update(row with { FullName = row.FullName.TrimEnd() });
        }
    }

    // [idempotent] the earlier of the stored time and now; what was stored is never later than a later now
    [Reducer]
    public static void BackfillFirstSeen(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.MigratedAt is { } seen && seen.MicrosecondsSinceUnixEpoch <= ctx.Timestamp.MicrosecondsSinceUnixEpoch) continue;
            ctx.Db.Player.Id.Update(player with { MigratedAt = ctx.Timestamp });
        }
    }

    // [not-idempotent] the later of the stored time and now, and a later run is later
    [Reducer]
    public static void BackfillLastSeen(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.MigratedAt is { } seen && seen.MicrosecondsSinceUnixEpoch >= ctx.Timestamp.MicrosecondsSinceUnixEpoch) continue;
            ctx.Db.Player.Id.Update(player with { MigratedAt = ctx.Timestamp });
        }
    }

    // [not-idempotent] a small time is still small after the conversion
    [Reducer]
    public static void ConvertMillisToMicros(ReducerContext ctx)
    {
        const long looksLikeMillis = 10_000_000_000_000;
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.MigratedAt is not { } at || at.MicrosecondsSinceUnixEpoch >= looksLikeMillis) continue;
            ctx.Db.Player.Id.Update(player with { MigratedAt = new Timestamp(at.MicrosecondsSinceUnixEpoch * 1000) });
        }
    }
}

// ---------------------------------------------------------------- strings
public static partial class TextSteps
{
    // [not-idempotent] each run doubles every quote
    [Reducer]
    public static void ConvertQuotes(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { FullName = p.FullName.Replace("'", "''") });
    }

    // [not-idempotent] one pass makes two dashes of four
    [Reducer]
    public static void MigrateDashes(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { DisplayName = p.DisplayName?.Replace("--", "-") });
    }

    // [idempotent] goes on until no two dashes stand together
    [Reducer]
    public static void MigrateAllDashes(ReducerContext ctx)
    {
        static string Squeeze(string text)
        {
            while (text.Contains("--")) text = text.Replace("--", "-");
            return text;
        }
        ctx.EachPlayer(p => p.DisplayName is { } name ? p with { DisplayName = Squeeze(name) } : p);
    }

    // [idempotent] a cut name is cut at the same place again
    [Reducer]
    public static void MigrateCutNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.FullName.Length <= 8) continue;
            ctx.Db.Player.Id.Update(player with { FullName = player.FullName[..8] + "..." });
        }
    }

    // [not-idempotent] the length that is noted is another one after the cut
    [Reducer]
    public static void MigrateCutNamesWithLength(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.FullName.Length <= 8) continue;
            ctx.Db.Player.Id.Update(player with { FullName = $"{player.FullName[..8]} ({player.FullName.Length})" });
        }
    }

    static class Reserved
    {
        public static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "admin", "root", "system" };
        public static string Freed(string name) => string.Concat("user_", name);
    }

    // [idempotent] the new name is not among the reserved ones
    [Reducer]
    public static void MigrateReservedNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (Reserved.Names.Contains(player.Username))
                ctx.Db.Player.Id.Update(player with { Username = Reserved.Freed(player.Username) });
    }

    // [not-idempotent] the new name still has the reserved one in it
    [Reducer]
    public static void MigrateReservedWords(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (Reserved.Names.Any(word => player.Username.Contains(word, StringComparison.OrdinalIgnoreCase)))
                ctx.Db.Player.Id.Update(player with { Username = Reserved.Freed(player.Username) });
    }

    // [not-idempotent] the new name may be one that another player has, and then there are twins again
    [Reducer]
    public static void MigrateTwinNames(ReducerContext ctx)
    {
        foreach (var twins in ctx.Db.Player.Iter().GroupBy(p => p.Username))
            foreach (var twin in twins.OrderBy(p => p.Id).Skip(1))
                ctx.Db.Player.Id.Update(twin with { Username = $"{twin.Username}#{twin.Id}" });
    }

    // [idempotent] once all names differ, none is taken when its turn comes
    [Reducer]
    public static void MigrateDistinctNames(ReducerContext ctx)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ctx.Db.Player.Iter().OrderBy(p => p.Id).ToList())
        {
            var player = row;
            while (!taken.Add(player.Username)) player.Username += "_";
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [idempotent] a capital followed by small letters stays so
    [Reducer]
    public static void ConvertToCapitalised(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p.Username is [var head, .. var rest]
            ? p with { Username = char.ToUpperInvariant(head) + rest.ToLowerInvariant() }
            : p);
    }

    // [not-idempotent] the hash of a hash is another hash
    [Reducer]
    public static void ConvertToPseudonyms(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p with { DisplayName = RowTools.Fnv(p.DisplayName ?? p.Username).ToString("x8") });
    }

    // [not-idempotent] takes one prefix off, and there may be two
    [Reducer]
    public static void MigrateDropImportPrefix(ReducerContext ctx)
    {
        ctx.EachPlayer(p => p.Username is ['u', '_', .. var rest] ? p with { Username = rest } : p);
    }
}

// ---------------------------------------------------------------- items
public static partial class StockSteps
{
    static readonly Dictionary<string, string> Canonical = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sword"] = "Sword",
        ["iron sword"] = "Sword, iron",
        ["potion"] = "Potion",
        ["gold"] = "Gold Coin",
    };

    static readonly Dictionary<string, string> Renamed = new()
    {
        ["Iron Sword"] = "Sword",
        ["Sword"] = "Blade",
        ["Potion"] = "Draught",
    };

    // [idempotent] each new name is either no key or stands for itself
    [Reducer]
    public static void ConvertItemNames(ReducerContext ctx)
    {
        RowTools.Rewrite(ctx.Db.Item.Iter(), i => i with { Name = Canonical.GetValueOrDefault(i.Name, i.Name) }, ctx.Db.Item.Id.Update);
    }

    // [not-idempotent] one of the new names is renamed too
    [Reducer]
    public static void ConvertItemNamesForBlades(ReducerContext ctx)
    {
        RowTools.Rewrite(ctx.Db.Item.Iter(), i => i with { Name = Renamed.GetValueOrDefault(i.Name, i.Name) }, ctx.Db.Item.Id.Update);
    }

    // [idempotent] the tail is put on only where it is missing
    [Reducer]
    public static void BackfillSlugTails(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var tail = $"-{item.Id}";
            if (item.Slug.EndsWith(tail, StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Slug = item.Slug + tail });
        }
    }

    // [idempotent] the tags are a set in a fixed order
    [Reducer]
    public static void BackfillLegacyTag(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var tags = new SortedSet<string>(item.Slug.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal) { "legacy" };
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(',', tags) });
        }
    }

    // [not-idempotent] taken apart at semicolons, put together with commas
    [Reducer]
    public static void BackfillImportTag(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var tags = item.Slug.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList();
            if (tags.Contains("import")) continue;
            tags.Add("import");
            ctx.Db.Item.Id.Update(item with { Slug = string.Join(',', tags) });
        }
    }

    // [idempotent] as many torches as are missing for three
    [Reducer]
    public static void PopulateTorches(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            for (var have = ctx.Db.Item.OwnerId.Filter(player.Id).Count(i => i.Name == "Torch"); have < 3; have++)
                ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Torch", Count = 1, Slug = "" });
    }

    // [not-idempotent] one lantern a run, until there are three
    [Reducer]
    public static void PopulateLanterns(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (ctx.Db.Item.OwnerId.Filter(player.Id).Count(i => i.Name == "Lantern") < 3)
                ctx.Db.Item.Insert(new Item { OwnerId = player.Id, Name = "Lantern", Count = 1, Slug = "" });
    }

    // [idempotent] fills up to twelve and not beyond
    [Reducer]
    public static void SeedShelf(ReducerContext ctx)
    {
        while (ctx.Db.Item.Count < 12)
            ctx.Db.Item.Insert(new Item { OwnerId = 0, Name = "Crate", Count = 1, Slug = "shelf" });
    }

    // [not-idempotent] inserts before it counts
    [Reducer]
    public static void SeedCellar(ReducerContext ctx)
    {
        do
        {
            ctx.Db.Item.Insert(new Item { OwnerId = 0, Name = "Barrel", Count = 1, Slug = "cellar" });
        }
        while (ctx.Db.Item.Count < 12);
    }

    // [idempotent] items without an owner go to one who is there
    [Reducer]
    public static void MigrateOrphans(ReducerContext ctx)
    {
        var players = ctx.Db.Player.Iter().Select(p => p.Id).ToHashSet();
        if (players.Count == 0) return;
        var heir = players.Min();
        foreach (var item in ctx.Db.Item.Iter())
            if (!players.Contains(item.OwnerId))
                ctx.Db.Item.Id.Update(item with { OwnerId = heir });
    }

    // [idempotent] of those that are alike only the oldest stays
    [Reducer]
    public static void MigrateDropTwinItems(ReducerContext ctx)
    {
        var twins = from item in ctx.Db.Item.Iter()
                    group item by (item.OwnerId, item.Name) into alike
                    from extra in alike.OrderBy(i => i.Id).Skip(1)
                    select extra.Id;
        foreach (var id in twins.ToList())
            ctx.Db.Item.Id.Delete(id);
    }

    // [idempotent] what has been paid in counts as nothing the second time
    [Reducer]
    public static void MigrateCashIn(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter().ToList())
        {
            var player = row;
            foreach (var item in ctx.Db.Item.OwnerId.Filter(player.Id).ToList())
            {
                player.Score += item.Count;
                ctx.Db.Item.Id.Update(item with { Count = 0 });
            }
            ctx.Db.Player.Id.Update(player);
        }
    }

    // [not-idempotent] an item that has a slug already gets a longer one, and is counted in dozens again
    [Reducer]
    public static void ConvertDozens(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (item.Slug == "units") continue;
            ctx.Db.Item.Id.Update(item with { Count = item.Count * 12, Slug = item.Slug + "units" });
        }
    }
}

// ---------------------------------------------------------------- from table to table
public static partial class TransferSteps
{
    // [idempotent] every new key is outside the old range
    [Reducer]
    public static void UpgradeKeys(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.PlayerV2.Iter().ToList())
        {
            if (row.Id >= 1000) continue;
            ctx.Db.PlayerV2.Id.Delete(row.Id);
            ctx.Db.PlayerV2.Insert(row with { Id = row.Id + 1000 });
        }
    }

    // [not-idempotent] a small key stays in the old range after one step
    [Reducer]
    public static void UpgradeKeysByBlock(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.PlayerV2.Iter().OrderByDescending(r => r.Id).ToList())
        {
            if (row.Id > 1000) continue;
            ctx.Db.PlayerV2.Id.Delete(row.Id);
            ctx.Db.PlayerV2.Insert(row with { Id = row.Id + 500 });
        }
    }

    // [not-idempotent] the second row under that id is refused, for its time differs
    [Reducer]
    public static void SeedHouseAccount(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(new Player { Id = 9001, Username = "house", FullName = "The House", FirstName = "", LastName = "", MigratedAt = ctx.Timestamp });
    }

    // [not-idempotent] what is refused is written over with the new time
    [Reducer]
    public static void SeedBankAccount(ReducerContext ctx)
    {
        var bank = new Player { Id = 9002, Username = "bank", FullName = "The Bank", FirstName = "", LastName = "", MigratedAt = ctx.Timestamp };
        try
        {
            ctx.Db.Player.Insert(bank);
        }
        catch (UniqueConstraintViolationException)
        {
            ctx.Db.Player.Id.Update(bank);
        }
    }

    static void ArchiveAll(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = player.Id, Username = player.Username });
    }

    // [idempotent] after one run the archive is as long as the roster at least
    [Reducer]
    public static void PopulateArchiveIfShorter(ReducerContext ctx)
    {
        if (ctx.Db.PlayerArchive.Count >= ctx.Db.Player.Count) return;
        ArchiveAll(ctx);
    }

    // [not-idempotent] the rows that replace the cleared ones have new ids at every run
    [Reducer]
    public static void PopulateArchiveAnew(ReducerContext ctx)
    {
        ctx.Db.PlayerArchive.Clear();
        ArchiveAll(ctx);
    }

    // [idempotent] cleared and filled again under the same ids
    [Reducer]
    public static void PopulateV2Anew(ReducerContext ctx)
    {
        ctx.Db.PlayerV2.Clear();
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = player.Id, Name = player.Username, Score = player.Score });
    }

    // [not-idempotent] where the id is in use by another row, a row with a new id is added at every run
    [Reducer]
    public static void PopulateArchiveSameIds(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var copy = new PlayerArchive { Id = player.Id, PlayerId = player.Id, Username = player.Username };
            try
            {
                ctx.Db.PlayerArchive.Insert(copy);
            }
            catch (UniqueConstraintViolationException)
            {
                ctx.Db.PlayerArchive.Insert(copy with { Id = 0 });
            }
        }
    }

    static Player Revived(PlayerArchive row) =>
        new() { Username = row.Username, FullName = row.Username, FirstName = "", LastName = "" };

    // [idempotent] whatever was in the archive is gone from it, restored or not
    [Reducer]
    public static void MigrateRestore(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.PlayerArchive.Iter().ToList())
        {
            if (ctx.Db.Player.Id.Find(row.PlayerId) is null)
                ctx.Db.Player.Insert(Revived(row) with { Id = row.PlayerId });
            ctx.Db.PlayerArchive.Id.Delete(row.Id);
        }
    }

    // [not-idempotent] comes back under a new id, and is missed under the old one again
    [Reducer]
    public static void MigrateRestoreMissing(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.PlayerArchive.Iter().ToList())
        {
            if (ctx.Db.Player.Id.Find(row.PlayerId) is not null) continue;
            ctx.Db.Player.Insert(Revived(row));
        }
    }

    // [idempotent] the scores that have been added are deleted
    [Reducer]
    public static void MigrateV2Back(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerV2.Id.Find(player.Id) is not { } extra) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + extra.Score });
            ctx.Db.PlayerV2.Id.Delete(player.Id);
        }
    }

    // [not-idempotent] both sides get the sum, and the next run adds the two sums
    [Reducer]
    public static void MigrateV2Balance(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            if (ctx.Db.PlayerV2.Id.Find(player.Id) is not { } other) continue;
            var sum = player.Score + other.Score;
            ctx.Db.Player.Id.Update(player with { Score = sum });
            ctx.Db.PlayerV2.Id.Update(other with { Score = sum });
        }
    }

    // [idempotent] only keys without the prefix get it
    [Reducer]
    public static void MigrateStatKeys(ReducerContext ctx)
    {
        foreach (var stat in ctx.Db.GlobalStat.Iter().ToList())
        {
            if (stat.Key.StartsWith("app.", StringComparison.Ordinal)) continue;
            ctx.Db.GlobalStat.Key.Delete(stat.Key);
            ctx.Db.GlobalStat.Insert(stat with { Key = "app." + stat.Key });
        }
    }

    // [idempotent] the check misses the key, but the row that is inserted is the same again
    [Reducer]
    public static void SeedRosterSize(ReducerContext ctx)
    {
        if (ctx.Db.GlobalStat.Key.Find("roster_sizes") is null)
            ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "roster_size", Value = ctx.Db.Player.Count });
    }

    // [idempotent] the new value does not depend on the one before
    [Reducer]
    public static void PopulateVaultTotal(ReducerContext ctx)
    {
        var total = (ulong)ctx.Db.Item.Iter().Sum(i => (long)i.Count);
        ctx.PutStat("vault_total", _ => total);
    }

    // [not-idempotent] the same helper, with the value before added in
    [Reducer]
    public static void PopulateVaultGrandTotal(ReducerContext ctx)
    {
        var total = (ulong)ctx.Db.Item.Iter().Sum(i => (long)i.Count);
        ctx.PutStat("vault_total", before => before + total);
    }
}

public static class StepRows
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
        ctx.Db.Player.Insert(P("eve", "Eve", 12));
        ctx.Db.Player.Insert(P("frank", "Frank", 40, disp: "frank"));
        ctx.Db.Player.Insert(P("dave7", "Dave", uint.MaxValue, 0x8000_0001));
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 1, Name = "alice", Score = 5 });
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 600, Name = "x", Score = 0 });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 2, Username = "bob" });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 77, Username = "gone" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Iron Sword", Count = 1, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 4, Slug = "a-b" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Potion", Count = 0, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 77, Name = "sword", Count = 2, Slug = "b,a" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 2 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
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
