// Labelled migration reducers of a bee keepers' co-operative. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum HiveKind { Unknown, Langstroth, Dadant, TopBar, Warre }

[SpacetimeDB.Type]
[Flags]
public enum Duty { None = 0, Inspect = 1, Harvest = 2, Feed = 4, Admin = 128 }

[SpacetimeDB.Type]
public enum Quality { Raw, Filtered, Creamed, Spoilt }

[SpacetimeDB.Type]
public partial struct Spot
{
    public int Row;
    public int Column;
}

[SpacetimeDB.Type]
public partial struct Frame
{
    public string Content;
    public uint Grams;
}

[SpacetimeDB.Type]
public partial record Finding : TaggedEnum<(string Note, uint Mites, Unit Nothing)>;

[SpacetimeDB.Table(Accessor = "Keeper", Public = true)]
public partial struct Keeper
{
    [PrimaryKey] public Identity Id;
    [Unique] public string Email;
    public string Name;
    public Duty Duties;
    public int Credits;
    public string? Region;
    public bool Retired;
    public ulong JoinedUnix;
    public Timestamp? LastLogin;
}

[SpacetimeDB.Table(Accessor = "Hive", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByYardKind", Columns = new[] { nameof(Yard), nameof(Kind) })]
public partial struct Hive
{
    [PrimaryKey, AutoInc] public uint Id;
    [SpacetimeDB.Index.BTree] public string Yard;
    public HiveKind Kind;
    public string Label;
    public Spot Place;
    public List<Frame> Frames;
    public uint TotalGrams;
    public double Humidity;
    public float Celsius;
    public Identity Owner;
    public uint? MotherId;
    public bool Deleted;
    public string History;
}

[SpacetimeDB.Table(Accessor = "Inspection", Public = true)]
public partial struct Inspection
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint HiveId;
    public Finding Finding;
    public Timestamp At;
    public long Seconds;
    public byte[] Hash;
    public string Code;
}

[SpacetimeDB.Table(Accessor = "Jar", Public = true)]
public partial struct Jar
{
    [PrimaryKey] public string Sku;
    public Quality Quality;
    public uint Stock;
    public long PriceCents;
    public string Price;
    public int Version;
}

[SpacetimeDB.Table(Accessor = "Season")]
public partial struct Season
{
    [PrimaryKey] public uint Year;
    public ulong Grams;
    public uint Hives;
    public uint Closed;
}

[SpacetimeDB.Table(Accessor = "Followup", Scheduled = nameof(ApiaryMigrations.ContinueFeeding), ScheduledAt = nameof(ScheduledAt))]
public partial struct Followup
{
    [PrimaryKey, AutoInc] public ulong ScheduledId;
    public ScheduleAt ScheduledAt;
    public uint After;
}

[SpacetimeDB.Table(Accessor = "Meta")]
public partial struct Meta
{
    [PrimaryKey] public string Key;
    public string? Text;
    public long Number;
    public List<string> Done;
}

public static class ApiarySeed
{
    private static Identity Who(int n) => Identity.FromHexString(n.ToString("x2").PadLeft(64, '0'));

    private static readonly Timestamp Spring = new(1_711_929_600_000_000);

    public static void Seed(ReducerContext ctx)
    {
        void Member(int n, string mail, string name, Duty duties, int credits, string? region, bool retired, ulong joined) =>
            ctx.Db.Keeper.Insert(new Keeper
            {
                Id = Who(n), Email = mail, Name = name, Duties = duties, Credits = credits, Region = region, Retired = retired, JoinedUnix = joined,
            });
        Member(1, "Ada@bees.example", "Ada  Svensson", Duty.Inspect | Duty.Admin, 12, "North", false, 1_600_000_000);
        Member(2, "bo@bees.example ", "bo lind", Duty.None, -3, null, false, 1_650_000_000_000);
        Member(3, "cy@bees.example", "Cy", Duty.Harvest | Duty.Feed, 0, "south-west", true, 0);
        Member(4, "di+old@bees.example", "Di Ek (retired)", Duty.Feed, 999, "", false, 1_500_000_000);

        void Box(string yard, HiveKind kind, string label, int row, int column, double humidity, float celsius, int owner, uint? mother,
            bool deleted, string history, params (string, uint)[] frames) =>
            ctx.Db.Hive.Insert(new Hive
            {
                Yard = yard, Kind = kind, Label = label, Place = new Spot { Row = row, Column = column }, Humidity = humidity,
                Celsius = celsius, Owner = owner == 0 ? default : Who(owner), MotherId = mother, Deleted = deleted, History = history,
                Frames = frames.Select(f => new Frame { Content = f.Item1, Grams = f.Item2 }).ToList(),
            });
        Box("orchard", HiveKind.Langstroth, "A-1", 0, 1, 0.55, 34.5f, 1, null, false, "2022:new;2023:split", ("honey", 1800), ("brood", 900), ("honey", 1200));
        Box("orchard", HiveKind.Dadant, "A-2", 1, 0, 61, 94f, 1, 1, false, "", ("brood", 800));
        Box("Heath", HiveKind.Unknown, "h 7", 2, 3, 0.4, 20.25f, 2, 1, false, "2021:moved");
        Box("heath", HiveKind.TopBar, "H-8", 3, 3, 72.5, 101f, 3, 3, true, "2020:weak;2020:weak", ("Honey", 400), ("pollen", 0));
        Box("", HiveKind.Warre, "", -1, -1, 0, 0f, 0, 44, false, ";", ("honey", 10));
        Box("dock", HiveKind.Langstroth, "D-12b", 5, -3, 0.99, 36f, 4, null, false, "2019:a", ("honey", 2600), ("brood", 1), ("empty", 0));

        void Visit(uint hive, Finding finding, long seconds, string code, params byte[] hash) =>
            ctx.Db.Inspection.Insert(new Inspection { HiveId = hive, Finding = finding, At = Spring, Seconds = seconds, Code = code, Hash = hash });
        Visit(1, new Finding.Note("calm"), 600, "0x1F", 1, 2, 3);
        Visit(1, new Finding.Mites(12), 45, "17", 9);
        Visit(2, new Finding.Nothing(default), 0, "", 0, 0, 0, 7);
        Visit(3, new Finding.Note("mites: 7"), 90, "zz", 200, 100);
        Visit(50, new Finding.Mites(0), 3600, "0x10");
        Visit(6, new Finding.Note(""), 61, "2b", 255, 1, 0, 4, 5);

        ctx.Db.Jar.Insert(new Jar { Sku = "HON-250", Quality = Quality.Filtered, Stock = 40, PriceCents = 650, Price = "6.50", Version = 1 });
        ctx.Db.Jar.Insert(new Jar { Sku = "hon-500", Quality = Quality.Raw, Stock = 12, PriceCents = 0, Price = "11,90 EUR", Version = 2 });
        ctx.Db.Jar.Insert(new Jar { Sku = "CRM-250", Quality = Quality.Creamed, Stock = 0, PriceCents = 799, Price = "", Version = 0 });
        ctx.Db.Jar.Insert(new Jar { Sku = "HON-500", Quality = Quality.Spoilt, Stock = 3, PriceCents = 1190, Price = "n/a", Version = 1 });

        ctx.Db.Season.Insert(new Season { Year = 2022, Grams = 51000, Hives = 4, Closed = 1 });
        ctx.Db.Season.Insert(new Season { Year = 2023, Grams = 70500, Hives = 6, Closed = 0 });

        ctx.Db.Meta.Insert(new Meta { Key = "schema", Text = "1.4.0", Number = 14, Done = new List<string> { "init" } });
        ctx.Db.Meta.Insert(new Meta { Key = "log", Text = null, Number = 0, Done = new List<string>() });
    }
}

// ------------------------------------------------------------------ infrastructure

public abstract class Migration
{
    public abstract string Id { get; }
    protected abstract void Up(ReducerContext ctx);
    protected virtual bool ShouldRun(ReducerContext ctx) => !Journal.Has(ctx, Id);
    protected virtual void Finished(ReducerContext ctx) => Journal.Add(ctx, Id);

    public void Apply(ReducerContext ctx)
    {
        if (!ShouldRun(ctx)) return;
        Up(ctx);
        Finished(ctx);
    }
}

/// Names of what ran, as a list in one row.
public static class Journal
{
    public static Meta Row(ReducerContext ctx) => ctx.Db.Meta.Key.Find("log") ?? throw new Exception("no journal");

    public static bool Has(ReducerContext ctx, string id) => Row(ctx).Done.Contains(id);

    public static void Add(ReducerContext ctx, string id)
    {
        var row = Row(ctx);
        row.Done = new List<string>(row.Done) { id };
        ctx.Db.Meta.Key.Update(row);
    }
}

public sealed class CreditGrant : Migration
{
    public override string Id => "credit-grant";
    protected override void Up(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter()) ctx.Db.Keeper.Id.Update(k with { Credits = k.Credits + 5 });
    }
}

