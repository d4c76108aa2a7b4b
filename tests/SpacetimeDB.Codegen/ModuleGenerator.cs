using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeDB.Codegen.Emit;
using SpacetimeDB.Codegen.Model;

namespace SpacetimeDB.Codegen;

/// <summary>
/// Completes a module so that it compiles and runs: contexts, table handles, variants of tagged enums.
/// It reports nothing, and leaves out what is half typed: the compiler says what is wrong with it.
/// </summary>
[Generator]
public sealed class ModuleGenerator : IIncrementalGenerator
{
    private static readonly string[] Functions =
    [
        "SpacetimeDB.ReducerAttribute",
        "SpacetimeDB.ProcedureAttribute",
    ];

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var rows = TypesUnder(context, Names.Table);
        var types = TypesUnder(context, Names.Type);
        context.RegisterSourceOutput(
            rows.Collect().Combine(types.Collect()),
            static (output, found) => output.AddSource("Types.cs", TypeEmitter.Emit(found.Left.Concat(found.Right))));

        var tables = context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.Table, IsType, static (found, _) => new EquatableArray<TableModel>(TableModel.AllOf(found)))
            .SelectMany(static (found, _) => found)
            .Collect();
        context.RegisterSourceOutput(
            tables.Combine(HandlersOf(context)).Combine(HasFunctions(context)),
            static (output, found) =>
            {
                var ((tables, handlers), hasFunctions) = found;

                // The package emits no contexts for a project without tables and functions either.
                if (tables.Length > 0 || handlers.Length > 0 || hasFunctions)
                {
                    output.AddSource("Module.cs", ModuleEmitter.Emit(tables, handlers));
                }
            });
    }

    private static IncrementalValuesProvider<TypeModel> TypesUnder(IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, IsType, static (found, _) => TypeModel.Of(found))
            .Where(static type => type is not null)
            .Select(static (type, _) => type!);

    private static IncrementalValueProvider<bool> HasFunctions(IncrementalGeneratorInitializationContext context) =>
        Functions
            .Select(attribute => context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, IsMethod, static (_, _) => true)
                .Collect()
                .Select(static (found, _) => found.Length > 0))
            .Aggregate(static (left, right) => left.Combine(right).Select(static (found, _) => found.Left || found.Right));

    private static IncrementalValueProvider<ImmutableArray<string>> HandlersOf(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName("SpacetimeDB.HttpHandlerAttribute", IsMethod, static (found, _) => found.TargetSymbol.Name)
            .Where(static name => SyntaxFacts.IsValidIdentifier(name))
            .Collect();

    private static bool IsMethod(SyntaxNode node, CancellationToken cancellation) => node is MethodDeclarationSyntax;

    private static bool IsType(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;
}
