// Tavern, over the tables of the open corpus: how a small team writes migrations late on a Friday. Each reducer is labelled by running it twice.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SpacetimeDB;

public static class CorpusSeed
{
    public static void Seed(ReducerContext ctx)
    {
        void Guest(string user, string full, uint score, uint level = 0, bool premium = false, string? display = null, string first = "", string last = "") =>
            ctx.Db.Player.Insert(new Player
            {
                Username = user, FullName = full, Score = score, Level = level, IsPremium = premium,
                DisplayName = display, FirstName = first, LastName = last,
            });
        Guest("bilbo", "Bilbo Baggins", 111, 3, true, "Mr. Underhill", "Bilbo", "Baggins");
        Guest(" Frodo", "frodo  baggins", 50, 1, false, null, "frodo");
        Guest("SAM_G", "Samwise Gamgee", 7, 12, false, "", "Sam", "gamgee");
        Guest("", "Gollum", 0, 0);
        Guest("old_took", "Gerontius Took", 1300, 99, true, "The Old Took");
        Guest("guest7", "", 64, 2);
        void Thing(ulong owner, string name, uint count, string slug = "") =>
            ctx.Db.Item.Insert(new Item { OwnerId = owner, Name = name, Count = count, Slug = slug });
        Thing(1, "Ring", 1, "ring");
        Thing(1, "Mithril Coat", 1);
        Thing(2, "Lembas ", 12, "lembas");
        Thing(2, "lembas", 3);
        Thing(3, "Rope|Elven", 2);
        Thing(4, "Fish", 0, "fish");
        Thing(99, "Ghost Lamp", 4);
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 1, Name = "bilbo", Score = 90 });
        ctx.Db.PlayerV2.Insert(new PlayerV2 { Id = 77, Name = "nobody", Score = 8 });
        ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = 3, Username = "SAM_G" });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "pints", Value = 40 });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "rooms", Value = 6 });
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "legacy:beds", Value = 14 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 4, Version = 2 });
        ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "m0001_opening", CompletedAt = ctx.Timestamp });
    }
}

/// A step that runs when its number is above the one stored for its stream.
public readonly record struct Step(uint Number, string Title, Action<ReducerContext> Body);

public sealed class Unit<TRow> where TRow : struct
{
    private readonly List<(TRow Old, TRow New)> _changes = new();
    public int Count => _changes.Count;

    public Unit<TRow> Plan(IEnumerable<TRow> rows, Func<TRow, TRow?> change)
    {
        foreach (var row in rows)
            if (change(row) is { } next) _changes.Add((row, next));
        return this;
    }

    public void Commit(Action<TRow, TRow> save)
    {
        foreach (var (old, next) in _changes) save(old, next);
        _changes.Clear();
    }
}

public static class TavernExtensions
{
    public static bool Applied(this ReducerContext ctx, string name) => ctx.Db.MigrationStatus.Name.Find(name) is { };

    public static void Stamp(this ReducerContext ctx, string name) =>
        ctx.Db.MigrationStatus.Insert(new() { Name = name, CompletedAt = ctx.Timestamp });

    public static void Once(this ReducerContext ctx, string name, Action<ReducerContext> body)
    {
        if (ctx.Applied(name)) return;
        body(ctx);
        ctx.Stamp(name);
    }

    /// As Once, but the name is kept in lower case.
    public static void OnceLower(this ReducerContext ctx, string name, Action body)
    {
        if (ctx.Applied(name)) return;
        body();
        if (!ctx.Applied(name.ToLowerInvariant())) ctx.Stamp(name.ToLowerInvariant());
    }

    public static uint VersionOf(this ReducerContext ctx, uint stream) => ctx.Db.SchemaVersion.Id.Find(stream)?.Version ?? 0;

