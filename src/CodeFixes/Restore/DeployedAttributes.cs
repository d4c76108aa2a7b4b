using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Writes the attributes that a deployed column had.</summary>
internal static class DeployedAttributes
{
    /// <summary>What all tables of the rows have is written once, and what only some have for each of these.</summary>
    public static IEnumerable<string> Of(Finding finding, TableSchema table, ColumnSchema column, CSharpTypeName types, int position)
    {
        var tables = TablesOfRow(finding, table).Select(item => (item.Accessor, Attributes: Own(item.Deployed).ToArray())).ToArray();
        foreach (var attribute in tables.SelectMany(static item => item.Attributes).Distinct())
        {
            var holders = tables.Where(item => item.Attributes.Contains(attribute)).ToArray();
            foreach (var text in holders.Length == tables.Length ? [attribute] : holders.Select(holder => For(holder.Accessor, attribute)))
            {
                yield return text;
            }
        }

        IEnumerable<string> Own(TableSchema deployed) => deployed.Column(column.Name) is { } own
            ? Of(finding, deployed, own, types, (attribute, shortName) => finding.Model.AttributeName(position, attribute, shortName))
            : [];
    }

    private static IEnumerable<(string Accessor, TableSchema Deployed)> TablesOfRow(Finding finding, TableSchema table)
    {
        var row = finding.Source.Tables.FirstOrDefault(source => source.Schema.Name == table.Name)?.RowType;
        return finding.Source.Tables
            .Where(source => SymbolEqualityComparer.Default.Equals(source.RowType, row))
            .Select(source => (source.Schema.Accessor ?? "", finding.Deployed.Table(source.Schema.Name)!))
            .Where(static item => item.Item2 is not null);
    }

    private static string For(string accessor, string attribute) =>
        attribute.EndsWith(")", StringComparison.Ordinal)
            ? $"{attribute.Substring(0, attribute.Length - 1)}, Table = \"{accessor}\")"
            : $"{attribute}(Table = \"{accessor}\")";

    private static IEnumerable<string> Of(
        Finding finding, TableSchema table, ColumnSchema column, CSharpTypeName types, Func<INamedTypeSymbol?, string, string> nameOf)
    {
        var isKey = table.PrimaryKey == column.Name;
        var isUnique = table.UniqueConstraints.IndexOf(new([column.Name])) >= 0;
        if (isKey && !HasOtherKey(finding, table, column))
        {
            yield return nameOf(finding.KnownTypes.PrimaryKey, "PrimaryKey");
        }
        else if (isKey || isUnique)
        {
            yield return nameOf(finding.KnownTypes.Unique, "Unique");
        }
        if (column.IsAutoInc)
        {
            yield return nameOf(finding.KnownTypes.AutoInc, "AutoInc");
        }
        if (DeployedDefault.Literal(column, finding, types) is { } literal)
        {
            yield return $"{nameOf(finding.KnownTypes.Default, "Default")}({literal})";
        }
        foreach (var index in table.Indexes)
        {
            if (index.Columns is [var only] && only == column.Name && !(isKey || isUnique))
            {
                yield return OfIndex(table, index, DeployedField.NameOf(column.Name, column.SourceName, finding));
            }
        }
    }

    /// <summary>A row has one primary key; what was the key before another one is still unique.</summary>
    private static bool HasOtherKey(Finding finding, TableSchema table, ColumnSchema column) =>
        finding.Source.Schema.Table(table.Name)?.PrimaryKey is { } key && key != column.Name;

    /// <summary>That of an index over one field, at the field.</summary>
    public static string OfIndex(TableSchema table, IndexSchema index, string field)
    {
        var arguments = string.Join(
            ", ",
            new[] { index.Accessor == field ? "" : $"Accessor = \"{index.Accessor}\"", NameArgument(table, index) }.Where(static argument =>
                argument != ""));
        return arguments == "" ? "SpacetimeDB.Index.BTree" : $"SpacetimeDB.Index.BTree({arguments})";
    }

    /// <summary>The name that an index was given in the database; empty where it has the one that every index gets.</summary>
    public static string NameArgument(TableSchema table, IndexSchema index) =>
        index.Name == IndexSchema.DefaultName(table.Name, index.Columns, index.Algorithm) ? "" : $"Name = \"{index.Name}\"";
}
