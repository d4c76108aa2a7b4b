namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>A column as it is declared.</summary>
internal sealed record OddColumn(string Type, string Name, string Attribute = "");

/// <summary>One of the ways in which people lay a row type out.</summary>
public sealed class OddShape
{
    private static readonly Func<OddColumn, string> s_line =
        static column => $"    {Attribute(column, " ")}public {column.Type} {column.Name};\n";

    private readonly string _name;
    private readonly Func<IReadOnlyList<OddColumn>, string> _write;

    private OddShape(string name, Func<IReadOnlyList<OddColumn>, string> write) => (_name, _write) = (name, write);

    public static IReadOnlyList<OddShape> All { get; } =
    [
        new("a class", static columns => Table("partial class Player", columns)),
        new("a record", static columns => Table("partial record Player", columns)),
        new(
            "on one line",
            static columns => $"[Table] public partial struct Player {{ {string.Concat(columns.Select(static column => s_line(column).Trim() + " "))}}}\n"),
        new("several fields in one declaration", static columns => Table("partial struct Player", string.Concat(Declarations(columns)))),
        new(
            "attributes on lines of their own",
            static columns => Table(
                "partial struct Player",
                columns.Select(static column => $"    {Attribute(column, "\n    ")}public {column.Type} {column.Name};\n"))),
        new(
            "comments",
            static columns => Table(
                "partial struct Player",
                columns.Select(static column =>
                    $"\n    /// <summary>What {column.Type} is for.</summary>\n{s_line(column).TrimEnd()} // {column.Type}\n"))),
        new(
            "a nested row type",
            static columns => $"public static partial class Module\n{{\n{Table("partial struct Player", columns)}}}\n"),
        new(
            "a row type nested in a row type",
            static columns => Table("partial struct Outer", ["    public uint Key;\n", Table("partial struct Player", columns)])),
        new(
            "two parts",
            static columns => Table("partial struct Player", columns)
                + "\npublic partial struct Player\n{\n    public readonly uint Twice() => Id * 2;\n}\n"),
        new(
            "two tables",
            static columns => "[Table(Accessor = \"Online\")]\n[Table(Accessor = \"Offline\")]\n"
                + Table("partial struct Player", columns).Replace("[Table]\n", "")),
        new(
            "regions",
            static columns => Table(
                "partial struct Player",
                ["    #region Keys\n", s_line(columns[0]), "    #endregion\n\n    #region Values\n", .. columns.Skip(1)
                    .Select(s_line), "    #endregion\n"])),
        new(
            "pragmas",
            static columns => Table(
                "partial struct Player",
                columns.Select(static (column, i) =>
                    i == 1 ? $"#pragma warning disable CS0649\n{s_line(column)}#pragma warning restore CS0649\n" : s_line(column)))),
        new(
            "a column under a condition",
            static columns => Table(
                "partial struct Player",
                columns.Select(static (column, i) => i == 1 ? $"#if !NEVER\n{s_line(column)}#endif\n" : s_line(column)))),
        new(
            "the last column under a condition",
            static columns => Table(
                "partial struct Player",
                columns.Select((column, i) => i == columns.Count - 1 ? $"#if !NEVER\n{s_line(column)}#endif\n" : s_line(column)))),
        new(
            "a column in an else branch",
            static columns => Table(
                "partial struct Player",
                columns.Select(static (column, i) =>
                    i == 1 ? $"#if NEVER\n    public bool Other;\n#else\n{s_line(column)}#endif\n" : s_line(column)))),
        new("a table under a condition", static columns => $"#if !NEVER\n{Table("partial struct Player", columns)}#endif\n"),
        new(
            "an attribute under a condition",
            static columns => Table("partial struct Player", columns).Replace("[Table]\n", "#if !NEVER\n[Table]\n#endif\n")),
    ];

    internal string Write(IReadOnlyList<OddColumn> columns) =>
        $"using System.Collections.Generic;\nusing SpacetimeDB;\n\n{_write(columns)}";

    public override string ToString() => _name;

    private static string Table(string type, IReadOnlyList<OddColumn> columns) => Table(type, columns.Select(s_line));

    private static string Table(string type, IEnumerable<string> lines) => Table(type, string.Concat(lines));

    private static string Table(string type, string body) => $"[Table]\npublic {type}\n{{\n{body}}}\n";

    private static string Attribute(OddColumn column, string separator) => column.Attribute == "" ? "" : $"[{column.Attribute}]{separator}";

    /// <summary>Neighbours of one type in one declaration.</summary>
    private static IEnumerable<string> Declarations(IReadOnlyList<OddColumn> columns)
    {
        for (var i = 0; i < columns.Count;)
        {
            var alike = columns.Skip(i)
                .TakeWhile(column => (column.Type, column.Attribute) == (columns[i].Type, columns[i].Attribute)).ToArray();
            yield return s_line(columns[i] with { Name = string.Join(", ", alike.Select(static column => column.Name)) });
            i += alike.Length;
        }
    }
}
