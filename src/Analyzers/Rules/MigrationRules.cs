using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>STS3xxx: migration reducers. {0} is the reducer.</summary>
internal static class MigrationRules
{
    private const string Transaction =
        "A migration reducer is called by hand, and sooner or later a second time. A reducer is one transaction, so that a check at its beginning and a record at its end are enough.";

    public static readonly DiagnosticDescriptor Accumulates = Create(
        "STS3001",
        "Migration reducer accumulates",
        "'{0}' is not idempotent: {1}. Guard it with a row of a status table, or write a value that does not depend on the old one.",
        DiagnosticSeverity.Warning,
        Transaction + " A second run that adds to what the first has written leaves other rows than one run.");

    public static readonly DiagnosticDescriptor InsertsAgain = Create(
        "STS3002",
        "Migration reducer inserts again at every run",
        "'{0}' is not idempotent: {1}. Insert only what is missing, or guard it with a row of a status table.",
        DiagnosticSeverity.Warning,
        Transaction
            + " Rows are a set, so that an equal row is not inserted twice; but an auto-increment column makes each row a new one, "
            + "and another row of the same key makes the reducer fail.");

    public static readonly DiagnosticDescriptor GuardFails = Create(
        "STS3003",
        "The run-once guard of a migration reducer does not guard",
        "'{0}' runs again: {1}. Look the key up first, return if it is there, and record the same key last.",
        DiagnosticSeverity.Warning,
        Transaction + " The guard must ask before anything is written, and every path that writes must record the key that was asked for.");

    public static readonly DiagnosticDescriptor DiffersEachRun = Create(
        "STS3004",
        "Migration reducer writes values that differ at every run",
        "'{0}' is not idempotent: {1}. Write it only where it is missing, or guard the reducer with a row of a status table.",
        DiagnosticSeverity.Warning,
        Transaction + " Time, random numbers and new ids are other ones at every run.");

    public static readonly DiagnosticDescriptor OverwritesSource = Create(
        "STS3005",
        "Migration reducer overwrites what it reads",
        "'{0}' is not idempotent: {1}. Write into a new column, or guard the reducer with a row of a status table.",
        DiagnosticSeverity.Warning,
        Transaction + " What the first run has overwritten, the second reads.");

    public static readonly DiagnosticDescriptor NotReplaySafe = Create(
        "STS3006",
        "Migration reducer is not replay-safe",
        "'{0}' is idempotent when it runs twice at once, but {1}. Write only where nothing is written yet, or guard it with a row of a status table.",
        DiagnosticSeverity.Hidden,
        "A run after later ordinary edits should leave those edits alone, or throw.");

    public static readonly DiagnosticDescriptor AnyClient = Create(
        "STS3010",
        "Migration reducer can be called by any client",
        "'{0}' can be called by any client{1}",
        DiagnosticSeverity.Info,
        "Every reducer is callable by every client, unless a table schedules it. The owner's identity is that of who published; the identity of the database is another one.");

    public static readonly DiagnosticDescriptor Changed = Create(
        "STS3011",
        "A recorded migration was changed",
        "'{0}' was changed after it was recorded in '{1}': where it has run, the change has no effect. Write a new migration, or record this one anew if it has not run yet.",
        DiagnosticSeverity.Warning,
        "The snapshot records each migration reducer with a hash of its tokens. A migration that has run is history: databases that have it and databases that get the new one differ.");

    public static readonly DiagnosticDescriptor RewritesTable = Create(
        "STS3012",
        "An ordinary reducer rewrites a whole table",
        "'{0}' writes every row of '{1}': that takes as long as the table is large, and every subscriber gets every row. Write only the rows that change.",
        DiagnosticSeverity.Hidden,
        "A reducer is one transaction, and nothing else runs beside it.");

    public static readonly DiagnosticDescriptor SwallowsExceptions = Create(
        "STS3013",
        "Exceptions are swallowed in a migration",
        "'{0}' swallows exceptions around what it writes: rows that fail stay as they were, and the migration is taken for complete. Let the exception end the reducer: everything is rolled back then.",
        DiagnosticSeverity.Info,
        "A reducer that throws leaves nothing behind, and can be called again. One that goes on after an exception commits half of its work.");

    public static readonly DiagnosticDescriptor RewritesAppendOnly = Create(
        "STS3014",
        "Append-only table is rewritten",
        "'{0}' {1} rows of '{2}', which the configuration calls append-only. Insert new rows that correct the old ones.",
        DiagnosticSeverity.Warning,
        "Tables named in 'spacetimedb_append_only_tables' are logs: their rows are inserted and stay as they are.");

    public static readonly DiagnosticDescriptor IgnoresLock = Create(
        "STS3015",
        "Write to a table under external migration without a look at the lock",
        "'{0}' writes to '{1}', which is under an external migration, without having looked at '{2}'. Ask the lock first, and throw while it is held.",
        DiagnosticSeverity.Warning,
        "Tables named in 'spacetimedb_migration_locks' are migrated from outside; writers must ask the lock table first.");

    public static readonly DiagnosticDescriptor InitChanged = Create(
        "STS3016",
        "Init was changed",
        "'{0}' {1} on a database that exists, so that what was added never gets there. Move the addition into a migration reducer.",
        DiagnosticSeverity.Info,
        "Init runs when a database is first published, or after it was cleared; never at an update.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        Accumulates, InsertsAgain, GuardFails, DiffersEachRun, OverwritesSource, NotReplaySafe, AnyClient,
        Changed, RewritesTable, SwallowsExceptions, RewritesAppendOnly, IgnoresLock, InitChanged);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, string description) =>
        new(id, title, message, Rule.MigrationsCategory, severity, isEnabledByDefault: true, description, Rule.HelpLink(id));
}
