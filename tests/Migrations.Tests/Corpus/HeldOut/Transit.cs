// Labelled migration reducers of a network of trams and buses. The comment above each reducer is its label:
//   [idempotent]      a second run leaves the same rows as the first, or refuses itself
//   [not-idempotent]  a second run changes, adds or removes rows, or fails at a key that is taken
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Mode : byte { Bus = 1, Tram = 2, Ferry = 4, Rail = 8 }

[SpacetimeDB.Type]
public partial struct Point { public int X; public int Y; }

[SpacetimeDB.Table(Accessor = "Stop", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByPlace", Columns = new[] { nameof(Zone), nameof(Name) })]
public partial struct Stop
{
    [PrimaryKey] public uint Id;
    public string Name;
    public string Code;
    public byte Zone;
    public Point At;
    public int? Platforms;
    public bool Open;
    public List<string> Aliases;
}

[SpacetimeDB.Table(Accessor = "Line", Public = true)]
public partial struct Line
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Label;
    public Mode Mode;
    public List<uint> StopIds;
    public string Colour;
    public uint Length;
    public double Speed;
}

[SpacetimeDB.Table(Accessor = "Leg")]
public partial struct Leg
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint LineId;
    public uint From;
    public uint To;
    public int Seconds;
}

[SpacetimeDB.Table(Accessor = "Pass")]
public partial struct Pass
{
    [PrimaryKey] public string Number;
    public Identity Holder;
    public long Cents;
    public Timestamp ValidUntil;
    public string Note;
    public ulong Zones;
}

[SpacetimeDB.Table(Accessor = "UpgradeStep")]
public partial struct UpgradeStep
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Name;
    public Timestamp? At;
}

public static class TransitSeed
{
    public static void Seed(ReducerContext ctx)
    {
        void Stop(uint id, string name, string code, byte zone, int x, int y, int? platforms, bool open, params string[] aliases) =>
            ctx.Db.Stop.Insert(new Stop
            {
                Id = id, Name = name, Code = code, Zone = zone, At = new Point { X = x, Y = y }, Platforms = platforms, Open = open,
                Aliases = aliases.ToList(),
            });
        Stop(1, "Main Square", "msq", 1, 0, 0, 2, true, "Centre", "square");
        Stop(2, "Old  Port", "OP-2", 1, 30, -4, null, true);
        Stop(3, "St. Ann's", "", 2, -15, 40, 0, false, "Ann");
        Stop(4, "main square", "MSQ", 3, 100, 100, 12, true, "Zed", "Alpha", "zed");
        void Line(string label, Mode mode, string colour, uint length, double speed, params uint[] stops) =>
            ctx.Db.Line.Insert(new Line { Label = label, Mode = mode, Colour = colour, Length = length, Speed = speed, StopIds = stops.ToList() });
        Line("7", Mode.Tram, "#FF0000", 4200, 18.25, 1, 2, 3);
        Line("N12", Mode.Bus, "00ff7f", 990, 33.333, 3, 1, 3);
        Line("F", Mode.Ferry, "", 12, 7.5, 2, 9);
        Line("S3", Mode.Rail, "#abc", 65000, 81.049);
        foreach (var (line, from, to, seconds) in new (uint, uint, uint, int)[] { (1, 1, 2, 95), (1, 2, 3, 61), (2, 3, 1, -5), (3, 2, 9, 600), (1, 1, 2, 95) })
        {
            ctx.Db.Leg.Insert(new Leg { LineId = line, From = from, To = to, Seconds = seconds });
        }
        for (var i = 1; i <= 3; i++)
        {
            ctx.Db.Pass.Insert(new Pass
            {
                Number = $"P{i}", Holder = Identity.FromHexString(new string((char)('0' + i), 64)), Cents = i * 1250 - 1303,
                ValidUntil = new Timestamp(1_700_000_000_000_000 + i), Note = i == 2 ? "lost;found" : "", Zones = (ulong)i,
            });
        }
        ctx.Db.UpgradeStep.Insert(new UpgradeStep { Name = "first" });
    }
}

