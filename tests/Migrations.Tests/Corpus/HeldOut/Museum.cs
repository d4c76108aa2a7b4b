// Labelled migration reducers of a museum. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum ExhibitState { Draft, Shown, Stored, Loaned, Lost }

[Flags]
[SpacetimeDB.Type]
public enum Care { None = 0, Light = 1, Humidity = 2, Glass = 4, Guard = 8 }

[SpacetimeDB.Type]
public partial record Origin : TaggedEnum<(string Place, int Year, Unit Unknown)>;

[SpacetimeDB.Type]
public partial struct Extent
{
    public float Width;
    public float Height;
}

[SpacetimeDB.Table(Accessor = "Exhibit", Public = true)]
public partial struct Exhibit
{
    [PrimaryKey, AutoInc] public ulong Id;
    [Unique] public string InventoryNo;
    public string Title;
    public string? Artist;
    [Default(null)] public uint? ArtistId;
    public ExhibitState State;
    public Care Care;
    public int Year;
    public Origin Origin;
    public List<string> Keywords;
    public ulong InsuredCents;
    [SpacetimeDB.Index.BTree] public uint RoomId;
    public int Condition;
    public Timestamp AcquiredAt;
    public Timestamp? RestoredAt;
    public Extent Size;
}

[SpacetimeDB.Table(Accessor = "ExhibitV2", Public = true)]
public partial struct ExhibitV2
{
    [PrimaryKey] public ulong Id;
    public string Code;
    public string Title;
    public short Century;
    public bool OnShow;
}

[SpacetimeDB.Table(Accessor = "Artist", Public = true)]
public partial struct Artist
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Name;
    public uint Works;
    public string? SortName;
}

[SpacetimeDB.Table(Accessor = "Room", Public = true)]
public partial struct Room
{
    [PrimaryKey] public uint Id;
    public string Name;
    public int Floor;
    public uint Capacity;
    public uint Exhibits;
    public uint? NextId;
}

[SpacetimeDB.Table(Accessor = "Visitor", Public = true)]
public partial struct Visitor
{
    [PrimaryKey] public Identity Who;
    public string Name;
    public string Email;
    public uint Visits;
    public uint Points;
    public List<ulong> Favourites;
    public Timestamp FirstSeen;
    public Timestamp? LastSeen;
}

[SpacetimeDB.Table(Accessor = "Ticket")]
public partial struct Ticket
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public Identity Owner;
    public uint Cents;
    public string Kind;
    public bool Used;
    public byte Discount;
    public Timestamp SoldAt;
}

[SpacetimeDB.Table(Accessor = "Loan")]
public partial struct Loan
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong ExhibitId;
    public string Borrower;
    public Timestamp Since;
    public Timestamp? Until;
}

[SpacetimeDB.Table(Accessor = "DataVersion")]
public partial struct DataVersion
{
    [PrimaryKey] public byte Id;
    public uint Version;
    public string Applied;
}

[SpacetimeDB.Table(Accessor = "StepDone")]
public partial struct StepDone
{
    [PrimaryKey] public string Step;
    public uint Attempts;
    public bool Ok;
}

[SpacetimeDB.Table(Accessor = "MigrationCursor")]
public partial struct MigrationCursor
{
    [PrimaryKey] public string Job;
    public ulong LastId;
    public bool Finished;
}

[SpacetimeDB.Table(Accessor = "Tally")]
public partial struct Tally
{
    [PrimaryKey] public string Key;
    public long Value;
}

[SpacetimeDB.Table(Accessor = "CatalogTimer", Scheduled = nameof(MuseumJobs.RunCatalog), ScheduledAt = nameof(ScheduledAt))]
public partial struct CatalogTimer
{
    [PrimaryKey, AutoInc] public ulong ScheduledId;
    public ScheduleAt ScheduledAt;
    public ulong FromId;
}

public static partial class MuseumJobs
{
    [Reducer]
    public static void RunCatalog(ReducerContext ctx, CatalogTimer timer) => Log.Info($"from {timer.FromId}");
}

