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
}
