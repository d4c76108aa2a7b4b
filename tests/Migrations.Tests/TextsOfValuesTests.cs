namespace SpacetimeSchema.Migrations.Tests;

/// <summary>What is put into a text is there as it is when the module runs.</summary>
public sealed class TextsOfValuesTests
{
    private static readonly (string Expression, string Text)[] s_texts =
    [
        ("new Money(205)", "2.05"),
        ("$\"{new Money(7)}\"", "0.07"),
        ("string.Join(\"+\", new Money(100), Kind.Green)", "1.00+Green"),
        ("string.Join(',', new[] { Kind.Red, Kind.Green })", "Red,Green"),
        ("new StringBuilder().Append(Kind.Green).Append(new Money(30))", "Green0.30"),
        ("string.Format(\"<1> \", Kind.Red) + Kind.Red", "<1> Red"),
        ("Convert.ToString(Kind.Green)", "Green"),
        ("string.Concat(Kind.Red, 5, 'c')", "Red5c"),
        ("string.Concat(new[] { Kind.Green, Kind.Red })", "GreenRed"),
        ("new R(1, Kind.Green)", "R { A = 1, B = Green }"),
        ("$\"{(3, Kind.Red)}\"", "(3, Red)"),
        ("Tagged(7)", "7:Green"),
    ];

    private static readonly MigrationModule s_module = new(
        $$"""
        using System;
        using System.Text;
        using SpacetimeDB;

        public enum Kind { Red, Green }

        public readonly record struct Money(int Cents) { public override string ToString() => $"{Cents / 100}.{Cents % 100:00}"; }

        public record R(int A, Kind B);

        [SpacetimeDB.Table(Accessor = "Player")]
        public partial struct Player { [PrimaryKey] public ulong Id; public string Name; }

        public static class Module
        {
            private static string Tagged(int number)
            {
                var text = "";
                text += number;
                text += ':';
                text += Kind.Green;
                return text;
            }

            {{string.Concat(s_texts.Select((text, i) => $$"""

                [Reducer]
                public static void Migrate{{i}}(ReducerContext ctx)
                {
                    foreach (var row in ctx.Db.Player.Iter())
                        ctx.Db.Player.Id.Update(row with { Name = row.Name + " " + {{text.Expression}} });
                }

            """))}}
        }
        """);

    public static TheoryData<int, string> Texts()
    {
        var texts = new TheoryData<int, string>();
        for (var i = 0; i < s_texts.Length; i++)
        {
            texts.Add(i, s_texts[i].Text);
        }
        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_value_is_in_a_text_as_it_writes_itself(int reducer, string text) => Assert.Contains(
        s_module.Of($"Migrate{reducer}"),
        finding => finding.GetMessage().Contains($" {text}\", then ", StringComparison.Ordinal));
}