    public static void SetVersion(this ReducerContext ctx, uint stream, uint version)
    {
        ctx.Db.SchemaVersion.Id.Delete(stream);
        ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = stream, Version = version });
    }

    public static void Run(this IEnumerable<Step> steps, ReducerContext ctx, uint stream)
    {
        var at = ctx.VersionOf(stream);
        foreach (var step in steps.OrderBy(s => s.Number).SkipWhile(s => s.Number <= at))
        {
            step.Body(ctx);
            ctx.SetVersion(stream, step.Number);
            Log.Info($"{step.Number}: {step.Title}");
        }
    }

    public static IEnumerable<IReadOnlyList<T>> InChunks<T>(this IEnumerable<T> source, int size)
    {
        var chunk = new List<T>(size);
        foreach (var item in source)
        {
            chunk.Add(item);
            if (chunk.Count < size) continue;
            yield return chunk;
            chunk = new List<T>(size);
        }
        if (chunk.Count > 0) yield return chunk;
    }

    public static string Slugify(this string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.Trim().ToLowerInvariant())
            slug.Append(char.IsLetterOrDigit(c) ? c : '-');
        return slug.ToString().Trim('-');
    }

    public static string TitleCase(this string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant()));

    public static void Save(this ReducerContext ctx, in Player player) => ctx.Db.Player.Id.Update(player);
}

public static partial class TavernMigrations
{
    static readonly Step[] Steps =
    {
        new(2, "pints are half pints", c => { foreach (var s in c.Db.GlobalStat.Iter()) c.Db.GlobalStat.Key.Update(s with { Value = s.Value * 2 }); }),
        new(3, "everybody one level up", c => { foreach (var p in c.Db.Player.Iter()) c.Save(p with { Level = p.Level + 1 }); }),
    };

