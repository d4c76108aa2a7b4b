// A clinic: patients, doctors, visits, prescriptions, bills, wards. Each reducer is labelled by running it twice.
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SpacetimeDB;
using When = SpacetimeDB.Timestamp;

[SpacetimeDB.Type] public enum Blood { Unknown, A, B, AB, O }

[SpacetimeDB.Type] public enum Priority : sbyte { Low = -1, Normal, High, Urgent }

[SpacetimeDB.Type] public partial struct Reading { public When At; public float Value; public string Unit; }

[SpacetimeDB.Type] public partial class Contact { public string Kind = ""; public string Value = ""; public bool Preferred; }

[SpacetimeDB.Type] public partial record Dose : TaggedEnum<(int Milligrams, float Millilitres, List<int> Taper, string Text)>;

[SpacetimeDB.Table(Accessor = "Patient")]
public partial class Patient
{
    [PrimaryKey] public Uuid Id;
    [Unique] public int Number;
    public string First = "";
    public string Last = "";
    public string? FullName;
    public string Born = "";
    public int BornDay;
    public Blood Blood;
    public string BloodText = "";
    public List<Contact> Contacts = new();
    public List<Reading> Readings = new();
    public string Allergies = "";
    public byte[] Photo = [];
    public string Mask = "";
    public double HeightCm;
    public int? DoctorNumber;
    public bool Active;
}

[SpacetimeDB.Table(Accessor = "Doctor")]
public partial struct Doctor
{
    [PrimaryKey] public int Number;
    public string Name;
    public string Rooms;
    public List<int> Patients;
    public int? Chief;
    public int Reports;
    public ulong Calendar;
}

[SpacetimeDB.Table(Accessor = "Visit")]
[SpacetimeDB.Index.BTree(Accessor = "ByPatientDay", Columns = new[] { nameof(PatientNumber), nameof(Day) })]
public partial struct Visit
{
    [PrimaryKey, AutoInc] public long Id;
    public int PatientNumber;
    public int Day;
    public int Minute;
    public int Length;
    public string Notes;
    public Priority Priority;
    public int Queue;
    public string Codes;
    public When? Closed;
}

[SpacetimeDB.Table(Accessor = "Prescription")]
public partial struct Prescription
{
    [PrimaryKey, AutoInc] public uint Id;
    [SpacetimeDB.Index.BTree] public int PatientNumber;
    public string Drug;
    public Dose Dose;
    public int Refills;
    public string Formula;
    public long Value;
    public uint? Replaces;
}

[SpacetimeDB.Table(Accessor = "Bill")]
public partial record struct Bill
{
    [PrimaryKey, AutoInc] public uint Id;
    [SpacetimeDB.Index.BTree] public int PatientNumber;
    public long Cents;
    public long Paid;
    public List<long> Instalments;
    public string Iban;
    public bool Open;
    public uint Version;
}

[SpacetimeDB.Table(Accessor = "Ward")]
public partial struct Ward { [PrimaryKey] public string Name; public string? Parent; public int Beds; public int Total; public int Left; public int Right; public string Plan; }

[SpacetimeDB.Table(Accessor = "Notification", Event = true)]
public partial struct Notification { public int PatientNumber; public string Text; }

[SpacetimeDB.Table(Accessor = "Progress")]
public partial struct Progress { [PrimaryKey] public int Step; public long Last; public bool Finished; public uint Hash; }

[SpacetimeDB.Table(Accessor = "Lock")]
public partial struct Lock { [PrimaryKey] public string Key; public Identity Owner; public When Since; }

public interface IStep<TSelf> where TSelf : struct, IStep<TSelf>
{
    static abstract int Number { get; }
    static abstract void Up(ReducerContext ctx);
    static virtual bool Records => true;
}

public readonly struct AddTen : IStep<AddTen>
{
    public static int Number => 10;
    public static void Up(ReducerContext ctx) { foreach (var w in ctx.Db.Ward.Iter()) ctx.Db.Ward.Name.Update(w with { Beds = w.Beds + 10 }); }
}

public readonly struct AddFive : IStep<AddFive>
{
    public static int Number => 5;
    public static bool Records => false;
    public static void Up(ReducerContext ctx) { foreach (var w in ctx.Db.Ward.Iter()) ctx.Db.Ward.Name.Update(w with { Beds = w.Beds + 5 }); }
}

public ref struct Scanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    public bool TryNumber(out long value)
    {
        _rest = _rest.TrimStart();
        var n = 0;
        while (n < _rest.Length && char.IsAsciiDigit(_rest[n])) n++;
        if (n == 0 || !long.TryParse(_rest[..n], CultureInfo.InvariantCulture, out value)) { value = 0; return false; }
        _rest = _rest[n..];
        return true;
    }
    public bool TryTake(char c)
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty || _rest[0] != c) return false;
        _rest = _rest[1..];
        return true;
    }
    public readonly bool AtEnd => _rest.Trim().Length == 0;
}

public static class Formula
{
    public static bool TryEvaluate(string text, out long value)
    {
        var scanner = new Scanner(text);
        return Sum(ref scanner, out value) && scanner.AtEnd;
    }

    private static bool Sum(ref Scanner s, out long value)
    {
        if (!Product(ref s, out value)) return false;
        while (s.TryTake('+'))
        {
            if (!Product(ref s, out var next)) return false;
            value += next;
        }
        return true;
    }

    private static bool Product(ref Scanner s, out long value)
    {
        if (!Atom(ref s, out value)) return false;
        while (s.TryTake('*'))
        {
            if (!Atom(ref s, out var next)) return false;
            value = unchecked(value * next);
        }
        return true;
    }

    private static bool Atom(ref Scanner s, out long value) =>
        s.TryTake('(') ? Sum(ref s, out value) && s.TryTake(')') : s.TryNumber(out value);
}

public sealed class Tree<T>(Func<T, string> key, Func<T, string?> parent) : IEnumerable<(T Item, int Depth)> where T : struct
{
    private readonly Dictionary<string, List<T>> _children = new();
    public void Add(T item)
    {
        var up = parent(item) ?? "";
        if (!_children.TryGetValue(up, out var list)) _children.Add(up, list = []);
        list.Add(item);
    }
    public IReadOnlyList<T> this[string name] => _children.TryGetValue(name, out var list) ? list : [];
    public IEnumerator<(T Item, int Depth)> GetEnumerator() => Walk("", 0).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    private IEnumerable<(T, int)> Walk(string name, int depth)
    {
        foreach (var child in this[name])
        {
            yield return (child, depth);
            foreach (var below in Walk(key(child), depth + 1)) yield return below;
        }
    }
}

public sealed class ByLastName : IComparer<Patient>
{
    public static readonly ByLastName Instance = new();
    public int Compare(Patient? x, Patient? y) => (string.CompareOrdinal(x?.Last, y?.Last), x!.Number.CompareTo(y!.Number)) switch { (0, var n) => n, (var c, _) => c };
}

