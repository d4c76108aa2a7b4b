// A warehouse: bins, stock, suppliers, orders, movements. Each reducer is labelled by running it twice.
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using SpacetimeDB;

namespace Warehouse;

[SpacetimeDB.Type] public enum Stage { Draft, Placed, Packed, Shipped, Cancelled = -1 }

[SpacetimeDB.Type, Flags] public enum Handling : uint { None = 0, Fragile = 1, Cold = 2, Heavy = 4, Toxic = 1u << 31 }

[SpacetimeDB.Type]
public partial struct Dimensions { public int W; public int H; public int D; }

[SpacetimeDB.Type]
public partial struct Line { public ulong Article; public uint Amount; public long Cents; }

[SpacetimeDB.Type]
public partial record Place : TaggedEnum<(string Bin, uint Truck, Unit Lost)>;

[SpacetimeDB.Table(Accessor = "article", Public = true)]
public partial struct Article
{
    [PrimaryKey, AutoInc] public ulong id;
    [Unique] public string sku;
    public string title;
    public string? ean;
    public int weight_grams;
    public double weight_lb;
    public Dimensions size;
    public Handling handling;
    public long price_cents;
    public string currency;
    public List<string> tags;
    public uint stock_total;
    public uint schema;
}

[SpacetimeDB.Table(Accessor = "bin", Public = true)]
public partial struct Bin
{
    [PrimaryKey] public string code;
    public byte aisle;
    public byte shelf;
    public int capacity;
    public int used;
    public List<byte> grid;
    public string? zone;
}

[SpacetimeDB.Table(Accessor = "stock")]
[SpacetimeDB.Index.BTree(Accessor = "by_place", Columns = new[] { nameof(bin), nameof(article) })]
public partial struct Stock
{
    [PrimaryKey, AutoInc] public ulong id;
    public string bin;
    [SpacetimeDB.Index.BTree] public ulong article;
    public int amount;
    public int reserved;
    public Timestamp counted;
    public bool migrated;
}

[SpacetimeDB.Table(Accessor = "supplier")]
public partial class Supplier
{
    [PrimaryKey] public int Number;
    public string Name = "";
    public string Address = "";
    public string? City;
    public string? Zip;
    public string Phone = "";
    public List<ulong> Articles = [];
    public int? Rating;
    public int Priority;
    public Supplier Clone() => (Supplier)MemberwiseClone();
}

[SpacetimeDB.Table(Accessor = "purchase", Public = true)]
public partial struct Purchase
{
    [PrimaryKey, AutoInc] public uint id;
    [SpacetimeDB.Index.BTree] public int supplier;
    public string reference;
    public Stage stage;
    public List<Line> lines;
    public long total;
    public Place place;
    public Timestamp ordered;
    public Timestamp? arrived;
    public uint checksum;
}

[SpacetimeDB.Table(Accessor = "movement")]
public partial struct Movement
{
    [PrimaryKey, AutoInc] public ulong seq;
    [SpacetimeDB.Index.BTree] public ulong article;
    public int delta;
    public int balance;
    public string reason;
    public Timestamp at;
}

[SpacetimeDB.Table(Accessor = "article_price")]
public partial struct ArticlePrice { [PrimaryKey] public ulong article; public long cents; public string currency; }

[SpacetimeDB.Table(Accessor = "parameter")]
public partial struct Parameter { [PrimaryKey] public string name; public string value; }

[SpacetimeDB.Table(Accessor = "migration_log")]
public partial struct MigrationLog { [PrimaryKey, AutoInc] public uint id; [SpacetimeDB.Index.BTree] public string step; public bool ok; public Timestamp at; }

[SpacetimeDB.Table(Accessor = "recount", Scheduled = nameof(WarehouseMigrations.Recount), ScheduledAt = nameof(at))]
public partial struct RecountTimer { [PrimaryKey, AutoInc] public ulong id; public ScheduleAt at; public string bin; }

public readonly struct BinCode(string text) : IComparable<BinCode>, IEquatable<BinCode>
{
    public char Row { get; } = text.Length > 0 ? char.ToUpperInvariant(text[0]) : '?';
    public int Number { get; } = int.TryParse(text.AsSpan(Math.Min(1, text.Length)), out var n) ? n : 0;
    public int CompareTo(BinCode other) => (Row, Number).CompareTo((other.Row, other.Number));
    public bool Equals(BinCode other) => Row == other.Row && Number == other.Number;
    public override bool Equals(object? obj) => obj is BinCode other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Row, Number);
    public override string ToString() => $"{Row}{Number:00}";
}

public readonly record struct Money(long Cents, string Currency)
{
    public static Money operator +(Money a, Money b) => a.Currency == b.Currency ? a with { Cents = a.Cents + b.Cents } : throw new InvalidOperationException("currencies differ");
    public Money To(string currency, decimal rate) => new(decimal.ToInt64(decimal.Round(Cents * rate, MidpointRounding.ToEven)), currency);
}

public sealed class UnionFind(int size)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, size)];
    public int Root(int x)
    {
        while (_parents[x] != x) x = _parents[x] = _parents[_parents[x]];
        return x;
    }
    public void Join(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}

public static class WarehouseExtensions
{
    public static IEnumerable<(T Previous, T Next)> Pairwise<T>(this IEnumerable<T> source)
    {
        using var e = source.GetEnumerator();
        if (!e.MoveNext()) yield break;
        for (var previous = e.Current; e.MoveNext(); previous = e.Current) yield return (previous, e.Current);
    }

    public static uint Fnv(this IEnumerable<byte> bytes) => bytes.Aggregate(2166136261u, (h, b) => unchecked((h ^ b) * 16777619));

    public static bool Done(this ReducerContext ctx, string step) => ctx.Db.migration_log.step.Filter(step).Any(l => l.ok);

    public static void Finish(this ReducerContext ctx, string step, bool ok = true) => ctx.Db.migration_log.Insert(new MigrationLog { step = step, ok = ok, at = ctx.Timestamp });
}

