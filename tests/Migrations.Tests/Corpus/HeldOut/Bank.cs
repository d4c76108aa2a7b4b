// A bank of a game: purses, transfers, prices. Each reducer is labelled by running it twice.
using System.Globalization;
using SpacetimeDB;

[SpacetimeDB.Type] public enum Coin : byte { Copper, Silver, Gold }

[SpacetimeDB.Table(Accessor = "purse", Public = true)]
public partial struct Purse
{
    [PrimaryKey, AutoInc] public ulong id;
    public string owner;
    public long copper;
    public long silver;
    public long gold;
    public int[] slots;
    public double rate;
    public string iban;
    public bool frozen;
    public Timestamp changed;
}

[SpacetimeDB.Table(Accessor = "transfer")]
public partial struct Transfer
{
    [PrimaryKey, AutoInc] public ulong id;
    [SpacetimeDB.Index.BTree] public ulong from_id;
    [SpacetimeDB.Index.BTree] public ulong to_id;
    public long amount;
    public Coin coin;
    public string text;
    public bool booked;
}

[SpacetimeDB.Table(Accessor = "price")]
public partial struct Price { [PrimaryKey] public string item; public long amount; public Coin coin; public string history; }

[SpacetimeDB.Table(Accessor = "done_step")]
public partial struct DoneStep { [PrimaryKey] public string step; public ulong rows; }

public readonly struct Amount(long copper) : IComparable<Amount>
{
    public long Copper { get; } = copper;
    public static Amount Of(long amount, Coin coin) => new(amount * (coin switch { Coin.Gold => 10_000, Coin.Silver => 100, _ => 1 }));
    public (long Gold, long Silver, long Copper) Split() => (Copper / 10_000, Copper / 100 % 100, Copper % 100);
    public static Amount operator +(Amount a, Amount b) => new(a.Copper + b.Copper);
    public static bool operator >(Amount a, Amount b) => a.CompareTo(b) > 0;
    public static bool operator <(Amount a, Amount b) => a.CompareTo(b) < 0;
    public int CompareTo(Amount other) => Copper.CompareTo(other.Copper);
}

