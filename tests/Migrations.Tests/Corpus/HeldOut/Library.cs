// A lending library: books, copies, loans, readers, fines. Each reducer is labelled by running it twice.
using System.Globalization;
using SpacetimeDB;

[SpacetimeDB.Type]
[Flags]
public enum Access : uint { None = 0, Read = 1, Lend = 2, Reserve = 4, Staff = 8 }

[SpacetimeDB.Type]
public enum State { Unknown, Shelved, Lent, Lost, Retired }

[SpacetimeDB.Table(Accessor = "Book", Public = true)]
public partial class Book
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Isbn = "";
    public string Title = "";
    public string Author = "";
    public string? Subtitle;
    public int Year;
    public uint Copies;
    public float Rating;
    public List<string> Subjects = new();
}

[SpacetimeDB.Table(Accessor = "Copy", Public = true)]
[SpacetimeDB.Index.BTree(Accessor = "ByShelf", Columns = new[] { "Floor", "Shelf" })]
public partial struct Copy
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint BookId;
    public int Floor;
    public int Shelf;
    public State State;
    public uint Position;
    public string Barcode;
}

[SpacetimeDB.Table(Accessor = "Loan")]
public partial struct Loan
{
    [PrimaryKey, AutoInc] public ulong Id;
    public ulong CopyId;
    public uint ReaderId;
    public Timestamp LentAt;
    public Timestamp? DueAt;
    public Timestamp? ReturnedAt;
    public int Renewals;
    public uint? Fee;
}

[SpacetimeDB.Table(Accessor = "Reader")]
public partial struct Reader
{
    [PrimaryKey] public uint Id;
    [Unique] public string Card;
    public string Given;
    public string Family;
    public string Contact;
    public Access Access;
    public int Credit;
    public uint Loans;
    public DateOnlyLike Born;
}

[SpacetimeDB.Type]
public partial struct DateOnlyLike { public int Year; public int Month; public int Day; }

[SpacetimeDB.Table(Accessor = "Tally")]
public partial struct Tally
{
    [PrimaryKey, AutoInc] public uint Id;
    [Unique] public string Subject;
    public uint Books;
    public ulong Loans;
}

[SpacetimeDB.Table(Accessor = "Event")]
public partial struct EventRow
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string Kind;
    public string Detail;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "DataVersion")]
public partial struct DataVersion
{
    [PrimaryKey] public byte Id;
    public int Number;
    public string? Note;
}

[SpacetimeDB.Table(Accessor = "Applied")]
public partial struct Applied
{
    [PrimaryKey] public string Key;
    public bool Done;
    public uint Rows;
}

public static class LibraryExtensions
{
    public static string Cut(this string text, int length) => text.Length <= length ? text : text[..length];

    public static string Initials(this Reader reader) => string.Concat(new[] { reader.Given, reader.Family }.Where(part => part != "").Select(part => char.ToUpperInvariant(part[0])));

    public static bool IsApplied(this ReducerContext ctx, string key) => ctx.Db.Applied.Key.Find(key) is { Done: true };

    public static T With<T>(this T value, Action<T> change) where T : class
    {
        change(value);
        return value;
    }
}

