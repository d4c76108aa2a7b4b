// Visits, over the tables of the open corpus: what of .NET is rare in modules. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Linq;
using System.Numerics;
using System.Threading;
using SpacetimeDB;

public static class Visits
{
    public static event Action<ReducerContext, Player>? PlayerVisited;
    public static void Visit(ReducerContext ctx, Player p) => PlayerVisited?.Invoke(ctx, p);
    public static IEnumerable<uint> Naturals() { for (var n = 1u; ; n++) yield return n; }
    public static IEnumerable<uint> Fib() { uint a = 0, b = 1; while (true) { yield return a; (a, b) = (b, a + b); } }
    public static readonly ReadOnlyDictionary<string, uint> Tiers = new(new Dictionary<string, uint> { ["ada"] = 4, ["bob"] = 2 });
}

public static partial class VisitMigrations
{
    // [not-idempotent] the handler adds
    [Reducer]
    public static void MigrateByEvent(ReducerContext ctx)
    {
        Visits.PlayerVisited += (c, p) => c.Db.Player.Id.Update(p with { Score = p.Score + 1 });
        foreach (var p in ctx.Db.Player.Iter().ToList()) { Visits.Visit(ctx, p); }
    }

    // [idempotent] numbered in order
    [Reducer]
    public static void MigrateNumbered(ReducerContext ctx)
    {
        foreach (var (p, n) in ctx.Db.Player.Iter().OrderBy(p => p.Id).Zip(Visits.Naturals())) ctx.Db.Player.Id.Update(p with { Level = n });
    }

    // [not-idempotent] fibonacci of the level, more or less
    [Reducer]
    public static void MigrateFib(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Level = Visits.Fib().Skip((int)Math.Min(p.Level, 20)).Skip(3).First() + Visits.Fib().TakeWhile(f => f < p.Score).LastOrDefault() });
    }

    // [idempotent] a fixed table
    [Reducer]
    public static void MigrateTiers(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter()) if (Visits.Tiers.TryGetValue(p.Username, out var t)) ctx.Db.Player.Id.Update(p with { Level = t });
    }

    // [not-idempotent] squares in big numbers
    [Reducer]
    public static void MigrateSquares(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            BigInteger big = p.Score;
            ctx.Db.Player.Id.Update(p with { Score = (uint)((big * big + 1) % 1_000_003) });
        }
    }

    // [idempotent] big numbers only to add up
    [Reducer]
    public static void PopulateBigTotal(ReducerContext ctx)
    {
        var sum = BigInteger.Zero;
        foreach (var p in ctx.Db.Player.Iter()) sum += new BigInteger(p.Score);
        if (sum > ulong.MaxValue) sum = ulong.MaxValue;
        ctx.Db.GlobalStat.Key.Delete("big");
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "big", Value = (ulong)sum });
    }

    // [not-idempotent] a dictionary builder of scores, on top
    [Reducer]
    public static void MigrateBuilder(ReducerContext ctx)
    {
        var b = ImmutableDictionary.CreateBuilder<ulong, uint>();
        foreach (var item in ctx.Db.Item.Iter())
        {
            b.TryGetValue(item.OwnerId, out var n);
            b[item.OwnerId] = n + item.Count;
        }
        var counts = b.ToImmutable();
        foreach (var p in ctx.Db.Player.Iter())
            if (counts.TryGetValue(p.Id, out var n)) ctx.Db.Player.Id.Update(p with { Score = p.Score + n });
    }

    // [idempotent] the largest, kept as it is
    [Reducer]
    public static void PopulateMax(ReducerContext ctx)
    {
        long max = 0;
        foreach (var p in ctx.Db.Player.Iter()) { var seen = Interlocked.Read(ref max); if (p.Score > seen) Interlocked.CompareExchange(ref max, p.Score, seen); }
        ctx.Db.SchemaVersion.Id.Delete(5);
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 5, Version = (uint)max });
    }
}
