using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public enum ChatChannel
{
    Zone,
    Guild,
    Trade,
}

[SpacetimeDB.Table(Accessor = "ChatMessage", Public = true)]
public partial struct ChatMessage
{
    [PrimaryKey, AutoInc]
    public ulong Id;

    public Identity Sender;
    public ChatChannel Channel;
    public string Text;

    [SpacetimeDB.Index.BTree]
    public Timestamp SentAt;
}

public static partial class Module
{
    [Reducer]
    public static void SendChat(ReducerContext ctx, ChatChannel channel, string text)
    {
        if (text.Length is 0 or > 200)
        {
            throw new Exception("A message has between 1 and 200 characters.");
        }

        var player = CallingPlayer(ctx);
        ctx.Db.ChatMessage.Insert(new ChatMessage { Sender = player.Identity, Channel = channel, Text = text, SentAt = ctx.Timestamp });
    }

    [Reducer]
    public static void EditChat(ReducerContext ctx, ulong messageId, string text)
    {
        if (ctx.Db.ChatMessage.Id.Find(messageId) is not { } message || message.Sender != ctx.Sender)
        {
            throw new Exception("You did not say that.");
        }

        ctx.Db.ChatMessage.Id.Update(message with { Text = text });
    }
}
