using SpacetimeDB;

public static class CorpusSeed
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(NewPlayer("ada", "Ada Lovelace") with { Score = 3, FirstName = "Ada", IsPremium = true });
        var grace = NewPlayer(" grace ", "Grace Brewster Hopper");
        ctx.Db.Player.Insert(grace with { Score = 5, DisplayName = "Amazing", MigratedAt = ctx.Timestamp });
        ctx.Db.Player.Insert(NewPlayer("", "Plato") with { LastName = "P", Level = 9 });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Sword", Count = 2, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Dust", Count = 0, Slug = "" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 1 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
    }

    private static Player NewPlayer(string username, string fullName) =>
        new() { Username = username, FullName = fullName, FirstName = "", LastName = "" };
}
