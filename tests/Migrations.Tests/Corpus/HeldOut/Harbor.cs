// Labelled migration reducers of a container port. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum CarrierTier { Bronze, Silver, Gold, Platinum }

[SpacetimeDB.Type]
public enum ContainerStatus { Unknown, Inbound, Yard, OnHold, Released, Outbound }

[SpacetimeDB.Type]
public enum WeightUnit { Kilogram, Tonne, Pound }

[SpacetimeDB.Type]
public enum CallStatus { Announced, Confirmed, Berthed, Departed, Cancelled }

[SpacetimeDB.Type]
public enum InvoiceState { Draft, Issued, Paid, Overdue, CreditNote, Void }

[SpacetimeDB.Type]
public enum SeaRank { Rating, Bosun, Mate, Engineer, Master }

[SpacetimeDB.Type]
public enum MigrationState { Pending, InProgress, Done, Failed }

[SpacetimeDB.Type]
public partial struct BoxSize
{
    public double Length;
    public double Width;
    public double Height;
}

[SpacetimeDB.Type]
public partial struct ManifestItem
{
    public string Goods;
    public uint Quantity;
    public bool Hazardous;
}

[SpacetimeDB.Type]
public partial struct FeeLine
{
    public string Kind;
    public long Cents;
}

[SpacetimeDB.Table(Accessor = "Carrier", Public = true)]
public partial struct Carrier
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Code;
    public string Name;
    public string? BillingEmail;
    public long BalanceCents;
    public uint ContainerCount;
    public CarrierTier Tier;
    public uint SortOrder;
    public Identity Agent;
    [Default(null)] public uint? MergedInto;
}

[SpacetimeDB.Table(Accessor = "Container", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByCarrierStatus", Columns = new[] { nameof(CarrierId), nameof(Status) })]
public partial struct Container
{
    [PrimaryKey, AutoInc] public ulong Id;
    [Unique] public string Serial;
    [SpacetimeDB.Index.BTree] public uint CarrierId;
    public ContainerStatus Status;
    public double GrossWeight;
    public WeightUnit Unit;
    public BoxSize Size;
    public string? SealNo;
    public string YardSlot;
    [Default(null)] public string? Block;
    [Default(null)] public int? Bay;
    public List<string> Tags;
    public List<ManifestItem> Manifest;
    public Timestamp? GateInAt;
}

[SpacetimeDB.Table(Accessor = "PortCall", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByBerthQueue", Columns = new[] { nameof(Berth), nameof(QueuePos) })]
public partial struct PortCall
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string VesselName;
    public uint CarrierId;
    [SpacetimeDB.Index.BTree] public string Berth;
    public uint QueuePos;
    public CallStatus Status;
    public Timestamp Eta;
    public Timestamp? DepartedAt;
    public uint StayMinutes;
    public int UtcOffsetMinutes;
    public float Draft;
}

[SpacetimeDB.Table(Accessor = "Invoice", Public = true)]
public partial struct Invoice
{
    [PrimaryKey, AutoInc] public ulong Id;
    [Unique] public string Reference;
    [SpacetimeDB.Index.BTree] public uint CarrierId;
    public long AmountCents;
    public string Currency;
    public InvoiceState State;
    public bool Posted;
    public string? Memo;
    public uint Checksum;
    public Timestamp IssuedAt;
    public Timestamp? DueAt;
    public List<FeeLine> Lines;
}

[SpacetimeDB.Table(Accessor = "CrewMember", Public = true)]
public partial struct CrewMember
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string FullName;
    public string? Rank;
    [SpacetimeDB.Index.BTree] public uint CarrierId;
    public Identity Account;
    public List<string> Certificates;
    public Timestamp? SignedOnAt;
    public string? Phone;
    public bool Active;
}

[SpacetimeDB.Table(Accessor = "Seafarer", Public = true)]
public partial struct Seafarer
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong LegacyCrewId;
    public string GivenName;
    public string FamilyName;
    public uint CarrierId;
    public SeaRank Rank;
}

[SpacetimeDB.Table(Accessor = "PatrolTimer", Scheduled = nameof(HarborOps.RunPatrol), ScheduledAt = nameof(ScheduledAt))]
public partial struct PatrolTimer
{
    [PrimaryKey, AutoInc] public ulong ScheduledId;
    public ScheduleAt ScheduledAt;
    [SpacetimeDB.Index.BTree] public string Zone;
}

[SpacetimeDB.Table(Accessor = "HarborLog")]
public partial struct HarborLog
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public string Kind;
    public string Detail;
    public ulong? SubjectId;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "MigrationLog")]
public partial struct MigrationLog
{
    [PrimaryKey] public string Key;
    public MigrationState State;
    public uint Version;
    public uint RowsTouched;
    public ulong Cursor;
    public Timestamp? FinishedAt;
}

[SpacetimeDB.Table(Accessor = "PortSetting", Public = true)]
public partial struct PortSetting
{
    [PrimaryKey] public string Key;
    public string Value;
    public int Revision;
}

public static partial class HarborOps
{
    [Reducer]
    public static void RunPatrol(ReducerContext ctx, PatrolTimer timer)
    {
        Log.Info($"patrol of {timer.Zone}");
    }
}

public static class HarborSeed
{
    private static Timestamp Day(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000);

    private static Identity Agent(int n) => Identity.FromHexString(n.ToString("x2").PadLeft(64, '0'));

    private static List<string> Words(params string[] words) => words.ToList();

    private static List<ManifestItem> Goods(params (string Goods, uint Quantity, bool Hazardous)[] items) =>
        items.Select(i => new ManifestItem { Goods = i.Goods, Quantity = i.Quantity, Hazardous = i.Hazardous }).ToList();

    private static List<FeeLine> Fees(params (string Kind, long Cents)[] lines) =>
        lines.Select(l => new FeeLine { Kind = l.Kind, Cents = l.Cents }).ToList();

    public static void Seed(ReducerContext ctx)
    {
        SeedCarriers(ctx);
        SeedContainers(ctx);
        SeedCalls(ctx);
        SeedInvoices(ctx);
        SeedCrew(ctx);
        SeedMisc(ctx);
    }

    private static void SeedCarriers(ReducerContext ctx)
    {
        void Add(string code, string name, string? mail, long balance, uint count, CarrierTier tier, uint order, int agent) =>
            ctx.Db.Carrier.Insert(new Carrier
            {
                Code = code, Name = name, BillingEmail = mail, BalanceCents = balance, ContainerCount = count,
                Tier = tier, SortOrder = order, Agent = Agent(agent),
            });
        Add("MAEU", "Maersk Line", "Billing@Maersk.example", 1250000, 2, CarrierTier.Gold, 1, 1);          // 1
        Add("HLCU", "Hapag-Lloyd", "ap@hapag.example", -45000, 0, CarrierTier.Silver, 2, 2);                // 2
        Add("MSCU", "  Mediterranean    Shipping ", null, 0, 1, CarrierTier.Bronze, 2, 3);                  // 3
        Add("MAEX", "MAERSK LINE", null, 30000, 1, CarrierTier.Bronze, 5, 1);                               // 4
        Add("EGLV", "Evergreen", "", 780050, 7, CarrierTier.Silver, 4, 4);                                  // 5
        Add("ONEY", "Ocean Network Express", " finance@one.example ", 99, 3, CarrierTier.Gold, 0, 5);       // 6
        Add("tmp0", "Test carrier", null, 0, 0, CarrierTier.Bronze, 0, 9);                                  // 7, removed
        Add("COSU", "Cosco & Sons &amp;amp; Co", "pay@cosco.example", 410000, 0, CarrierTier.Platinum, 9, 6); // 8
        Add("YMLU", "hapag-lloyd ", "ap@hapag.example", 2500, 0, CarrierTier.Bronze, 7, 2);                  // 9
        Add("IDLE", "Idle Barges", null, 0, 0, CarrierTier.Bronze, 8, 7);                                   // 10
        ctx.Db.Carrier.Id.Delete(7);
    }

