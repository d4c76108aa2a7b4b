using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal enum WriteKind
{
    Insert,
    Update,
    Delete,
}

/// <summary>A change of one row.</summary>
/// <param name="Site">The place in the reducer that wrote, or that called what wrote.</param>
/// <param name="Syntax">The call of the handle, wherever it stands.</param>
internal sealed record TableWrite(WriteKind Kind, ModuleTable Table, Instance? Before, Instance? After, SyntaxNode Site, SyntaxNode Syntax);

/// <summary>A question for a key, or for any row at all where there is none.</summary>
/// <param name="WritesBefore">How many rows of other tables had been written by then.</param>
internal sealed record TableLookup(
    ModuleTable Table, int Slot, object? Key, bool Found, SyntaxNode Site, SyntaxNode Syntax, int WritesBefore)
{
    /// <summary>The columns that were asked for, where an index over several was: guards have one key, and do not look at these.</summary>
    public IReadOnlyList<(int Slot, object? Key)> Columns { get; init; } = [];
}

/// <summary>One execution of a reducer: what it is given from outside, and what it did.</summary>
internal sealed class Run(DatabaseState database, int number)
{
    public const int FuelOfOneRun = 40_000;

    /// <summary>The caller in every run but that of a stranger.</summary>
    public static readonly Special Owner = new("Identity", 1);

    public static readonly Special Stranger = new("Identity", 4242);

    public static readonly Special DatabaseIdentity = new("Identity", -1);

    public DatabaseState Database { get; } = database;

    /// <summary>What time, random numbers and new ids depend on.</summary>
    public int Number { get; } = number;

    public Special Sender { get; init; } = Owner;

    /// <summary>
    /// The static fields that were written, with plain values: a module that stays in memory has them still at the next run.
    /// </summary>
    public Dictionary<ISymbol, object?> Memory { get; } = new(SymbolEqualityComparer.Default);

    public List<TableWrite> Writes { get; } = [];

    public List<TableLookup> Lookups { get; } = [];

    /// <summary>The last insert that a unique column refused, whether or not the code went on after it.</summary>
    public TableWrite? Refused { get; set; }

    public int FuelLeft { get; set; } = FuelOfOneRun;

    public int FuelUsed => FuelOfOneRun - FuelLeft;

    /// <summary>Whether the caller was compared with the identity of the database, which is no owner's.</summary>
    public bool ComparedWithDatabase { get; set; }

    public bool ComparedSender { get; set; }

    /// <summary>The source of time, random numbers or ids outside the context that was used first.</summary>
    public SyntaxNode? ForeignSource { get; set; }

    /// <summary>Null where the run was followed to its end.</summary>
    public string? LostAt { get; set; }

    /// <summary>The exception that ended the run and rolled it back.</summary>
    public string? Thrown { get; set; }

    public bool Committed => LostAt is null && Thrown is null;
}
