// A chat: rooms, messages, settings, presence; unions, nested types, owners and configuration rows.
using System.Text.RegularExpressions;
using SpacetimeDB;

namespace Chat;

[SpacetimeDB.Type]
public partial record Body : TaggedEnum<(string Text, uint Sticker, bool Deleted)>;

[SpacetimeDB.Type]
public partial struct Notification { public bool Mail; public bool Push; public uint Quiet; }

[SpacetimeDB.Type]
public enum Role { Guest, Member, Admin }

[SpacetimeDB.Table(Accessor = "Config")]
public partial struct Config
{
    [PrimaryKey] public uint Id;
    public Identity Owner;
    public uint DataVersion;
    public string Flags;
}

[SpacetimeDB.Table(Accessor = "Room", Public = true)]
public partial struct Room
{
    [PrimaryKey, AutoInc] public uint Id;
    public string Name;
    public string Topic;
    [Default(0u)] public uint Messages;
    [Default(null)] public Timestamp? LastAt;
}

[SpacetimeDB.Table(Accessor = "Message", Public = true)]
public partial class Message
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint RoomId;
    public Identity Author;
    public string Raw = "";
    public Body Content = new Body.Text("");
    public Timestamp Sent;
    [Default(0)] public int Length;
}

[SpacetimeDB.Table(Accessor = "Member")]
public partial struct Member
{
    [PrimaryKey] public Identity Id;
    public string Nick;
    public Role Role;
    public uint Rights;
    public Notification Notify;
    public List<string> Aliases;
    public byte[] Avatar;
}

[SpacetimeDB.Table(Accessor = "Cursor")]
public partial struct Cursor
{
    [PrimaryKey] public string Job;
    public ulong Next;
}

[SpacetimeDB.Table(Accessor = "Job", Scheduled = nameof(ChatMigrations.RunJob))]
public partial struct Job
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ScheduleAt ScheduledAt;
    public string Name;
}

public interface IStep { void Apply(ReducerContext ctx); }

public sealed class RenameRooms : IStep
{
    public void Apply(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(room with { Name = room.Name.TrimStart('#').ToLowerInvariant() });
    }
}

public sealed class CountUp : IStep
{
    public void Apply(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(room with { Messages = room.Messages + 1 });
    }
}

public static partial class ChatMigrations
{
    private static readonly string[] Banned = { "spam", "scam" };
    private static readonly Dictionary<string, string> Renames = new() { ["general"] = "lobby", ["off-topic"] = "random" };
    private static readonly Identity Owner = Identity.FromHexString("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Config.Insert(new Config { Id = 0, Owner = ctx.Sender, DataVersion = 4, Flags = "a,b" });
        ctx.Db.Room.Insert(new Room { Name = "#General", Topic = "all spam here" });
        ctx.Db.Room.Insert(new Room { Name = "off-topic", Topic = "  x  y " });
        ctx.Db.Room.Insert(new Room { Name = "general", Topic = "" });
        ctx.Db.Message.Insert(new Message { RoomId = 1, Author = ctx.Sender, Raw = "hello [b]world[/b]", Content = new Body.Text("hello"), Sent = ctx.Timestamp });
        ctx.Db.Message.Insert(new Message { RoomId = 1, Author = ctx.Sender, Raw = "", Content = new Body.Sticker(7), Sent = ctx.Timestamp });
        ctx.Db.Message.Insert(new Message { RoomId = 2, Raw = "bye", Content = new Body.Deleted(true), Sent = ctx.Timestamp });
        ctx.Db.Member.Insert(new Member { Id = ctx.Sender, Nick = "Ada", Role = Role.Admin, Rights = 1, Notify = new Notification { Mail = true, Quiet = 22 }, Aliases = new() { "b", "a" }, Avatar = new byte[] { 1, 2 } });
        ctx.Db.Member.Insert(new Member { Id = default, Nick = "guest 7", Role = Role.Guest, Rights = 4, Notify = new Notification { Quiet = 3 }, Aliases = new(), Avatar = Array.Empty<byte>() });
    }

    static void OwnerOnly(ReducerContext ctx)
    {
        if (ctx.Db.Config.Id.Find(0) is not { } config || config.Owner != ctx.Sender) throw new Exception("owner only");
    }

