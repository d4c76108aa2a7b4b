using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Sample values that are made of others.</summary>
internal sealed partial class Samples
{
    private object? BlankOf(ITypeSymbol type, int depth) => type switch
    {
        { SpecialType: SpecialType.System_String, NullableAnnotation: not NullableAnnotation.Annotated } => "",
        IArrayTypeSymbol => System.Array.Empty<object?>(),
        INamedTypeSymbol { Name: "List", TypeArguments: [_] } => new List<object?>(),
        INamedTypeSymbol { TypeKind: not TypeKind.Enum, DeclaringSyntaxReferences.Length: > 0 } named when depth <= 3 =>
            OfModule(named, Blank, depth),
        _ => Values.DefaultOf(type),
    };

    /// <summary>None, one or two, and at times as many as code needs that looks at parts of them.</summary>
    private static int Length(int choice) => choice % 7 == 5 ? 4 : choice % 11 == 8 ? 6 : choice == 0 ? 1 : choice % 3;

    /// <summary>Different items; in a long list each of them twice.</summary>
    private List<object?> Items(ITypeSymbol element, int choice, int depth) => Enumerable.Range(0, Length(choice))
        .Select(position => ValueOf(element, choice + (Length(choice) > 4 ? position / 2 : position), [], "", depth + 1)).ToList();

    private object? OfModule(INamedTypeSymbol type, int choice, int depth)
    {
        // The variants of a tagged enum are records in it, with one payload each.
        var variants = type.GetTypeMembers().Where(nested => SymbolEqualityComparer.Default.Equals(nested.BaseType, type)).ToArray();
        var chosen = variants.Length > 0 ? variants[Math.Max(choice, 0) % variants.Length] : type;
        var instance = new Instance(module.TypeOf(chosen));
        var position = 0;
        for (var level = chosen; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                if (member is { IsStatic: false, IsImplicitlyDeclared: false } && instance.Type.PositionOf(member.Name) >= 0
                    && member is IFieldSymbol or IPropertySymbol { IsIndexer: false } && !InstanceType.IsComputed(member))
                {
                    var memberType = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
                    instance[member.Name] = ValueOf(
                        memberType,
                        choice == Blank ? Blank : (variants.Length > 1 ? choice / variants.Length : choice) + position++,
                        constants.Of(member),
                        member.Name,
                        depth + 1);
                }
            }
        }
        return instance;
    }
}
