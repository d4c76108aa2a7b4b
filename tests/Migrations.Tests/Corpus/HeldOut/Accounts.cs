// Accounts, over the tables of the open corpus, in a third set of idioms and over other rows. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Linq;
using SpacetimeDB;

public readonly record struct FullName(string First, string Last)
{
    public static FullName From(string text) => text.LastIndexOf(' ') is >= 0 and var at ? new(text[..at], text[(at + 1)..]) : new(text, "");

    public string Formal => Last.Length == 0 ? First : $"{Last}, {First}";
}

public sealed class Step<TRow>(string name, Func<ReducerContext, IEnumerable<TRow>> rows, Action<ReducerContext, TRow> apply)
{
    public void Run(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Name.Find(name) is { }) return;
        foreach (var row in rows(ctx)) apply(ctx, row);
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = name, CompletedAt = ctx.Timestamp });
    }

    public void RunAgain(ReducerContext ctx)
    {
        foreach (var row in rows(ctx)) apply(ctx, row);
    }
}

public static partial class AccountMigrations
{
    private static readonly uint[] Thresholds = { 0, 100, 1000, 10000 };
    private static readonly Step<Player> Bonus = new("bonus", static ctx => ctx.Db.Player.Iter(), static (ctx, p) => ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 }));
    private static int s_serial;

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Player.Insert(new Player { Username = "ada", FullName = "Ada Lovelace", Score = 30, FirstName = "Ada", LastName = "", IsPremium = true });
        ctx.Db.Player.Insert(new Player { Username = "ada", FullName = "Grace Brewster Hopper", Score = 1500, FirstName = "", LastName = "", DisplayName = "Amazing", MigratedAt = ctx.Timestamp });
        ctx.Db.Player.Insert(new Player { Username = "", FullName = "Plato", FirstName = "", LastName = "P", Level = 9 });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Sword (rare)", Count = 2, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Dust", Count = 0, Slug = "dust" });
        ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Coin", Count = 250, Slug = "" });
        ctx.Db.Item.Insert(new Item { OwnerId = 7, Name = "Coin", Count = 50, Slug = "" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 1 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
    }

    [Reducer]
    public static void MigrateLevels(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            uint level = 0;
            while (level < Thresholds.Length - 1 && player.Score >= Thresholds[level + 1]) level++;
            if (player.Level < level) ctx.Db.Player.Id.Update(player with { Level = level });
        }
    }

    [Reducer]
    public static void MigrateLevelsSpend(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Player.Iter())
        {
            var player = row;
            for (var i = Thresholds.Length - 1; i > 0; i--)
            {
                if (player.Score < Thresholds[i]) continue;
                player.Level++;
                player.Score -= Thresholds[i] / 10;
            }
            ctx.Db.Player.Id.Update(player);
        }
    }

    [Reducer]
    public static void MigrateFormalNames(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            if (!player.FullName.Contains(',')) ctx.Db.Player.Id.Update(player with { FullName = FullName.From(player.FullName).Formal });
    }

    [Reducer]
    public static void MigrateFormalNamesAlways(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
            ctx.Db.Player.Id.Update(player with { FullName = FullName.From(player.FullName).Formal });
    }

    [Reducer]
    public static void MigrateGenericStep(ReducerContext ctx) => Bonus.Run(ctx);

    [Reducer]
    public static void MigrateGenericStepAgain(ReducerContext ctx) => Bonus.RunAgain(ctx);

    [Reducer]
    public static void MigrateDuplicateNames(ReducerContext ctx)
    {
        var taken = new HashSet<string>();
        foreach (var player in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            var name = player.Username.Length == 0 ? $"player{player.Id}" : player.Username;
            for (var suffix = 2; !taken.Add(name); suffix++) name = $"{player.Username}{suffix}";
            if (name != player.Username) ctx.Db.Player.Id.Update(player with { Username = name });
        }
    }

    [Reducer]
    public static void MigrateDuplicateNamesShifted(ReducerContext ctx)
    {
        var seen = new Dictionary<string, int>();
        foreach (var player in ctx.Db.Player.Iter())
        {
            seen[player.Username] = seen.GetValueOrDefault(player.Username) + 1;
            ctx.Db.Player.Id.Update(player with { Username = $"{player.Username}#{seen[player.Username]}" });
        }
    }

    [Reducer]
    public static void MigrateRarity(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            if (!item.Name.EndsWith(" (rare)", StringComparison.Ordinal)) continue;
            ctx.Db.Item.Id.Update(item with { Name = item.Name[..^7], Slug = "rare" });
        }
    }

    [Reducer]
    public static void MigrateRarityOfOthers(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var slug = item.Name.EndsWith(')') ? "rare" : "common";
            ctx.Db.Item.Id.Update(item with { Name = item.Name.Split(" (")[0], Slug = slug });
        }
    }

    [Reducer]
    public static void MigrateSplitCoins(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().Where(i => i.Name == "Coin" && i.Count > 99))
        {
            var rest = item.Count;
            ctx.Db.Item.Id.Delete(item.Id);
            do
            {
                var part = Math.Min(rest, 99);
                ctx.Db.Item.Insert(new Item { OwnerId = item.OwnerId, Name = item.Name, Count = part, Slug = item.Slug });
                rest -= part;
            }
            while (rest > 0);
        }
    }

    [Reducer]
    public static void MigratePayCoins(ReducerContext ctx)
    {
        foreach (var owner in ctx.Db.Item.Iter().Where(i => i.Name == "Coin").ToLookup(i => i.OwnerId, i => i.Count))
        {
            if (ctx.Db.Player.Id.Find(owner.Key) is not { } player) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + (uint)owner.Sum(c => c) });
        }
    }

    [Reducer]
    public static void MigratePayCoinsAndDelete(ReducerContext ctx)
    {
        foreach (var coin in ctx.Db.Item.Iter().Where(i => i.Name == "Coin").ToArray())
        {
            if (!ctx.Db.Item.Id.Delete(coin.Id)) continue;
            if (ctx.Db.Player.Id.Find(coin.OwnerId) is { } player)
                ctx.Db.Player.Id.Update(player with { Score = player.Score + coin.Count });
        }
    }

    [Reducer]
    public static void MigrateStaleNumbers(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Slug = $"{item.Name.ToLowerInvariant()}-{++s_serial}" });
    }

    [Reducer]
    public static void MigrateTouchedToday(ReducerContext ctx)
    {
        var cutoff = ctx.Timestamp - TimeSpan.FromDays(30);
        foreach (var player in ctx.Db.Player.Iter())
            if (player.MigratedAt is null || player.MigratedAt.Value < cutoff) ctx.Db.Player.Id.Update(player with { MigratedAt = cutoff });
    }

    [Reducer]
    public static void MigrateTouchedOnce(ReducerContext ctx)
    {
        var touched = ctx.Timestamp;
        foreach (var player in ctx.Db.Player.Iter())
        {
            var at = player.MigratedAt.GetValueOrDefault(touched);
            if (at == player.MigratedAt) continue;
            ctx.Db.Player.Id.Update(player with { MigratedAt = at, Level = player.Level + 1 });
        }
    }

    [Reducer]
    public static void MigrateUndoneMarker(ReducerContext ctx)
    {
        if (ctx.Db.MigrationStatus.Count != 0 && ctx.Db.MigrationStatus.Iter().Any(m => m.Name.StartsWith("undone", StringComparison.Ordinal))) return;
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "undone-1", CompletedAt = ctx.Timestamp });
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Level = player.Level + 2 });
        foreach (var marker in ctx.Db.MigrationStatus.Iter().Where(m => m.Name.Contains('-'))) ctx.Db.MigrationStatus.Delete(marker);
    }

    [Reducer]
    public static void MigrateMarkerPerPlayer(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var key = $"level:{player.Id}";
            if (ctx.Db.MigrationStatus.Name.Find(key) is not null) continue;
            ctx.Db.Player.Id.Update(player with { Level = player.Level + 1 });
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateMarkerPerScore(ReducerContext ctx)
    {
        foreach (var player in ctx.Db.Player.Iter())
        {
            var key = $"score:{player.Id}:{player.Score}";
            if (ctx.Db.MigrationStatus.Name.Find(key) is not null) continue;
            ctx.Db.Player.Id.Update(player with { Score = player.Score + 1 });
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = key, CompletedAt = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void UpgradeChecked(ReducerContext ctx)
    {
        if (ctx.Db.SchemaVersion.Id.Find(0) is not { Version: 1 } version) return;
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Score = checked(player.Score * 2) });
        version.Version++;
        ctx.Db.SchemaVersion.Id.Update(version);
    }

    [Reducer]
    public static void UpgradeToNext(ReducerContext ctx)
    {
        var version = ctx.Db.SchemaVersion.Id.Find(0)!.Value;
        var target = version.Version + 1;
        if (version.Version < target)
        {
            foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(player with { Level = player.Level + 1 });
            ctx.Db.SchemaVersion.Id.Update(version with { Version = target });
        }
    }
}