public static class MuseumSeed
{
    private static Timestamp On(int year, int month, int day) =>
        new(new DateTimeOffset(year, month, day, 9, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);

    private static Identity Person(int n) => Identity.FromHexString(n.ToString("x2").PadLeft(64, '0'));

    public static void Seed(ReducerContext ctx)
    {
        void Exhibit(string no, string title, string? artist, ExhibitState state, Care care, int year, Origin origin, ulong cents,
            uint room, int condition, Timestamp at, Timestamp? restored, float width, float height, params string[] words) =>
            ctx.Db.Exhibit.Insert(new Exhibit
            {
                InventoryNo = no, Title = title, Artist = artist, State = state, Care = care, Year = year, Origin = origin,
                InsuredCents = cents, RoomId = room, Condition = condition, AcquiredAt = at, RestoredAt = restored,
                Size = new Extent { Width = width, Height = height }, Keywords = words.ToList(),
            });
        Exhibit("M-001", "The Mill", "Jan Brueg", ExhibitState.Shown, Care.Light, 1612, new Origin.Place("Antwerp"), 1_200_000, 1, 7,
            On(1998, 4, 1), null, 40, 30, "oil", "mill", "oil");
        Exhibit("M-002", "  the  mill ", "jan brueg", ExhibitState.Draft, Care.None, 1613, new Origin.Year(1613), 90_000, 1, 12,
            On(2001, 5, 9), On(2010, 1, 1), 20, 50, "Print");
        Exhibit("m-3", "Bronze Horse", null, ExhibitState.Stored, Care.Guard, -250, new Origin.Unknown(default), 700_050, 3, -3,
            On(1977, 2, 3), null, 12, 18);
        Exhibit("M-004", "Evening, Harbour", "Ana Sol", ExhibitState.Loaned, Care.Light | Care.Glass, 1890, new Origin.Place("  lisbon"), 45_000, 2, 5,
            On(2015, 8, 30), On(2016, 1, 4), 60, 45, "oil", "sea");
        Exhibit("X-9", "Mask", "", ExhibitState.Lost, Care.Humidity, 0, new Origin.Place(""), 0, 9, 0, On(1950, 1, 1), null, 5, 5, "wood", "Wood");
        Exhibit("M-010", "Letter 1/2", "Ana Sol", ExhibitState.Shown, Care.Humidity | Care.Glass, 1893, new Origin.Year(93), 10_000, 2, 3,
            On(2016, 3, 3), null, 21, 29.5f, "paper");
        foreach (var (name, works) in new (string, uint)[] { ("Ana Sol", 2), ("Old Master", 0), ("Iko", 1) })
        {
            ctx.Db.Artist.Insert(new Artist { Name = name, Works = works });
        }
        ctx.Db.Room.Insert(new Room { Id = 1, Name = "Hall", Floor = 0, Capacity = 40, Exhibits = 2, NextId = 2 });
        ctx.Db.Room.Insert(new Room { Id = 2, Name = "Sea", Floor = 0, Capacity = 15, Exhibits = 0, NextId = 3 });
        ctx.Db.Room.Insert(new Room { Id = 3, Name = "depot", Floor = -1, Capacity = 0, Exhibits = 1, NextId = null });
        ctx.Db.Room.Insert(new Room { Id = 4, Name = "Attic", Floor = 3, Capacity = 7, Exhibits = 0, NextId = 1 });
        void Visitor(int n, string name, string mail, uint visits, uint points, Timestamp first, Timestamp? last, params ulong[] liked) =>
            ctx.Db.Visitor.Insert(new Visitor
            {
                Who = Person(n), Name = name, Email = mail, Visits = visits, Points = points, FirstSeen = first, LastSeen = last,
                Favourites = liked.ToList(),
            });
        Visitor(1, "Rosa", "Rosa@Example.org", 3, 120, On(2020, 1, 1), On(2024, 2, 2), 1, 4, 1);
        Visitor(2, "tom", " tom@example.org ", 0, 0, On(2023, 6, 7), null);
        Visitor(3, "Guest#3", "", 1, 999, On(2024, 6, 7), On(2024, 6, 7), 77, 2);
        Visitor(4, "Lea", "lea+news@example.org", 12, 5000, On(2019, 6, 7), On(2025, 6, 7), 5);
        void Ticket(int owner, uint cents, string kind, bool used, byte discount, Timestamp at) =>
            ctx.Db.Ticket.Insert(new Ticket { Owner = Person(owner), Cents = cents, Kind = kind, Used = used, Discount = discount, SoldAt = at });
        Ticket(1, 1200, "adult", true, 0, On(2024, 2, 2));
        Ticket(1, 1200, "Adult", false, 10, On(2025, 1, 2));
        Ticket(2, 600, "child", false, 50, On(2024, 7, 2));
        Ticket(4, 900, "student", true, 25, On(2023, 3, 3));
        Ticket(8, 0, "comp", false, 100, On(2022, 3, 3));
        ctx.Db.Loan.Insert(new Loan { ExhibitId = 4, Borrower = "City Gallery", Since = On(2024, 1, 1), Until = null });
        ctx.Db.Loan.Insert(new Loan { ExhibitId = 1, Borrower = "city gallery", Since = On(2020, 1, 1), Until = On(2020, 9, 1) });
        ctx.Db.Loan.Insert(new Loan { ExhibitId = 55, Borrower = "Nowhere", Since = On(2011, 1, 1), Until = On(2010, 9, 1) });
        ctx.Db.DataVersion.Insert(new DataVersion { Id = 0, Version = 2, Applied = "init,rooms" });
        ctx.Db.StepDone.Insert(new StepDone { Step = "rooms", Attempts = 1, Ok = true });
        ctx.Db.Tally.Insert(new Tally { Key = "visits", Value = 10 });
    }
}

public interface IStep
{
    string Name { get; }

    void Apply(ReducerContext ctx);

    bool IsDone(ReducerContext ctx) => ctx.Db.StepDone.Step.Find(Name) is { Ok: true };
}

public abstract class RecordedStep : IStep
{
    public abstract string Name { get; }

    public abstract void Apply(ReducerContext ctx);

    public virtual void Finish(ReducerContext ctx)
    {
        if (ctx.Db.StepDone.Step.Find(Name) is { } done)
        {
            ctx.Db.StepDone.Step.Update(done with { Ok = true });
        }
        else
        {
            ctx.Db.StepDone.Insert(new StepDone { Step = Name, Attempts = 1, Ok = true });
        }
    }
}

public sealed class RaiseFloors : RecordedStep
{
    public override string Name => "raise-floors";

    public override void Apply(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter())
        {
            ctx.Db.Room.Id.Update(room with { Floor = room.Floor + 1 });
        }
    }
}

public sealed class LowerFloors : RecordedStep
{
    public override string Name => "lower-floors";

    public override void Apply(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter())
        {
            ctx.Db.Room.Id.Update(room with { Floor = room.Floor - 1 });
        }
    }

    public override void Finish(ReducerContext ctx) => Log.Info($"{Name} is done");
}

public readonly struct Money
{
    public Money(long cents) => Cents = cents;

    public long Cents { get; }

    public static Money operator +(Money left, Money right) => new(left.Cents + right.Cents);

    public static Money operator *(Money money, int percent) => new(money.Cents * percent / 100);

    public static implicit operator Money(ulong cents) => new((long)cents);

    public static explicit operator ulong(Money money) => (ulong)Math.Max(0, money.Cents);
}

