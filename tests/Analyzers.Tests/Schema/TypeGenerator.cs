using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Tests.Schema;

/// <summary>Types of every shape, small and the same for the same seed.</summary>
internal sealed class TypeGenerator(Random random, params string[] names)
{
    private static readonly string[] s_members = ["a", "b", "value", "x_2", "größe", "u8", "some", "ok"];

    public static IEnumerable<AlgebraicType> Types(int seed, int count, params string[] names)
    {
        var generator = new TypeGenerator(new Random(seed), names);
        for (var i = 0; i < count; i++)
        {
            yield return generator.Next(depth: 4);
        }
    }

    public AlgebraicType Next(int depth) => random.Next(depth > 0 ? 8 : 3) switch
    {
        0 or 1 => new AlgebraicType.Primitive((PrimitiveKind)random.Next(16)),
        2 => names.Length > 0 && random.Next(2) == 0 ? new AlgebraicType.Ref(OneOf(names)) : OneOf([.. SpecialAlgebraicType.ByName.Values]),
        3 => new AlgebraicType.Array(Next(depth - 1)),
        4 => SpecialAlgebraicType.Option(Next(depth - 1)),
        5 => SpecialAlgebraicType.Result(Next(depth - 1), Next(depth - 1)),
        6 => new AlgebraicType.Product(Members(depth)),
        _ => new AlgebraicType.Sum(Members(depth)),
    };

    private EquatableArray<TypeMember> Members(int depth) => Enumerable.Range(0, random.Next(4))
        .Select(_ => new TypeMember(random.Next(4) == 0 ? null : OneOf(s_members), Next(depth - 1)))
        .ToEquatableArray();

    private T OneOf<T>(T[] items) => items[random.Next(items.Length)];
}