    [Reducer]
    public static void MigrateOwned(ReducerContext ctx)
    {
        OwnerOnly(ctx);
        foreach (var room in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(room with { Topic = room.Topic.Trim() });
    }

    [Reducer]
    public static void MigrateOwnedAppend(ReducerContext ctx)
    {
        OwnerOnly(ctx);
        foreach (var room in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(room with { Topic = room.Topic + "!" });
    }

    [Reducer]
    public static void MigrateHardOwner(ReducerContext ctx)
    {
        if (ctx.Sender != Owner) throw new Exception("owner only");
        foreach (var room in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(room with { Messages = room.Messages * 2 + 1 });
    }

    [Reducer]
    public static void MigrateConfigVersion(ReducerContext ctx)
    {
        var config = ctx.Db.Config.Id.Find(0)!.Value;
        while (config.DataVersion < 6)
        {
            switch (config.DataVersion)
            {
                case 4: foreach (var r in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(r with { Messages = r.Messages + 10 }); break;
                case 5: foreach (var r in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(r with { Messages = r.Messages * 2 }); break;
            }
            config.DataVersion++;
        }
        ctx.Db.Config.Id.Update(config);
    }

    [Reducer]
    public static void MigrateConfigFlags(ReducerContext ctx)
    {
        var config = ctx.Db.Config.Id.Find(0) ?? throw new Exception("no config");
        var flags = config.Flags.Split(',').ToHashSet();
        if (!flags.Add("rooms-v2")) return;
        foreach (var r in ctx.Db.Room.Iter()) ctx.Db.Room.Id.Update(r with { Messages = r.Messages + 1 });
        ctx.Db.Config.Id.Update(config with { Flags = string.Join(',', flags) });
    }

    [Reducer]
    public static void MigrateConfigFlagsBlind(ReducerContext ctx)
    {
        var config = ctx.Db.Config.Id.Find(0) ?? throw new Exception("no config");
        ctx.Db.Config.Id.Update(config with { Flags = config.Flags + ",rooms-v2" });
    }

    [Reducer]
    public static void MigrateSteps(ReducerContext ctx)
    {
        foreach (var step in new IStep[] { new RenameRooms() }) step.Apply(ctx);
    }

    [Reducer]
    public static void MigrateStepsCounting(ReducerContext ctx)
    {
        var steps = new List<IStep> { new RenameRooms(), new CountUp() };
        steps.ForEach(step => step.Apply(ctx));
    }

    [Reducer]
    public static void MigrateRenames(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter())
            if (Renames.TryGetValue(room.Name, out var renamed)) ctx.Db.Room.Id.Update(room with { Name = renamed });
    }

    [Reducer]
    public static void MigrateCensor(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter())
        {
            var topic = room.Topic;
            foreach (var word in Banned) topic = topic.Replace(word, new string('*', word.Length));
            if (topic != room.Topic) ctx.Db.Room.Id.Update(room with { Topic = topic });
        }
    }

    [Reducer]
    public static void MigrateStripMarkup(ReducerContext ctx)
    {
        foreach (var message in ctx.Db.Message.Iter())
        {
            message.Raw = Regex.Replace(message.Raw, @"\[/?\w+\]", "");
            ctx.Db.Message.Id.Update(message);
        }
    }

    [Reducer]
    public static void MigrateQuoteMarkup(ReducerContext ctx)
    {
        foreach (var message in ctx.Db.Message.Iter())
        {
            message.Raw = Regex.Replace(message.Raw, "^", "> ");
            ctx.Db.Message.Id.Update(message);
        }
    }

    [Reducer]
    public static void BackfillLengths(ReducerContext ctx)
    {
        foreach (var message in ctx.Db.Message.Iter())
        {
            message.Length = message.Content switch
            {
                Body.Text(var text) => text.Length,
                Body.Sticker => 1,
                _ => 0,
            };
            ctx.Db.Message.Id.Update(message);
        }
    }

    [Reducer]
    public static void MigrateContentFromRaw(ReducerContext ctx)
    {
        foreach (var message in ctx.Db.Message.Iter())
        {
            if (message.Content is Body.Text { Text_: "" or "hello" } && message.Raw.Length > 0)
            {
                message.Content = new Body.Text(message.Raw);
                ctx.Db.Message.Id.Update(message);
            }
        }
    }

    [Reducer]
    public static void MigrateStickers(ReducerContext ctx)
    {
        foreach (var message in ctx.Db.Message.Iter())
        {
            if (message.Content is not Body.Sticker sticker) continue;
            message.Content = new Body.Sticker(sticker.Sticker_ + 100);
            ctx.Db.Message.Id.Update(message);
        }
    }

    [Reducer]
    public static void BackfillRoomCounts(ReducerContext ctx)
    {
        var counts = ctx.Db.Message.Iter().GroupBy(m => m.RoomId).ToDictionary(g => g.Key, g => (Count: (uint)g.Count(), Last: g.Max(m => m.Sent)));
        foreach (var room in ctx.Db.Room.Iter())
        {
            if (!counts.TryGetValue(room.Id, out var info)) continue;
            ctx.Db.Room.Id.Update(room with { Messages = info.Count, LastAt = info.Last });
        }
    }

    [Reducer]
    public static void BackfillRoomTouched(ReducerContext ctx)
    {
        foreach (var room in ctx.Db.Room.Iter())
            ctx.Db.Room.Id.Update(room with { LastAt = room.LastAt ?? ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateRightsBits(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Rights = member.Rights | 0x10 });
    }

    [Reducer]
    public static void MigrateRightsShift(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Rights = member.Rights << 2 });
    }

    [Reducer]
    public static void MigrateRightsToggle(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Rights = member.Rights ^ 1u });
    }

