// A racing game: drivers, cars, tracks, laps, standings. Each reducer is labelled by running it twice.
using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SpacetimeDB;

namespace Racing;

[SpacetimeDB.Type] public enum Tyre { Soft, Medium, Hard, Wet }

[SpacetimeDB.Type] public enum License : byte { None, D, C, B, A, Super }

[SpacetimeDB.Type]
public partial struct Tuning { public float Camber; public float Toe; public sbyte Wing; public byte Brake; }

[SpacetimeDB.Type]
public partial record Prize : TaggedEnum<(long Money, string Trophy, List<uint> Parts, Unit Nothing)>;

[SpacetimeDB.Table(Accessor = "driver", Public = true)]
public partial struct Driver
{
    [PrimaryKey, AutoInc] public uint id;
    [Unique] public string tag;
    public string full_name;
    public string? country;
    public License license;
    public int rating;
    public uint? team_id;
    public List<Prize> prizes;
    public Timestamp created;
    public Timestamp? banned_until;
    public bool deleted;
}

[SpacetimeDB.Table(Accessor = "car", Public = true)]
public partial struct Car
{
    [PrimaryKey, AutoInc] public uint id;
    [SpacetimeDB.Index.BTree] public uint driver_id;
    public string model;
    public string plate;
    public float power_hp;
    public int power_watt;
    public Tyre tyre;
    public Tuning tuning;
    public List<byte> wear;
    public double odometer;
    public string unit;
}

[SpacetimeDB.Table(Accessor = "track", Public = true)]
public partial struct Track
{
    [PrimaryKey] public string code;
    public string title;
    public string sectors;
    public int length_m;
    public string length_text;
    public List<int> corners;
    public byte[] surface;
}

[SpacetimeDB.Table(Accessor = "lap")]
[SpacetimeDB.Index.BTree(Accessor = "by_track_driver", Columns = new[] { nameof(track), nameof(driver_id) })]
public partial struct Lap
{
    [PrimaryKey, AutoInc] public ulong id;
    public string track;
    [SpacetimeDB.Index.BTree] public uint driver_id;
    public string time_text;
    public long time_ms;
    public List<int> splits;
    public bool valid;
    public int position;
}

[SpacetimeDB.Table(Accessor = "standing", Public = true)]
public partial struct Standing
{
    [PrimaryKey] public uint driver_id;
    public int points;
    public int wins;
    public int rank;
    public long best_ms;
}

[SpacetimeDB.Table(Accessor = "cursor")]
public partial struct Cursor { [PrimaryKey] public string job; public ulong last_id; public bool finished; }

[SpacetimeDB.Table(Accessor = "notice")]
public partial struct Notice { [PrimaryKey, AutoInc] public ulong id; [SpacetimeDB.Index.BTree] public uint driver_id; public string kind; public string text; public Timestamp at; }

[SpacetimeDB.Table(Accessor = "job_timer", Scheduled = nameof(RacingMigrations.ContinueJob), ScheduledAt = nameof(at))]
public partial struct JobTimer { [PrimaryKey, AutoInc] public ulong id; public ScheduleAt at; public string job; public int round; }

public readonly record struct LapTime(int Minutes, int Seconds, int Millis) : IParsable<LapTime>
{
    public long Total => (Minutes * 60L + Seconds) * 1000 + Millis;
    public static LapTime FromMillis(long ms) => new((int)(ms / 60_000), (int)(ms / 1000 % 60), (int)(ms % 1000));
    public override string ToString() => FormattableString.Invariant($"{Minutes}:{Seconds:D2}.{Millis:D3}");
    public static LapTime Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var r) ? r : throw new FormatException(s);
    public static bool TryParse(string? s, IFormatProvider? provider, out LapTime result)
    {
        result = default;
        if (s?.Split(':', '.') is not [var m, var sec, var ms]) return false;
        if (!int.TryParse(m, out var minutes) || !int.TryParse(sec, out var seconds) || !int.TryParse(ms.PadRight(3, '0'), out var millis)) return false;
        result = new(minutes, seconds, millis);
        return true;
    }
}