public static class ClinicTools
{
    public static bool TryBlood(string text, [NotNullWhen(true)] out Blood? blood)
    {
        blood = text.Trim().TrimEnd('+', '-').ToUpperInvariant() switch { "A" => Blood.A, "B" => Blood.B, "AB" => Blood.AB, "0" or "O" => Blood.O, _ => null };
        return blood.HasValue;
    }

    public static void Each<T>(this IEnumerable<T> rows, Action<T> action) { foreach (var row in rows) action(row); }

    public static TOut Pipe<TIn, TOut>(this TIn value, Func<TIn, TOut> f) => f(value);

    public static (List<T> Yes, List<T> No) Split<T>(this IEnumerable<T> source, Predicate<T> test)
    {
        (List<T> Yes, List<T> No) result = (new(), new());
        foreach (var item in source) (test(item) ? result.Yes : result.No).Add(item);
        return result;
    }

    public static int Day(this DateOnly date) => date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    public static bool Enter(this ReducerContext ctx, int step)
    {
        if (ctx.Db.Progress.Step.Find(step) is { Finished: true }) return false;
        ctx.Db.Progress.Step.Delete(step);
        ctx.Db.Progress.Insert(new Progress { Step = step, Finished = true });
        return true;
    }

    public static void RunStep<TStep>(this ReducerContext ctx) where TStep : struct, IStep<TStep>
    {
        if (ctx.Db.Progress.Step.Find(TStep.Number) is not null) return;
        TStep.Up(ctx);
        if (TStep.Records) ctx.Db.Progress.Insert(new Progress { Step = TStep.Number, Finished = true });
    }
}

public static partial class ClinicMigrations
{
    private delegate bool Rule(ref Visit visit);