public static class MuseumExtensions
{
    public static string Squeezed(this string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string TitleCased(this string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static Care With(this Care care, Care more) => care | more;

    public static bool Has(this Care care, Care some) => (care & some) == some;

    public static IEnumerable<TResult> Scan<T, TResult>(this IEnumerable<T> source, TResult seed, Func<TResult, T, TResult> step)
    {
        var value = seed;
        foreach (var item in source)
        {
            value = step(value, item);
            yield return value;
        }
    }

    public static void Each<T>(this IEnumerable<T> source, Action<T> action)
    {
        foreach (var item in source)
        {
            action(item);
        }
    }

    public static void Deconstruct(this Room room, out uint id, out string name, out int floor) =>
        (id, name, floor) = (room.Id, room.Name, room.Floor);

    public static bool Once(this ReducerContext ctx, string step)
    {
        if (ctx.Db.StepDone.Step.Find(step) is not null)
        {
            return false;
        }
        ctx.Db.StepDone.Insert(new StepDone { Step = step, Attempts = 1, Ok = true });
        return true;
    }
}

public static partial class MuseumMigrations
{
    private static readonly (string From, string To)[] s_kinds = { ("adult", "full"), ("student", "reduced"), ("child", "reduced") };
    private static readonly IReadOnlyDictionary<uint, uint> s_rooms = new Dictionary<uint, uint> { [1] = 2, [2] = 1 };

    // [idempotent] each exhibit is written under its own key, from itself
    [Reducer]
    public static void MigrateExhibitsToV2(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var row = new ExhibitV2
            {
                Id = exhibit.Id,
                Code = exhibit.InventoryNo.ToUpperInvariant(),
                Title = exhibit.Title.Squeezed(),
                Century = (short)(exhibit.Year / 100 + (exhibit.Year > 0 ? 1 : -1)),
                OnShow = exhibit is { State: ExhibitState.Shown or ExhibitState.Loaned },
            };
            if (ctx.Db.ExhibitV2.Id.Find(exhibit.Id) is null) ctx.Db.ExhibitV2.Insert(row);
            else ctx.Db.ExhibitV2.Id.Update(row);
        }
    }

    // [not-idempotent] a row that was copied already is copied again with a century more
    [Reducer]
    public static void MigrateExhibitsToV2Centuries(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var century = ctx.Db.ExhibitV2.Id.Find(exhibit.Id)?.Century ?? (short)(exhibit.Year / 100);
            ctx.Db.ExhibitV2.Id.Delete(exhibit.Id);
            ctx.Db.ExhibitV2.Insert(new ExhibitV2 { Id = exhibit.Id, Code = "", Title = exhibit.Title, Century = ++century });
        }
    }

    // [idempotent] the steps say themselves whether they are done
    [Reducer]
    public static void MigrateBySteps(ReducerContext ctx)
    {
        foreach (IStep step in new IStep[] { new RaiseFloors() })
        {
            if (step.IsDone(ctx)) continue;
            step.Apply(ctx);
            (step as RecordedStep)?.Finish(ctx);
        }
    }

    // [not-idempotent] one of the steps overrides what records it
    [Reducer]
    public static void MigrateByAllSteps(ReducerContext ctx)
    {
        foreach (IStep step in new IStep[] { new RaiseFloors(), new LowerFloors() })
        {
            if (step.IsDone(ctx)) continue;
            step.Apply(ctx);
            (step as RecordedStep)?.Finish(ctx);
        }
    }