public readonly struct Distance : IComparable<Distance>
{
    private readonly long _metres;

    private Distance(long metres) => _metres = metres;

    public long Metres => _metres;

    public static Distance Zero { get; } = new(0);

    public static implicit operator Distance(int metres) => new(metres);

    public static implicit operator Distance(uint metres) => new(metres);

    public static explicit operator uint(Distance distance) => (uint)Math.Abs(distance._metres);

    public static Distance operator +(Distance a, Distance b) => new(a._metres + b._metres);

    public static Distance operator -(Distance a) => new(-a._metres);

    public static bool operator >(Distance a, Distance b) => a.CompareTo(b) > 0;

    public static bool operator <(Distance a, Distance b) => a.CompareTo(b) < 0;

    public int CompareTo(Distance other) => _metres.CompareTo(other._metres);

    public Distance Rounded(int to) => new(_metres / to * to);
}

public interface IRewrite<TRow>
{
    string Title { get; }

    TRow Rewrite(TRow row);

    bool Wants(TRow row) => true;
}

public abstract class LineRewrite : IRewrite<Line>
{
    public abstract string Title { get; }

    public abstract Line Rewrite(Line row);

    public virtual bool Wants(Line row) => row.Length > 0;
}

public class ColourRewrite : LineRewrite
{
    public override string Title => "colour";

    public override Line Rewrite(Line row) => row with { Colour = Hash(row) };

    protected virtual string Hash(Line row) => row.Colour.StartsWith('#') ? row.Colour : "#" + row.Colour;
}

public sealed class DoubleColourRewrite : ColourRewrite
{
    public override string Title => base.Title + " again";

    protected override string Hash(Line row) => "#" + base.Hash(row).ToUpperInvariant();
}

public sealed class SpeedRewrite : IRewrite<Line>
{
    string IRewrite<Line>.Title => "speed";

    Line IRewrite<Line>.Rewrite(Line row) => row with { Speed = row.Speed * 3.6 };

    bool IRewrite<Line>.Wants(Line row) => row.Mode != Mode.Rail;
}

public sealed class RoundRewrite : IRewrite<Line>
{
    public string Title => "round";

    public Line Rewrite(Line row) => row with { Speed = Math.Round(row.Speed, 1, MidpointRounding.AwayFromZero) };
}

public sealed class Grid
{
    private readonly Dictionary<(int X, int Y), uint> _cells = new();

    public uint this[int x, int y]
    {
        get => _cells.TryGetValue((x, y), out var id) ? id : 0;
        set => _cells[(x, y)] = value;
    }

    public int Count => _cells.Count;
}

public record Fare(string Name, long Cents)
{
    public virtual Fare Raised() => this with { Cents = Cents + 10 };
}

public record ZoneFare(string Name, long Cents, int Zones) : Fare(Name, Cents)
{
    public override Fare Raised() => this with { Cents = Zones * 100 };
}

public sealed class StepScope : IDisposable
{
    private readonly ReducerContext _ctx;
    private readonly string _name;

    public StepScope(ReducerContext ctx, string name) => (_ctx, _name) = (ctx, name);

    public bool IsNew => _ctx.Db.UpgradeStep.Name.Find(_name) is null;

    public bool Succeeded { get; set; }

    public void Dispose()
    {
        if (Succeeded && IsNew)
        {
            _ctx.Db.UpgradeStep.Insert(new UpgradeStep { Name = _name, At = _ctx.Timestamp });
        }
    }
}

public static partial class TransitMigrations
{
    private static readonly string[] s_steps = Enumerable.Range(1, 3).Select(i => $"step-{i}").ToArray();

