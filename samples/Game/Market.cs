using SpacetimeDB;

namespace Game;

/// <summary>Something that a player offers for sale.</summary>
[SpacetimeDB.Table(Accessor = "MarketOffer", Public = true)]
public partial struct MarketOffer
{
    [PrimaryKey, AutoInc]
    public ulong Id;

    [SpacetimeDB.Index.BTree]
    public Identity Seller;

    public uint KindId;
    public uint Price;
}

public static partial class Module
{
    [Reducer]
    public static void OfferItem(ReducerContext ctx, ulong itemId, uint price)
    {
        var item = OwnItem(ctx, itemId);
        TakeOne(ctx, item);
        ctx.Db.MarketOffer.Insert(new MarketOffer { Seller = ctx.Sender, KindId = item.KindId, Price = price });
    }

    [Reducer]
    public static void WithdrawOffer(ReducerContext ctx, ulong offerId)
    {
        if (ctx.Db.MarketOffer.Id.Find(offerId) is not { } offer || offer.Seller != ctx.Sender)
        {
            throw new Exception("That is not your offer.");
        }

        ctx.Db.MarketOffer.Id.Delete(offerId);
        Give(ctx, ctx.Sender, offer.KindId, count: 1);
    }
}
