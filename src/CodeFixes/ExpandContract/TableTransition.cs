using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>A table as it is deployed, and the one that its rows move to.</summary>
/// <param name="Key">The field of the primary key, by its name in the old rows and in the new ones.</param>
/// <param name="Uniques">The other unique columns, in the same way.</param>
/// <param name="OldFields">The declarations of the deployed columns, with their attributes.</param>
/// <param name="Upgrade">What each new field is set to, of a row <c>old</c>.</param>
/// <param name="Downgrade">What the old fields are set to, of a row <c>row</c>; those that have no place in it keep their value.</param>
/// <param name="Initial">What the others are set to in a new row.</param>
internal sealed record TableTransition(
    SourceTable Table, TableSchema Deployed, (string Old, string New, string Type) Key,
    IReadOnlyList<(string Old, string New, string Type)> Uniques, IReadOnlyList<ColumnPair> Columns, IReadOnlyList<string> OldFields,
    IReadOnlyList<string> Upgrade, IReadOnlyList<string> Downgrade, IReadOnlyList<string> Initial, MarkerTable Marker)
{
    public string OldType => Table.RowType.Name;

    public string NewType => OldType + "V2";

    public string OldAccessor => Table.Schema.Accessor!;

    public string NewAccessor => OldAccessor + "V2";

    /// <summary>The class that keeps both tables alike.</summary>
    public string Versions => OldType + "Versions";

    /// <summary>Null where the rows of one table cannot be made of those of the other, or where the names are taken.</summary>
    public static TableTransition? Of(Finding finding)
    {
        if (finding.Source.Tables.Where(table => table.Schema.Name == finding.Owner)
            .ToArray() is not [{ Schema: { Schedule: null, IsEvent: not true, Accessor: { } accessor } } table]
            || finding.Source.Tables.Count(other => SymbolEqualityComparer.Default.Equals(other.RowType, table.RowType)) > 1
            || finding.Deployed.Table(finding.Owner) is not { Schedule: null, IsEvent: not true, PrimaryKey: { } key } deployed
            || table.Schema.PrimaryKey != key
            || deployed.Columns.Concat(table.Schema.Columns).Any(static column => column.IsAutoInc)
            || !AreFree(finding, table, accessor))
        {
            return null;
        }
        var renamed = SchemaComparer
            .Compare(finding.Deployed, finding.Source.Schema, EngineVersion.Newest)
            .Where(change =>
                change.Kind == ChangeKind.ColumnRenamed && change.Subject.Owner == finding.Owner && change.Deployed?.Member is not null)
            .ToDictionary(static change => change.Deployed!.Value.Member!, static change => change.Subject.Member!);
        var columns = ColumnPair.Of(finding, deployed, table, renamed);
        if (columns is null
            || columns.FirstOrDefault(pair => pair.Old?.Name == key) is not { New: { } newKey, OldType: { } keyType } keyPair
            || newKey.Name != keyPair.OldName || !keyPair.IsSame)
        {
            return null;
        }
        var types = new CSharpTypeName(finding, finding.Position);
        var fields = deployed.Columns
            .Select(column => DeployedField.Declaration(finding, deployed, column, types, finding.Position)?.ToFullString())
            .ToArray();
        var upgrade = columns.Where(static pair => pair.New is not null).Select(pair => pair.Upgrade(finding)).ToArray();
        var downgrade = columns.Where(static pair => pair is { Old: not null, New: not null })
            .Select(pair => pair.Downgrade(finding)).ToArray();
        var initial = columns.Where(static pair => pair is { Old: not null, New: null }).Select(pair => pair.Initial(finding)).ToArray();
        var options = new MigrationOptions(
            finding.Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(finding.Root.SyntaxTree));
        return !AreUniquesAlike(columns, deployed, table.Schema) || types.Missing.Count > 0
            || fields.Contains(null) || upgrade.Contains(null) || downgrade.Contains(null) || initial.Contains(null)
            || MarkerTable.Of(finding.Source.Tables, options.Markers, finding.Model, finding.Position, "ctx") is not { } marker
            ? null
            : new(
                table, deployed, Names(keyPair), [.. columns.Where(pair => pair != keyPair && IsUnique(deployed, pair.Old)).Select(Names)],
                columns, fields!, [.. upgrade.Where(static text => text != "")!], downgrade!,
                [.. initial.Where(static text => text != "")!], marker);

        (string, string, string) Names(ColumnPair pair) =>
            (pair.OldName!, pair.New!.Name, pair.OldType!.ToMinimalDisplayString(finding.Model, finding.Position));
    }

    /// <summary>Values that only one table keeps apart, or that a conversion makes alike, fail in the other.</summary>
    private static bool AreUniquesAlike(IEnumerable<ColumnPair> columns, TableSchema deployed, TableSchema current) => columns.All(pair =>
        (IsUnique(deployed, pair.Old), IsUnique(current, pair.NewColumn)) switch
        {
            (true, true) => pair.IsSame,
            (var old, var @new) => old == @new,
        });

    private static bool IsUnique(TableSchema table, ColumnSchema? column) =>
        column is not null && table.IsConstrained(column.Name);

    private static bool AreFree(Finding finding, SourceTable table, string accessor) =>
        new[] { table.RowType.Name + "V2", table.RowType.Name + "Versions" }.All(name =>
            !finding.Model.Compilation.ContainsSymbolsWithName(name))
        && finding.Source.Tables.All(other => other.Schema.Accessor != accessor + "V2")
        && finding.Deployed.Table(CaseConversion.ToCanonical(accessor + "V2", finding.Source.Schema.AppliedPolicy)) is null;
}
