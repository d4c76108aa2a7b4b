// A farm: plots, animals, a market. Each reducer is labelled by running it twice.
using System.Globalization;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Table(Accessor = "Plot", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByPlace", Columns = new[] { "X", "Y" })]
public partial struct Plot
{
    [PrimaryKey, AutoInc] public uint Id;
    public int X;
    public int Y;
    public Identity? Owner;
    public string Crop;
    public string Planted;
    [Default(null)] public Timestamp? PlantedAt;
    [Default(0)] public int Days;
    [Default(1.0)] public double Quality;
}

[SpacetimeDB.Table(Accessor = "Animal", Public = true)]
public partial class Animal
{
    [PrimaryKey, AutoInc] public ulong Id;
    public uint PlotId;
    public string Kind = "";
    public string? Name;
    public sbyte Mood;
    public ushort Weight;
    public decimal_like Price = new();
    public List<string> History = new();
}

[SpacetimeDB.Type]
public partial class decimal_like { public long Units; public int Nanos; }

[SpacetimeDB.Table(Accessor = "Ledger")]
public partial struct Ledger
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public string Account;
    public long Amount;
    public string Reference;
}

[SpacetimeDB.Table(Accessor = "Account")]
public partial struct Account
{
    [PrimaryKey] public string Name;
    public long Balance;
    public bool Closed;
}

[SpacetimeDB.Table(Accessor = "Legacy")]
public partial struct Legacy
{
    [PrimaryKey] public uint Key;
    public string Blob;
}

[SpacetimeDB.Table(Accessor = "Upgrades")]
public partial struct Upgrades
{
    [PrimaryKey] public int Number;
    public string Label;
}

public abstract class Migration
{
    public abstract int Number { get; }

    protected abstract void Up(ReducerContext ctx);

    public void Run(ReducerContext ctx)
    {
        if (ctx.Db.Upgrades.Number.Find(Number) is not null) return;
        Up(ctx);
        ctx.Db.Upgrades.Insert(new Upgrades { Number = Number, Label = GetType().Name });
    }

    public void RunUnrecorded(ReducerContext ctx)
    {
        if (ctx.Db.Upgrades.Number.Find(Number) is not null) return;
        Up(ctx);
    }
}

public sealed class FeedAnimals : Migration
{
    public override int Number => 7;

    protected override void Up(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            animal.Weight += 10;
            ctx.Db.Animal.Id.Update(animal);
        }
    }
}

public sealed class RenameCrops : Migration
{
    public override int Number { get; } = 8;

    protected override void Up(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Crop = plot.Crop.Replace("maize", "corn") });
    }
}