    [Reducer]
    public static void MigrateRoles(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var role = (Role)Math.Min((int)member.Role + 1, (int)Role.Admin);
            ctx.Db.Member.Id.Update(member with { Role = role });
        }
    }

    [Reducer]
    public static void MigrateRoleFromRights(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Role = (member.Rights & 4) != 0 ? Role.Member : member.Role });
    }

    [Reducer]
    public static void MigrateNotify(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var changed = member;
            changed.Notify.Push = changed.Notify.Mail;
            ctx.Db.Member.Id.Update(changed);
        }
    }

    [Reducer]
    public static void MigrateNotifySwap(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var notify = member.Notify;
            ctx.Db.Member.Id.Update(member with { Notify = notify with { Mail = notify.Push, Push = notify.Mail } });
        }
    }

    [Reducer]
    public static void MigrateQuietHours(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Notify = member.Notify with { Quiet = (member.Notify.Quiet + 1) % 24 } });
    }

    [Reducer]
    public static void MigrateAliases(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var aliases = member.Aliases.Append(member.Nick).Distinct().Order().ToList();
            ctx.Db.Member.Id.Update(member with { Aliases = aliases });
        }
    }

    [Reducer]
    public static void MigrateAliasesInserted(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            member.Aliases.Insert(0, member.Nick);
            ctx.Db.Member.Id.Update(member);
        }
    }

    [Reducer]
    public static void MigrateAvatars(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            if (member.Avatar.Length >= 4) continue;
            var padded = new byte[4];
            Array.Copy(member.Avatar, padded, member.Avatar.Length);
            ctx.Db.Member.Id.Update(member with { Avatar = padded });
        }
    }

    [Reducer]
    public static void MigrateAvatarsXor(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Avatar = member.Avatar.Select(b => (byte)(b ^ 0x5A)).ToArray() });
    }

    [Reducer]
    public static void MigrateNickNumbers(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
        {
            var parts = member.Nick.Split(' ');
            if (parts is [var name, var number] && int.TryParse(number, out var n))
                ctx.Db.Member.Id.Update(member with { Nick = $"{name} {n + 1}" });
        }
    }

    [Reducer]
    public static void MigrateNickSpaces(ReducerContext ctx)
    {
        foreach (var member in ctx.Db.Member.Iter())
            ctx.Db.Member.Id.Update(member with { Nick = member.Nick.Replace(" ", "_") });
    }

    [Reducer]
    public static void MigrateWithCursor(ReducerContext ctx)
    {
        var cursor = ctx.Db.Cursor.Job.Find("lengths") ?? ctx.Db.Cursor.Insert(new Cursor { Job = "lengths" });
        var next = cursor.Next;
        foreach (var message in ctx.Db.Message.Iter().Where(m => m.Id > cursor.Next).OrderBy(m => m.Id))
        {
            message.Length += message.Raw.Length;
            ctx.Db.Message.Id.Update(message);
            next = message.Id;
        }
        ctx.Db.Cursor.Job.Update(cursor with { Next = next });
    }

    [Reducer]
    public static void MigrateWithCursorForgotten(ReducerContext ctx)
    {
        var cursor = ctx.Db.Cursor.Job.Find("lengths2") ?? new Cursor { Job = "lengths2" };
        foreach (var message in ctx.Db.Message.Iter().Where(m => m.Id > cursor.Next))
        {
            message.Length += message.Raw.Length + 1;
            ctx.Db.Message.Id.Update(message);
            cursor.Next = message.Id;
        }
    }

    [Reducer]
    public static void MigrateSchedule(ReducerContext ctx)
    {
        ctx.Db.Job.Insert(new Job { Name = "cleanup", ScheduledAt = new ScheduleAt.Interval(TimeSpan.FromMinutes(5)) });
    }

    [Reducer]
    public static void MigrateScheduleIfMissing(ReducerContext ctx)
    {
        if (ctx.Db.Job.Iter().All(job => job.Name != "cleanup"))
            ctx.Db.Job.Insert(new Job { Name = "cleanup", ScheduledAt = new ScheduleAt.Interval(TimeSpan.FromMinutes(5)) });
    }

    [Reducer]
    public static void RunJob(ReducerContext ctx, Job job)
    {
        foreach (var room in ctx.Db.Room.Iter().Where(r => r.Topic == "")) ctx.Db.Room.Id.Delete(room.Id);
    }
}
