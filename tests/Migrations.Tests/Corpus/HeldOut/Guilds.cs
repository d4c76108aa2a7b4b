// Guilds, their members and their vaults: short reducers, each with one idea. Each is labelled by running it twice;
// the comment says what its writer expects of it.
using System;
using System.Collections.Generic;
using System.Linq;
using SpacetimeDB;

namespace Guilds;

[SpacetimeDB.Type] public enum Rank { Recruit, Member, Officer, Leader }

[SpacetimeDB.Type] public enum Standing { Unknown, Active, Away, Banned }

[SpacetimeDB.Table(Accessor = "Guild", Public = true)]
public partial struct Guild
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string Name;
    public string Motto;
    public uint Wealth;
    public long Gold;
    public float Tax;
    public List<string> Tags;
    [Default("")] public string Slug;
    [Default(null)] public string? Banner;
    [Default(0u)] public uint Level;
    [Default(0)] public int MemberCount;
    [Default(false)] public bool Open;
    [Default(false)] public bool Migrated;
    [Default(null)] public Timestamp? MigratedAt;
}

[SpacetimeDB.Table(Accessor = "Member", Public = true)]
public partial struct Member
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong GuildId;
    public string Name;
    public string FullName;
    public int Honor;
    public byte Energy;
    public uint Flags;
    public int Position;
    public string RankName;
    public Timestamp JoinedAt;
    [Default(Rank.Recruit)] public Rank Rank;
    [Default(Standing.Unknown)] public Standing Standing;
    [Default("")] public string First;
    [Default("")] public string Last;
    [Default(null)] public string? Nick;
    [Default(null)] public Timestamp? SeenAt;
    [Default(false)] public bool Veteran;
    [Default(false)] public bool Converted;
}

[SpacetimeDB.Table(Accessor = "MemberV2", Public = true)]
public partial struct MemberV2
{
    [PrimaryKey] public ulong Id;
    public string Name;
    public int Honor;
}

[SpacetimeDB.Table(Accessor = "Vault")]
public partial struct Vault
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public ulong GuildId;
    public string Item;
    public uint Count;
    public uint Slot;
}

[SpacetimeDB.Table(Accessor = "FormerMember")]
public partial struct FormerMember
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ulong MemberId;
    public string Name;
}

[SpacetimeDB.Table(Accessor = "GuildStat")]
public partial struct GuildStat
{
    [PrimaryKey] public string Key;
    public long Value;
}

[SpacetimeDB.Table(Accessor = "Applied")]
public partial struct Applied
{
    [PrimaryKey] public string Name;
    public string State;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "DataVersion")]
public partial struct DataVersion
{
    [PrimaryKey] public uint Id;
    public uint Version;
}

[SpacetimeDB.Table(Accessor = "Reminder", Scheduled = nameof(GuildMigrations.Remind), ScheduledAt = nameof(At))]
public partial struct Reminder
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ScheduleAt At;
    public ulong GuildId;
}