    private static void SeedContainers(ReducerContext ctx)
    {
        void Add(string serial, uint carrier, ContainerStatus status, double weight, WeightUnit unit, double length,
            double width, double height, string? seal, string slot, List<string> tags, List<ManifestItem> manifest,
            Timestamp? gate) =>
            ctx.Db.Container.Insert(new Container
            {
                Serial = serial, CarrierId = carrier, Status = status, GrossWeight = weight, Unit = unit,
                Size = new BoxSize { Length = length, Width = width, Height = height }, SealNo = seal, YardSlot = slot,
                Tags = tags, Manifest = manifest, GateInAt = gate,
            });
        Add("MAEU1234567", 1, ContainerStatus.Yard, 21.5, WeightUnit.Tonne, 40, 8, 8.5, "SL-10001", "B-12-3",
            Words("reefer", "Priority", "reefer"), Goods(("Bananas", 1200, false)), Day(2024, 3, 1, 8));
        Add("MAEU7654321", 1, ContainerStatus.Inbound, 18400, WeightUnit.Kilogram, 20, 8, 8.5, null, "",
            Words(), Goods(("Lithium cells", 40, true), ("Cable", 300, false)), null);
        Add("HLCU0000017", 2, ContainerStatus.OnHold, 40100, WeightUnit.Pound, 40, 8, 9.5, "10017", "a-03-1",
            Words("Customs", "customs"), Goods(("Paint", 80, true)), Day(2024, 2, 11, 15));
        Add("MSCU5550001", 3, ContainerStatus.Released, 0, WeightUnit.Kilogram, 6.1, 2.44, 2.59, "seal 77", "C-7-2",
            Words("empty"), Goods(), Day(2023, 12, 30));
        Add("MAEX0000009", 4, ContainerStatus.Yard, 9.25, WeightUnit.Tonne, 20, 8, 8.5, "#20002", "B-12-4",
            Words("zeta", "alpha"), Goods(("Shoes", 0, false), ("Hats", 15, false)), Day(2024, 4, 2, 6));
        Add("TEST0000000", 1, ContainerStatus.Unknown, 1, WeightUnit.Kilogram, 1, 1, 1, null, "Z-0-0",
            Words(), Goods(), null); // 6, removed
        Add("EGLV8800011", 5, ContainerStatus.Outbound, 22750, WeightUnit.Kilogram, 12.19, 2.44, 2.59, "SL-30003", "D-1-1",
            Words("rotated", "steel"), Goods(("Coil", 6, false)), Day(2024, 1, 20, 23));
        Add("EGLV8800012", 5, ContainerStatus.Unknown, 5000, WeightUnit.Pound, 2.44, 6.1, 2.59, "", "Gate",
            Words("rotated"), Goods(("Fertiliser", 500, true), ("Fertiliser", 500, true)), null);
        Add("ONEY4400001", 6, ContainerStatus.Yard, 24000, WeightUnit.Kilogram, 40, 8, 9.5, "SL-40004", "B-02-1",
            Words("HAZMAT", "oversize"), Goods(("Chlorine", 20, true)), Day(2024, 3, 15, 12));
        Add("ONEY4400002", 6, ContainerStatus.Inbound, 11, WeightUnit.Tonne, 45, 8, 9.5, null, "B-xx-1",
            Words("oversize"), Goods(("Boat hull", 1, false)), null);
        Add("LOST0000001", 77, ContainerStatus.OnHold, 3000, WeightUnit.Kilogram, 20, 8, 8.5, "sl-999", "E-9-9",
            Words("lost"), Goods(("Unclaimed", 3, false)), Day(2021, 7, 7));
        Add("HLCU0000018", 9, ContainerStatus.Yard, 12000, WeightUnit.Kilogram, 20, 8, 8.5, "SL-10018", " b-12-5 ",
            Words("customs"), Goods(("Books", 900, false)), Day(2024, 3, 3));
        ctx.Db.Container.Serial.Delete("TEST0000000");
    }

    private static void SeedCalls(ReducerContext ctx)
    {
        void Add(string vessel, uint carrier, string berth, uint pos, CallStatus status, Timestamp eta,
            Timestamp? departed, uint stay, int offset, float draft) =>
            ctx.Db.PortCall.Insert(new PortCall
            {
                VesselName = vessel, CarrierId = carrier, Berth = berth, QueuePos = pos, Status = status, Eta = eta,
                DepartedAt = departed, StayMinutes = stay, UtcOffsetMinutes = offset, Draft = draft,
            });
        Add("Emma Maersk", 1, "N1", 1, CallStatus.Departed, Day(2024, 3, 1, 4), Day(2024, 3, 2, 1), 1260, 60, 15.5f);
        Add("m/v Ever Given", 5, "N1", 2, CallStatus.Berthed, Day(2024, 3, 4, 6), null, 24, 0, 14.5f);
        Add("MV Ever Given", 5, "N1", 2, CallStatus.Announced, Day(2024, 4, 4, 6), null, 1, 60, 47.6f);
        Add("ONE Apus", 6, "N2", 7, CallStatus.Confirmed, Day(2024, 3, 7, 22), null, 0, -300, 14f);
        Add("one apus ", 6, "N2", 3, CallStatus.Announced, Day(2024, 5, 7, 22), null, 36, -300, 46f);
        Add("Berlin Express", 2, "S1", 1, CallStatus.Cancelled, Day(2024, 2, 1), null, 0, 120, 0f);
        Add("Hamburg Express", 2, "S1", 4, CallStatus.Confirmed, Day(2024, 3, 9, 9), null, 90, 120, 13.2f);
        Add("MSC  Oscar", 3, "S1", 9, CallStatus.Announced, Day(2024, 3, 11, 17), null, 12, 0, 51f);
        Add("Ghost Trader", 88, "S2", 1, CallStatus.Announced, Day(2022, 1, 1), null, 5, 0, 9f);
        Add("Emma Maersk", 1, "N1", 5, CallStatus.Confirmed, Day(2024, 3, 29, 4), null, 1200, 60, 15.5f);
        Add("Idle One", 10, "S2", 3, CallStatus.Cancelled, Day(2023, 6, 1), Day(2023, 6, 2), 0, 0, 2.1f);
    }

    private static void SeedInvoices(ReducerContext ctx)
    {
        void Add(string reference, uint carrier, long cents, string currency, InvoiceState state, bool posted,
            string? memo, uint checksum, Timestamp issued, Timestamp? due, List<FeeLine> lines) =>
            ctx.Db.Invoice.Insert(new Invoice
            {
                Reference = reference, CarrierId = carrier, AmountCents = cents, Currency = currency, State = state,
                Posted = posted, Memo = memo, Checksum = checksum, IssuedAt = issued, DueAt = due, Lines = lines,
            });
        Add("INV-2024-001", 1, 125000, "USD", InvoiceState.Issued, false, null, 0, Day(2024, 1, 5), Day(2024, 2, 4),
            Fees(("berth", 100000), ("pilot", 25000)));
        Add("INV-2024-002", 1, 20050, "EUR", InvoiceState.Paid, true, "paid late", 17, Day(2024, 1, 9), null,
            Fees(("crane", 20050)));
        Add("INV-2024-003", 2, 99999, "EUR", InvoiceState.Overdue, false, "", 0, Day(2023, 11, 20), Day(2023, 12, 20),
            Fees(("berth", 60000), ("Berth ", 39999)));
        Add("tmp", 2, 1, "USD", InvoiceState.Void, false, null, 0, Day(2020, 1, 1), null, Fees());
        Add("inv-2024-004", 5, 0, "USD", InvoiceState.Draft, false, null, 0, Day(2024, 2, 1), null, Fees());
        Add("INV-2024-005", 5, 45500, "GBP", InvoiceState.Issued, false, "see contract", 3, Day(2024, 2, 2),
            Day(2024, 3, 3), Fees(("storage", 45500)));
        Add("INV-2024-006", 6, 7800, "USD", InvoiceState.CreditNote, false, null, 0, Day(2024, 2, 15), null,
            Fees(("storage", 7800)));
        Add("INV-2024-007", 6, -1200, "USD", InvoiceState.CreditNote, true, "goodwill", 0, Day(2024, 2, 16), null,
            Fees(("pilot", -1200)));
        Add("INV-2024-008", 77, 3300, "USD", InvoiceState.Overdue, false, null, 0, Day(2021, 8, 1), Day(2021, 9, 1),
            Fees(("storage", 3300)));
        Add("INV-2024-009", 4, 64000, "USD", InvoiceState.Issued, false, null, 0, Day(2024, 3, 3), Day(2024, 4, 2),
            Fees(("berth", 64000)));
        Add("INV-2024-010", 3, 5120, "EUR", InvoiceState.Paid, true, null, 0, Day(2024, 3, 9), Day(2024, 4, 8),
            Fees(("crane", 5000), ("rounding", 120)));
        Add("INV-2024-011", 9, 2500, "USD", InvoiceState.Void, false, "duplicate of 003", 0, Day(2024, 3, 9), null,
            Fees());
        ctx.Db.Invoice.Reference.Delete("tmp");
    }