public readonly record struct Stamp(int Year, int Month)
{
    public static Stamp Parse(string text)
    {
        var parts = text.Split('-');
        return new Stamp(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public Stamp Next() => Month == 12 ? new(Year + 1, 1) : this with { Month = Month + 1 };

    public override string ToString() => $"{Year:0000}-{Month:00}";
}

public static partial class FarmMigrations
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Plot.Insert(new Plot { X = 1, Y = 2, Owner = ctx.Sender, Crop = "maize", Planted = "2025-03", Days = 3, Quality = 1.5 });
        ctx.Db.Plot.Insert(new Plot { X = 1, Y = 2, Crop = "rye", Planted = "2025-12", Days = -2, Quality = 0.2 });
        ctx.Db.Plot.Insert(new Plot { X = -4, Y = 0, Crop = "", Planted = "2024-01", Days = 400, Quality = 1 });
        ctx.Db.Animal.Insert(new Animal { PlotId = 1, Kind = "cow", Mood = 3, Weight = 500, Price = new() { Units = 3, Nanos = 500_000_000 }, History = new() { "born" } });
        ctx.Db.Animal.Insert(new Animal { PlotId = 9, Kind = "Hen", Name = "Berta", Mood = -100, Weight = 2, Price = new() { Units = 0, Nanos = 1 } });
        ctx.Db.Account.Insert(new Account { Name = "anna", Balance = 50 });
        ctx.Db.Account.Insert(new Account { Name = "bo", Balance = -5 });
        ctx.Db.Ledger.Insert(new Ledger { Account = "anna", Amount = 70, Reference = "a" });
        ctx.Db.Ledger.Insert(new Ledger { Account = "anna", Amount = -20, Reference = "b" });
        ctx.Db.Ledger.Insert(new Ledger { Account = "carl", Amount = 1, Reference = "c" });
        ctx.Db.Legacy.Insert(new Legacy { Key = 1, Blob = "crop=oat;x=3;y=4" });
        ctx.Db.Legacy.Insert(new Legacy { Key = 2, Blob = "crop=hay;x=5" });
    }

    [Reducer]
    public static void MigrateByClass(ReducerContext ctx)
    {
        foreach (Migration migration in new Migration[] { new FeedAnimals(), new RenameCrops() }) migration.Run(ctx);
    }

    [Reducer]
    public static void MigrateByClassUnrecorded(ReducerContext ctx)
    {
        Migration migration = new FeedAnimals();
        migration.RunUnrecorded(ctx);
    }

    [Reducer]
    public static void MigrateParsePlanted(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter())
        {
            var stamp = Stamp.Parse(plot.Planted);
            ctx.Db.Plot.Id.Update(plot with { Days = (stamp.Year - 2020) * 365 + stamp.Month * 30 });
        }
    }

    [Reducer]
    public static void MigrateNextMonth(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter())
            ctx.Db.Plot.Id.Update(plot with { Planted = Stamp.Parse(plot.Planted).Next().ToString() });
    }

    [Reducer]
    public static void MigrateAbsoluteDays(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Days = Math.Abs(plot.Days) });
    }

    [Reducer]
    public static void MigrateNegateDays(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Days = -plot.Days });
    }

    [Reducer]
    public static void MigrateRoundQuality(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Quality = Math.Round(plot.Quality) });
    }

    [Reducer]
    public static void MigrateDampQuality(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Quality = 1 + (plot.Quality - 1) * 0.5 });
    }

    [Reducer]
    public static void MigrateQualitySqrt(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter().Where(p => p.Quality > 1)) ctx.Db.Plot.Id.Update(plot with { Quality = Math.Sqrt(plot.Quality) });
    }

    [Reducer]
    public static void MigrateUniquePlaces(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter().OrderBy(p => p.Id))
        {
            var twins = ctx.Db.Plot.ByPlace.Filter((plot.X, plot.Y)).OrderBy(p => p.Id).ToList();
            for (var i = 1; i < twins.Count; i++) ctx.Db.Plot.Id.Delete(twins[i].Id);
        }
    }

    [Reducer]
    public static void MigrateShiftTwins(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Plot.Iter().GroupBy(p => new { p.X, p.Y }))
        {
            var offset = 0;
            foreach (var plot in group) ctx.Db.Plot.Id.Update(plot with { X = group.Key.X + 100 * offset++ });
        }
    }

    [Reducer]
    public static void MigrateOwners(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter())
            if (plot.Owner is null) ctx.Db.Plot.Id.Update(plot with { Owner = ctx.Sender });
    }

    [Reducer]
    public static void MigrateRandomNames(ReducerContext ctx)
    {
        string[] names = ["Alma", "Bessie", "Clara"];
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            animal.Name ??= names[ctx.Rng.Next(names.Length)] + animal.Id;
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateNumberedNames(ReducerContext ctx)
    {
        List<string> names = [.. ctx.Db.Animal.Iter().Select(a => a.Name).OfType<string>(), "Zoe"];
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            animal.Name = (animal.Name ?? "Animal") + names.Count;
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateMoodFloor(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            if (animal.Mood >= 0) continue;
            animal.Mood = 0;
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateMoodHalf(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            animal.Mood /= 2;
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateNormalizePrices(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            var price = animal.Price;
            if (price.Nanos >= 500_000_000)
            {
                price.Units += 1;
                price.Nanos = 0;
                ctx.Db.Animal.Id.Update(animal);
            }
        }
    }

    [Reducer]
    public static void MigrateRaisePrices(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            animal.Price.Units = checked(animal.Price.Units * 3 / 2 + 1);
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateHistory(ReducerContext ctx)
    {
        foreach (var animal in ctx.Db.Animal.Iter())
        {
            if (animal.History.LastOrDefault() != "moved") animal.History.Add("moved");
            while (animal.History.Count > 2) animal.History.RemoveAt(0);
            ctx.Db.Animal.Id.Update(animal);
        }
    }

    [Reducer]
    public static void MigrateBalances(ReducerContext ctx)
    {
        var sums = new SortedDictionary<string, long>();
        foreach (var entry in ctx.Db.Ledger.Iter())
        {
            sums[entry.Account] = sums.TryGetValue(entry.Account, out var sum) ? sum + entry.Amount : entry.Amount;
        }
        foreach (var pair in sums)
        {
            if (ctx.Db.Account.Name.Find(pair.Key) is { } account) ctx.Db.Account.Name.Update(account with { Balance = pair.Value });
            else ctx.Db.Account.Insert(new Account { Name = pair.Key, Balance = pair.Value });
        }
    }

    [Reducer]
    public static void MigrateBalancesOnTop(ReducerContext ctx)
    {
        foreach (var account in ctx.Db.Account.Iter())
            ctx.Db.Account.Name.Update(account with { Balance = ctx.Db.Ledger.Account.Filter(account.Name).Aggregate(account.Balance, (sum, e) => sum + e.Amount) });
    }

    [Reducer]
    public static void MigrateOpeningEntries(ReducerContext ctx)
    {
        foreach (var account in ctx.Db.Account.Iter())
        {
            var booked = ctx.Db.Ledger.Account.Filter(account.Name).Sum(e => e.Amount);
            if (booked == account.Balance) continue;
            ctx.Db.Ledger.Insert(new Ledger { Account = account.Name, Amount = account.Balance - booked, Reference = "opening" });
        }
    }

    [Reducer]
    public static void MigrateOpeningEntriesBlind(ReducerContext ctx)
    {
        foreach (var account in ctx.Db.Account.Iter())
            ctx.Db.Ledger.Insert(new Ledger { Account = account.Name, Amount = account.Balance, Reference = "opening" });
    }

    [Reducer]
    public static void MigrateFees(ReducerContext ctx)
    {
        foreach (var account in ctx.Db.Account.Iter())
        {
            if (ctx.Db.Ledger.Iter().Any(e => e.Account == account.Name && e.Reference == "fee-2026")) continue;
            ctx.Db.Ledger.Insert(new Ledger { Account = account.Name, Amount = -3, Reference = "fee-2026" });
            ctx.Db.Account.Name.Update(account with { Balance = account.Balance - 3 });
        }
    }

    [Reducer]
    public static void MigrateFeesOtherReference(ReducerContext ctx)
    {
        foreach (var account in ctx.Db.Account.Iter())
        {
            if (ctx.Db.Ledger.Iter().Any(e => e.Account == account.Name && e.Reference == "fee-2026")) continue;
            ctx.Db.Ledger.Insert(new Ledger { Account = account.Name, Amount = -3, Reference = "fee 2026" });
            ctx.Db.Account.Name.Update(account with { Balance = account.Balance - 3 });
        }
    }

    [Reducer]
    public static void MigrateCloseDebtors(ReducerContext ctx)
    {
        var debtors = ctx.Db.Account.Iter().Where(a => !a.Closed && a.Balance < 0).Select(a => a.Name).ToArray();
        foreach (var name in debtors)
        {
            var account = ctx.Db.Account.Name.Find(name)!.Value;
            account.Closed = true;
            account.Balance--;
            ctx.Db.Account.Name.Update(account);
        }
    }

    [Reducer]
    public static void MigrateLegacy(ReducerContext ctx)
    {
        foreach (var old in ctx.Db.Legacy.Iter())
        {
            var fields = old.Blob.Split(';').Select(part => part.Split('=')).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
            ctx.Db.Plot.Insert(new Plot
            {
                Crop = fields.GetValueOrDefault("crop") ?? "",
                X = fields.TryGetValue("x", out var x) && int.TryParse(x, out var number) ? number : 0,
                Planted = "2026-01",
            });
            ctx.Db.Legacy.Key.Delete(old.Key);
        }
    }

    [Reducer]
    public static void MigrateLegacyKept(ReducerContext ctx)
    {
        foreach (var old in ctx.Db.Legacy.Iter())
        {
            var builder = new StringBuilder(old.Blob);
            builder.Replace('=', ':').Append(';');
            ctx.Db.Legacy.Key.Update(old with { Blob = builder.ToString() });
        }
    }

    [Reducer]
    public static void MigrateGridOnce(ReducerContext ctx)
    {
        for (int x = 0; x < 3; x++)
        {
            for (int y = 0; y < 2; y++)
            {
                if (ctx.Db.Plot.ByPlace.Filter((x, y)).Any()) continue;
                ctx.Db.Plot.Insert(new Plot { X = x, Y = y, Crop = "", Planted = "2026-01" });
            }
        }
    }

    [Reducer]
    public static void MigrateGridAgain(ReducerContext ctx)
    {
        foreach (var (x, y) in Enumerable.Range(0, 3).SelectMany(x => Enumerable.Range(0, 2), (x, y) => (x, y)))
            ctx.Db.Plot.Insert(new Plot { X = x, Y = y, Crop = "", Planted = "2026-01" });
    }

    [Reducer]
    public static void MigrateStampDate(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter())
        {
            var year = int.Parse(plot.Planted.AsSpan(0, 4));
            ctx.Db.Plot.Id.Update(plot with { PlantedAt = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        }
    }

    [Reducer]
    public static void MigrateTodayDays(ReducerContext ctx)
    {
        foreach (var plot in ctx.Db.Plot.Iter())
            ctx.Db.Plot.Id.Update(plot with { Days = (int)(ctx.Timestamp.MicrosecondsSinceUnixEpoch / 1000) });
    }

    [Reducer]
    public static void MigrateCropCodes(ReducerContext ctx)
    {
        var codes = ctx.Db.Plot.Iter().Select(p => p.Crop).Distinct().Order().Select((crop, i) => (crop, i)).ToDictionary(p => p.crop, p => p.i);
        foreach (var plot in ctx.Db.Plot.Iter()) ctx.Db.Plot.Id.Update(plot with { Days = codes[plot.Crop] });
    }

    [Reducer]
    public static void MigrateCropCodesInPlace(ReducerContext ctx)
    {
        var crops = ctx.Db.Plot.Iter().Select(p => p.Crop).Distinct().ToList();
        foreach (var plot in ctx.Db.Plot.Iter())
            ctx.Db.Plot.Id.Update(plot with { Crop = $"{crops.IndexOf(plot.Crop)}:{plot.Crop}" });
    }
}