public static partial class GuildMigrations
{
    private const string Wave = "2024_09";

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Guild.Insert(new Guild { Name = "Iron Hand", Motto = "we work", Wealth = 120, Gold = 1055, Tax = 0.125f, Tags = new() { "pve", "Old", "pve" }, Slug = "", Open = true });
        ctx.Db.Guild.Insert(new Guild { Name = "the Owls ", Motto = "Night  and day", Wealth = 7, Gold = -33, Tax = 12.5f, Tags = new(), Slug = "owls", Banner = "owl.png", Level = 3, MemberCount = 2, Migrated = true, MigratedAt = new Timestamp(500) });
        ctx.Db.Guild.Insert(new Guild { Name = "g_Dawn", Motto = "", Wealth = 0, Gold = 0, Tax = 0f, Tags = new() { "rp", "migrated" }, Slug = "g-dawn", Banner = "", Level = 90, MemberCount = 1, Open = true });
        ctx.Db.Guild.Insert(new Guild { Name = "Empty", Motto = "nobody,   nothing", Wealth = 4000000000, Gold = 99999, Tax = 1.005f, Tags = new() { "pvp" }, Level = 12, Slug = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 1, Name = "anna", FullName = "Anna Berg", Honor = 40, Energy = 10, Flags = 1, Position = 3, RankName = "officer", JoinedAt = new Timestamp(1_600_000_000_000_000), Rank = Rank.Officer, Veteran = true, First = "", Last = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 1, Name = " Bert", FullName = "Bert", Honor = -15, Energy = 200, Flags = 6, Position = 1, RankName = "Leader", JoinedAt = new Timestamp(1_500_000_000_000_000), Rank = Rank.Leader, Standing = Standing.Active, First = "Bert", Nick = "b", SeenAt = new Timestamp(77), Last = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 2, Name = "CARL_x", FullName = "Carl von Ohm", Honor = 1005, Energy = 255, Flags = 0, Position = 1, RankName = "", JoinedAt = new Timestamp(1_700_000_000_000_000), Standing = Standing.Away, Last = "Ohm", Converted = true, First = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 2, Name = "anna", FullName = "Anna Cole", Honor = 40, Energy = 0, Flags = 12, Position = 7, RankName = "boss", JoinedAt = new Timestamp(1_550_000_000_000_000), Rank = Rank.Member, Nick = "", Veteran = true, First = "", Last = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 77, Name = "dora_von_d", FullName = "", Honor = 3, Energy = 99, Flags = 3, Position = 0, RankName = "member", Standing = Standing.Banned, First = "", Last = "" });
        ctx.Db.Member.Insert(new Member { GuildId = 77, Name = "emil", FullName = "", Honor = 3, Energy = 99, Flags = 3, Position = 4, RankName = "member", Standing = Standing.Banned, First = "", Last = "" });
        ctx.Db.MemberV2.Insert(new MemberV2 { Id = 2, Name = "Bert", Honor = 1 });
        ctx.Db.Vault.Insert(new Vault { GuildId = 1, Item = "sword", Count = 2, Slot = 5 });
        ctx.Db.Vault.Insert(new Vault { GuildId = 1, Item = "Shield", Count = 0, Slot = 9 });
        ctx.Db.Vault.Insert(new Vault { GuildId = 1, Item = "sword", Count = 5, Slot = 9 });
        ctx.Db.Vault.Insert(new Vault { GuildId = 2, Item = "potion", Count = 300, Slot = 0 });
        ctx.Db.Vault.Insert(new Vault { GuildId = 55, Item = "ghost", Count = 1, Slot = 1 });
        ctx.Db.GuildStat.Insert(new GuildStat { Key = "guilds", Value = 3 });
        ctx.Db.GuildStat.Insert(new GuildStat { Key = "cursor", Value = 0 });
        ctx.Db.DataVersion.Insert(new DataVersion { Id = 0, Version = 1 });
        ctx.Db.Reminder.Insert(new Reminder { GuildId = 1, At = new ScheduleAt.Time(new Timestamp(9_000_000_000_000_000)) });
    }

    [Reducer] public static void Remind(ReducerContext ctx, Reminder reminder) => Log.Info($"guild {reminder.GuildId}");

    static bool Once(ReducerContext ctx, string name)
    {
        if (ctx.Db.Applied.Name.Find(name) is not null) return false;
        ctx.Db.Applied.Insert(new Applied { Name = name, State = "done", At = ctx.Timestamp });
        return true;
    }

    static void Record(ReducerContext ctx, string name, string state = "done")
    {
        var row = new Applied { Name = name, State = state, At = ctx.Timestamp };
        if (ctx.Db.Applied.Name.Find(name) is null) ctx.Db.Applied.Insert(row);
        else ctx.Db.Applied.Name.Update(row);
    }

    // [idempotent] the helper checks and records in one call
    [Reducer]
    public static void MigrateHonorOnce(ReducerContext ctx)
    {
        if (!Once(ctx, nameof(MigrateHonorOnce))) return;
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 5 });
        }
    }

    // [not-idempotent] the answer of the helper is turned around
    [Reducer]
    public static void MigrateHonorInverted(ReducerContext ctx)
    {
        if (Once(ctx, "honor-inverted")) return;
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 5 });
        }
    }

    // [not-idempotent] the answer of the helper is not looked at
    [Reducer]
    public static void MigrateHonorUnheeded(ReducerContext ctx)
    {
        Once(ctx, "honor-unheeded");
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 5 });
        }
    }

    // [idempotent] a name put together of constants, the same for check and record
    [Reducer]
    public static void MigrateWealthWave(ReducerContext ctx)
    {
        var name = $"{Wave}:{nameof(Guild)}.{nameof(Guild.Wealth)}";
        if (ctx.Db.Applied.Name.Find(name) != null) return;
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Wealth = unchecked(guild.Wealth * 3) });
        }
        ctx.Db.Applied.Insert(new Applied { Name = $"{Wave}:Guild.Wealth", State = "done", At = ctx.Timestamp });
    }

    // [not-idempotent] the name holds the time, so that no run finds the marker of another
    [Reducer]
    public static void MigrateWealthTimedMarker(ReducerContext ctx)
    {
        var name = $"wealth-{ctx.Timestamp.MicrosecondsSinceUnixEpoch}";
        if (ctx.Db.Applied.Name.Find(name) != null) return;
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold + 1 });
        }
        ctx.Db.Applied.Insert(new Applied { Name = name, State = "done", At = ctx.Timestamp });
    }

    // [not-idempotent] the marker is taken away again at the end
    [Reducer]
    public static void MigrateWithLock(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("lock") is not null) return;
        ctx.Db.Applied.Insert(new Applied { Name = "lock", State = "running", At = ctx.Timestamp });
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(vault with { Count = vault.Count + 1 });
        }
        ctx.Db.Applied.Name.Delete("lock");
    }

    // [not-idempotent] returns between the payment and the marker
    [Reducer]
    public static void MigrateMarkerSkippedOnPath(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("paid") is not null) return;
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 2 });
        }
        if (ctx.Db.Guild.Iter().Any(g => g.Name == "the Owls ")) return;
        Record(ctx, "paid");
    }

    // [idempotent] the marker stands in a finally, and so is recorded on the early return too
    [Reducer]
    public static void MigrateMarkerInFinally(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("finally") is not null) return;
        try
        {
            foreach (var member in ctx.Db.Member.Iter())
            {
                ctx.Db.Member.Id.Update(member with { Honor = member.Honor * 2 });
            }
            if (ctx.Db.Guild.Count > 2) return;
            Log.Info("few guilds");
        }
        finally
        {
            Record(ctx, "finally");
        }
    }

    // [idempotent] running is recorded first and done last; only done keeps the second run away
    [Reducer]
    public static void MigrateRunningDone(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("states") is { State: "done" }) return;
        Record(ctx, "states", "running");
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold - 10 });
        }
        Record(ctx, "states");
    }

    // [not-idempotent] it waits for a state that nobody writes
    [Reducer]
    public static void MigrateRunningFinished(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("states2") is { State: "finished" }) return;
        Record(ctx, "states2", "running");
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold - 10 });
        }
        Record(ctx, "states2");
    }

    // [idempotent] a marker for each guild
    [Reducer]
    public static void MigrateMarkerPerGuild(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (!Once(ctx, $"guild:{guild.Id}")) continue;
            ctx.Db.Guild.Id.Update(guild with { Level = guild.Level + 1 });
        }
    }

    // [not-idempotent] the marker of each guild is named after the level that changes
    [Reducer]
    public static void MigrateMarkerPerLevel(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (!Once(ctx, $"guild:{guild.Id}:{guild.Level}")) continue;
            ctx.Db.Guild.Id.Update(guild with { Level = guild.Level + 1 });
        }
    }

    // [not-idempotent] two steps, of which the second has no marker of its own
    [Reducer]
    public static void MigrateTwoSteps(ReducerContext ctx)
    {
        if (Once(ctx, "step-1"))
        {
            foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + 1 });
        }
        if (ctx.Db.Applied.Name.Find("step-1") is not null)
        {
            foreach (var v in ctx.Db.Vault.Iter()) ctx.Db.Vault.Id.Update(v with { Count = v.Count + 1 });
        }
    }

    // [idempotent] a list of steps, each with its marker
    [Reducer]
    public static void MigrateStepList(ReducerContext ctx)
    {
        var steps = new (string Name, Action<ReducerContext> Run)[]
        {
            ("gold", c => { foreach (var g in c.Db.Guild.Iter()) c.Db.Guild.Id.Update(g with { Gold = g.Gold * 100 }); }),
            ("energy", c => { foreach (var m in c.Db.Member.Iter()) c.Db.Member.Id.Update(m with { Energy = unchecked((byte)(m.Energy + 7)) }); }),
        };
        foreach (var (name, run) in steps)
        {
            if (ctx.Db.Applied.Name.Find("list/" + name) is not null) continue;
            run(ctx);
            Record(ctx, "list/" + name);
        }
    }

    // [idempotent] the steps between the stored version and the newest
    [Reducer]
    public static void MigrateStepwise(ReducerContext ctx)
    {
        var row = ctx.Db.DataVersion.Id.Find(0) ?? ctx.Db.DataVersion.Insert(new DataVersion { Id = 0, Version = 0 });
        while (row.Version < 3)
        {
            switch (row.Version)
            {
                case 0:
                    foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + 100 });
                    break;
                case 1:
                    foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Id.Update(m with { Honor = m.Honor - 1 });
                    break;
                default:
                    foreach (var v in ctx.Db.Vault.Iter()) ctx.Db.Vault.Id.Update(v with { Slot = v.Slot + 1 });
                    break;
            }
            row.Version++;
        }
        ctx.Db.DataVersion.Id.Update(row);
    }

    // [not-idempotent] the version rises at each run and with it what the run does
    [Reducer]
    public static void MigrateNextVersion(ReducerContext ctx)
    {
        if (ctx.Db.DataVersion.Id.Find(0) is not { } row) return;
        row.Version += 1;
        ctx.Db.DataVersion.Id.Update(row);
        if (row.Version == 2)
        {
            foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Open = true });
        }
    }

    // [idempotent] exactly the one version is moved on
    [Reducer]
    public static void MigrateFromOneToTwo(ReducerContext ctx)
    {
        if (ctx.Db.DataVersion.Id.Find(0)?.Version != 1) return;
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Level = g.Level + 10 });
        ctx.Db.DataVersion.Id.Update(new DataVersion { Id = 0, Version = 2 });
    }

    // [not-idempotent] the copy is moved on, and the row that is stored is the old one
    [Reducer]
    public static void MigrateVersionOfCopy(ReducerContext ctx)
    {
        if (ctx.Db.DataVersion.Id.Find(0) is not { Version: < 5 } row) return;
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Level = g.Level + 10 });
        var next = row;
        next.Version = 5;
        ctx.Db.DataVersion.Id.Update(row);
    }

    // [not-idempotent] one version too low: the second run does the last step again
    [Reducer]
    public static void MigrateOffByOneVersion(ReducerContext ctx)
    {
        var row = ctx.Db.DataVersion.Id.Find(0) ?? new DataVersion { Id = 0 };
        if (row.Version > 2) return;
        foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Id.Update(m with { Position = m.Position + 1 });
        ctx.Db.DataVersion.Id.Delete(0);
        ctx.Db.DataVersion.Insert(row with { Version = 2 });
    }

    // [idempotent] the flag is set in the same update
    [Reducer]
    public static void MigrateFlaggedGold(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter().Where(g => !g.Migrated))
        {
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold * 100, Migrated = true });
        }
    }

    // [not-idempotent] the flag is set on the copy after the update
    [Reducer]
    public static void MigrateFlagAfterUpdate(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            if (guild.Migrated) continue;
            guild.Gold *= 100;
            ctx.Db.Guild.Id.Update(guild);
            guild.Migrated = true;
        }
    }

    // [not-idempotent] asks for the one flag and sets the other
    [Reducer]
    public static void MigrateOtherFlag(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Converted) continue;
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor * 10, Veteran = true });
        }
    }

    // [idempotent] the condition is on what the update changes
    [Reducer]
    public static void MigrateRaiseLowHonor(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Honor >= 50) continue;
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 2000 });
        }
    }

    // [not-idempotent] ten more are not enough for all of them to pass the condition
    [Reducer]
    public static void MigrateRaiseALittle(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Honor >= 50) continue;
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 10 });
        }
    }

    // [idempotent] the stamp guards the change
    [Reducer]
    public static void MigrateStampedLevel(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            if (guild.MigratedAt.HasValue) continue;
            guild.Level += 2;
            guild.MigratedAt = ctx.Timestamp;
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [not-idempotent] the stamp is kept, but the level rises
    [Reducer]
    public static void MigrateStampKept(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { MigratedAt = guild.MigratedAt ?? ctx.Timestamp, Level = guild.Level + 1 });
        }
    }

    // [idempotent] a missing stamp gets one
    [Reducer]
    public static void MigrateSeenAt(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            member.SeenAt ??= member.Standing == Standing.Banned ? member.JoinedAt : ctx.Timestamp;
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [not-idempotent] moves the time a day on at each run
    [Reducer]
    public static void MigrateShiftJoined(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { JoinedAt = new Timestamp(member.JoinedAt.MicrosecondsSinceUnixEpoch + 86_400_000_000) });
        }
    }

    // [idempotent] cuts the time down to the day
    [Reducer]
    public static void MigrateJoinedDay(ReducerContext ctx)
    {
        const long day = 86_400_000_000;
        foreach (var member in ctx.Db.Member.Iter())
        {
            var micros = member.JoinedAt.MicrosecondsSinceUnixEpoch;
            ctx.Db.Member.Id.Update(member with { JoinedAt = new Timestamp(micros - micros % day) });
        }
    }

    // [idempotent] a nickname that is there stays
    [Reducer]
    public static void BackfillNick(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var nick = string.IsNullOrEmpty(member.Nick) ? member.Name.Trim().ToLowerInvariant() : member.Nick;
            ctx.Db.Member.Id.Update(member with { Nick = nick });
        }
    }

    // [not-idempotent] the nickname grows out of itself
    [Reducer]
    public static void BackfillNickTwice(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Nick = (member.Nick ?? member.Name) + "!" });
        }
    }

    // [idempotent] first and last name out of the full name
    [Reducer]
    public static void MigrateSplitName(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            var cut = member.FullName.LastIndexOf(' ');
            (member.First, member.Last) = cut < 0 ? (member.FullName, "") : (member.FullName[..cut], member.FullName[(cut + 1)..]);
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [not-idempotent] the full name loses its last word at each run
    [Reducer]
    public static void MigrateDropLastWord(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            var cut = member.FullName.LastIndexOf(' ');
            if (cut < 0) continue;
            member.FullName = member.FullName.Substring(0, cut);
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] the full name is made of the two others
    [Reducer]
    public static void MigrateJoinNames(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { FullName = string.Join(" ", new[] { member.First, member.Last }.Where(s => s.Length > 0)) });
        }
    }

    // [not-idempotent] merges the nickname into the name and keeps the nickname
    [Reducer]
    public static void MigrateMergeNick(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Nick is not { Length: > 0 } nick) continue;
            ctx.Db.Member.Id.Update(member with { Name = $"{member.Name} ({nick})" });
        }
    }

    // [idempotent] merges the nickname into the name and clears it
    [Reducer]
    public static void MigrateMergeAndClearNick(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Nick is not { Length: > 0 } nick) continue;
            ctx.Db.Member.Id.Update(member with { Name = $"{member.Name} ({nick})", Nick = null });
        }
    }

    // [idempotent] the prefix is added where it is missing
    [Reducer]
    public static void MigrateGuildPrefix(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Name.StartsWith("g_")) continue;
            ctx.Db.Guild.Id.Update(guild with { Name = "g_" + guild.Name });
        }
    }

    // [not-idempotent] asks for another prefix than it adds
    [Reducer]
    public static void MigrateGuildOtherPrefix(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Name.StartsWith("G_", StringComparison.Ordinal)) continue;
            ctx.Db.Guild.Id.Update(guild with { Name = "g_" + guild.Name });
        }
    }

    // [not-idempotent] what is put in holds what is replaced
    [Reducer]
    public static void MigrateReplaceGrows(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Motto = guild.Motto.Replace("we", "we all") });
        }
    }

    // [idempotent] what is replaced is gone afterwards
    [Reducer]
    public static void MigrateReplaceSeparators(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Motto = guild.Motto.Replace(", ", "/").Replace(' ', '_') });
        }
    }

    // [not-idempotent] three blanks become two, then one
    [Reducer]
    public static void MigrateHalveBlanks(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Motto = guild.Motto.Replace("  ", " ") });
        }
    }

    // [idempotent] a slug out of the name
    [Reducer]
    public static void BackfillSlug(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Slug != "") continue;
            var slug = new string(guild.Name.Trim().ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-').ToArray()).Trim('-');
            ctx.Db.Guild.Id.Update(guild with { Slug = slug });
        }
    }

    // [not-idempotent] a slug that grows by the id at each run
    [Reducer]
    public static void MigrateSlugWithId(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var slug = guild.Slug.Length == 0 ? guild.Name.ToLower() : guild.Slug;
            ctx.Db.Guild.Id.Update(guild with { Slug = $"{slug}-{guild.Id}" });
        }
    }

    // [idempotent] padding up to a width
    [Reducer]
    public static void MigratePadItems(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(vault with { Item = vault.Item.PadLeft(8, '0') });
        }
    }

    // [not-idempotent] reverses the name, and back
    [Reducer]
    public static void MigrateReverseItems(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            var chars = vault.Item.ToCharArray();
            Array.Reverse(chars);
            ctx.Db.Vault.Id.Update(vault with { Item = new string(chars) });
        }
    }

    // [not-idempotent] drops the first letter at each run
    [Reducer]
    public static void MigrateCutFirst(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            if (vault.Item.Length > 3) ctx.Db.Vault.Id.Update(vault with { Item = vault.Item[1..] });
        }
    }

    // [idempotent] a first letter in upper case stays so
    [Reducer]
    public static void MigrateCapitalize(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            if (vault.Item.Length == 0) continue;
            ctx.Db.Vault.Id.Update(vault with { Item = char.ToUpperInvariant(vault.Item[0]) + vault.Item.Substring(1) });
        }
    }

    // [not-idempotent] the first word goes to the end
    [Reducer]
    public static void MigrateRotateWords(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var words = guild.Motto.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            ctx.Db.Guild.Id.Update(guild with { Motto = string.Join(' ', words.Skip(1).Concat(words.Take(1))) });
        }
    }

    // [idempotent] words in their order
    [Reducer]
    public static void MigrateSortWords(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var words = guild.Motto.Split(' ', StringSplitOptions.RemoveEmptyEntries).OrderBy(w => w, StringComparer.Ordinal);
            ctx.Db.Guild.Id.Update(guild with { Motto = string.Join(' ', words) });
        }
    }

    // [idempotent] kept within bounds
    [Reducer]
    public static void MigrateClampHonor(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = Math.Clamp(member.Honor, 0, 100), Energy = Math.Min(member.Energy, (byte)100) });
        }
    }

    // [not-idempotent] halves and keeps one at least
    [Reducer]
    public static void MigrateHalveHonor(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Honor = Math.Max(1, member.Honor / 2) });
        }
    }

    // [not-idempotent] shifts the bits at each run
    [Reducer]
    public static void MigrateShiftFlags(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            member.Flags <<= 4;
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] sets one bit and clears another
    [Reducer]
    public static void MigrateSetBits(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            member.Flags |= 1u << 3;
            member.Flags &= ~2u;
            if ((member.Flags & 1) != 0) member.Veteran = true;
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [not-idempotent] turns a bit around
    [Reducer]
    public static void MigrateToggleBit(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            member.Flags ^= (uint)(member.Veteran ? 4 : 0);
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] the bits move to a column of their own and are cleared
    [Reducer]
    public static void MigrateBitToColumn(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            if ((member.Flags & 4) == 0) continue;
            member.Veteran = true;
            member.Honor += 50;
            member.Flags &= ~4u;
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [not-idempotent] the wrap of a byte comes back to where it was only after many runs
    [Reducer]
    public static void MigrateWrapEnergy(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            unchecked { member.Energy += 128; }
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] a checked sum that stands behind its flag
    [Reducer]
    public static void MigrateCheckedEnergy(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            if (member.Converted || member.Energy > 100) continue;
            member.Energy = checked((byte)(member.Energy + 100));
            member.Converted = true;
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] a fraction stays, a percentage becomes one
    [Reducer]
    public static void MigrateTaxToFraction(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Tax <= 1f) continue;
            ctx.Db.Guild.Id.Update(guild with { Tax = Math.Min(guild.Tax / 100f, 1f) });
        }
    }

    // [not-idempotent] gold becomes cents at each run
    [Reducer]
    public static void MigrateGoldToCents(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Gold == 0) continue;
            ctx.Db.Guild.Id.Update(guild with { Gold = (long)Math.Round(guild.Gold * 100m) });
        }
    }

    // [idempotent] rounded to tens
    [Reducer]
    public static void MigrateRoundGold(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold / 10 * 10, Tax = MathF.Round(guild.Tax, 1) });
        }
    }

    // [idempotent] the level out of the wealth
    [Reducer]
    public static void MigrateLevelFromWealth(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var level = guild.Wealth switch
            {
                0 => 0u,
                < 100 => 1u,
                >= 100 and < 10_000 => 2u,
                _ => 3u,
            };
            ctx.Db.Guild.Id.Update(guild with { Level = Math.Max(guild.Level, level) });
        }
    }

    // [not-idempotent] the wealth pays for the level until it is used up
    [Reducer]
    public static void MigrateBuyLevels(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            if (guild.Wealth < 50) continue;
            guild.Wealth -= 50;
            guild.Level++;
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [idempotent] the wealth pays until nothing is left that could
    [Reducer]
    public static void MigrateBuyAllLevels(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            if (guild.Wealth < 50) continue;
            guild.Level += guild.Wealth / 50;
            guild.Wealth %= 50;
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [not-idempotent] a next rank for each
    [Reducer]
    public static void MigratePromote(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var next = member.Rank switch
            {
                Rank.Recruit => Rank.Member,
                Rank.Member => Rank.Officer,
                var rank => rank,
            };
            ctx.Db.Member.Id.Update(member with { Rank = next });
        }
    }

    // [idempotent] only recruits become members
    [Reducer]
    public static void MigrateRecruits(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Rank == Rank.Recruit && member.Honor > 10)
                ctx.Db.Member.Id.Update(member with { Rank = (Rank)((int)member.Rank + 1), Honor = member.Honor + 1 });
        }
    }

    // [idempotent] the text becomes an enum
    [Reducer]
    public static void MigrateRankFromName(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var rank = Enum.TryParse<Rank>(member.RankName, ignoreCase: true, out var parsed) ? parsed : Rank.Recruit;
            ctx.Db.Member.Id.Update(member with { Rank = rank });
        }
    }

    // [idempotent] the enum becomes a text
    [Reducer]
    public static void MigrateRankName(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { RankName = member.Rank.ToString().ToLowerInvariant() });
        }
    }

    // [not-idempotent] active and away change places
    [Reducer]
    public static void MigrateToggleStanding(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Standing is not (Standing.Active or Standing.Away)) continue;
            ctx.Db.Member.Id.Update(member with { Standing = member.Standing == Standing.Active ? Standing.Away : Standing.Active });
        }
    }

    // [not-idempotent] the old numbers are counted from one: the map is applied to what it gave
    [Reducer]
    public static void MigrateStandingNumbers(ReducerContext ctx)
    {
        var map = new Dictionary<Standing, Standing>
        {
            [Standing.Banned] = Standing.Away,
            [Standing.Away] = Standing.Active,
        };
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (map.TryGetValue(member.Standing, out var standing))
                ctx.Db.Member.Id.Update(member with { Standing = standing });
        }
    }

    // [idempotent] a tag is added where it is missing
    [Reducer]
    public static void MigrateTagAll(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Tags.Contains("migrated")) continue;
            guild.Tags.Add("migrated");
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [not-idempotent] a tag is added to what is there
    [Reducer]
    public static void MigrateTagUnchecked(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var tags = new List<string>(guild.Tags) { guild.Open ? "open" : "closed" };
            ctx.Db.Guild.Id.Update(guild with { Tags = tags });
        }
    }

    // [idempotent] tags in lower case, each once, in order
    [Reducer]
    public static void MigrateNormalizeTags(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            var tags = guild.Tags.Select(t => t.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToList();
            ctx.Db.Guild.Id.Update(guild with { Tags = tags });
        }
    }

    // [not-idempotent] Remove takes the first of two
    [Reducer]
    public static void MigrateRemovePve(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Tags.Remove("pve")) ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [idempotent] RemoveAll takes them all
    [Reducer]
    public static void MigrateRemoveAllPve(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (guild.Tags.RemoveAll(t => t == "pve") > 0) ctx.Db.Guild.Id.Update(guild with { Level = guild.Level + 1 });
        }
    }

    // [not-idempotent] the list is handed to itself
    [Reducer]
    public static void MigrateDoubleTags(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Tags = guild.Tags.Concat(guild.Tags.Select(t => t + "*")).ToList() });
        }
    }

    // [idempotent] the members that the new table lacks
    [Reducer]
    public static void MigrateMissingV2(ReducerContext ctx)
    {
        var known = ctx.Db.MemberV2.Iter().Select(m => m.Id).ToHashSet();
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (!known.Add(member.Id)) continue;
            ctx.Db.MemberV2.Insert(new MemberV2 { Id = member.Id, Name = member.Name.Trim(), Honor = member.Honor });
        }
    }

    // [not-idempotent] asks for the member's id where former members have their own
    [Reducer]
    public static void MigrateFormerWrongId(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Standing != Standing.Banned) continue;
            if (ctx.Db.FormerMember.Id.Find(member.Id) is not null) continue;
            ctx.Db.FormerMember.Insert(new FormerMember { MemberId = member.Id, Name = member.Name });
        }
    }

    // [idempotent] asks whether a former member of that id is there
    [Reducer]
    public static void MigrateFormer(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (ctx.Db.FormerMember.Iter().Any(f => f.MemberId == member.Id)) continue;
            ctx.Db.FormerMember.Insert(new FormerMember { MemberId = member.Id, Name = member.Name });
        }
    }

    // [not-idempotent] the banned are remembered but not deleted
    [Reducer]
    public static void MigrateRememberBanned(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter().Where(m => m.Standing == Standing.Banned).ToList())
        {
            ctx.Db.FormerMember.Insert(new FormerMember { MemberId = member.Id, Name = member.Name });
            ctx.Db.MemberV2.Id.Delete(member.Id);
        }
    }

    // [idempotent] the banned are moved
    [Reducer]
    public static void MigrateMoveBanned(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter().Where(m => m.Standing == Standing.Banned).ToList())
        {
            ctx.Db.FormerMember.Insert(new FormerMember { MemberId = member.Id, Name = member.Name });
            ctx.Db.Member.Delete(member);
        }
    }

    // [idempotent] a table that has rows is not seeded again
    [Reducer]
    public static void SeedFormer(ReducerContext ctx)
    {
        if (ctx.Db.FormerMember.Count > 0) return;
        foreach (var name in new[] { "Zed", "Yan" })
        {
            ctx.Db.FormerMember.Insert(new FormerMember { MemberId = 0, Name = name });
        }
    }

    // [not-idempotent] a second table that has no rows is asked
    [Reducer]
    public static void SeedFormerOtherTable(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Iter().Any()) return;
        ctx.Db.FormerMember.Insert(new FormerMember { MemberId = 0, Name = "Zed" });
    }

    // [idempotent] fixed keys and fixed values
    [Reducer]
    public static void SeedStats(ReducerContext ctx)
    {
        foreach (var (key, value) in new[] { ("max_level", 100L), ("max_members", 50L) })
        {
            if (ctx.Db.GuildStat.Key.Find(key) is null) ctx.Db.GuildStat.Insert(new GuildStat { Key = key, Value = value });
        }
    }

    // [not-idempotent] a vault for each guild, at each run
    [Reducer]
    public static void SeedVaults(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (ctx.Db.Vault.GuildId.Filter(guild.Id).Any(v => v.Item == "chest" && v.Count > 1)) continue;
            ctx.Db.Vault.Insert(new Vault { GuildId = guild.Id, Item = "chest", Count = 1 });
        }
    }

    // [idempotent] a vault for each guild that has none
    [Reducer]
    public static void SeedMissingVaults(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (ctx.Db.Vault.GuildId.Filter(guild.Id).Count() == 0)
                ctx.Db.Vault.Insert(new Vault { GuildId = guild.Id, Item = "chest", Count = 1 });
        }
    }

    // [idempotent] one of each pair of duplicates stays
    [Reducer]
    public static void MigrateDropDuplicateItems(ReducerContext ctx)
    {
        var seen = new HashSet<(ulong, string)>();
        foreach (var vault in ctx.Db.Vault.Iter().OrderBy(v => v.Id))
        {
            if (!seen.Add((vault.GuildId, vault.Item.ToLower()))) ctx.Db.Vault.Id.Delete(vault.Id);
        }
    }

    // [idempotent] duplicates are added up into the first, and go
    [Reducer]
    public static void MigrateMergeDuplicates(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Vault.Iter().GroupBy(v => (v.GuildId, v.Item)))
        {
            var first = group.OrderBy(v => v.Id).First();
            first.Count = (uint)group.Sum(v => v.Count);
            ctx.Db.Vault.Id.Update(first);
            foreach (var other in group.Where(v => v.Id != first.Id)) ctx.Db.Vault.Id.Delete(other.Id);
        }
    }

    // [not-idempotent] duplicates are added up into the first, and stay
    [Reducer]
    public static void MigrateSumDuplicates(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Vault.Iter().GroupBy(v => (v.GuildId, v.Item)).Where(g => g.Count() > 1))
        {
            var first = group.OrderBy(v => v.Id).First();
            ctx.Db.Vault.Id.Update(first with { Count = (uint)group.Sum(v => v.Count) });
        }
    }

    // [not-idempotent] deletes the newest of each guild, not of each duplicate
    [Reducer]
    public static void MigrateDropNewest(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Vault.Iter().GroupBy(v => v.GuildId).ToList())
        {
            if (group.Count() < 2) continue;
            ctx.Db.Vault.Id.Delete(group.Max(v => v.Id));
        }
    }

    // [idempotent] members counted afresh
    [Reducer]
    public static void BackfillMemberCount(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { MemberCount = ctx.Db.Member.GuildId.Filter(guild.Id).Count() });
        }
    }

    // [not-idempotent] members counted on top of the count
    [Reducer]
    public static void BackfillMemberCountOnTop(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (ctx.Db.Guild.Id.Find(member.GuildId) is { } guild)
                ctx.Db.Guild.Id.Update(guild with { MemberCount = guild.MemberCount + 1 });
        }
    }

    // [idempotent] the count starts at none before it is counted up
    [Reducer]
    public static void BackfillMemberCountFromZero(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(guild with { MemberCount = 0 });
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (ctx.Db.Guild.Id.Find(member.GuildId) is { } guild)
                ctx.Db.Guild.Id.Update(guild with { MemberCount = guild.MemberCount + 1 });
        }
    }

    // [not-idempotent] the honor of all members is added to the gold of their guild
    [Reducer]
    public static void MigrateHonorToGold(ReducerContext ctx)
    {
        var sums = from m in ctx.Db.Member.Iter() group m.Honor by m.GuildId into g select (Guild: g.Key, Sum: g.Sum());
        foreach (var (id, sum) in sums)
        {
            if (ctx.Db.Guild.Id.Find(id) is not { } guild) continue;
            guild.Gold += sum;
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [idempotent] the honor of all members goes over to their guild, and they have none left
    [Reducer]
    public static void MigrateHonorMoved(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (ctx.Db.Guild.Id.Find(member.GuildId) is not { } guild) continue;
            ctx.Db.Guild.Id.Update(guild with { Gold = guild.Gold + member.Honor });
            ctx.Db.Member.Id.Update(member with { Honor = 0 });
        }
    }

    // [idempotent] names of guilds by a join
    [Reducer]
    public static void MigrateBannerFromLeader(ReducerContext ctx)
    {
        var pairs = from g in ctx.Db.Guild.Iter()
                    join m in ctx.Db.Member.Iter() on g.Id equals m.GuildId
                    where m.Rank == Rank.Leader
                    select (g, m.Name);
        foreach (var (guild, leader) in pairs.ToList())
        {
            ctx.Db.Guild.Id.Update(guild with { Banner = leader.Trim() + ".png" });
        }
    }

    // [idempotent] positions by the time of joining
    [Reducer]
    public static void MigratePositions(ReducerContext ctx)
    {
        var position = 0;
        foreach (var member in ctx.Db.Member.Iter().OrderBy(m => m.JoinedAt.MicrosecondsSinceUnixEpoch).ThenBy(m => m.Id))
        {
            ctx.Db.Member.Id.Update(member with { Position = ++position });
        }
    }

    // [not-idempotent] positions turn around at each run
    [Reducer]
    public static void MigrateReversePositions(ReducerContext ctx)
    {
        var position = 1;
        foreach (var member in ctx.Db.Member.Iter().OrderByDescending(m => m.Position).ThenByDescending(m => m.Id).ToList())
        {
            ctx.Db.Member.Id.Update(member with { Position = position++ });
        }
    }

    // [idempotent] gaps between the slots are closed
    [Reducer]
    public static void MigrateCloseSlotGaps(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Vault.Iter().GroupBy(v => v.GuildId))
        {
            foreach (var (vault, i) in group.OrderBy(v => v.Slot).ThenBy(v => v.Id).Select((v, i) => (v, i)))
            {
                ctx.Db.Vault.Id.Update(vault with { Slot = (uint)i });
            }
        }
    }

    // [not-idempotent] the slots move behind the last one
    [Reducer]
    public static void MigrateOffsetSlots(ReducerContext ctx)
    {
        var last = ctx.Db.Vault.Iter().Max(v => v.Slot);
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(vault with { Slot = vault.Slot + last });
        }
    }

    // [idempotent] the slots move so that the first stands at one
    [Reducer]
    public static void MigrateSlotsFromOne(ReducerContext ctx)
    {
        var first = ctx.Db.Vault.Iter().Select(v => v.Slot).DefaultIfEmpty(1u).Min();
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(vault with { Slot = vault.Slot - first + 1 });
        }
    }

    // [not-idempotent] each takes the position of the next
    [Reducer]
    public static void MigrateRotatePositions(ReducerContext ctx)
    {
        var members = ctx.Db.Member.Iter().OrderBy(m => m.Id).ToArray();
        for (var i = 0; i < members.Length; i++)
        {
            ctx.Db.Member.Id.Update(members[i] with { Position = members[(i + 1) % members.Length].Position });
        }
    }

    static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    // [not-idempotent] swaps through a generic helper
    [Reducer]
    public static void MigrateSwapFirstLast(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            Swap(ref member.First, ref member.Last);
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] swaps only where they stand in the wrong order
    [Reducer]
    public static void MigrateOrderFirstLast(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            if (string.CompareOrdinal(member.First, member.Last) <= 0) continue;
            Swap(ref member.First, ref member.Last);
            ctx.Db.Member.Id.Update(member);
        }
    }

    static bool TrySplit(string text, char at, out string left, out string right)
    {
        var i = text.IndexOf(at);
        left = i < 0 ? text : text[..i];
        right = i < 0 ? "" : text[(i + 1)..];
        return i >= 0;
    }

    // [idempotent] the part before the line is the name, and afterwards there is no line
    [Reducer]
    public static void MigrateNameBeforeUnderscore(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (TrySplit(member.Name, '_', out var left, out var right))
                ctx.Db.Member.Id.Update(member with { Name = left, Nick = right });
        }
    }

    // [not-idempotent] takes out one line at each run
    [Reducer]
    public static void MigrateNameWithoutUnderscore(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (TrySplit(member.Name, '_', out var left, out var right))
                ctx.Db.Member.Id.Update(member with { Name = left + right });
        }
    }

    // [not-idempotent] the part behind the blank goes away, and with the next run the next
    [Reducer]
    public static void MigrateFullNameBehindBlank(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (TrySplit(member.FullName, ' ', out _, out var right))
                ctx.Db.Member.Id.Update(member with { FullName = right });
        }
    }

    static void ForEachGuild(ReducerContext ctx, Func<Guild, Guild> change)
    {
        foreach (var guild in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(change(guild));
    }

    // [idempotent] a delegate that copies
    [Reducer]
    public static void MigrateCopyByDelegate(ReducerContext ctx) => ForEachGuild(ctx, g => g with { Banner = g.Slug });

    // [not-idempotent] a delegate that adds
    [Reducer]
    public static void MigrateAddByDelegate(ReducerContext ctx)
    {
        var bonus = 0u;
        ForEachGuild(ctx, g => g with { Level = g.Level + ++bonus });
    }

    // [not-idempotent] a local function that adds
    [Reducer]
    public static void MigrateLocalFunction(ReducerContext ctx)
    {
        void Raise(Member member, int by) => ctx.Db.Member.Id.Update(member with { Position = member.Position + by });
        foreach (var guild in ctx.Db.Guild.Iter())
            foreach (var member in ctx.Db.Member.GuildId.Filter(guild.Id))
                Raise(member, guild.Open ? 1 : 0);
    }

    // [not-idempotent] draws a number at each run
    [Reducer]
    public static void MigrateRandomEnergy(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Energy = (byte)ctx.Rng.Next(1, 101) });
        }
    }

    // [idempotent] draws a number where there is none yet
    [Reducer]
    public static void MigrateRandomEnergyMissing(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Energy != 0) continue;
            ctx.Db.Member.Id.Update(member with { Energy = (byte)ctx.Rng.Next(1, 101) });
        }
    }

    // [idempotent] the numbers of a seed are the same at each run
    [Reducer]
    public static void MigrateSeededEnergy(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var random = new Random((int)member.Id);
            ctx.Db.Member.Id.Update(member with { Energy = (byte)random.Next(1, 101) });
        }
    }

    // [not-idempotent] a new id for each banner
    [Reducer]
    public static void MigrateBannerGuid(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Banner = Guid.NewGuid().ToString("N") });
        }
    }

    // [idempotent] a row that cannot be read gets the value of none
    [Reducer]
    public static void MigrateTryParse(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            try
            {
                ctx.Db.Member.Id.Update(member with { Position = int.Parse(member.Name) });
            }
            catch (FormatException)
            {
                ctx.Db.Member.Id.Update(member with { Position = -1 });
            }
        }
    }

    // [not-idempotent] a row that fails is skipped, the others are changed again
    [Reducer]
    public static void MigrateSkipFailures(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            try
            {
                if (member.FullName == "") throw new InvalidOperationException("no name");
                member.Honor -= 3;
                ctx.Db.Member.Id.Update(member);
            }
            catch (InvalidOperationException e)
            {
                Log.Warn(e.Message);
            }
        }
    }

    // [not-idempotent] two more guilds at each run
    [Reducer]
    public static void MigrateBatch(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter().Where(g => !g.Migrated).OrderBy(g => g.Id).Take(2))
        {
            ctx.Db.Guild.Id.Update(guild with { Level = guild.Level + 1, Migrated = true });
        }
    }

    // [not-idempotent] goes on behind the row where it left off
    [Reducer]
    public static void MigrateFromCursor(ReducerContext ctx)
    {
        var cursor = ctx.Db.GuildStat.Key.Find("cursor") ?? ctx.Db.GuildStat.Insert(new GuildStat { Key = "cursor" });
        foreach (var member in ctx.Db.Member.Iter().Where(m => (long)m.Id > cursor.Value).OrderBy(m => m.Id).Take(2).ToList())
        {
            ctx.Db.Member.Id.Update(member with { Nick = member.Name });
            cursor.Value = (long)member.Id;
        }
        ctx.Db.GuildStat.Key.Update(cursor);
    }

    // [idempotent] goes on behind the last row to the end
    [Reducer]
    public static void MigrateFromCursorToEnd(ReducerContext ctx)
    {
        var cursor = ctx.Db.GuildStat.Key.Find("cursor") ?? ctx.Db.GuildStat.Insert(new GuildStat { Key = "cursor" });
        foreach (var member in ctx.Db.Member.Iter().OrderBy(m => m.Id))
        {
            if ((long)member.Id <= cursor.Value) continue;
            ctx.Db.Member.Id.Update(member with { Honor = member.Honor + 1 });
            cursor = cursor with { Value = (long)member.Id };
        }
        ctx.Db.GuildStat.Key.Update(cursor);
    }

    // [not-idempotent] a reminder more at each run
    [Reducer]
    public static void MigrateScheduleReminders(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Reminder.Insert(new Reminder { GuildId = guild.Id, At = new ScheduleAt.Time(new Timestamp(ctx.Timestamp.MicrosecondsSinceUnixEpoch + 1000)) });
        }
    }

    // [idempotent] a reminder for those that have none
    [Reducer]
    public static void MigrateScheduleMissing(ReducerContext ctx)
    {
        var reminded = new HashSet<ulong>(ctx.Db.Reminder.Iter().Select(r => r.GuildId));
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (reminded.Contains(guild.Id)) continue;
            ctx.Db.Reminder.Insert(new Reminder { GuildId = guild.Id, At = new ScheduleAt.Interval(TimeSpan.FromHours(1)) });
        }
    }

    // [idempotent] rows of guilds that are not there go
    [Reducer]
    public static void MigrateDropOrphans(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            if (ctx.Db.Guild.Id.Find(vault.GuildId) is null) ctx.Db.Vault.Id.Delete(vault.Id);
        }
        foreach (var member in ctx.Db.Member.Iter().ExceptBy(ctx.Db.Guild.Iter().Select(g => g.Id), m => m.GuildId).ToList())
        {
            ctx.Db.Member.Id.Update(member with { GuildId = 1 });
        }
    }

    // [not-idempotent] first guilds without members go, then the members without a leader, so that the next run finds empty guilds
    [Reducer]
    public static void MigrateCascade(ReducerContext ctx)
    {
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (!ctx.Db.Member.GuildId.Filter(guild.Id).Any()) ctx.Db.Guild.Id.Delete(guild.Id);
        }
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            if (ctx.Db.Member.GuildId.Filter(guild.Id).All(m => m.Rank != Rank.Leader)) ctx.Db.Member.GuildId.Delete(guild.Id);
        }
    }

    // [not-idempotent] the first that fits is changed, and at the next run the next
    [Reducer]
    public static void MigrateFirstOnly(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter().OrderBy(m => m.Id))
        {
            if (member.Standing == Standing.Active) continue;
            ctx.Db.Member.Id.Update(member with { Standing = Standing.Active });
            break;
        }
    }

    // [idempotent] the richest guild is open
    [Reducer]
    public static void MigrateOpenRichest(ReducerContext ctx)
    {
        var richest = ctx.Db.Guild.Iter().MaxBy(g => g.Gold);
        foreach (var guild in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(guild with { Open = guild.Id == richest.Id });
        }
    }

    // [not-idempotent] the richest pays the poorest until another is the richest
    [Reducer]
    public static void MigrateLevelOut(ReducerContext ctx)
    {
        var ordered = ctx.Db.Guild.Iter().OrderByDescending(g => g.Gold).ToList();
        if (ordered.Count < 2) return;
        var (rich, poor) = (ordered[0], ordered[^1]);
        ctx.Db.Guild.Id.Update(rich with { Gold = rich.Gold - 5 });
        ctx.Db.Guild.Id.Update(poor with { Gold = poor.Gold + 5 });
    }

    // [idempotent] a position out of a hash of the name
    [Reducer]
    public static void MigratePositionFromHash(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var hash = 17;
            foreach (var c in member.Name) hash = unchecked(hash * 31 + c);
            ctx.Db.Member.Id.Update(member with { Position = hash & 0xff });
        }
    }

    // [not-idempotent] the hash takes in what it gave
    [Reducer]
    public static void MigratePositionFromOwnHash(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(member with { Position = unchecked(member.Position * 31 + member.Name.Length) % 1009 });
        }
    }

    // [idempotent] a key that has its prefix stays as it is
    [Reducer]
    public static void MigrateKeyCase(ReducerContext ctx)
    {
        foreach (var stat in ctx.Db.GuildStat.Iter())
        {
            var key = "guild." + stat.Key[(stat.Key.IndexOf('.') + 1)..];
            if (key == stat.Key) continue;
            ctx.Db.GuildStat.Key.Delete(stat.Key);
            ctx.Db.GuildStat.Insert(stat with { Key = key });
        }
    }

    // [not-idempotent] the key goes one level deeper at each run
    [Reducer]
    public static void MigrateKeyNamespace(ReducerContext ctx)
    {
        foreach (var stat in ctx.Db.GuildStat.Iter().ToArray())
        {
            ctx.Db.GuildStat.Delete(stat);
            ctx.Db.GuildStat.Insert(new GuildStat { Key = $"guild.{stat.Key}", Value = stat.Value });
        }
    }

    // [not-idempotent] each stack of more than ten is cut in two
    [Reducer]
    public static void MigrateSplitStacks(ReducerContext ctx)
    {
        foreach (var vault in ctx.Db.Vault.Iter())
        {
            if (vault.Count <= 10) continue;
            var half = vault.Count / 2;
            ctx.Db.Vault.Id.Update(vault with { Count = vault.Count - half });
            ctx.Db.Vault.Insert(new Vault { GuildId = vault.GuildId, Item = vault.Item, Count = half, Slot = vault.Slot });
        }
    }

    // [idempotent] stacks of a hundred and a rest
    [Reducer]
    public static void MigrateSplitAllStacks(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Vault.Iter())
        {
            var vault = row;
            while (vault.Count > 100)
            {
                ctx.Db.Vault.Insert(new Vault { GuildId = vault.GuildId, Item = vault.Item, Count = 100, Slot = vault.Slot });
                vault.Count -= 100;
            }
            ctx.Db.Vault.Id.Update(vault);
        }
    }

    // [idempotent] the row is found under its old key or under its new one
    [Reducer]
    public static void MigrateStatFallback(ReducerContext ctx)
    {
        var stat = ctx.Db.GuildStat.Key.Find("guilds") ?? ctx.Db.GuildStat.Key.Find("guild_count") ?? default;
        ctx.Db.GuildStat.Key.Delete("guilds");
        ctx.Db.GuildStat.Key.Delete("guild_count");
        ctx.Db.GuildStat.Insert(new GuildStat { Key = "guild_count", Value = stat.Value });
    }

    // [not-idempotent] a row that is read before it is renamed is not there at the second run
    [Reducer]
    public static void MigrateStatRenamed(ReducerContext ctx)
    {
        var value = ctx.Db.GuildStat.Key.Find("guilds")?.Value ?? 0;
        ctx.Db.GuildStat.Key.Delete("guilds");
        ctx.Db.GuildStat.Key.Delete("guild_total");
        ctx.Db.GuildStat.Insert(new GuildStat { Key = "guild_total", Value = value });
    }

    // [idempotent] reads and reports
    [Reducer]
    public static void GuildReport(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            guild.Gold += 1;
            Log.Info($"{guild.Name}: {guild.Gold}");
        }
    }

    // [idempotent] the marker is looked up by hand
    [Reducer]
    public static void MigrateMarkerByAny(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Iter().Any(a => a.Name.Equals("by-any", StringComparison.OrdinalIgnoreCase))) return;
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + 1 });
        Record(ctx, "By-Any");
    }

    // [not-idempotent] the marker is recorded in another case than it is looked up
    [Reducer]
    public static void MigrateMarkerCase(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Iter().Select(a => a.Name).Contains("by-case")) return;
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + 1 });
        Record(ctx, "By-Case");
    }

    // [idempotent] the marker of a run that changed nothing is not needed
    [Reducer]
    public static void MigrateMarkerIfChanged(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("if-changed").HasValue) return;
        var changed = 0;
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (!m.Veteran) continue;
            ctx.Db.Member.Id.Update(m with { Honor = m.Honor + 10 });
            changed++;
        }
        if (changed > 0) Record(ctx, "if-changed");
    }

    // [not-idempotent] the marker is recorded only if nothing was changed
    [Reducer]
    public static void MigrateMarkerIfUnchanged(ReducerContext ctx)
    {
        if (ctx.Db.Applied.Name.Find("if-unchanged").HasValue) return;
        var changed = false;
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (!m.Veteran) continue;
            ctx.Db.Member.Id.Update(m with { Honor = m.Honor + 10 });
            changed = true;
        }
        if (!changed) Record(ctx, "if-unchanged");
    }

    private sealed class Step(ReducerContext ctx, string name) : IDisposable
    {
        public bool IsDone { get; } = ctx.Db.Applied.Name.Find(name) is not null;
        public void Dispose()
        {
            if (!IsDone) Record(ctx, name);
        }
    }

    // [idempotent] what is disposed of records the marker
    [Reducer]
    public static void MigrateUsingStep(ReducerContext ctx)
    {
        using var step = new Step(ctx, "using");
        if (step.IsDone) return;
        foreach (var v in ctx.Db.Vault.Iter()) ctx.Db.Vault.Id.Update(v with { Count = v.Count * 2 });
    }

    // [not-idempotent] what would record the marker is not disposed of
    [Reducer]
    public static void MigrateWithoutUsing(ReducerContext ctx)
    {
        var step = new Step(ctx, "no-using");
        if (step.IsDone) return;
        foreach (var v in ctx.Db.Vault.Iter()) ctx.Db.Vault.Id.Update(v with { Count = v.Count * 2 });
    }

    // [idempotent] the version stands among the stats
    [Reducer]
    public static void MigrateStatVersion(ReducerContext ctx)
    {
        const long target = 4;
        var stat = ctx.Db.GuildStat.Key.Find("schema") ?? ctx.Db.GuildStat.Insert(new GuildStat { Key = "schema", Value = 0 });
        if (stat.Value >= target) return;
        for (var version = stat.Value; version < target; version++)
        {
            foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Level = g.Level + (uint)version });
        }
        ctx.Db.GuildStat.Key.Update(stat with { Value = target });
    }

    // [not-idempotent] text is compared, and "10" stands before "9"
    [Reducer]
    public static void MigrateTextVersion(ReducerContext ctx)
    {
        var state = ctx.Db.Applied.Name.Find("version")?.State ?? "1";
        if (string.CompareOrdinal(state, "9") >= 0) return;
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Level = g.Level + 1 });
        Record(ctx, "version", "10");
    }

    // [idempotent] each case goes on to the next
    [Reducer]
    public static void MigrateGotoCase(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(0)?.Version ?? 0;
        switch (version)
        {
            case 0:
                foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + 3 });
                goto case 1;
            case 1:
                foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Gold = g.Gold * 2 });
                goto default;
            default:
                ctx.Db.DataVersion.Id.Delete(0);
                ctx.Db.DataVersion.Insert(new DataVersion { Id = 0, Version = 2 });
                break;
        }
    }

    // [idempotent] honor pays for positions while it lasts
    [Reducer]
    public static void MigrateSpendHonor(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            var cost = 10;
            while (member.Honor >= cost)
            {
                member.Honor -= cost;
                member.Position++;
            }
            if (member.Position != row.Position) ctx.Db.Member.Id.Update(member);
        }
    }

    // [not-idempotent] each next position costs more, but the second run starts at the lowest price again
    [Reducer]
    public static void MigrateSpendMoreHonor(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Member.Iter())
        {
            var member = row;
            for (var cost = 10; member.Honor >= cost; cost *= 2)
            {
                member.Honor -= cost;
                member.Position++;
            }
            ctx.Db.Member.Id.Update(member);
        }
    }

    // [idempotent] an absolute value has no sign to lose
    [Reducer]
    public static void MigrateAbsHonor(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(m with { Honor = m.Honor < 0 ? -m.Honor : m.Honor });
        }
    }

    // [not-idempotent] the complement of the complement
    [Reducer]
    public static void MigrateComplement(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(m with { Energy = (byte)(byte.MaxValue - m.Energy) });
        }
    }

    // [not-idempotent] clears the lowest bit that is set
    [Reducer]
    public static void MigrateClearLowestBit(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.Flags == 0) continue;
            ctx.Db.Member.Id.Update(m with { Flags = m.Flags & (m.Flags - 1) });
        }
    }

    // [idempotent] keeps the highest bit that is set
    [Reducer]
    public static void MigrateHighestBit(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            var bit = 0u;
            for (var i = 0; i < 32; i++) if ((m.Flags & (1u << i)) != 0) bit = 1u << i;
            ctx.Db.Member.Id.Update(m with { Flags = bit });
        }
    }

    // [idempotent] up to the next full ten
    [Reducer]
    public static void MigrateRoundUp(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(v with { Count = (v.Count + 9) / 10 * 10 });
        }
    }

    // [not-idempotent] a full ten goes on to the next too
    [Reducer]
    public static void MigrateRoundPast(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            ctx.Db.Vault.Id.Update(v with { Count = (v.Count + 10) / 10 * 10 });
        }
    }

    // [not-idempotent] a tenth of interest
    [Reducer]
    public static void MigrateInterest(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            var interest = (long)(g.Gold * 0.1);
            if (interest <= 0) continue;
            ctx.Db.Guild.Id.Update(g with { Gold = g.Gold + interest });
        }
    }

    // [not-idempotent] a mean of the old value and the count moves towards the count
    [Reducer]
    public static void MigrateRunningMean(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(g with { Gold = (g.Gold * 3 + 100) / 4 });
        }
    }

    // [idempotent] a text that is too long is cut, and its end says so
    [Reducer]
    public static void MigrateEllipsis(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            if (g.Motto.Length > 10) ctx.Db.Guild.Id.Update(g with { Motto = g.Motto[..7] + "..." });
        }
    }

    // [not-idempotent] the name keeps the numbers of all runs
    [Reducer]
    public static void MigrateNameWithNumber(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(g with { Name = $"{g.Name.TrimEnd()}#{g.Id:D3}" });
        }
    }

    // [idempotent] the old number is cut off first
    [Reducer]
    public static void MigrateNameWithOneNumber(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(g with { Name = $"{g.Name.Split('#')[0].TrimEnd()}#{g.Id:D3}" });
        }
    }

    // [idempotent] blanks are replaced until no two stand together
    [Reducer]
    public static void MigrateCollapseBlanks(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            var motto = g.Motto;
            while (motto.Contains("  ")) motto = motto.Replace("  ", " ");
            if (motto != g.Motto) ctx.Db.Guild.Id.Update(g with { Motto = motto, Level = g.Level + 1 });
        }
    }

    // [not-idempotent] an escaped text is escaped again
    [Reducer]
    public static void MigrateEscape(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(g with { Slug = Uri.EscapeDataString(g.Name) , Motto = g.Motto.Replace("'", "''").Replace(",", ",,") });
        }
    }

    // [idempotent] turns "First Last" around once, for a comma tells that it was done
    [Reducer]
    public static void MigrateLastFirst(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.FullName.Contains(',')) continue;
            var words = m.FullName.Split(' ');
            if (words.Length < 2) continue;
            ctx.Db.Member.Id.Update(m with { FullName = $"{words[^1]}, {string.Join(' ', words[..^1])}" });
        }
    }

    // [not-idempotent] turns the words around at each run
    [Reducer]
    public static void MigrateLastFirstUnchecked(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.FullName.Split(' ') is not [var first, .. var rest] || rest.Length == 0) continue;
            ctx.Db.Member.Id.Update(m with { FullName = string.Join(' ', rest) + ' ' + first });
        }
    }

    // [not-idempotent] the number in the text counts the runs
    [Reducer]
    public static void MigrateMottoRevision(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            var at = g.Motto.LastIndexOf(" v", StringComparison.Ordinal);
            var revision = at >= 0 && int.TryParse(g.Motto[(at + 2)..], out var n) ? n : 1;
            ctx.Db.Guild.Id.Update(g with { Motto = (at >= 0 ? g.Motto[..at] : g.Motto) + " v" + (revision + 1) });
        }
    }

    // [not-idempotent] rot13, which turns back what it turned
    [Reducer]
    public static void MigrateRot13(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            var item = string.Concat(v.Item.Select(c => c switch
            {
                >= 'a' and <= 'z' => (char)('a' + (c - 'a' + 13) % 26),
                >= 'A' and <= 'Z' => (char)('A' + (c - 'A' + 13) % 26),
                _ => c,
            }));
            ctx.Db.Vault.Id.Update(v with { Item = item });
        }
    }

    // [idempotent] the unit tells whether the number was converted
    [Reducer]
    public static void MigrateUnits(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.RankName.EndsWith(":cm")) continue;
            ctx.Db.Member.Id.Update(m with { Position = m.Position * 100, RankName = m.RankName + ":cm" });
        }
    }

    // [not-idempotent] no name at all is made empty and an empty one none
    [Reducer]
    public static void MigrateEmptyOrNull(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            var nick = m.Nick switch { null => "", "" => null, var other => other };
            if (nick != m.Nick) ctx.Db.Member.Id.Update(m with { Nick = nick });
        }
    }

    // [idempotent] empty names become none
    [Reducer]
    public static void MigrateEmptyToNull(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.Nick is null or { Length: > 0 }) continue;
            ctx.Db.Member.Id.Update(m with { Nick = null, Honor = m.Honor + 1 });
        }
    }

    // [not-idempotent] closed becomes open by turning the flag around
    [Reducer]
    public static void MigrateClosedToOpen(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter()) ctx.Db.Guild.Id.Update(g with { Open = !g.Open });
    }

    // [idempotent] one flag is the opposite of another
    [Reducer]
    public static void MigrateOppositeFlag(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Id.Update(m with { Veteran = !m.Converted });
    }

    // [idempotent] a new tag in front, if it is not there in any case
    [Reducer]
    public static void MigrateTagInFront(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Guild.Iter())
        {
            var guild = row;
            if (guild.Tags.Any(t => string.Equals(t, "guild", StringComparison.OrdinalIgnoreCase))) continue;
            guild.Tags.Insert(0, "GUILD");
            guild.Level++;
            ctx.Db.Guild.Id.Update(guild);
        }
    }

    // [not-idempotent] the last three of a list that grows
    [Reducer]
    public static void MigrateCapTags(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            var tags = g.Tags.Append($"level {g.Level}").TakeLast(3).ToList();
            ctx.Db.Guild.Id.Update(g with { Tags = tags, Level = g.Level + (uint)tags.Count / 3 });
        }
    }

    // [idempotent] the first two tags
    [Reducer]
    public static void MigrateTwoTags(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            if (g.Tags.Count > 2) g.Tags.RemoveRange(2, g.Tags.Count - 2);
            ctx.Db.Guild.Id.Update(g);
        }
    }

    // [not-idempotent] the first tag goes at each run
    [Reducer]
    public static void MigrateFirstTagToBanner(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            if (g.Tags.Count == 0) continue;
            var first = g.Tags[0];
            g.Tags.RemoveAt(0);
            ctx.Db.Guild.Id.Update(g with { Banner = first });
        }
    }

    // [idempotent] the first tag becomes the banner of a guild without one
    [Reducer]
    public static void MigrateFirstTagToMissingBanner(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            if (g.Banner is not null || g.Tags is not [var first, ..]) continue;
            g.Tags.Remove(first);
            ctx.Db.Guild.Id.Update(g with { Banner = first });
        }
    }

    // [idempotent] the list of a row that is not stored again
    [Reducer]
    public static void MigrateTagsOfCopy(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            g.Tags.Add("seen");
            Log.Info(string.Join(",", g.Tags));
        }
    }

    // [not-idempotent] guild 1 becomes 2 and 2 becomes 3
    [Reducer]
    public static void MigrateGuildIds(ReducerContext ctx)
    {
        var map = new Dictionary<ulong, ulong> { { 1, 2 }, { 2, 3 } };
        foreach (var m in ctx.Db.Member.Iter())
        {
            ctx.Db.Member.Id.Update(m with { GuildId = map.GetValueOrDefault(m.GuildId, m.GuildId) });
        }
    }

    // [idempotent] old ids become new ones that are not old ones
    [Reducer]
    public static void MigrateGuildIdsApart(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            if (v.GuildId >= 1000) continue;
            ctx.Db.Vault.Id.Update(v with { GuildId = v.GuildId + 1000 });
        }
    }

    // [idempotent] filled up to three
    [Reducer]
    public static void SeedUpToThree(ReducerContext ctx)
    {
        while (ctx.Db.FormerMember.Count < 3)
        {
            ctx.Db.FormerMember.Insert(new FormerMember { Name = $"npc {ctx.Db.FormerMember.Count}" });
        }
    }

    // [not-idempotent] one more while there are fewer than three
    [Reducer]
    public static void SeedOneMore(ReducerContext ctx)
    {
        if (ctx.Db.FormerMember.Count >= 3) return;
        ctx.Db.FormerMember.Insert(new FormerMember { Name = "npc" });
    }

    // [idempotent] a slot for each number that is missing
    [Reducer]
    public static void SeedSlots(ReducerContext ctx)
    {
        var taken = ctx.Db.Vault.GuildId.Filter(2ul).Select(v => v.Slot).ToHashSet();
        for (uint slot = 0; slot < 4; slot++)
        {
            if (!taken.Contains(slot)) ctx.Db.Vault.Insert(new Vault { GuildId = 2, Item = "", Slot = slot });
        }
    }

    // [idempotent] only the difference is written down, and then there is none
    [Reducer]
    public static void MigrateLedger(ReducerContext ctx)
    {
        var wanted = ctx.Db.Member.Iter().Sum(m => (long)m.Honor);
        var known = ctx.Db.GuildStat.Key.Find("honor")?.Value ?? 0;
        if (wanted == known) return;
        ctx.Db.FormerMember.Insert(new FormerMember { Name = $"correction {wanted - known}" });
        ctx.Db.GuildStat.Key.Delete("honor");
        ctx.Db.GuildStat.Insert(new GuildStat { Key = "honor", Value = wanted });
    }

    // [idempotent] who was not seen for long is away
    [Reducer]
    public static void MigrateAway(ReducerContext ctx)
    {
        var limit = ctx.Timestamp.MicrosecondsSinceUnixEpoch - TimeSpan.FromDays(30).Ticks / 10;
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.SeenAt is { } seen && seen.MicrosecondsSinceUnixEpoch < limit)
                ctx.Db.Member.Id.Update(m with { Standing = Standing.Away });
        }
    }

    // [not-idempotent] the table is built anew, with new ids
    [Reducer]
    public static void MigrateRebuildFormer(ReducerContext ctx)
    {
        foreach (var f in ctx.Db.FormerMember.Iter()) ctx.Db.FormerMember.Id.Delete(f.Id);
        foreach (var m in ctx.Db.Member.Iter()) ctx.Db.FormerMember.Insert(new FormerMember { MemberId = m.Id, Name = m.Name });
    }

    // [idempotent] the table is built anew, with the ids of the members
    [Reducer]
    public static void MigrateRebuildV2(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.MemberV2.Iter().ToList()) ctx.Db.MemberV2.Delete(v);
        foreach (var m in ctx.Db.Member.Iter()) ctx.Db.MemberV2.Insert(new MemberV2 { Id = m.Id, Name = m.Name, Honor = m.Honor * 2 });
    }

    // [not-idempotent] what is there already is added to
    [Reducer]
    public static void MigrateMergeIntoV2(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (ctx.Db.MemberV2.Id.Find(m.Id) is MemberV2 v2)
                ctx.Db.MemberV2.Id.Update(v2 with { Honor = v2.Honor + m.Honor });
            else
                ctx.Db.MemberV2.Insert(new MemberV2 { Id = m.Id, Name = m.Name });
        }
    }

    // [idempotent] written over or inserted
    [Reducer]
    public static void MigrateUpsertV2(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            var v2 = new MemberV2 { Id = m.Id, Name = m.First + m.Last, Honor = Math.Max(m.Honor, 0) };
            _ = ctx.Db.MemberV2.Id.Find(m.Id) is null ? ctx.Db.MemberV2.Insert(v2) : ctx.Db.MemberV2.Id.Update(v2);
        }
    }

    // [idempotent] the smaller guild goes into the larger
    [Reducer]
    public static void MigrateMergeGuilds(ReducerContext ctx)
    {
        if (ctx.Db.Guild.Id.Find(1) is not { } keep || ctx.Db.Guild.Id.Find(2) is not { } drop) return;
        foreach (var m in ctx.Db.Member.GuildId.Filter(drop.Id)) ctx.Db.Member.Id.Update(m with { GuildId = keep.Id });
        ctx.Db.Guild.Id.Update(keep with { Wealth = keep.Wealth + drop.Wealth, Tags = keep.Tags.Union(drop.Tags).ToList() });
        ctx.Db.Guild.Id.Delete(drop.Id);
    }

    // [not-idempotent] the guild that went into the other keeps its wealth
    [Reducer]
    public static void MigrateMergeGuildsKept(ReducerContext ctx)
    {
        if (ctx.Db.Guild.Id.Find(1) is not { } keep || ctx.Db.Guild.Id.Find(2) is not { } drop) return;
        foreach (var m in ctx.Db.Member.GuildId.Filter(drop.Id).ToList()) ctx.Db.Member.Id.Update(m with { GuildId = keep.Id });
        ctx.Db.Guild.Id.Update(keep with { Wealth = keep.Wealth + drop.Wealth });
        ctx.Db.Guild.Id.Update(drop with { Open = false });
    }

    // [not-idempotent] officers and leaders change places
    [Reducer]
    public static void MigrateSwapRanks(ReducerContext ctx)
    {
        var officers = ctx.Db.Member.Iter().Where(m => m.Rank == Rank.Officer).Select(m => m.Id).ToList();
        var leaders = ctx.Db.Member.Iter().Where(m => m.Rank == Rank.Leader).Select(m => m.Id).ToList();
        foreach (var id in officers) ctx.Db.Member.Id.Update(ctx.Db.Member.Id.Find(id)!.Value with { Rank = Rank.Leader });
        foreach (var id in leaders) ctx.Db.Member.Id.Update(ctx.Db.Member.Id.Find(id)!.Value with { Rank = Rank.Officer });
    }

    // [idempotent] a missing nickname is that of the member before
    [Reducer]
    public static void MigrateFillForward(ReducerContext ctx)
    {
        string? last = null;
        foreach (var m in ctx.Db.Member.Iter().OrderBy(m => m.Id))
        {
            if (m.Nick is null && last is not null) ctx.Db.Member.Id.Update(m with { Nick = last });
            else last = m.Nick ?? last;
        }
    }

    // [not-idempotent] a running sum over the column that it writes
    [Reducer]
    public static void MigrateRunningSum(ReducerContext ctx)
    {
        var sum = 0;
        foreach (var m in ctx.Db.Member.Iter().OrderBy(m => m.Id))
        {
            sum += m.Position;
            ctx.Db.Member.Id.Update(m with { Position = sum });
        }
    }

    // [idempotent] a running sum over another column
    [Reducer]
    public static void MigrateRunningSumOfHonor(ReducerContext ctx)
    {
        var sum = 0;
        foreach (var m in ctx.Db.Member.Iter().OrderBy(m => m.Id))
        {
            sum += m.Honor;
            ctx.Db.Member.Id.Update(m with { Position = sum });
        }
    }

    // [idempotent] a key that is there is left, with the time that it has
    [Reducer]
    public static void SeedWithTry(ReducerContext ctx)
    {
        try
        {
            ctx.Db.Applied.Insert(new Applied { Name = "try", State = "done", At = ctx.Timestamp });
        }
        catch (Exception)
        {
            Log.Info("there already");
        }
    }

    // [not-idempotent] the first of two inserts has no key that could refuse it
    [Reducer]
    public static void SeedTwoWithTry(ReducerContext ctx)
    {
        try
        {
            ctx.Db.FormerMember.Insert(new FormerMember { Name = "first" });
            ctx.Db.Applied.Insert(new Applied { Name = "try2", State = "done", At = ctx.Timestamp });
        }
        catch (Exception e)
        {
            Log.Warn(e.Message);
        }
    }

    // [idempotent] whoever was deleted is remembered
    [Reducer]
    public static void MigrateDeleteAndRemember(ReducerContext ctx)
    {
        foreach (var v2 in ctx.Db.MemberV2.Iter())
        {
            if (ctx.Db.Member.Id.Delete(v2.Id)) ctx.Db.FormerMember.Insert(new FormerMember { MemberId = v2.Id, Name = v2.Name });
        }
    }

    // [not-idempotent] the number of rows is the next key
    [Reducer]
    public static void SeedNextKey(ReducerContext ctx)
    {
        var next = ctx.Db.MemberV2.Iter().Select(v => v.Id).DefaultIfEmpty().Max() + 1;
        ctx.Db.MemberV2.Insert(new MemberV2 { Id = next, Name = "Guest" });
    }

    // [idempotent] all changes are gathered first, and none is relative
    [Reducer]
    public static void MigrateGathered(ReducerContext ctx)
    {
        var changes = new List<Member>();
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.Honor < 0) changes.Add(m with { Standing = Standing.Banned, Honor = 0 });
            else if (m is { Honor: > 1000, Rank: not Rank.Leader }) changes.Add(m with { Rank = Rank.Officer });
        }
        changes.ForEach(m => ctx.Db.Member.Id.Update(m));
    }

    static IEnumerable<Member> Poor(ReducerContext ctx)
    {
        foreach (var m in ctx.Db.Member.Iter())
        {
            if (m.Honor < 20) yield return m;
        }
    }

    // [not-idempotent] the poor get a little, and are still poor
    [Reducer]
    public static void MigratePoor(ReducerContext ctx)
    {
        foreach (var m in Poor(ctx)) ctx.Db.Member.Id.Update(m with { Honor = m.Honor + 1 });
    }

    // [idempotent] the poor get what they lack
    [Reducer]
    public static void MigratePoorToTwenty(ReducerContext ctx)
    {
        foreach (var m in Poor(ctx)) ctx.Db.Member.Id.Update(m with { Honor = m.Honor + (20 - m.Honor), Position = m.Position + 1 });
    }

    // [not-idempotent] the reminder moves on with each run
    [Reducer]
    public static void MigratePostponeReminders(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Reminder.Iter())
        {
            ctx.Db.Reminder.Id.Update(r with { At = new ScheduleAt.Time(ctx.Timestamp) });
        }
    }

    // [idempotent] points of time become an interval
    [Reducer]
    public static void MigrateReminderIntervals(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Reminder.Iter())
        {
            if (r.At is not ScheduleAt.Time) continue;
            ctx.Db.Reminder.Id.Update(r with { At = new ScheduleAt.Interval(TimeSpan.FromMinutes(5)) });
        }
    }

    // [not-idempotent] one reminder replaces all, under a new id
    [Reducer]
    public static void MigrateSingleReminder(ReducerContext ctx)
    {
        foreach (var r in ctx.Db.Reminder.Iter()) ctx.Db.Reminder.Id.Delete(r.Id);
        ctx.Db.Reminder.Insert(new Reminder { GuildId = 1, At = new ScheduleAt.Interval(TimeSpan.FromMinutes(5)) });
    }

    // [not-idempotent] the date of the run is part of the text
    [Reducer]
    public static void MigrateDatedMotto(ReducerContext ctx)
    {
        foreach (var g in ctx.Db.Guild.Iter())
        {
            ctx.Db.Guild.Id.Update(g with { Banner = $"{g.Slug}-{ctx.Timestamp.MicrosecondsSinceUnixEpoch / 1000}.png" });
        }
    }

    // [idempotent] the least honor is taken from all, and then the least is none
    [Reducer]
    public static void MigrateFromLeast(ReducerContext ctx)
    {
        if (ctx.Db.Member.Count == 0) return;
        var least = ctx.Db.Member.Iter().Min(m => m.Position);
        foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Id.Update(m with { Position = m.Position - least });
    }

    // [not-idempotent] the most honor is what all others are measured by, and none has it afterwards
    [Reducer]
    public static void MigrateFromMost(ReducerContext ctx)
    {
        var most = ctx.Db.Vault.Iter().Select(v => v.Count).DefaultIfEmpty().Max();
        foreach (var v in ctx.Db.Vault.Iter()) ctx.Db.Vault.Id.Update(v with { Count = most - v.Count });
    }

    // [idempotent] the vault of a guild is shared out and then empty
    [Reducer]
    public static void MigrateShareOut(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            var members = ctx.Db.Member.GuildId.Filter(v.GuildId).OrderBy(m => m.Id).ToList();
            if (members.Count == 0) continue;
            var share = (int)(v.Count / (uint)members.Count);
            foreach (var m in members) ctx.Db.Member.Id.Update(m with { Honor = m.Honor + share });
            ctx.Db.Vault.Id.Delete(v.Id);
        }
    }

    // [not-idempotent] what cannot be shared stays, and is shared again with what else is there
    [Reducer]
    public static void MigrateShareHalf(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Vault.Iter())
        {
            var members = ctx.Db.Member.GuildId.Filter(v.GuildId).ToList();
            if (members.Count == 0) continue;
            foreach (var m in members) ctx.Db.Member.Id.Update(m with { Honor = m.Honor + (int)(v.Count / 2) });
            ctx.Db.Vault.Id.Update(v with { Count = v.Count - v.Count / 2 });
        }
    }

    // [idempotent] the leader is the one who joined first
    [Reducer]
    public static void MigrateOneLeader(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Member.Iter().GroupBy(m => m.GuildId))
        {
            var leader = group.MinBy(m => (m.JoinedAt.MicrosecondsSinceUnixEpoch, m.Id));
            foreach (var m in group)
            {
                var rank = m.Id == leader.Id ? Rank.Leader : m.Rank == Rank.Leader ? Rank.Officer : m.Rank;
                if (rank != m.Rank) ctx.Db.Member.Id.Update(m with { Rank = rank });
            }
        }
    }

    // [not-idempotent] the leader hands over to the next
    [Reducer]
    public static void MigrateHandOver(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Member.Iter().GroupBy(m => m.GuildId))
        {
            var sorted = group.OrderByDescending(m => m.Rank).ThenBy(m => m.Id).ToList();
            if (sorted.Count < 2) continue;
            ctx.Db.Member.Id.Update(sorted[0] with { Rank = Rank.Recruit });
            ctx.Db.Member.Id.Update(sorted[1] with { Rank = Rank.Leader });
        }
    }
}