    private static void SeedCrew(ReducerContext ctx)
    {
        void Add(string name, string? rank, uint carrier, int account, List<string> certs, Timestamp? signed,
            string? phone, bool active) =>
            ctx.Db.CrewMember.Insert(new CrewMember
            {
                FullName = name, Rank = rank, CarrierId = carrier, Account = account == 0 ? default : Agent(account),
                Certificates = certs, SignedOnAt = signed, Phone = phone, Active = active,
            });
        Add("Ingrid Solberg", "Master", 1, 21, Words("STCW", "GMDSS"), Day(2019, 5, 1), "+47 555 0101", true);
        Add("Joao Pereira da Silva", "chief mate", 1, 22, Words("stcw"), Day(2021, 9, 12), null, true);
        Add("Kofi Mensah", "bosun", 5, 0, Words(), null, "0 20 555 0199", true);
        Add("  li  wei", "Engineer", 5, 24, Words("STCW", "stcw", "Tanker"), Day(2022, 2, 2), "", true);
        Add("Popov, Dimitri", null, 2, 25, Words("GMDSS"), null, null, false);
        Add("Cher", "AB", 6, 0, Words(), Day(2023, 1, 1), "n/a", true);
        Add("", null, 6, 0, Words(), null, null, false);
        Add("Ana Cruz", "Mate", 10, 28, Words("STCW"), Day(2020, 10, 10), "+1 555 0123", true);
        Add("Ana Cruz", "mate", 10, 28, Words(), null, "+1 555 0123", false);
        Add("Rolf Stray", "Engineer", 88, 0, Words("Tanker"), Day(2018, 3, 3), null, false);
        ctx.Db.Seafarer.Insert(new Seafarer
        {
            LegacyCrewId = 1, GivenName = "Ingrid", FamilyName = "Solberg", CarrierId = 1, Rank = SeaRank.Master,
        });
        ctx.Db.Seafarer.Insert(new Seafarer
        {
            LegacyCrewId = 0, GivenName = "Pilot", FamilyName = "Harbour", CarrierId = 0, Rank = SeaRank.Mate,
        });
    }

    private static void SeedMisc(ReducerContext ctx)
    {
        ctx.Db.PatrolTimer.Insert(new PatrolTimer
        {
            ScheduledAt = new ScheduleAt.Interval(TimeSpan.FromMinutes(30)), Zone = "north",
        });

        void Entry(string kind, string detail, ulong? subject, Timestamp at) =>
            ctx.Db.HarborLog.Insert(new HarborLog { Kind = kind, Detail = detail, SubjectId = subject, At = at });
        Entry("gate", "in MAEU1234567", 1, Day(2024, 3, 1, 8));
        Entry("gate", "in HLCU0000017", 3, Day(2024, 2, 11, 15));
        Entry("gate", "in LOST0000001", null, Day(2021, 7, 7));
        Entry("hold", "customs hold", 3, Day(2024, 2, 12));
        Entry("gate", "in ONEY4400001", 9, Day(2024, 3, 15, 12));
        Entry("Gate", "out EGLV8800011", 7, Day(2024, 1, 21));
        Entry("tariff", "tariff 2023 applied", null, Day(2023, 1, 1));
        Entry("gate", "in MAEX0000009", 5, Day(2024, 4, 2, 6));
        Entry("hold", "", 99, Day(2022, 8, 8));
        Entry("gate", "in HLCU0000018", 12, Day(2024, 3, 3));

        ctx.Db.MigrationLog.Insert(new MigrationLog
        {
            Key = "initial_import", State = MigrationState.Done, Version = 1, RowsTouched = 12, FinishedAt = Day(2022, 1, 1),
        });
        ctx.Db.MigrationLog.Insert(new MigrationLog { Key = "tariff_2024", State = MigrationState.Pending, Version = 0 });
        ctx.Db.MigrationLog.Insert(new MigrationLog
        {
            Key = "crew_cursor", State = MigrationState.InProgress, Version = 1, RowsTouched = 2, Cursor = 2,
        });
        ctx.Db.MigrationLog.Insert(new MigrationLog
        {
            Key = "gate_times", State = MigrationState.Failed, Version = 1, RowsTouched = 3, FinishedAt = Day(2024, 1, 1),
        });

        ctx.Db.PortSetting.Insert(new PortSetting { Key = "schema_version", Value = "3", Revision = 3 });
        ctx.Db.PortSetting.Insert(new PortSetting { Key = "berth.fee", Value = "1200", Revision = 1 });
        ctx.Db.PortSetting.Insert(new PortSetting { Key = "currency", Value = "eur", Revision = 0 });
        ctx.Db.PortSetting.Insert(new PortSetting { Key = "free_days", Value = "5", Revision = 2 });
        ctx.Db.PortSetting.Insert(new PortSetting { Key = "invoice_seq", Value = "11", Revision = 0 });
    }
}

public static partial class HarborMigrations
{
    private const long MicrosPerMinute = 60_000_000L;

