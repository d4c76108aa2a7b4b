// A hotel: guests, rooms, bookings, payments. Each reducer is labelled by running it twice.
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Tier : byte { None, Silver, Gold, Platinum }

[SpacetimeDB.Type]
public enum RoomState { Clean, Dirty, Closed }

[SpacetimeDB.Table(Accessor = "guests", Public = true)]
public partial struct Guest
{
    [PrimaryKey, AutoInc] public int Id;
    [Unique] public string Email;
    public string Name;
    public string Phone;
    public int Points;
    public Tier Tier;
    public List<string> Notes;
    public string Birth;
    public Timestamp Joined;
    public string? Locale;
    public double Balance;
    public uint Flags;
    public int ReferrerId;
}

[SpacetimeDB.Table(Accessor = "rooms", Public = true)]
public partial class Room
{
    [PrimaryKey] public int Number;
    public int Floor;
    public string Kind = "";
    public uint Rate;
    public List<string> Amenities = new();
    public RoomState State;
    public Timestamp? LastCleaned;
    public string Code = "";
}

[SpacetimeDB.Table(Accessor = "bookings", Public = true)]
public partial struct Booking
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public int GuestId;
    [SpacetimeDB.Index.BTree] public int RoomNumber;
    public int FromDay;
    public int Nights;
    public string Status;
    public uint Total;
    public float Discount;
    public string Channel;
    public string RefCode;
}

[SpacetimeDB.Table(Accessor = "payments")]
public partial struct Payment
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong BookingId;
    public int Amount;
    public string Method;
    public bool Refunded;
}

[SpacetimeDB.Table(Accessor = "settings")]
public partial struct Setting
{
    [PrimaryKey] public string Key;
    public string Value;
}

[SpacetimeDB.Table(Accessor = "applied_migrations")]
public partial struct AppliedMigration
{
    [PrimaryKey] public uint Id;
    public string Name;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "daily", Public = true)]
public partial struct Daily
{
    [PrimaryKey] public int Day;
    public int Arrivals;
    public long Revenue;
}

public readonly record struct Stay(int From, int Nights)
{
    public int To => From + Nights;
    public bool Overlaps(Stay other) => From < other.To && other.From < To;
    public Stay Extend(int nights) => this with { Nights = Nights + nights };
}

public static class HotelExtensions
{
    public static Stay Stay(this Booking booking) => new(booking.FromDay, booking.Nights);
    public static string OrIfEmpty(this string? text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text;
    public static IEnumerable<Booking> Open(this IEnumerable<Booking> bookings) => bookings.Where(b => b.Status is "open" or "OPEN" or "confirmed");
    public static string? Setting(this ReducerContext ctx, string key) => ctx.Db.settings.Key.Find(key)?.Value;
    public static void Set(this ReducerContext ctx, string key, string value)
    {
        if (ctx.Db.settings.Key.Find(key) is { } old) ctx.Db.settings.Key.Update(old with { Value = value });
        else ctx.Db.settings.Insert(new Setting { Key = key, Value = value });
    }
}

public abstract class HotelStep
{
    public abstract uint Id { get; }
    public virtual string Name => GetType().Name;
    public abstract void Apply(ReducerContext ctx);
}

public sealed class AddPoints(int points) : HotelStep
{
    public override uint Id => 10;
    public override void Apply(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter()) ctx.Db.guests.Id.Update(g with { Points = g.Points + points });
    }
}

public sealed class CloseRooms : HotelStep
{
    public override uint Id => 11;
    public override string Name => "close";
    public override void Apply(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter().Where(r => r.Rate == 0)) { r.State = RoomState.Closed; ctx.Db.rooms.Number.Update(r); }
    }
}

public static class HotelRunner
{
    public static void Run(ReducerContext ctx, params HotelStep[] steps)
    {
        var done = ctx.Db.applied_migrations.Iter().Select(m => m.Id).ToHashSet();
        foreach (var step in steps.OrderBy(s => s.Id))
        {
            if (!done.Add(step.Id)) continue;
            step.Apply(ctx);
            ctx.Db.applied_migrations.Insert(new AppliedMigration { Id = step.Id, Name = step.Name, At = ctx.Timestamp });
        }
    }