public static partial class WarehouseMigrations
{
    private static readonly ImmutableDictionary<string, decimal> Rates = ImmutableDictionary<string, decimal>.Empty.Add("USD", 0.92m).Add("GBP", 1.17m).Add("EUR", 1m);
    private static readonly int[,] Zones = { { 1, 10 }, { 11, 20 }, { 21, 99 } };
    private static readonly string[] ZoneNames = ["north", "middle", "south"];
    private static readonly Regex Spaces = new(@"\s+");

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.article.Insert(new Article { sku = "ab-0012", title = "Steel  bolt", ean = "4006381333931", weight_grams = -7, weight_lb = 0.5, size = new() { W = 30, H = 10, D = 20 }, handling = Handling.Heavy, price_cents = 199, currency = "USD", tags = new() { "metal", "Bolt", "metal" }, stock_total = 3 });
        ctx.Db.article.Insert(new Article { sku = "AB-12", title = " glass vase ", ean = "123", weight_grams = 800, weight_lb = 0, size = new() { W = 5, H = 50, D = 5 }, handling = Handling.Fragile | Handling.Cold, price_cents = 2550, currency = "eur", tags = new(), schema = 1 });
        ctx.Db.article.Insert(new Article { sku = "ZZ9", title = "bolt (m3) (old))", weight_grams = -5, weight_lb = 2.25, handling = Handling.Toxic | Handling.Fragile, price_cents = -10, currency = "", tags = new() { "" , "old" }, stock_total = 900, schema = 2 });
        ctx.Db.article.Insert(new Article { sku = "0", title = "ÄTZNATRON (1 KG)", ean = "", weight_grams = 25_000, size = new() { W = 1, H = 1, D = 1 }, price_cents = 77, currency = "GBP", tags = new() { "x:1", "y:2", "x:3" } });
        ctx.Db.bin.Insert(new Bin { code = "a1", aisle = 0, shelf = 0, capacity = 100, used = 120, grid = new() { 1, 0, 2, 0, 0, 3 } });
        ctx.Db.bin.Insert(new Bin { code = "A01", aisle = 1, shelf = 1, capacity = 0, used = 4, grid = new() { 9, 9, 9, 1 }, zone = "north" });
        ctx.Db.bin.Insert(new Bin { code = "C15", aisle = 200, shelf = 15, capacity = 30, used = 30, grid = new() });
        ctx.Db.bin.Insert(new Bin { code = "", capacity = -1, grid = new() { 7 }, zone = "" });
        ctx.Db.stock.Insert(new Stock { bin = "a1", article = 1, amount = 10, reserved = 12, counted = new Timestamp(1_700_000_000_000_000) });
        ctx.Db.stock.Insert(new Stock { bin = "A01", article = 1, amount = 5, counted = new Timestamp(50) });
        ctx.Db.stock.Insert(new Stock { bin = "a1", article = 1, amount = -3, reserved = 1, migrated = true });
        ctx.Db.stock.Insert(new Stock { bin = "C15", article = 2, amount = 1, reserved = 50, counted = new Timestamp(1_800_000_000_000_000) });
        ctx.Db.stock.Insert(new Stock { bin = "gone", article = 77, amount = 8, reserved = 2 });
        ctx.Db.supplier.Insert(new Supplier { Number = 10, Name = "ACME  gmbh", Address = "Main St 5, 10115 Berlin", Phone = "+49 (30) 12-34", Articles = [1, 2, 1, 4], Priority = 3 });
        ctx.Db.supplier.Insert(new Supplier { Number = 11, Name = "acme GMBH", Address = "", City = "Rome", Phone = "0039 6 99", Articles = [99], Rating = 4, Priority = 3 });
        ctx.Db.supplier.Insert(new Supplier { Number = -1, Name = "Bolt & Söhne KG", Address = "Nowhere", Zip = "00", Phone = "", Articles = [4, 99], Rating = 11, Priority = -7 });
        ctx.Db.supplier.Insert(new Supplier { Number = 42, Name = "zulu", Address = "Hill 1, 8001 Zürich", City = "", Phone = "12", Articles = [2], Rating = 0, Priority = 3 });
        ctx.Db.purchase.Insert(new Purchase { supplier = 10, reference = "po/2020/7", stage = Stage.Placed, lines = new() { new() { Article = 1, Amount = 2, Cents = 199 }, new() { Article = 2, Amount = 1, Cents = 2550 }, new() { Article = 1, Amount = 3, Cents = 190 } }, total = 0, place = new Place.Bin("a1"), ordered = new Timestamp(1_600_000_000_000_000) });
        ctx.Db.purchase.Insert(new Purchase { supplier = 10, reference = "PO-2021-0013", stage = Stage.Shipped, lines = new() { new() { Article = 4, Amount = 0, Cents = 77 } }, total = 5, place = new Place.Truck(7), ordered = new Timestamp(1_650_000_000_000_000), arrived = new Timestamp(1_640_000_000_000_000) });
        ctx.Db.purchase.Insert(new Purchase { supplier = 99, reference = "", stage = Stage.Cancelled, lines = new(), total = -1, place = new Place.Lost(default), arrived = new Timestamp(0), checksum = 7 });
        ctx.Db.purchase.Insert(new Purchase { supplier = 11, reference = "po-2021-13", stage = Stage.Draft, lines = new() { new() { Article = 9, Amount = 9, Cents = 9 } }, place = new Place.Bin("A01"), ordered = new Timestamp(5) });
        ctx.Db.movement.Insert(new Movement { article = 1, delta = 10, reason = "in", at = new Timestamp(100) });
        ctx.Db.movement.Insert(new Movement { article = 1, delta = -4, balance = 6, reason = "OUT", at = new Timestamp(300) });
        ctx.Db.movement.Insert(new Movement { article = 1, delta = -4, reason = "out ", at = new Timestamp(200) });
        ctx.Db.movement.Insert(new Movement { article = 2, delta = 0, balance = 3, reason = "count", at = new Timestamp(1_700_000_000_000_000) });
        ctx.Db.movement.Insert(new Movement { article = 3, delta = 100, balance = 900, reason = "in", at = new Timestamp(0) });
        ctx.Db.article_price.Insert(new ArticlePrice { article = 2, cents = 1, currency = "EUR" });
        ctx.Db.parameter.Insert(new Parameter { name = "version", value = "3" });
        ctx.Db.parameter.Insert(new Parameter { name = "VAT", value = "19" });
        ctx.Db.parameter.Insert(new Parameter { name = "done", value = "skus;bins" });
        ctx.Db.migration_log.Insert(new MigrationLog { step = "sizes", ok = false });
        ctx.Db.recount.Insert(new RecountTimer { at = TimeDuration.FromHours(24), bin = "a1" });
        ctx.Db.recount.Insert(new RecountTimer { at = new Timestamp(9_000_000_000_000_000), bin = "C15" });
    }

    [Reducer] public static void Recount(ReducerContext ctx, RecountTimer timer) => Log.Info(timer.bin);

    [Reducer]
    public static void MigrateSkus(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter().OrderBy(a => a.id).ToArray())
        {
            var m = Regex.Match(a.sku, "^([A-Za-z]+)-?0*([0-9]+)$");
            if (!m.Success) continue;
            var sku = $"{m.Groups[1].Value.ToUpperInvariant()}-{m.Groups[2].Value.PadLeft(6, '0')}";
            if (sku == a.sku) continue;
            while (ctx.Db.article.sku.Find(sku) is { } taken && taken.id != a.id) sku += "x";
            ctx.Db.article.id.Update(a with { sku = sku });
        }
    }

    [Reducer]
    public static void MigrateSkusHashed(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter().ToArray())
        {
            if (a.sku.Length > 7) continue;
            ctx.Db.article.id.Update(a with { sku = a.sku + (Encoding.UTF8.GetBytes(a.sku).Fnv() % 97).ToString("D2") });
        }
    }

    [Reducer]
    public static void MigrateTitles(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Spaces.Replace(a.title.Trim(), " ").ToLowerInvariant());
            if (!string.Equals(title, a.title, StringComparison.Ordinal)) ctx.Db.article.id.Update(a with { title = title });
        }
    }

    [Reducer]
    public static void MigrateTitlesShortened(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
            if (a.title is [_, .., ' ' or ')'] or [' ', ..]) ctx.Db.article.id.Update(a with { title = a.title[1..^1] });
    }

    [Reducer]
    public static void MigrateTitleQuantities(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var open = a.title.LastIndexOf('(');
            if (open <= 0 || a.title[^1] != ')') continue;
            var tags = new List<string>(a.tags);
            tags.Insert(0, a.title[(open + 1)..^1]);
            ctx.Db.article.id.Update(a with { title = a.title[..open].TrimEnd(), tags = tags });
        }
    }

    [Reducer]
    public static void MigrateEans(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var valid = a.ean is { Length: 13 } ean && ean.All(char.IsAsciiDigit) && ean.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
            if (!valid && a.ean is not null) ctx.Db.article.id.Update(a with { ean = null });
        }
    }

    [Reducer]
    public static void MigrateEansChecked(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            if (string.IsNullOrEmpty(a.ean)) continue;
            var digits = a.ean.PadLeft(12, '0');
            var sum = 0;
            for (var i = digits.Length - 1; i >= 0; i--) sum += (digits[i] - '0') * ((digits.Length - i) % 2 == 1 ? 3 : 1);
            ctx.Db.article.id.Update(a with { ean = digits.Substring(digits.Length - 12) + (10 - sum % 10) % 10 });
        }
    }

    [Reducer]
    public static void MigrateWeights(ReducerContext ctx)
    {
        const double gramsPerPound = 453.59237;
        foreach (var a in ctx.Db.article.Iter())
        {
            var changed = a;
            if (changed.weight_grams <= 0) changed.weight_grams = checked((int)Math.Round(changed.weight_lb * gramsPerPound));
            else if (changed.weight_lb == 0) changed.weight_lb = Math.Round(changed.weight_grams / gramsPerPound, 4);
            ctx.Db.article.id.Update(changed);
        }
    }

    [Reducer]
    public static void MigrateWeightsToKilos(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
            ctx.Db.article.id.Update(a with { weight_grams = a.weight_grams > 500 ? (a.weight_grams + 999) / 1000 * 1000 / 2 + 300 : a.weight_grams });
    }

    [Reducer]
    public static void MigrateSizes(ReducerContext ctx)
    {
        Span<int> sides = stackalloc int[3];
        foreach (var a in ctx.Db.article.Iter())
        {
            (sides[0], sides[1], sides[2]) = (a.size.W, a.size.H, a.size.D);
            sides.Sort();
            ctx.Db.article.id.Update(a with { size = new() { W = sides[2], H = sides[1], D = sides[0] } });
        }
    }

    [Reducer]
    public static void MigrateSizesTurned(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            int[] sides = [a.size.W, a.size.H, a.size.D];
            sides.AsSpan(1).Reverse();
            ctx.Db.article.id.Update(a with { size = new() { W = sides[0], H = sides[1], D = sides[2] } });
        }
    }

    [Reducer]
    public static void MigrateSizesOnce(ReducerContext ctx)
    {
        if (ctx.Done("sizes")) return;
        foreach (var a in ctx.Db.article.Iter()) ctx.Db.article.id.Update(a with { size = new() { W = a.size.W * 10, H = a.size.H * 10, D = a.size.D * 10 } });
        ctx.Finish("sizes");
    }

    [Reducer]
    public static void MigrateSizesFinishedWrongly(ReducerContext ctx)
    {
        if (ctx.Done("sizes")) return;
        var all = true;
        foreach (var a in ctx.Db.article.Iter())
        {
            if (a.size.W == 0) { all = false; continue; }
            ctx.Db.article.id.Update(a with { size = a.size with { W = a.size.W * 10 } });
        }
        ctx.Finish("sizes", all);
    }

    [Reducer]
    public static void MigrateHandling(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var handling = a.handling;
            if (a.weight_grams > 20_000) handling |= Handling.Heavy;
            if (handling.HasFlag(Handling.Toxic)) handling &= ~Handling.Fragile;
            if (BitOperations.PopCount((uint)handling) == 0) handling = Handling.Cold;
            ctx.Db.article.id.Update(a with { handling = handling });
        }
    }

    [Reducer]
    public static void MigrateHandlingRotated(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
            ctx.Db.article.id.Update(a with { handling = (Handling)BitOperations.RotateLeft((uint)a.handling, 1) });
    }

    [Reducer]
    public static void MigrateHandlingLowest(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var bits = (uint)a.handling;
            ctx.Db.article.id.Update(a with { handling = (Handling)(bits & (bits - 1)) });
        }
    }

    [Reducer]
    public static void MigratePrices(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var code = a.currency is "" ? "EUR" : a.currency.ToUpperInvariant();
            if (!Rates.TryGetValue(code, out var rate)) continue;
            var money = new Money(a.price_cents, code).To("EUR", rate);
            ctx.Db.article.id.Update(a with { price_cents = money.Cents, currency = money.Currency });
        }
    }

    [Reducer]
    public static void MigratePricesUnmarked(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var money = new Money(a.price_cents, a.currency);
            if (Rates.GetValueOrDefault(money.Currency, 1m) is > 0 and not 1m and var rate) money = money.To(money.Currency, 1 / rate);
            ctx.Db.article.id.Update(a with { price_cents = money.Cents });
        }
    }

    [Reducer]
    public static void MigratePriceTable(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var price = new ArticlePrice { article = a.id, cents = a.price_cents, currency = a.currency };
            _ = ctx.Db.article_price.article.Find(a.id) switch
            {
                null => ctx.Db.article_price.Insert(price),
                { cents: var cents } when cents != price.cents => ctx.Db.article_price.article.Update(price),
                { } same => same,
            };
        }
    }

    [Reducer]
    public static void MigratePriceTableAveraged(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            if (ctx.Db.article_price.article.Find(a.id) is not { } price) continue;
            ctx.Db.article_price.article.Update(price with { cents = (price.cents + a.price_cents) >> 1 });
        }
    }

    [Reducer]
    public static void MigrateVat(ReducerContext ctx)
    {
        if (ctx.Db.parameter.name.Find("VAT") is not { } vat || !byte.TryParse(vat.value, out var percent)) return;
        foreach (var a in ctx.Db.article.Iter()) ctx.Db.article.id.Update(a with { price_cents = a.price_cents + Math.DivRem(a.price_cents * percent, 100L).Quotient });
        ctx.Db.parameter.name.Delete("VAT");
    }

    [Reducer]
    public static void MigrateVatKept(ReducerContext ctx)
    {
        if (ctx.Db.parameter.name.Find("VAT") is not { } vat || !byte.TryParse(vat.value, out var percent) || percent == 0) return;
        foreach (var a in ctx.Db.article.Iter()) ctx.Db.article.id.Update(a with { price_cents = a.price_cents * 100 / (100 + percent) });
        ctx.Db.parameter.name.Update(vat with { value = percent.ToString("X2") });
    }

    [Reducer]
    public static void MigrateTags(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var tags = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var tag in a.tags)
                if (tag.Trim().ToLowerInvariant() is { Length: > 0 } clean) tags.Add(clean);
            if (!a.tags.SequenceEqual(tags)) ctx.Db.article.id.Update(a with { tags = [.. tags] });
        }
    }

    [Reducer]
    public static void MigrateTagValues(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var values = a.tags.Select(t => t.Split(':')).ToLookup(p => p[0], p => p.Length > 1 && int.TryParse(p[1], out var v) ? v : 0);
            ctx.Db.article.id.Update(a with { tags = values.Select(g => $"{g.Key}:{g.Sum() + g.Count() - 1}").ToList() });
        }
    }

    [Reducer]
    public static void MigrateTagValuesDoubled(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var tags = a.tags.ToArray();
            for (var i = 0; i < tags.Length; i++)
                if (tags[i].Split(':') is [var key, var text] && sbyte.TryParse(text, NumberStyles.Integer, null, out var value)) tags[i] = key + ':' + (sbyte)(value * 2);
            ctx.Db.article.id.Update(a with { tags = tags.ToList() });
        }
    }

    [Reducer]
    public static void MigrateTotals(ReducerContext ctx)
    {
        var totals = from s in ctx.Db.stock.Iter()
                     join a in ctx.Db.article.Iter() on s.article equals a.id
                     where s.amount > 0
                     group s.amount by a.id into g
                     select new { Id = g.Key, Total = g.Sum() };
        foreach (var t in totals.ToList())
        {
            var a = ctx.Db.article.id.Find(t.Id)!.Value;
            a.stock_total = (uint)t.Total;
            ctx.Db.article.id.Update(a);
        }
    }

    [Reducer]
    public static void MigrateTotalsAdded(ReducerContext ctx)
    {
        var totals = new Dictionary<ulong, uint>();
        foreach (var s in ctx.Db.stock.Iter())
            if (!totals.TryAdd(s.article, (uint)Math.Max(0, s.amount))) totals[s.article] += (uint)Math.Max(0, s.amount);
        foreach (var (id, total) in totals)
            if (ctx.Db.article.id.Find(id) is { } a && a.stock_total < 100) ctx.Db.article.id.Update(a with { stock_total = a.stock_total + total });
    }

    [Reducer]
    public static void MigrateSchemas(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var row = a;
            while (row.schema < 3)
            {
                row = row.schema switch
                {
                    0 => row with { price_cents = row.price_cents * 2 },
                    1 => row with { title = row.title + "!" },
                    _ => row with { weight_grams = -row.weight_grams },
                };
                row.schema++;
            }
            if (row.schema != a.schema) ctx.Db.article.id.Update(row);
        }
    }

    [Reducer]
    public static void MigrateSchemasStuck(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var row = a;
            switch (row.schema)
            {
                case 0: row.price_cents *= 2; goto case 1;
                case 1: row.title += "!"; row.schema = 2; break;
                case 2 when row.weight_grams < 0: row.weight_grams *= -1; goto default;
                default: row.schema = Math.Max(row.schema, 1); break;
            }
            if (row.schema > 0 && row != a) ctx.Db.article.id.Update(row);
        }
    }

    [Reducer]
    public static void MigrateBins(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter())
        {
            if (b.code is not [>= 'A' and <= 'Z' or >= 'a' and <= 'z', ..]) continue;
            var code = new BinCode(b.code);
            ctx.Db.bin.code.Update(b with { aisle = (byte)(code.Row - 'A' + 1), shelf = (byte)code.Number });
        }
    }

    [Reducer]
    public static void MigrateBinCodes(ReducerContext ctx)
    {
        var bins = new SortedDictionary<BinCode, Bin>();
        foreach (var b in ctx.Db.bin.Iter().OrderBy(b => b.code, StringComparer.Ordinal))
        {
            var code = new BinCode(b.code);
            bins[code] = bins.TryGetValue(code, out var other) ? other with { capacity = other.capacity + b.capacity, used = other.used + b.used } : b;
            ctx.Db.bin.code.Delete(b.code);
        }
        foreach (var (code, b) in bins) ctx.Db.bin.Insert(b with { code = code.ToString() });
    }

    [Reducer]
    public static void MigrateBinsShifted(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter().Select(b => (Code: new BinCode(b.code), Bin: b)).Where(b => b.Code.Number is > 0 and < 90).OrderByDescending(b => b.Code).ToList())
        {
            var code = $"{b.Code.Row}{b.Code.Number + 1:00}";
            if (ctx.Db.bin.code.Find(code) is not null) continue;
            ctx.Db.bin.code.Delete(b.Bin.code);
            ctx.Db.bin.Insert(b.Bin with { code = code });
        }
    }

    [Reducer]
    public static void MigrateZones(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter())
        {
            if (!string.IsNullOrEmpty(b.zone)) continue;
            string? zone = null;
            for (var i = 0; i < Zones.GetLength(0); i++)
                if (b.aisle >= Zones[i, 0] && b.aisle <= Zones[i, 1]) { zone = ZoneNames[i]; break; }
            ctx.Db.bin.code.Update(b with { zone = zone });
        }
    }

    [Reducer]
    public static void MigrateGrids(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter())
        {
            if (b.grid.Count != 6) continue;
            var grid = new byte[2, 3];
            for (var i = 0; i < 6; i++) grid[i / 3, i % 3] = b.grid[i];
            for (var column = 0; column < 3; column++)
                if (grid[0, column] < grid[1, column]) (grid[0, column], grid[1, column]) = (grid[1, column], grid[0, column]);
            ctx.Db.bin.code.Update(b with { grid = grid.Cast<byte>().ToList() });
        }
    }

    [Reducer]
    public static void MigrateGridsTransposed(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter())
        {
            var height = b.grid.Count / 2;
            if (height == 0 || b.grid.Count % 2 != 0) continue;
            var grid = new int[height, 2];
            for (var i = 0; i < b.grid.Count; i++) grid[i >> 1, i & 1] = b.grid[i];
            var flat = new List<byte>(b.grid.Count);
            for (var x = 0; x < grid.GetLength(1); x++)
                for (var y = 0; y < grid.GetLength(0); y++) flat.Add((byte)grid[y, x]);
            ctx.Db.bin.code.Update(b with { grid = flat });
        }
    }

    [Reducer]
    public static void MigrateCapacities(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter().Where(b => b is { capacity: <= 0 } || b is { used: var u, capacity: var c } && u > c))
            ctx.Db.bin.code.Update(b with { capacity = Math.Max(b.used, b.capacity), used = Math.Min(b.used, Math.Max(b.used, b.capacity)) });
    }

    [Reducer]
    public static void MigrateCapacitiesGrown(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter().Where(b => b.used >= b.capacity && b.capacity >= 0))
            ctx.Db.bin.code.Update(b with { capacity = (int)BitOperations.RoundUpToPowerOf2((uint)b.capacity + 1), used = b.used + 1 });
    }

    [Reducer]
    public static void MigrateStockMerged(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.stock.Iter().GroupBy(s => (s.bin.ToUpperInvariant(), s.article)).Where(g => g.Skip(1).Any()).ToList())
        {
            var keep = group.OrderBy(s => s.id).First();
            foreach (var s in group.ExceptBy([keep.id], s => s.id))
            {
                keep.amount += s.amount;
                keep.reserved += s.reserved;
                ctx.Db.stock.id.Delete(s.id);
            }
            ctx.Db.stock.id.Update(keep);
        }
    }

    [Reducer]
    public static void MigrateStockMergedKeeping(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.stock.Iter().GroupBy(s => new { s.bin, s.article }).ToList())
        {
            var all = group.OrderBy(s => s.id).ToList();
            if (all is not [var first, _, ..]) continue;
            ctx.Db.stock.id.Update(first with { amount = all.Sum(s => s.amount) });
            foreach (var s in all[1..]) ctx.Db.stock.id.Update(s with { reserved = 0 });
        }
    }

    [Reducer]
    public static void MigrateReserved(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
        {
            var (amount, reserved) = s.amount < s.reserved ? (s.amount, Math.Max(s.amount, 0)) : (s.amount, s.reserved);
            ctx.Db.stock.id.Update(s with { amount = amount, reserved = reserved });
        }
    }

    [Reducer]
    public static void MigrateReservedTaken(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
        {
            var open = s.amount - s.reserved;
            if (open > 0) ctx.Db.stock.id.Update(s with { amount = open });
        }
    }

    [Reducer]
    public static void MigrateFlagged(ReducerContext ctx)
    {
        var pending = new Queue<Stock>(ctx.Db.stock.Iter().Where(s => !s.migrated));
        while (pending.TryDequeue(out var s))
        {
            s.amount *= 12;
            s.migrated = true;
            ctx.Db.stock.id.Update(s);
        }
    }

    [Reducer]
    public static void MigrateFlaggedPartly(ReducerContext ctx)
    {
        var stack = new Stack<Stock>(ctx.Db.stock.Iter().Where(s => !s.migrated));
        while (stack.Count > 0)
        {
            var s = stack.Pop() with { migrated = true };
            s.amount *= 12;
            if (s.reserved > s.amount) { s.migrated = false; }
            ctx.Db.stock.id.Update(s);
        }
    }

    [Reducer]
    public static void MigrateCounted(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
        {
            DateTimeOffset counted = s.counted;
            var month = new DateTimeOffset(counted.Year, counted.Month, 1, 0, 0, 0, TimeSpan.Zero);
            ctx.Db.stock.id.Update(s with { counted = month });
        }
    }

    [Reducer]
    public static void MigrateCountedNextDay(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
        {
            var counted = s.counted.ToStd();
            if (counted.TimeOfDay != TimeSpan.Zero) continue;
            ctx.Db.stock.id.Update(s with { counted = counted.AddDays(counted.DayOfWeek == DayOfWeek.Sunday ? 1 : 0).AddTicks(10) });
        }
    }

    [Reducer]
    public static void MigrateCountedSundays(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
        {
            var counted = s.counted.ToStd();
            ctx.Db.stock.id.Update(s with { counted = counted.AddDays(7 - (int)counted.DayOfWeek) });
        }
    }

    [Reducer]
    public static void MigrateCountedFuture(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter())
            if (s.counted > ctx.Timestamp) ctx.Db.stock.id.Update(s with { counted = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateOrphans(ReducerContext ctx)
    {
        var known = ctx.Db.bin.Iter().Select(b => b.code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var s in ctx.Db.stock.Iter().Where(s => !known.Contains(s.bin)))
        {
            if (known.Add(s.bin)) ctx.Db.bin.Insert(new Bin { code = s.bin, grid = [], capacity = s.amount });
        }
    }

    [Reducer]
    public static void MigrateOrphansAway(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.stock.Iter().ToList())
        {
            if (ctx.Db.bin.code.Find(s.bin) is not null) continue;
            var home = ctx.Db.bin.Iter().OrderBy(b => b.used).ThenBy(b => b.code).First();
            ctx.Db.bin.code.Update(home with { used = home.used + s.amount });
            ctx.Db.stock.id.Update(s with { reserved = 0 });
        }
    }

    [Reducer]
    public static void MigrateSuppliers(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.supplier.Iter())
        {
            if (s.City is { Length: > 0 }) continue;
            var comma = s.Address.LastIndexOf(", ", StringComparison.Ordinal);
            if (comma < 0) continue;
            if (s.Address[(comma + 2)..].Split(' ', 2) is not [var zip, { Length: > 0 } city]) continue;
            (s.Zip, s.City, s.Address) = (zip, city, s.Address[..comma]);
            ctx.Db.supplier.Number.Update(s);
        }
    }

    [Reducer]
    public static void MigrateSuppliersJoined(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.supplier.Iter())
        {
            var parts = new[] { s.Address, s.Zip, s.City }.Where(p => !string.IsNullOrWhiteSpace(p));
            s.Address = string.Join(", ", parts);
            ctx.Db.supplier.Number.Update(s);
        }
    }

    [Reducer]
    public static void MigratePhones(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.supplier.Iter())
        {
            var digits = new StringBuilder(s.Phone.Length);
            foreach (var c in s.Phone)
                if (c is >= '0' and <= '9' || (c == '+' && digits.Length == 0)) digits.Append(c);
            if (digits.Length > 2 && digits[0] == '0' && digits[1] == '0') digits.Remove(0, 2).Insert(0, '+');
            s.Phone = digits.ToString();
            ctx.Db.supplier.Number.Update(s);
        }
    }

    [Reducer]
    public static void MigratePhonesPrefixed(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.supplier.Iter())
        {
            if (s.Phone.Length == 0 || s.Phone.StartsWith("+")) continue;
            var copy = s.Clone();
            copy.Phone = s.Phone.StartsWith('0') ? "+49" + s.Phone.AsSpan(1).ToString() : string.Create(s.Phone.Length + 1, s.Phone, (span, text) => { span[0] = '0'; text.AsSpan().CopyTo(span[1..]); });
            ctx.Db.supplier.Number.Update(copy);
        }
    }

    [Reducer]
    public static void MigrateDoubleSuppliers(ReducerContext ctx)
    {
        var suppliers = ctx.Db.supplier.Iter().OrderBy(s => s.Number).ToList();
        var same = new UnionFind(suppliers.Count);
        for (var i = 0; i < suppliers.Count; i++)
            for (var j = 0; j < i; j++)
                if (Key(suppliers[i]) == Key(suppliers[j]) || suppliers[i].Articles.Intersect(suppliers[j].Articles).Count() > 1) same.Join(i, j);
        for (var i = 0; i < suppliers.Count; i++)
        {
            if (same.Root(i) is var root && root == i) continue;
            foreach (var p in ctx.Db.purchase.supplier.Filter(suppliers[i].Number)) ctx.Db.purchase.id.Update(p with { supplier = suppliers[root].Number });
            suppliers[root].Articles.AddRange(suppliers[i].Articles);
            ctx.Db.supplier.Number.Update(suppliers[root]);
            ctx.Db.supplier.Number.Delete(suppliers[i].Number);
        }

        static string Key(Supplier s) => string.Concat(s.Name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }

    [Reducer]
    public static void MigratePriorities(ReducerContext ctx)
    {
        var order = ctx.Db.supplier.Iter().OrderBy(s => s.Priority).ThenBy(s => s.Number).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].Priority == i + 1) continue;
            order[i].Priority = i + 1;
            ctx.Db.supplier.Number.Update(order[i]);
        }
    }

    [Reducer]
    public static void MigratePrioritiesReversed(ReducerContext ctx)
    {
        var order = ctx.Db.supplier.Iter().ToArray();
        Array.Sort(order, (a, b) => b.Priority != a.Priority ? b.Priority.CompareTo(a.Priority) : a.Number.CompareTo(b.Number));
        for (var i = 0; i < order.Length; i++) order[i].Priority = i;
        Array.ForEach(order, s => ctx.Db.supplier.Number.Update(s));
    }

    [Reducer]
    public static void MigrateRatings(ReducerContext ctx)
    {
        foreach (var s in ctx.Db.supplier.Iter())
        {
            s.Rating = s.Rating switch { null or < 0 => null, 0 => 1, > 5 => 5, var r => r };
            ctx.Db.supplier.Number.Update(s);
        }
    }

    [Reducer]
    public static void MigrateRatingsMean(ReducerContext ctx)
    {
        var mean = ctx.Db.supplier.Iter().Average(s => s.Rating) ?? 3;
        foreach (var s in ctx.Db.supplier.Iter())
        {
            if (s.Rating >= mean) continue;
            s.Rating = s.Rating.HasValue ? s.Rating + 1 : (int)mean;
            ctx.Db.supplier.Number.Update(s);
        }
    }

    [Reducer]
    public static void MigrateReferences(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var parts = p.reference.ToUpperInvariant().Split('/', '-');
            if (parts is not ["PO", { Length: 4 } year, var number]) continue;
            ctx.Db.purchase.id.Update(p with { reference = string.Format(CultureInfo.InvariantCulture, "PO-{0}-{1:D4}", year, int.Parse(number, CultureInfo.InvariantCulture)) });
        }
    }

    [Reducer]
    public static void MigrateReferencesNumbered(ReducerContext ctx)
    {
        var number = ctx.Db.purchase.Iter().Select(p => p.reference.LastIndexOf('-') is >= 0 and var dash && int.TryParse(p.reference.AsSpan(dash + 1), out var n) ? n : 0).DefaultIfEmpty().Max();
        foreach (var p in ctx.Db.purchase.Iter().Where(p => !p.reference.StartsWith("PO-", StringComparison.Ordinal)).OrderBy(p => p.id))
            ctx.Db.purchase.id.Update(p with { reference = $"po-{p.id}-{++number}" });
    }

    [Reducer]
    public static void MigrateLines(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var lines = new OrderedLines();
            foreach (var line in p.lines) lines.Add(line);
            ctx.Db.purchase.id.Update(p with { lines = lines.ToList(), total = lines.Total });
        }
    }

    private sealed class OrderedLines
    {
        private readonly List<Line> _lines = [];
        public long Total { get; private set; }
        public void Add(Line line)
        {
            Total += line.Amount * line.Cents;
            var at = _lines.FindIndex(l => l.Article == line.Article && l.Cents == line.Cents);
            if (at < 0) _lines.Add(line);
            else CollectionsMarshal.AsSpan(_lines)[at].Amount += line.Amount;
        }
        public List<Line> ToList() => _lines;
    }

    [Reducer]
    public static void MigrateLinesCheapest(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var lines = p.lines.GroupBy(l => l.Article, (article, all) => new Line { Article = article, Amount = (uint)all.Sum(l => l.Amount), Cents = all.Min(l => l.Cents) }).ToList();
            var discount = lines.Sum(l => l.Cents * l.Amount) / 20;
            if (lines.Count > 0) lines[^1] = lines[^1] with { Cents = lines[^1].Cents - discount };
            ctx.Db.purchase.id.Update(p with { lines = lines });
        }
    }

    [Reducer]
    public static void MigrateStages(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            Stage stage = (p.stage, p.arrived, p.lines.Count) switch
            {
                (Stage.Cancelled, _, _) => Stage.Cancelled,
                (_, not null, _) => Stage.Shipped,
                (Stage.Draft, null, 0) => Stage.Cancelled,
                (Stage.Draft or Stage.Placed, null, _) => Stage.Placed,
                var (other, _, _) => other,
            };
            ctx.Db.purchase.id.Update(p with { stage = stage });
        }
    }

    [Reducer]
    public static void MigrateStagesForward(ReducerContext ctx)
    {
        var stages = Enum.GetValues<Stage>().Where(s => s >= 0).ToArray();
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var at = Array.IndexOf(stages, p.stage);
            if (at >= 0 && at + 1 < stages.Length) ctx.Db.purchase.id.Update(p with { stage = stages[at + 1] });
        }
    }

    [Reducer]
    public static void MigratePlaces(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            Place place = p.place switch
            {
                Place.Bin(var code) when ctx.Db.bin.code.Find(code) is null => new Place.Lost(default),
                Place.Bin(var code) => new Place.Bin(code.ToUpperInvariant()),
                Place.Truck(0) => new Place.Lost(default),
                var other => other,
            };
            ctx.Db.purchase.id.Update(p with { place = place });
        }
    }

    [Reducer]
    public static void MigratePlacesTrucks(ReducerContext ctx)
    {
        var trucks = ctx.Db.purchase.Iter().Select(p => p.place).OfType<Place.Truck>().Select(t => t.Truck_).DefaultIfEmpty(0u).Max();
        foreach (var p in ctx.Db.purchase.Iter().Where(p => p.place is Place.Lost || p.stage == Stage.Shipped).OrderBy(p => p.id))
            ctx.Db.purchase.id.Update(p with { place = new Place.Truck(++trucks) });
    }

    [Reducer]
    public static void MigrateChecksums(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var bytes = Encoding.ASCII.GetBytes(p.reference).Concat(p.lines.SelectMany(l => BitConverter.GetBytes(l.Article)));
            ctx.Db.purchase.id.Update(p with { checksum = bytes.Fnv() });
        }
    }

    [Reducer]
    public static void MigrateChecksumsChained(ReducerContext ctx)
    {
        uint previous = 0;
        foreach (var p in ctx.Db.purchase.Iter().OrderBy(p => p.id))
        {
            previous = BitConverter.GetBytes(p.checksum ^ previous).Fnv() | 1;
            ctx.Db.purchase.id.Update(p with { checksum = previous });
        }
    }

    [Reducer]
    public static void MigrateArrivals(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
        {
            var arrived = p.arrived;
            if (arrived?.MicrosecondsSinceUnixEpoch <= 0) arrived = null;
            if (arrived is { } a && a < p.ordered) arrived = p.ordered + (p.ordered.TimeDurationSince(a).Microseconds > 0 ? TimeDuration.FromDays(1) : TimeDuration.ZERO);
            ctx.Db.purchase.id.Update(p with { arrived = arrived });
        }
    }

    [Reducer]
    public static void MigrateArrivalsMirrored(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purchase.Iter())
            if (p.arrived is { } a && a < p.ordered) ctx.Db.purchase.id.Update(p with { arrived = p.ordered, ordered = a - TimeDuration.FromSeconds(1) });
            else if (p.arrived is { } b && b.TimeDurationSince(p.ordered) > TimeDuration.FromDays(1).ToStd()) ctx.Db.purchase.id.Update(p with { ordered = b + TimeDuration.FromDays(1) });
    }

    [Reducer]
    public static void MigrateReasons(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.movement.Iter())
        {
            var reason = Enum.TryParse<Direction>(m.reason, ignoreCase: true, out var direction) ? direction : m.delta >= 0 ? Direction.In : Direction.Out;
            ctx.Db.movement.seq.Update(m with { reason = reason.ToString().ToLowerInvariant() });
        }
    }

    private enum Direction { In = 1, Out, Count }

    [Reducer]
    public static void MigrateReasonsSigned(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.movement.Iter())
        {
            var sign = m.reason.Trim().ToLowerInvariant() switch { "out" => -1, "in" => 1, _ => 0 };
            if (sign != 0) ctx.Db.movement.seq.Update(m with { delta = m.delta * sign });
        }
    }

    [Reducer]
    public static void MigrateBalances(ReducerContext ctx)
    {
        foreach (var article in ctx.Db.movement.Iter().OrderBy(m => m.at).ThenBy(m => m.seq).GroupBy(m => m.article))
        {
            var balance = 0;
            foreach (var m in article) ctx.Db.movement.seq.Update(m with { balance = balance += m.delta });
        }
    }

    [Reducer]
    public static void MigrateBalancesFromPrevious(ReducerContext ctx)
    {
        foreach (var (previous, next) in ctx.Db.movement.article.Filter(1).OrderBy(m => m.at).Pairwise().ToList())
            ctx.Db.movement.seq.Update(next with { balance = previous.balance + next.delta });
    }

    [Reducer]
    public static void MigrateDeltas(ReducerContext ctx)
    {
        foreach (var (previous, next) in ctx.Db.movement.Iter().OrderBy(m => m.article).ThenBy(m => m.seq).Pairwise().ToList())
            if (previous.article == next.article) ctx.Db.movement.seq.Update(next with { delta = next.balance - previous.balance });
    }

    [Reducer]
    public static void MigrateOpening(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            if (ctx.Db.movement.article.Filter(a.id).Any(m => m.reason == "opening")) continue;
            ctx.Db.movement.Insert(new Movement { article = a.id, delta = (int)a.stock_total, reason = "opening", at = new Timestamp(0) });
        }
    }

    [Reducer]
    public static void MigrateOpeningMissing(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            var moved = ctx.Db.movement.article.Filter(a.id).Sum(m => m.delta);
            if (moved == a.stock_total) continue;
            ctx.Db.movement.Insert(new Movement { article = a.id, delta = Math.Min((int)a.stock_total - moved, 500), reason = "correction", at = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateOpeningDoubled(ReducerContext ctx)
    {
        foreach (var a in ctx.Db.article.Iter())
        {
            if (ctx.Db.movement.article.Filter(a.id).Count() is var moves && moves % 2 == 1) continue;
            for (var i = 0; i < 2 - moves % 2; i++) ctx.Db.movement.Insert(new Movement { article = a.id, reason = $"filler {i}", delta = 0, at = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateVersion(ReducerContext ctx)
    {
        var row = ctx.Db.parameter.name.Find("version") ?? ctx.Db.parameter.Insert(new Parameter { name = "version", value = "0" });
        if (int.Parse(row.value) >= 4) return;
        foreach (var s in ctx.Db.stock.Iter()) ctx.Db.stock.id.Update(s with { amount = s.amount + s.reserved });
        ctx.Db.parameter.name.Update(row with { value = "4" });
    }

    [Reducer]
    public static void MigrateVersionText(ReducerContext ctx)
    {
        if (ctx.Db.parameter.name.Find("version") is not { } row || string.CompareOrdinal(row.value, "10") >= 0 && row.value.Length > 2) return;
        foreach (var s in ctx.Db.stock.Iter()) ctx.Db.stock.id.Update(s with { amount = s.amount + s.reserved });
        ctx.Db.parameter.name.Update(row with { value = "10" });
    }

    [Reducer]
    public static void MigrateDoneList(ReducerContext ctx)
    {
        var done = ctx.Db.parameter.name.Find("done")!.Value;
        if (done.value.Split(';').Contains("stock")) return;
        foreach (var s in ctx.Db.stock.Iter()) ctx.Db.stock.id.Update(s with { amount = s.amount - 1 });
        ctx.Db.parameter.name.Update(done with { value = $"{done.value};stock" });
    }

    [Reducer]
    public static void MigrateDoneListReplaced(ReducerContext ctx)
    {
        var done = ctx.Db.parameter.name.Find("done")!.Value;
        if (done.value.IndexOf("stock;", StringComparison.Ordinal) > 0) return;
        foreach (var s in ctx.Db.stock.Iter()) ctx.Db.stock.id.Update(s with { amount = s.amount - 1 });
        ctx.Db.parameter.name.Update(done with { value = done.value.Replace("bins", "bins,stock") });
    }

    [Reducer]
    public static void MigrateTimers(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bin.Iter())
        {
            if (ctx.Db.recount.Iter().Any(t => t.bin == b.code)) continue;
            ctx.Db.recount.Insert(new RecountTimer { bin = b.code, at = new ScheduleAt.Interval(TimeDuration.FromHours(12)) });
        }
    }

    [Reducer]
    public static void MigrateTimersSlower(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.recount.Iter())
            if (t.at is ScheduleAt.Interval(var every)) ctx.Db.recount.id.Update(t with { at = every + every });
    }

    [Reducer]
    public static void MigrateTimersAligned(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.recount.Iter())
        {
            ScheduleAt at = t.at switch
            {
                ScheduleAt.Interval { Interval_: var every } => TimeSpan.FromHours(Math.Ceiling(every.ToStd().TotalHours / 5) * 5),
                ScheduleAt.Time(var when) => new Timestamp(when.MicrosecondsSinceUnixEpoch / 60_000_000 * 60_000_000),
                _ => throw new NotSupportedException(),
            };
            ctx.Db.recount.id.Update(t with { at = at });
        }
    }

    [Reducer]
    public static void MigrateTimersReplaced(ReducerContext ctx)
    {
        var bins = ctx.Db.recount.Iter().Select(t => t.bin).Distinct().ToList();
        ctx.Db.recount.Clear();
        foreach (var bin in bins) ctx.Db.recount.Insert(new RecountTimer { bin = bin, at = TimeDuration.FromHours(24) });
    }
}