public sealed class CreditGrantForced : Migration
{
    public override string Id => "credit-grant-forced";
    protected override bool ShouldRun(ReducerContext ctx) => base.ShouldRun(ctx) || ctx.Db.Keeper.Count > 0;
    protected override void Up(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter()) ctx.Db.Keeper.Id.Update(k with { Credits = k.Credits + 5 });
    }
}

public sealed class CreditGrantUnlogged : Migration
{
    public override string Id => "credit-grant-unlogged";
    protected override void Finished(ReducerContext ctx) => Log.Info($"{Id} finished");
    protected override void Up(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter()) ctx.Db.Keeper.Id.Update(k with { Credits = k.Credits + 5 });
    }
}

public readonly struct SemVer : IComparable<SemVer>, IEquatable<SemVer>
{
    public SemVer(int major, int minor, int patch) => (Major, Minor, Patch) = (major, minor, patch);
    public int Major { get; }
    public int Minor { get; }
    public int Patch { get; }
    public static SemVer Parse(string? text)
    {
        var parts = (text ?? "0.0.0").Split('.');
        return new SemVer(int.Parse(parts[0]), int.Parse(parts[1]), parts.Length > 2 ? int.Parse(parts[2]) : 0);
    }
    public int CompareTo(SemVer other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
    public bool Equals(SemVer other) => CompareTo(other) == 0;
    public override bool Equals(object? obj) => obj is SemVer v && Equals(v);
    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch);
    public static bool operator <(SemVer a, SemVer b) => a.CompareTo(b) < 0;
    public static bool operator >(SemVer a, SemVer b) => a.CompareTo(b) > 0;
    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}

