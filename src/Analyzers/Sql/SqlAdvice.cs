namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>What can be done of what the server refuses, where it is the same in more than one place.</summary>
internal static class SqlAdvice
{
    public const string Form = "Write SELECT t.* FROM t [JOIN s ON t.a = s.b] [WHERE …]";
    public const string Selection = "Select all columns of one table, as SELECT * FROM t or SELECT t.* FROM t JOIN s";
    public const string Operators = "Compare with =, <>, <, <=, > or >=, and join conditions with AND and OR";
    public const string Values = "Compare columns with numbers, texts, true, false, :sender or columns";

    public static string Quote(SqlToken word) => $"Write a name in double quotes, as \"{word.Value}\"";
}
