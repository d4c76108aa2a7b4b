using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SpacetimeDB.Codegen.Model;

internal static class Names
{
    public const string Table = "SpacetimeDB.TableAttribute";
    public const string Type = "SpacetimeDB.TypeAttribute";
    public const string PrimaryKey = "SpacetimeDB.PrimaryKeyAttribute";
    public const string Unique = "SpacetimeDB.UniqueAttribute";
    public const string AutoInc = "SpacetimeDB.AutoIncAttribute";
    public const string BTree = "SpacetimeDB.Index.BTreeAttribute";
    public const string TaggedEnum = "SpacetimeDB.TaggedEnum<Variants>";

    private static readonly SymbolDisplayFormat FullNames = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(FullNames);

    /// <summary>What the package's index classes take as their last argument, to write a key with.</summary>
    public static string Serializer(string type) => $"global::SpacetimeDB.BSATN.Unsupported<{type}>";

    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) is SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) is SyntaxKind.None
            ? name
            : "@" + name;

    public static bool Is(this AttributeData attribute, string fullName) => attribute.AttributeClass?.ToDisplayString() == fullName;

    /// <summary>The value of a named argument, or null where it is absent or half typed.</summary>
    public static T? Argument<T>(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is
        {
            Kind: TypedConstantKind.Primitive,
            Value: T value,
        }
            ? value
            : default;
}