public static class Extensions
{
    public static IEnumerable<Driver> Active(this IEnumerable<Driver> drivers) => drivers.Where(d => d is { deleted: false });
    public static T? ParseOrNull<T>(this string s) where T : struct, IParsable<T> => T.TryParse(s, CultureInfo.InvariantCulture, out var v) ? v : null;
    public static Standing StandingOf(this ReducerContext ctx, uint driver) => ctx.Db.standing.driver_id.Find(driver) ?? new Standing { driver_id = driver };
    public static void Upsert(this ReducerContext ctx, Standing s)
    {
        if (ctx.Db.standing.driver_id.Find(s.driver_id) is null) ctx.Db.standing.Insert(s);
        else ctx.Db.standing.driver_id.Update(s);
    }
    public static void Deconstruct(this Tuning t, out float camber, out float toe) => (camber, toe) = (t.Camber, t.Toe);
    public static bool NotNullOrEmpty(this string? s) => !string.IsNullOrEmpty(s);
}

public sealed class Batch(ReducerContext ctx, string job, int size)
{
    private Cursor _cursor = ctx.Db.cursor.job.Find(job) ?? ctx.Db.cursor.Insert(new Cursor { job = job });
    public IEnumerable<Lap> Next() => _cursor.finished ? [] : ctx.Db.lap.Iter().Where(l => l.id > _cursor.last_id).OrderBy(l => l.id).Take(size);
    public bool Advance(ulong id) { _cursor.last_id = Math.Max(_cursor.last_id, id); return true; }
    public void Save(bool finished = false) => ctx.Db.cursor.job.Update(_cursor with { finished = finished });
}

