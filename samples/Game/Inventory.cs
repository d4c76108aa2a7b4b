using SpacetimeDB;

namespace Game;

[SpacetimeDB.Type]
public enum Rarity
{
    Common,
    Rare,
    Epic,
    Legendary,
}

[SpacetimeDB.Type]
public partial struct Bonus
{
    public int Attack;
    public int Defense;
}

/// <summary>What an item does when it is used.</summary>
[SpacetimeDB.Type]
public partial record ItemEffect : TaggedEnum<(Unit None, uint Heal, Bonus Wear, uint Teleport)>;

/// <summary>A kind of item, as the designers wrote it.</summary>
[SpacetimeDB.Table(Accessor = "ItemKind", Public = true)]
public partial struct ItemKind
{
    [PrimaryKey]
    public uint Id;

    public string Name;
    public uint Price;
    public Rarity Rarity;
    public ItemEffect Effect;
}

/// <summary>A stack of items in somebody's bag.</summary>
[SpacetimeDB.Table(Accessor = "InventoryItem")]
public partial struct InventoryItem
{
    [PrimaryKey, AutoInc]
    public ulong Id;

    [SpacetimeDB.Index.BTree]
    public Identity Owner;

    public uint KindId;
    public uint Quantity;
    public bool Equipped;
}

public static partial class Module
{
    /// <summary>The caller's own bag: the table itself is private.</summary>
    [View(Accessor = "MyInventory", Public = true)]
    public static List<InventoryItem> MyInventory(ViewContext ctx) => ctx.Db.InventoryItem.Owner.Filter(ctx.Sender).ToList();

    [Reducer]
    public static void UseItem(ReducerContext ctx, ulong itemId)
    {
        var player = CallingPlayer(ctx);
        var item = OwnItem(ctx, itemId);
        var kind = ctx.Db.ItemKind.Id.Find(item.KindId) ?? throw new Exception("Nobody knows what this is.");
        switch (kind.Effect)
        {
            case ItemEffect.Heal(var points):
                ctx.Db.Player.Identity.Update(player with { Health = Math.Min(FullHealth, player.Health + points) });
                break;
            case ItemEffect.Teleport(var zoneId):
                ctx.Db.Player.Identity.Update(player with { ZoneId = zoneId });
                break;
            case ItemEffect.Wear:
                ctx.Db.InventoryItem.Id.Update(item with { Equipped = !item.Equipped });
                return;
            default:
                throw new Exception($"{kind.Name} does nothing.");
        }

        TakeOne(ctx, item);
    }

    private static void Give(ReducerContext ctx, Identity owner, uint kindId, uint count)
    {
        foreach (var item in ctx.Db.InventoryItem.Owner.Filter(owner))
        {
            if (item.KindId == kindId)
            {
                ctx.Db.InventoryItem.Id.Update(item with { Quantity = item.Quantity + count });
                return;
            }
        }

        ctx.Db.InventoryItem.Insert(new InventoryItem { Owner = owner, KindId = kindId, Quantity = count });
    }

    private static void TakeOne(ReducerContext ctx, InventoryItem item)
    {
        if (item.Quantity > 1)
        {
            ctx.Db.InventoryItem.Id.Update(item with { Quantity = item.Quantity - 1 });
        }
        else
        {
            ctx.Db.InventoryItem.Id.Delete(item.Id);
        }
    }

    private static InventoryItem OwnItem(ReducerContext ctx, ulong itemId) =>
        ctx.Db.InventoryItem.Id.Find(itemId) is { } item && item.Owner == ctx.Sender
            ? item
            : throw new Exception("You do not have that.");

    private static void CreateItemKinds(ReducerContext ctx)
    {
        var sharp = new ItemEffect.Wear(new Bonus { Attack = 5 });
        var home = new ItemEffect.Teleport(StartingZone);
        ctx.Db.ItemKind.Insert(new ItemKind { Id = 1, Name = "Bread", Price = 2, Effect = new ItemEffect.Heal(10) });
        ctx.Db.ItemKind.Insert(new ItemKind { Id = 2, Name = "Iron Sword", Price = 50, Effect = sharp });
        ctx.Db.ItemKind.Insert(new ItemKind { Id = 3, Name = "Scroll of Return", Rarity = Rarity.Rare, Price = 20, Effect = home });
    }
}
