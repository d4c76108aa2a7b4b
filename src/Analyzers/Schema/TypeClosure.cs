namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>The named types that something reaches, through whatever others.</summary>
internal static class TypeClosure
{
    /// <summary>The named types that <paramref name="roots"/> reach, from the first schema that has them.</summary>
    public static Dictionary<string, TypeSchema> Of(IEnumerable<AlgebraicType> roots, params ModuleSchema[] schemas)
    {
        var types = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
        var pending = new Stack<IEnumerable<AlgebraicType>>();
        pending.Push(roots);
        while (pending.Count > 0)
        {
            foreach (var name in NamedIn(pending.Pop()))
            {
                if (!types.ContainsKey(name)
                    && schemas.Select(schema => schema.Type(name)).FirstOrDefault(static type => type is not null) is { } type)
                {
                    types.Add(type.Name, type);
                    pending.Push([type.Definition]);
                }
            }
        }
        return types;
    }

    /// <summary>The names that stand in the types themselves, some perhaps several times.</summary>
    public static IEnumerable<string> NamedIn(IEnumerable<AlgebraicType> types)
    {
        var pending = new Stack<AlgebraicType>(types);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case AlgebraicType.Array array:
                    pending.Push(array.Element);
                    break;
                case AlgebraicType.Product product:
                    Push(product.Fields, pending);
                    break;
                case AlgebraicType.Sum sum:
                    Push(sum.Variants, pending);
                    break;
                case AlgebraicType.Ref reference:
                    yield return reference.Name;
                    break;
            }
        }
    }

    /// <summary>The types of all columns, parameters and answers.</summary>
    public static IEnumerable<AlgebraicType> RootsOf(ModuleSchema schema) =>
        schema.Tables.SelectMany(static table => table.Columns.Select(static column => column.Type))
            .Concat(schema.Functions.SelectMany(RootsOf))
            .Concat(schema.Views.SelectMany(RootsOf));

    public static IEnumerable<AlgebraicType> RootsOf(FunctionSchema function) =>
        function.Parameters.Select(static parameter => parameter.Type).Append(function.ReturnType ?? SpecialAlgebraicType.Unit);

    public static IEnumerable<AlgebraicType> RootsOf(ViewSchema view) =>
        view.Parameters.Select(static parameter => parameter.Type).Append(view.ReturnType);

    private static void Push(EquatableArray<TypeMember> members, Stack<AlgebraicType> pending)
    {
        foreach (var member in members)
        {
            pending.Push(member.Type);
        }
    }
}
