using System.Collections.Immutable;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>What a finding about a migration tells to its fixes.</summary>
internal static class FindingProperties
{
    /// <summary>The accessor of the table that is written.</summary>
    public const string Table = "table";

    public const string Column = "column";

    /// <summary><c>Insert</c>, <c>Update</c> or <c>Delete</c>.</summary>
    public const string Write = "write";

    /// <summary>A <see cref="GuardDefect"/>.</summary>
    public const string Defect = "defect";

    public const string MarkerTable = "marker";

    /// <summary>The key that is looked up, and that which is recorded; where they are texts.</summary>
    public const string Key = "key";

    public const string RecordedKey = "recorded";

    /// <summary>Whether time or chance comes from outside the context.</summary>
    public const string Foreign = "foreign";

    /// <summary>The name of the reducer in the snapshot, and the hash of its tokens.</summary>
    public const string Reducer = "reducer";

    public const string Hash = "hash";

    /// <summary>The hash in the snapshot.</summary>
    public const string RecordedHash = "recordedHash";

    public const string Baseline = "baseline";

    public static ImmutableDictionary<string, string?> Of(MigrationFinding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[Table] = finding.Table?.Accessor;
        properties[Column] = finding.Column;
        properties[Write] = finding.WriteKind?.ToString();
        properties[Defect] = finding.Defect == GuardDefect.None ? null : finding.Defect.ToString();
        properties[MarkerTable] = finding.Guard?.Table.Accessor;
        properties[Key] = finding.Guard?.Key as string;
        properties[RecordedKey] = finding.RecordedKey as string;
        properties[Foreign] = finding.ForeignSource is null ? null : "true";
        return properties.ToImmutable();
    }
}