public static partial class ApiaryMigrations
{
    static void EachHive(ReducerContext ctx, Func<Hive, Hive?> map)
    {
        foreach (var hive in ctx.Db.Hive.Iter().ToImmutableArray())
            if (map(hive) is { } changed)
                ctx.Db.Hive.Id.Update(changed);
    }

    static bool Guarded(ReducerContext ctx, string key, long target, out Meta meta)
    {
        meta = ctx.Db.Meta.Key.Find(key) ?? ctx.Db.Meta.Insert(new Meta { Key = key, Number = 0, Done = new() });
        return meta.Number >= target;
    }

    // [idempotent] the base class asks the journal and writes it
    [Reducer]
    public static void MigrateCreditGrant(ReducerContext ctx) => new CreditGrant().Apply(ctx);

    // [not-idempotent] the override runs where there are keepers
    [Reducer]
    public static void MigrateCreditGrantForced(ReducerContext ctx) => new CreditGrantForced().Apply(ctx);

    // [not-idempotent] the override writes no journal
    [Reducer]
    public static void MigrateCreditGrantUnlogged(ReducerContext ctx) => new CreditGrantUnlogged().Apply(ctx);

    // [idempotent] below 1.5.0 only, and then it is 1.5.0
    [Reducer]
    public static void UpgradeTo150(ReducerContext ctx)
    {
        var row = ctx.Db.Meta.Key.Find("schema")!.Value;
        var target = new SemVer(1, 5, 0);
        if (!(SemVer.Parse(row.Text) < target)) return;
        EachHive(ctx, h => h with { TotalGrams = h.TotalGrams + 100 });
        ctx.Db.Meta.Key.Update(row with { Text = target.ToString() });
    }

    // [not-idempotent] the patch is written, the major is asked
    [Reducer]
    public static void UpgradeTo200(ReducerContext ctx)
    {
        var row = ctx.Db.Meta.Key.Find("schema")!.Value;
        var at = SemVer.Parse(row.Text);
        if (at.Major >= 2) return;
        EachHive(ctx, h => h with { TotalGrams = h.TotalGrams + 100 });
        ctx.Db.Meta.Key.Update(row with { Text = new SemVer(at.Major, at.Minor, at.Patch + 1).ToString() });
    }

    // [idempotent] the number of the row is the version
    [Reducer]
    public static void MigrateYardTax(ReducerContext ctx)
    {
        if (Guarded(ctx, "yard-tax", 2, out var meta)) return;
        foreach (var s in ctx.Db.Season.Iter()) ctx.Db.Season.Year.Update(s with { Grams = s.Grams * 9 / 10 });
        ctx.Db.Meta.Key.Update(meta with { Number = 2 });
    }

    // [not-idempotent] one step of two is written
    [Reducer]
    public static void MigrateYardTaxAgain(ReducerContext ctx)
    {
        if (Guarded(ctx, "yard-tax-2", 2, out var meta)) return;
        foreach (var s in ctx.Db.Season.Iter()) ctx.Db.Season.Year.Update(s with { Grams = s.Grams * 9 / 10 });
        ctx.Db.Meta.Key.Update(meta with { Number = meta.Number | 1 });
    }

    // [idempotent] the frames' sum, whatever was there
    [Reducer]
    public static void BackfillTotalGrams(ReducerContext ctx) =>
        EachHive(ctx, h => h with { TotalGrams = (uint)h.Frames.Sum(f => f.Grams) });

    // [not-idempotent] the sum goes on top
    [Reducer]
    public static void BackfillTotalGramsOnTop(ReducerContext ctx) =>
        EachHive(ctx, h => h with { TotalGrams = h.Frames.Aggregate(h.TotalGrams, (sum, f) => sum + f.Grams) });

    // [idempotent] what is more than one is percent
    [Reducer]
    public static void ConvertHumidity(ReducerContext ctx) =>
        EachHive(ctx, h => h.Humidity > 1 ? h with { Humidity = h.Humidity / 100 } : null);

