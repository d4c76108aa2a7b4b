using SpacetimeDB;

namespace Game;

/// <summary>A single row: who may call what others may not.</summary>
[SpacetimeDB.Table(Accessor = "AdminConfig")]
public partial struct AdminConfig
{
    [PrimaryKey]
    public uint Key;

    public Identity Owner;
}

public static partial class Module
{
    /// <summary>Runs once, when the database is created: its caller is the owner.</summary>
    [Reducer(ReducerKind.Init)]
    public static void Init(ReducerContext ctx)
    {
        ctx.Db.AdminConfig.Insert(new AdminConfig { Owner = ctx.Sender });
        CreateZones(ctx);
        CreateItemKinds(ctx);
        StartRespawning(ctx);
    }

    private static void RequireOwner(ReducerContext ctx)
    {
        if (ctx.Db.AdminConfig.Key.Find(0) is not { } config || config.Owner != ctx.Sender)
        {
            throw new Exception("Only the owner may do that.");
        }
    }
}
