using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public enum GuildRank
{
    Member,
    Officer,
    Leader,
}

[SpacetimeDB.Table(Accessor = "Guild", Public = true)]
public partial struct Guild
{
    [PrimaryKey, AutoInc]
    public uint Id;

    [Unique]
    public string Name;

    public Timestamp FoundedAt;
    public string Motto;
}

[SpacetimeDB.Table(Accessor = "GuildMember")]
public partial struct GuildMember
{
    [PrimaryKey]
    public Identity Player;

    [SpacetimeDB.Index.BTree]
    public uint GuildId;

    public GuildRank Rank;
}

public static partial class Module
{
    [Reducer]
    public static void FoundGuild(ReducerContext ctx, string name, string motto)
    {
        var founder = CallingPlayer(ctx);
        var guild = ctx.Db.Guild.Insert(new Guild { Name = name.Trim(), FoundedAt = ctx.Timestamp, Motto = motto });
        ctx.Db.GuildMember.Insert(new GuildMember { Player = founder.Identity, GuildId = guild.Id, Rank = GuildRank.Leader });
    }

    [Reducer]
    public static void JoinGuild(ReducerContext ctx, uint guildId)
    {
        var player = CallingPlayer(ctx);
        if (ctx.Db.Guild.Id.Find(guildId) is null)
        {
            throw new Exception("There is no such guild.");
        }

        ctx.Db.GuildMember.Insert(new GuildMember { Player = player.Identity, GuildId = guildId });
    }

    [Reducer]
    public static void LeaveGuild(ReducerContext ctx)
    {
        if (ctx.Db.GuildMember.Player.Find(ctx.Sender) is not { } membership)
        {
            throw new Exception("You are in no guild.");
        }

        ctx.Db.GuildMember.Player.Delete(ctx.Sender);
        if (!ctx.Db.GuildMember.GuildId.Filter(membership.GuildId).Any())
        {
            ctx.Db.Guild.Id.Delete(membership.GuildId);
        }
    }
}