    public static void RunNewest(ReducerContext ctx, params HotelStep[] steps)
    {
        var last = ctx.Db.applied_migrations.Iter().Select(m => (uint?)m.Id).Max() ?? 0;
        foreach (var step in steps)
        {
            if (step.Id < last) continue;
            step.Apply(ctx);
            if (ctx.Db.applied_migrations.Id.Find(step.Id) is null) ctx.Db.applied_migrations.Insert(new AppliedMigration { Id = step.Id, Name = step.Name, At = ctx.Timestamp });
        }
    }
}

public static partial class HotelMigrations
{
    private const uint Vip = 1u << 3;
    private static readonly (string Prefix, string Country)[] Prefixes = { ("+49", "de"), ("+44", "en"), ("+1", "us") };
    private static readonly Dictionary<string, uint> BaseRates = new() { ["single"] = 8000, ["double"] = 12000, ["suite"] = 30000 };

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.guests.Insert(new Guest { Email = "Ann@Mail.example", Name = "ann  lee", Phone = "+49 170 123", Points = 120, Notes = new() { "vip", "late" }, Birth = "1990-02-28", Locale = "de", Balance = 12.345, Flags = 9, Joined = new Timestamp(1_650_000_000_000_000) });
        ctx.Db.guests.Insert(new Guest { Email = "bob@x.example", Name = "Bob van Dyk", Phone = "0044-55", Points = 5000, Tier = Tier.Gold, Notes = new(), Birth = "", Balance = -3.5, ReferrerId = 1 });
        ctx.Db.guests.Insert(new Guest { Email = "cy@y.example", Name = "Cy", Phone = "", Points = -7, Tier = Tier.Silver, Notes = new() { "late", "late", "Quiet" }, Birth = "03.07.1985", Balance = 0, Flags = 1, ReferrerId = 2 });
        ctx.Db.guests.Insert(new Guest { Email = "dan@z.example", Name = "Dan Brown Jr", Phone = "+1 555", Points = 999, Notes = new() { "x" }, Birth = "2001-12-31", Balance = 101, Flags = 2, ReferrerId = 1 });
        ctx.Db.rooms.Insert(new Room { Number = 101, Floor = 0, Kind = "single", Rate = 7950, Amenities = new() { "tv" }, Code = "A-7" });
        ctx.Db.rooms.Insert(new Room { Number = 102, Floor = 1, Kind = "Double", Rate = 0, Amenities = new() { "wifi", "tv" }, State = RoomState.Dirty, Code = "b9" });
        ctx.Db.rooms.Insert(new Room { Number = 205, Floor = 2, Kind = "suite", Rate = 30001, State = RoomState.Closed, Code = "" });
        ctx.Db.bookings.Insert(new Booking { GuestId = 1, RoomNumber = 101, FromDay = 10, Nights = 3, Status = "open", Total = 30000, Discount = 0.1f, Channel = "web", RefCode = "r1" });
        ctx.Db.bookings.Insert(new Booking { GuestId = 1, RoomNumber = 101, FromDay = 12, Nights = 2, Status = "OPEN", Total = 15000, Channel = "Phone", RefCode = "" });
        ctx.Db.bookings.Insert(new Booking { GuestId = 2, RoomNumber = 205, FromDay = 10, Nights = 1, Status = "done", Total = 0, Discount = 0.5f, Channel = "web", RefCode = "r1" });
        ctx.Db.bookings.Insert(new Booking { GuestId = 9, RoomNumber = 101, FromDay = 12, Nights = 1, Status = "confirmed", Total = 999, Channel = "", RefCode = "Z" });
        ctx.Db.payments.Insert(new Payment { BookingId = 1, Amount = 10000, Method = "card" });
        ctx.Db.payments.Insert(new Payment { BookingId = 1, Amount = 20000, Method = "CASH", Refunded = true });
        ctx.Db.payments.Insert(new Payment { BookingId = 2, Amount = 15000, Method = "card" });
        ctx.Db.payments.Insert(new Payment { BookingId = 77, Amount = -5, Method = "" });
        ctx.Db.payments.Insert(new Payment { BookingId = 77, Amount = 5, Method = "card" });
        ctx.Db.settings.Insert(new Setting { Key = "currency", Value = "usd" });
        ctx.Db.settings.Insert(new Setting { Key = "tax", Value = "7" });
        ctx.Db.daily.Insert(new Daily { Day = 10, Arrivals = 1, Revenue = 5 });
    }

    [Reducer] public static void HotelSteps(ReducerContext ctx) => HotelRunner.Run(ctx, new CloseRooms(), new AddPoints(50));

    [Reducer] public static void HotelStepsNewest(ReducerContext ctx) => HotelRunner.RunNewest(ctx, new AddPoints(50), new CloseRooms());

    [Reducer]
    public static void MigrateGuestTiers(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            var tier = g.Points switch { < 0 => Tier.None, < 500 => Tier.Silver, < 2000 => Tier.Gold, _ => Tier.Platinum };
            if (tier != g.Tier) ctx.Db.guests.Id.Update(g with { Tier = tier });
        }
    }

    [Reducer]
    public static void MigrateGuestTierUp(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter().Where(x => x.Tier is not Tier.Platinum))
            ctx.Db.guests.Id.Update(g with { Tier = (Tier)((byte)g.Tier + 1) });
    }

    [Reducer]
    public static void MigrateEmailsLower(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter().ToList())
        {
            var lower = g.Email.ToLowerInvariant();
            if (!string.Equals(lower, g.Email, StringComparison.Ordinal)) ctx.Db.guests.Id.Update(g with { Email = lower });
        }
    }

    [Reducer]
    public static void MigrateEmailsTagged(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter().ToList())
        {
            var at = g.Email.IndexOf('@');
            if (at < 0) continue;
            ctx.Db.guests.Id.Update(g with { Email = g.Email.Insert(at, "+hotel") });
        }
    }

    [Reducer]
    public static void MigrateNamesTitle(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            var words = g.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var name = string.Join(' ', words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
            ctx.Db.guests.Id.Update(g with { Name = name });
        }
    }

    [Reducer]
    public static void MigrateNamesLastFirst(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Name.Split(' ') is [var first, .., var last]) ctx.Db.guests.Id.Update(g with { Name = $"{last} {first}" });
        }
    }

    [Reducer]
    public static void MigrateNamesRotate(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            var words = g.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3) continue;
            ctx.Db.guests.Id.Update(g with { Name = string.Join(" ", words.Skip(1).Append(words[0])) });
        }
    }

    [Reducer]
    public static void MigrateLocaleFromPhone(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Locale is { Length: > 0 }) continue;
            var match = Prefixes.FirstOrDefault(p => g.Phone.StartsWith(p.Prefix, StringComparison.Ordinal));
            ctx.Db.guests.Id.Update(g with { Locale = match.Country ?? "unknown" });
        }
    }

    [Reducer]
    public static void MigratePhonesDigits(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            var digits = new string(g.Phone.Where(char.IsDigit).ToArray()).TrimStart('0');
            ctx.Db.guests.Id.Update(g with { Phone = digits.Length == 0 ? "" : "+" + digits });
        }
    }

    [Reducer]
    public static void MigratePhonesZeros(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Phone == "") continue;
            ctx.Db.guests.Id.Update(g with { Phone = "00" + g.Phone.TrimStart('+').Replace(" ", "").Replace("-", string.Empty) });
        }
    }

    [Reducer]
    public static void MigratePointsByTier(ReducerContext ctx)
    {
        var bonus = new Dictionary<Tier, int> { [Tier.Silver] = 10, [Tier.Gold] = 100 };
        foreach (var g in ctx.Db.guests.Iter())
            if (bonus.TryGetValue(g.Tier, out var extra)) ctx.Db.guests.Id.Update(g with { Points = g.Points + extra });
    }

    [Reducer]
    public static void MigratePointsAtLeastTier(ReducerContext ctx)
    {
        var least = new SortedList<Tier, int> { { Tier.Silver, 10 }, { Tier.Gold, 6000 } };
        foreach (var g in ctx.Db.guests.Iter())
            if (least.ContainsKey(g.Tier)) ctx.Db.guests.Id.Update(g with { Points = Math.Max(g.Points, least[g.Tier]) });
    }

    [Reducer]
    public static void MigrateNotesVip(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if ((g.Flags & Vip) == 0 || g.Notes.Contains("VIP")) continue;
            g.Notes.Add("VIP");
            ctx.Db.guests.Id.Update(g);
        }
    }

    [Reducer]
    public static void MigrateNotesStamp(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Notes.Count > 0 && g.Notes[^1].StartsWith("seen:")) continue;
            var notes = g.Notes.Prepend("seen:" + g.Notes.Count).ToList();
            ctx.Db.guests.Id.Update(g with { Notes = notes });
        }
    }

    [Reducer]
    public static void MigrateNotesDistinct(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter().Where(g => g.Notes.Distinct(StringComparer.OrdinalIgnoreCase).Count() < g.Notes.Count))
            ctx.Db.guests.Id.Update(g with { Notes = g.Notes.DistinctBy(n => n.ToUpperInvariant()).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal).ToList() });
    }

    [Reducer]
    public static void MigrateBirthIso(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Birth.Split('.') is [{ Length: 2 } day, { Length: 2 } month, { Length: 4 } year])
                ctx.Db.guests.Id.Update(g with { Birth = $"{year}-{month}-{day}" });
        }
    }

    [Reducer]
    public static void MigrateBirthYearOnly(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (DateOnly.TryParseExact(g.Birth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d))
                ctx.Db.guests.Id.Update(g with { Birth = d.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        }
    }

    [Reducer]
    public static void MigrateBalanceCents(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
            ctx.Db.guests.Id.Update(g with { Balance = Math.Round(g.Balance, 2, MidpointRounding.ToEven) });
    }

    [Reducer]
    public static void MigrateBalanceInterest(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            if (g.Balance <= 0) continue;
            ctx.Db.guests.Id.Update(g with { Balance = g.Balance * (1 + 0.05) });
        }
    }

    [Reducer]
    public static void MigrateFlagsMove(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
        {
            var flags = g.Flags;
            if ((flags & 1) != 0) flags = (flags & ~1u) | (1u << 8);
            ctx.Db.guests.Id.Update(g with { Flags = flags });
        }
    }

    [Reducer]
    public static void MigrateFlagsXor(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.guests.Iter())
            ctx.Db.guests.Id.Update(g with { Flags = g.Flags ^ (g.Points > 100 ? Vip : 0) });
    }

    [Reducer]
    public static void MigrateReferrerRoot(ReducerContext ctx)
    {
        var byId = ctx.Db.guests.Iter().ToDictionary(g => g.Id);
        foreach (var g in byId.Values)
        {
            var root = g.ReferrerId;
            while (root != 0 && byId.TryGetValue(root, out var up) && up.ReferrerId != 0) root = up.ReferrerId;
            if (root != g.ReferrerId) ctx.Db.guests.Id.Update(g with { ReferrerId = root });
        }
    }

    [Reducer]
    public static void MigrateReferrerBonus(ReducerContext ctx)
    {
        var referred = ctx.Db.guests.Iter().Where(g => g.ReferrerId != 0).ToLookup(g => g.ReferrerId);
        foreach (var g in ctx.Db.guests.Iter())
        {
            var count = referred[g.Id].Count();
            if (count > 0) ctx.Db.guests.Id.Update(g with { Points = g.Points + count * 25 });
        }
    }

    [Reducer]
    public static void MigrateRoomFloors(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.Floor = Math.DivRem(r.Number, 100, out var index);
            if (index == 0) r.Floor--;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRoomFloorsUp(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            if (r.Floor < r.Number / 100 + 3) r.Floor += 1;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRoomNumbers(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter().OrderByDescending(r => r.Number))
        {
            if (r.Number >= 1000) continue;
            ctx.Db.rooms.Number.Delete(r.Number);
            r.Number += 1000;
            ctx.Db.rooms.Insert(r);
        }
    }

    [Reducer]
    public static void MigrateRoomNumbersShift(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter().OrderByDescending(r => r.Number))
        {
            ctx.Db.rooms.Delete(r);
            r.Number++;
            ctx.Db.rooms.Insert(r);
        }
    }

    [Reducer]
    public static void MigrateRatesFromKind(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.Rate = r.Rate == 0 ? BaseRates.GetValueOrDefault(r.Kind.ToLowerInvariant(), 9900u) : r.Rate;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRatesUp(ReducerContext ctx)
    {
        const decimal Factor = 1.10m;
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.Rate = (uint)Math.Ceiling(r.Rate * Factor / 50m) * 50;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRatesNearest(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            var rest = r.Rate % 50;
            r.Rate = rest >= 25 ? r.Rate - rest + 50 : r.Rate - rest;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateAmenitiesUnion(ReducerContext ctx)
    {
        string[] standard = ["tv", "wifi", "desk"];
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.Amenities = r.Amenities.Union(standard).ToList();
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateAmenitiesConcat(ReducerContext ctx)
    {
        string[] standard = ["desk"];
        foreach (var r in ctx.Db.rooms.Iter())
        {
            if (r.Amenities is ["tv", ..] or []) r.Amenities = [.. r.Amenities, .. standard];
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRoomCodes(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            if (Regex.IsMatch(r.Code, @"^R\d{4}$")) continue;
            r.Code = $"R{r.Number:D4}";
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateRoomCodesPadded(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.Code = r.Code.PadLeft(r.Code.Length + 1, '0');
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateLastCleaned(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            r.LastCleaned ??= ctx.Timestamp;
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateLastCleanedDirty(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.rooms.Iter())
        {
            if (r.State == RoomState.Closed) continue;
            r.LastCleaned = ctx.Timestamp - TimeSpan.FromHours(r.State is RoomState.Dirty ? 24 : 1);
            ctx.Db.rooms.Number.Update(r);
        }
    }

    [Reducer]
    public static void MigrateStatusWords(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter().Open())
        {
            var status = b.FromDay > 20 ? "confirmed" : "active";
            ctx.Db.bookings.Id.Update(b with { Status = status });
        }
    }

    [Reducer]
    public static void MigrateStatusCycle(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            var next = b.Status.ToLower() switch
            {
                "open" => "confirmed",
                "confirmed" => "done",
                var other => other,
            };
            ctx.Db.bookings.Id.Update(b with { Status = next });
        }
    }

    [Reducer]
    public static void MigrateDiscounts(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            if (b.Discount is <= 0 or >= 1) continue;
            ctx.Db.bookings.Id.Update(b with { Total = (uint)(b.Total * (1 - b.Discount)), Discount = 0 });
        }
    }

    [Reducer]
    public static void MigrateDiscountsKept(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            if (b.Discount is <= 0 or >= 1) continue;
            ctx.Db.bookings.Id.Update(b with { Total = (uint)(b.Total * (1 - b.Discount)) });
        }
    }

    [Reducer]
    public static void MigrateOverlaps(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.bookings.Iter().GroupBy(b => b.RoomNumber))
        {
            Stay? last = null;
            foreach (var b in room.OrderBy(b => b.FromDay).ThenBy(b => b.Id))
            {
                if (last is { } l && l.Overlaps(b.Stay()))
                {
                    ctx.Db.bookings.Id.Update(b with { FromDay = l.To });
                    last = b.Stay() with { From = l.To };
                }
                else last = b.Stay();
            }
        }
    }

    [Reducer]
    public static void MigrateExtend(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            var stay = b.Stay().Extend(b.Channel == "web" ? 1 : 0);
            ctx.Db.bookings.Id.Update(b with { Nights = stay.Nights });
        }
    }

    [Reducer]
    public static void MigrateTotals(ReducerContext ctx)
    {
        var query = from b in ctx.Db.bookings.Iter()
                    join r in ctx.Db.rooms.Iter() on b.RoomNumber equals r.Number
                    where b.Total == 0
                    let nights = Math.Max(1, b.Nights)
                    select (Booking: b, Total: r.Rate * (uint)nights);
        foreach (var (booking, total) in query.ToArray()) ctx.Db.bookings.Id.Update(booking with { Total = total });
    }

    [Reducer]
    public static void MigrateTotalsTax(ReducerContext ctx)
    {
        var tax = int.TryParse(ctx.Setting("tax"), out var t) ? t : 0;
        foreach (var b in ctx.Db.bookings.Iter()) ctx.Db.bookings.Id.Update(b with { Total = b.Total + (uint)(b.Total * tax / 100) });
    }

    [Reducer]
    public static void MigrateTotalsTaxOnce(ReducerContext ctx)
    {
        if (ctx.Setting("tax_included").OrIfEmpty("no") == "yes") return;
        foreach (var b in ctx.Db.bookings.Iter()) ctx.Db.bookings.Id.Update(b with { Total = b.Total + b.Total / 10 });
        ctx.Set("tax_included", "yes");
    }

    [Reducer]
    public static void MigrateTotalsTaxTwice(ReducerContext ctx)
    {
        if (ctx.Setting("tax_included").OrIfEmpty("no") == "yes") return;
        foreach (var b in ctx.Db.bookings.Iter()) ctx.Db.bookings.Id.Update(b with { Total = b.Total + b.Total / 10 });
        ctx.Set("tax_included", "Yes");
    }

    [Reducer]
    public static void MigrateRefCodes(ReducerContext ctx)
    {
        var seen = new HashSet<string>();
        foreach (var b in ctx.Db.bookings.Iter().OrderBy(b => b.Id))
        {
            if (b.RefCode != "" && seen.Add(b.RefCode)) continue;
            var code = $"B{b.Id:X6}";
            seen.Add(code);
            ctx.Db.bookings.Id.Update(b with { RefCode = code });
        }
    }

    [Reducer]
    public static void MigrateRefCodesRandom(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            if (b.RefCode.Length >= 8) continue;
            var sb = new StringBuilder(b.RefCode);
            while (sb.Length < 6) sb.Append((char)('A' + ctx.Rng.Next(26)));
            ctx.Db.bookings.Id.Update(b with { RefCode = sb.ToString() });
        }
    }

    [Reducer]
    public static void MigrateRefCodesSuffix(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            var check = b.RefCode.Aggregate(7, (acc, c) => unchecked(acc * 31 + c)) & 0xF;
            ctx.Db.bookings.Id.Update(b with { RefCode = b.RefCode + check.ToString("x") });
        }
    }

    [Reducer]
    public static void MigrateRefunds(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.payments.Iter().Where(p => p.Refunded && p.Amount > 0))
            ctx.Db.payments.Id.Update(p with { Amount = -p.Amount });
    }

    [Reducer]
    public static void MigrateRefundRows(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.payments.Iter().Where(p => p.Refunded).ToList())
            ctx.Db.payments.Insert(p with { Id = 0, Amount = -p.Amount, Method = "refund" });
    }

    [Reducer]
    public static void MigrateRefundRowsChecked(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.payments.Iter().Where(p => p.Refunded).ToList())
        {
            if (ctx.Db.payments.BookingId.Filter(p.BookingId).Any(o => o.Method == "refund" && o.Amount == -p.Amount)) continue;
            ctx.Db.payments.Insert(new Payment { BookingId = p.BookingId, Amount = -p.Amount, Method = "refund" });
        }
    }

    [Reducer]
    public static void MigrateOrphanPayments(ReducerContext ctx)
    {
        var known = ctx.Db.bookings.Iter().Select(b => b.Id).ToHashSet();
        foreach (var p in ctx.Db.payments.Iter().ExceptBy(known, p => p.BookingId)) ctx.Db.payments.Id.Delete(p.Id);
    }

    [Reducer]
    public static void MigrateMissingPayments(ReducerContext ctx)
    {
        var groups = ctx.Db.bookings.Iter().GroupJoin(ctx.Db.payments.Iter(), b => b.Id, p => p.BookingId, (b, ps) => new { b.Id, b.Total, Paid = ps.Where(p => !p.Refunded).Sum(p => p.Amount) });
        foreach (var g in groups.ToList())
        {
            var due = (int)g.Total - g.Paid;
            if (due > 0) ctx.Db.payments.Insert(new Payment { BookingId = g.Id, Amount = due, Method = "due" });
        }
    }

    [Reducer]
    public static void MigrateMissingPaymentsHalf(ReducerContext ctx)
    {
        var groups = ctx.Db.bookings.Iter().GroupJoin(ctx.Db.payments.Iter(), b => b.Id, p => p.BookingId, (b, ps) => (b.Id, Due: (int)b.Total - ps.Sum(p => p.Amount)));
        foreach (var (id, due) in groups.ToList())
            if (due > 1) ctx.Db.payments.Insert(new Payment { BookingId = id, Amount = due / 2, Method = "due" });
    }

    [Reducer]
    public static void MigrateDaily(ReducerContext ctx)
    {
        foreach (var day in ctx.Db.bookings.Iter().GroupBy(b => b.FromDay, (day, all) => new Daily { Day = day, Arrivals = all.Count(), Revenue = all.Sum(b => (long)b.Total) }))
        {
            ctx.Db.daily.Day.Delete(day.Day);
            ctx.Db.daily.Insert(day);
        }
    }

    [Reducer]
    public static void MigrateDailyAdd(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            var day = ctx.Db.daily.Day.Find(b.FromDay) ?? ctx.Db.daily.Insert(new Daily { Day = b.FromDay });
            day.Arrivals++;
            day.Revenue += b.Total;
            ctx.Db.daily.Day.Update(day);
        }
    }

    [Reducer]
    public static void MigrateDailyInsertOnly(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            try
            {
                ctx.Db.daily.Insert(new Daily { Day = b.FromDay, Arrivals = 1, Revenue = b.Total });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Warn($"day {b.FromDay} is there");
            }
        }
    }

    [Reducer]
    public static void MigrateDailyOnConflict(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            try
            {
                ctx.Db.daily.Insert(new Daily { Day = b.FromDay, Arrivals = 1, Revenue = b.Total });
            }
            catch (UniqueConstraintViolationException)
            {
                var old = ctx.Db.daily.Day.Find(b.FromDay)!.Value;
                ctx.Db.daily.Day.Update(old with { Arrivals = old.Arrivals + 1 });
            }
        }
    }

    [Reducer]
    public static void MigrateGuestWithoutBooking(ReducerContext ctx)
    {
        var booked = ctx.Db.bookings.Iter().Select(b => b.GuestId).Distinct();
        foreach (var id in ctx.Db.guests.Iter().Select(g => g.Id).Except(booked).ToArray())
            ctx.Db.bookings.Insert(new Booking { GuestId = id, Status = "none", Channel = "import", RefCode = "" });
    }

    [Reducer]
    public static void MigrateBookingWithoutGuest(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.bookings.Iter())
        {
            if (ctx.Db.guests.Id.Find(b.GuestId) is not null) continue;
            var guest = ctx.Db.guests.Insert(new Guest { Email = $"guest{b.GuestId}@import.example", Name = "?", Phone = "", Notes = new(), Birth = "" });
            Log.Info($"made {guest.Id}");
        }
    }
}
