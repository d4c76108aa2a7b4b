namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What the analyzer that exports the schema of the code and the build task that reads it agree on.</summary>
internal static class SchemaExport
{
    public const string RuleId = "STS0000";

    /// <summary>The key of the analyzer config that switches the export on.</summary>
    public const string OptionName = "spacetimeschema_export";

    /// <summary>The property of the diagnostic that holds the schema in our own format.</summary>
    public const string SchemaProperty = "schema";

    /// <summary>The property that says why no database can have the schema; absent where one can.</summary>
    public const string RefusedProperty = "refused";

    /// <summary>The property that holds the findings against a snapshot, as JSON; the file name of the snapshot follows.</summary>
    public const string FindingsProperty = "findings ";
}
