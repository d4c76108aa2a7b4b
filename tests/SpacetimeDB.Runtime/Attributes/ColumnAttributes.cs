namespace SpacetimeDB
{
    public sealed class AutoIncAttribute : Internal.ColumnAttribute;

    public sealed class PrimaryKeyAttribute : Internal.ColumnAttribute;

    public sealed class UniqueAttribute : Internal.ColumnAttribute;

    /// <summary>The value that existing rows get when the column is added to a deployed table.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public sealed class DefaultAttribute(object value) : Internal.ColumnAttribute
    {
        public string Value => value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            string text => $"\"{text}\"",
            float number => FormattableString.Invariant($"{number}F"),
            _ => value.ToString()!,
        };
    }
}

namespace SpacetimeDB.Internal
{
    [AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
    public abstract class ColumnAttribute : Attribute
    {
        public string? Table { get; init; }
    }
}
