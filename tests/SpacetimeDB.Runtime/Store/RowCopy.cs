using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SpacetimeDB.Internal;

/// <summary>
/// What a row is after it went to the host and back: another object with the same columns, and nothing else. Absent from the package.
/// </summary>
internal static class RowCopy
{
    public static T Of<T>(T row)
        where T : notnull => (T)Copy(row);

    [return: NotNullIfNotNull(nameof(value))]
    private static object? Copy(object? value) => value switch
    {
        null => null,
        _ when RowColumns.IsLeaf(value.GetType()) => value,
        Array array => CopyArray(array),
        IList list => CopyList(list),
        _ => CopyColumns(value),
    };

    private static Array CopyArray(Array array)
    {
        var copy = Array.CreateInstance(array.GetType().GetElementType()!, array.Length);
        for (var i = 0; i < array.Length; i++)
        {
            copy.SetValue(Copy(array.GetValue(i)), i);
        }

        return copy;
    }

    private static IList CopyList(IList list)
    {
        var copy = (IList)Activator.CreateInstance(list.GetType())!;
        foreach (var element in list)
        {
            copy.Add(Copy(element));
        }

        return copy;
    }

    private static object CopyColumns(object row)
    {
        var columns = RowColumns.Of(row.GetType());
        var copy = columns.New();
        foreach (var column in columns.Fields)
        {
            var value = column.GetValue(row);
            if (value is null && !columns.AcceptsNull(column) && !column.FieldType.IsValueType && !column.Name.StartsWith('<'))
            {
                throw new NullReferenceException($"{row.GetType().Name}.{column.Name} is null, and its type is not nullable.");
            }

            column.SetValue(copy, Copy(value));
        }

        return copy;
    }
}