public static partial class LibraryMigrations
{
    private const int Latest = 3;
    private static readonly (string From, string To)[] Subjects = [("scifi", "science fiction"), ("bio", "biography")];
    private static readonly IReadOnlyDictionary<State, int> Floors = new Dictionary<State, int> { [State.Shelved] = 1, [State.Retired] = -1 };

    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Book.Insert(new Book { Isbn = "978-1", Title = "The Dispossessed", Author = "Le Guin, Ursula", Year = 74, Copies = 2, Rating = 4.5f, Subjects = new() { "scifi" } });
        ctx.Db.Book.Insert(new Book { Isbn = "9782", Title = "  emma: a novel", Author = "Jane Austen", Year = 1815, Rating = 9f, Subjects = new() { "novel", "bio", "novel" } });
        ctx.Db.Book.Insert(new Book { Isbn = "x", Title = "A Very Long Title That Does Not End", Author = "", Subtitle = "or not", Year = 2001, Copies = 7 });
        ctx.Db.Copy.Insert(new Copy { BookId = 1, Floor = 1, Shelf = 4, State = State.Shelved, Position = 1, Barcode = "c1" });
        ctx.Db.Copy.Insert(new Copy { BookId = 1, Floor = 1, Shelf = 4, State = State.Lent, Position = 1, Barcode = "" });
        ctx.Db.Copy.Insert(new Copy { BookId = 2, Floor = 2, Shelf = 0, State = State.Lost, Position = 7, Barcode = "LIB-00003" });
        ctx.Db.Copy.Insert(new Copy { BookId = 2, Floor = 2, Shelf = 1, State = State.Unknown, Position = 0, Barcode = "" });
        ctx.Db.Loan.Insert(new Loan { CopyId = 2, ReaderId = 10, LentAt = ctx.Timestamp, Renewals = 1 });
        ctx.Db.Loan.Insert(new Loan { CopyId = 3, ReaderId = 11, LentAt = ctx.Timestamp, DueAt = ctx.Timestamp, Fee = 3 });
        ctx.Db.Loan.Insert(new Loan { CopyId = 9, ReaderId = 10, LentAt = ctx.Timestamp, ReturnedAt = ctx.Timestamp, Renewals = 5 });
        ctx.Db.Reader.Insert(new Reader { Id = 10, Card = "A-1", Given = "Ann", Family = "Lee", Contact = "mail:ann@example.org;tel:123", Access = Access.Read | Access.Lend, Credit = 5, Born = new() { Year = 1980, Month = 2, Day = 30 } });
        ctx.Db.Reader.Insert(new Reader { Id = 11, Card = "b2", Given = "bo", Family = "", Contact = "tel:99", Access = Access.Staff, Credit = -8, Loans = 2, Born = new() { Year = 1999, Month = 12, Day = 1 } });
        ctx.Db.Tally.Insert(new Tally { Subject = "scifi", Books = 40, Loans = 2 });
        ctx.Db.DataVersion.Insert(new DataVersion { Id = 1, Number = 1 });
    }

    [Reducer]
    public static void MigrateCenturies(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            book.Year += book.Year switch { < 0 => 0, < 30 => 2000, < 100 => 1900, _ => 0 };
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateYearsSinceFounding(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
            ctx.Db.Book.Id.Update(book.With(b => b.Year = 1850 - b.Year));
    }

    [Reducer]
    public static void MigrateRatingScale(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter().Where(b => b.Rating > 5f))
        {
            book.Rating = MathF.Min(book.Rating / 2f, 5f);
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateRatingPercent(ReducerContext ctx)
    {
        var best = ctx.Db.Book.Iter().Max(b => b.Rating);
        foreach (var book in ctx.Db.Book.Iter())
        {
            book.Rating = book.Rating / Math.Max(best, 1f) * 100f + 1f;
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateAuthorOrder(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            if (book.Author.Split(", ") is not [var family, var given]) continue;
            book.Author = $"{given} {family}";
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateAuthorOrderBack(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            var words = book.Author.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2) continue;
            book.Author = string.Join(' ', words.Skip(1).Append(words[0]));
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateSubtitles(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            var at = book.Title.IndexOf(": ", StringComparison.Ordinal);
            if (at < 0) continue;
            (book.Title, book.Subtitle) = (book.Title[..at].Trim(), book.Title[(at + 2)..]);
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateTitleFromSubtitle(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            if (string.IsNullOrWhiteSpace(book.Subtitle)) continue;
            book.Title = string.Format(CultureInfo.InvariantCulture, "{0} ({1})", book.Title, book.Subtitle);
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateShortTitles(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            var title = book.Title.Cut(12);
            if (ReferenceEquals(title, book.Title)) continue;
            book.Title = title;
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateEllipses(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            if (book.Title.Length > 10) ctx.Db.Book.Id.Update(book.With(b => b.Title = b.Title.Cut(10) + "..."));
        }
    }

    [Reducer]
    public static void MigratePaddedTitles(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
            ctx.Db.Book.Id.Update(book.With(static b => b.Title = b.Title.Trim().PadRight(8, '.')));
    }

    [Reducer]
    public static void MigrateSubjects(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            for (var i = 0; i < book.Subjects.Count; i++)
                foreach (var (from, to) in Subjects)
                    if (book.Subjects[i] == from) book.Subjects[i] = to;
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateSubjectsByText(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            book.Subjects = book.Subjects.Select(subject => Subjects.Aggregate(subject, (text, pair) => text.Replace(pair.From[..3], pair.To))).ToList();
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateAuthorAsSubject(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            if (book.Author.Length == 0) continue;
            book.Subjects.AddRange(new[] { "by " + book.Author }.Except(book.Subjects));
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateYearAsSubject(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            book.Subjects = [.. book.Subjects, $"year {book.Year:D4}"];
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateBarcodes(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.Iter())
            if (copy.Barcode is null or "") ctx.Db.Copy.Id.Update(copy with { Barcode = $"LIB-{copy.Id:00000}" });
    }

    [Reducer]
    public static void MigrateBarcodesFromCounter(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(1)!.Value;
        var next = version.Number;
        foreach (var copy in ctx.Db.Copy.Iter())
            ctx.Db.Copy.Id.Update(copy with { Barcode = $"LIB-{++next:00000}" });
        ctx.Db.DataVersion.Id.Update(version with { Number = next });
    }

    [Reducer]
    public static void MigrateFloors(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.Iter())
            if (Floors.TryGetValue(copy.State, out var floor) && copy.Floor != floor)
                ctx.Db.Copy.Id.Update(copy with { Floor = floor });
    }

    [Reducer]
    public static void MigrateStates(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.Iter())
        {
            ctx.Db.Copy.Id.Update(copy with
            {
                State = copy.State switch
                {
                    State.Unknown => State.Lost,
                    State.Lost => State.Retired,
                    var other => other,
                },
            });
        }
    }

    [Reducer]
    public static void MigratePositions(ReducerContext ctx)
    {
        foreach (var shelf in ctx.Db.Copy.Iter().GroupBy(c => (c.Floor, c.Shelf)))
        {
            uint position = 0;
            foreach (var copy in shelf.OrderBy(c => c.Position).ThenBy(c => c.Id)) ctx.Db.Copy.Id.Update(copy with { Position = ++position });
        }
    }

    [Reducer]
    public static void MigratePositionsReversed(ReducerContext ctx)
    {
        foreach (var shelf in ctx.Db.Copy.Iter().GroupBy(c => (c.Floor, c.Shelf)))
        {
            var copies = shelf.OrderByDescending(c => c.Position).ThenByDescending(c => c.Id).ToArray();
            for (var i = 0; i < copies.Length; i++) ctx.Db.Copy.Id.Update(copies[i] with { Position = (uint)i });
        }
    }

    [Reducer]
    public static void MigrateRebuildShelf(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.ByShelf.Filter((1, 4)).ToList())
        {
            ctx.Db.Copy.Id.Delete(copy.Id);
            ctx.Db.Copy.Insert(copy with { Id = 0, Floor = 1, Shelf = 4 });
        }
    }

    [Reducer]
    public static void MigrateMoveShelf(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.ByShelf.Filter((1, 4)).ToList())
        {
            ctx.Db.Copy.Id.Delete(copy.Id);
            ctx.Db.Copy.Insert(copy with { Id = 0, Floor = 3 });
        }
    }

    [Reducer]
    public static void MigrateCopyCounts(ReducerContext ctx)
    {
        var counts = new Dictionary<uint, uint>();
        foreach (var copy in ctx.Db.Copy.Iter().Where(c => c.State is not (State.Lost or State.Retired)))
        {
            if (!counts.TryAdd(copy.BookId, 1)) counts[copy.BookId]++;
        }
        foreach (var book in ctx.Db.Book.Iter())
        {
            book.Copies = counts.GetValueOrDefault(book.Id);
            ctx.Db.Book.Id.Update(book);
        }
    }

    [Reducer]
    public static void MigrateMissingCopies(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            var present = ctx.Db.Copy.BookId.Filter(book.Id).Count();
            while (present < book.Copies)
            {
                ctx.Db.Copy.Insert(new Copy { BookId = book.Id, State = State.Unknown, Barcode = "" });
                present++;
            }
        }
    }

    [Reducer]
    public static void MigrateCopyPerBook(ReducerContext ctx)
    {
        foreach (var book in ctx.Db.Book.Iter())
        {
            for (var i = 0u; i < book.Copies; i++)
                ctx.Db.Copy.Insert(new Copy { BookId = book.Id, State = State.Unknown, Position = i, Barcode = "" });
        }
    }

    [Reducer]
    public static void MigrateDueDates(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter())
            ctx.Db.Loan.Id.Update(loan with { DueAt = loan.LentAt + TimeSpan.FromDays(28 + 14 * loan.Renewals) });
    }

    [Reducer]
    public static void MigrateExtendDueDates(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter())
            if (loan.DueAt is { } due && loan.ReturnedAt is null) ctx.Db.Loan.Id.Update(loan with { DueAt = due + TimeSpan.FromDays(7) });
    }

    [Reducer]
    public static void MigrateCloseLoans(ReducerContext ctx)
    {
        var open = ctx.Db.Loan.Iter().Where(l => !l.ReturnedAt.HasValue).ToList();
        foreach (var loan in open)
        {
            var closed = loan;
            closed.ReturnedAt = ctx.Timestamp;
            closed.Fee = (closed.Fee ?? 0) + 2;
            ctx.Db.Loan.Id.Update(closed);
        }
        if (open.Count > 0) ctx.Db.Event.Insert(new EventRow { Kind = "closed", Detail = open.Count.ToString(CultureInfo.InvariantCulture), At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateCloseLoansLogged(ReducerContext ctx)
    {
        var closed = 0;
        foreach (var loan in ctx.Db.Loan.Iter())
        {
            if (loan.ReturnedAt.HasValue) continue;
            ctx.Db.Loan.Id.Update(loan with { ReturnedAt = loan.DueAt ?? loan.LentAt });
            closed++;
        }
        ctx.Db.Event.Insert(new EventRow { Kind = "closed", Detail = $"{closed} loans", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateFees(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter())
            ctx.Db.Loan.Id.Update(loan with { Fee = loan.Fee + 1 });
    }

    [Reducer]
    public static void MigrateFeesNullable(ReducerContext ctx)
    {
        foreach (var loan in ctx.Db.Loan.Iter())
            if (!loan.Fee.HasValue) ctx.Db.Loan.Id.Update(loan with { Fee = loan.Renewals > 3 ? 2u : null });
    }

    [Reducer]
    public static void MigrateAccess(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            var access = reader.Access;
            if (access.HasFlag(Access.Staff)) access |= Access.Reserve | Access.Lend;
            access &= ~Access.Read;
            if (access != reader.Access) ctx.Db.Reader.Id.Update(reader with { Access = access });
        }
    }

    [Reducer]
    public static void MigrateAccessBits(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
            ctx.Db.Reader.Id.Update(reader with { Access = (Access)(((uint)reader.Access << 1) & 15) });
    }

    [Reducer]
    public static void MigrateContacts(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            var parts = reader.Contact.Split(';').Select(p => p.Split(':', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1]);
            var mail = parts["mail"].FirstOrDefault();
            if (mail is null) continue;
            ctx.Db.Reader.Id.Update(reader with { Contact = mail });
        }
    }

    [Reducer]
    public static void MigrateContactKinds(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            var kind = reader.Contact.Contains('@') ? "mail" : "tel";
            ctx.Db.Reader.Id.Update(reader with { Contact = kind + ":" + reader.Contact });
        }
    }

    [Reducer]
    public static void MigrateCards(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
            ctx.Db.Reader.Id.Update(reader with { Card = $"{reader.Initials()}-{reader.Id:X4}" });
    }

    [Reducer]
    public static void MigrateCredit(ReducerContext ctx)
    {
        const string key = "credit";
        if (ctx.IsApplied(key)) return;
        uint rows = 0;
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            ctx.Db.Reader.Id.Update(reader with { Credit = reader.Credit * 100 });
            rows++;
        }
        ctx.Db.Applied.Insert(new Applied { Key = key, Rows = rows, Done = true });
    }

    [Reducer]
    public static void MigrateCreditNotDone(ReducerContext ctx)
    {
        const string key = "credit";
        if (ctx.IsApplied(key)) return;
        foreach (var reader in ctx.Db.Reader.Iter())
            ctx.Db.Reader.Id.Update(reader with { Credit = reader.Credit - 1 });
        var record = new Applied { Key = key };
        if (ctx.Db.Applied.Key.Find(key) is null) ctx.Db.Applied.Insert(record);
        record.Done = true;
    }

    [Reducer]
    public static void MigrateCreditFinally(ReducerContext ctx)
    {
        if (ctx.IsApplied("credit-finally")) return;
        try
        {
            foreach (var reader in ctx.Db.Reader.Iter())
            {
                if (reader.Credit < 0) throw new InvalidOperationException("debt");
                ctx.Db.Reader.Id.Update(reader with { Credit = reader.Credit + 1 });
            }
        }
        catch (InvalidOperationException e)
        {
            Log.Warn(e.Message);
        }
        finally
        {
            ctx.Db.Applied.Insert(new Applied { Key = "credit-finally", Done = true });
        }
    }

    [Reducer]
    public static void MigrateCreditCaught(ReducerContext ctx)
    {
        if (ctx.IsApplied("credit-caught")) return;
        try
        {
            foreach (var reader in ctx.Db.Reader.Iter().OrderByDescending(r => r.Credit))
            {
                if (reader.Credit < 0) throw new InvalidOperationException("debt");
                ctx.Db.Reader.Id.Update(reader with { Credit = reader.Credit + 1 });
            }
            ctx.Db.Applied.Insert(new Applied { Key = "credit-caught", Done = true });
        }
        catch (InvalidOperationException e)
        {
            Log.Warn(e.Message);
        }
    }

    [Reducer]
    public static void MigrateTallies(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Book.Iter().SelectMany(b => b.Subjects).GroupBy(s => s))
        {
            var books = (uint)group.Count();
            if (ctx.Db.Tally.Subject.Find(group.Key) is { } tally) ctx.Db.Tally.Id.Update(tally with { Books = books });
            else ctx.Db.Tally.Insert(new Tally { Subject = group.Key, Books = books });
        }
    }

    [Reducer]
    public static void MigrateTalliesAgain(ReducerContext ctx)
    {
        foreach (var subject in ctx.Db.Book.Iter().SelectMany(b => b.Subjects))
        {
            var tally = ctx.Db.Tally.Subject.Find(subject) ?? ctx.Db.Tally.Insert(new Tally { Subject = subject });
            tally.Loans++;
            ctx.Db.Tally.Id.Update(tally);
        }
    }

    [Reducer]
    public static void MigrateTalliesAfresh(ReducerContext ctx)
    {
        foreach (var tally in ctx.Db.Tally.Iter()) ctx.Db.Tally.Subject.Delete(tally.Subject);
        foreach (var subject in ctx.Db.Book.Iter().SelectMany(b => b.Subjects).Distinct())
            ctx.Db.Tally.Insert(new Tally { Subject = subject });
    }

    [Reducer]
    public static void UpgradeVersions(ReducerContext ctx)
    {
        var steps = new (int Number, Action Step)[]
        {
            (2, () => { foreach (var r in ctx.Db.Reader.Iter()) ctx.Db.Reader.Id.Update(r with { Loans = r.Loans + 1 }); }),
            (3, () => { foreach (var r in ctx.Db.Reader.Iter()) ctx.Db.Reader.Id.Update(r with { Credit = r.Credit * 2 }); }),
        };
        var version = ctx.Db.DataVersion.Iter().Single();
        foreach (var (number, step) in steps.Where(s => s.Number > version.Number).OrderBy(s => s.Number))
        {
            step();
            ctx.Db.DataVersion.Id.Update(version with { Number = number });
        }
    }

    [Reducer]
    public static void UpgradeVersionsSkipped(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(1) ?? ctx.Db.DataVersion.Insert(new DataVersion { Id = 1, Number = 1 });
        if (version.Number >= Latest) return;
        foreach (var r in ctx.Db.Reader.Iter()) ctx.Db.Reader.Id.Update(r with { Loans = r.Loans + 1 });
        if (version.Note is not null) ctx.Db.DataVersion.Id.Update(version with { Number = Latest });
    }

    [Reducer]
    public static void UpgradeVersionsBehind(ReducerContext ctx)
    {
        var version = ctx.Db.DataVersion.Id.Find(1)!.Value;
        if (version.Number == Latest) return;
        foreach (var r in ctx.Db.Reader.Iter()) ctx.Db.Reader.Id.Update(r with { Loans = r.Loans * 2 + 1 });
        ctx.Db.DataVersion.Id.Update(version with { Number = Latest - 1, Note = $"upgraded to {Latest}" });
    }

    [Reducer]
    public static void MigrateBirthdays(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            var born = reader.Born;
            var day = Math.Min(born.Day, DateTime.DaysInMonth(Math.Clamp(born.Year, 1, 9999), Math.Clamp(born.Month, 1, 12)));
            ctx.Db.Reader.Id.Update(reader with { Born = born with { Day = day } });
        }
    }

    [Reducer]
    public static void MigrateBirthdaysByMonth(ReducerContext ctx)
    {
        foreach (var reader in ctx.Db.Reader.Iter())
        {
            var born = reader.Born;
            born.Month--;
            if (born.Month < 0) { born.Month = 11; born.Year--; }
            ctx.Db.Reader.Id.Update(reader with { Born = born });
        }
    }

    [Reducer]
    public static void MigrateBatch(ReducerContext ctx)
    {
        foreach (var copy in ctx.Db.Copy.Iter().Where(c => c.Position == 1).OrderBy(c => c.Id).Take(1))
            ctx.Db.Copy.Id.Update(copy with { Position = 10 });
    }

    [Reducer]
    public static void MigrateAuditOnce(ReducerContext ctx)
    {
        bool Logged(string kind, string detail) => ctx.Db.Event.Iter().Any(e => e.Kind == kind && e.Detail == detail);
        foreach (var copy in ctx.Db.Copy.Iter())
        {
            if (copy.State != State.Lost || Logged("lost", copy.Barcode)) continue;
            ctx.Db.Event.Insert(new EventRow { Kind = "lost", Detail = copy.Barcode, At = ctx.Timestamp });
        }
    }

    [Reducer]
    public static void MigrateAuditWrongDetail(ReducerContext ctx)
    {
        var seen = ctx.Db.Event.Iter().Where(e => e.Kind == "lost").Select(e => e.Detail).ToHashSet();
        foreach (var copy in ctx.Db.Copy.Iter())
        {
            if (copy.State != State.Lost || !seen.Add(copy.Barcode)) continue;
            ctx.Db.Event.Insert(new EventRow { Kind = "lost", Detail = $"copy {copy.Id}", At = ctx.Timestamp });
        }
    }
}
