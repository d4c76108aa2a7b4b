using System.Collections;
using System.Globalization;
using System.Text;

namespace SpacetimeDB.Internal;

/// <summary>
/// A value as text, the same for equal values only: rows are compared, sorted and shown by it. Absent from the package.
/// </summary>
public static class RowText
{
    public static string Of(object? value) => Write(new StringBuilder(), value).ToString();

    private static StringBuilder Write(StringBuilder text, object? value) => value switch
    {
        null => text.Append("null"),
        string characters => WriteQuoted(text, characters),
        bool truth => text.Append(truth ? "true" : "false"),
        Enum variant => text.Append(variant),
        IList list => WriteAll(text.Append('['), list.Cast<object?>()).Append(']'),
        _ when RowColumns.IsLeaf(value.GetType()) => text.Append(CultureInfo.InvariantCulture, $"{value}"),
        _ when IsVariant(value.GetType()) => WriteAll(text.Append(value.GetType().Name).Append('('), ColumnValues(value)).Append(')'),
        _ => WriteRow(text, value),
    };

    private static StringBuilder WriteQuoted(StringBuilder text, string value)
    {
        var escaped = value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r");
        return text.Append('"').Append(escaped).Append('"');
    }

    private static StringBuilder WriteAll(StringBuilder text, IEnumerable<object?> values)
    {
        var separator = "";
        foreach (var value in values)
        {
            Write(text.Append(separator), value);
            separator = ", ";
        }

        return text;
    }

    private static StringBuilder WriteRow(StringBuilder text, object row)
    {
        var separator = "{ ";
        foreach (var column in RowColumns.Of(row.GetType()).Fields)
        {
            Write(text.Append(separator).Append(column.Name).Append(" = "), column.GetValue(row));
            separator = ", ";
        }

        return text.Append(" }");
    }

    private static IEnumerable<object?> ColumnValues(object row) =>
        RowColumns.Of(row.GetType()).Fields.Select(column => column.GetValue(row));

    // A variant is a record that derives from its tagged enum.
    private static bool IsVariant(Type type) => type.BaseType is { } sum && sum != typeof(object) && sum != typeof(ValueType);
}
