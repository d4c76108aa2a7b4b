using System.Globalization;
using System.Numerics;

namespace SpacetimeDB;

public readonly struct SqlLiteral<T>
{
    internal SqlLiteral(string sql) => Sql = sql;

    internal string Sql { get; }

    public override string ToString() => Sql;
}

/// <summary>Values as literals of a query.</summary>
public static class SqlLit
{
    public static SqlLiteral<string> String(ReadOnlySpan<char> value) => new(SqlText.Of(value.ToString()));

    public static SqlLiteral<bool> Bool(bool value) => new(SqlText.Of(value));

    public static SqlLiteral<T> Int<T>(T value)
        where T : IBinaryInteger<T> => new(SqlText.Of(value));

    public static SqlLiteral<U128> Int(U128 value) => new(value.ToString());

    public static SqlLiteral<Identity> Identity(Identity value) => new(SqlText.Of(value));

    public static SqlLiteral<ConnectionId> ConnectionId(ConnectionId value) => new(SqlText.Of(value));

    public static SqlLiteral<Uuid> Uuid(Uuid value) => new(SqlText.Of(value));

    public static SqlLiteral<Timestamp> Timestamp(Timestamp value) => new(SqlText.Of(value));
}

internal static class SqlText
{
    public static string Of(object value) => value switch
    {
        bool truth => truth ? "TRUE" : "FALSE",
        IConvertible number and not string => number.ToString(CultureInfo.InvariantCulture),
        Identity or ConnectionId => $"0x{value}",
        Uuid uuid => $"0x{uuid.ToGuid():N}",
        _ => $"'{value.ToString()!.Replace("'", "''")}'",
    };
}
