// Labelled migration reducers of a festival that sells tickets. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
#nullable enable
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Tier { Guest, Day, Weekend, Crew }

[SpacetimeDB.Type]
public enum TicketState : byte { Reserved, Paid, Used, Refunded }

[Flags]
public enum Perk : uint { None = 0, Camping = 1, Parking = 2, Backstage = 4, Shuttle = 8 }

[SpacetimeDB.Type]
public partial record Payment : TaggedEnum<(long Cash, string Card, Unit Free)>;

[SpacetimeDB.Type]
public partial struct Slot { public byte Day; public ushort Minute; public string Act; }

[SpacetimeDB.Table(Accessor = "Visitor", Public = true)]
public partial struct Visitor
{
    [PrimaryKey] public Identity Id;
    public string Name;
    public string Email;
    public string? Phone;
    public int Credits;
    public Tier Tier;
    public uint Perks;
    public Timestamp JoinedAt;
    public Timestamp? LastSeen;
    public List<string> Tags;
    public bool Deleted;
}

[SpacetimeDB.Table(Accessor = "Stage", Public = true)]
public partial struct Stage
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Slug;
    public string Title;
    public float Length;
    public List<Slot> Slots;
    public uint? ParentId;
}

[SpacetimeDB.Table(Accessor = "Ticket")]
[SpacetimeDB.Index.BTree(Accessor = "ByStageAndDay", Columns = new[] { nameof(StageId), nameof(Day) })]
public partial struct Ticket
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public Identity Holder;
    public uint StageId;
    public byte Day;
    public long PriceCents;
    public string Code;
    public TicketState State;
    public Payment Payment;
    public int Revision;
}

[SpacetimeDB.Table(Accessor = "TicketSummary")]
public partial struct TicketSummary
{
    [PrimaryKey] public uint StageId;
    public int Sold;
    public long Revenue;
    public string Codes;
}

[SpacetimeDB.Table(Accessor = "Setting")]
public partial struct Setting
{
    [PrimaryKey] public string Key;
    public string Value;
}

[SpacetimeDB.Table(Accessor = "AuditEntry")]
public partial struct AuditEntry
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string Action;
    public Identity Actor;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "JobCursor")]
public partial struct JobCursor
{
    [PrimaryKey] public string Job;
    public ulong LastId;
    public bool Done;
}

[SpacetimeDB.Table(Accessor = "DbInfo")]
public partial struct DbInfo
{
    [PrimaryKey] public byte Id;
    public uint SchemaVersion;
    public List<string> Applied;
}

[SpacetimeDB.Table(Accessor = "Mailing", Scheduled = nameof(FestivalMigrations.SendMailing), ScheduledAt = nameof(Due))]
public partial struct Mailing
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ScheduleAt Due;
    public string Template;
}

public static class FestivalSeed
{
    public static Identity Who(char digit) => Identity.FromHexString(new string(digit, 64));

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Visitor.Insert(new Visitor
        {
            Id = Who('1'), Name = "Ida  Berg", Email = "Ida@Example.org ", Phone = "+49 (30) 123-45", Credits = 120, Tier = Tier.Weekend,
            Perks = 3, JoinedAt = new Timestamp(1_690_000_000_000_000), LastSeen = null, Tags = new() { "VIP", "vip", "press" },
        });
        ctx.Db.Visitor.Insert(new Visitor
        {
            Id = Who('2'), Name = "bo", Email = "bo@example.org", Phone = null, Credits = -15, Tier = Tier.Guest, Perks = 0,
            JoinedAt = new Timestamp(1_600_000_000_000_000), LastSeen = new Timestamp(1_650_000_000_000_000), Tags = new(), Deleted = true,
        });
        ctx.Db.Visitor.Insert(new Visitor
        {
            Id = Who('3'), Name = "Cy de Wit", Email = "BO@example.org", Phone = "0", Credits = 7, Tier = Tier.Crew, Perks = 12,
            JoinedAt = new Timestamp(1_640_000_000_000_000), LastSeen = new Timestamp(1_695_000_000_000_000), Tags = new() { "zoo", "Crew" },
        });
        void Stage(string slug, string title, float length, uint? parent, params (byte, ushort, string)[] slots) =>
            ctx.Db.Stage.Insert(new Stage
            {
                Slug = slug, Title = title, Length = length, ParentId = parent,
                Slots = slots.Select(s => new Slot { Day = s.Item1, Minute = s.Item2, Act = s.Item3 }).ToList(),
            });
        Stage("main", "Main Stage", 32.8f, null, (1, 600, "The Gulls"), (2, 75, "Nova"), (1, 30, "Opener"));
        Stage("Tent One", "tent", 10f, 1, (1, 1430, "Late"));
        Stage("lake", "LAKE stage (small)", 0f, 2);
        void Ticket(char who, uint stage, byte day, long cents, string code, TicketState state, Payment payment) =>
            ctx.Db.Ticket.Insert(new Ticket
            {
                Holder = Who(who), StageId = stage, Day = day, PriceCents = cents, Code = code, State = state, Payment = payment,
            });
        Ticket('1', 1, 1, 4999, "A-17", TicketState.Paid, new Payment.Card("4111"));
        Ticket('1', 1, 2, 2500, "a17", TicketState.Reserved, new Payment.Cash(2500));
        Ticket('2', 2, 1, 0, "", TicketState.Refunded, new Payment.Free(default));
        Ticket('3', 3, 1, 105, "C-3-x", TicketState.Used, new Payment.Cash(100));
        Ticket('9', 8, 3, 50, "Z", TicketState.Paid, new Payment.Card(""));
        ctx.Db.TicketSummary.Insert(new TicketSummary { StageId = 1, Sold = 1, Revenue = 10, Codes = "old" });
        ctx.Db.Setting.Insert(new Setting { Key = "currency", Value = "EUR" });
        ctx.Db.Setting.Insert(new Setting { Key = "max_tickets", Value = "40" });
        ctx.Db.DbInfo.Insert(new DbInfo { Id = 1, SchemaVersion = 3, Applied = new() { "initial" } });
    }
}