public static partial class BankMigrations
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.purse.Insert(new Purse { owner = "Ann", copper = 250, silver = 3, gold = 0, slots = new[] { 3, 0, 1, 0 }, rate = 0.1, iban = "de12 3456" });
        ctx.Db.purse.Insert(new Purse { owner = "bo", copper = -20, silver = 150, gold = 2, slots = new int[0], rate = 1.25, iban = "", frozen = true });
        ctx.Db.purse.Insert(new Purse { owner = "ann", copper = 0, silver = 0, gold = 1, slots = new[] { 0, 0, 7 }, rate = 0, iban = "DE99" });
        ctx.Db.transfer.Insert(new Transfer { from_id = 1, to_id = 2, amount = 30, text = "rent" });
        ctx.Db.transfer.Insert(new Transfer { from_id = 2, to_id = 2, amount = 5, coin = Coin.Gold, text = "" });
        ctx.Db.transfer.Insert(new Transfer { from_id = 3, to_id = 8, amount = -4, coin = Coin.Silver, text = "refund #1", booked = true });
        ctx.Db.price.Insert(new Price { item = "Sword", amount = 1250, history = "" });
        ctx.Db.price.Insert(new Price { item = "bread", amount = 7, coin = Coin.Copper, history = "7" });
    }

    private static bool Step(this ReducerContext ctx, string step, Func<ulong> work)
    {
        if (ctx.Db.done_step.step.Find(step).HasValue) return false;
        ctx.Db.done_step.Insert(new DoneStep { step = step, rows = work() });
        return true;
    }

    [Reducer] public static void MigrateStep(ReducerContext ctx) => ctx.Step("rate", () => { ulong n = 0; foreach (var p in ctx.Db.purse.Iter()) { ctx.Db.purse.id.Update(p with { rate = p.rate * 2 }); n++; } return n; });

    [Reducer]
    public static void MigrateStepPerDay(ReducerContext ctx)
    {
        var day = ctx.Timestamp.MicrosecondsSinceUnixEpoch / 1_000;
        ctx.Step($"rate-{day}", () => { foreach (var p in ctx.Db.purse.Iter()) ctx.Db.purse.id.Update(p with { rate = p.rate + 2 }); return 0; });
    }

    [Reducer]
    public static void MigrateCoins(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var sum = Amount.Of(p.copper, Coin.Copper) + Amount.Of(p.silver, Coin.Silver) + Amount.Of(p.gold, Coin.Gold);
            var (gold, silver, copper) = sum.Split();
            ctx.Db.purse.id.Update(p with { gold = gold, silver = silver, copper = copper });
        }
    }

    [Reducer]
    public static void MigrateCoinsUp(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var (silver, copper) = Math.DivRem(p.copper, 100L);
            ctx.Db.purse.id.Update(p with { gold = p.gold + p.silver / 100, silver = silver + p.silver % 100, copper = copper + 1 });
        }
    }

    [Reducer]
    public static void MigrateSlots(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var slots = (int[])p.slots.Clone();
            var write = 0;
            for (var read = 0; read < slots.Length; read++) if (slots[read] != 0) (slots[write++], slots[read]) = (slots[read], slots[write - 1]);
            ctx.Db.purse.id.Update(p with { slots = slots });
        }
    }

    [Reducer]
    public static void MigrateSlotsDelta(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var slots = p.slots.ToArray();
            for (var i = slots.Length - 1; i > 0; i--) slots[i] -= slots[i - 1];
            ctx.Db.purse.id.Update(p with { slots = slots });
        }
    }

    [Reducer]
    public static void MigrateOwners(ReducerContext ctx)
    {
        foreach (var same in ctx.Db.purse.Iter().GroupBy(p => p.owner.ToUpperInvariant()))
        {
            var keep = same.MinBy(p => p.id);
            foreach (var other in same.Where(p => p.id != keep.id))
            {
                keep = keep with { copper = keep.copper + other.copper, silver = keep.silver + other.silver, gold = keep.gold + other.gold };
                foreach (var t in ctx.Db.transfer.from_id.Filter(other.id)) ctx.Db.transfer.id.Update(t with { from_id = keep.id });
                ctx.Db.purse.id.Delete(other.id);
            }
            ctx.Db.purse.id.Update(keep);
        }
    }

    [Reducer]
    public static void MigrateOwnersKept(ReducerContext ctx)
    {
        foreach (var same in ctx.Db.purse.Iter().ToLookup(p => p.owner, StringComparer.OrdinalIgnoreCase))
        {
            var keep = same.First();
            ctx.Db.purse.id.Update(keep with { gold = same.Sum(p => p.gold) });
        }
    }

    [Reducer]
    public static void MigrateTransfers(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.transfer.Iter().Where(t => !t.booked).OrderBy(t => t.id))
        {
            if (ctx.Db.purse.id.Find(t.from_id) is not { frozen: false } payer || ctx.Db.purse.id.Find(t.to_id) is not { } to || t.from_id == t.to_id) continue;
            ctx.Db.purse.id.Update(payer with { copper = payer.copper - t.amount, changed = ctx.Timestamp });
            ctx.Db.purse.id.Update(to with { copper = to.copper + t.amount, changed = ctx.Timestamp });
            ctx.Db.transfer.id.Update(t with { booked = true });
        }
    }

    [Reducer]
    public static void MigrateTransfersUnbooked(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.transfer.Iter().Where(t => t.booked is false))
        {
            if (ctx.Db.purse.id.Find(t.from_id) is not { } payer) continue;
            ctx.Db.purse.id.Update(payer with { copper = payer.copper - t.amount });
            if (t.amount > 1_000) ctx.Db.transfer.id.Update(t with { booked = true });
        }
    }

    [Reducer]
    public static void MigrateFees(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.transfer.Iter().ToList())
        {
            var text = $"fee for {t.id}";
            if (t.text.StartsWith("fee for ") || ctx.Db.transfer.from_id.Filter(t.from_id).Any(o => o.text == text)) continue;
            ctx.Db.transfer.Insert(new Transfer { from_id = t.from_id, to_id = 1, amount = Math.Max(1, t.amount / 100), text = text, booked = true });
        }
    }

    [Reducer]
    public static void MigrateFeesOfFees(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.transfer.Iter().ToList())
        {
            var text = $"fee for {t.id}";
            if (ctx.Db.transfer.from_id.Filter(t.from_id).Any(o => o.text == text)) continue;
            ctx.Db.transfer.Insert(new Transfer { from_id = t.from_id, to_id = 1, amount = 1, text = text });
        }
    }

    [Reducer]
    public static void MigratePrices(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.price.Iter())
        {
            var (amount, coin) = (p.amount, p.coin);
            while (amount >= 100 && amount % 100 == 0 && coin < Coin.Gold) { amount /= 100; coin++; }
            ctx.Db.price.item.Update(p with { amount = amount, coin = coin });
        }
    }

    [Reducer]
    public static void MigratePricesHistory(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.price.Iter())
        {
            var last = p.history.Split('|')[^1];
            if (last == p.amount.ToString(CultureInfo.InvariantCulture)) continue;
            ctx.Db.price.item.Update(p with { history = p.history.Length == 0 ? $"{p.amount}" : $"{p.history}|{p.amount}" });
        }
    }

    [Reducer]
    public static void MigratePricesHistoryRaised(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.price.Iter())
        {
            if (p.history.Split('|') is [.., var last] && long.TryParse(last, out var old) && old > p.amount) continue;
            ctx.Db.price.item.Update(p with { amount = p.amount + 1, history = $"{p.history}|{p.amount}" });
        }
    }

    [Reducer]
    public static void MigrateDearest(ReducerContext ctx)
    {
        Amount? most = null;
        foreach (var p in ctx.Db.price.Iter())
        {
            var amount = Amount.Of(p.amount, p.coin);
            if (most is not { } m || amount > m) most = amount;
        }
        var row = new Price { item = "dearest", amount = most?.Copper ?? 0, history = "" };
        if (ctx.Db.price.item.Find("dearest") is null) ctx.Db.price.Insert(row); else ctx.Db.price.item.Update(row);
    }

    [Reducer]
    public static void MigrateTotalPrice(ReducerContext ctx)
    {
        var row = new Price { item = "total", amount = ctx.Db.price.Iter().Sum(p => Amount.Of(p.amount, p.coin).Copper), history = "" };
        ctx.Db.price.item.Delete("total");
        ctx.Db.price.Insert(row);
    }

    [Reducer]
    public static void MigrateIbans(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var plain = string.Concat(p.iban.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
            var grouped = string.Join(' ', plain.Chunk(4).Select(c => new string(c)));
            ctx.Db.purse.id.Update(p with { iban = grouped });
        }
    }

    [Reducer]
    public static void MigrateIbanChecks(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.purse.Iter())
        {
            var check = 0;
            foreach (var c in p.iban) check = (check * 10 + c) % 97;
            ctx.Db.purse.id.Update(p with { iban = $"{check:00}{p.iban}" });
        }
    }
}
