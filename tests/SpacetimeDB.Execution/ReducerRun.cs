namespace SpacetimeDB.Execution;

/// <summary>What one run of a reducer did: the dumps around it, and the exception that rolled it back.</summary>
public sealed record ReducerRun(string Before, string After, Exception? Error)
{
    public bool Changed => Before != After;
}

/// <summary>What the second run of a reducer does after the first.</summary>
public enum Repetition
{
    /// <summary>The second run leaves every row as the first left it.</summary>
    Idempotent,

    /// <summary>The second run changes, adds or deletes rows.</summary>
    ChangesAgain,

    /// <summary>The second run throws and is rolled back.</summary>
    FailsAgain,

    /// <summary>The first run throws already: the seed does not suit the reducer, and nothing is known.</summary>
    FailsAtOnce,
}

public sealed record TwoRuns(ReducerRun First, ReducerRun Second)
{
    /// <summary>
    /// Whether the second run leaves the rows of the first, or refuses itself with an exception of the module. One that fails at a row of
    /// its own, whose key is taken, is not idempotent, as the open corpus has it: "or fails".
    /// </summary>
    public bool IsIdempotent => Repetition == Repetition.Idempotent
        || (Repetition == Repetition.FailsAgain && Second.Error is not UniqueConstraintViolationException);

    public Repetition Repetition => this switch
    {
        { First.Error: not null } => Repetition.FailsAtOnce,
        { Second.Error: not null } => Repetition.FailsAgain,
        { Second.Changed: true } => Repetition.ChangesAgain,
        _ => Repetition.Idempotent,
    };
}
