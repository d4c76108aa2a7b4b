// A school: pupils, courses, grades, a timetable. Each reducer is labelled by running it twice.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SpacetimeDB;

[SpacetimeDB.Type]
public enum Subject { Unknown, Maths, Music, Sports, Art }

[SpacetimeDB.Type]
[Flags]
public enum Rights : uint { None = 0, Read = 1, Write = 2, Grade = 4, All = 7 }

[SpacetimeDB.Type]
public partial struct Contact { public string Kind; public string Value; }

[SpacetimeDB.Table(Accessor = "pupil", Public = true)]
public partial struct Pupil
{
    [PrimaryKey, AutoInc] public uint id;
    public string first_name;
    public string last_name;
    public string? display_name;
    public string born;
    public byte year;
    public uint house_id;
    public List<Contact> contacts;
    public List<int> marks;
    public Rights rights;
    public int points;
    public string uuid;
}

[SpacetimeDB.Table(Accessor = "house", Public = true)]
public partial struct House
{
    [PrimaryKey] public uint id;
    [Unique] public string name;
    public int members;
    public int points;
    public uint successor_id;
}

[SpacetimeDB.Table(Accessor = "course", Public = true)]
public partial struct Course
{
    [PrimaryKey, AutoInc] public uint id;
    public string title;
    public string subject_text;
    public Subject subject;
    public int capacity;
    public ulong packed;
    public string schedule;
    public float weight;
    public List<uint> waiting;
}

[SpacetimeDB.Table(Accessor = "enrolment")]
[SpacetimeDB.Index.BTree(Accessor = "by_both", Columns = new[] { "pupil_id", "course_id" })]
public partial struct Enrolment
{
    [PrimaryKey, AutoInc] public ulong id;
    [SpacetimeDB.Index.BTree] public uint pupil_id;
    public uint course_id;
    public int? grade;
    public string note;
}

[SpacetimeDB.Table(Accessor = "meta")]
public partial struct Meta
{
    [PrimaryKey] public string key;
    public long number;
    public string text;
}

[SpacetimeDB.Table(Accessor = "audit")]
public partial struct Audit
{
    public string action;
    public long at;
    public uint count;
}

public interface IMigration
{
    static abstract string Key { get; }
    void Up(ReducerContext ctx);
    int Version => 1;
}

public sealed class HousePoints : IMigration
{
    public static string Key => "house-points";
    public void Up(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.house.Iter()) ctx.Db.house.id.Update(h with { points = h.points + 5 });
    }
}

public sealed class HouseNames : IMigration
{
    public static string Key => "house-names";
    int IMigration.Version => 2;
    public void Up(ReducerContext ctx)
    {
        foreach (var h in ctx.Db.house.Iter()) ctx.Db.house.id.Update(h with { name = h.name + "!" });
    }
}

public record Change(uint Id);
public sealed record Rename(uint Id, string To) : Change(Id);
public sealed record Award(uint Id, int Points) : Change(Id);

public sealed class SchoolException(string message, int code) : Exception(message)
{
    public int Code { get; } = code;
}