public static partial class RacingMigrations
{
    private static readonly FrozenDictionary<string, string> Countries = new Dictionary<string, string> { ["Germany"] = "DE", ["UK"] = "GB", ["GB"] = "GB", ["Finland"] = "FI" }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly int[] PointsFor = [25, 18, 15, 12, 10, 8, 6, 4, 2, 1];
    private const float WattPerHp = 735.49875f;
    private const double KmPerMile = 1.609344;

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.driver.Insert(new Driver { tag = "VET", full_name = "Vettel, Sebastian", country = "Germany", license = License.A, rating = 2400, team_id = 3, prizes = new() { new Prize.Money(1500), new Prize.Trophy("Monza") }, created = new Timestamp(1_500_000_000_000_000) });
        ctx.Db.driver.Insert(new Driver { tag = "ham", full_name = "Lewis Hamilton", country = "uk", license = License.Super, rating = 0, team_id = 0, prizes = new() { new Prize.Money(250), new Prize.Money(250), new Prize.Parts(new() { 3, 1 }) }, created = new Timestamp(1_600_000_000), banned_until = new Timestamp(99) });
        ctx.Db.driver.Insert(new Driver { tag = "RAI_old", full_name = "  kimi  räikkönen ", license = License.None, rating = -15, prizes = new(), created = new Timestamp(1_650_000_000_000_000), banned_until = new Timestamp(4_000_000_000_000_000), deleted = true });
        ctx.Db.driver.Insert(new Driver { tag = "BOT#2", full_name = "bottas", country = "", license = License.C, rating = 777, team_id = 3, prizes = new() { new Prize.Nothing(default), new Prize.Trophy("") }, created = new Timestamp(0) });
        ctx.Db.car.Insert(new Car { driver_id = 1, model = "F1-2020", plate = "s-ab 123", power_hp = 950, tyre = Tyre.Soft, tuning = new() { Camber = -3.5f, Toe = 0.05f, Wing = 12, Brake = 54 }, wear = new() { 10, 250, 30, 0 }, odometer = 120.5, unit = "mi" });
        ctx.Db.car.Insert(new Car { driver_id = 2, model = "GT3 Evo", plate = "", power_hp = 0, power_watt = 400_000, tyre = Tyre.Wet, tuning = new() { Wing = -4, Brake = 200 }, wear = new() { 90 }, odometer = 99, unit = "km" });
        ctx.Db.car.Insert(new Car { driver_id = 2, model = "gt3 evo", plate = "XX-1", power_hp = 510.25f, tyre = Tyre.Hard, tuning = new() { Camber = 1 }, wear = new(), odometer = 3, unit = "" });
        ctx.Db.car.Insert(new Car { driver_id = 44, model = "Kart", plate = "00007", power_hp = 12, tyre = Tyre.Medium, wear = new() { 1, 2 }, unit = "mi", odometer = 10 });
        ctx.Db.track.Insert(new Track { code = "MON", title = "monza (autodromo)", sectors = "s1=26.5;s2=27.1;s3=27", length_m = 0, length_text = "5.793 km", corners = new() { 3, -1, 7, 7 }, surface = new byte[] { 1, 1, 2, 0, 0 } });
        ctx.Db.track.Insert(new Track { code = "spa", title = "Spa", sectors = "", length_m = 7004, length_text = "", corners = new(), surface = Array.Empty<byte>() });
        ctx.Db.track.Insert(new Track { code = "NUR-N", title = "NÜRBURGRING nord", sectors = "s2=5;S1=1.25", length_m = -1, length_text = "20832", corners = new() { 73, 2 }, surface = new byte[] { 9 } });
        ctx.Db.lap.Insert(new Lap { track = "MON", driver_id = 1, time_text = "1:21.046", splits = new() { 26500, 27100, 27446 }, valid = true, position = 1 });
        ctx.Db.lap.Insert(new Lap { track = "MON", driver_id = 2, time_text = "1:20.9", time_ms = 80_900, splits = new() { 27000 }, valid = true, position = 2 });
        ctx.Db.lap.Insert(new Lap { track = "spa", driver_id = 1, time_text = "dnf", splits = new(), position = 0 });
        ctx.Db.lap.Insert(new Lap { track = "MON", driver_id = 1, time_text = "0:59.999", time_ms = 3, splits = new() { 1, 2 }, valid = true, position = 7 });
        ctx.Db.lap.Insert(new Lap { track = "??", driver_id = 9, time_text = "", time_ms = 500, splits = new() { 5 }, position = 40 });
        ctx.Db.standing.Insert(new Standing { driver_id = 1, points = 100, wins = 4, rank = 2, best_ms = 90_000 });
        ctx.Db.standing.Insert(new Standing { driver_id = 2, points = 101, rank = 0 });
        ctx.Db.standing.Insert(new Standing { driver_id = 77, points = 100, wins = 1, rank = 1, best_ms = 50 });
        ctx.Db.notice.Insert(new Notice { driver_id = 1, kind = "ban", text = "jump start", at = new Timestamp(10) });
        ctx.Db.notice.Insert(new Notice { driver_id = 1, kind = "BAN", text = "jump start", at = new Timestamp(30) });
        ctx.Db.notice.Insert(new Notice { driver_id = 3, kind = "info", text = "", at = new Timestamp(20) });
    }

    [Reducer]
    public static void ContinueJob(ReducerContext ctx, JobTimer timer) => Log.Info($"{timer.job} {timer.round}");

    [Reducer]
    public static void MigrateLapTimes(ReducerContext ctx)
    {
        foreach (var lap in ctx.Db.lap.Iter())
            if (lap.time_text.ParseOrNull<LapTime>() is { } time) ctx.Db.lap.id.Update(lap with { time_ms = time.Total, time_text = time.ToString() });
    }

    [Reducer]
    public static void MigrateLapPenalty(ReducerContext ctx)
    {
        foreach (var lap in ctx.Db.lap.Iter())
            if (lap.time_text.ParseOrNull<LapTime>() is { } time) ctx.Db.lap.id.Update(lap with { time_text = LapTime.FromMillis(time.Total + 5_000).ToString() });
    }

    [Reducer]
    public static void MigrateLapsBatch(ReducerContext ctx)
    {
        var batch = new Batch(ctx, "laps", 100);
        foreach (var lap in batch.Next().ToList())
        {
            ctx.Db.lap.id.Update(lap with { position = lap.position + 1 });
            batch.Advance(lap.id);
        }
        batch.Save(finished: true);
    }

    [Reducer]
    public static void MigrateLapsBatchUnsaved(ReducerContext ctx)
    {
        var batch = new Batch(ctx, "laps-unsaved", 100);
        foreach (var lap in batch.Next().ToList())
        {
            ctx.Db.lap.id.Update(lap with { position = lap.position + 1 });
        }
        batch.Save();
    }

    [Reducer]
    public static void MigrateLapsContinued(ReducerContext ctx)
    {
        const int size = 2;
        var cursor = ctx.Db.cursor.job.Find("validity") ?? ctx.Db.cursor.Insert(new Cursor { job = "validity" });
        var page = ctx.Db.lap.Iter().Where(l => l.id > cursor.last_id).OrderBy(l => l.id).Take(size).ToArray();
        foreach (ref var lap in page.AsSpan())
        {
            lap.valid = lap.time_ms > 1000;
            ctx.Db.lap.id.Update(lap);
        }
        if (page.Length == size) ctx.Db.job_timer.Insert(new JobTimer { job = cursor.job, at = ctx.Timestamp + TimeDuration.FromSeconds(1) });
        ctx.Db.cursor.job.Update(cursor with { last_id = page.Length > 0 ? page[^1].id : cursor.last_id, finished = page.Length < size });
    }

    [Reducer]
    public static void MigrateLapsScheduled(ReducerContext ctx)
    {
        if (ctx.Db.job_timer.Iter().Any(t => t.job == "laps")) return;
        ctx.Db.job_timer.Insert(new JobTimer { job = "laps", round = 1, at = ctx.Timestamp + TimeDuration.FromMinutes(1) });
    }

    [Reducer]
    public static void MigrateBestLaps(ReducerContext ctx)
    {
        var best = from lap in ctx.Db.lap.Iter()
                   where lap.valid && lap.time_ms > 0
                   group lap.time_ms by lap.driver_id into times
                   let fastest = times.Min()
                   select (Driver: times.Key, Fastest: fastest);
        foreach (var (driver, fastest) in best)
            ctx.Upsert(ctx.StandingOf(driver) with { best_ms = fastest });
    }

    [Reducer]
    public static void MigratePointsFromLaps(ReducerContext ctx)
    {
        foreach (var lap in ctx.Db.lap.Iter().Where(l => l.valid))
        {
            var points = PointsFor.ElementAtOrDefault(lap.position - 1);
            var standing = ctx.StandingOf(lap.driver_id);
            ctx.Upsert(standing with { points = standing.points + points, wins = standing.wins + (lap.position == 1 ? 1 : 0) });
        }
    }

    [Reducer]
    public static void MigrateRanks(ReducerContext ctx)
    {
        var rank = 0;
        Standing? previous = null;
        foreach (var (standing, i) in ctx.Db.standing.Iter().OrderByDescending(s => s.points).ThenBy(s => s.driver_id).Select((s, i) => (s, i + 1)))
        {
            if (previous?.points != standing.points) rank = i;
            previous = standing;
            if (standing.rank != rank) ctx.Db.standing.driver_id.Update(standing with { rank = rank });
        }
    }

    [Reducer]
    public static void MigrateRanksByRank(ReducerContext ctx)
    {
        var order = ctx.Db.standing.Iter().OrderBy(s => s.rank).ThenBy(s => s.driver_id).ToList();
        for (var i = 0; i < order.Count; i++) ctx.Db.standing.driver_id.Update(order[i] with { rank = order.Count - i });
    }

    [Reducer]
    public static void MigrateOrphanStandings(ReducerContext ctx)
    {
        var orphans = ctx.Db.standing.Iter().GroupJoin(ctx.Db.driver.Iter(), s => s.driver_id, d => d.id, (s, ds) => (s, ds)).Where(x => !x.ds.Any()).Select(x => x.s.driver_id).ToHashSet();
        foreach (var id in orphans) ctx.Db.standing.driver_id.Delete(id);
    }

    [Reducer]
    public static void MigrateStandingsReset(ReducerContext ctx)
    {
        var old = ctx.Db.standing.Iter().ToArray();
        ctx.Db.standing.Clear();
        foreach (var s in old) ctx.Db.standing.Insert(s with { points = s.points - s.points / 10, rank = 0 });
    }

    [Reducer]
    public static void MigrateStandingsRebuilt(ReducerContext ctx)
    {
        ctx.Db.standing.Clear();
        foreach (var laps in ctx.Db.lap.Iter().ToLookup(l => l.driver_id))
        {
            var standing = new Standing { driver_id = laps.Key, best_ms = long.MaxValue };
            foreach (var lap in laps)
            {
                standing.points += PointsFor.Skip(lap.position - 1).FirstOrDefault();
                standing.best_ms = Math.Min(standing.best_ms, lap.time_ms);
            }
            ctx.Db.standing.Insert(standing);
        }
    }

    [Reducer]
    public static void MigrateNames(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Active())
        {
            var name = d.full_name.Split(',', StringSplitOptions.TrimEntries) is [var last, var first] ? $"{first} {last}" : d.full_name;
            name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name);
            ctx.Db.driver.id.Update(d with { full_name = name });
        }
    }

    [Reducer]
    public static void MigrateNamesReversed(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var words = d.full_name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2) continue;
            ctx.Db.driver.id.Update(d with { full_name = string.Join(" ", words.AsEnumerable().Reverse()) });
        }
    }

    [Reducer]
    public static void MigrateCountries(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var code = d.country.NotNullOrEmpty() && Countries.TryGetValue(d.country!, out var known) ? known : d.country is { Length: 2 } two ? two.ToUpperInvariant() : null;
            if (code != d.country) ctx.Db.driver.id.Update(d with { country = code });
        }
    }

    [Reducer]
    public static void MigrateTags(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().OrderBy(d => d.id))
        {
            var tag = new string(d.tag.TakeWhile(char.IsLetter).Take(3).ToArray()).ToUpperInvariant();
            if (tag.Length == 3 && ctx.Db.driver.tag.Find(tag) is null) ctx.Db.driver.id.Update(d with { tag = tag });
        }
    }

    [Reducer]
    public static void MigrateTagsNumbered(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var hash = d.tag.LastIndexOf('#');
            var number = hash >= 0 && int.TryParse(d.tag[(hash + 1)..], out var n) ? n + 1 : 1;
            ctx.Db.driver.id.Update(d with { tag = $"{(hash >= 0 ? d.tag[..hash] : d.tag)}#{number}" });
        }
    }

    [Reducer]
    public static void MigrateLicenses(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Active())
        {
            var license = d.rating switch { >= 2000 => License.Super, >= 1000 => License.A, > 0 => License.B, _ => License.D };
            if (license > d.license) ctx.Db.driver.id.Update(d with { license = license });
        }
    }

    [Reducer]
    public static void MigrateLicensesUp(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Active())
        {
            if (d.license is License.Super) continue;
            var next = d.license;
            next++;
            ctx.Db.driver.id.Update(d with { license = next });
        }
    }

    [Reducer]
    public static void MigrateTeams(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Where(d => d.team_id is 0)) ctx.Db.driver.id.Update(d with { team_id = default(uint?) });
    }

    [Reducer]
    public static void MigrateTeamsShifted(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var changed = d;
            changed.team_id += 1000;
            ctx.Db.driver.id.Update(changed);
        }
    }

    [Reducer]
    public static void MigratePrizes(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var money = d.prizes.OfType<Prize.Money>().Sum(p => p.Money_);
            var rest = d.prizes.Where(p => p is not (Prize.Money or Prize.Nothing));
            ctx.Db.driver.id.Update(d with { prizes = money > 0 ? [new Prize.Money(money), .. rest] : [.. rest] });
        }
    }

    [Reducer]
    public static void MigratePrizesBonus(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
        {
            var prizes = d.prizes.ConvertAll(p => p switch { Prize.Money(var m) => new Prize.Money(m + m / 10), Prize.Trophy(var t) when t == "" => new Prize.Nothing(default), _ => p });
            ctx.Db.driver.id.Update(d with { prizes = prizes });
        }
    }

    [Reducer]
    public static void MigratePrizeNotices(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
            foreach (var trophy in d.prizes.OfType<Prize.Trophy>().Select(t => t.Trophy_).Where(t => t.Length > 0))
                if (!ctx.Db.notice.driver_id.Filter(d.id).Any(n => n is { kind: "trophy" } && n.text.Equals(trophy, StringComparison.OrdinalIgnoreCase)))
                    ctx.Db.notice.Insert(new Notice { driver_id = d.id, kind = "trophy", text = trophy.ToLowerInvariant(), at = ctx.Timestamp });
    }

    [Reducer]
    public static void MigratePrizeNoticesCased(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
            foreach (var trophy in d.prizes.OfType<Prize.Trophy>())
            {
                if (ctx.Db.notice.driver_id.Filter(d.id).Select(n => n.text).Contains(trophy.Trophy_)) continue;
                ctx.Db.notice.Insert(new Notice { driver_id = d.id, kind = "trophy", text = $"Trophy: {trophy.Trophy_}", at = ctx.Timestamp });
            }
    }

    [Reducer]
    public static void MigrateBans(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
            if (d.banned_until is { } until && until < ctx.Timestamp) ctx.Db.driver.id.Update(d with { banned_until = null });
    }

    [Reducer]
    public static void MigrateBansProlonged(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter())
            if (d.banned_until is { } until && until > ctx.Timestamp) ctx.Db.driver.id.Update(d with { banned_until = until + TimeDuration.FromDays(7) });
    }

    [Reducer]
    public static void MigrateCreated(ReducerContext ctx)
    {
        var oldest = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var d in ctx.Db.driver.Iter())
        {
            var created = d.created.MicrosecondsSinceUnixEpoch is > 0 and < 10_000_000_000 and var seconds ? new Timestamp(seconds * 1_000_000) : d.created;
            if (created.ToStd() < oldest) created = oldest;
            ctx.Db.driver.id.Update(d with { created = created });
        }
    }

    [Reducer]
    public static void MigrateCreatedMillis(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Where(d => d.created.MicrosecondsSinceUnixEpoch != 0))
            ctx.Db.driver.id.Update(d with { created = new Timestamp(d.created.MicrosecondsSinceUnixEpoch / 1000) });
    }

    [Reducer]
    public static void MigratePower(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            if (car.power_watt != 0 || car.power_hp <= 0) continue;
            ctx.Db.car.id.Update(car with { power_watt = (int)MathF.Round(car.power_hp * WattPerHp, MidpointRounding.AwayFromZero) });
        }
    }

    [Reducer]
    public static void MigratePowerToHp(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
            if (car.power_watt > 0 || car.power_hp > 600) ctx.Db.car.id.Update(car with { power_hp = (car.power_hp + car.power_watt / WattPerHp) / 2 });
    }

    [Reducer]
    public static void MigrateOdometer(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            (double odometer, string unit) = car.unit.ToLowerInvariant() switch
            {
                "mi" or "mile" or "miles" => (Math.Round(car.odometer * KmPerMile, 3), "km"),
                "" => (car.odometer, "km"),
                var other => (car.odometer, other),
            };
            ctx.Db.car.id.Update(car with { odometer = odometer, unit = unit });
        }
    }

    [Reducer]
    public static void MigrateOdometerMiles(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
            ctx.Db.car.id.Update(car with { odometer = car.unit == "mi" ? car.odometer * KmPerMile : car.odometer, unit = car.unit is { Length: 0 } ? "km" : car.unit });
    }

    [Reducer]
    public static void MigratePlates(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            Span<char> buffer = stackalloc char[car.plate.Length];
            var n = 0;
            foreach (var c in car.plate)
                if (char.IsAsciiLetterOrDigit(c)) buffer[n++] = char.ToUpperInvariant(c);
            ctx.Db.car.id.Update(car with { plate = buffer[..n].ToString() });
        }
    }

    [Reducer]
    public static void MigratePlatesPadded(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
            ctx.Db.car.id.Update(car with { plate = car.plate.TrimStart('0').PadLeft(car.plate.Length + 1, '0') });
    }

    [Reducer]
    public static void MigrateTuning(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            var (camber, toe) = car.tuning;
            var tuning = car.tuning with { Camber = Math.Clamp(camber, -3f, 0f), Toe = toe > 0.04f ? 0.04f : toe, Wing = sbyte.Max(car.tuning.Wing, 0), Brake = Math.Min(car.tuning.Brake, (byte)100) };
            if (!tuning.Equals(car.tuning)) ctx.Db.car.id.Update(car with { tuning = tuning });
        }
    }

    [Reducer]
    public static void MigrateTuningWing(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            var changed = car;
            ref var wing = ref changed.tuning.Wing;
            wing = (sbyte)(wing / 2 + 3);
            changed.tuning.Brake ^= 0x0F;
            ctx.Db.car.id.Update(changed);
        }
    }

    [Reducer]
    public static void MigrateWear(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter())
        {
            var wear = new byte[4];
            car.wear.Take(4).ToArray().CopyTo(wear, 0);
            ctx.Db.car.id.Update(car with { wear = [.. wear] });
        }
    }

    [Reducer]
    public static void MigrateWearShared(ReducerContext ctx)
    {
        foreach (var car in ctx.Db.car.Iter().Where(c => c.wear.Count > 1))
        {
            foreach (ref var w in CollectionsMarshal.AsSpan(car.wear)) w = (byte)(255 - w);
            ctx.Db.car.id.Update(car);
        }
    }

    [Reducer]
    public static void MigrateDoubleCars(ReducerContext ctx)
    {
        var seen = new Dictionary<(uint Driver, string Model), Car>();
        foreach (var car in ctx.Db.car.Iter().OrderBy(c => c.id))
        {
            var key = (car.driver_id, car.model.ToUpperInvariant());
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out var exists);
            if (!exists) { first = car; continue; }
            first = first with { odometer = first.odometer + car.odometer };
            ctx.Db.car.id.Update(first);
            ctx.Db.car.id.Delete(car.id);
        }
    }

    [Reducer]
    public static void MigrateSpareCars(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Active())
        {
            if (ctx.Db.car.driver_id.Filter(d.id).LastOrDefault() is not { id: > 0 } last) continue;
            ctx.Db.car.Insert(last with { id = 0, model = last.model + " (spare)", odometer = 0 });
        }
    }

    [Reducer]
    public static void MigrateTrackLengths(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter().Where(t => t.length_m <= 0))
        {
            var parts = t.length_text.Split(' ');
            if (!decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var value)) continue;
            var metres = parts.ElementAtOrDefault(1) switch { "km" => value * 1000m, "mi" => value * 1609.344m, _ => value };
            ctx.Db.track.code.Update(t with { length_m = decimal.ToInt32(decimal.Round(metres)) });
        }
    }

    [Reducer]
    public static void MigrateTrackSectors(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter())
        {
            var sectors = new SortedList<string, decimal>(StringComparer.OrdinalIgnoreCase);
            foreach (var pair in t.sectors.Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (pair.Split('=') is [var key, var text] && decimal.TryParse(text, CultureInfo.InvariantCulture, out var seconds)) sectors[key.ToLowerInvariant()] = seconds;
            ctx.Db.track.code.Update(t with { sectors = string.Join(';', sectors.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}={s.Value:0.000}"))) });
        }
    }

    [Reducer]
    public static void MigrateTrackSectorsScaled(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter())
        {
            var sectors = t.sectors.Split(';').Select(s => s.Split('=')).Where(p => p.Length == 2)
                .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture));
            ctx.Db.track.code.Update(t with { sectors = string.Join(";", sectors.Select(kv => $"{kv.Key}={(kv.Value * 1.01).ToString("F3", CultureInfo.InvariantCulture)}")) });
        }
    }

    [Reducer]
    public static void MigrateTrackCodes(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter().Where(t => t.code.Any(char.IsLower)).ToList())
        {
            var code = t.code.ToUpperInvariant();
            ctx.Db.track.code.Delete(t.code);
            if (ctx.Db.track.code.Find(code) is null) ctx.Db.track.Insert(t with { code = code });
            foreach (var lap in ctx.Db.lap.by_track_driver.Filter(t.code)) ctx.Db.lap.id.Update(lap with { track = code });
        }
    }

    [Reducer]
    public static void MigrateTrackCopies(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter())
        {
            var code = t.code + "-R";
            if (ctx.Db.track.code.Find(code).HasValue) continue;
            ctx.Db.track.Insert(t with { code = code, title = $"{t.title} (reverse)", corners = Enumerable.Reverse(t.corners).ToList() });
        }
    }

    [Reducer]
    public static void MigrateCorners(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter())
        {
            var corners = t.corners.Where(c => c > 0).Distinct().ToList();
            corners.Sort(static (a, b) => b.CompareTo(a));
            ctx.Db.track.code.Update(t with { corners = corners });
        }
    }

    [Reducer]
    public static void MigrateSurface(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.track.Iter())
        {
            if (t.surface.Length is 0 or > 200) continue;
            var runs = new List<byte>();
            for (int i = 0, n; i < t.surface.Length; i += n)
            {
                n = 1;
                while (i + n < t.surface.Length && t.surface[i + n] == t.surface[i]) n++;
                runs.Add((byte)n);
                runs.Add(t.surface[i]);
            }
            ctx.Db.track.code.Update(t with { surface = runs.ToArray() });
        }
    }

    [Reducer]
    public static void MigrateSplits(ReducerContext ctx)
    {
        foreach (var lap in ctx.Db.lap.Iter())
        {
            var missing = lap.time_ms - lap.splits.Sum(s => (long)s);
            if (missing <= 0 || missing > int.MaxValue) continue;
            ctx.Db.lap.id.Update(lap with { splits = new List<int>(lap.splits) { (int)missing } });
        }
    }

    [Reducer]
    public static void MigrateSplitsCumulative(ReducerContext ctx)
    {
        foreach (var lap in ctx.Db.lap.Iter())
        {
            var running = 0;
            ctx.Db.lap.id.Update(lap with { splits = lap.splits.Select(s => running += s).ToList() });
        }
    }

    [Reducer]
    public static void MigrateNotices(ReducerContext ctx)
    {
        foreach (var n in ctx.Db.notice.Iter().OrderBy(n => n.at.MicrosecondsSinceUnixEpoch))
        {
            var copies = ctx.Db.notice.driver_id.Filter(n.driver_id).Count(o => o.kind.Equals(n.kind, StringComparison.OrdinalIgnoreCase) && o.text == n.text && o.id != n.id);
            if (copies > 0) ctx.Db.notice.id.Delete(n.id);
        }
    }

    [Reducer]
    public static void MigrateNoticesSummary(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.notice.Iter().GroupBy(n => n.driver_id).ToDictionary(g => g.Key, g => g.ToList()))
        {
            var text = $"{group.Value.Count} notices, last {group.Value.Max(n => n.id)}";
            if (ctx.Db.notice.driver_id.Filter(group.Key).Any(n => n.kind == "summary" && n.text == text)) continue;
            ctx.Db.notice.Insert(new Notice { driver_id = group.Key, kind = "summary", text = text, at = new Timestamp(1) });
        }
    }

    [Reducer]
    public static void MigratePurge(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.driver.Iter().Where(d => d.deleted).ToArray())
        {
            ctx.Db.car.driver_id.Delete(d.id);
            ctx.Db.lap.driver_id.Delete(d.id);
            var removed = ctx.Db.notice.driver_id.Delete(d.id);
            Debug.Assert(removed < 1000);
            ctx.Db.driver.id.Delete(d.id);
        }
    }
}
