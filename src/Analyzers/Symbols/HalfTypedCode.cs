using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>Code that does not compile yet: what is missing from it may be about to be typed.</summary>
internal sealed class HalfTypedCode(Compilation compilation)
{
    private static readonly HashSet<string> s_declaring = new(StringComparer.Ordinal) { "Table", "Type", "Reducer", "Procedure", "View" };

    public bool HasSyntaxErrors(CancellationToken cancellation) => compilation.SyntaxTrees.Any(tree => HasErrors(tree, cancellation));

    /// <summary>
    /// Whether declarations may be there and not be seen: in a file with errors stands an attribute of the name of one of SpacetimeDB's
    /// that is none. A brace too many ends a namespace, and with it the usings in it, so that all that follows loses its attributes.
    /// </summary>
    public bool HidesDeclarations(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees.Where(tree => HasErrors(tree, cancellation)))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is not BlockSyntax))
            {
                if (node is AttributeSyntax { Parent.Parent: FieldDeclarationSyntax { ContainsDiagnostics: true } } filter
                    && LastIdentifier(filter.Name) == "ClientVisibilityFilter")
                {
                    return true;
                }
                if (node is AttributeSyntax attribute && s_declaring.Contains(LastIdentifier(attribute.Name))
                    && model.GetSymbolInfo(attribute, cancellation) is { Symbol: null, CandidateSymbols.IsEmpty: true })
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>
    /// Whether what says what the symbol is has no end yet: the attributes of a type and of its fields, those of a method and its
    /// parameters, the value of a field.
    /// </summary>
    public static bool IsUnfinished(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol is INamedTypeSymbol
            && symbol.GetAttributes()
                .Any(static attribute => attribute.NamedArguments.Any(static argument => argument.Value.Kind == TypedConstantKind.Error)))
        {
            return true;
        }
        return symbol.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is { ContainsDiagnostics: true } node && node switch
            {
                TypeDeclarationSyntax type =>
                    HasErrors(type.AttributeLists) || type.Members.Any(static member => HasErrors(member.AttributeLists)),
                MethodDeclarationSyntax method => HasErrors(method.AttributeLists) || method.ParameterList.ContainsDiagnostics,
                _ => node is VariableDeclaratorSyntax,
            });
    }

    /// <summary>Whether an argument of an attribute is a <c>nameof</c> of something that is not there.</summary>
    public bool NamesNothing(AttributeData attribute, string argument, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(
            cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments } syntax)
        {
            return false;
        }
        foreach (var candidate in arguments)
        {
            if (candidate is { NameEquals.Name.Identifier.ValueText: var name,
                Expression: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
                    ArgumentList.Arguments: [var named] } } && name == argument)
            {
                return compilation.GetSemanticModel(syntax.SyntaxTree)
                    .GetSymbolInfo(named.Expression, cancellation) is { Symbol: null, CandidateSymbols.IsEmpty: true };
            }
        }
        return false;
    }

    private static bool HasErrors(SyntaxList<AttributeListSyntax> lists) => lists.Any(static list => list.ContainsDiagnostics);

    private static bool HasErrors(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).ContainsDiagnostics
            && tree.GetDiagnostics(cancellation).Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string LastIdentifier(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
