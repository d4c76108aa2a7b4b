using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What publish does with a change. The order is that of severity.</summary>
internal enum PublishVerdict
{
    Allowed,

    /// <summary>It passes the plan, and fails or not by the rows that are there.</summary>
    DataDependent,
    Rejected,
}

/// <summary>Where publish rejects a change.</summary>
internal enum PublishStage
{
    Plan,

    /// <summary>The plan passes, and carrying it out always fails.</summary>
    Execution,
}

/// <summary>An error of the planner, by its own name. Source: <c>crates/schema/src/auto_migrate.rs</c>, <c>AutoMigrateError</c>.</summary>
/// <param name="Element">What the planner names; for a constraint or an index the element of that name.</param>
internal readonly record struct PlannerError(string Kind, SchemaElement Element)
{
    public override string ToString() => $"{Kind} {Element}";
}

/// <summary>One difference between the deployed schema and the current one, and what publish does with it.</summary>
/// <param name="Subject">The element that was edited: in the current schema where it is there, else in the deployed one.</param>
/// <param name="Planner">The planner's name of its error or step, else a name of ours.</param>
internal sealed record SchemaChange(ChangeKind Kind, SchemaElement Subject, string Planner)
{
    public PublishVerdict Publish { get; init; }

    public PublishStage Stage { get; init; }

    /// <summary>Whether the plan disconnects every client.</summary>
    public bool Disconnects { get; init; }

    /// <summary>What the change touches, and what the changes that it swallows would have named.</summary>
    public EquatableArray<SchemaElement> Affects { get; init; } = [Subject];

    /// <summary>Of the columns that it touches those where publish fails, if it does so at some of them alone.</summary>
    public EquatableArray<SchemaElement> FailsAt { get; init; }

    /// <summary>All the errors of the planner that this change stands for.</summary>
    public EquatableArray<PlannerError> Errors { get; init; }

    /// <summary>The element in the deployed schema that the change is about; null where there is none.</summary>
    public SchemaElement? Deployed { get; init; }

    /// <summary>Where it was made, if not at the subject: there it is reported.</summary>
    public SchemaElement? MadeAt { get; init; }

    /// <summary>What of a text it is about, such as of the SQL of a filter; null where of all of it.</summary>
    public (int Start, int Length)? Part { get; init; }

    /// <summary>How the edited thing is called in a message.</summary>
    public string Name { get; init; } = Subject.Member ?? Subject.Owner;

    /// <summary>What it was: a name, a type, a layout.</summary>
    public string Old { get; init; } = "";

    public string New { get; init; } = "";

    /// <summary>More about it, as a part of the message; empty or ending in a space.</summary>
    public string Detail { get; init; } = "";

    /// <summary>All new columns of the table, by their names in the code: what is done to one is often wanted for all.</summary>
    public EquatableArray<string> NewColumns { get; init; }

    /// <summary>
    /// Whether the table is an event table, which never holds rows: what the plan has checked cannot fail. Source:
    /// <c>auto_migrate.rs</c>, <c>auto_migrate_table</c>.
    /// </summary>
    public bool IsOfEventTable { get; init; }

    /// <summary>What clients with old bindings make of the rows or events that they are sent then.</summary>
    public Encoding Reading { get; init; } = Encoding.Other;

    /// <summary>Whether only private tables are touched, which no client but the owner sees.</summary>
    public bool IsPrivate { get; init; }
}