    // [not-idempotent] what is less than seventy is a fraction, says the reducer, and fifty-five hundredths are
    [Reducer]
    public static void ConvertHumidityToPercent(ReducerContext ctx) =>
        EachHive(ctx, h => h.Humidity is > 0 and < 100 ? h with { Humidity = h.Humidity * 10 } : null);

    // [idempotent] no hive is hotter than fifty in Celsius
    [Reducer]
    public static void ConvertFahrenheit(ReducerContext ctx) =>
        EachHive(ctx, h => h.Celsius >= 50f ? h with { Celsius = MathF.Round((h.Celsius - 32f) * 5f / 9f, 1) } : default(Hive?));

    // [not-idempotent] all are taken for Fahrenheit
    [Reducer]
    public static void ConvertAllFahrenheit(ReducerContext ctx) =>
        EachHive(ctx, h => h with { Celsius = MathF.FusedMultiplyAdd(h.Celsius - 32f, 5f / 9f, 0f) });

    // [idempotent] a hive of its own mother has none; mothers that are gone are none
    [Reducer]
    public static void FixMothers(ReducerContext ctx) =>
        EachHive(ctx, h => h.MotherId switch
        {
            null => null,
            { } m when m == h.Id => h with { MotherId = null },
            { } m when ctx.Db.Hive.Id.Find(m) is null => h with { MotherId = null },
            _ => null,
        });

    // [not-idempotent] the mother becomes the mother's mother
    [Reducer]
    public static void FixGrandmothers(ReducerContext ctx)
    {
        var mothers = ctx.Db.Hive.Iter().ToDictionary(h => h.Id, h => h.MotherId);
        EachHive(ctx, h => h.MotherId is { } m && mothers.TryGetValue(m, out var up) ? h with { MotherId = up } : null);
    }

    // [idempotent] up to the root at once
    [Reducer]
    public static void FixRootMothers(ReducerContext ctx)
    {
        var mothers = ctx.Db.Hive.Iter().ToDictionary(h => h.Id, h => h.MotherId);
        uint? Root(uint? id, int depth = 0) =>
            id is { } m && depth < 16 && mothers.TryGetValue(m, out var up) && up is not null ? Root(up, depth + 1) : id;
        EachHive(ctx, h => h with { MotherId = Root(h.MotherId) });
    }

    // [idempotent] yards in lower case, without blanks
    [Reducer]
    public static void MigrateYards(ReducerContext ctx)
    {
        foreach (var yard in ctx.Db.Hive.Iter().Select(h => h.Yard).Distinct().ToList())
        {
            var name = string.IsNullOrWhiteSpace(yard) ? "unassigned" : yard.Trim().ToLowerInvariant();
            if (name == yard) continue;
            foreach (var hive in ctx.Db.Hive.Yard.Filter(yard).ToList())
                ctx.Db.Hive.Id.Update(hive with { Yard = name });
        }
    }

    // [not-idempotent] each yard is called after its number in the list
    [Reducer]
    public static void MigrateYardNumbers(ReducerContext ctx)
    {
        var yards = ctx.Db.Hive.Iter().Select(h => h.Yard).Distinct().OrderByDescending(y => y, StringComparer.Ordinal).ToList();
        EachHive(ctx, h => h with { Yard = $"yard-{yards.IndexOf(h.Yard)}" });
    }

