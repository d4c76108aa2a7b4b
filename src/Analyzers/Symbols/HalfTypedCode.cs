using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>Code that does not compile yet: what is missing from it may be about to be typed.</summary>
internal sealed class HalfTypedCode(Compilation compilation)
{
    public bool HasSyntaxErrors(CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot(cancellation).ContainsDiagnostics && tree.GetDiagnostics(cancellation).Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether an argument of an attribute is a <c>nameof</c> of something that is not there.</summary>
    public bool NamesNothing(AttributeData attribute, string argument, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: var arguments } syntax)
        {
            return false;
        }
        foreach (var candidate in arguments)
        {
            if (candidate is { NameEquals.Name.Identifier.ValueText: var name, Expression: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var named] } } && name == argument)
            {
                return compilation.GetSemanticModel(syntax.SyntaxTree).GetSymbolInfo(named.Expression, cancellation) is { Symbol: null, CandidateSymbols.IsEmpty: true };
            }
        }
        return false;
    }
}