/// <summary>A step of the schema's history.</summary>
public abstract record Upgrade(uint To, string Title)
{
    public abstract void Apply(ReducerContext ctx);
}

public sealed record CreditsToCents() : Upgrade(4, "credits to cents")
{
    public override void Apply(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visitor.Iter().ToList())
        {
            ctx.Db.Visitor.Id.Update(v with { Credits = checked(v.Credits * 100) });
        }
    }
}

public sealed record CodesUpper() : Upgrade(5, "codes")
{
    public override void Apply(ReducerContext ctx)
    {
        foreach (var t in ctx.Db.Ticket.Iter().ToList())
        {
            ctx.Db.Ticket.Id.Update(t with { Code = t.Code.ToUpperInvariant(), Revision = t.Revision + 1 });
        }
    }
}

public static class FestivalExtensions
{
    public static string Collapse(this string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string? NullIfBlank(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public static TValue GetOrAdd<TKey, TValue>(this Dictionary<TKey, TValue> map, TKey key, Func<TKey, TValue> make) where TKey : notnull
    {
        if (!map.TryGetValue(key, out var value)) map[key] = value = make(key);
        return value;
    }

    public static Perk PerksOf(this Visitor visitor) => (Perk)visitor.Perks;

    public static Visitor With(this Visitor visitor, Perk perk) => visitor with { Perks = (uint)(visitor.PerksOf() | perk) };

    public static Visitor Toggle(this Visitor visitor, Perk perk) => visitor with { Perks = (uint)(visitor.PerksOf() ^ perk) };

    public static void Set(this ReducerContext ctx, string key, string value)
    {
        if (ctx.Db.Setting.Key.Find(key) is Setting setting)
        {
            setting.Value = value;
            ctx.Db.Setting.Key.Update(setting);
            return;
        }
        ctx.Db.Setting.Insert(new Setting { Key = key, Value = value });
    }

    public static int GetInt(this ReducerContext ctx, string key, int otherwise) =>
        int.TryParse(ctx.Db.Setting.Key.Find(key)?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n) ? n : otherwise;

    public static void Audit(this ReducerContext ctx, string action) =>
        ctx.Db.AuditEntry.Insert(new AuditEntry { Action = action, Actor = ctx.Sender, At = ctx.Timestamp });
}

public static partial class FestivalMigrations
{
    [Reducer]
    public static void SendMailing(ReducerContext ctx, Mailing mailing) => Log.Info($"mail {mailing.Template}");

    // ---------------------------------------------------------------- visitors

    // [idempotent] blanks between words are one after the first run, and the address is lower and trimmed
    [Reducer]
    public static void MigrateNormalizeVisitors(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var name = visitor.Name.Collapse();
            var email = visitor.Email.Trim().ToLowerInvariant();
            if (name == visitor.Name && email == visitor.Email) continue;
            ctx.Db.Visitor.Id.Update(visitor with { Name = name, Email = email });
        }
    }

    // [not-idempotent] a comma is put in again, for the last word is looked for again
    [Reducer]
    public static void MigrateSortableNames(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var words = visitor.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2) continue;
            var last = words[^1];
            var first = string.Join(" ", words[..^1]);
            ctx.Db.Visitor.Id.Update(visitor with { Name = $"{last}, {first}" });
        }
    }

    // [idempotent] a name with a comma is left alone
    [Reducer]
    public static void MigrateSortableNamesOnce(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => !v.Name.Contains(',')))
        {
            if (visitor.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [.. var first, var last] || first.Length == 0) continue;
            ctx.Db.Visitor.Id.Update(visitor with { Name = $"{last}, {string.Join(" ", first)}" });
        }
    }

    // [idempotent] only digits and a plus are left
    [Reducer]
    public static void MigratePhoneNumbers(ReducerContext ctx)
    {
        static string? Clean(string? phone)
        {
            if (phone is null) return null;
            var digits = new StringBuilder(phone.Length);
            for (var i = 0; i < phone.Length; i++)
            {
                if (char.IsDigit(phone[i]) || (phone[i] == '+' && i == 0)) digits.Append(phone[i]);
            }
            return digits.ToString().NullIfBlank();
        }

        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor with { Phone = Clean(visitor.Phone) });
        }
    }

    // [not-idempotent] a leading nought is what the country's number was put before, and it stays
    [Reducer]
    public static void MigratePhoneCountryCodes(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            if (visitor.Phone is not { Length: > 0 } phone || phone.StartsWith("+")) continue;
            ctx.Db.Visitor.Id.Update(visitor with { Phone = "0049" + phone });
        }
    }

    // [idempotent] sorted and distinct tags
    [Reducer]
    public static void MigrateDedupeTags(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var tags = visitor.Tags.Select(tag => tag.ToLowerInvariant()).Distinct().OrderBy(tag => tag, StringComparer.Ordinal).ToList();
            ctx.Db.Visitor.Id.Update(visitor with { Tags = tags });
        }
    }

    // [not-idempotent] a tag more at each run
    [Reducer]
    public static void MigrateTagReturning(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.LastSeen is not null))
        {
            var tags = new List<string>(visitor.Tags) { "returning" };
            ctx.Db.Visitor.Id.Update(visitor with { Tags = tags });
        }
    }

    // [idempotent] a set of tags holds each of them once
    [Reducer]
    public static void MigrateTagReturningAsSet(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.LastSeen.HasValue))
        {
            var tags = visitor.Tags.ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!tags.Add("returning")) continue;
            ctx.Db.Visitor.Id.Update(visitor with { Tags = tags.ToList() });
        }
    }

    // [idempotent] a bit that is set stays set
    [Reducer]
    public static void MigrateGrantShuttle(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.PerksOf().HasFlag(Perk.Camping)))
        {
            ctx.Db.Visitor.Id.Update(visitor.With(Perk.Shuttle));
        }
    }

    // [not-idempotent] a bit that is toggled
    [Reducer]
    public static void MigrateFlipParking(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor.Toggle(Perk.Parking));
        }
    }

    // [not-idempotent] the bits move up again
    [Reducer]
    public static void MigratePerkLayout(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor with { Perks = (visitor.Perks << 1) & 0xF });
        }
    }

    // [idempotent] each tier from the perks, which stay
    [Reducer]
    public static void BackfillTiers(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var tier = visitor.PerksOf() switch
            {
                var p when p.HasFlag(Perk.Backstage) => Tier.Crew,
                Perk.None => Tier.Guest,
                Perk.Camping or (Perk.Camping | Perk.Parking) => Tier.Weekend,
                _ => Tier.Day,
            };
            ctx.Db.Visitor.Id.Update(visitor with { Tier = tier });
        }
    }

    // [not-idempotent] everybody one tier up, as far as it goes
    [Reducer]
    public static void MigratePromoteTiers(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var next = visitor.Tier switch { Tier.Guest => Tier.Day, Tier.Day => Tier.Weekend, _ => visitor.Tier };
            if (next != visitor.Tier) ctx.Db.Visitor.Id.Update(visitor with { Tier = next });
        }
    }

    // [idempotent] two tiers become one that neither of them is
    [Reducer]
    public static void MigrateMergeTiers(ReducerContext ctx)
    {
        var map = new Dictionary<Tier, Tier> { [Tier.Day] = Tier.Weekend, [Tier.Guest] = Tier.Weekend };
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            if (map.TryGetValue(visitor.Tier, out var tier)) ctx.Db.Visitor.Id.Update(visitor with { Tier = tier });
        }
    }

    // [idempotent] nobody is below nought after it
    [Reducer]
    public static void MigrateForgiveDebts(ReducerContext ctx)
    {
        var max = ctx.GetInt("max_credits", 1000);
        foreach (var visitor in ctx.Db.Visitor.Iter().ToArray())
        {
            ctx.Db.Visitor.Id.Update(visitor with { Credits = Math.Clamp(visitor.Credits, 0, max) });
        }
    }

    // [not-idempotent] ten a day since joining, on top of what is there
    [Reducer]
    public static void MigrateLoyaltyCredits(ReducerContext ctx)
    {
        var epoch = new Timestamp(1_700_000_000_000_000);
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var days = (int)((epoch.MicrosecondsSinceUnixEpoch - visitor.JoinedAt.MicrosecondsSinceUnixEpoch) / 86_400_000_000);
            if (days > 0) ctx.Db.Visitor.Id.Update(visitor with { Credits = visitor.Credits + days * 10 });
        }
    }

    // [idempotent] only where it was never written
    [Reducer]
    public static void BackfillLastSeen(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor with { LastSeen = visitor.LastSeen ?? ctx.Timestamp });
        }
    }

    // [not-idempotent] the later of the two is always now
    [Reducer]
    public static void BackfillLastSeenLatest(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            var seen = visitor.LastSeen is { } last && last.CompareTo(ctx.Timestamp) > 0 ? last : ctx.Timestamp;
            ctx.Db.Visitor.Id.Update(visitor with { LastSeen = seen });
        }
    }

    // [idempotent] who is deleted is made nobody, and who is nobody is not looked at
    [Reducer]
    public static void MigrateAnonymize(ReducerContext ctx)
    {
        var number = 0;
        foreach (var visitor in ctx.Db.Visitor.Iter().Where(v => v.Deleted && v.Email != "").OrderBy(v => v.JoinedAt))
        {
            ctx.Db.Visitor.Id.Update(visitor with { Name = $"deleted-{++number}", Email = "", Phone = null, Tags = new() });
        }
    }

    // [not-idempotent] an entry in the log, whether or not somebody was purged
    [Reducer]
    public static void MigratePurgeDeleted(ReducerContext ctx)
    {
        var gone = ctx.Db.Visitor.Iter().Where(v => v.Deleted).Select(v => v.Id).ToList();
        foreach (var id in gone) ctx.Db.Visitor.Id.Delete(id);
        ctx.Audit($"purged {gone.Count} visitors");
    }

    // [idempotent] an entry only where somebody was purged
    [Reducer]
    public static void MigratePurgeDeletedQuietly(ReducerContext ctx)
    {
        var gone = ctx.Db.Visitor.Iter().Where(v => v.Deleted).ToList();
        gone.ForEach(v => ctx.Db.Visitor.Delete(v));
        if (gone.Any()) ctx.Audit($"purged {gone.Count} visitors");
    }

    // [idempotent] of those with one address the oldest stays
    [Reducer]
    public static void MigrateMergeAccounts(ReducerContext ctx)
    {
        foreach (var same in ctx.Db.Visitor.Iter().GroupBy(v => v.Email.Trim().ToLowerInvariant()).Where(g => g.Count() > 1).ToList())
        {
            var (keep, others) = (same.MinBy(v => v.JoinedAt.MicrosecondsSinceUnixEpoch), new List<Visitor>());
            foreach (var other in same)
            {
                if (other.Id != keep.Id) others.Add(other);
            }
            ctx.Db.Visitor.Id.Update(keep with { Credits = keep.Credits + others.Sum(o => o.Credits) });
            foreach (var other in others)
            {
                foreach (var ticket in ctx.Db.Ticket.Holder.Filter(other.Id).ToList())
                {
                    ctx.Db.Ticket.Id.Update(ticket with { Holder = keep.Id });
                }
                ctx.Db.Visitor.Id.Delete(other.Id);
            }
        }
    }

    // [not-idempotent] the credits of the other are added, but the other stays
    [Reducer]
    public static void MigratePoolAccounts(ReducerContext ctx)
    {
        var byEmail = ctx.Db.Visitor.Iter().ToLookup(v => v.Email, StringComparer.OrdinalIgnoreCase);
        foreach (var group in byEmail.Where(g => g.Skip(1).Any()))
        {
            var main = group.OrderByDescending(v => v.Credits).First();
            var total = group.Sum(v => v.Credits);
            ctx.Db.Visitor.Id.Update(main with { Credits = total });
        }
    }

    // ---------------------------------------------------------------- stages

    // [idempotent] a slug of letters and dashes is its own slug
    [Reducer]
    public static void MigrateStageSlugs(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            var slug = string.Concat(stage.Slug.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
            if (slug.Length == 0) slug = $"stage-{stage.Id}";
            ctx.Db.Stage.Id.Update(stage with { Slug = slug });
        }
    }

    // [not-idempotent] the slug gets the id behind it again
    [Reducer]
    public static void MigrateStageSlugsWithId(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            ctx.Db.Stage.Id.Update(stage with { Slug = FormattableString.Invariant($"{stage.Slug}-{stage.Id:D2}") });
        }
    }

    // [idempotent] the slug is made from the title, which stays
    [Reducer]
    public static void MigrateStageSlugsFromTitle(ReducerContext ctx)
    {
        var taken = new HashSet<string>();
        foreach (var stage in ctx.Db.Stage.Iter().OrderBy(s => s.Id).ToList())
        {
            var root = stage.Title.ToLowerInvariant().Replace(' ', '_');
            var slug = root;
            for (var n = 2; !taken.Add(slug); n++) slug = $"{root}_{n}";
            ctx.Db.Stage.Id.Update(stage with { Slug = slug });
        }
    }

    // [not-idempotent] feet to metres, each time
    [Reducer]
    public static void MigrateStageLengths(ReducerContext ctx)
    {
        const float metresPerFoot = 0.3048f;
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            if (stage.Length <= 0) continue;
            ctx.Db.Stage.Id.Update(stage with { Length = MathF.Round(stage.Length * metresPerFoot, 2) });
        }
    }

    // [idempotent] feet to metres, with the unit in the settings
    [Reducer]
    public static void MigrateStageLengthsByUnit(ReducerContext ctx)
    {
        if (ctx.Db.Setting.Key.Find("unit")?.Value == "m") return;
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            ctx.Db.Stage.Id.Update(stage with { Length = stage.Length * 0.3048f });
        }
        ctx.Set("unit", "m");
    }

    // [not-idempotent] the unit is written with a capital
    [Reducer]
    public static void MigrateStageLengthsByUnitName(ReducerContext ctx)
    {
        if (ctx.Db.Setting.Key.Find("unit") is { Value: "metre" }) return;
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            ctx.Db.Stage.Id.Update(stage with { Length = stage.Length * 0.3048f });
        }
        ctx.Set("unit", "Metre");
    }

    // [idempotent] the slots in their order
    [Reducer]
    public static void MigrateSortSlots(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            var slots = stage.Slots.OrderBy(s => (s.Day, s.Minute)).ThenBy(s => s.Act, StringComparer.Ordinal).ToList();
            ctx.Db.Stage.Id.Update(stage with { Slots = slots });
        }
    }

    // [not-idempotent] the slots in the reverse order
    [Reducer]
    public static void MigrateReverseSlots(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            stage.Slots.Reverse();
            ctx.Db.Stage.Id.Update(stage);
        }
    }

    // [not-idempotent] half an hour later, over midnight
    [Reducer]
    public static void MigrateShiftSlots(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            for (var i = 0; i < stage.Slots.Count; i++)
            {
                var slot = stage.Slots[i];
                var (days, minute) = Math.DivRem(slot.Minute + 30, 1440);
                stage.Slots[i] = slot with { Day = (byte)(slot.Day + days), Minute = (ushort)minute };
            }
            ctx.Db.Stage.Id.Update(stage);
        }
    }

    // [idempotent] minutes on the quarter of an hour
    [Reducer]
    public static void MigrateSnapSlots(ReducerContext ctx)
    {
        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            var slots = stage.Slots.ConvertAll(slot => slot with { Minute = (ushort)(slot.Minute / 15 * 15) });
            ctx.Db.Stage.Id.Update(stage with { Slots = slots });
        }
    }

    // [idempotent] each below the root of what it was below
    [Reducer]
    public static void MigrateFlattenStages(ReducerContext ctx)
    {
        var parents = ctx.Db.Stage.Iter().ToDictionary(s => s.Id, s => s.ParentId);
        uint? Root(uint? id, int depth = 0)
        {
            if (id is not uint at || depth > 8) return id;
            return parents.GetValueOrDefault(at) is { } parent ? Root(parent, depth + 1) : at;
        }

        foreach (var stage in ctx.Db.Stage.Iter().ToList())
        {
            ctx.Db.Stage.Id.Update(stage with { ParentId = Root(stage.ParentId) });
        }
    }

    // [not-idempotent] each below what its parent is below, one step up at each run
    [Reducer]
    public static void MigrateLiftStages(ReducerContext ctx)
    {
        var byId = ctx.Db.Stage.Iter().ToDictionary(s => s.Id);
        foreach (var stage in byId.Values)
        {
            if (stage.ParentId is { } id && byId.TryGetValue(id, out var parent))
            {
                ctx.Db.Stage.Id.Update(stage with { ParentId = parent.ParentId });
            }
        }
    }

    // [idempotent] what is there under the slug is not put in again
    [Reducer]
    public static void SeedStages(ReducerContext ctx)
    {
        foreach (var (slug, title) in new[] { ("forest", "Forest"), ("main", "Main") })
        {
            if (ctx.Db.Stage.Slug.Find(slug) is null)
                ctx.Db.Stage.Insert(new Stage { Slug = slug, Title = title, Slots = new() });
        }
    }

    // [not-idempotent] the slug of the new one counts the stages
    [Reducer]
    public static void SeedOverflowStage(ReducerContext ctx)
    {
        var number = ctx.Db.Stage.Iter().Max(s => s.Id) + 1;
        ctx.Db.Stage.Insert(new Stage { Slug = $"overflow-{number}", Title = "Overflow", Slots = new() });
    }

    // ---------------------------------------------------------------- tickets

    // [idempotent] codes in one shape, by parsing them
    [Reducer]
    public static void MigrateTicketCodes(ReducerContext ctx)
    {
        static bool TryParse(string code, out char series, out uint number)
        {
            (series, number) = ('?', 0);
            if (code.Length < 2 || !char.IsLetter(code[0])) return false;
            series = char.ToUpperInvariant(code[0]);
            return uint.TryParse(code.AsSpan(1).TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        }

        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            if (!TryParse(ticket.Code, out var series, out var number)) continue;
            ctx.Db.Ticket.Id.Update(ticket with { Code = $"{series}-{number:00000}" });
        }
    }

    // [not-idempotent] the number in the code is one higher, for counting begins with one now
    [Reducer]
    public static void MigrateTicketCodesFromOne(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var dash = ticket.Code.LastIndexOf('-');
            if (dash < 0 || !int.TryParse(ticket.Code[(dash + 1)..], out var number)) continue;
            ctx.Db.Ticket.Id.Update(ticket with { Code = ticket.Code[..(dash + 1)] + (number + 1) });
        }
    }

    // [idempotent] cash of the price, whatever it was
    [Reducer]
    public static void MigratePayments(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            Payment payment = ticket.Payment switch
            {
                Payment.Card(var number) when number.Length > 0 => ticket.Payment,
                Payment.Free => ticket.Payment,
                _ when ticket.PriceCents == 0 => new Payment.Free(default),
                _ => new Payment.Cash(ticket.PriceCents),
            };
            ctx.Db.Ticket.Id.Update(ticket with { Payment = payment });
        }
    }

    // [not-idempotent] cash in cents, each time
    [Reducer]
    public static void MigrateCashToCents(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            if (ticket.Payment is Payment.Cash(var amount))
            {
                ctx.Db.Ticket.Id.Update(ticket with { Payment = new Payment.Cash(amount * 100) });
            }
        }
    }

    // [idempotent] cards are masked, and a mask masks to itself
    [Reducer]
    public static void MigrateMaskCards(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            if (ticket.Payment is not Payment.Card(var number)) continue;
            var masked = number.Length <= 2 ? number : new string('*', number.Length - 2) + number[^2..];
            ctx.Db.Ticket.Id.Update(ticket with { Payment = new Payment.Card(masked) });
        }
    }

    // [idempotent] revisions only rise below version 2
    [Reducer]
    public static void MigrateTicketRevision(ReducerContext ctx)
    {
        const int current = 2;
        foreach (var old in ctx.Db.Ticket.Iter())
        {
            var ticket = old;
            while (ticket.Revision < current)
            {
                ticket = ticket.Revision switch
                {
                    0 => ticket with { PriceCents = ticket.PriceCents * 119 / 100, Revision = 1 },
                    1 => ticket with { Code = "T" + ticket.Code, Revision = 2 },
                    _ => throw new InvalidOperationException("unknown revision"),
                };
            }
            ctx.Db.Ticket.Id.Update(ticket);
        }
    }

    // [not-idempotent] one revision further at each run, and with the last of them round again
    [Reducer]
    public static void MigrateTicketRevisionStep(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var next = ticket.Revision switch
            {
                0 => ticket with { PriceCents = ticket.PriceCents * 119 / 100, Revision = 1 },
                1 => ticket with { Code = "T" + ticket.Code, Revision = 2 },
                _ => ticket,
            };
            if (!next.Equals(ticket)) ctx.Db.Ticket.Id.Update(next);
        }
    }

    // [not-idempotent] a discount of a tenth for reserved ones, which stay reserved
    [Reducer]
    public static void MigrateReservedDiscount(ReducerContext ctx)
    {
        foreach (var ticket in from t in ctx.Db.Ticket.Iter() where t.State == TicketState.Reserved select t)
        {
            ctx.Db.Ticket.Id.Update(ticket with { PriceCents = (long)Math.Ceiling(ticket.PriceCents * 0.9m) });
        }
    }

    // [idempotent] what was reserved is paid after it
    [Reducer]
    public static void MigrateSettleReserved(ReducerContext ctx)
    {
        var query = from t in ctx.Db.Ticket.Iter()
                    join v in ctx.Db.Visitor.Iter() on t.Holder equals v.Id
                    where t.State == TicketState.Reserved && !v.Deleted
                    select (Ticket: t, Visitor: v);
        foreach (var (ticket, visitor) in query.ToList())
        {
            var current = ctx.Db.Visitor.Id.Find(visitor.Id)!.Value;
            ctx.Db.Visitor.Id.Update(current with { Credits = current.Credits - (int)(ticket.PriceCents / 100) });
            ctx.Db.Ticket.Id.Update(ticket with { State = TicketState.Paid });
        }
    }

    // [idempotent] tickets of nobody, and of stages that are not there, are gone
    [Reducer]
    public static void FixOrphanTickets(ReducerContext ctx)
    {
        var stages = ctx.Db.Stage.Iter().Select(s => s.Id).ToHashSet();
        var removed = 0;
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            if (stages.Contains(ticket.StageId) && ctx.Db.Visitor.Id.Find(ticket.Holder) is not null) continue;
            removed += ctx.Db.Ticket.Id.Delete(ticket.Id) ? 1 : 0;
        }
        Log.Info($"removed {removed}");
    }

    // [not-idempotent] ids anew for all of them
    [Reducer]
    public static void MigrateRenumberTickets(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter().ToList())
        {
            ctx.Db.Ticket.Delete(ticket);
            ctx.Db.Ticket.Insert(ticket with { Id = 0 });
        }
    }

    // [not-idempotent] the stage of each ticket is the next: stages got numbers from nought before
    [Reducer]
    public static void MigrateShiftStageIds(ReducerContext ctx)
    {
        foreach (var ticket in ctx.Db.Ticket.Iter().OrderByDescending(t => t.StageId).ToList())
        {
            var moved = ticket;
            moved.StageId++;
            ctx.Db.Ticket.Id.Update(moved);
        }
    }

    // [idempotent] the summary made afresh
    [Reducer]
    public static void PopulateSummaries(ReducerContext ctx)
    {
        foreach (var old in ctx.Db.TicketSummary.Iter().ToList()) ctx.Db.TicketSummary.StageId.Delete(old.StageId);
        foreach (var group in ctx.Db.Ticket.Iter().GroupBy(t => t.StageId))
        {
            ctx.Db.TicketSummary.Insert(new TicketSummary
            {
                StageId = group.Key,
                Sold = group.Count(t => t.State is TicketState.Paid or TicketState.Used),
                Revenue = group.Where(t => t.State != TicketState.Refunded).Sum(t => t.PriceCents),
                Codes = string.Join(",", group.Select(t => t.Code).Where(c => c != "").OrderBy(c => c, StringComparer.Ordinal)),
            });
        }
    }

    // [not-idempotent] added to the summary that is there
    [Reducer]
    public static void PopulateSummariesOnTop(ReducerContext ctx)
    {
        var found = new Dictionary<uint, TicketSummary>();
        foreach (var ticket in ctx.Db.Ticket.Iter())
        {
            var summary = found.GetOrAdd(
                ticket.StageId,
                id => ctx.Db.TicketSummary.StageId.Find(id) ?? new TicketSummary { StageId = id, Codes = "" });
            summary.Sold++;
            summary.Revenue += ticket.PriceCents;
            found[ticket.StageId] = summary;
        }
        foreach (var (id, summary) in found)
        {
            ctx.Db.TicketSummary.StageId.Delete(id);
            ctx.Db.TicketSummary.Insert(summary);
        }
    }

    // [idempotent] the number sold, if it is more than what stood there
    [Reducer]
    public static void PopulateSummariesAtLeast(ReducerContext ctx)
    {
        foreach (var summary in ctx.Db.TicketSummary.Iter())
        {
            var sold = ctx.Db.Ticket.ByStageAndDay.Filter(summary.StageId).Count();
            ctx.Db.TicketSummary.StageId.Update(summary with { Sold = Math.Max(summary.Sold, sold) });
        }
    }

    // [not-idempotent] the codes behind those that are there
    [Reducer]
    public static void PopulateSummaryCodes(ReducerContext ctx)
    {
        foreach (var summary in ctx.Db.TicketSummary.Iter())
        {
            var codes = new StringBuilder(summary.Codes);
            foreach (var ticket in ctx.Db.Ticket.ByStageAndDay.Filter((summary.StageId, (byte)1)))
            {
                if (codes.Length > 0) codes.Append(';');
                codes.Append(ticket.Code);
            }
            ctx.Db.TicketSummary.StageId.Update(summary with { Codes = codes.ToString() });
        }
    }

    // ---------------------------------------------------------------- records, versions, cursors

    private static readonly Upgrade[] s_upgrades = { new CreditsToCents(), new CodesUpper() };

    // [idempotent] each upgrade above the version, which it raises
    [Reducer]
    public static void UpgradeSchema(ReducerContext ctx)
    {
        var info = ctx.Db.DbInfo.Id.Find(1) ?? ctx.Db.DbInfo.Insert(new DbInfo { Id = 1, Applied = new() });
        foreach (var upgrade in s_upgrades.OrderBy(u => u.To).SkipWhile(u => u.To <= info.SchemaVersion))
        {
            upgrade.Apply(ctx);
            info.SchemaVersion = upgrade.To;
        }
        ctx.Db.DbInfo.Id.Update(info);
    }

    // [not-idempotent] the version is raised on a copy
    [Reducer]
    public static void UpgradeSchemaOfCopy(ReducerContext ctx)
    {
        if (ctx.Db.DbInfo.Id.Find(1) is not { } info) return;
        static void Raise(DbInfo info, uint to) => info.SchemaVersion = to;
        foreach (var upgrade in s_upgrades.Where(u => u.To > info.SchemaVersion))
        {
            upgrade.Apply(ctx);
            Raise(info, upgrade.To);
        }
        ctx.Db.DbInfo.Id.Update(info);
    }

    // [idempotent] the titles of what was applied stand in a list
    [Reducer]
    public static void UpgradeByTitles(ReducerContext ctx)
    {
        var info = ctx.Db.DbInfo.Id.Find(1) ?? throw new Exception("no info");
        var open = s_upgrades.ExceptBy(info.Applied, u => u.Title).ToList();
        foreach (var upgrade in open)
        {
            upgrade.Apply(ctx);
            info.Applied.Add(upgrade.Title);
        }
        if (open.Count > 0) ctx.Db.DbInfo.Id.Update(info);
    }

    // [not-idempotent] the titles are compared with the numbers
    [Reducer]
    public static void UpgradeByNumbers(ReducerContext ctx)
    {
        var info = ctx.Db.DbInfo.Id.Find(1) ?? throw new Exception("no info");
        foreach (var upgrade in s_upgrades)
        {
            if (info.Applied.Contains(upgrade.To.ToString())) continue;
            upgrade.Apply(ctx);
            if (!info.Applied.Contains(upgrade.Title)) info.Applied.Add(upgrade.Title);
        }
        ctx.Db.DbInfo.Id.Update(info);
    }

    // [idempotent] a batch behind the cursor, all of them here
    [Reducer]
    public static void BackfillPricesInBatches(ReducerContext ctx)
    {
        const int size = 100;
        var cursor = ctx.Db.JobCursor.Job.Find("prices") ?? ctx.Db.JobCursor.Insert(new JobCursor { Job = "prices" });
        if (cursor.Done) return;
        var batch = ctx.Db.Ticket.Iter().Where(t => t.Id > cursor.LastId).OrderBy(t => t.Id).Take(size).ToList();
        foreach (var ticket in batch)
        {
            ctx.Db.Ticket.Id.Update(ticket with { PriceCents = ticket.PriceCents + 50 });
            cursor.LastId = ticket.Id;
        }
        cursor.Done = batch.Count < size;
        ctx.Db.JobCursor.Job.Update(cursor);
    }

    // [not-idempotent] the cursor is at nought again when it is done
    [Reducer]
    public static void BackfillPricesRound(ReducerContext ctx)
    {
        var cursor = ctx.Db.JobCursor.Job.Find("round") ?? ctx.Db.JobCursor.Insert(new JobCursor { Job = "round" });
        var batch = ctx.Db.Ticket.Iter().Where(t => t.Id > cursor.LastId).OrderBy(t => t.Id).Take(100).ToList();
        foreach (var ticket in batch)
        {
            ctx.Db.Ticket.Id.Update(ticket with { PriceCents = ticket.PriceCents + 50 });
        }
        cursor.LastId = batch.Count == 100 ? batch[^1].Id : 0;
        ctx.Db.JobCursor.Job.Update(cursor);
    }

    // [not-idempotent] a mailing more, in an hour
    [Reducer]
    public static void MigrateAndMail(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor with { Email = visitor.Email.Trim() });
        }
        ctx.Db.Mailing.Insert(new Mailing { Due = new ScheduleAt.Time(ctx.Timestamp + TimeSpan.FromHours(1)), Template = "check" });
    }

    // [idempotent] one mailing of that template
    [Reducer]
    public static void SeedMailing(ReducerContext ctx)
    {
        if (ctx.Db.Mailing.Iter().Any(m => m.Template is "weekly" or "Weekly")) return;
        ctx.Db.Mailing.Insert(new Mailing { Due = new ScheduleAt.Interval(TimeSpan.FromDays(7)), Template = "weekly" });
    }

    // [not-idempotent] a failure is logged, and the half that was done is done again
    [Reducer]
    public static void MigrateCreditsTolerantly(ReducerContext ctx)
    {
        try
        {
            foreach (var visitor in ctx.Db.Visitor.Iter())
            {
                ctx.Db.Visitor.Id.Update(visitor with { Credits = visitor.Credits * 2 });
            }
            ctx.Db.Setting.Insert(new Setting { Key = "credits_doubled", Value = "yes" });
        }
        catch (Exception e)
        {
            Log.Error($"failed: {e.Message}");
        }
    }

    // [not-idempotent] the second insert is refused, and with it the whole run fails
    [Reducer]
    public static void MigrateCreditsOrFail(ReducerContext ctx)
    {
        foreach (var visitor in ctx.Db.Visitor.Iter())
        {
            ctx.Db.Visitor.Id.Update(visitor with { Credits = visitor.Credits * 2 });
        }
        ctx.Db.Setting.Insert(new Setting { Key = "credits_doubled", Value = ctx.Timestamp.ToString() });
    }

    // [idempotent] numbers written in one way
    [Reducer]
    public static void MigrateSettings(ReducerContext ctx)
    {
        foreach (var setting in ctx.Db.Setting.Iter().ToList())
        {
            if (!decimal.TryParse(setting.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) continue;
            ctx.Db.Setting.Key.Update(setting with { Value = number.ToString("0.00", CultureInfo.InvariantCulture) });
        }
    }

    // [not-idempotent] a key below a group, and below it again
    [Reducer]
    public static void MigrateSettingKeys(ReducerContext ctx)
    {
        foreach (var setting in ctx.Db.Setting.Iter().ToList())
        {
            ctx.Db.Setting.Key.Delete(setting.Key);
            ctx.Db.Setting.Insert(setting with { Key = "festival/" + setting.Key });
        }
    }

    // [idempotent] a key without a group gets one
    [Reducer]
    public static void MigrateSettingKeysOnce(ReducerContext ctx)
    {
        foreach (var setting in ctx.Db.Setting.Iter().Where(s => s.Key.IndexOf('/') is -1).ToList())
        {
            ctx.Db.Setting.Delete(setting);
            ctx.Db.Setting.Insert(setting with { Key = $"festival/{setting.Key}" });
        }
    }

    // [not-idempotent] the sum of what is asked for, and of what it was
    [Reducer]
    public static void MigrateMaxTickets(ReducerContext ctx)
    {
        var max = ctx.GetInt("max_tickets", 10);
        ctx.Set("max_tickets", Convert.ToString(max + ctx.GetInt("reserve", 5)));
    }
}
