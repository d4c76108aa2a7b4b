using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

internal enum FindingKind
{
    Accumulates,
    InsertsAgain,
    GuardFails,
    DiffersEachRun,
    OverwritesSource,
    NotReplaySafe,
    AnyClient,
}

/// <summary>Why a run-once guard does not guard.</summary>
internal enum GuardDefect
{
    None,
    NeverRecorded,
    RecordedOnSomePaths,
    TooLate,
    OtherKey,
    NeverAsked,
    Inverted,
    Unchanged,
    Undone,
    DoesNotStop,
}

/// <summary>What the second run of a reducer does, and where.</summary>
/// <param name="Site">The place in the reducer.</param>
/// <param name="Write">The call of the table handle, wherever it stands.</param>
/// <param name="Reason">A clause that says what happens, with the values that show it.</param>
internal sealed record MigrationFinding(FindingKind Kind, SyntaxNode Site, SyntaxNode Write, ModuleTable? Table, string Reason)
{
    public string? Column { get; init; }

    public WriteKind? WriteKind { get; init; }

    public GuardDefect Defect { get; init; }

    /// <summary>The lookup of the guard, with the key that it asks for.</summary>
    public TableLookup? Guard { get; init; }

    public object? RecordedKey { get; init; }

    /// <summary>The source of time or chance outside the context.</summary>
    public SyntaxNode? ForeignSource { get; init; }
}