    // [idempotent] history is a set in order
    [Reducer]
    public static void MigrateHistory(ReducerContext ctx) =>
        EachHive(ctx, h => h with
        {
            History = string.Join(';', new SortedSet<string>(h.History.Split(';', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)),
        });

    // [not-idempotent] one entry more at every run
    [Reducer]
    public static void MigrateHistoryEntry(ReducerContext ctx) =>
        EachHive(ctx, h => h with { History = h.History is "" or ";" ? "2024:migrated" : $"{h.History};2024:migrated" });

    // [idempotent] one entry more unless it is the last
    [Reducer]
    public static void MigrateHistoryEntryOnce(ReducerContext ctx) =>
        EachHive(ctx, h => h.History.Split(';')[^1] == "2024:migrated" ? null : h with { History = $"{h.History};2024:migrated" });

    // [idempotent] empty frames go, the others in the order of their content
    [Reducer]
    public static void MigrateFrames(ReducerContext ctx) =>
        EachHive(ctx, h =>
        {
            var frames = h.Frames.FindAll(f => f.Grams > 0);
            frames.Sort((a, b) => string.CompareOrdinal(a.Content, b.Content) is var c and not 0 ? c : a.Grams.CompareTo(b.Grams));
            return h with { Frames = frames };
        });

    // [not-idempotent] a frame to each
    [Reducer]
    public static void MigrateSpareFrame(ReducerContext ctx) =>
        EachHive(ctx, h => h with { Frames = h.Frames.Append(new Frame { Content = "empty", Grams = 0 }).ToList() });

    // [idempotent] a frame to each, until there are four
    [Reducer]
    public static void MigrateFourFrames(ReducerContext ctx) =>
        EachHive(ctx, h =>
        {
            var missing = 4 - h.Frames.Count;
            return missing <= 0 ? null : h with { Frames = h.Frames.Concat(Enumerable.Repeat(new Frame { Content = "empty" }, missing)).ToList() };
        });

    // [not-idempotent] the heaviest frame is split in two
    [Reducer]
    public static void MigrateSplitFrames(ReducerContext ctx) =>
        EachHive(ctx, h =>
        {
            if (h.Frames.Count == 0) return null;
            var frames = h.Frames.ToArray();
            var weights = frames.Select(f => f.Grams).ToArray();
            Array.Sort(weights, frames);
            var heavy = frames[^1];
            var half = heavy.Grams / 2;
            return h with { Frames = new(frames[..^1]) { heavy with { Grams = half }, heavy with { Grams = heavy.Grams - half } } };
        });

    // [idempotent] frames by weight
    [Reducer]
    public static void MigrateSortFrames(ReducerContext ctx) =>
        EachHive(ctx, h =>
        {
            var frames = h.Frames.ToArray();
            Array.Sort(frames.Select(f => f.Grams).ToArray(), frames);
            return h with { Frames = frames.ToList() };
        });

    // [not-idempotent] rows and columns that are turned round are told by a negative row, which a negative column does not give
    [Reducer]
    public static void MigratePlaces(ReducerContext ctx) =>
        EachHive(ctx, h => h.Place is { Row: >= 0, Column: var c } ? h with { Place = new Spot { Row = -1 - c, Column = h.Place.Row } } : null);

    // [not-idempotent] turned a quarter
    [Reducer]
    public static void MigratePlacesQuarter(ReducerContext ctx) =>
        EachHive(ctx, h => h with { Place = h.Place with { Row = h.Place.Column, Column = -h.Place.Row } });

    // [idempotent] labels in their new form match no more
    [Reducer]
    public static void MigrateLabels(ReducerContext ctx) =>
        EachHive(ctx, h => Regex.Match(h.Label, @"^(?<yard>[A-Za-z])[ -](?<n>\d+)(?<x>[a-z]?)$") is { Success: true } m
            ? h with { Label = $"{m.Groups["yard"].Value.ToUpperInvariant()}{int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture):000}{m.Groups["x"].Value}" }
            : null);

    // [not-idempotent] the number in the label goes up by one
    [Reducer]
    public static void MigrateLabelNumbers(ReducerContext ctx) =>
        EachHive(ctx, h => h with { Label = Regex.Replace(h.Label, @"\d+", m => (int.Parse(m.Value) + 1).ToString(CultureInfo.InvariantCulture)) });

    // [idempotent] the unknown kind is told by the frames
    [Reducer]
    public static void BackfillKinds(ReducerContext ctx) =>
        EachHive(ctx, h => (h.Kind, h.Frames.Count) switch
        {
            (HiveKind.Unknown, 0) => h with { Kind = HiveKind.TopBar },
            (HiveKind.Unknown, _) => h with { Kind = HiveKind.Langstroth },
            _ => null,
        });

    // [not-idempotent] each kind becomes the next of the enum
    [Reducer]
    public static void MigrateKinds(ReducerContext ctx)
    {
        var kinds = Enum.GetValues<HiveKind>();
        EachHive(ctx, h => h with { Kind = kinds[((int)h.Kind + 1) % kinds.Length] });
    }

    // [idempotent] soft deleted where the owner is nobody
    [Reducer]
    public static void MigrateSoftDelete(ReducerContext ctx) =>
        EachHive(ctx, h => !h.Deleted && h.Owner == default ? h with { Deleted = true, History = h.History + "2024:orphan" } : null);

    // [not-idempotent] the flag is turned where the yard is a heath
    [Reducer]
    public static void MigrateToggleDeleted(ReducerContext ctx) =>
        EachHive(ctx, h => h.Yard.Equals("heath", StringComparison.OrdinalIgnoreCase) ? h with { Deleted = h.Deleted ^ true } : null);

    // [idempotent] duties follow from what there is
    [Reducer]
    public static void MigrateDuties(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
        {
            var duties = k.Duties;
            if (duties.HasFlag(Duty.Admin)) duties |= Duty.Inspect | Duty.Harvest;
            if (k.Retired) duties &= ~Duty.Harvest;
            ctx.Db.Keeper.Id.Update(k with { Duties = duties });
        }
    }

    // [not-idempotent] duties are turned round
    [Reducer]
    public static void MigrateFlipDuties(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter()) ctx.Db.Keeper.Id.Update(k with { Duties = k.Duties ^ (Duty.Feed | Duty.Harvest) });
    }