    static readonly IReadOnlyDictionary<string, string> Renames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Ring"] = "The One Ring",
        ["Fish"] = "Raw Fish",
    };

    static readonly IReadOnlyDictionary<string, string> Rotations = new Dictionary<string, string>
    {
        ["Ring"] = "Fish",
        ["Fish"] = "Ghost Lamp",
        ["Ghost Lamp"] = "Ring",
    };

    // [idempotent] steps at or below the stored version are skipped
    [Reducer]
    public static void UpgradeTavern(ReducerContext ctx) => Steps.Run(ctx, 0);

    // [not-idempotent] the version goes to another stream than the one that is asked
    [Reducer]
    public static void UpgradeCellar(ReducerContext ctx)
    {
        var at = ctx.VersionOf(1);
        foreach (var step in Steps.Where(s => s.Number > at))
        {
            step.Body(ctx);
            ctx.SetVersion(4, step.Number);
        }
    }

    // [idempotent] once, by an extension
    [Reducer]
    public static void MigrateRoundOnTheHouse(ReducerContext ctx) => ctx.Once("m0007_round", c =>
    {
        foreach (var p in c.Db.Player.Iter()) c.Save(p with { Score = p.Score + 1 });
    });

    // [not-idempotent] the name has capitals, what is stamped has none
    [Reducer]
    public static void MigrateSecondRound(ReducerContext ctx) => ctx.OnceLower("M0008_Round", () =>
    {
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 1 });
    });

    // [idempotent] the name has no capitals
    [Reducer]
    public static void MigrateThirdRound(ReducerContext ctx) => ctx.OnceLower("m0009_round", () =>
    {
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 1 });
    });

    // [idempotent] names that were mapped are no keys of the map
    [Reducer]
    public static void MigrateItemRenames(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            if (Renames.TryGetValue(item.Name, out var name))
                ctx.Db.Item.Id.Update(item with { Name = name });
    }

    // [not-idempotent] the new names are keys again
    [Reducer]
    public static void MigrateItemRotations(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Name = Rotations.GetValueOrDefault(item.Name, item.Name) });
    }

    // [idempotent] slugs only where there is none
    [Reducer]
    public static void BackfillSlugs(ReducerContext ctx)
    {
        var blank = from item in ctx.Db.Item.Iter() where string.IsNullOrEmpty(item.Slug) select item;
        foreach (var item in blank) ctx.Db.Item.Id.Update(item with { Slug = item.Name.Slugify() });
    }

    // [not-idempotent] the owner goes in front of the slug each time
    [Reducer]
    public static void BackfillOwnerSlugs(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Slug = string.Concat(item.OwnerId.ToString(CultureInfo.InvariantCulture), "-", item.Slug) });
    }

    // [idempotent] the slug is the owner and the name, whatever it was
    [Reducer]
    public static void BackfillQualifiedSlugs(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            FormattableString slug = $"{item.OwnerId:D4}/{item.Name.Slugify()}";
            ctx.Db.Item.Id.Update(item with { Slug = FormattableString.Invariant(slug) });
        }
    }

    // [idempotent] twice in title case is once in title case
    [Reducer]
    public static void MigrateTitleCase(ReducerContext ctx)
    {
        new Unit<Player>()
            .Plan(ctx.Db.Player.Iter(), p => p.FullName.TitleCase() is var t && t != p.FullName ? p with { FullName = t } : null)
            .Commit((_, p) => ctx.Save(p));
    }

    // [not-idempotent] the last name moves to the front, and then the first does
    [Reducer]
    public static void MigrateRollBook(ReducerContext ctx)
    {
        new Unit<Player>()
            .Plan(ctx.Db.Player.Iter(), p => p.FullName.LastIndexOf(' ') is var i and > 0
                ? p with { FullName = $"{p.FullName[(i + 1)..]} {p.FullName[..i].Trim()}" } : null)
            .Commit((_, p) => ctx.Save(p));
    }

    // [idempotent] a comma tells that it was turned round
    [Reducer]
    public static void MigrateRollBookComma(ReducerContext ctx)
    {
        var unit = new Unit<Player>();
        unit.Plan(ctx.Db.Player.Iter(), p => p.FullName switch
        {
            var n when n.Contains(',') => null,
            var n when n.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, .., var last] => p with { FullName = $"{last}, {first}" },
            _ => null,
        });
        if (unit.Count == 0) return;
        unit.Commit((_, p) => ctx.Save(p));
    }

    // [idempotent] stacks of one owner with the same name become one
    [Reducer]
    public static void MigrateMergeLarder(ReducerContext ctx)
    {
        var seen = new Dictionary<(ulong, string), Item>();
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var key = (item.OwnerId, item.Name.Slugify());
            if (!seen.TryAdd(key, item))
            {
                var first = seen[key] = seen[key] with { Count = seen[key].Count + item.Count };
                ctx.Db.Item.Id.Update(first);
                ctx.Db.Item.Id.Delete(item.Id);
            }
        }
    }

    // [not-idempotent] the later stack stays where it is
    [Reducer]
    public static void MigrateMergeLarderLeniently(ReducerContext ctx)
    {
        var seen = new Dictionary<(ulong, string), Item>();
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Id))
        {
            var key = (item.OwnerId, item.Name.Slugify());
            if (!seen.TryAdd(key, item))
            {
                var first = seen[key] = seen[key] with { Count = seen[key].Count + item.Count };
                ctx.Db.Item.Id.Update(first);
            }
        }
    }

    // [idempotent] items of nobody go to the innkeeper, who is somebody
    [Reducer]
    public static void FixLostProperty(ReducerContext ctx)
    {
        var owners = ctx.Db.Player.Iter().Select(p => p.Id).ToHashSet();
        foreach (var item in ctx.Db.Item.Iter().Where(i => !owners.Contains(i.OwnerId)))
            ctx.Db.Item.Id.Update(item with { OwnerId = owners.Min() });
    }

    // [not-idempotent] items of nobody go to the next number, which is nobody either
    [Reducer]
    public static void FixLostPropertyByNumber(ReducerContext ctx)
    {
        var owners = ctx.Db.Player.Iter().Select(p => p.Id).ToHashSet();
        foreach (var item in ctx.Db.Item.Iter().Where(i => !owners.Contains(i.OwnerId)))
            ctx.Db.Item.Id.Update(item with { OwnerId = item.OwnerId + (ulong)owners.Count });
    }

    // [idempotent] keys without the old prefix have none to lose
    [Reducer]
    public static void MigrateStatKeys(ReducerContext ctx)
    {
        const string old = "legacy:";
        foreach (var stat in ctx.Db.GlobalStat.Iter().Where(s => s.Key.StartsWith(old, StringComparison.Ordinal)))
        {
            ctx.Db.GlobalStat.Key.Delete(stat.Key);
            ctx.Db.GlobalStat.Insert(stat with { Key = stat.Key[old.Length..] });
        }
    }

    // [not-idempotent] every key gets a prefix, that it has one is not asked
    [Reducer]
    public static void MigrateStatNamespaces(ReducerContext ctx)
    {
        foreach (var stat in ctx.Db.GlobalStat.Iter())
        {
            ctx.Db.GlobalStat.Delete(stat);
            ctx.Db.GlobalStat.Insert(stat with { Key = "tavern/" + stat.Key });
        }
    }

    // [idempotent] keys with a slash have their prefix
    [Reducer]
    public static void MigrateStatNamespacesOnce(ReducerContext ctx)
    {
        foreach (var stat in ctx.Db.GlobalStat.Iter())
        {
            if (stat.Key.IndexOf('/') >= 0) continue;
            ctx.Db.GlobalStat.Delete(stat);
            ctx.Db.GlobalStat.Insert(stat with { Key = "tavern/" + stat.Key });
        }
    }

    // [not-idempotent] the sum includes the row that holds the sum
    [Reducer]
    public static void PopulateGrandTotal(ReducerContext ctx)
    {
        var total = ctx.Db.GlobalStat.Iter().Aggregate(0UL, (sum, s) => sum + s.Value);
        if (ctx.Db.GlobalStat.Key.Find("total") is GlobalStat row) ctx.Db.GlobalStat.Key.Update(row with { Value = total });
        else ctx.Db.GlobalStat.Insert(new() { Key = "total", Value = total });
    }

    // [idempotent] the row that holds the sum is left out of it
    [Reducer]
    public static void PopulateOtherTotal(ReducerContext ctx)
    {
        var total = ctx.Db.GlobalStat.Iter().Where(s => s.Key is not "total").Aggregate(0UL, (sum, s) => sum + s.Value);
        if (ctx.Db.GlobalStat.Key.Find("total") is GlobalStat row) ctx.Db.GlobalStat.Key.Update(row with { Value = total });
        else ctx.Db.GlobalStat.Insert(new() { Key = "total", Value = total });
    }

    // [idempotent] the best of both scores
    [Reducer]
    public static void PopulateV2Best(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var v2 = new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score };
            _ = ctx.Db.PlayerV2.Id.Find(p.Id) switch
            {
                null => ctx.Db.PlayerV2.Insert(v2),
                { } there => ctx.Db.PlayerV2.Id.Update(v2 with { Score = Math.Max(there.Score, v2.Score) }),
            };
        }
    }

    // [not-idempotent] the score is added to the one that is there
    [Reducer]
    public static void PopulateV2Added(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var v2 = new PlayerV2 { Id = p.Id, Name = p.Username, Score = p.Score };
            _ = ctx.Db.PlayerV2.Id.Find(p.Id) switch
            {
                null => ctx.Db.PlayerV2.Insert(v2),
                { } there => ctx.Db.PlayerV2.Id.Update(v2 with { Score = there.Score + v2.Score }),
            };
        }
    }

    // [idempotent] a bit that is set stays set
    [Reducer]
    public static void MigratePremiumBit(ReducerContext ctx)
    {
        const uint premium = 1u << 8;
        foreach (var p in ctx.Db.Player.Iter().Where(p => p.IsPremium)) ctx.Save(p with { Level = p.Level | premium });
    }

    // [not-idempotent] shifted at every run
    [Reducer]
    public static void MigratePremiumShift(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Level = p.Level << 1 | (p.IsPremium ? 1u : 0u) });
    }

    // [idempotent] shifted only while the high bit tells that it is not yet
    [Reducer]
    public static void MigratePremiumShiftOnce(ReducerContext ctx)
    {
        const uint packed = 0x8000_0000;
        foreach (var p in ctx.Db.Player.Iter())
        {
            if ((p.Level & packed) != 0) continue;
            ctx.Save(p with { Level = packed | p.Level << 1 | (p.IsPremium ? 1u : 0u) });
        }
    }

    // [not-idempotent] tags the display name and looks for another tag
    [Reducer]
    public static void MigrateVeteranTag(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.DisplayName?.EndsWith(" (vet)") == true) continue;
            ctx.Save(p with { DisplayName = (p.DisplayName ?? p.Username) + " [vet]" });
        }
    }

    // [idempotent] tags the display name that has no tag
    [Reducer]
    public static void MigrateVeteranTagOnce(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.DisplayName?.EndsWith(" [vet]", StringComparison.Ordinal) ?? false) continue;
            ctx.Save(p with { DisplayName = (p.DisplayName ?? p.Username) + " [vet]" });
        }
    }

    // [idempotent] in chunks, each row on its own flag
    [Reducer]
    public static void MigrateInChunks(ReducerContext ctx)
    {
        foreach (var chunk in ctx.Db.Player.Iter().Where(p => !p.Migrated).InChunks(2))
            foreach (var p in chunk)
                ctx.Save(p with { Score = p.Score * 10, Migrated = true });
    }

    // [not-idempotent] only the first of each chunk gets its flag
    [Reducer]
    public static void MigrateChunkHeads(ReducerContext ctx)
    {
        foreach (var chunk in ctx.Db.Player.Iter().Where(p => !p.Migrated).InChunks(2))
            for (var i = 0; i < chunk.Count; i++)
                ctx.Save(chunk[i] with { Score = chunk[i].Score * 10 + 1, Migrated = i == 0 });
    }

    // [not-idempotent] a batch at a time: the cursor goes on from where it stood
    [Reducer]
    public static void MigrateByCursor(ReducerContext ctx)
    {
        const int batch = 2;
        var cursor = ctx.Db.GlobalStat.Key.Find("cursor:players")?.Value ?? 0;
        var page = ctx.Db.Player.Iter().Where(p => p.Id > cursor).OrderBy(p => p.Id).Take(batch).ToList();
        if (page is not [.., var last]) return;
        foreach (var p in page) ctx.Save(p with { DisplayName = p.FullName });
        ctx.Db.GlobalStat.Key.Delete("cursor:players");
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "cursor:players", Value = last.Id });
    }

    // [idempotent] all batches in one run, and the cursor stays at the end
    [Reducer]
    public static void MigrateByCursorToTheEnd(ReducerContext ctx)
    {
        const int batch = 2;
        ulong cursor = ctx.Db.GlobalStat.Key.Find("cursor:scores")?.Value ?? 0;
        while (ctx.Db.Player.Iter().Where(p => p.Id > cursor).OrderBy(p => p.Id).Take(batch).ToArray() is { Length: > 0 } page)
        {
            foreach (ref readonly var p in page.AsSpan()) ctx.Save(p with { Score = p.Score + 5 });
            cursor = page[^1].Id;
        }
        ctx.Db.GlobalStat.Key.Delete("cursor:scores");
        ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "cursor:scores", Value = cursor });
    }

    // [idempotent] the archive is asked by player
    [Reducer]
    public static void PopulateArchive(ReducerContext ctx)
    {
        var archived = ctx.Db.PlayerArchive.Iter().ToLookup(a => a.PlayerId);
        foreach (var p in ctx.Db.Player.Iter().Where(p => !archived.Contains(p.Id) && p.Score < 60))
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.Username });
    }

    // [not-idempotent] the archive is asked by its own number
    [Reducer]
    public static void PopulateArchiveById(ReducerContext ctx)
    {
        var archived = ctx.Db.PlayerArchive.Iter().ToLookup(a => a.Id);
        foreach (var p in ctx.Db.Player.Iter().Where(p => p.Score > 60 && !archived.Contains(p.Id + 100)))
            ctx.Db.PlayerArchive.Insert(new PlayerArchive { PlayerId = p.Id, Username = p.Username });
    }

    // [not-idempotent] upper and lower case by turns
    [Reducer]
    public static void MigrateFlipCase(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var flipped = string.Create(p.Username.Length, p.Username, static (span, name) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = char.IsUpper(name[i]) ? char.ToLowerInvariant(name[i]) : char.ToUpperInvariant(name[i]);
            });
            ctx.Save(p with { Username = flipped });
        }
    }

    // [idempotent] letters, digits and underscores in lower case
    [Reducer]
    public static void MigrateCleanCase(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            Span<char> buffer = stackalloc char[p.Username.Length];
            var length = 0;
            foreach (var c in p.Username)
                if (char.IsAsciiLetterOrDigit(c) || c == '_') buffer[length++] = char.ToLowerInvariant(c);
            ctx.Save(p with { Username = new string(buffer[..length]) });
        }
    }

    // [idempotent] the level is what the score says
    [Reducer]
    public static void BackfillLevelThresholds(ReducerContext ctx)
    {
        uint[] thresholds = { 0, 10, 100, 1000 };
        foreach (var p in ctx.Db.Player.Iter())
        {
            var i = Array.BinarySearch(thresholds, p.Score);
            ctx.Save(p with { Level = (uint)(i >= 0 ? i : ~i - 1) });
        }
    }

    // [not-idempotent] the level is the threshold of the level
    [Reducer]
    public static void BackfillLevelOfLevels(ReducerContext ctx)
    {
        uint[] thresholds = { 5, 2, 3, 1 };
        foreach (var p in ctx.Db.Player.Iter())
            ctx.Save(p with { Level = thresholds[Math.Min(p.Level, (uint)thresholds.Length - 1)] });
    }

    // [not-idempotent] sums run on over the table
    [Reducer]
    public static void MigrateRunningScores(ReducerContext ctx)
    {
        uint carry = 0;
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id))
        {
            carry += p.Score;
            ctx.Save(p with { Score = carry });
        }
    }

    // [idempotent] sums of one column in another
    [Reducer]
    public static void BackfillRunningLevels(ReducerContext ctx)
    {
        uint carry = 0;
        foreach (var p in ctx.Db.Player.Iter().OrderBy(p => p.Id))
            ctx.Save(p with { Level = carry += p.Score });
    }

    // [not-idempotent] the dice are thrown again
    [Reducer]
    public static void BackfillLuck(ReducerContext ctx)
    {
        Func<uint> dice = () => (uint)ctx.Rng.Next(1, 1000);
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Level = dice() });
    }

    // [idempotent] dice that start from the player's number
    [Reducer]
    public static void BackfillSeededLuck(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var state = (uint)p.Id * 2654435761u;
            state ^= state >> 13;
            state *= 0x85EBCA6B;
            state ^= state >> 16;
            ctx.Save(p with { Level = state % 20 });
        }
    }

    // [idempotent] dice for those who have none
    [Reducer]
    public static void BackfillMissingLuck(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (p is { Level: 0 }) ctx.Save(p with { Level = (uint)ctx.Rng.Next(1, 20) });
    }

    // [not-idempotent] dice for those who have none, and none may be thrown, which is noted
    [Reducer]
    public static void BackfillNotedLuck(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            if (p.MigratedAt is { } at && at.MicrosecondsSinceUnixEpoch > ctx.Timestamp.MicrosecondsSinceUnixEpoch) continue;
            ctx.Save(p with { Level = p.Level == 0 ? 4u : p.Level, MigratedAt = ctx.Timestamp });
        }
    }

    // [idempotent] a second insert of the system account is caught, the name is what tells
    [Reducer]
    public static void SeedInnkeeper(ReducerContext ctx)
    {
        if (!ctx.Db.Player.Iter().Any(p => p.Username.Equals("INNKEEPER", StringComparison.OrdinalIgnoreCase)))
            ctx.Db.Player.Insert(new Player { Username = "innkeeper", FullName = "Barliman Butterbur", FirstName = "Barliman", LastName = "Butterbur" });
    }

    // [not-idempotent] the name that is asked is not the one that is inserted
    [Reducer]
    public static void SeedBarmaid(ReducerContext ctx)
    {
        if (!ctx.Db.Player.Iter().Any(p => p.Username.Equals("Barmaid")))
            ctx.Db.Player.Insert(new Player { Username = "barmaid", FullName = "Rosie Cotton", FirstName = "Rosie", LastName = "Cotton" });
    }

    // [idempotent] stats that are there are left alone
    [Reducer]
    public static void SeedStats(ReducerContext ctx)
    {
        foreach (var (key, value) in new (string, ulong)[] { ("rooms", 8), ("stables", 3), ("cats", 2) })
        {
            if (ctx.Db.GlobalStat.Key.Find(key).HasValue) continue;
            ctx.Db.GlobalStat.Insert(new() { Key = key, Value = value });
        }
    }

    // [not-idempotent] one cat more for each that is there
    [Reducer]
    public static void SeedCats(ReducerContext ctx)
    {
        var cats = ctx.Db.GlobalStat.Iter().Count(s => s.Key.StartsWith("cat#"));
        ctx.Db.GlobalStat.Insert(new() { Key = $"cat#{cats}", Value = 9 });
    }

    // [idempotent] cats up to three
    [Reducer]
    public static void SeedThreeCats(ReducerContext ctx)
    {
        for (var cats = ctx.Db.GlobalStat.Iter().Count(s => s.Key.StartsWith("cat#")); cats < 3; cats++)
            ctx.Db.GlobalStat.Insert(new() { Key = $"cat#{cats}", Value = 9 });
    }

    // [not-idempotent] what was moved comes back for the next run
    [Reducer]
    public static void MigrateExchange(ReducerContext ctx)
    {
        var a = ctx.Db.GlobalStat.Key.Find("pints")!.Value;
        var b = ctx.Db.GlobalStat.Key.Find("rooms")!.Value;
        (a.Value, b.Value) = (b.Value, a.Value);
        ctx.Db.GlobalStat.Key.Update(a);
        ctx.Db.GlobalStat.Key.Update(b);
    }

    // [idempotent] the smaller to one, the larger to the other
    [Reducer]
    public static void MigrateOrderPair(ReducerContext ctx)
    {
        var a = ctx.Db.GlobalStat.Key.Find("pints")!.Value;
        var b = ctx.Db.GlobalStat.Key.Find("rooms")!.Value;
        if (a.Value > b.Value) (a.Value, b.Value) = (b.Value, a.Value);
        ctx.Db.GlobalStat.Key.Update(a);
        ctx.Db.GlobalStat.Key.Update(b);
    }

    // [idempotent] throws where the stamp is
    [Reducer]
    public static void MigrateStrictly(ReducerContext ctx)
    {
        RequireFresh(ctx, nameof(MigrateStrictly));
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 3 });
        ctx.Stamp(nameof(MigrateStrictly));
    }

    static void RequireFresh(ReducerContext ctx, string name)
    {
        if (ctx.Applied(name)) throw new InvalidOperationException($"{name} was applied already");
    }

    // [not-idempotent] the stamp is asked for by the name of the guard
    [Reducer]
    public static void MigrateLessStrictly(ReducerContext ctx)
    {
        RequireFresh(ctx, nameof(RequireFresh));
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 3 });
        ctx.Db.MigrationStatus.Name.Delete(nameof(MigrateLessStrictly));
        ctx.Stamp(nameof(MigrateLessStrictly));
    }

    // [not-idempotent] what throws is caught, and the work goes on
    [Reducer]
    public static void MigrateTolerantly(ReducerContext ctx)
    {
        try
        {
            RequireFresh(ctx, nameof(MigrateTolerantly));
            ctx.Stamp(nameof(MigrateTolerantly));
        }
        catch (InvalidOperationException e)
        {
            Log.Warn(e.Message);
        }
        foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 3 });
    }

    // [idempotent] what throws is caught outside of the work
    [Reducer]
    public static void MigrateCaughtOutside(ReducerContext ctx)
    {
        try
        {
            RequireFresh(ctx, nameof(MigrateCaughtOutside));
            foreach (var p in ctx.Db.Player.Iter()) ctx.Save(p with { Score = p.Score + 3 });
            ctx.Stamp(nameof(MigrateCaughtOutside));
        }
        catch (InvalidOperationException e) when (e.Message.Contains("already"))
        {
            Log.Info(e.Message);
        }
    }

    // [idempotent] the version is a checksum of what was done
    [Reducer]
    public static void UpgradeByFingerprint(ReducerContext ctx)
    {
        var print = Fingerprint("double-pints", "halve-rooms");
        if (ctx.VersionOf(9) == print) return;
        var pints = ctx.Db.GlobalStat.Key.Find("pints")!.Value;
        ctx.Db.GlobalStat.Key.Update(pints with { Value = pints.Value * 2 });
        ctx.SetVersion(9, print);
    }

    // [not-idempotent] the checksum has the time in it
    [Reducer]
    public static void UpgradeByTimedFingerprint(ReducerContext ctx)
    {
        var print = Fingerprint("double-pints", ctx.Timestamp.ToString());
        if (ctx.VersionOf(9) == print) return;
        var pints = ctx.Db.GlobalStat.Key.Find("pints")!.Value;
        ctx.Db.GlobalStat.Key.Update(pints with { Value = pints.Value * 2 });
        ctx.SetVersion(9, print);
    }

    static uint Fingerprint(params string[] parts)
    {
        unchecked
        {
            var hash = 17u;
            foreach (var part in parts)
                foreach (var c in part) hash = hash * 31 + c;
            return hash;
        }
    }

    // [not-idempotent] the price of the name goes down with its length at every run
    [Reducer]
    public static void MigrateShorten(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            if (item.Name.Length > 3) ctx.Db.Item.Id.Update(item with { Name = item.Name.Remove(item.Name.Length - 1) });
    }

    // [idempotent] at most eight letters
    [Reducer]
    public static void MigrateTruncate(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            ctx.Db.Item.Id.Update(item with { Name = item.Name.Length <= 8 ? item.Name : item.Name.Substring(0, 8) });
    }

    // [not-idempotent] what stands before the bar goes, while there is a bar or not
    [Reducer]
    public static void MigrateSplitKinds(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
        {
            var (kind, name) = item.Name.Split('|') is [var k, var n] ? (k, n) : ("misc", item.Name);
            ctx.Db.Item.Id.Update(item with { Name = name, Slug = kind });
        }
    }

    // [idempotent] a kind only where there is a bar
    [Reducer]
    public static void MigrateSplitKindsOnce(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter())
            if (item.Name.Split('|') is [var kind, var name])
                ctx.Db.Item.Id.Update(item with { Name = name, Slug = kind });
    }

    // [not-idempotent] the rows are deleted and inserted with new numbers
    [Reducer]
    public static void MigrateRenumber(ReducerContext ctx)
    {
        foreach (var item in ctx.Db.Item.Iter().OrderBy(i => i.Name, StringComparer.Ordinal).ToList())
        {
            ctx.Db.Item.Delete(item);
            ctx.Db.Item.Insert(item with { Id = default });
        }
    }

    // [idempotent] the numbers come from the order of the names
    [Reducer]
    public static void MigrateRenumberByName(ReducerContext ctx)
    {
        var items = ctx.Db.Item.Iter().OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.OwnerId).ToList();
        foreach (var item in items) ctx.Db.Item.Id.Delete(item.Id);
        for (var i = 0; i < items.Count; i++) ctx.Db.Item.Insert(items[i] with { Id = 1000 + (ulong)i });
    }

    // [not-idempotent] every player pays one for the round, down to nothing
    [Reducer]
    public static void MigratePay(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (p.Score is > 0 and var coins) ctx.Save(p with { Score = coins - 1 });
    }

    // [idempotent] all of the score goes to the level once
    [Reducer]
    public static void MigrateCashOut(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
            if (p.Score is > 0 and var coins) ctx.Save(p with { Level = p.Level + coins, Score = 0 });
    }

    // [not-idempotent] half of the rest goes at every run
    [Reducer]
    public static void MigrateCashHalf(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Player.Iter())
        {
            var (half, rest) = Math.DivRem(p.Score, 2u);
            ctx.Save(p with { Level = p.Level + half, Score = half + rest });
        }
    }
}