    private static void Rewrite(ReducerContext ctx, params IRewrite<Line>[] rewrites)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            var row = rewrites.Where(rewrite => rewrite.Wants(line)).Aggregate(line, (current, rewrite) => rewrite.Rewrite(current));
            ctx.Db.Line.Id.Update(row);
        }
    }

    private static ref int At(int[] counts, int i) => ref counts[i % counts.Length];

    // [idempotent] by a rewrite that looks first
    [Reducer]
    public static void MigrateColours(ReducerContext ctx) => Rewrite(ctx, new ColourRewrite());

    // [not-idempotent] what overrides it does not look
    [Reducer]
    public static void MigrateColoursAgain(ReducerContext ctx) => Rewrite(ctx, new RoundRewrite(), new DoubleColourRewrite());

    // [not-idempotent] an explicit implementation that multiplies
    [Reducer]
    public static void MigrateSpeeds(ReducerContext ctx) => Rewrite(ctx, new SpeedRewrite());

    // [idempotent] rounded is rounded, by a default member of the interface
    [Reducer]
    public static void MigrateSpeedsRounded(ReducerContext ctx) => Rewrite(ctx, new RoundRewrite());

    // [idempotent] each rewrite once, under its title
    [Reducer]
    public static void MigrateSpeedsByTitle(ReducerContext ctx)
    {
        IRewrite<Line>[] rewrites = { new SpeedRewrite(), new DoubleColourRewrite() };
        foreach (var rewrite in rewrites)
        {
            if (ctx.Db.UpgradeStep.Name.Find(rewrite.Title) is not null) continue;
            Rewrite(ctx, rewrite);
            ctx.Db.UpgradeStep.Insert(new UpgradeStep { Name = rewrite.Title, At = ctx.Timestamp });
        }
    }

    // [not-idempotent] the key is free each time
    [Reducer]
    public static void MigrateSpeedsByNumber(ReducerContext ctx)
    {
        IRewrite<Line> rewrite = new SpeedRewrite();
        var name = $"{rewrite.Title}-{ctx.Db.UpgradeStep.Count}";
        if (ctx.Db.UpgradeStep.Name.Find(name) is not null) return;
        Rewrite(ctx, rewrite);
        ctx.Db.UpgradeStep.Insert(new UpgradeStep { Name = name });
    }

    // [idempotent] a length of full hundreds stays, through a type of its own
    [Reducer]
    public static void MigrateLengths(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            Distance length = line.Length;
            ctx.Db.Line.Id.Update(line with { Length = (uint)length.Rounded(100) });
        }
    }

    // [not-idempotent] a hundred more, through a type of its own
    [Reducer]
    public static void MigrateLengthsWithDepot(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            Distance length = line.Length;
            length += 100;
            if (length > 0) ctx.Db.Line.Id.Update(line with { Length = (uint)length });
        }
    }

    // [idempotent] the sum of the legs, whatever stood there
    [Reducer]
    public static void BackfillLengths(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            var sum = Distance.Zero;
            foreach (var leg in ctx.Db.Leg.LineId.Filter(line.Id))
            {
                sum += leg.Seconds * 12;
            }
            ctx.Db.Line.Id.Update(line with { Length = (uint)-sum });
        }
    }

    // [idempotent] the first of each place wins, in a sorted dictionary
    [Reducer]
    public static void MigrateStopCodes(ReducerContext ctx)
    {
        var codes = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var stop in ctx.Db.Stop.Iter().OrderBy(s => s.Id))
        {
            codes.TryAdd(stop.Name, stop.Code.Length > 0 ? stop.Code : "S" + stop.Id);
        }
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            ctx.Db.Stop.Id.Update(stop with { Code = codes[stop.Name] });
        }
    }

    // [not-idempotent] the code gets the place in the order put behind it
    [Reducer]
    public static void MigrateStopCodesPlaced(ReducerContext ctx)
    {
        var places = new SortedList<string, List<Stop>>(StringComparer.Ordinal);
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            if (!places.TryGetValue(stop.Code, out var stops)) places.Add(stop.Code, stops = new List<Stop>());
            stops.Add(stop);
        }
        foreach (var (code, stops) in places)
        {
            foreach (var stop in stops) ctx.Db.Stop.Id.Update(stop with { Code = $"{code}/{places.IndexOfKey(code)}" });
        }
    }

    // [idempotent] a text of other columns, put together
    [Reducer]
    public static void MigrateNotes(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var note = new StringBuilder();
            note.AppendFormat(CultureInfo.InvariantCulture, "{0}:{1:X4}", pass.Number, pass.Zones).AppendLine();
            note.AppendJoin(", ", s_steps.Reverse()).Append('.', 3);
            note.Length -= 1;
            note[0] = char.ToLowerInvariant(note[0]);
            ctx.Db.Pass.Number.Update(pass with { Note = note.ToString() });
        }
    }

    // [not-idempotent] a line more in the note
    [Reducer]
    public static void MigrateNotesLine(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var note = new StringBuilder(pass.Note);
            note.AppendJoin(';', s_steps);
            ctx.Db.Pass.Number.Update(pass with { Note = note.ToString() });
        }
    }

    // [idempotent] in a set of parts, in order
    [Reducer]
    public static void MigrateNotesParts(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var parts = new SortedSet<string>(pass.Note.Split(';', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal) { "v2" };
            ctx.Db.Pass.Number.Update(pass with { Note = string.Join(';', parts) });
        }
    }

    // [idempotent] the step is recorded where the scope ends
    [Reducer]
    public static void MigrateInScope(ReducerContext ctx)
    {
        using var scope = new StepScope(ctx, "scope");
        if (!scope.IsNew) return;
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            ctx.Db.Pass.Number.Update(pass with { Cents = pass.Cents + 500 });
        }
        scope.Succeeded = true;
    }

    // [not-idempotent] nothing says that it succeeded
    [Reducer]
    public static void MigrateInScopeUnsaid(ReducerContext ctx)
    {
        using (var scope = new StepScope(ctx, "scope"))
        {
            if (!scope.IsNew) return;
            foreach (var pass in ctx.Db.Pass.Iter())
            {
                ctx.Db.Pass.Number.Update(pass with { Cents = pass.Cents + 500 });
            }
        }
    }

    // [idempotent] a fare by its zones
    [Reducer]
    public static void MigrateFares(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            Fare fare = new ZoneFare(pass.Number, pass.Cents, (int)pass.Zones);
            ctx.Db.Pass.Number.Update(pass with { Cents = fare.Raised().Cents });
        }
    }

    // [not-idempotent] a fare that is none by its zones is ten more
    [Reducer]
    public static void MigrateFaresByKind(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var fare = pass.Zones > 1 ? new ZoneFare(pass.Number, pass.Cents, (int)pass.Zones) : new Fare(pass.Number, pass.Cents);
            if (fare.Raised() is var raised && raised != fare) ctx.Db.Pass.Number.Update(pass with { Cents = raised.Cents });
        }
    }

    // [idempotent] one stop in each cell of the grid stays
    [Reducer]
    public static void MigrateGrid(ReducerContext ctx)
    {
        var grid = new Grid();
        foreach (var stop in ctx.Db.Stop.Iter().OrderBy(s => s.Id))
        {
            var (x, y) = (stop.At.X / 50, stop.At.Y / 50);
            if (grid[x, y] is var first and > 0)
            {
                foreach (var line in ctx.Db.Line.Iter().Where(l => l.StopIds.Contains(stop.Id)))
                {
                    ctx.Db.Line.Id.Update(line with { StopIds = line.StopIds.Select(id => id == stop.Id ? first : id).ToList() });
                }
                ctx.Db.Stop.Id.Delete(stop.Id);
            }
            else
            {
                grid[x, y] = stop.Id;
            }
        }
    }

    // [not-idempotent] each stop goes one cell on
    [Reducer]
    public static void MigrateGridShifted(ReducerContext ctx)
    {
        var grid = new Grid();
        foreach (var stop in ctx.Db.Stop.Iter()) grid[stop.At.X, stop.At.Y] = stop.Id;
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            var at = stop.At;
            while (grid[at.X, at.Y] != 0) at.X++;
            grid[at.X, at.Y] = stop.Id;
            ctx.Db.Stop.Id.Update(stop with { At = at });
        }
    }

    // [idempotent] double legs of one line are one
    [Reducer]
    public static void MigrateDoubleLegs(ReducerContext ctx)
    {
        foreach (var extra in ctx.Db.Leg.Iter().OrderBy(l => l.Id).GroupBy(l => (l.LineId, l.From, l.To), l => l.Id).SelectMany(g => g.Skip(1)).ToArray())
        {
            ctx.Db.Leg.Id.Delete(extra);
        }
    }

    // [not-idempotent] the last leg of each line goes
    [Reducer]
    public static void MigrateLastLegs(ReducerContext ctx)
    {
        foreach (var (_, last) in ctx.Db.Leg.Iter().GroupBy(l => l.LineId, (line, legs) => (line, legs.MaxBy(l => l.Id).Id)).ToList())
        {
            ctx.Db.Leg.Id.Delete(last);
        }
    }

    // [idempotent] the legs of a line by its stops, those that are there already passed over
    [Reducer]
    public static void MigrateLegsFromStops(ReducerContext ctx)
    {
        var missing =
            from line in ctx.Db.Line.Iter()
            from pair in line.StopIds.Zip(line.StopIds.Skip(1), (start, end) => new { start, end })
            where !ctx.Db.Leg.LineId.Filter(line.Id).Any(leg => (leg.From, leg.To) == (pair.start, pair.end))
            group pair by line.Id into pairs
            select (LineId: pairs.Key, Pairs: pairs.Distinct().ToList());
        foreach (var (id, pairs) in missing.ToList())
        {
            foreach (var step in pairs) ctx.Db.Leg.Insert(new Leg { LineId = id, From = step.start, To = step.end, Seconds = 60 });
        }
    }

    // [not-idempotent] looks for the leg in the other direction
    [Reducer]
    public static void MigrateLegsBackwards(ReducerContext ctx)
    {
        foreach (var leg in ctx.Db.Leg.Iter())
        {
            var has = ctx.Db.Leg.LineId.Filter(leg.LineId).Any(other => other is { } o && o.From == leg.From && o.To == leg.To && o.Seconds > 86_400);
            if (!has) ctx.Db.Leg.Insert(new Leg { LineId = leg.LineId, From = leg.To, To = leg.From, Seconds = leg.Seconds });
        }
    }

    // [not-idempotent] the list is turned within its elements
    [Reducer]
    public static void MigrateStopsRotated(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter().Where(l => l.StopIds.Count > 1))
        {
            ctx.Db.Line.Id.Update(line with { StopIds = line.StopIds.Skip(1).Append(line.StopIds[0]).ToList() });
        }
    }

    // [idempotent] the list is turned until its least element is in front
    [Reducer]
    public static void MigrateStopsFromLeast(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter().Where(l => l.StopIds.Count > 1))
        {
            var least = line.StopIds.IndexOf(line.StopIds.Min());
            ctx.Db.Line.Id.Update(line with { StopIds = line.StopIds.Skip(least).Concat(line.StopIds.Take(least)).ToList() });
        }
    }

    // [idempotent] three letters of a colour become six
    [Reducer]
    public static void MigrateShortColours(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            var colour = line.Colour.TrimStart('#').ToLower(CultureInfo.InvariantCulture) switch
            {
                { Length: 3 } text => string.Concat(text.Select(c => new string(c, 2))),
                "" => "000000",
                var text => text,
            };
            ctx.Db.Line.Id.Update(line with { Colour = "#" + colour });
        }
    }

    // [not-idempotent] the colours are inverted
    [Reducer]
    public static void MigrateDarkColours(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            if (!int.TryParse(line.Colour.TrimStart('#'), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)) continue;
            ctx.Db.Line.Id.Update(line with { Colour = $"#{(~rgb & 0xFFFFFF):x6}" });
        }
    }

    // [not-idempotent] counted by a place by reference, on top of what was there
    [Reducer]
    public static void BackfillPlatforms(ReducerContext ctx)
    {
        var counts = new int[8];
        foreach (var leg in ctx.Db.Leg.Iter()) At(counts, (int)leg.From)++;
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            ref var count = ref At(counts, (int)stop.Id);
            count += stop.Platforms.GetValueOrDefault();
            ctx.Db.Stop.Id.Update(stop with { Platforms = count });
        }
    }

    // [idempotent] counted by a place by reference
    [Reducer]
    public static void BackfillPlatformsAnew(ReducerContext ctx)
    {
        var counts = new int[8];
        foreach (var leg in ctx.Db.Leg.Iter()) At(counts, (int)leg.From)++;
        foreach (var stop in ctx.Db.Stop.Iter()) ctx.Db.Stop.Id.Update(stop with { Platforms = Math.Max(1, At(counts, (int)stop.Id)) });
    }

    // [idempotent] flags of an enum from its names
    [Reducer]
    public static void MigrateModes(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            var mode = Enum.GetNames<Mode>().Where(name => name[0] == line.Label[0]).Select(Enum.Parse<Mode>).DefaultIfEmpty(line.Mode).First();
            ctx.Db.Line.Id.Update(line with { Mode = Enum.IsDefined(mode) ? mode : Mode.Bus });
        }
    }

    // [not-idempotent] twice as much is the next mode
    [Reducer]
    public static void MigrateModesDoubled(ReducerContext ctx)
    {
        foreach (var line in ctx.Db.Line.Iter())
        {
            var next = (Mode)((byte)line.Mode * 2);
            if (Enum.IsDefined(next)) ctx.Db.Line.Id.Update(line with { Mode = next });
        }
    }

    // [idempotent] a table of functions by mode, from the label alone
    [Reducer]
    public static void MigrateLabelsToColours(ReducerContext ctx)
    {
        var colours = new Dictionary<Mode, Func<Line, string>>
        {
            [Mode.Bus] = line => "#" + line.Label.PadLeft(6, '0'),
            [Mode.Tram] = _ => "#00aa00",
        };
        foreach (var line in ctx.Db.Line.Iter())
        {
            var colour = colours.GetValueOrDefault(line.Mode, l => l.Colour.Length == 0 ? "#0000ff" : l.Colour)(line);
            ctx.Db.Line.Id.Update(line with { Colour = colour });
        }
    }

    // [not-idempotent] a table of functions by mode, one of which appends
    [Reducer]
    public static void MigrateLabelsAppended(ReducerContext ctx)
    {
        var labels = new Dictionary<Mode, Func<Line, string>> { [Mode.Bus] = line => line.Label, [Mode.Tram] = line => line.Label + "T" };
        foreach (var line in ctx.Db.Line.Iter())
        {
            if (labels.TryGetValue(line.Mode, out var label)) ctx.Db.Line.Id.Update(line with { Label = label(line) });
        }
    }

    // [idempotent] sums of decimals, rounded to what they are
    [Reducer]
    public static void MigrateCents(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var euros = decimal.Round(pass.Cents / 100m, 1, MidpointRounding.ToEven);
            ctx.Db.Pass.Number.Update(pass with { Cents = (long)(euros * 100m) });
        }
    }

    // [not-idempotent] the tax is put on top
    [Reducer]
    public static void MigrateCentsTaxed(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            ctx.Db.Pass.Number.Update(pass with { Cents = decimal.ToInt64(decimal.Ceiling(pass.Cents * 1.07m)) });
        }
    }

    // [idempotent] the end of the month stays it
    [Reducer]
    public static void MigrateValidUntil(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var until = DateTimeOffset.FromUnixTimeMilliseconds(pass.ValidUntil.MicrosecondsSinceUnixEpoch / 1000);
            var end = new DateTimeOffset(until.Year, until.Month, DateTime.DaysInMonth(until.Year, until.Month), 0, 0, 0, TimeSpan.Zero);
            ctx.Db.Pass.Number.Update(pass with { ValidUntil = new Timestamp(end.ToUnixTimeMilliseconds() * 1000) });
        }
    }

    // [not-idempotent] a month longer each time
    [Reducer]
    public static void MigrateValidUntilExtended(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            var until = DateTimeOffset.FromUnixTimeMilliseconds(pass.ValidUntil.MicrosecondsSinceUnixEpoch / 1000).AddMonths(1);
            ctx.Db.Pass.Number.Update(pass with { ValidUntil = new Timestamp(until.ToUnixTimeMilliseconds() * 1000) });
        }
    }

    // [idempotent] a holder that is fixed, by a text that is made
    [Reducer]
    public static void MigrateHolders(ReducerContext ctx)
    {
        var owner = Identity.FromHexString(string.Concat(Enumerable.Repeat("c2", 32)));
        foreach (var pass in ctx.Db.Pass.Iter()) ctx.Db.Pass.Number.Update(pass with { Holder = owner });
    }

    // [not-idempotent] the pass of a holder is found by nobody, and numbered by how many there are
    [Reducer]
    public static void SeedPasses(ReducerContext ctx)
    {
        var owner = Identity.FromHexString(new string('7', 64));
        if (ctx.Db.Pass.Iter().Any(pass => pass.Holder == owner && pass.Cents > 0)) return;
        ctx.Db.Pass.Insert(new Pass { Number = "P" + (ctx.Db.Pass.Count + 1), Holder = owner, Note = "" });
    }

    // [idempotent] the pass of a holder is made where there is none
    [Reducer]
    public static void SeedPassOnce(ReducerContext ctx)
    {
        var owner = Identity.FromHexString(new string('7', 64));
        if (ctx.Db.Pass.Iter().Any(pass => pass.Holder == owner)) return;
        ctx.Db.Pass.Insert(new Pass { Number = "P" + (ctx.Db.Pass.Count + 1), Holder = owner, Note = "" });
    }

    // [idempotent] in the order of a queue of priorities, by what it does not change
    [Reducer]
    public static void MigrateStopZones(ReducerContext ctx)
    {
        var queue = new PriorityQueue<Stop, (int, uint)>();
        foreach (var stop in ctx.Db.Stop.Iter()) queue.Enqueue(stop, (stop.At.X + stop.At.Y, stop.Id));
        byte zone = 0;
        while (queue.TryDequeue(out var stop, out _)) ctx.Db.Stop.Id.Update(stop with { Zone = ++zone });
    }

    // [not-idempotent] in the order of what it changes, the other way round
    [Reducer]
    public static void MigrateStopZonesTurned(ReducerContext ctx)
    {
        var stack = new Stack<Stop>(ctx.Db.Stop.Iter().OrderBy(s => s.Zone).ThenBy(s => s.Id));
        byte zone = 1;
        while (stack.TryPop(out var stop)) ctx.Db.Stop.Id.Update(stop with { Zone = zone++ });
    }

    // [idempotent] the aliases sorted with a comparison, doubles removed
    [Reducer]
    public static void MigrateAliases(ReducerContext ctx)
    {
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            var aliases = stop.Aliases.ConvertAll(alias => alias.ToLowerInvariant()).Distinct().ToList();
            aliases.Sort((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b));
            aliases.RemoveAll(alias => alias == stop.Name.ToLowerInvariant());
            ctx.Db.Stop.Id.Update(stop with { Aliases = aliases });
        }
    }

    // [not-idempotent] the name becomes an alias, and the alias the name
    [Reducer]
    public static void MigrateAliasesExchanged(ReducerContext ctx)
    {
        foreach (var row in ctx.Db.Stop.Iter())
        {
            if (row.Aliases is not { Count: > 0 } aliases) continue;
            var stop = row;
            (stop.Name, aliases[0]) = (aliases[0], stop.Name);
            ctx.Db.Stop.Id.Update(stop);
        }
    }

    // [idempotent] a platform more where there is none
    [Reducer]
    public static void MigratePlatformsAtLeastOne(ReducerContext ctx)
    {
        foreach (var stop in ctx.Db.Stop.Iter())
        {
            ctx.Db.Stop.Id.Update(stop with { Platforms = stop switch { { Platforms: null or <= 0 } => 1, { Platforms: var p } => p } });
        }
    }

    // [not-idempotent] open is closed, and closed open
    [Reducer]
    public static void MigrateOpen(ReducerContext ctx)
    {
        foreach (var stop in ctx.Db.Stop.Iter().Where(s => s is { Zone: > 1 } or { Platforms: null }))
        {
            ctx.Db.Stop.Id.Update(stop with { Open = !stop.Open });
        }
    }

    // [idempotent] the key is taken from the code, and the row goes over to it
    [Reducer]
    public static void MigratePassNumbers(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter().Where(p => !p.Number.StartsWith("2-", StringComparison.Ordinal)).ToList())
        {
            ctx.Db.Pass.Number.Delete(pass.Number);
            ctx.Db.Pass.Insert(pass with { Number = "2-" + pass.Number });
        }
    }

    // [not-idempotent] every row goes over to a key that is longer
    [Reducer]
    public static void MigratePassNumbersPrefixed(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter().ToList())
        {
            ctx.Db.Pass.Delete(pass);
            ctx.Db.Pass.Insert(pass with { Number = "2-" + pass.Number });
        }
    }

    // [idempotent] bits that are set by position
    [Reducer]
    public static void MigrateZoneBits(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            ctx.Db.Pass.Number.Update(pass with { Zones = (pass.Zones | 1UL << 40) & ~2UL });
        }
    }

    // [not-idempotent] bits that are rotated
    [Reducer]
    public static void MigrateZoneBitsRotated(ReducerContext ctx)
    {
        foreach (var pass in ctx.Db.Pass.Iter())
        {
            ctx.Db.Pass.Number.Update(pass with { Zones = ulong.RotateLeft(pass.Zones, 3) });
        }
    }
}