    private static readonly Dictionary<string, Func<float, float>> ToMetric = new(StringComparer.OrdinalIgnoreCase) { ["F"] = f => (f - 32) * 5 / 9, ["lb"] = p => p * 0.45359237f };
    private static readonly Lazy<HashSet<string>> Known = new(() => ["nuts", "milk", "pollen"]);
    private const long DayMicros = 86_400_000_000;

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Patient.Insert(new Patient { Id = new Uuid(new U128(0, 1)), Number = 1, First = "anna", Last = "van der Berg", Born = "1980-02-30", BloodText = "ab+", Contacts = [new() { Kind = "Mail", Value = "Anna@X.org" }, new() { Kind = "mail", Value = "anna@x.org", Preferred = true }], Readings = [new() { At = new When(2 * DayMicros), Value = 98.6f, Unit = "F" }, new() { At = new When(DayMicros), Value = 37, Unit = "C" }], Allergies = "nuts|milk", Photo = [1, 2, 3, 255], Mask = "0110", HeightCm = 1.82, DoctorNumber = 7, Active = true });
        ctx.Db.Patient.Insert(new Patient { Id = new Uuid(new U128(0, 2)), Number = 2, First = "Bob", Last = "", FullName = "Bob  Stone", Born = "24.12.1999", BornDay = 3, Blood = Blood.O, BloodText = "0", Contacts = [new() { Kind = "tel", Value = "0 30 / 1" }], Allergies = "", Mask = "10001", HeightCm = 175, DoctorNumber = 9 });
        ctx.Db.Patient.Insert(new Patient { Id = new Uuid(new U128(5, 0)), Number = 30, First = "Zoë", Last = "Ångström", FullName = "", Born = "", Blood = Blood.A, BloodText = "?", Readings = [new() { At = new When(5), Value = 150, Unit = "lb" }, new() { At = new When(9), Value = 1, Unit = "" }, new() { At = new When(9), Value = 1, Unit = "" }], Allergies = "dust|nuts|nuts|", Photo = [9, 9], Mask = "x1y", HeightCm = 0, Active = true });
        ctx.Db.Patient.Insert(new Patient { Id = new Uuid(new U128(9, 9)), Number = 4, First = "j", Last = "Stone", Born = "2001-05-17", BornDay = -1, Blood = Blood.AB, BloodText = "", Allergies = "MILK", Photo = [0, 0, 0], Mask = "", HeightCm = 31, DoctorNumber = 7, Active = true });
        ctx.Db.Doctor.Insert(new Doctor { Number = 7, Name = "Dr. med. Weiss", Rooms = "1-3,5,9-8", Patients = new() { 1, 1, 99 }, Reports = 5, Calendar = 0b1011 });
        ctx.Db.Doctor.Insert(new Doctor { Number = 8, Name = "PROF. DR. Black", Rooms = "4", Patients = new(), Chief = 12, Calendar = ulong.MaxValue });
        ctx.Db.Doctor.Insert(new Doctor { Number = 12, Name = "Grey", Rooms = "", Patients = new() { 30, 2 }, Chief = 13, Reports = 1 });
        ctx.Db.Doctor.Insert(new Doctor { Number = 13, Name = "Dr. dr. Green ", Rooms = "x", Patients = new() { 4 }, Chief = 77 });
        ctx.Db.Visit.Insert(new Visit { PatientNumber = 1, Day = 10, Minute = 600, Length = 30, Notes = "ok\r\nfine  ", Priority = Priority.High, Queue = 5, Codes = "A01;B2" });
        ctx.Db.Visit.Insert(new Visit { PatientNumber = 1, Day = 10, Minute = 615, Length = 30, Notes = "", Priority = Priority.Low, Queue = 5, Codes = "b2;;" });
        ctx.Db.Visit.Insert(new Visit { PatientNumber = 2, Day = 11, Minute = 1430, Length = 45, Notes = "((see) file", Priority = Priority.Urgent, Queue = 0, Codes = "" , Closed = new When(77) });
        ctx.Db.Visit.Insert(new Visit { PatientNumber = 30, Day = 10, Minute = -10, Length = 0, Notes = "a\tb", Queue = 2, Codes = "C3;A01;C3" });
        ctx.Db.Visit.Insert(new Visit { PatientNumber = 88, Day = 0, Minute = 0, Length = 700, Notes = "((x))", Queue = -1, Codes = "Z" });
        ctx.Db.Prescription.Insert(new Prescription { PatientNumber = 1, Drug = "Aspirin 500", Dose = new Dose.Text("500mg"), Refills = 2, Formula = "2*(3+4)" });
        ctx.Db.Prescription.Insert(new Prescription { PatientNumber = 1, Drug = "aspirin", Dose = new Dose.Milligrams(400), Refills = -128, Formula = "2+", Value = 4, Replaces = 1 });
        ctx.Db.Prescription.Insert(new Prescription { PatientNumber = 2, Drug = "", Dose = new Dose.Taper(new() { 30, 10, 20 }), Refills = 200, Formula = "", Replaces = 2 });
        ctx.Db.Prescription.Insert(new Prescription { PatientNumber = 30, Drug = "Syrup", Dose = new Dose.Millilitres(2.5f), Formula = "12", Value = 12, Replaces = 99 });
        ctx.Db.Bill.Insert(new Bill { PatientNumber = 1, Cents = 1000, Paid = 1000, Instalments = new() { 300 }, Iban = "de89 3704 0044", Open = true });
        ctx.Db.Bill.Insert(new Bill { PatientNumber = 1, Cents = -50, Paid = 0, Instalments = new(), Iban = "", Version = 1 });
        ctx.Db.Bill.Insert(new Bill { PatientNumber = 4, Cents = 99, Paid = 120, Instalments = new() { 60, 60, 0 }, Iban = "FR76", Open = true, Version = 2 });
        ctx.Db.Bill.Insert(new Bill { PatientNumber = 66, Cents = 0, Paid = 0, Instalments = new() { -5 }, Iban = "x", Open = true });
        ctx.Db.Ward.Insert(new Ward { Name = "house", Beds = 2, Plan = "##.\n#..\n..#" });
        ctx.Db.Ward.Insert(new Ward { Name = "north", Parent = "house", Beds = 20, Total = 20, Plan = "" });
        ctx.Db.Ward.Insert(new Ward { Name = "icu", Parent = "north", Beds = 5, Plan = "..\n.." });
        ctx.Db.Ward.Insert(new Ward { Name = "south", Parent = "house", Beds = 0, Total = 3, Left = 4, Right = 2, Plan = "#" });
        ctx.Db.Ward.Insert(new Ward { Name = "annex", Parent = "gone", Beds = 7, Plan = "#.#\n#x" });
        ctx.Db.Progress.Insert(new Progress { Step = 1, Last = 2 });
        ctx.Db.Progress.Insert(new Progress { Step = 2, Finished = true });
        ctx.Db.Lock.Insert(new Lock { Key = "old", Owner = ctx.Sender });
    }

    [Reducer]
    public static void MigrateFullNames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.FullName is { Length: not 0 }) continue;
            p.FullName = string.Join(" ", new[] { p.First, p.Last }.Where(s => s.Length > 0));
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateFullNamesSplit(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.FullName?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var first, .. var middle, var last]) continue;
            p.First = middle is [] ? first : $"{first} {string.Join(' ', middle)}";
            p.Last = last;
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateParticles(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var space = p.Last.IndexOf(' ');
            if (space <= 0 || !char.IsLower(p.Last, 0)) continue;
            (p.First, p.Last) = ($"{p.First} {p.Last[..space]}".Trim(), p.Last[(space + 1)..]);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateInitials(ReducerContext ctx) => ctx.Db.Patient.Iter().Each(p =>
    {
        p.First = p.First switch
        {
            "" => "N.",
            [var only] => $"{only}.",
            [var initial, .., '.'] => $"{char.ToUpperInvariant(initial)}.",
            [var initial, .. var rest] => char.ToUpperInvariant(initial) + rest,
        };
        ctx.Db.Patient.Id.Update(p);
    });

    [Reducer]
    public static void MigrateInitialsShortened(ReducerContext ctx) => ctx.Db.Patient.Iter().Where(p => p.First.Length > 2).Each(p =>
    {
        p.First = p.First.Remove(p.First.Length - 1);
        ctx.Db.Patient.Id.Update(p);
    });

    [Reducer]
    public static void MigrateSearchNames(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var plain = new StringBuilder();
            foreach (var c in p.Last.Normalize(NormalizationForm.FormD).EnumerateRunes())
                if (Rune.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(c.ToString());
            var last = plain.ToString().Normalize(NormalizationForm.FormC);
            if (last != p.Last) { p.Last = last; ctx.Db.Patient.Id.Update(p); }
        }
    }

    [Reducer]
    public static void MigrateBorn(ReducerContext ctx)
    {
        string[] formats = ["yyyy-MM-dd", "dd.MM.yyyy"];
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (DateOnly.TryParseExact(p.Born, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            {
                p.BornDay = born.Day();
                p.Born = born.ToString("O", CultureInfo.InvariantCulture);
            }
            else p.Born = "";
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateBornTurned(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Born.Split('-', '.') is not { Length: 3 } parts) continue;
            Array.Reverse(parts);
            p.Born = string.Join(p.Born.Contains('-') ? '.' : '-', parts);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateBornEpoch(ReducerContext ctx)
    {
        const int before = 25_567;
        foreach (var p in ctx.Db.Patient.Iter())
            if (p.BornDay is not 0) { p.BornDay = p.BornDay < before ? p.BornDay + before : p.BornDay; ctx.Db.Patient.Id.Update(p); }
    }

    [Reducer]
    public static void MigrateBornEpochSigned(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
            if (Math.Sign(p.BornDay) < 0 || p.BornDay % 2 != 0) { p.BornDay = 1 - p.BornDay; ctx.Db.Patient.Id.Update(p); }
    }

    [Reducer]
    public static void MigrateBlood(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Blood != Blood.Unknown) continue;
            if (ClinicTools.TryBlood(p.BloodText, out var blood)) p.Blood = blood.Value;
            else Log.Warn($"{p.Number}: {p.BloodText}");
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateBloodNext(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (!Enum.IsDefined(p.Blood + 1) || p.Blood is Blood.Unknown) continue;
            p.Blood++;
            p.BloodText = Enum.GetName(p.Blood) ?? "";
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateContacts(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            foreach (var c in p.Contacts) (c.Kind, c.Value) = (c.Kind.ToLowerInvariant(), c.Value.Replace(" ", "").ToLowerInvariant());
            p.Contacts = p.Contacts.GroupBy(c => (c.Kind, c.Value)).Select(g => new Contact { Kind = g.Key.Kind, Value = g.Key.Value, Preferred = g.Any(c => c.Preferred) }).ToList();
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateContactsPreferred(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Contacts.Count == 0 || p.Contacts.Exists(c => c.Preferred)) continue;
            p.Contacts[0].Preferred = true;
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateContactsRotated(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Contacts is not [var head, .. { Count: > 0 } tail]) continue;
            p.Contacts = [.. tail, head];
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateContactsToggled(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            p.Contacts.ForEach(c => c.Preferred = c.Kind == "mail" ? !c.Preferred : c.Preferred);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateReadings(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            for (var i = 0; i < p.Readings.Count; i++)
            {
                var r = p.Readings[i];
                if (!ToMetric.TryGetValue(r.Unit, out var convert)) continue;
                p.Readings[i] = r with { Value = convert(r.Value), Unit = r.Unit is "F" ? "C" : "kg" };
            }
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateReadingsSilently(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            p.Readings = p.Readings.ConvertAll(r => r.Unit.Length == 2 ? r with { Value = ToMetric[r.Unit](r.Value) } : r);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateReadingsSorted(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            p.Readings.Sort((a, b) => a.At.CompareTo(b.At) is not 0 and var c ? c : a.Value.CompareTo(b.Value) is not 0 and var v ? v : string.CompareOrdinal(a.Unit, b.Unit));
            for (var i = p.Readings.Count - 1; i > 0; i--)
                if (p.Readings[i].Equals(p.Readings[i - 1])) p.Readings.RemoveAt(i);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateReadingsSmoothed(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Readings.Count < 2) continue;
            p.Readings = p.Readings.Zip(p.Readings.Skip(1).Append(p.Readings[^1]), (a, b) => a with { Value = (a.Value + b.Value) / 2 }).ToList();
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateReadingsLatest(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            p.Readings = [.. p.Readings.OrderByDescending(r => r.At).DistinctBy(r => r.Unit).Take(1..)];
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateAllergies(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var (known, other) = p.Allergies.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(a => a.ToLowerInvariant()).Distinct().Split(Known.Value.Contains);
            p.Allergies = string.Join('|', known.Order(StringComparer.Ordinal).Concat(other.Order(StringComparer.Ordinal)));
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateAllergiesUnknown(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var list = new LinkedList<string>(p.Allergies.Split('|'));
            for (var node = list.First; node is not null; node = node.Next)
                if (!Known.Value.Contains(node.Value) && node.Value.Length > 0) list.AddBefore(node, "unknown");
            p.Allergies = string.Join("|", list);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigratePhotos(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            Span<byte> photo = p.Photo;
            if (photo.Length > 2) photo[^1] = 0;
            p.Photo = photo.TrimEnd((byte)0).ToArray();
            if (p.Photo.Length == 3) p.Photo[..2].CopyTo(p.Photo, 0);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigratePhotosInverted(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var middle = p.Photo.AsSpan()[(p.Photo.Length / 2)..];
            for (var i = 0; i < middle.Length; i++) middle[i] = (byte)~middle[i];
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigratePhotosReversed(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Photo.Length < 4) continue;
            p.Photo.AsSpan(1, 2).Reverse();
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigratePhotosPadded(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            Span<byte> padded = stackalloc byte[4];
            padded.Clear();
            p.Photo.AsSpan(0, Math.Min(4, p.Photo.Length)).CopyTo(padded);
            p.Photo = padded.ToArray();
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateMasks(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            var bits = new BitArray(8);
            for (var i = 0; i < Math.Min(p.Mask.Length, 8); i++) bits[i] = p.Mask[i] == '1';
            var mask = new char[8];
            for (var i = 0; i < bits.Length; i++) mask[i] = bits[i] ? '1' : '0';
            p.Mask = new string(mask);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateMasksHex(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Mask.Length == 0 || p.Mask.AsSpan().ContainsAnyExcept("01")) continue;
            p.Mask = Convert.ToInt32(p.Mask, 2).ToString("x2", CultureInfo.InvariantCulture);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateMasksEncoded(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.Mask.EndsWith('=')) continue;
            p.Mask = Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Mask));
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateHeights(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            p.HeightCm = p.HeightCm switch { <= 0 or double.NaN => 0, < 3 => p.HeightCm * 100, > 20 and < 100 => double.Round(p.HeightCm * 2.54, 1), var cm => cm };
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateHeightsInches(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Patient.Iter())
        {
            if (p.HeightCm is <= 0 or >= 150) continue;
            p.HeightCm = Math.FusedMultiplyAdd(p.HeightCm, 2.54, 0.5);
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateNumbers(ReducerContext ctx)
    {
        var patients = ctx.Db.Patient.Iter().OrderBy(p => p, ByLastName.Instance).ToList();
        var renamed = new Dictionary<int, int>();
        foreach (var (i, p) in patients.Index())
        {
            renamed[p.Number] = i + 1;
            ctx.Db.Patient.Id.Delete(p.Id);
        }
        foreach (var p in patients)
        {
            p.Number = renamed[p.Number];
            ctx.Db.Patient.Insert(p);
        }
    }

    [Reducer]
    public static void MigrateNumbersWithVisits(ReducerContext ctx)
    {
        var free = Enumerable.Range(1, 100).Except(ctx.Db.Patient.Iter().Select(p => p.Number)).GetEnumerator();
        foreach (var p in ctx.Db.Patient.Iter().Where(p => !p.Active).ToArray())
        {
            if (!free.MoveNext()) break;
            foreach (var v in ctx.Db.Visit.ByPatientDay.Filter(p.Number)) ctx.Db.Visit.Id.Update(v with { PatientNumber = free.Current });
            p.Number = free.Current;
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateDoctorNames(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            var name = d.Name.Trim();
            foreach (var title in (ReadOnlySpan<string>)["prof.", "dr.", "med."])
                if (name.StartsWith(title, StringComparison.OrdinalIgnoreCase)) name = name.Substring(title.Length).TrimStart();
            if (name != d.Name) ctx.Db.Doctor.Number.Update(d with { Name = name });
        }
    }

    [Reducer]
    public static void MigrateDoctorTitles(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
            if (!d.Name.StartsWith("dr", ignoreCase: false, CultureInfo.InvariantCulture)) ctx.Db.Doctor.Number.Update(d with { Name = "Dr. " + d.Name.TrimStart('D', 'r', '.') });
    }

    [Reducer]
    public static void MigrateDoctorTitlesLost(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            int dot = d.Name.IndexOf(". ");
            if (dot == -1) continue;
            ctx.Db.Doctor.Number.Update(d with { Name = d.Name[(dot + 2)..] });
        }
    }

    [Reducer]
    public static void MigrateRooms(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            var rooms = new SortedSet<int>();
            foreach (var part in d.Rooms.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.Split('-').Select(s => int.TryParse(s, out var n) ? n : (int?)null).ToArray() is not [int from, .. var more]) continue;
                var to = more is [int last] ? last : from;
                for (var room = Math.Min(from, to); room <= Math.Max(from, to); room++) rooms.Add(room);
            }
            ctx.Db.Doctor.Number.Update(d with { Rooms = string.Join(",", Runs(rooms)) });
        }

        static IEnumerable<string> Runs(IEnumerable<int> sorted)
        {
            int? start = null, previous = null;
            foreach (var n in sorted)
            {
                if (start is not null && n != previous + 1)
                {
                    yield return start == previous ? $"{start}" : $"{start}-{previous}";
                    start = null;
                }
                start ??= n;
                previous = n;
            }
            if (start.HasValue) yield return start == previous ? $"{start}" : $"{start}-{previous}";
        }
    }

    [Reducer]
    public static void MigrateRoomsMoved(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            var rooms = d.Rooms.ToCharArray();
            for (var i = 0; i < rooms.Length; i++)
                if (rooms[i] is >= '0' and < '9') rooms[i]++;
            ctx.Db.Doctor.Number.Update(d with { Rooms = new(rooms) });
        }
    }

    [Reducer]
    public static void MigrateAssignments(ReducerContext ctx)
    {
        var of = (from p in ctx.Db.Patient.Iter() where p.DoctorNumber is not null group p.Number by p.DoctorNumber!.Value).ToDictionary(g => g.Key, g => g.Order().ToList());
        foreach (var d in ctx.Db.Doctor.Iter())
            ctx.Db.Doctor.Number.Update(d with { Patients = of.TryGetValue(d.Number, out var list) ? list : [] });
    }

    [Reducer]
    public static void MigrateAssignmentsMerged(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            var patients = d.Patients.Where(n => ctx.Db.Patient.Number.Find(n) is not null).ToList();
            patients.AddRange(from p in ctx.Db.Patient.Iter() where p.DoctorNumber == d.Number orderby p.Number select p.Number);
            ctx.Db.Doctor.Number.Update(d with { Patients = patients });
        }
    }

    [Reducer]
    public static void MigrateAssignmentsBack(ReducerContext ctx)
    {
        foreach (var (number, doctor) in ctx.Db.Doctor.Iter().OrderBy(d => d.Number).SelectMany(d => d.Patients, (d, number) => (number, d.Number)))
        {
            if (ctx.Db.Patient.Number.Find(number) is not { } p) continue;
            p.DoctorNumber ??= doctor;
            ctx.Db.Patient.Id.Update(p);
        }
    }

    [Reducer]
    public static void MigrateChiefs(ReducerContext ctx)
    {
        var memo = new Dictionary<int, int>();
        foreach (var d in ctx.Db.Doctor.Iter())
            ctx.Db.Doctor.Number.Update(d with { Reports = Below(d.Number), Chief = d.Chief is { } c && ctx.Db.Doctor.Number.Find(c) is null ? null : d.Chief });

        int Below(int number)
        {
            if (memo.TryGetValue(number, out var known)) return known;
            return memo[number] = ctx.Db.Doctor.Iter().Where(d => d.Chief == number).Sum(d => 1 + Below(d.Number));
        }
    }

    [Reducer]
    public static void MigrateChiefsUp(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter().ToList())
            if (d.Chief is { } c && ctx.Db.Doctor.Number.Find(c) is { } chief) ctx.Db.Doctor.Number.Update(d with { Chief = chief.Chief });
    }

    [Reducer]
    public static void MigrateReportsCounted(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            if (d.Chief is not { } number || ctx.Db.Doctor.Number.Find(number) is not { } chief) continue;
            chief.Reports += 1;
            ctx.Db.Doctor.Number.Update(chief);
        }
    }

    [Reducer]
    public static void MigrateCalendars(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            var week = d.Calendar & 0x7F;
            var all = 0UL;
            for (var w = 0; w < 64 / 7; w++) all |= week << (w * 7);
            ctx.Db.Doctor.Number.Update(d with { Calendar = all });
        }
    }

    [Reducer]
    public static void MigrateCalendarsShifted(ReducerContext ctx)
    {
        foreach (var d in ctx.Db.Doctor.Iter())
        {
            if ((d.Calendar & 1) == 0) continue;
            ctx.Db.Doctor.Number.Update(d with { Calendar = d.Calendar >> 1 });
        }
    }

    [Reducer]
    public static void MigrateNotes(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var lines = v.Notes.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).Reverse().SkipWhile(l => l.Length == 0).Reverse();
            ctx.Db.Visit.Id.Update(v with { Notes = string.Join('\n', lines) });
        }
    }

    [Reducer]
    public static void MigrateNotesQuoted(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Notes is "") continue;
            using var reader = new StringReader(v.Notes);
            var text = new StringBuilder();
            while (reader.ReadLine() is { } line) text.Append(text.Length > 0 ? "\n" : "").Append(line.StartsWith("> ") && text.Length > 0 ? line : "> " + line);
            ctx.Db.Visit.Id.Update(v with { Notes = text.ToString() });
        }
    }

    [Reducer]
    public static void MigrateNotesBalanced(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var open = new Stack<int>();
            var notes = new StringBuilder(v.Notes);
            for (var i = 0; i < notes.Length; i++)
            {
                if (notes[i] == '(') open.Push(i);
                else if (notes[i] == ')' && !open.TryPop(out _)) notes.Remove(i--, 1);
            }
            while (open.TryPop(out var at)) notes.Remove(at, 1);
            if (notes.Length != v.Notes.Length) ctx.Db.Visit.Id.Update(v with { Notes = notes.ToString() });
        }
    }

    [Reducer]
    public static void MigrateNotesUnwrapped(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            int open = v.Notes.IndexOf('('), close = v.Notes.LastIndexOf(')');
            if (open >= 0 && close > open) ctx.Db.Visit.Id.Update(v with { Notes = v.Notes.Remove(close, 1).Remove(open, 1) });
        }
    }

    [Reducer]
    public static void MigrateMinutes(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var (days, minute) = Math.DivRem(v.Minute, 1440);
            if (minute < 0) (days, minute) = (days - 1, minute + 1440);
            ctx.Db.Visit.Id.Update(v with { Day = v.Day + days, Minute = minute });
        }
    }

    [Reducer]
    public static void MigrateMinutesRounded(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
            ctx.Db.Visit.Id.Update(v with { Length = v.Length is > 0 and < 60 ? (v.Length / 15 + 1) * 15 : v.Length });
    }

    [Reducer]
    public static void MigrateOverlaps(ReducerContext ctx)
    {
        foreach (var day in ctx.Db.Visit.Iter().GroupBy(v => v.Day))
        {
            var end = int.MinValue;
            foreach (var v in day.OrderBy(v => v.Minute).ThenBy(v => v.Id))
            {
                var start = Math.Max(v.Minute, end);
                if (start != v.Minute) ctx.Db.Visit.Id.Update(v with { Minute = start });
                end = start + Math.Max(v.Length, 1);
            }
        }
    }

    [Reducer]
    public static void MigrateOverlapsSpread(ReducerContext ctx)
    {
        foreach (var chunk in ctx.Db.Visit.Iter().OrderBy(v => v.Minute).Chunk(2))
            if (chunk is [var a, var b] && b.Minute - a.Minute < a.Length) ctx.Db.Visit.Id.Update(b with { Minute = b.Minute + 5 });
    }

    [Reducer]
    public static void MigrateQueue(ReducerContext ctx)
    {
        var queue = new PriorityQueue<Visit, (int, long)>();
        foreach (var v in ctx.Db.Visit.Iter()) queue.Enqueue(v, (-(int)v.Priority, v.Id));
        for (var place = 1; queue.TryDequeue(out var v, out _); place++) ctx.Db.Visit.Id.Update(v with { Queue = place });
    }

    [Reducer]
    public static void MigrateQueueBehind(ReducerContext ctx)
    {
        var queue = new PriorityQueue<Visit, int>(ctx.Db.Visit.Iter().Select(v => (v, v.Queue * 10 + (int)v.Id)));
        if (!queue.TryPeek(out var first, out _)) return;
        ctx.Db.Visit.Id.Update(first with { Queue = queue.UnorderedItems.Max(i => i.Element.Queue) + 1 });
    }

    [Reducer]
    public static void MigratePriorities(ReducerContext ctx)
    {
        Rule[] rules = [Escalate, Close];
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var visit = v;
            var changed = false;
            foreach (var rule in rules) changed |= rule(ref visit);
            if (changed) ctx.Db.Visit.Id.Update(visit);
        }

        static bool Escalate(ref Visit visit)
        {
            if (visit.Length <= 60 || visit.Priority >= Priority.High) return false;
            visit.Priority = Priority.High;
            return true;
        }

        static bool Close(ref Visit visit)
        {
            if (visit.Closed is null || visit.Priority == Priority.Low) return false;
            visit.Priority = Priority.Low;
            return true;
        }
    }

    [Reducer]
    public static void MigratePrioritiesSwapped(ReducerContext ctx)
    {
        Rule swap = static (ref Visit v) =>
        {
            v.Priority = v.Priority switch { Priority.High => Priority.Urgent, Priority.Urgent => Priority.High, _ => v.Priority };
            return v.Priority >= Priority.High;
        };
        foreach (var row in ctx.Db.Visit.Iter())
        {
            var v = row;
            if (swap.Invoke(ref v)) ctx.Db.Visit.Id.Update(v);
        }
    }

    [Reducer]
    public static void MigrateCodes(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var codes = v.Codes.Split(';').Where(c => c.Length > 1).Select(c => $"{char.ToUpperInvariant(c[0])}{c[1..].PadLeft(2, '0')}").ToHashSet();
            ctx.Db.Visit.Id.Update(v with { Codes = string.Join(';', codes.OrderBy(c => c[0]).ThenBy(c => int.Parse(c.AsSpan(1)))) });
        }
    }

    [Reducer]
    public static void MigrateCodesCounted(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            var counts = v.Codes.Split(';', StringSplitOptions.RemoveEmptyEntries).CountBy(c => c.Split('x')[0]).OrderBy(c => c.Key, StringComparer.Ordinal);
            ctx.Db.Visit.Id.Update(v with { Codes = string.Join(";", counts.Select(c => c.Value > 1 ? $"{c.Key}x{c.Value}" : c.Key)) });
        }
    }

    [Reducer]
    public static void MigrateCodesPrefixed(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Codes.Length == 0) continue;
            ctx.Db.Visit.Id.Update(v with { Codes = "ICD:" + v.Codes.ToUpper(CultureInfo.InvariantCulture).Replace("ICD:", "").Replace(";", ";ICD:") });
        }
    }

    [Reducer]
    public static void MigrateCodesPrefixedTwice(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Codes.Length == 0 || v.Codes.StartsWith("ICD;")) continue;
            ctx.Db.Visit.Id.Update(v with { Codes = v.Codes.Insert(v.Codes.IndexOf(';') + 1, "ICD;") });
        }
    }

    [Reducer]
    public static void MigrateClosed(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Closed.HasValue) continue;
            ctx.Db.Visit.Id.Update(v with { Closed = When.UNIX_EPOCH + new TimeDuration(v.Day * DayMicros + v.Minute * 60_000_000L) });
        }
    }

    [Reducer]
    public static void MigrateClosedLate(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Closed is { } closed && closed.ToStd().Year < 2000) ctx.Db.Visit.Id.Update(v with { Closed = closed.ToStd().AddYears(23).AddMonths(1) });
        }
    }

    [Reducer]
    public static void MigrateDoses(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
        {
            Dose dose = p.Dose is Dose.Text(var text) && text.EndsWith("mg", StringComparison.Ordinal) && int.TryParse(text[..^2], out var mg) ? new Dose.Milligrams(mg) : p.Dose;
            if (dose is Dose.Taper { Taper_: var steps } && !steps.SequenceEqual(steps.OrderDescending())) dose = new Dose.Taper(steps.OrderDescending().ToList());
            ctx.Db.Prescription.Id.Update(p with { Dose = dose });
        }
    }

    [Reducer]
    public static void MigrateDosesHalved(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
        {
            Dose half = p.Dose switch
            {
                Dose.Milligrams { Milligrams_: > 50 and var mg } => new Dose.Milligrams(mg / 2),
                Dose.Taper { Taper_: [var most, ..] } => new Dose.Milligrams(most),
                Dose.Text("") => new Dose.Milligrams(0),
                _ => p.Dose,
            };
            ctx.Db.Prescription.Id.Update(p with { Dose = half });
        }
    }

    [Reducer]
    public static void MigrateDosesWrapped(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
            if (p.Dose is Dose.Taper(var list)) ctx.Db.Prescription.Id.Update(p with { Dose = new Dose.Taper(list.Prepend(list.Count > 0 ? list[0] + 1 : 1).ToList()) });
            else if (p.Dose is Dose.Milligrams(var mg)) ctx.Db.Prescription.Id.Update(p with { Dose = new Dose.Taper([mg, mg / 2]) });
    }

    [Reducer]
    public static void MigrateFormulas(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
            if (Formula.TryEvaluate(p.Formula, out var value)) ctx.Db.Prescription.Id.Update(p with { Value = value, Formula = value.ToString(CultureInfo.InvariantCulture) });
    }

    [Reducer]
    public static void MigrateFormulasNested(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
            if (Formula.TryEvaluate(p.Formula, out var value) && value < 1_000_000) ctx.Db.Prescription.Id.Update(p with { Value = value, Formula = $"({p.Formula})" });
    }

    [Reducer]
    public static void MigrateFormulaValues(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
            if (Formula.TryEvaluate($"{p.Value}*2+1", out var value)) ctx.Db.Prescription.Id.Update(p with { Value = value });
    }

    [Reducer]
    public static void MigrateRefills(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
        {
            var refills = p.Refills;
            try { refills = checked((sbyte)refills); }
            catch (OverflowException) { refills = sbyte.MaxValue; }
            finally { refills = Math.Abs(refills); }
            ctx.Db.Prescription.Id.Update(p with { Refills = refills });
        }
    }

    [Reducer]
    public static void MigrateRefillsWrapped(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
        {
            try { ctx.Db.Prescription.Id.Update(p with { Refills = checked((byte)(p.Refills + 100)) }); }
            catch (OverflowException e) { Log.Warn(e.Message); }
        }
    }

    [Reducer]
    public static void MigrateReplaced(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Prescription.Iter())
        {
            var origin = p.Replaces;
            var seen = new HashSet<uint>();
            while (origin is { } id && seen.Add(id) && ctx.Db.Prescription.Id.Find(id) is { Replaces: not null and var next }) origin = next;
            ctx.Db.Prescription.Id.Update(p with { Replaces = origin });
        }
    }

    [Reducer]
    public static void MigrateReplacedBroken(ReducerContext ctx)
    {
        var broken = ctx.Db.Prescription.Iter().Where(p => p.Replaces is { } id && ctx.Db.Prescription.Id.Find(id) is null).ToList();
        foreach (var p in broken)
        {
            var copy = ctx.Db.Prescription.Insert(p with { Id = 0, Drug = p.Drug + " (original)" });
            ctx.Db.Prescription.Id.Update(p with { Replaces = copy.Id });
        }
    }

    [Reducer]
    public static void MigrateDrugs(ReducerContext ctx)
    {
        foreach (var drug in ctx.Db.Prescription.Iter().GroupBy(p => (p.PatientNumber, p.Drug.Split(' ')[0].ToLowerInvariant())))
        {
            if (drug.Key.Item2 == "") continue;
            var (keep, rest) = (drug.MaxBy(p => p.Id), drug.Count());
            foreach (var p in drug.Where(p => p.Id < keep.Id)) ctx.Db.Prescription.Id.Delete(p.Id);
            ctx.Db.Prescription.Id.Update(keep with { Drug = drug.Key.Item2, Refills = rest > 1 ? drug.Max(p => p.Refills) : keep.Refills });
        }
    }

    [Reducer]
    public static void MigrateBillsPaid(ReducerContext ctx)
    {
        foreach (ref readonly var bill in ctx.Db.Bill.Iter().ToArray().AsSpan())
            ctx.Db.Bill.Id.Update(bill with { Open = bill is { Cents: > 0 } && bill.Paid < bill.Cents, Paid = bill.Instalments.Sum() });
    }

    [Reducer]
    public static void MigrateBillsSettled(ReducerContext ctx)
    {
        foreach (var bill in ctx.Db.Bill.Iter())
        {
            var over = bill.Paid - Math.Max(bill.Cents, 0);
            if (over <= 0) continue;
            ctx.Db.Bill.Id.Update(bill with { Paid = bill.Paid - over, Open = false });
            ctx.Db.Bill.Insert(new Bill { PatientNumber = bill.PatientNumber, Cents = -over, Instalments = [], Iban = bill.Iban });
        }
    }

    [Reducer]
    public static void MigrateBillsCredited(ReducerContext ctx)
    {
        foreach (var patient in ctx.Db.Bill.Iter().GroupBy(b => b.PatientNumber).ToList())
        {
            var credit = patient.Where(b => b.Cents < 0).Sum(b => -b.Cents);
            if (credit == 0) continue;
            foreach (var b in patient.Where(b => b.Cents > 0).OrderBy(b => b.Id).Take(1)) ctx.Db.Bill.Id.Update(b with { Cents = Math.Max(0, b.Cents - credit) });
        }
    }

    [Reducer]
    public static void MigrateInstalments(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.Bill.Iter())
        {
            var rest = b.Cents - b.Instalments.Sum();
            if (rest <= 0) continue;
            const int parts = 3;
            var plan = Enumerable.Repeat(rest / parts, parts).ToArray();
            for (var i = 0; i < rest % parts; i++) plan[i]++;
            ctx.Db.Bill.Id.Update(b with { Instalments = [.. b.Instalments, .. plan] });
        }
    }

    [Reducer]
    public static void MigrateInstalmentsLost(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.Bill.Iter())
        {
            var rest = b.Cents - b.Instalments.Sum();
            if (rest <= 0) continue;
            var plan = new List<long>(b.Instalments);
            for (var i = 0; i < 3; i++) plan.Add(rest / 4);
            ctx.Db.Bill.Id.Update(b with { Instalments = plan });
        }
    }

    [Reducer]
    public static void MigrateIbans(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.Bill.Iter())
        {
            var iban = string.Concat(b.Iban.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
            var blocks = iban.Chunk(4).Select(c => new string(c));
            ctx.Db.Bill.Id.Update(b with { Iban = string.Join(' ', blocks) });
        }
    }

    [Reducer]
    public static void MigrateIbansMoved(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.Bill.Iter())
            if (b.Iban.Length > 4) ctx.Db.Bill.Id.Update(b with { Iban = b.Iban[4..] + b.Iban[..4] });
    }

    [Reducer]
    public static void MigrateIbansMasked(ReducerContext ctx)
    {
        foreach (var b in ctx.Db.Bill.Iter())
            ctx.Db.Bill.Id.Update(b with { Iban = b.Iban.Length <= 2 ? b.Iban : string.Concat(b.Iban.AsSpan(0, 2), new string('*', b.Iban.Length - 2)) });
    }

    [Reducer]
    public static void MigrateBillVersions(ReducerContext ctx)
    {
        var steps = new Func<Bill, Bill>[] { b => b with { Cents = b.Cents * 100 }, b => b with { Open = !b.Open } };
        foreach (var b in ctx.Db.Bill.Iter().Where(b => b.Version < steps.Length))
            ctx.Db.Bill.Id.Update(steps.Skip((int)b.Version).Aggregate(b, (row, step) => step(row) with { Version = row.Version + 1 }));
    }

    [Reducer]
    public static void MigrateBillVersionsOff(ReducerContext ctx)
    {
        var steps = new Func<Bill, Bill>[] { b => b with { Cents = b.Cents * 100 }, b => b with { Open = !b.Open } };
        foreach (var b in ctx.Db.Bill.Iter().Where(b => b.Version <= steps.Length))
        {
            var row = b;
            for (var i = b.Version; i < steps.Length; i++) row = steps[i](row);
            ctx.Db.Bill.Id.Update(row with { Version = (uint)steps.Length, Paid = row.Paid + 1 });
        }
    }

    [Reducer]
    public static void MigrateWardTotals(ReducerContext ctx)
    {
        var tree = new Tree<Ward>(w => w.Name, w => w.Parent);
        ctx.Db.Ward.Iter().Each(tree.Add);
        foreach (var w in ctx.Db.Ward.Iter()) ctx.Db.Ward.Name.Update(w with { Total = Total(w) });

        int Total(Ward ward) => ward.Beds + tree[ward.Name].Sum(Total);
    }

    [Reducer]
    public static void MigrateWardTotalsPushed(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter().ToList())
            for (var up = w.Parent; up is not null && ctx.Db.Ward.Name.Find(up) is { } parent; up = parent.Parent)
                ctx.Db.Ward.Name.Update(parent with { Total = parent.Total + w.Beds });
    }

    [Reducer]
    public static void MigrateWardOrder(ReducerContext ctx)
    {
        var children = ctx.Db.Ward.Iter().OrderBy(w => w.Name, StringComparer.Ordinal).ToLookup(w => w.Parent ?? "");
        var counter = 0;
        void Number(string name)
        {
            foreach (var ward in children[name])
            {
                var left = ++counter;
                Number(ward.Name);
                ctx.Db.Ward.Name.Update(ward with { Left = left, Right = ++counter });
            }
        }
        Number("");
    }

    [Reducer]
    public static void MigrateWardDepths(ReducerContext ctx)
    {
        var tree = new Tree<Ward>(w => w.Name, w => w.Parent);
        foreach (var w in ctx.Db.Ward.Iter()) tree.Add(w);
        foreach (var (ward, depth) in tree.Where(t => t.Depth > 0).ToList())
            ctx.Db.Ward.Name.Update(ward with { Beds = ward.Beds >> depth });
    }

    [Reducer]
    public static void MigrateWardParents(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter())
        {
            if (w.Parent is not { Length: > 0 } parent || ctx.Db.Ward.Name.Find(parent) is { Name.Length: > 0 }) continue;
            ctx.Db.Ward.Insert(new Ward { Name = parent, Plan = w.Plan });
        }
    }

    [Reducer]
    public static void MigrateWardParentsRenamed(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter().ToList())
        {
            if (w.Parent is null || ctx.Db.Ward.Name.Find(w.Parent) is not null) continue;
            ctx.Db.Ward.Name.Delete(w.Name);
            ctx.Db.Ward.Insert(w with { Name = $"{w.Parent}/{w.Name}" });
        }
    }

    [Reducer]
    public static void MigratePlans(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter())
        {
            var rows = w.Plan.Split('\n');
            var width = rows.Max(r => r.Length);
            var plan = new char[rows.Length][];
            for (var y = 0; y < rows.Length; y++) plan[y] = rows[y].PadRight(width, '.').ToCharArray();
            foreach (var row in plan)
                for (var x = 0; x < row.Length; x++)
                    if (row[x] is not ('#' or '.')) row[x] = '.';
            ctx.Db.Ward.Name.Update(w with { Plan = string.Join("\n", plan.Select(r => new string(r))) });
        }
    }

    [Reducer]
    public static void MigratePlansFlooded(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter())
        {
            var rows = w.Plan.Split('\n').Select(r => r.ToCharArray()).ToArray();
            var next = rows.Select(r => r.ToArray()).ToArray();
            for (var y = 0; y < rows.Length; y++)
                for (var x = 1; x < rows[y].Length; x++)
                    if (rows[y][x - 1] == '#') next[y][x] = '#';
            ctx.Db.Ward.Name.Update(w with { Plan = string.Join('\n', next.Select(r => new string(r))) });
        }
    }

    [Reducer]
    public static void MigratePlansTurned(ReducerContext ctx)
    {
        foreach (var w in ctx.Db.Ward.Iter())
        {
            var rows = w.Plan.Split('\n');
            if (rows.Any(r => r.Length != rows[0].Length)) continue;
            var turned = new char[rows[0].Length, rows.Length];
            for (var y = 0; y < rows.Length; y++)
                for (var x = 0; x < rows[y].Length; x++) turned[x, rows.Length - 1 - y] = rows[y][x];
            var lines = Enumerable.Range(0, turned.GetLength(0)).Select(y => string.Concat(Enumerable.Range(0, turned.GetLength(1)).Select(x => turned[y, x])));
            ctx.Db.Ward.Name.Update(w with { Plan = string.Join('\n', lines) });
        }
    }

    [Reducer]
    public static void MigrateBedsStatically(ReducerContext ctx) => ctx.RunStep<AddTen>();

    [Reducer]
    public static void MigrateBedsUnrecorded(ReducerContext ctx) => ctx.RunStep<AddFive>();

    [Reducer]
    public static void MigrateBedsEntered(ReducerContext ctx)
    {
        if (!ctx.Enter(3)) return;
        ctx.Db.Ward.Iter().Each(w => ctx.Db.Ward.Name.Update(w with { Beds = w.Beds * 2 + 1 }));
    }

    [Reducer]
    public static void MigrateBedsLocked(ReducerContext ctx)
    {
        if (ctx.Db.Lock.Key.Find("beds") is { } held && held.Owner != ctx.Sender) throw new InvalidOperationException("locked");
        ctx.Db.Lock.Key.Delete("beds");
        ctx.Db.Lock.Insert(new Lock { Key = "beds", Owner = ctx.Sender, Since = ctx.Timestamp });
        try { foreach (var w in ctx.Db.Ward.Iter()) ctx.Db.Ward.Name.Update(w with { Beds = Math.Max(w.Beds, 1) }); }
        finally { ctx.Db.Lock.Key.Delete("beds"); }
    }

    [Reducer]
    public static void MigrateBedsLockKept(ReducerContext ctx)
    {
        if (ctx.Db.Lock.Key.Find("beds") is { } held && held.Owner != ctx.Sender) return;
        ctx.Db.Lock.Key.Delete("beds");
        ctx.Db.Lock.Insert(new Lock { Key = "beds", Owner = ctx.Sender, Since = ctx.Timestamp });
        foreach (var w in ctx.Db.Ward.Iter()) ctx.Db.Ward.Name.Update(w with { Beds = Math.Max(w.Beds, 1) });
    }

    [Reducer]
    public static void MigrateProgress(ReducerContext ctx)
    {
        var progress = ctx.Db.Progress.Step.Find(1) ?? ctx.Db.Progress.Insert(new Progress { Step = 1 });
        var last = progress.Last;
        foreach (var v in ctx.Db.Visit.Iter().Where(v => v.Id > last).OrderBy(v => v.Id))
        {
            ctx.Db.Visit.Id.Update(v with { Length = v.Length * 2 });
            progress = progress with { Last = v.Id };
        }
        ctx.Db.Progress.Step.Update(progress);
    }

    [Reducer]
    public static void MigrateProgressPaged(ReducerContext ctx)
    {
        if (ctx.Db.Progress.Step.Find(1) is not { } progress) return;
        var page = ctx.Db.Visit.Iter().Where(v => v.Id > progress.Last).OrderBy(v => v.Id).Take(2).ToList();
        page.ForEach(v => ctx.Db.Visit.Id.Update(v with { Length = Math.Clamp(v.Length, 10, 60) }));
        ctx.Db.Progress.Step.Update(progress with { Last = page.LastOrDefault().Id is > 0 and var id ? id : progress.Last });
    }

    [Reducer]
    public static void MigrateProgressHashed(ReducerContext ctx)
    {
        uint hash = 17;
        unchecked
        {
            foreach (var b in ctx.Db.Bill.Iter().OrderBy(b => b.Id)) hash = hash * 31 + (uint)b.Cents;
        }
        if (ctx.Db.Progress.Step.Find(2) is { } done && done.Hash == hash) return;
        foreach (var b in ctx.Db.Bill.Iter()) ctx.Db.Bill.Id.Update(b with { Paid = b.Paid * 2 });
        ctx.Db.Progress.Step.Update(new Progress { Step = 2, Finished = true, Hash = hash });
    }

    [Reducer]
    public static void MigrateProgressHashStale(ReducerContext ctx)
    {
        var hash = ctx.Db.Bill.Iter().OrderBy(b => b.Id).Aggregate(17u, (h, b) => unchecked(h * 31 + (uint)b.Paid));
        if (ctx.Db.Progress.Step.Find(2) is { } done && done.Hash == hash) return;
        foreach (var b in ctx.Db.Bill.Iter()) ctx.Db.Bill.Id.Update(b with { Paid = b.Paid * 2 });
        ctx.Db.Progress.Step.Update(new Progress { Step = 2, Hash = hash });
    }

    [Reducer]
    public static void MigrateNotified(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
        {
            if (v.Closed is not null) continue;
            ctx.Db.Notification.Insert(new Notification { PatientNumber = v.PatientNumber, Text = $"visit {v.Id} closed" });
            ctx.Db.Visit.Id.Update(v with { Closed = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateNotifiedAlways(ReducerContext ctx)
    {
        foreach (var v in ctx.Db.Visit.Iter())
            if (v.Length > 20) ctx.Db.Visit.Id.Update(v with { Length = v.Length - v.Length / 10 });
            else ctx.Db.Notification.Insert(new Notification { PatientNumber = v.PatientNumber, Text = "short" });
    }
}
