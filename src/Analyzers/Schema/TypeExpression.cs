using System.Text;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// The one-line text of a type, in messages and in a snapshot: <c>u32</c>, <c>option&lt;string&gt;</c>, <c>array&lt;Item&gt;</c>,
/// <c>(x: f32, y: f32)</c> for a product and <c>{a: unit | b: u8}</c> for a sum without a name. A named type whose name is
/// a word of this language is written <c>@name</c>.
/// </summary>
internal static class TypeExpression
{
    /// <summary>What a type is written as that could not be told.</summary>
    public const string Unknown = "?";

    private static readonly Dictionary<string, PrimitiveKind> s_primitives = Enum.GetValues(typeof(PrimitiveKind))
        .Cast<PrimitiveKind>()
        .ToDictionary(static kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly string[] s_primitiveNames = [.. s_primitives.OrderBy(static pair => pair.Value)
        .Select(static pair => pair.Key)];

    public static bool IsReserved(string name) =>
        s_primitives.ContainsKey(name) || SpecialAlgebraicType.ByName.ContainsKey(name)
            || name is "option" or "array" or "result" or "query";

    /// <summary>The type without arguments that <paramref name="name"/> stands for in this language.</summary>
    public static AlgebraicType? Keyword(string name) =>
        s_primitives.TryGetValue(name, out var kind) ? Primitive.Of(kind)
        : SpecialAlgebraicType.ByName.TryGetValue(name, out var special) ? special
        : null;

    public static string Write(AlgebraicType type)
    {
        var text = new StringBuilder();
        Write(type, text);
        return text.ToString();
    }

    private static void Write(AlgebraicType type, StringBuilder text)
    {
        if (SpecialAlgebraicType.NameOf(type) is { } name)
        {
            text.Append(name);
        }
        else if (SpecialAlgebraicType.OptionElement(type) is { } some)
        {
            WriteGeneric("option", [some], text);
        }
        else if (SpecialAlgebraicType.ResultElements(type) is var (ok, err))
        {
            WriteGeneric("result", [ok, err], text);
        }
        else
        {
            WriteStructure(type, text);
        }
    }

    private static void WriteStructure(AlgebraicType type, StringBuilder text)
    {
        switch (type)
        {
            case Primitive primitive:
                text.Append(s_primitiveNames[(int)primitive.Kind]);
                break;
            case AlgebraicType.Array array:
                WriteGeneric("array", [array.Element], text);
                break;
            case Product { Fields: { Count: 1 } fields } when fields[0].Name == "__query__":
                WriteGeneric("query", [fields[0].Type], text);
                break;
            case Product product:
                WriteMembers(product.Fields, "(", ", ", ")", text);
                break;
            case Sum sum:
                WriteMembers(sum.Variants, "{", " | ", "}", text);
                break;
            case Ref reference:
                text.Append(IsReserved(reference.Name) ? "@" : "").Append(reference.Name);
                break;
            default:
                text.Append(Unknown);
                break;
        }
    }

    private static void WriteGeneric(string name, AlgebraicType[] arguments, StringBuilder text)
    {
        text.Append(name).Append('<');
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(arguments[i], text);
        }
        text.Append('>');
    }

    private static void WriteMembers(EquatableArray<TypeMember> members, string open, string separator, string close, StringBuilder text)
    {
        text.Append(open);
        for (var i = 0; i < members.Count; i++)
        {
            text.Append(i == 0 ? "" : separator);
            if (members[i].Name is { } name)
            {
                text.Append(name).Append(": ");
            }
            Write(members[i].Type, text);
        }
        text.Append(close);
    }
}
