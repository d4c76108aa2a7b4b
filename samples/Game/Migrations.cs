using SpacetimeDB;

namespace Game;

/// <summary>The migrations that have run: one row each.</summary>
[SpacetimeDB.Table(Accessor = "MigrationStatus")]
public partial struct MigrationStatus
{
    [PrimaryKey]
    public string Name;

    public Timestamp CompletedAt;
}

public static partial class Module
{
    /// <summary>Gives every player of the time before display names the one that others saw: the username.</summary>
    [Reducer]
    public static void MigrateDisplayNames(ReducerContext ctx)
    {
        const string migration = "display-names";
        RequireOwner(ctx);
        if (ctx.Db.MigrationStatus.Name.Find(migration) is not null)
        {
            return;
        }

        foreach (var player in ctx.Db.Player.Iter())
        {
            if (player.DisplayName is null)
            {
                ctx.Db.Player.Identity.Update(player with { DisplayName = player.Username });
            }
        }

        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = migration, CompletedAt = ctx.Timestamp });
    }
}