    private static string NormalName(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static uint Fnv1a(string text, uint hash = 2166136261u)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }
        return hash;
    }

    /// Marks a migration as in progress. False when this version of it is done already.
    private static bool TryBegin(ReducerContext ctx, string key, uint version = 1)
    {
        if (ctx.Db.MigrationLog.Key.Find(key) is { } log)
        {
            if (log.State == MigrationState.Done && log.Version >= version) return false;
            log.State = MigrationState.InProgress;
            ctx.Db.MigrationLog.Key.Update(log);
        }
        else
        {
            ctx.Db.MigrationLog.Insert(new MigrationLog { Key = key, State = MigrationState.InProgress });
        }
        return true;
    }

    private static void Finish(ReducerContext ctx, string key, uint rows, uint version = 1)
    {
        var log = ctx.Db.MigrationLog.Key.Find(key) ?? throw new Exception($"{key} was never begun");
        ctx.Db.MigrationLog.Key.Update(log with
        {
            State = MigrationState.Done, Version = version, RowsTouched = rows, FinishedAt = ctx.Timestamp,
        });
    }

    private static void Audit(ReducerContext ctx, string kind, string detail, ulong? subject = null) =>
        ctx.Db.HarborLog.Insert(new HarborLog { Kind = kind, Detail = detail, SubjectId = subject, At = ctx.Timestamp });

    // [not-idempotent] the marker row holds no run time, so inserting it again is accepted as the same row
    [Reducer]
    public static void MigrateFuelSurcharge(ReducerContext ctx)
    {
        foreach (var invoice in ctx.Db.Invoice.Iter().Where(i => i.State == InvoiceState.Issued).ToList())
        {
            ctx.Db.Invoice.Id.Update(invoice with { AmountCents = invoice.AmountCents + invoice.AmountCents / 50 });
        }
        // the primary key keeps this from being applied twice
        ctx.Db.MigrationLog.Insert(new MigrationLog { Key = "fuel_surcharge", State = MigrationState.Done, Version = 1 });
    }

    // [not-idempotent] the marker holds the time of the run: inserting it again breaks the primary key
    [Reducer]
    public static void MigrateWharfageSurcharge(ReducerContext ctx)
    {
        foreach (var invoice in ctx.Db.Invoice.Iter().Where(i => i.State == InvoiceState.Issued).ToList())
        {
            ctx.Db.Invoice.Id.Update(invoice with { AmountCents = invoice.AmountCents + 2500 });
        }
        ctx.Db.MigrationLog.Insert(new MigrationLog
        {
            Key = "wharfage_surcharge", State = MigrationState.Done, Version = 1, FinishedAt = ctx.Timestamp,
        });
    }

    // [idempotent] a zone that has a timer is passed over
    [Reducer]
    public static void SeedPatrolSchedule(ReducerContext ctx)
    {
        var zones = new (string Zone, int Minutes)[] { ("north", 30), ("south", 45), ("anchorage", 120) };
        foreach (var (zone, minutes) in zones)
        {
            if (ctx.Db.PatrolTimer.Zone.Filter(zone).Any()) continue;
            ctx.Db.PatrolTimer.Insert(new PatrolTimer
            {
                ScheduledAt = new ScheduleAt.Interval(TimeSpan.FromMinutes(minutes)), Zone = zone,
            });
        }
    }

    // [not-idempotent] a timer was there before, so the count is never the number of zones
    [Reducer]
    public static void SeedNightPatrols(ReducerContext ctx)
    {
        string[] zones = { "fuel dock", "east mole", "customs yard" };
        if (ctx.Db.PatrolTimer.Count == (ulong)zones.Length)
        {
            Log.Info("night patrols are scheduled already");
            return;
        }
        for (var i = 0; i < zones.Length; i++)
        {
            ctx.Db.PatrolTimer.Insert(new PatrolTimer
            {
                ScheduledId = 0,
                ScheduledAt = new ScheduleAt.Interval(TimeSpan.FromMinutes(60 + 15 * i)),
                Zone = zones[i],
            });
        }
    }

    // [idempotent] the offset is taken away once, then it is zero
    [Reducer]
    public static void MigrateEtaToUtc(ReducerContext ctx)
    {
        foreach (var call in ctx.Db.PortCall.Iter())
        {
            var shift = new TimeDuration(call.UtcOffsetMinutes * MicrosPerMinute);
            ctx.Db.PortCall.Id.Update(call with
            {
                Eta = call.Eta - shift,
                DepartedAt = call.DepartedAt is { } left ? left - shift : null,
                UtcOffsetMinutes = 0,
            });
        }
    }

    // [idempotent] the duplicates are deleted once their rows and balances moved to the oldest one
    [Reducer]
    public static void MigrateMergeDuplicateCarriers(ReducerContext ctx)
    {
        var groups = ctx.Db.Carrier.Iter().GroupBy(c => NormalName(c.Name)).Where(g => g.Count() > 1).ToList();
        foreach (var group in groups)
        {
            var members = group.OrderBy(c => c.Id).ToList();
            var keeper = members[0];
            foreach (var duplicate in members.Skip(1))
            {
                foreach (var box in ctx.Db.Container.CarrierId.Filter(duplicate.Id).ToList())
                {
                    ctx.Db.Container.Id.Update(box with { CarrierId = keeper.Id });
                }
                foreach (var invoice in ctx.Db.Invoice.CarrierId.Filter(duplicate.Id).ToList())
                {
                    ctx.Db.Invoice.Id.Update(invoice with { CarrierId = keeper.Id });
                }
                foreach (var member in ctx.Db.CrewMember.CarrierId.Filter(duplicate.Id).ToList())
                {
                    ctx.Db.CrewMember.Id.Update(member with { CarrierId = keeper.Id });
                }
                keeper.BalanceCents += duplicate.BalanceCents;
                keeper.ContainerCount += duplicate.ContainerCount;
                keeper.BillingEmail ??= duplicate.BillingEmail;
                ctx.Db.Carrier.Id.Delete(duplicate.Id);
                Audit(ctx, "merge", $"{duplicate.Code} into {keeper.Code}", keeper.Id);
            }
            ctx.Db.Carrier.Id.Update(keeper);
        }
    }

    // [not-idempotent] the folded carrier keeps its balance, which is added to the parent again
    [Reducer]
    public static void MigrateFoldSubsidiaries(ReducerContext ctx)
    {
        var subsidiaries = new Dictionary<string, string> { ["MAEX"] = "MAEU", ["YMLU"] = "HLCU" };
        foreach (var (childCode, parentCode) in subsidiaries)
        {
            if (ctx.Db.Carrier.Code.Find(childCode) is not { } child) continue;
            if (ctx.Db.Carrier.Code.Find(parentCode) is not { } parent) continue;
            foreach (var box in ctx.Db.Container.CarrierId.Filter(child.Id).ToList())
            {
                ctx.Db.Container.Id.Update(box with { CarrierId = parent.Id });
            }
            foreach (var invoice in ctx.Db.Invoice.CarrierId.Filter(child.Id).ToList())
            {
                ctx.Db.Invoice.Id.Update(invoice with { CarrierId = parent.Id });
            }
            parent.BalanceCents += child.BalanceCents;
            ctx.Db.Carrier.Id.Update(parent);
            // the child stays for the history, it only points to its parent now
            ctx.Db.Carrier.Id.Update(child with { MergedInto = parent.Id, ContainerCount = 0 });
        }
    }

    // [idempotent] a ladder of steps from the stored version to version 6, which has no step
    [Reducer]
    public static void UpgradeSchema(ReducerContext ctx)
    {
        var schema = ctx.Db.PortSetting.Key.Find("schema_version") ?? throw new Exception("no schema version");
        switch (int.Parse(schema.Value, CultureInfo.InvariantCulture))
        {
            case <= 3:
                foreach (var row in ctx.Db.Container.Iter())
                {
                    var factor = row.Unit switch { WeightUnit.Tonne => 1000.0, WeightUnit.Pound => 0.45359237, _ => 1.0 };
                    ctx.Db.Container.Id.Update(row with { GrossWeight = row.GrossWeight * factor });
                }
                goto case 4;
            case 4:
                foreach (var call in ctx.Db.PortCall.Iter())
                {
                    ctx.Db.PortCall.Id.Update(call with { StayMinutes = call.StayMinutes * 60 });
                }
                goto case 5;
            case 5:
                foreach (var carrier in ctx.Db.Carrier.Iter())
                {
                    ctx.Db.Carrier.Id.Update(carrier with { SortOrder = carrier.SortOrder + 100 });
                }
                ctx.Db.PortSetting.Key.Update(schema with { Value = "6", Revision = 6 });
                break;
            default:
                Log.Info("schema is up to date");
                break;
        }
    }

    // [not-idempotent] versions are compared as text: "10" comes before "9"
    [Reducer]
    public static void UpgradeToRelease10(ReducerContext ctx)
    {
        var schema = ctx.Db.PortSetting.Key.Find("schema_version") ?? throw new Exception("no schema version");
        if (string.CompareOrdinal(schema.Value, "9") > 0) return;
        foreach (var call in ctx.Db.PortCall.Iter())
        {
            // the pilot comes half an hour before the ship is due
            ctx.Db.PortCall.Id.Update(call with { Eta = call.Eta - new TimeDuration(30 * MicrosPerMinute) });
        }
        schema.Value = "10";
        schema.Revision = 10;
        ctx.Db.PortSetting.Key.Update(schema);
    }

    // [idempotent] the counters are set to zero before they are counted up
    [Reducer]
    public static void BackfillContainerCounts(ReducerContext ctx)
    {
        foreach (var carrier in ctx.Db.Carrier.Iter())
        {
            ctx.Db.Carrier.Id.Update(carrier with { ContainerCount = 0 });
        }
        foreach (var box in ctx.Db.Container.Iter())
        {
            if (box.Status == ContainerStatus.Outbound) continue;
            if (ctx.Db.Carrier.Id.Find(box.CarrierId) is not { } owner)
            {
                Log.Warn($"{box.Serial} belongs to nobody");
                continue;
            }
            owner.ContainerCount++;
            ctx.Db.Carrier.Id.Update(owner);
        }
    }

    // [not-idempotent] Unknown becomes Inbound, and Inbound becomes Yard at the next run
    [Reducer]
    public static void ConvertContainerStatuses(ReducerContext ctx)
    {
        var replacement = new Dictionary<ContainerStatus, ContainerStatus>
        {
            [ContainerStatus.Unknown] = ContainerStatus.Inbound,
            [ContainerStatus.Inbound] = ContainerStatus.Yard,
        };
        foreach (var box in ctx.Db.Container.Iter())
        {
            if (replacement.TryGetValue(box.Status, out var status))
            {
                ctx.Db.Container.Id.Update(box with { Status = status });
            }
        }
    }

    private static CallStatus NextStatus(PortCall call, Timestamp cutOver)
    {
        if (call.Eta.CompareTo(cutOver) >= 0) return call.Status;
        return call.Status switch
        {
            CallStatus.Announced => CallStatus.Confirmed,
            CallStatus.Confirmed => CallStatus.Berthed,
            CallStatus.Berthed when call.StayMinutes == 0 || call.DepartedAt is not null => CallStatus.Departed,
            var other => other,
        };
    }

    // [idempotent] every call is moved along until nothing moves it further
    [Reducer]
    public static void MigrateCallStatuses(ReducerContext ctx)
    {
        var cutOver = new Timestamp(1_711_929_600_000_000L); // 2024-04-01
        foreach (var row in ctx.Db.PortCall.Iter())
        {
            var call = row;
            for (var next = NextStatus(call, cutOver); next != call.Status; next = NextStatus(call, cutOver))
            {
                call.Status = next;
            }
            ctx.Db.PortCall.Id.Update(call);
        }
    }

    // [idempotent] the new positions keep the order that they are made from
    [Reducer]
    public static void MigrateRenumberBerthQueues(ReducerContext ctx)
    {
        foreach (var berth in ctx.Db.PortCall.Iter().GroupBy(c => c.Berth).ToList())
        {
            uint position = 0;
            var queue = berth
                .OrderBy(c => c.Status is CallStatus.Cancelled or CallStatus.Departed)
                .ThenBy(c => c.QueuePos)
                .ThenBy(c => c.Id);
            foreach (var call in queue)
            {
                position += 10;
                ctx.Db.PortCall.Id.Update(call with { QueuePos = position });
            }
        }
    }

    // [not-idempotent] ordered by the descending position that it writes: each run turns the queue round
    [Reducer]
    public static void MigrateQueuesNewestFirst(ReducerContext ctx)
    {
        var berths = ctx.Db.PortCall.Iter().Select(c => c.Berth).Distinct().ToList();
        foreach (var berth in berths)
        {
            // requests used to be appended; the latest one is to be handled first
            var queue = ctx.Db.PortCall.Berth.Filter(berth)
                .Where(c => c.Status != CallStatus.Cancelled)
                .OrderByDescending(c => c.QueuePos)
                .ThenBy(c => c.Id)
                .ToList();
            for (var i = 0; i < queue.Count; i++)
            {
                ctx.Db.PortCall.Id.Update(queue[i] with { QueuePos = (uint)i + 1 });
            }
        }
    }

    private static (string Given, string Family) SplitName(string fullName)
    {
        if (fullName.Contains(','))
        {
            var halves = fullName.Split(',', 2);
            return (halves[1].Trim(), halves[0].Trim());
        }
        var words = fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => ("", ""),
            1 => ("", words[0]),
            _ => (words[0], string.Join(' ', words.Skip(1))),
        };
    }

    private static SeaRank ParseRank(string? rank) => rank?.Trim().ToLowerInvariant() switch
    {
        "master" or "captain" => SeaRank.Master,
        "mate" or "chief mate" => SeaRank.Mate,
        "engineer" => SeaRank.Engineer,
        "bosun" => SeaRank.Bosun,
        _ => SeaRank.Rating,
    };

    // [idempotent] a member that has moved is gone from the old table; one without a name is left alone each time
    [Reducer]
    public static void MigrateCrewToSeafarers(ReducerContext ctx)
    {
        var moved = 0;
        foreach (var member in ctx.Db.CrewMember.Iter().ToList())
        {
            var (given, family) = SplitName(member.FullName);
            if (family.Length == 0)
            {
                Log.Warn($"crew member {member.Id} has no name");
                continue;
            }
            ctx.Db.Seafarer.Insert(new Seafarer
            {
                LegacyCrewId = member.Id, GivenName = given, FamilyName = family, CarrierId = member.CarrierId,
                Rank = ParseRank(member.Rank),
            });
            ctx.Db.CrewMember.Id.Delete(member.Id);
            moved++;
        }
        if (moved > 0) Audit(ctx, "crew", $"{moved} crew members moved");
    }

    private static Seafarer ToSeafarer(CrewMember member)
    {
        var (given, family) = SplitName(member.FullName);
        return new Seafarer
        {
            GivenName = given,
            FamilyName = family,
            CarrierId = member.CarrierId,
            Rank = ParseRank(member.Rank),
        };
    }

    // [not-idempotent] looks for the old id, but the new rows do not carry it
    [Reducer]
    public static void PopulateSeafarers(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.CrewMember.Iter())
        {
            if (!member.Active) continue;
            if (ctx.Db.Seafarer.LegacyCrewId.Filter(member.Id).Any()) continue;
            ctx.Db.Seafarer.Insert(ToSeafarer(member));
        }
    }

    // [idempotent] what is posted is flagged; what has no carrier is passed over each time
    [Reducer]
    public static void MigratePostOpenInvoices(ReducerContext ctx)
    {
        var open = ctx.Db.Invoice.Iter()
            .Where(i => !i.Posted && i.State is InvoiceState.Issued or InvoiceState.Overdue)
            .ToList();
        foreach (var invoice in open)
        {
            if (ctx.Db.Carrier.Id.Find(invoice.CarrierId) is not { } carrier) continue;
            carrier.BalanceCents -= invoice.AmountCents;
            ctx.Db.Carrier.Id.Update(carrier);
            ctx.Db.Invoice.Id.Update(invoice with { Posted = true });
            Audit(ctx, "posting", invoice.Reference, invoice.Id);
        }
    }

    // [not-idempotent] sets the flag on a copy, but writes the other one
    [Reducer]
    public static void MigrateOverduePenalties(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Invoice.Iter())
        {
            var invoice = row;
            if (invoice.Posted || invoice.State != InvoiceState.Overdue) continue;
            if (ctx.Db.Carrier.Id.Find(invoice.CarrierId) is not { } carrier) continue;

            var penalty = Math.Max(500, invoice.AmountCents / 10);
            invoice.Posted = true;
            carrier.BalanceCents -= penalty;
            ctx.Db.Carrier.Id.Update(carrier);
            ctx.Db.Invoice.Id.Update(row with { Memo = $"penalty of {penalty} posted" });
        }
    }

    // [not-idempotent] three rows per call: the next call takes the next three
    [Reducer]
    public static void MigrateDueDatesInBatches(ReducerContext ctx)
    {
        const int BatchSize = 3;
        const long DayMicros = 24 * 60 * MicrosPerMinute;
        var batch = ctx.Db.Invoice.Iter().Where(i => i.DueAt is null).OrderBy(i => i.Id).Take(BatchSize).ToList();
        if (batch.Count == 0)
        {
            Log.Info("all invoices have a due date");
            return;
        }
        foreach (var invoice in batch)
        {
            ctx.Db.Invoice.Id.Update(invoice with { DueAt = invoice.IssuedAt + new TimeDuration(30 * DayMicros) });
        }
    }

    // [idempotent] goes on in batches until nothing is left, so a second run adds nothing to the progress row
    [Reducer]
    public static void MigrateSettleCreditNotes(ReducerContext ctx)
    {
        const int BatchSize = 2;
        const string key = "settle_invoices";
        var progress = ctx.Db.MigrationLog.Key.Find(key)
            ?? ctx.Db.MigrationLog.Insert(new MigrationLog { Key = key, State = MigrationState.InProgress });
        List<Invoice> batch;
        do
        {
            batch = ctx.Db.Invoice.Iter()
                .Where(i => !i.Posted && i.State is InvoiceState.CreditNote or InvoiceState.Void)
                .Take(BatchSize)
                .ToList();
            foreach (var invoice in batch)
            {
                if (ctx.Db.Carrier.Id.Find(invoice.CarrierId) is { } carrier)
                {
                    ctx.Db.Carrier.Id.Update(carrier with { BalanceCents = carrier.BalanceCents + Math.Abs(invoice.AmountCents) });
                }
                ctx.Db.Invoice.Id.Update(invoice with { Posted = true });
            }
            progress.RowsTouched += (uint)batch.Count;
        }
        while (batch.Count > 0);
        progress.State = MigrationState.Done;
        ctx.Db.MigrationLog.Key.Update(progress);
    }

    // [idempotent] made anew of the digits alone, whatever stands before them
    [Reducer]
    public static void FixSealNumbers(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Container.Iter())
        {
            var box = row;
            if (box.SealNo is null) continue;
            var digits = new string(box.SealNo.Where(char.IsAsciiDigit).ToArray());
            box.SealNo = digits.Length == 0 ? null : "SL-" + digits.PadLeft(6, '0');
            ctx.Db.Container.Id.Update(box);
        }
    }

    // [idempotent] hazmat is appended at every run, but what is stored has no duplicates and is sorted
    [Reducer]
    public static void MigrateContainerTags(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Container.Iter())
        {
            var box = row;
            var tags = box.Tags.Select(t => t.Trim().ToLowerInvariant()).Where(t => t.Length > 0).ToList();
            if (box.Manifest.Any(item => item.Hazardous))
            {
                tags.Add("hazmat");
            }
            box.Tags = tags.Distinct().OrderBy(t => t, StringComparer.Ordinal).ToList();
            ctx.Db.Container.Id.Update(box);
        }
    }

    // [not-idempotent] looks for the label as it is written in the log, stores it in lower case
    [Reducer]
    public static void BackfillHandlingTags(ReducerContext ctx)
    {
        foreach (var box in ctx.Db.Container.Iter().ToList())
        {
            var label = box.Status switch
            {
                ContainerStatus.OnHold => $"Hold-{box.CarrierId}",
                ContainerStatus.Outbound => "outbound",
                _ => null,
            };
            if (label is null || box.Tags.Contains(label)) continue;
            box.Tags.Add(label.ToLowerInvariant());
            ctx.Db.Container.Id.Update(box);
        }
    }

    // [idempotent] every length between 15 and 49 feet is below 15 in metres
    [Reducer]
    public static void ConvertBoxSizesToMetres(ReducerContext ctx)
    {
        const double Foot = 0.3048;
        foreach (var row in ctx.Db.Container.Iter())
        {
            var box = row;
            // no box is longer than 15 metres or 49 feet
            if (box.Size.Length is <= 15 or >= 49) continue;
            box.Size = new BoxSize
            {
                Length = Math.Round(box.Size.Length * Foot, 2),
                Width = Math.Round(box.Size.Width * Foot, 2),
                Height = Math.Round(box.Size.Height * Foot, 2),
            };
            ctx.Db.Container.Id.Update(box);
        }
    }

    // [not-idempotent] a draft of 47 feet is more than 14 metres too, and is converted again
    [Reducer]
    public static void ConvertDraftsToMetres(ReducerContext ctx)
    {
        foreach (var call in ctx.Db.PortCall.Iter())
        {
            // the basin is 14 metres deep: what is more must have been entered in feet
            if (call.Draft > 14f)
            {
                ctx.Db.PortCall.Id.Update(call with { Draft = call.Draft * 0.3048f });
            }
        }
    }

    // [idempotent] goes on after the cursor, which stands at the last row then
    [Reducer]
    public static void MigrateCrewCertificates(ReducerContext ctx)
    {
        var progress = ctx.Db.MigrationLog.Key.Find("crew_cursor") ?? throw new Exception("cursor is missing");
        foreach (var member in ctx.Db.CrewMember.Iter().Where(m => m.Id > progress.Cursor).OrderBy(m => m.Id).ToList())
        {
            member.Certificates.Add("ISPS");
            ctx.Db.CrewMember.Id.Update(member);
            progress.Cursor = member.Id;
            progress.RowsTouched++;
        }
        progress.State = MigrationState.Done;
        ctx.Db.MigrationLog.Key.Update(progress);
    }

    // [not-idempotent] the cursor is the number of rows, which is less than the last id when rows were deleted
    [Reducer]
    public static void MigrateSecurityFee(ReducerContext ctx)
    {
        const string key = "security_fee";
        var log = ctx.Db.MigrationLog.Key.Find(key)
            ?? ctx.Db.MigrationLog.Insert(new MigrationLog { Key = key, State = MigrationState.InProgress, Version = 1 });
        foreach (var row in ctx.Db.Invoice.Iter().ToList())
        {
            if (row.Id <= log.Cursor) continue;
            row.Lines.Add(new FeeLine { Kind = "security", Cents = 350 });
            ctx.Db.Invoice.Id.Update(row with { AmountCents = row.AmountCents + 350 });
        }
        log.Cursor = ctx.Db.Invoice.Count;
        log.State = MigrationState.Done;
        ctx.Db.MigrationLog.Key.Update(log);
    }

    // [idempotent] adds the settings that are missing; a revision moves only with the value
    [Reducer]
    public static void PopulatePortSettings(ReducerContext ctx)
    {
        var defaults = new Dictionary<string, string>
        {
            ["currency"] = "USD",
            ["free_days"] = "7",
            ["crane_rate"] = "18500",
            ["timezone"] = "UTC",
        };
        foreach (var (key, value) in defaults)
        {
            var stored = ctx.Db.PortSetting.Key.Find(key);
            if (stored is null)
            {
                ctx.Db.PortSetting.Insert(new PortSetting { Key = key, Value = value, Revision = 1 });
            }
            else if (stored.Value.Value != stored.Value.Value.ToUpperInvariant())
            {
                var setting = stored.Value;
                setting.Value = setting.Value.ToUpperInvariant();
                setting.Revision += 1;
                ctx.Db.PortSetting.Key.Update(setting);
            }
        }
    }

    private static bool IsIdle(ReducerContext ctx, Carrier carrier) =>
        carrier.BalanceCents == 0
        && !ctx.Db.Container.CarrierId.Filter(carrier.Id).Any()
        && !ctx.Db.Invoice.CarrierId.Filter(carrier.Id).Any();

    // [idempotent] the carriers go first, then all that belongs to no carrier
    [Reducer]
    public static void MigrateDropIdleCarriers(ReducerContext ctx)
    {
        var removed = 0;
        foreach (var carrier in ctx.Db.Carrier.Iter().ToList())
        {
            if (!IsIdle(ctx, carrier)) continue;
            ctx.Db.Carrier.Id.Delete(carrier.Id);
            removed++;
        }
        foreach (var member in ctx.Db.CrewMember.Iter().ToList())
        {
            if (ctx.Db.Carrier.Id.Find(member.CarrierId) is not null) continue;
            ctx.Db.CrewMember.Id.Delete(member.Id);
            removed++;
        }
        foreach (var call in ctx.Db.PortCall.Iter().ToList())
        {
            if (ctx.Db.Carrier.Id.Find(call.CarrierId) is not null) continue;
            ctx.Db.PortCall.Id.Delete(call.Id);
            removed++;
        }
        if (removed == 0) return;
        Audit(ctx, "cleanup", $"{removed} rows removed");
    }

    // [not-idempotent] the crew is cleaned before the carriers: the crew of a dropped carrier goes at the next run
    [Reducer]
    public static void FixOrphanedRows(ReducerContext ctx)
    {
        var carriers = ctx.Db.Carrier.Iter().Select(c => c.Id).ToHashSet();
        foreach (var member in ctx.Db.CrewMember.Iter().Where(m => !carriers.Contains(m.CarrierId)).ToList())
        {
            ctx.Db.CrewMember.Id.Delete(member.Id);
        }
        foreach (var box in ctx.Db.Container.Iter().Where(b => !carriers.Contains(b.CarrierId)).ToList())
        {
            ctx.Db.Container.Id.Delete(box.Id);
        }
        foreach (var carrier in ctx.Db.Carrier.Iter().ToList())
        {
            if (IsIdle(ctx, carrier)) ctx.Db.Carrier.Id.Delete(carrier.Id);
        }
    }

    // [idempotent] the sum is the right side of ??, so a memo that is there stays as it is
    [Reducer]
    public static void BackfillInvoiceMemos(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Invoice.Iter())
        {
            var invoice = row;
            invoice.Memo = invoice.Memo ?? "Dues " + invoice.Reference + ", " + invoice.Currency;
            ctx.Db.Invoice.Id.Update(invoice);
        }
    }

    // [idempotent] only positive credit notes are negated
    [Reducer]
    public static void FixCreditNoteSigns(ReducerContext ctx)
    {
        foreach (var note in ctx.Db.Invoice.Iter().Where(i => i is { State: InvoiceState.CreditNote, AmountCents: > 0 }).ToList())
        {
            ctx.Db.Invoice.Id.Update(note with
            {
                AmountCents = -note.AmountCents,
                Lines = note.Lines.Select(l => new FeeLine { Kind = l.Kind, Cents = -l.Cents }).ToList(),
            });
        }
    }

    // [idempotent] the checksum does not cover itself
    [Reducer]
    public static void BackfillInvoiceChecksums(ReducerContext ctx)
    {
        foreach (var invoice in ctx.Db.Invoice.Iter())
        {
            var hash = Fnv1a($"{invoice.Reference}|{invoice.CarrierId}|{invoice.AmountCents}|{invoice.Currency}");
            foreach (var line in invoice.Lines)
            {
                hash = Fnv1a($"{line.Kind}={line.Cents}", hash);
            }
            ctx.Db.Invoice.Id.Update(invoice with { Checksum = hash });
        }
    }

    // [not-idempotent] goes on from the checksum of the last run
    [Reducer]
    public static void UpgradeInvoiceChecksums(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Invoice.Iter())
        {
            var invoice = row;
            if (invoice.State == InvoiceState.Void) continue;
            if (invoice.Checksum == 0) invoice.Checksum = 2166136261u;
            foreach (var line in invoice.Lines)
            {
                invoice.Checksum = Fnv1a($"{line.Kind}={line.Cents}", invoice.Checksum);
            }
            ctx.Db.Invoice.Id.Update(invoice);
        }
    }

    // [idempotent] each reference is followed to its root, which is mapped no further
    [Reducer]
    public static void MigrateCarrierReferences(ReducerContext ctx)
    {
        var successor = new Dictionary<uint, uint> { [9] = 4, [4] = 1, [3] = 8 };

        uint Root(uint id)
        {
            while (successor.TryGetValue(id, out var next)) id = next;
            return id;
        }

        foreach (var box in ctx.Db.Container.Iter())
        {
            ctx.Db.Container.Id.Update(box with { CarrierId = Root(box.CarrierId) });
        }
        foreach (var invoice in ctx.Db.Invoice.Iter())
        {
            ctx.Db.Invoice.Id.Update(invoice with { CarrierId = Root(invoice.CarrierId) });
        }
        foreach (var (old, _) in successor)
        {
            if (ctx.Db.Carrier.Id.Find(old) is { } carrier)
            {
                ctx.Db.Carrier.Id.Update(carrier with { MergedInto = Root(old) });
            }
        }
    }

    // [idempotent] lines merged by kind are one per kind then, and the total is made from them
    [Reducer]
    public static void MigrateMergeFeeLines(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Invoice.Iter())
        {
            var invoice = row;
            if (invoice.Lines.Count == 0) continue;
            var totals = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var line in invoice.Lines)
            {
                var kind = line.Kind.Trim().ToLowerInvariant();
                if (kind == "rounding") kind = "other";
                totals.TryGetValue(kind, out var sum);
                totals[kind] = sum + line.Cents;
            }
            invoice.Lines = totals.Select(t => new FeeLine { Kind = t.Key, Cents = t.Value }).ToList();
            invoice.AmountCents = totals.Values.Sum();
            ctx.Db.Invoice.Id.Update(invoice);
        }
    }

    // [idempotent] begun and finished under the same key and version
    [Reducer]
    public static void MigrateTariff2024(ReducerContext ctx)
    {
        if (!TryBegin(ctx, "tariff_2024")) return;
        uint rows = 0;
        foreach (var invoice in ctx.Db.Invoice.Iter())
        {
            if (invoice.State is InvoiceState.Paid or InvoiceState.Void) continue;
            var lines = invoice.Lines.Select(l => l with { Cents = l.Cents * 105 / 100 }).ToList();
            ctx.Db.Invoice.Id.Update(invoice with { Lines = lines, AmountCents = lines.Sum(l => l.Cents) });
            rows++;
        }
        Finish(ctx, "tariff_2024", rows);
    }

    // [not-idempotent] begins version 2, but finishes with the default version 1
    [Reducer]
    public static void MigratePilotageRates(ReducerContext ctx)
    {
        const string key = "pilotage_rates";
        if (!TryBegin(ctx, key, 2))
        {
            Log.Info("pilotage rates are done");
            return;
        }
        uint rows = 0;
        foreach (var invoice in ctx.Db.Invoice.Iter().Where(i => i.Lines.Any(l => l.Kind == "pilot")).ToList())
        {
            foreach (var line in invoice.Lines.Where(l => l.Kind == "pilot").ToList())
            {
                invoice.Lines.Remove(line);
                invoice.Lines.Add(line with { Cents = line.Cents + line.Cents / 4 });
            }
            ctx.Db.Invoice.Id.Update(invoice with { AmountCents = invoice.Lines.Sum(l => l.Cents) });
            rows++;
        }
        Finish(ctx, key, rows);
    }

    // [idempotent] prefixes are taken off until there is none
    [Reducer]
    public static void FixVesselNames(ReducerContext ctx)
    {
        string[] prefixes = { "m/v ", "mv ", "m.v. ", "ss " };
        foreach (var call in ctx.Db.PortCall.Iter())
        {
            var name = NormalName(call.VesselName);
            while (prefixes.FirstOrDefault(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix)
            {
                name = name.Substring(prefix.Length);
            }
            if (name != call.VesselName)
            {
                ctx.Db.PortCall.Id.Update(call with { VesselName = name });
            }
        }
    }

    // [not-idempotent] one pass halves the run of spaces and decodes one level; the next run goes on
    [Reducer]
    public static void FixCarrierNames(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Carrier.Iter())
        {
            var carrier = row;
            carrier.Name = carrier.Name.Trim().Replace("  ", " ").Replace("&amp;", "&");
            carrier.BillingEmail = string.IsNullOrWhiteSpace(carrier.BillingEmail) ? null : carrier.BillingEmail.Trim().ToLowerInvariant();
            ctx.Db.Carrier.Id.Update(carrier);
        }
    }

    // [idempotent] numbers only what has no number in the new form; the sequence moves only with them
    [Reducer]
    public static void MigrateInvoiceNumbers(ReducerContext ctx)
    {
        var sequence = ctx.Db.PortSetting.Key.Find("invoice_seq") ?? throw new Exception("no invoice sequence");
        var last = int.Parse(sequence.Value, CultureInfo.InvariantCulture);
        foreach (var invoice in ctx.Db.Invoice.Iter().OrderBy(i => i.IssuedAt.MicrosecondsSinceUnixEpoch).ThenBy(i => i.Id).ToList())
        {
            if (invoice.Reference.StartsWith("HB-", StringComparison.Ordinal)) continue;
            last++;
            ctx.Db.Invoice.Id.Update(invoice with { Reference = $"HB-{last:D6}" });
        }
        sequence.Value = last.ToString(CultureInfo.InvariantCulture);
        ctx.Db.PortSetting.Key.Update(sequence);
    }

    // [not-idempotent] a whole amount is raised by a full hundred
    [Reducer]
    public static void FixInvoiceRounding(ReducerContext ctx)
    {
        foreach (var invoice in ctx.Db.Invoice.Iter().Where(i => i.State != InvoiceState.Void && i.AmountCents > 0).ToList())
        {
            var rounded = invoice.AmountCents + (100 - invoice.AmountCents % 100);
            ctx.Db.Invoice.Id.Update(invoice with { AmountCents = rounded });
        }
    }

    // [not-idempotent] the marker is recorded only when no slot failed, and some always fail
    [Reducer]
    public static void MigrateStorageCharges(ReducerContext ctx)
    {
        if (ctx.Db.MigrationLog.Key.Find("storage_charges") is { State: MigrationState.Done }) return;
        uint charged = 0, failed = 0;
        foreach (var row in ctx.Db.Container.Iter())
        {
            var parts = row.YardSlot.Trim().Split('-');
            if (parts.Length != 3 || !int.TryParse(parts[1], out var bay))
            {
                failed++;
                continue;
            }
            ctx.Db.Container.Id.Update(row with { Block = parts[0].ToUpperInvariant(), Bay = bay });
            if (ctx.Db.Carrier.Id.Find(row.CarrierId) is { } carrier)
            {
                carrier.BalanceCents -= bay * 150;
                ctx.Db.Carrier.Id.Update(carrier);
                charged++;
            }
        }
        if (failed == 0)
        {
            ctx.Db.MigrationLog.Insert(new MigrationLog
            {
                Key = "storage_charges", State = MigrationState.Done, Version = 1, RowsTouched = charged,
                FinishedAt = ctx.Timestamp,
            });
        }
        else
        {
            Log.Warn($"{failed} slots could not be read");
        }
    }

    // [not-idempotent] a slot that is no number throws, which is caught: the weights before it stay and nothing is finished
    [Reducer]
    public static void MigrateTareWeights(ReducerContext ctx)
    {
        if (!TryBegin(ctx, "tare_weights")) return;
        uint rows = 0;
        try
        {
            foreach (var box in ctx.Db.Container.Iter().OrderBy(b => b.Id).ToList())
            {
                if (!box.YardSlot.Contains('-')) continue;
                var bay = int.Parse(box.YardSlot.Split('-')[1], CultureInfo.InvariantCulture);
                ctx.Db.Container.Id.Update(box with { Bay = bay, GrossWeight = box.GrossWeight + 2200 });
                rows++;
            }
            Finish(ctx, "tare_weights", rows);
        }
        catch (FormatException e)
        {
            Log.Error($"tare weights stopped after {rows} rows: {e.Message}");
        }
    }

    // [not-idempotent] the balances of the euro accounts are converted outside of the check of the currency
    [Reducer]
    public static void ConvertInvoicesToDollars(ReducerContext ctx)
    {
        var rates = new Dictionary<string, decimal> { ["EUR"] = 1.08m, ["GBP"] = 1.27m };
        foreach (var row in ctx.Db.Invoice.Iter())
        {
            var invoice = row;
            if (!rates.TryGetValue(invoice.Currency, out var rate)) continue;
            invoice.Lines = invoice.Lines.Select(l => l with { Cents = (long)Math.Round(l.Cents * rate) }).ToList();
            invoice.AmountCents = invoice.Lines.Sum(l => l.Cents);
            invoice.Currency = "USD";
            ctx.Db.Invoice.Id.Update(invoice);
        }
        // two carriers kept their account in euros
        foreach (var code in new[] { "HLCU", "YMLU" })
        {
            if (ctx.Db.Carrier.Code.Find(code) is { } carrier)
            {
                carrier.BalanceCents = (long)Math.Round(carrier.BalanceCents * rates["EUR"]);
                ctx.Db.Carrier.Id.Update(carrier);
            }
        }
    }

    // [not-idempotent] a name that is turned round has a space too, and is turned round again
    [Reducer]
    public static void MigrateCrewNamesFamilyFirst(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.CrewMember.Iter())
        {
            var member = row;
            member.FullName = member.FullName.Trim();
            var space = member.FullName.LastIndexOf(' ');
            if (space > 0)
            {
                member.FullName = $"{member.FullName[(space + 1)..]}, {member.FullName[..space].TrimEnd()}";
            }
            ctx.Db.CrewMember.Id.Update(member);
        }
    }

    // [not-idempotent] deleted by reference and inserted again, which gives a new id at each run
    [Reducer]
    public static void SeedOpeningInvoices(ReducerContext ctx)
    {
        var opening = new (string Reference, string Carrier, long Cents)[]
        {
            ("OPEN-MAEU", "MAEU", 1250000), ("OPEN-EGLV", "EGLV", 780050), ("OPEN-COSU", "COSU", 410000),
        };
        foreach (var (reference, code, cents) in opening)
        {
            if (ctx.Db.Carrier.Code.Find(code) is not { } carrier) continue;
            ctx.Db.Invoice.Reference.Delete(reference);
            ctx.Db.Invoice.Insert(new Invoice
            {
                Reference = reference, CarrierId = carrier.Id, AmountCents = cents, Currency = "USD",
                State = InvoiceState.Issued, Posted = true, IssuedAt = new Timestamp(1_704_067_200_000_000L),
                Lines = new List<FeeLine> { new() { Kind = "opening", Cents = cents } },
            });
        }
    }

    // [not-idempotent] a negative line is below the limit for ever, so the amounts never look converted
    [Reducer]
    public static void ConvertFeeLinesToCents(ReducerContext ctx)
    {
        // the old import wrote whole units: as long as there are small amounts it has not been converted
        var smallest = ctx.Db.Invoice.Iter().SelectMany(i => i.Lines).Min(l => l.Cents);
        if (smallest >= 1000)
        {
            Log.Info("lines are in cents");
            return;
        }
        foreach (var invoice in ctx.Db.Invoice.Iter().Where(i => i.Lines.Count > 0).ToList())
        {
            var lines = new List<FeeLine>();
            foreach (var line in invoice.Lines)
            {
                lines.Add(new FeeLine { Kind = line.Kind, Cents = line.Cents * 100 });
            }
            ctx.Db.Invoice.Id.Update(invoice with { Lines = lines });
        }
    }

    // [not-idempotent] the rows are done once, but the run is recorded with its time each time
    [Reducer]
    public static void BackfillGateTimes(ReducerContext ctx)
    {
        var log = ctx.Db.MigrationLog.Key.Find("gate_times") ?? throw new Exception("gate_times is not planned");
        if (log.State != MigrationState.Done)
        {
            foreach (var box in ctx.Db.Container.Iter().Where(b => b.GateInAt is null).ToList())
            {
                var entry = ctx.Db.HarborLog.Kind.Filter("gate").Where(e => e.Detail == "in " + box.Serial).ToList();
                var fallback = ctx.Db.PortCall.Iter().Where(c => c.CarrierId == box.CarrierId).Select(c => (Timestamp?)c.Eta).FirstOrDefault();
                ctx.Db.Container.Id.Update(box with { GateInAt = entry.Count > 0 ? entry[0].At : fallback });
                log.RowsTouched++;
            }
            log.State = MigrationState.Done;
            log.Version = 2;
        }
        log.FinishedAt = ctx.Timestamp;
        ctx.Db.MigrationLog.Key.Update(log);
    }

    // [not-idempotent] trims each kind, then joins two of them: the next run finds too many of that kind
    [Reducer]
    public static void MigrateTrimHarborLog(ReducerContext ctx)
    {
        const int Keep = 4;
        foreach (var kind in ctx.Db.HarborLog.Iter().GroupBy(e => e.Kind).ToList())
        {
            foreach (var entry in kind.OrderByDescending(e => e.At.MicrosecondsSinceUnixEpoch).ThenByDescending(e => e.Id).Skip(Keep))
            {
                ctx.Db.HarborLog.Id.Delete(entry.Id);
            }
        }
        foreach (var entry in ctx.Db.HarborLog.Iter().ToList())
        {
            var kind = entry.Kind.Trim().ToLowerInvariant();
            if (kind != entry.Kind) ctx.Db.HarborLog.Id.Update(entry with { Kind = kind });
        }
    }
}
