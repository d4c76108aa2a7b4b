using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Reports a <c>[Default]</c> that will not compile, that throws at registration, or that is stored otherwise than it is written.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultValueAnalyzer : ModuleAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(DefaultRules.InvalidDefault, DefaultRules.AlteredDefault);

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes knownTypes)
    {
        if (knownTypes.Default is not null)
        {
            context.RegisterSymbolAction(context => Analyze((IFieldSymbol)context.Symbol, context, knownTypes), SymbolKind.Field);
        }
    }

    /// <summary>At the field, not at its type: a host declares a type before it has bound the attributes of its fields.</summary>
    private static void Analyze(IFieldSymbol field, SymbolAnalysisContext context, KnownTypes knownTypes)
    {
        if (field.Attribute(knownTypes.Default) is not { } attribute || field.IsStatic || field.Type.TypeKind == TypeKind.Error
            || attribute is not { ConstructorArguments: [{ Kind: not TypedConstantKind.Error } constant] })
        {
            return;
        }
        var pasted = constant.Kind == TypedConstantKind.Array ? null : PastedText.Constant(constant.Value, knownTypes);
        var conversion = constant.Kind == TypedConstantKind.Array ? DefaultConversion.Array : DefaultConversion.Of(pasted, field.Type);
        if (conversion.Problem is not { } problem || attribute.ApplicationSyntaxReference is not { } place
            || !IsPasted(field, attribute, knownTypes))
        {
            return;
        }
        var value = constant.IsNull ? "null" : constant.ToCSharpString();
        var location = Location.Create(place.SyntaxTree, place.Span);
        context.ReportDiagnostic(conversion.StoredAs is { } stored
            ? Diagnostic.Create(
                DefaultRules.AlteredDefault,
                location,
                value,
                field.Name,
                stored,
                problem,
                "Choose a value without it, and set the real one in a reducer")
            : Diagnostic.Create(
                DefaultRules.InvalidDefault,
                location,
                value,
                field.Name,
                field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                problem,
                pasted is double && constant.Value is float
                    ? "SpacetimeDB pastes it without its suffix before 2.8.1: use a whole number, or make the column nullable with '[Default(null!)]'"
                    : "Use a literal of that type, or make the column nullable with '[Default(null!)]'"));
    }

    /// <summary>
    /// Whether a table has the column, and the default is for it: else the generators leave it out.
    /// Source: <c>Codegen/Module.cs</c>, <c>GenerateDefaultValues</c>.
    /// </summary>
    private static bool IsPasted(IFieldSymbol field, AttributeData attribute, KnownTypes knownTypes)
    {
        var row = field.ContainingType;
        foreach (var table in row.GetAttributes())
        {
            if (table.Is(knownTypes.Table) && attribute.AppliesTo(table.String("Accessor") ?? row.Name)
                && table.AttributedDeclaration(row) is { } declaration && AnnotatedFields.StandsIn(declaration, field))
            {
                return true;
            }
        }
        return false;
    }
}
