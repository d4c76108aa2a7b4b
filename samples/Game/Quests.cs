using SpacetimeDB;

namespace Game;

/// <summary>How far a player is with a quest.</summary>
[SpacetimeDB.Table(Accessor = "QuestProgress")]
public partial struct QuestProgress
{
    [PrimaryKey, AutoInc]
    public ulong Id;

    [SpacetimeDB.Index.BTree]
    public Identity Player;

    public uint QuestId;
    public uint Step;
}

public static partial class Module
{
    [View(Accessor = "MyQuests", Public = true)]
    public static List<QuestProgress> MyQuests(ViewContext ctx) => ctx.Db.QuestProgress.Player.Filter(ctx.Sender).ToList();

    [Reducer]
    public static void AcceptQuest(ReducerContext ctx, uint questId)
    {
        var player = CallingPlayer(ctx).Identity;
        if (!ctx.Db.QuestProgress.Player.Filter(player).Any(quest => quest.QuestId == questId))
        {
            ctx.Db.QuestProgress.Insert(new QuestProgress { Player = player, QuestId = questId });
        }
    }
}