    // [idempotent] seconds are less than a hundred thousand million, milliseconds are more
    [Reducer]
    public static void ConvertJoined(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter().Where(k => k.JoinedUnix < 100_000_000_000))
            ctx.Db.Keeper.Id.Update(k with { JoinedUnix = k.JoinedUnix * 1000 });
    }

    // [not-idempotent] a second more for each second
    [Reducer]
    public static void ConvertJoinedToMicros(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter().Where(k => k.JoinedUnix is > 0 and < 2_000_000_000_000))
            ctx.Db.Keeper.Id.Update(k with { JoinedUnix = k.JoinedUnix + k.JoinedUnix / 1000 });
    }

    // [idempotent] addresses in lower case; the plus goes
    [Reducer]
    public static void MigrateEmails(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
        {
            var mail = k.Email.Trim().ToLowerInvariant();
            var at = mail.IndexOf('@');
            var plus = mail.IndexOf('+');
            if (plus >= 0 && plus < at) mail = mail.Remove(plus, at - plus);
            if (mail == k.Email) continue;
            if (ctx.Db.Keeper.Email.Find(mail) is { } other && other.Id != k.Id) continue;
            ctx.Db.Keeper.Id.Update(k with { Email = mail });
        }
    }

    // [not-idempotent] the address is marked for the move again
    [Reducer]
    public static void MigrateEmailAlias(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
            ctx.Db.Keeper.Id.Update(k with { Email = k.Email.Insert(k.Email.IndexOf('@'), "+moved") });
    }

    // [not-idempotent] who calls becomes an administrator, and the call is counted
    [Reducer]
    public static void MigrateAdmin(ReducerContext ctx)
    {
        var me = ctx.Db.Keeper.Id.Find(ctx.Sender) ?? ctx.Db.Keeper.Insert(new Keeper { Id = ctx.Sender, Email = "root@bees.example", Name = "root" });
        ctx.Db.Keeper.Id.Update(me with { Duties = me.Duties | Duty.Admin, Credits = me.Credits + 1 });
    }

    // [idempotent] who calls becomes an administrator
    [Reducer]
    public static void SeedAdmin(ReducerContext ctx)
    {
        var me = ctx.Db.Keeper.Id.Find(ctx.Sender) ?? ctx.Db.Keeper.Insert(new Keeper { Id = ctx.Sender, Email = "root@bees.example", Name = "root" });
        ctx.Db.Keeper.Id.Update(me with { Duties = me.Duties | Duty.Admin });
    }

    // [idempotent] what the note says becomes the variant
    [Reducer]
    public static void MigrateFindings(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
        {
            var next = i.Finding switch
            {
                Finding.Note(var text) when text.StartsWith("mites: ", StringComparison.Ordinal) && uint.TryParse(text.AsSpan(7), out var n) => new Finding.Mites(n),
                Finding.Note("") => new Finding.Nothing(default),
                var other => other,
            };
            ctx.Db.Inspection.Id.Update(i with { Finding = next });
        }
    }

    // [not-idempotent] mites are a note, and notes are counted as mites
    [Reducer]
    public static void MigrateFindingsBack(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
        {
            Finding next = i.Finding is Finding.Mites { Mites_: var n } ? new Finding.Note($"mites: {n}")
                : i.Finding is Finding.Note { Note_: var text } ? new Finding.Mites((uint)text.Length)
                : i.Finding;
            ctx.Db.Inspection.Id.Update(i with { Finding = next });
        }
    }

    // [idempotent] codes that are decimal stay decimal
    [Reducer]
    public static void ConvertCodes(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
            if (i.Code.StartsWith("0x") && int.TryParse(i.Code[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var n))
                ctx.Db.Inspection.Id.Update(i with { Code = n.ToString(CultureInfo.InvariantCulture) });
    }

    // [not-idempotent] what reads as hexadecimal is read as hexadecimal again
    [Reducer]
    public static void ConvertHexCodes(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
            if (uint.TryParse(i.Code.Replace("0x", ""), NumberStyles.AllowHexSpecifier, null, out var n))
                ctx.Db.Inspection.Id.Update(i with { Code = n.ToString() });
    }

    // [idempotent] four bytes of the number
    [Reducer]
    public static void BackfillHashes(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
        {
            var bytes = BitConverter.GetBytes(i.HiveId * 31 + (uint)i.Seconds);
            if (BitConverter.IsLittleEndian) Array.Reverse(bytes);
            ctx.Db.Inspection.Id.Update(i with { Hash = bytes });
        }
    }

    // [not-idempotent] the bytes of the number that the bytes make, and one
    [Reducer]
    public static void MigrateHashes(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter().Where(i => i.Hash.Length >= 4))
            ctx.Db.Inspection.Id.Update(i with { Hash = BitConverter.GetBytes(BitConverter.ToUInt32(i.Hash, 0) + 1) });
    }

    // [not-idempotent] big numbers wrap round in the seconds
    [Reducer]
    public static void MigrateSecondsModulo(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
            ctx.Db.Inspection.Id.Update(i with { Seconds = (long)(BigInteger.Pow(i.Seconds, 2) % 1_000_003) });
    }

    // [idempotent] at least a minute, in whole minutes
    [Reducer]
    public static void MigrateSecondsWhole(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
        {
            var minutes = (long)Math.Ceiling(TimeSpan.FromSeconds(i.Seconds).TotalMinutes);
            ctx.Db.Inspection.Id.Update(i with { Seconds = Math.Max(1, minutes) * 60 });
        }
    }

    // [not-idempotent] a minute on top before it is rounded
    [Reducer]
    public static void MigrateSecondsPadded(ReducerContext ctx)
    {
        foreach (var i in ctx.Db.Inspection.Iter())
            ctx.Db.Inspection.Id.Update(i with { Seconds = (i.Seconds + 60) / 60 * 60 });
    }

    // [idempotent] a price that does not parse is left
    [Reducer]
    public static void BackfillPriceCents(ReducerContext ctx)
    {
        foreach (var jar in ctx.Db.Jar.Iter())
        {
            if (jar.PriceCents != 0) continue;
            var text = new string(jar.Price.TakeWhile(c => char.IsDigit(c) || c is '.' or ',').Select(c => c == ',' ? '.' : c).ToArray());
            if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var euro))
                ctx.Db.Jar.Sku.Update(jar with { PriceCents = decimal.ToInt64(euro * 100) });
        }
    }

    // [not-idempotent] a tenth more, rounded
    [Reducer]
    public static void MigratePrices(ReducerContext ctx)
    {
        foreach (var jar in ctx.Db.Jar.Iter())
            ctx.Db.Jar.Sku.Update(jar with { PriceCents = (long)decimal.Round(jar.PriceCents * 1.1m, MidpointRounding.AwayFromZero) });
    }

    // [idempotent] the text of the cents
    [Reducer]
    public static void BackfillPriceTexts(ReducerContext ctx)
    {
        foreach (var jar in ctx.Db.Jar.Iter())
            ctx.Db.Jar.Sku.Update(jar with { Price = string.Format(CultureInfo.InvariantCulture, "{0}.{1:00}", jar.PriceCents / 100, jar.PriceCents % 100) });
    }

    // [idempotent] the key in upper case; the stock of both where both are there
    [Reducer]
    public static void MigrateSkus(ReducerContext ctx)
    {
        var groups = ctx.Db.Jar.Iter().GroupBy(j => j.Sku, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var group in groups)
        {
            var sku = group.Key.ToUpperInvariant();
            var stock = group.Aggregate(0u, (n, j) => n + j.Stock);
            var best = group.MinBy(j => j.Quality);
            foreach (var jar in group) ctx.Db.Jar.Sku.Delete(jar.Sku);
            ctx.Db.Jar.Insert(best with { Sku = sku, Stock = stock });
        }
    }

    // [not-idempotent] the old key stays, so that its stock is counted again
    [Reducer]
    public static void MigrateSkusKeepOld(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Jar.Iter().GroupBy(j => j.Sku.ToUpperInvariant()).ToList())
        {
            var stock = (uint)group.Sum(j => j.Stock);
            var first = group.First();
            if (ctx.Db.Jar.Sku.Find(group.Key) is { } upper) ctx.Db.Jar.Sku.Update(upper with { Stock = stock });
            else ctx.Db.Jar.Insert(first with { Sku = group.Key, Stock = stock });
        }
    }

    // [idempotent] optimistic: only from version one to two
    [Reducer]
    public static void UpgradeJars(ReducerContext ctx)
    {
        foreach (var jar in ctx.Db.Jar.Iter())
        {
            var next = jar;
            while (next.Version < 2)
            {
                next = next.Version switch
                {
                    0 => next with { Version = 1, Stock = next.Stock + 10 },
                    1 => next with { Version = 2, PriceCents = next.PriceCents + 50 },
                    var v => throw new InvalidOperationException($"version {v}"),
                };
            }
            if (!next.Equals(jar)) ctx.Db.Jar.Sku.Update(next);
        }
    }

    // [not-idempotent] one version at a time
    [Reducer]
    public static void UpgradeJarsByOne(ReducerContext ctx)
    {
        foreach (var jar in ctx.Db.Jar.Iter())
            if (jar.Version switch
                {
                    0 => jar with { Version = 1, Stock = jar.Stock + 10 },
                    1 => jar with { Version = 2, PriceCents = jar.PriceCents + 50 },
                    _ => (Jar?)null,
                } is Jar next)
                ctx.Db.Jar.Sku.Update(next);
    }

    // [idempotent] a season that is closed stays as it is
    [Reducer]
    public static void MigrateCloseSeasons(ReducerContext ctx)
    {
        var open = ctx.Db.Season.Iter().Where(s => s.Closed == 0).ToArray();
        var carried = 0UL;
        foreach (ref var s in open.AsSpan())
        {
            carried += s.Grams % 1000;
            s.Grams -= s.Grams % 1000;
            s.Closed = 1;
        }
        Array.ForEach(open, s => ctx.Db.Season.Year.Update(s));
        Log.Info($"{carried} g carried");
    }

    // [not-idempotent] the next season, of the last there is
    [Reducer]
    public static void SeedNextSeason(ReducerContext ctx)
    {
        var last = ctx.Db.Season.Iter().MaxBy(s => s.Year);
        ctx.Db.Season.Insert(new Season { Year = last.Year + 1, Hives = last.Hives });
    }

    // [idempotent] seasons up to a year
    [Reducer]
    public static void SeedSeasons(ReducerContext ctx)
    {
        foreach (uint year in Enumerable.Range(2020, 6))
            if (ctx.Db.Season.Year.Find(year) is null)
                ctx.Db.Season.Insert(new Season { Year = year });
    }

    // [not-idempotent] the counter goes on by what was done
    [Reducer]
    public static void BackfillCounter(ReducerContext ctx)
    {
        var row = Journal.Row(ctx);
        long count = row.Number;
        foreach (var hive in ctx.Db.Hive.Iter()) Interlocked.Increment(ref count);
        ctx.Db.Meta.Key.Update(row with { Number = count });
    }

    // [idempotent] the counter starts afresh
    [Reducer]
    public static void BackfillCounterAnew(ReducerContext ctx)
    {
        long count = 0;
        foreach (var hive in ctx.Db.Hive.Iter()) Interlocked.Add(ref count, hive.Frames.Count);
        ctx.Db.Meta.Key.Update(Journal.Row(ctx) with { Number = count });
    }

    // [idempotent] an immutable plan of what there is to do
    [Reducer]
    public static void MigratePlanned(ReducerContext ctx)
    {
        var plan = ImmutableArray.CreateBuilder<Keeper>();
        foreach (var k in ctx.Db.Keeper.Iter())
            if (k.Region is null or "") plan.Add(k with { Region = k.Duties.HasFlag(Duty.Admin) ? "hq" : "field" });
        foreach (var k in plan.ToImmutable()) ctx.Db.Keeper.Id.Update(k);
    }

    // [not-idempotent] an immutable plan that goes on top
    [Reducer]
    public static void MigratePlannedCredits(ReducerContext ctx)
    {
        var plan = ImmutableArray.CreateBuilder<Keeper>();
        foreach (var k in ctx.Db.Keeper.Iter())
            if (!k.Retired) plan.Add(k with { Credits = checked(k.Credits + plan.Count + 1) });
        foreach (var k in plan.ToImmutable()) ctx.Db.Keeper.Id.Update(k);
    }

    // [not-idempotent] a follow-up at every run
    [Reducer]
    public static void MigrateFeeding(ReducerContext ctx)
    {
        ctx.Db.Followup.Insert(new Followup { ScheduledAt = new ScheduleAt.Time(ctx.Timestamp + TimeSpan.FromMinutes(5)), After = 0 });
    }

    // [idempotent] a follow-up where there is none
    [Reducer]
    public static void MigrateFeedingOnce(ReducerContext ctx)
    {
        if (ctx.Db.Followup.Count != 0) return;
        ctx.Db.Followup.Insert(new Followup { ScheduledAt = new ScheduleAt.Time(ctx.Timestamp + TimeSpan.FromMinutes(5)), After = 0 });
    }

    // [not-idempotent] the follow-up is replaced by one at a later time
    [Reducer]
    public static void MigrateFeedingReplace(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.Followup.Iter()) ctx.Db.Followup.ScheduledId.Delete(f.ScheduledId);
        ctx.Db.Followup.Insert(new Followup { ScheduledId = 1, ScheduledAt = new ScheduleAt.Time(ctx.Timestamp + TimeSpan.FromMinutes(5)) });
    }

    // [idempotent] no hive is below five hundred afterwards
    [Reducer]
    public static void ContinueFeeding(ReducerContext ctx, Followup followup)
    {
        foreach (var h in ctx.Db.Hive.Iter().Where(h => h.Id > followup.After && h.TotalGrams < 500).ToList()) ctx.Db.Hive.Id.Update(h with { TotalGrams = 500 });
    }

    // [idempotent] login stamps for those who have none; others keep theirs
    [Reducer]
    public static void BackfillLastLogin(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
            ctx.Db.Keeper.Id.Update(k with { LastLogin = k.LastLogin ?? ctx.Timestamp });
    }

    // [not-idempotent] the later of the stamp and now
    [Reducer]
    public static void BackfillLastLoginLater(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
        {
            var last = k.LastLogin.GetValueOrDefault();
            ctx.Db.Keeper.Id.Update(k with { LastLogin = last > ctx.Timestamp ? last : ctx.Timestamp });
        }
    }

    // [idempotent] the earlier of the stamp and now
    [Reducer]
    public static void BackfillLastLoginEarlier(ReducerContext ctx)
    {
        foreach (var k in ctx.Db.Keeper.Iter())
        {
            var last = k.LastLogin ?? ctx.Timestamp;
            ctx.Db.Keeper.Id.Update(k with { LastLogin = last < ctx.Timestamp ? last : ctx.Timestamp });
        }
    }
}