    // [not-idempotent] a tenth more each time, through an operator of a type of money
    [Reducer]
    public static void MigrateInsurance(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            Money insured = exhibit.InsuredCents;
            ctx.Db.Exhibit.Id.Update(exhibit with { InsuredCents = (ulong)(insured + insured * 10) });
        }
    }

    // [idempotent] the sum is computed from the sizes
    [Reducer]
    public static void MigrateInsuranceBySize(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            Money floor = 500ul;
            var area = new Money((long)(exhibit.Size.Width * exhibit.Size.Height));
            ctx.Db.Exhibit.Id.Update(exhibit with { InsuredCents = (ulong)(floor + area * 150) });
        }
    }

    // [idempotent] a flag that is set stays set
    [Reducer]
    public static void MigrateCareOfPaper(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter().Where(e => e.Keywords.Contains("paper") || e.Care.Has(Care.Light)))
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Care = exhibit.Care.With(Care.Glass) });
        }
    }

    // [not-idempotent] a flag that is toggled goes off again
    [Reducer]
    public static void MigrateCareOfBronze(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter().Where(e => !e.Care.Has(Care.Light)))
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Care = exhibit.Care ^ Care.Guard });
        }
    }

    // [not-idempotent] the bits move on each time
    [Reducer]
    public static void MigrateCareBits(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Care = (Care)(((int)exhibit.Care << 1) & 0xF) });
        }
    }

    // [idempotent] the lowest bit that is set stays the lowest
    [Reducer]
    public static void MigrateCareToLowest(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var bits = (uint)exhibit.Care;
            ctx.Db.Exhibit.Id.Update(exhibit with { Care = bits == 0 ? Care.None : (Care)(1 << BitOperations.TrailingZeroCount(bits)) });
        }
    }

    // [idempotent] what is in its bounds stays as it is
    [Reducer]
    public static void MigrateCondition(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Condition = Math.Clamp(exhibit.Condition, 0, 10) });
        }
    }

    // [not-idempotent] ten becomes zero, and zero ten
    [Reducer]
    public static void MigrateConditionScale(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Condition = 10 - Math.Clamp(exhibit.Condition, 0, 10) });
        }
    }

    // [idempotent] the origin of a year becomes one of a place, and a place is trimmed
    [Reducer]
    public static void MigrateOrigins(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            Origin origin = exhibit.Origin switch
            {
                Origin.Place { Place_: var place } when string.IsNullOrWhiteSpace(place) => new Origin.Unknown(default),
                Origin.Place(var place) => new Origin.Place(place.Trim().TitleCased()),
                Origin.Year(< 100) year => new Origin.Year(1800 + year.Year_),
                var other => other,
            };
            ctx.Db.Exhibit.Id.Update(exhibit with { Origin = origin });
        }
    }

    // [not-idempotent] a place gets its country at every run
    [Reducer]
    public static void MigrateOriginCountries(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            if (exhibit.Origin is Origin.Place { Place_: { Length: > 0 } place })
            {
                ctx.Db.Exhibit.Id.Update(exhibit with { Origin = new Origin.Place($"{place.Trim()}, Europe") });
            }
        }
    }

    // [idempotent] an artist is looked up by the unique name, and made where there is none
    [Reducer]
    public static void BackfillArtists(ReducerContext ctx)
    {
        uint? IdOf(string? name)
        {
            if (name is null or "") return null;
            var known = name.Squeezed().ToUpperInvariant();
            var artist = ctx.Db.Artist.Name.Find(known) ?? ctx.Db.Artist.Insert(new Artist { Name = known });
            return artist.Id;
        }

        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { ArtistId = IdOf(exhibit.Artist) });
        }
    }

    // [not-idempotent] an artist is found by a name that is not the one that is stored, and refused by nothing
    [Reducer]
    public static void BackfillArtistsNumbered(ReducerContext ctx)
    {
        foreach (var name in ctx.Db.Exhibit.Iter().Select(e => e.Artist).Where(n => !string.IsNullOrEmpty(n)).Distinct().ToList())
        {
            if (ctx.Db.Artist.Name.Find(name!.ToLowerInvariant()) is not null) continue;
            ctx.Db.Artist.Insert(new Artist { Name = $"{name} ({ctx.Db.Artist.Count + 1})" });
        }
    }

    // [idempotent] recomputed from the rows by a join
    [Reducer]
    public static void BackfillRoomCounts(ReducerContext ctx)
    {
        var counts =
            from room in ctx.Db.Room.Iter()
            join exhibit in ctx.Db.Exhibit.Iter() on room.Id equals exhibit.RoomId into shown
            let count = (uint)shown.Count(e => e.State != ExhibitState.Lost)
            orderby room.Id descending
            select (room, count);
        foreach (var (room, count) in counts.ToList())
        {
            ctx.Db.Room.Id.Update(room with { Exhibits = count });
        }
    }

    // [not-idempotent] the count of before is not cleared
    [Reducer]
    public static void BackfillRoomCountsOneByOne(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Exhibit.Iter().ToLookup(e => e.RoomId))
        {
            if (ctx.Db.Room.Id.Find(group.Key) is { } room)
            {
                room.Exhibits += (uint)group.Count();
                ctx.Db.Room.Id.Update(room);
            }
        }
    }

    // [not-idempotent] the rooms are exchanged, and exchanged back
    [Reducer]
    public static void MigrateRooms(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            if (s_rooms.TryGetValue(exhibit.RoomId, out var room))
            {
                ctx.Db.Exhibit.Id.Update(exhibit with { RoomId = room });
            }
        }
    }

    // [idempotent] each exhibit goes on to the end of the chain of rooms
    [Reducer]
    public static void MigrateToLastRoom(ReducerContext ctx)
    {
        uint Last(uint id, int steps = 0) =>
            steps < 10 && ctx.Db.Room.Id.Find(id) is { NextId: { } next } ? Last(next, steps + 1) : id;

        ctx.Db.Exhibit.Iter().Each(exhibit => ctx.Db.Exhibit.Id.Update(exhibit with { RoomId = Last(exhibit.RoomId) }));
    }

    // [not-idempotent] each exhibit goes on by one room
    [Reducer]
    public static void MigrateToNextRoom(ReducerContext ctx) =>
        ctx.Db.Exhibit.Iter().Each(exhibit =>
            ctx.Db.Exhibit.Id.Update(exhibit with { RoomId = ctx.Db.Room.Id.Find(exhibit.RoomId)?.NextId ?? exhibit.RoomId }));

    // [idempotent] a running number by an order that it does not change
    [Reducer]
    public static void MigrateFloorsInOrder(ReducerContext ctx)
    {
        var floor = 0;
        foreach (var (id, _, _) in ctx.Db.Room.Iter().OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            ctx.Db.Room.Id.Update(ctx.Db.Room.Id.Find(id)!.Value with { Floor = floor++ });
        }
    }

    // [not-idempotent] the order of the floors is turned round each time
    [Reducer]
    public static void MigrateFloorsTurned(ReducerContext ctx)
    {
        var rooms = ctx.Db.Room.Iter().OrderBy(r => r.Floor).ThenBy(r => r.Id).ToArray();
        var floors = rooms.Select(r => r.Floor).Reverse().ToArray();
        for (var i = 0; i < rooms.Length; i++)
        {
            ref var room = ref rooms[i];
            room.Floor = floors[i];
            ctx.Db.Room.Id.Update(room);
        }
    }

    // [not-idempotent] sums of sums
    [Reducer]
    public static void MigrateCapacitiesCumulative(ReducerContext ctx)
    {
        var rooms = ctx.Db.Room.Iter().OrderBy(r => r.Id).ToList();
        foreach (var (room, sum) in rooms.Zip(rooms.Scan(0u, (total, r) => total + r.Capacity)))
        {
            ctx.Db.Room.Id.Update(room with { Capacity = sum });
        }
    }

    // [idempotent] the greatest of what came before stays the greatest
    [Reducer]
    public static void MigrateCapacitiesAscending(ReducerContext ctx)
    {
        var rooms = ctx.Db.Room.Iter().OrderBy(r => r.Id).ToList();
        foreach (var (room, most) in rooms.Zip(rooms.Scan(0u, (max, r) => Math.Max(max, r.Capacity))))
        {
            ctx.Db.Room.Id.Update(room with { Capacity = most });
        }
    }

    // [idempotent] a kind that was renamed is none of the old ones
    [Reducer]
    public static void MigrateTicketKinds(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var to = s_kinds.FirstOrDefault(k => k.From.Equals(ticket.Kind, StringComparison.OrdinalIgnoreCase)).To;
            ctx.Db.Ticket.Id.Update(ticket with { Kind = to ?? ticket.Kind });
        }
    }

    // [not-idempotent] the letter is put before what has it already
    [Reducer]
    public static void MigrateTicketKindLetters(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var letter = ticket.Kind switch { [var first, ..] => char.ToUpperInvariant(first), _ => '?' };
            ctx.Db.Ticket.Id.Update(ticket with { Kind = string.Concat(letter.ToString(), ":", ticket.Kind) });
        }
    }

    // [idempotent] the letter is put before what has none
    [Reducer]
    public static void MigrateTicketKindLettersOnce(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            if (ticket.Kind is [_, ':', ..]) continue;
            var letter = ticket.Kind is [var first, ..] ? char.ToUpperInvariant(first) : '?';
            ctx.Db.Ticket.Id.Update(ticket with { Kind = letter + ":" + ticket.Kind });
        }
    }

    // [not-idempotent] the discount is taken off again
    [Reducer]
    public static void MigrateDiscounts(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter().Where(t => t.Discount is > 0 and < 100))
        {
            ctx.Db.Ticket.Id.Update(ticket with { Cents = ticket.Cents * (100u - ticket.Discount) / 100 });
        }
    }

    // [idempotent] the discount is taken off and cleared
    [Reducer]
    public static void MigrateDiscountsOut(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter().Where(t => t.Discount is > 0 and < 100))
        {
            ctx.Db.Ticket.Id.Update(ticket with { Cents = ticket.Cents * (100u - ticket.Discount) / 100, Discount = 0 });
        }
    }

    // [idempotent] the version is compared and written in the same row
    [Reducer]
    public static void MigrateToVersion3(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(0) ?? ctx.Db.DataVersion.Insert(new DataVersion { Version = 1, Applied = "" });
        if (version.Version >= 3) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Points = visitor.Points + visitor.Visits * 10 });
        }
        ctx.Db.DataVersion.Id.Update(version with { Version = 3 });
    }

    // [not-idempotent] the version of a copy is raised, and the row never written
    [Reducer]
    public static void MigrateToVersion4(ReducerContext ctx)
    {
        if (ctx.Db.DataVersion.Id.Find(0) is not { Version: < 4 } version) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Points = visitor.Points + visitor.Visits * 10 });
        }
        version.Version = 4;
    }

    // [idempotent] the name of the step is in a list in the version row
    [Reducer]
    public static void MigrateByAppliedList(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(0)!.Value;
        var applied = version.Applied.Split(',').ToHashSet();
        if (!applied.Add("visits")) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Visits = visitor.Visits + 1 });
        }
        ctx.Db.DataVersion.Id.Update(version with { Applied = string.Join(',', applied.Order()) });
    }

    // [not-idempotent] the list is written with another separator than it is read with
    [Reducer]
    public static void MigrateByAppliedLines(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(0)!.Value;
        var applied = version.Applied.Split(',').ToHashSet();
        if (!applied.Add("visits")) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Visits = visitor.Visits + 1 });
        }
        ctx.Db.DataVersion.Id.Update(version with { Applied = string.Join(';', applied.Order()) });
    }

    // [idempotent] a failed attempt is recorded too, and the work only where none is
    [Reducer]
    public static void MigratePointsOnce(ReducerContext ctx)
    {
        if (!ctx.Once("points")) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Points = visitor.Points * 2 });
        }
    }

    // [not-idempotent] another step is asked than the one that is meant, and that is there
    [Reducer]
    public static void MigratePointsTwice(ReducerContext ctx)
    {
        if (ctx.Once("points-x2") || ctx.Db.StepDone.Step.Find("points-x2") is { Attempts: 1 })
        {
            foreach (var visitor in ctx.Db.Visitor.Iter())
            {
                ctx.Db.Visitor.Who.Update(visitor with { Points = visitor.Points * 2 });
            }
        }
    }

    // [not-idempotent] the attempts are counted each time
    [Reducer]
    public static void MigrateAttempted(ReducerContext ctx)
    {
        var step = ctx.Db.StepDone.Step.Find("emails") ?? ctx.Db.StepDone.Insert(new StepDone { Step = "emails" });
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { Email = visitor.Email.Trim().ToLowerInvariant() });
        }
        ctx.Db.StepDone.Step.Update(step with { Attempts = step.Attempts + 1, Ok = true });
    }

    // [idempotent] the attempts are counted until it is done
    [Reducer]
    public static void MigrateAttemptedUntilDone(ReducerContext ctx)
    {
        var step = ctx.Db.StepDone.Step.Find("emails") ?? ctx.Db.StepDone.Insert(new StepDone { Step = "emails" });
        if (step.Ok) return;
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var at = visitor.Email.IndexOf('+');
            ctx.Db.Visitor.Who.Update(visitor with { Email = at < 0 ? visitor.Email : visitor.Email.Remove(at, 1) });
        }
        ctx.Db.StepDone.Step.Update(step with { Attempts = step.Attempts + 1, Ok = true });
    }

    // [idempotent] goes over all parts in one run, from where the cursor stands, and none is left
    [Reducer]
    public static void MigrateByCursor(ReducerContext ctx)
    {
        var cursor = ctx.Db.MigrationCursor.Job.Find("insured") ?? ctx.Db.MigrationCursor.Insert(new MigrationCursor { Job = "insured" });
        while (!cursor.Finished)
        {
            var part = ctx.Db.Exhibit.Iter().Where(e => e.Id > cursor.LastId).OrderBy(e => e.Id).Take(2).ToList();
            foreach (var exhibit in part)
            {
                ctx.Db.Exhibit.Id.Update(exhibit with { InsuredCents = exhibit.InsuredCents / 100 });
                cursor.LastId = exhibit.Id;
            }
            cursor.Finished = part.Count < 2;
        }
        ctx.Db.MigrationCursor.Job.Update(cursor);
    }

    // [not-idempotent] the second run goes on with the next part
    [Reducer]
    public static void MigrateByCursorInParts(ReducerContext ctx)
    {
        var cursor = ctx.Db.MigrationCursor.Job.Find("insured") ?? ctx.Db.MigrationCursor.Insert(new MigrationCursor { Job = "insured" });
        if (cursor.Finished) return;
        var part = ctx.Db.Exhibit.Iter().Where(e => e.Id > cursor.LastId).OrderBy(e => e.Id).Take(2).ToList();
        foreach (var exhibit in part)
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { InsuredCents = exhibit.InsuredCents / 100 });
        }
        cursor.LastId = part.Count == 0 ? cursor.LastId : part[^1].Id;
        cursor.Finished = part.Count < 2;
        ctx.Db.MigrationCursor.Job.Update(cursor);
    }

    // [not-idempotent] each run makes one more timer for what is left, though nothing was done
    [Reducer]
    public static void MigrateCatalogContinued(ReducerContext ctx)
    {
        var last = ctx.Db.CatalogTimer.Iter().Select(t => t.FromId).DefaultIfEmpty(0ul).Max();
        if (ctx.Db.Exhibit.Iter().Any(e => e.Id > last))
        {
            ctx.Db.CatalogTimer.Insert(new CatalogTimer
            {
                ScheduledAt = new ScheduleAt.Time(ctx.Timestamp + new TimeDuration(1_000_000)), FromId = last + 2,
            });
        }
    }

    // [idempotent] there is a timer already
    [Reducer]
    public static void MigrateCatalogScheduled(ReducerContext ctx)
    {
        if (ctx.Db.CatalogTimer.Count > 0) return;
        ctx.Db.CatalogTimer.Insert(new CatalogTimer
        {
            ScheduledAt = new ScheduleAt.Time(ctx.Timestamp + new TimeDuration(1_000_000)), FromId = 1,
        });
    }

    // [idempotent] the unset ones get a time, and none is unset then
    [Reducer]
    public static void BackfillLastSeen(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Who.Update(visitor with { LastSeen = visitor.LastSeen ?? ctx.Timestamp });
        }
    }

    // [not-idempotent] a visitor that was never seen is seen now
    [Reducer]
    public static void BackfillLastSeenRecent(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => !(v.LastSeen > v.FirstSeen) || v.Visits < 2))
        {
            ctx.Db.Visitor.Who.Update(visitor with { LastSeen = ctx.Timestamp });
        }
    }

    // [idempotent] of the two times the later one
    [Reducer]
    public static void MigrateRestored(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var restored = exhibit.RestoredAt is { } at && at > exhibit.AcquiredAt ? at : exhibit.AcquiredAt;
            ctx.Db.Exhibit.Id.Update(exhibit with { RestoredAt = restored });
        }
    }

    // [not-idempotent] a day later each time
    [Reducer]
    public static void MigrateRestoredShifted(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { RestoredAt = exhibit.RestoredAt + TimeSpan.FromDays(1) });
        }
    }

    // [idempotent] midnight of the day stays midnight
    [Reducer]
    public static void MigrateSoldToDays(ReducerContext ctx)
    {
        const long day = 86_400_000_000;
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var micros = ticket.SoldAt.MicrosecondsSinceUnixEpoch;
            ctx.Db.Ticket.Id.Update(ticket with { SoldAt = new Timestamp(micros - micros % day) });
        }
    }

    // [not-idempotent] the midnight that follows is another one for midnight itself
    [Reducer]
    public static void MigrateSoldToNextDay(ReducerContext ctx)
    {
        const long day = 86_400_000_000;
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var micros = ticket.SoldAt.MicrosecondsSinceUnixEpoch;
            ctx.Db.Ticket.Id.Update(ticket with { SoldAt = new Timestamp((micros / day + 1) * day) });
        }
    }

    // [idempotent] a loan whose ends are the wrong way round is turned, and then they are right
    [Reducer]
    public static void MigrateLoanEnds(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter())
        {
            var (since, until) = loan.Until is { } end && end < loan.Since ? (end, loan.Since) : (loan.Since, loan.Until);
            ctx.Db.Loan.Id.Update(loan with { Since = since, Until = until });
        }
    }

    // [not-idempotent] every loan is turned
    [Reducer]
    public static void MigrateLoanEndsTurned(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Loan.Iter())
        {
            if (row.Until is not { } until) continue;
            var loan = row;
            (loan.Since, until) = (until, loan.Since);
            loan.Until = until;
            ctx.Db.Loan.Id.Update(loan);
        }
    }

    // [not-idempotent] a loan is split in two, and each part again
    [Reducer]
    public static void MigrateSplitLoans(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter().Where(l => l.Until > l.Since).ToList())
        {
            var start = loan.Since.MicrosecondsSinceUnixEpoch;
            var middle = new Timestamp(start + (loan.Until!.Value.MicrosecondsSinceUnixEpoch - start) / 2);
            ctx.Db.Loan.Id.Update(loan with { Until = middle });
            ctx.Db.Loan.Insert(loan with { Id = 0, Since = middle });
        }
    }

    // [idempotent] a borrower of a different spelling gets the first spelling
    [Reducer]
    public static void MigrateBorrowers(ReducerContext ctx)
    {
        var spelling = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var loan in ctx.Db.Loan.Iter().OrderBy(l => l.Id))
        {
            spelling.TryAdd(loan.Borrower, loan.Borrower);
            ctx.Db.Loan.Id.Update(loan with { Borrower = spelling[loan.Borrower] });
        }
    }

    // [not-idempotent] the borrowers are numbered within their group, the number included in the next group's name
    [Reducer]
    public static void MigrateBorrowersNumbered(ReducerContext ctx)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var loan in ctx.Db.Loan.Iter().OrderBy(l => l.Id))
        {
            seen[loan.Borrower] = seen.GetValueOrDefault(loan.Borrower) + 1;
            ctx.Db.Loan.Id.Update(loan with { Borrower = string.Format(CultureInfo.InvariantCulture, "{0} #{1:00}", loan.Borrower, seen[loan.Borrower]) });
        }
    }

    // [idempotent] the words are a sorted set in lower case
    [Reducer]
    public static void MigrateKeywords(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var words = new SortedSet<string>(exhibit.Keywords.Select(w => w.ToLowerInvariant()), StringComparer.Ordinal);
            ctx.Db.Exhibit.Id.Update(exhibit with { Keywords = words.ToList() });
        }
    }

    // [not-idempotent] the list is turned round in place
    [Reducer]
    public static void MigrateKeywordsReversed(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            exhibit.Keywords.Reverse();
            ctx.Db.Exhibit.Id.Update(exhibit);
        }
    }

    // [idempotent] the title is a word too, where it is none
    [Reducer]
    public static void MigrateTitleWords(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var words = exhibit.Keywords.Union(exhibit.Title.ToLowerInvariant().Split(' ', '/', ',').Where(w => w.Length > 3)).ToList();
            ctx.Db.Exhibit.Id.Update(exhibit with { Keywords = words });
        }
    }

    // [not-idempotent] the words are put behind the words
    [Reducer]
    public static void MigrateTitleWordsAppended(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var words = exhibit.Keywords.Concat(exhibit.Title.ToLowerInvariant().Split(' ', '/', ',').Where(w => w.Length > 3)).ToList();
            ctx.Db.Exhibit.Id.Update(exhibit with { Keywords = words });
        }
    }

    // [idempotent] numbers of three digits; what has them stays
    [Reducer]
    public static void MigrateInventoryNumbers(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var parts = exhibit.InventoryNo.Split('-');
            if (parts is not [{ } letter, { } digits] || !int.TryParse(digits, out var number)) continue;
            ctx.Db.Exhibit.Id.Update(exhibit with { InventoryNo = $"{letter.ToUpperInvariant()}-{number:D3}" });
        }
    }

    // [not-idempotent] the number is one more each time
    [Reducer]
    public static void MigrateInventoryNumbersFromOne(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter().OrderByDescending(e => e.InventoryNo, StringComparer.Ordinal))
        {
            var dash = exhibit.InventoryNo.LastIndexOf('-');
            if (dash < 0 || !uint.TryParse(exhibit.InventoryNo.AsSpan(dash + 1), out var number)) continue;
            ctx.Db.Exhibit.Id.Update(exhibit with { InventoryNo = $"{exhibit.InventoryNo[..dash]}-{number + 1:D3}" });
        }
    }

    // [idempotent] the twin is deleted, and what pointed to it points to the first
    [Reducer]
    public static void MigrateTwins(ReducerContext ctx)
    {
        var twins = ctx.Db.Exhibit.Iter()
            .GroupBy(e => e.Title.Squeezed().ToLowerInvariant(), (title, all) => all.OrderBy(e => e.Id).ToArray())
            .Where(all => all.Length > 1);
        foreach (var all in twins.ToList())
        {
            var (first, rest) = (all[0], all[1..]);
            var gone = rest.Select(e => e.Id).ToHashSet();
            foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.Favourites.Any(gone.Contains)).ToList())
            {
                var liked = visitor.Favourites.ConvertAll(id => gone.Contains(id) ? first.Id : id).Distinct().ToList();
                ctx.Db.Visitor.Who.Update(visitor with { Favourites = liked });
            }
            Array.ForEach(rest, e => ctx.Db.Exhibit.Delete(e));
            ctx.Db.Exhibit.Id.Update(first with { InsuredCents = first.InsuredCents + (ulong)rest.Sum(e => (long)e.InsuredCents) });
        }
    }

    // [not-idempotent] the twin stays, only lost, and its value is added again
    [Reducer]
    public static void MigrateTwinsKept(ReducerContext ctx)
    {
        foreach (var all in ctx.Db.Exhibit.Iter().GroupBy(e => e.Title.Squeezed().ToLowerInvariant()).Where(g => g.Count() > 1).ToList())
        {
            var first = all.MinBy(e => e.Id);
            foreach (var twin in all.Where(e => e.Id != first.Id))
            {
                first.InsuredCents += twin.InsuredCents;
                ctx.Db.Exhibit.Id.Update(twin with { State = ExhibitState.Lost });
            }
            ctx.Db.Exhibit.Id.Update(first);
        }
    }

    // [idempotent] favourites that are gone go, those that are there stay
    [Reducer]
    public static void MigrateFavourites(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var liked = visitor.Favourites.Distinct().Where(id => ctx.Db.Exhibit.Id.Find(id) is { State: not ExhibitState.Lost }).ToList();
            if (liked.SequenceEqual(visitor.Favourites)) continue;
            ctx.Db.Visitor.Who.Update(visitor with { Favourites = liked });
        }
    }

    // [not-idempotent] the first of the favourites is left out each time
    [Reducer]
    public static void MigrateFavouritesShortened(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            if (visitor.Favourites is [_, _, ..] liked)
            {
                ctx.Db.Visitor.Who.Update(visitor with { Favourites = liked.GetRange(1, liked.Count - 1) });
            }
        }
    }

    // [not-idempotent] a random colour for whoever
    [Reducer]
    public static void BackfillNames(ReducerContext ctx)
    {
        string[] colours = { "red", "blue", "green", "ochre", "teal" };
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.Name.Contains('#') || v.Name.StartsWith('~')))
        {
            ctx.Db.Visitor.Who.Update(visitor with { Name = "~" + colours[ctx.Rng.Next(colours.Length)] + ctx.Rng.Next(1000) });
        }
    }

    // [idempotent] a random colour for whoever has none
    [Reducer]
    public static void BackfillNamesOfGuests(ReducerContext ctx)
    {
        string[] colours = { "red", "blue", "green", "ochre", "teal" };
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.Name.Contains('#')))
        {
            ctx.Db.Visitor.Who.Update(visitor with { Name = "~" + colours[ctx.Rng.Next(colours.Length)] + ctx.Rng.Next(1000) });
        }
    }

    // [idempotent] seeded by the key of the row
    [Reducer]
    public static void BackfillNamesByKey(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var random = new Random((int)exhibit.Id);
            ctx.Db.Exhibit.Id.Update(exhibit with { Condition = random.Next(1, 11) });
        }
    }

    // [idempotent] each step fails or not as it did, and what it wrote stays the same
    [Reducer]
    public static void MigrateYearsFromTitles(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            try
            {
                var year = int.Parse(exhibit.Title.Split(' ')[^1], CultureInfo.InvariantCulture);
                ctx.Db.Exhibit.Id.Update(exhibit with { Year = year });
            }
            catch (FormatException)
            {
                ctx.Db.Exhibit.Id.Update(exhibit with { Year = exhibit.Year < 0 ? 0 : exhibit.Year });
            }
        }
    }

    // [not-idempotent] what cannot be read loses a year each time
    [Reducer]
    public static void MigrateYearsLessOne(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var year = exhibit.Year;
            try
            {
                year = int.Parse(exhibit.Title, CultureInfo.InvariantCulture);
            }
            catch (FormatException) when (year > 0)
            {
                year--;
            }
            catch (FormatException)
            {
                continue;
            }
            finally
            {
                ctx.Db.Exhibit.Id.Update(exhibit with { Year = year });
            }
        }
    }

    // [not-idempotent] one state further in the order of the enum
    [Reducer]
    public static void MigrateStates(ReducerContext ctx)
    {
        var states = Enum.GetValues<ExhibitState>();
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { State = states[Math.Min(Array.IndexOf(states, exhibit.State) + 1, states.Length - 1)] });
        }
    }

    // [idempotent] by the loans that are open, whatever it was
    [Reducer]
    public static void MigrateStatesByLoans(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var state = (ctx.Db.Loan.ExhibitId.Filter(exhibit.Id).Any(l => l.Until is null), exhibit.State) switch
            {
                (true, _) => ExhibitState.Loaned,
                (false, ExhibitState.Loaned) => ExhibitState.Stored,
                (_, ExhibitState.Draft) => ExhibitState.Stored,
                (_, var other) => other,
            };
            ctx.Db.Exhibit.Id.Update(exhibit with { State = state });
        }
    }

    // [idempotent] the text of a state that is known, else what it was
    [Reducer]
    public static void MigrateStatesByWord(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var state = exhibit.Keywords.Select(w => Enum.TryParse<ExhibitState>(w, true, out var s) ? s : (ExhibitState?)null).FirstOrDefault(s => s is not null);
            ctx.Db.Exhibit.Id.Update(exhibit with { State = state ?? exhibit.State });
        }
    }

    // [not-idempotent] the sum of all visits goes on top of the tally
    [Reducer]
    public static void BackfillTally(ReducerContext ctx)
    {
        var visits = ctx.Db.Visitor.Iter().Aggregate(0L, (sum, v) => sum + v.Visits);
        if (ctx.Db.Tally.Key.Find("visits") is { } tally) ctx.Db.Tally.Key.Update(tally with { Value = tally.Value + visits });
        else ctx.Db.Tally.Insert(new Tally { Key = "visits", Value = visits });
    }

    // [idempotent] the tally is what the sum is, under keys that are made of the rows
    [Reducer]
    public static void BackfillTallies(ReducerContext ctx)
    {
        static void Put(ReducerContext ctx, string key, long value)
        {
            ctx.Db.Tally.Key.Delete(key);
            ctx.Db.Tally.Insert(new Tally { Key = key, Value = value });
        }

        foreach (var kind in ctx.Db.Ticket.Iter().GroupBy(t => (Kind: t.Kind.ToLowerInvariant(), t.Used)))
        {
            Put(ctx, $"tickets/{kind.Key.Kind}/{(kind.Key.Used ? "used" : "open")}", kind.Sum(t => (long)t.Cents));
        }
        Put(ctx, "tallies", ctx.Db.Tally.Iter().LongCount(t => t.Key != "tallies"));
    }

    // [not-idempotent] the tally of the tallies counts itself at the second run
    [Reducer]
    public static void BackfillTallyCount(ReducerContext ctx)
    {
        var count = (long)ctx.Db.Tally.Count;
        ctx.Db.Tally.Key.Delete("count");
        ctx.Db.Tally.Insert(new Tally { Key = "count", Value = count });
    }

    // [idempotent] the rooms are seeded where the key is free
    [Reducer]
    public static void SeedRooms(ReducerContext ctx)
    {
        foreach (var (id, name) in new[] { (5u, "Prints"), (6u, "Maps"), (1u, "Entrance") })
        {
            if (ctx.Db.Room.Id.Find(id) is null) ctx.Db.Room.Insert(new Room { Id = id, Name = name });
        }
    }

    // [not-idempotent] the next free key is taken each time
    [Reducer]
    public static void SeedRoomsBehind(ReducerContext ctx)
    {
        var next = ctx.Db.Room.Iter().Max(r => r.Id);
        foreach (var name in new[] { "Prints", "Maps" })
        {
            ctx.Db.Room.Insert(new Room { Id = ++next, Name = name });
        }
    }

    // [idempotent] a copy of the same key is the same row
    [Reducer]
    public static void SeedVisitorOfCaller(ReducerContext ctx)
    {
        var who = Identity.FromHexString(new string('7', 64));
        ctx.Db.Visitor.Who.Delete(who);
        ctx.Db.Visitor.Insert(new Visitor { Who = who, Name = "Desk", Email = "", Favourites = new List<ulong> { 1, 2 } });
    }

    // [not-idempotent] a ticket of the caller each time
    [Reducer]
    public static void SeedTicketOfCaller(ReducerContext ctx)
    {
        if (ctx.Db.Ticket.Owner.Filter(ctx.Sender).Any(t => t.Used)) return;
        ctx.Db.Ticket.Insert(new Ticket { Owner = ctx.Sender, Kind = "welcome", SoldAt = default });
    }

    // [idempotent] a ticket of the caller where there is none
    [Reducer]
    public static void SeedTicketOfCallerOnce(ReducerContext ctx)
    {
        if (ctx.Db.Ticket.Owner.Filter(ctx.Sender).Any(t => !t.Used)) return;
        ctx.Db.Ticket.Insert(new Ticket { Owner = ctx.Sender, Kind = "welcome", SoldAt = default });
    }

    // [not-idempotent] a digest of the digest
    [Reducer]
    public static void MigrateTitlesEncoded(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Title = Convert.ToBase64String(Encoding.UTF8.GetBytes(exhibit.Title)) });
        }
    }

    // [idempotent] a digest of the other columns
    [Reducer]
    public static void MigrateTitlesComposed(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var builder = new StringBuilder(exhibit.InventoryNo).Append(' ').AppendJoin('+', exhibit.Keywords);
            builder.Replace("oil", "Oil").Insert(0, '[').Append(']');
            ctx.Db.Exhibit.Id.Update(exhibit with { Title = builder.ToString() });
        }
    }

    // [not-idempotent] width and height are exchanged
    [Reducer]
    public static void MigrateSizes(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            ctx.Db.Exhibit.Id.Update(exhibit with { Size = new Extent { Width = exhibit.Size.Height, Height = exhibit.Size.Width } });
        }
    }

    // [idempotent] the longer side is the width
    [Reducer]
    public static void MigrateSizesLandscape(ReducerContext ctx)
    {
        foreach (var exhibit in ctx.Db.Exhibit.Iter())
        {
            var (width, height) = (exhibit.Size.Width, exhibit.Size.Height);
            if (width < height) (width, height) = (height, width);
            ctx.Db.Exhibit.Id.Update(exhibit with { Size = exhibit.Size with { Width = width, Height = height } });
        }
    }

    // [not-idempotent] a name in front is moved behind, and the next one in front
    [Reducer]
    public static void BackfillSortNames(ReducerContext ctx)
    {
        foreach (var artist in ctx.Db.Artist.Iter())
        {
            var parts = (artist.SortName ?? artist.Name).Split(' ', 2);
            if (parts.Length == 2) ctx.Db.Artist.Id.Update(artist with { SortName = $"{parts[1]} {parts[0]}" });
        }
    }

    // [idempotent] a name that has its comma is left
    [Reducer]
    public static void BackfillSortNamesOnce(ReducerContext ctx)
    {
        foreach (var artist in ctx.Db.Artist.Iter())
        {
            if (artist.SortName?.Contains(", ") == true) continue;
            ctx.Db.Artist.Id.Update(artist with
            {
                SortName = artist.Name.Split(' ', 2) is [var given, var family] ? $"{family}, {given}" : artist.Name,
            });
        }
    }
}
