using SpacetimeDB.Internal;

namespace SpacetimeDB.Execution;

/// <summary>Fills a fresh database. Seeds add up: <c>Seeds.Synthetic() + Seeds.Method("Seed")</c>.</summary>
public delegate void Seed(ModuleDatabase database);

public static class Seeds
{
    public static Seed Nothing { get; } = _ => { };

    /// <summary>The rows that a method of the source inserts.</summary>
    public static Seed Method(string name) => database =>
    {
        if (database.Run(name).Error is { } error)
        {
            throw new InvalidOperationException($"The seed '{name}' failed: {error.Message}", error);
        }
    };

    /// <summary>
    /// A few different rows in every table: zeros, negative numbers, empty and padded texts, nulls where the column takes them.
    /// </summary>
    public static Seed Synthetic(int rows = 5) => database =>
    {
        foreach (var table in database.Tables)
        {
            for (var row = 0; row < rows; row++)
            {
                // Few values fit into a unique column of bool or of a small enum: such a table stays short.
                database.InsertUnlessRefused(table, Row(table, row));
            }
        }
    };

    private static object Row(TableStore table, int row)
    {
        var columns = RowColumns.Of(table.RowType);
        var result = columns.New();
        foreach (var (position, column) in columns.Fields.Index())
        {
            // The store numbers a column that is left at zero, and its sequence knows of the number then.
            if (!table.Description.AutoIncrement.Contains(column.Name))
            {
                column.SetValue(result, Synthesis.Value(column.FieldType, row + position, columns.AcceptsNull(column)));
            }
        }

        return result;
    }
}