public static partial class SchoolMigrations
{
    private static readonly ImmutableArray<string> Houses = ImmutableArray.Create("North", "South", "East");
    private static readonly Lazy<Dictionary<string, Subject>> Words = new(() => new(StringComparer.OrdinalIgnoreCase) { ["math"] = Subject.Maths, ["maths"] = Subject.Maths, ["gym"] = Subject.Sports });
    private static readonly Dictionary<string, Func<Pupil, Pupil>> Repairs = new()
    {
        ["trim"] = p => p with { first_name = p.first_name.Trim(), last_name = p.last_name.Trim() },
        ["year"] = p => p.year == 0 ? p with { year = 1 } : p,
    };

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.house.Insert(new House { id = 1, name = "North", members = 9, points = 10 });
        ctx.Db.house.Insert(new House { id = 2, name = "south", points = 3, successor_id = 1 });
        ctx.Db.house.Insert(new House { id = 5, name = "West", points = -4, successor_id = 2 });
        ctx.Db.pupil.Insert(new Pupil { first_name = " Ada", last_name = "King ", born = "10.12.2015", year = 4, house_id = 1, contacts = new() { new() { Kind = "mail", Value = "a@b.example" }, new() { Kind = "Mail", Value = "A@b.example" } }, marks = new() { 1, 5, 3 }, rights = Rights.Read, points = 17, uuid = "" });
        ctx.Db.pupil.Insert(new Pupil { first_name = "Bo", last_name = "Li", display_name = "Bo Li", born = "2014-01-31", year = 0, house_id = 2, contacts = new(), marks = new(), rights = Rights.All, points = -2, uuid = "F47AC10B-58CC-4372-A567-0E02B2C3D479" });
        ctx.Db.pupil.Insert(new Pupil { first_name = "cy", last_name = "O'Neil", display_name = "", born = "", year = 250, house_id = 7, contacts = new() { new() { Kind = "phone", Value = "0170 55" } }, marks = new() { 6, 6 }, rights = Rights.Write | Rights.Grade, points = 100, uuid = "x" });
        ctx.Db.pupil.Insert(new Pupil { first_name = "Di", last_name = "Ng", born = "2012-02-29", year = 6, house_id = 5, contacts = new(), marks = new() { 2 }, points = 3, uuid = "" });
        ctx.Db.course.Insert(new Course { title = "Algebra II", subject_text = "Maths", capacity = 25, packed = 0x0102, schedule = "Mon 08:30-10:00", weight = 0.3f, waiting = new() { 1, 3 } });
        ctx.Db.course.Insert(new Course { title = "choir", subject_text = "music", subject = Subject.Music, capacity = 3, packed = 0xFF00, schedule = "Tue 14:00-15:30;Thu 23:15-23:45", weight = 0.7f, waiting = new() });
        ctx.Db.course.Insert(new Course { title = "", subject_text = "gym", capacity = 0, packed = 0, schedule = "", weight = 1.2f, waiting = new() { 2 } });
        ctx.Db.enrolment.Insert(new Enrolment { pupil_id = 1, course_id = 1, grade = 2, note = "ok" });
        ctx.Db.enrolment.Insert(new Enrolment { pupil_id = 1, course_id = 2, note = "" });
        ctx.Db.enrolment.Insert(new Enrolment { pupil_id = 2, course_id = 2, grade = 55, note = "late" });
        ctx.Db.enrolment.Insert(new Enrolment { pupil_id = 2, course_id = 2, grade = 3, note = "" });
        ctx.Db.meta.Insert(new Meta { key = "schema", number = 2, text = "a" });
    }

    private static void Up<T>(ReducerContext ctx) where T : IMigration, new()
    {
        if (ctx.Db.meta.key.Find(T.Key) is { } done && done.number >= new T().Version) return;
        var migration = new T();
        migration.Up(ctx);
        ctx.Db.meta.key.Delete(T.Key);
        ctx.Db.meta.Insert(new Meta { key = T.Key, number = migration.Version, text = typeof(T).Name });
    }

    private static bool TrySplit(string text, char at, out string left, out string right)
    {
        var i = text.IndexOf(at);
        (left, right) = i < 0 ? (text, "") : (text[..i], text[(i + 1)..]);
        return i >= 0;
    }

    private static void Bump(ref int value, int by = 1, int max = int.MaxValue) => value = Math.Min(value + by, max);

    private static T[] Rotated<T>(IEnumerable<T> items, int by)
    {
        var all = items.ToArray();
        return all.Length == 0 ? all : [.. all[(by % all.Length)..], .. all[..(by % all.Length)]];
    }

    [Reducer] public static void MigrateUpPoints(ReducerContext ctx) => Up<HousePoints>(ctx);

    [Reducer] public static void MigrateUpNames(ReducerContext ctx) => Up<HouseNames>(ctx);

    [Reducer]
    public static void MigrateUpForgetful(ReducerContext ctx)
    {
        IMigration migration = new HousePoints();
        if (ctx.Db.meta.Iter().Any(m => m.key == nameof(HousePoints) && m.number > migration.Version)) return;
        migration.Up(ctx);
        if (ctx.Db.meta.key.Find(nameof(HousePoints)) is null) ctx.Db.meta.Insert(new Meta { key = nameof(HousePoints), number = migration.Version, text = "" });
    }

    [Reducer]
    public static void MigrateSubjects(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter().Where(c => c.subject == Subject.Unknown))
        {
            if (Enum.TryParse<Subject>(c.subject_text, ignoreCase: true, out var subject) || Words.Value.TryGetValue(c.subject_text, out subject))
                ctx.Db.course.id.Update(c with { subject = subject });
        }
    }

    [Reducer]
    public static void MigrateSubjectNext(ReducerContext ctx)
    {
        var all = Enum.GetValues<Subject>();
        foreach (var c in ctx.Db.course.Iter())
        {
            var i = Array.IndexOf(all, c.subject);
            ctx.Db.course.id.Update(c with { subject = all[(i + 1) % all.Length] });
        }
    }

    [Reducer]
    public static void MigrateSubjectText(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
            if (c.subject != Subject.Unknown && Enum.IsDefined(c.subject)) ctx.Db.course.id.Update(c with { subject_text = c.subject.ToString().ToLowerInvariant() });
    }

    [Reducer]
    public static void MigrateRepairs(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var repaired = Repairs.Values.Aggregate(p, (current, repair) => repair(current));
            if (!repaired.Equals(p)) ctx.Db.pupil.id.Update(repaired);
        }
    }

    [Reducer]
    public static void MigrateDisplayNames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var changed = p;
            changed.display_name ??= string.Format(CultureInfo.InvariantCulture, "{0} {1}.", p.first_name.Trim(), p.last_name is { Length: > 0 } l ? l[0] : '?');
            ctx.Db.pupil.id.Update(changed);
        }
    }

    [Reducer]
    public static void MigrateDisplayInitials(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var name = p.display_name is null or "" ? $"{p.first_name} {p.last_name}" : p.display_name;
            ctx.Db.pupil.id.Update(p with { display_name = $"({name})" });
        }
    }

    [Reducer]
    public static void MigrateBornIso(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (!DateOnly.TryParseExact(p.born, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) continue;
            ctx.Db.pupil.id.Update(p with { born = born.ToString("O") });
        }
    }

    [Reducer]
    public static void MigrateBornMonthEnd(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (!DateTime.TryParseExact(p.born, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) continue;
            var end = new DateTime(born.Year, born.Month, DateTime.DaysInMonth(born.Year, born.Month));
            ctx.Db.pupil.id.Update(p with { born = end.ToString("yyyy-MM-dd") });
        }
    }

    [Reducer]
    public static void MigrateYearUp(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            int year = p.year;
            Bump(ref year, by: 1, max: 13);
            ctx.Db.pupil.id.Update(p with { year = (byte)year });
        }
    }

    [Reducer]
    public static void MigrateYearCap(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            int year = p.year;
            Bump(ref year, by: 0, max: 13);
            ctx.Db.pupil.id.Update(p with { year = (byte)year });
        }
    }

    [Reducer]
    public static void MigrateHouseOfPupil(ReducerContext ctx)
    {
        var houses = ctx.Db.house.Iter().Select(h => h.id).Order().ToList();
        if (houses is []) return;
        foreach (var p in ctx.Db.pupil.Iter())
            if (!houses.Contains(p.house_id)) ctx.Db.pupil.id.Update(p with { house_id = houses[(int)(p.id % (uint)houses.Count)] });
    }

    [Reducer]
    public static void MigrateHouseSuccessor(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
            if (ctx.Db.house.id.Find(p.house_id) is { successor_id: not 0 and var next }) ctx.Db.pupil.id.Update(p with { house_id = next });
    }

    [Reducer]
    public static void MigrateHouseSuccessorLast(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var id = p.house_id;
            var seen = new HashSet<uint>();
            while (seen.Add(id))
            {
                if (ctx.Db.house.id.Find(id) is not { successor_id: > 0 } house) break;
                id = house.successor_id;
            }
            if (ctx.Db.house.id.Find(id) is { successor_id: 0 }) ctx.Db.pupil.id.Update(p with { house_id = id });
        }
    }

    [Reducer]
    public static void MigrateHouses(ReducerContext ctx)
    {
        var next = ctx.Db.house.Iter().Select(h => h.id).DefaultIfEmpty().Max();
        foreach (var name in Houses.ExceptBy(ctx.Db.house.Iter().Select(h => h.name.ToLower()), n => n.ToLower()).ToList())
            ctx.Db.house.Insert(new House { id = ++next, name = name });
    }

    [Reducer]
    public static void MigrateHousesCased(ReducerContext ctx)
    {
        foreach (var (name, i) in Houses.Select((name, i) => (name, i)))
        {
            if (ctx.Db.house.Iter().Any(h => h.name == name.ToUpperInvariant())) continue;
            ctx.Db.house.Insert(new House { id = (uint)(ctx.Db.house.Count * 10) + (uint)i + 100, name = $"{name}-{ctx.Db.house.Count}" });
        }
    }

    [Reducer]
    public static void MigrateMembers(ReducerContext ctx)
    {
        var counts = from p in ctx.Db.pupil.Iter()
                     group p by p.house_id into house
                     orderby house.Key descending
                     select new { Id = house.Key, Count = house.Count() };
        foreach (var c in counts)
            if (ctx.Db.house.id.Find(c.Id) is House h) ctx.Db.house.id.Update(h with { members = c.Count });
    }

    [Reducer]
    public static void MigrateMembersDelta(ReducerContext ctx)
    {
        var counts = ctx.Db.pupil.Iter().AggregateBy(p => p.house_id, 0, (n, _) => n + 1).ToDictionary(kv => kv.Key, kv => kv.Value);
        foreach (var h in ctx.Db.house.Iter())
        {
            var delta = counts.GetValueOrDefault(h.id) - h.members / 2;
            ctx.Db.house.id.Update(h with { members = h.members + delta });
        }
    }

    [Reducer]
    public static void MigrateChanges(ReducerContext ctx)
    {
        Change[] changes = [new Rename(1, "Nord"), new Award(2, 50), new Rename(99, "x")];
        foreach (var change in changes)
        {
            if (ctx.Db.house.id.Find(change.Id) is not { } house) continue;
            house = change switch
            {
                Rename(_, var to) when ctx.Db.house.name.Find(to) is null => house with { name = to },
                Award { Points: var points } => house with { points = Math.Max(house.points, points) },
                _ => house,
            };
            ctx.Db.house.id.Update(house);
        }
    }

    [Reducer]
    public static void MigrateChangesAwarded(ReducerContext ctx)
    {
        var changes = new List<Change> { new Award(1, 1), new Award(2, 50) };
        changes.ForEach(change =>
        {
            if (change is Award(var id, var points) && ctx.Db.house.id.Find(id) is { } house)
                ctx.Db.house.id.Update(house with { points = house.points + points });
        });
    }

    [Reducer]
    public static void MigrateMarksTop(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var queue = new PriorityQueue<int, int>(p.marks.Select(m => (m, m)));
            var best = new List<int>();
            while (best.Count < 2 && queue.TryDequeue(out var mark, out _)) best.Add(mark);
            ctx.Db.pupil.id.Update(p with { marks = best });
        }
    }

    [Reducer]
    public static void MigrateMarksRotated(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter()) ctx.Db.pupil.id.Update(p with { marks = Rotated(p.marks, 1).ToList() });
    }

    [Reducer]
    public static void MigrateMarksScale(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (p.marks.TrueForAll(m => m is >= 1 and <= 5)) continue;
            ctx.Db.pupil.id.Update(p with { marks = p.marks.ConvertAll(m => int.Clamp(m, 1, 5)) });
        }
    }

    [Reducer]
    public static void MigrateMarksCentred(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter().Where(p => p.marks.Count > 0))
        {
            var mean = (int)p.marks.Average();
            ctx.Db.pupil.id.Update(p with { marks = p.marks.Select(m => m - mean + 3).Append(mean).ToList() });
        }
    }

    [Reducer]
    public static void MigrateContacts(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var contacts = p.contacts.Select(c => c with { Kind = c.Kind.ToLowerInvariant(), Value = c.Value.Replace(" ", "").ToLowerInvariant() })
                .DistinctBy(c => (c.Kind, c.Value)).OrderBy(c => c.Kind, StringComparer.Ordinal).ThenByDescending(c => c.Value.Length).ToList();
            ctx.Db.pupil.id.Update(p with { contacts = contacts });
        }
    }

    [Reducer]
    public static void MigrateContactsPrimary(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (p.contacts is not [{ Kind: var kind } first, .. var rest] || kind == "primary") continue;
            ctx.Db.pupil.id.Update(p with { contacts = [.. rest, first with { Value = first.Value + "*" }] });
        }
    }

    [Reducer]
    public static void MigrateRights(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            var rights = p.rights;
            if (rights.HasFlag(Rights.Grade)) rights |= Rights.Read;
            if ((rights & Rights.All) == Rights.All) rights &= ~Rights.Grade;
            ctx.Db.pupil.id.Update(p with { rights = rights });
        }
    }

    [Reducer]
    public static void MigrateRightsShifted(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
            ctx.Db.pupil.id.Update(p with { rights = (Rights)(((uint)p.rights << 1) & (uint)Rights.All | ((uint)p.rights >> 2)) });
    }

    [Reducer]
    public static void MigrateUuids(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (Guid.TryParse(p.uuid, out var id)) ctx.Db.pupil.id.Update(p with { uuid = id.ToString("N") });
            else ctx.Db.pupil.id.Update(p with { uuid = new Guid((int)p.id, 0, 0, new byte[8]).ToString("N") });
        }
    }

    [Reducer]
    public static void MigrateUuidsFresh(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.pupil.Iter())
        {
            if (p.uuid.Length == 36) continue;
            var bytes = new byte[16];
            ctx.Rng.NextBytes(bytes);
            ctx.Db.pupil.id.Update(p with { uuid = Convert.ToHexString(bytes) });
        }
    }

    [Reducer]
    public static void MigratePacked(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
        {
            var low = (byte)(c.packed & 0xFF);
            var high = (byte)(c.packed >> 8 & 0xFF);
            var packed = low > high ? c.packed : ((ulong)low << 8) | high;
            ctx.Db.course.id.Update(c with { packed = packed });
        }
    }

    [Reducer]
    public static void MigratePackedMirror(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
        {
            ulong mirrored = 0;
            for (var (bits, left) = (c.packed, 16); left > 0; left--, bits >>= 1) mirrored = mirrored << 1 | bits & 1;
            ctx.Db.course.id.Update(c with { packed = mirrored });
        }
    }

    [Reducer]
    public static void MigrateSchedule(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
        {
            var slots = new List<string>();
            foreach (var slot in c.schedule.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!TrySplit(slot, ' ', out var day, out var time)) goto keep;
                if (!TrySplit(time, '-', out var from, out var to)) goto keep;
                if (!TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)) goto keep;
                slots.Add($"{day[..1]}@{start:HH:mm}/{to}");
                continue;
            keep:
                slots.Add(slot);
            }
            ctx.Db.course.id.Update(c with { schedule = string.Join(";", slots) });
        }
    }

    [Reducer]
    public static void MigrateScheduleLater(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
        {
            if (c.schedule.Length < 9 || !TimeOnly.TryParseExact(c.schedule.AsSpan(4, 5).ToString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)) continue;
            ctx.Db.course.id.Update(c with { schedule = c.schedule.Remove(4, 5).Insert(4, start.AddMinutes(45).ToString("HH:mm", CultureInfo.InvariantCulture)) });
        }
    }

    [Reducer]
    public static void MigrateWeights(ReducerContext ctx)
    {
        var total = ctx.Db.course.Iter().Sum(c => c.weight);
        if (total is 0 or 1) return;
        foreach (var c in ctx.Db.course.Iter().ToList()) ctx.Db.course.id.Update(c with { weight = MathF.Round(c.weight / total, 2) });
    }

    [Reducer]
    public static void MigrateWeightsTilt(ReducerContext ctx)
    {
        foreach (var pair in ctx.Db.course.Iter().OrderBy(c => c.id).Chunk(2))
        {
            if (pair is not [var a, var b]) continue;
            ctx.Db.course.id.Update(a with { weight = a.weight + b.weight / 2 });
        }
    }

    [Reducer]
    public static void MigrateWaiting(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter())
        {
            foreach (var pupil in c.waiting.ToArray())
            {
                if (ctx.Db.enrolment.by_both.Filter((pupil, c.id)).Any()) continue;
                ctx.Db.enrolment.Insert(new Enrolment { pupil_id = pupil, course_id = c.id, note = "from list" });
            }
            c.waiting.Clear();
            ctx.Db.course.id.Update(c);
        }
    }

    [Reducer]
    public static void MigrateWaitingFirst(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.course.Iter().Where(c => c.waiting.Any()))
        {
            ctx.Db.enrolment.Insert(new Enrolment { pupil_id = c.waiting[0], course_id = c.id, note = "" });
            ctx.Db.course.id.Update(c with { waiting = c.waiting.Skip(1).ToList() });
        }
    }

    [Reducer]
    public static void MigrateGrades(ReducerContext ctx)
    {
        foreach (var e in ctx.Db.enrolment.Iter())
        {
            int? grade = e.grade switch { null => null, > 6 => 6, < 1 => 1, var g => g };
            if (grade != e.grade) ctx.Db.enrolment.id.Update(e with { grade = grade });
        }
    }

    [Reducer]
    public static void MigrateGradesInverted(ReducerContext ctx)
    {
        foreach (var e in ctx.Db.enrolment.Iter())
            ctx.Db.enrolment.id.Update(e with { grade = 7 - e.grade });
    }

    [Reducer]
    public static void MigrateGradesValidated(ReducerContext ctx)
    {
        foreach (var e in ctx.Db.enrolment.Iter())
        {
            try
            {
                if (e.grade is > 6) throw new SchoolException("too high", 1);
                if (e.note == "late") throw new SchoolException("late", 2);
                if (e.note != "checked") ctx.Db.enrolment.id.Update(e with { note = "checked" });
            }
            catch (SchoolException problem) when (problem.Code == 1)
            {
                ctx.Db.enrolment.id.Update(e with { grade = null, note = problem.Message });
            }
        }
    }

    [Reducer]
    public static void MigrateGradesNoted(ReducerContext ctx)
    {
        foreach (var e in ctx.Db.enrolment.Iter())
        {
            var note = e.note;
            try
            {
                note = note[..4];
            }
            catch (ArgumentOutOfRangeException)
            {
                note = note + "_";
            }
            finally
            {
                ctx.Db.enrolment.id.Update(e with { note = note + (e.grade ?? 0) });
            }
        }
    }

    [Reducer]
    public static void MigrateDoubles(ReducerContext ctx)
    {
        var kept = new LinkedList<Enrolment>();
        foreach (var e in ctx.Db.enrolment.Iter().OrderBy(e => e.id))
        {
            if (kept.Any(k => (k.pupil_id, k.course_id) == (e.pupil_id, e.course_id))) ctx.Db.enrolment.id.Delete(e.id);
            else kept.AddLast(e);
        }
    }

    [Reducer]
    public static void MigrateCrossJoin(ReducerContext ctx)
    {
        var missing = ctx.Db.pupil.Iter().SelectMany(_ => ctx.Db.course.Iter(), (p, c) => (Pupil: p.id, Course: c.id))
            .Where(pair => !ctx.Db.enrolment.by_both.Filter((pair.Pupil, pair.Course)).Any());
        foreach (var (pupil, course) in missing.ToList()) ctx.Db.enrolment.Insert(new Enrolment { pupil_id = pupil, course_id = course, note = "" });
    }

    [Reducer]
    public static void MigrateAudit(ReducerContext ctx)
    {
        var row = new Audit { action = "audit", count = (uint)ctx.Db.pupil.Count };
        if (!ctx.Db.audit.Iter().Contains(row)) ctx.Db.audit.Insert(row);
    }

    [Reducer]
    public static void MigrateAuditTimed(ReducerContext ctx)
    {
        var row = new Audit { action = "audit", at = ctx.Timestamp.MicrosecondsSinceUnixEpoch, count = (uint)ctx.Db.pupil.Count };
        if (!ctx.Db.audit.Iter().Contains(row)) ctx.Db.audit.Insert(row);
    }

    [Reducer]
    public static void UpgradeSchema(ReducerContext ctx)
    {
        var meta = ctx.Db.meta.key.Find("schema") ?? ctx.Db.meta.Insert(new Meta { key = "schema", text = "" });
        while (true)
        {
            switch (meta.number)
            {
                case 0 or 1:
                    foreach (var p in ctx.Db.pupil.Iter()) ctx.Db.pupil.id.Update(p with { points = p.points * 10 });
                    break;
                case 2:
                    foreach (var h in ctx.Db.house.Iter()) ctx.Db.house.id.Update(h with { points = h.points - 1 });
                    break;
                default:
                    ctx.Db.meta.key.Update(meta);
                    return;
            }
            meta.number++;
        }
    }

    [Reducer]
    public static void UpgradeSchemaText(ReducerContext ctx)
    {
        var meta = ctx.Db.meta.key.Find("schema") ?? ctx.Db.meta.Insert(new Meta { key = "schema", text = "" });
        if (meta.text.Split('|').Length > 3) return;
        foreach (var p in ctx.Db.pupil.Iter()) ctx.Db.pupil.id.Update(p with { points = -p.points });
        meta.text = string.Join('|', meta.text.Split('|').Append("points"));
        ctx.Db.meta.key.Update(meta);
    }

    [Reducer]
    public static void MigratePointsToHouse(ReducerContext ctx)
    {
        var sums = new SortedDictionary<uint, int>();
        foreach (var p in ctx.Db.pupil.Iter().Where(p => p.points > 0))
        {
            sums[p.house_id] = sums.TryGetValue(p.house_id, out var sum) ? sum + p.points : p.points;
            ctx.Db.pupil.id.Update(p with { points = 0 });
        }
        foreach (var (id, sum) in sums)
            if (ctx.Db.house.id.Find(id) is { } house) ctx.Db.house.id.Update(house with { points = house.points + sum });
    }

    [Reducer]
    public static void MigratePointsShared(ReducerContext ctx)
    {
        var total = ctx.Db.pupil.Iter().Sum(p => p.points);
        var (share, rest) = Math.DivRem(total, Math.Max(1, (int)ctx.Db.pupil.Count));
        var i = 0;
        foreach (var p in ctx.Db.pupil.Iter().OrderByDescending(p => p.points).ThenBy(p => p.id))
            ctx.Db.pupil.id.Update(p with { points = share + (i++ < rest ? 1 : 0) });
    }
}
