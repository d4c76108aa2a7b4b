using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The declarations of one file that may declare a part of the schema: those with an attribute. Aliases of attributes hide their
/// names, so names are not looked at.
/// </summary>
internal sealed class DeclarationIndex
{
    public DeclarationIndex(SyntaxNode root)
    {
        var pending = new Stack<SyntaxNode>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            foreach (var node in pending.Pop().ChildNodes())
            {
                Visit(node, pending);
            }
        }
        Types.Sort(static (left, right) => left.SpanStart.CompareTo(right.SpanStart));
        Methods.Sort(static (left, right) => left.SpanStart.CompareTo(right.SpanStart));
    }

    public List<BaseTypeDeclarationSyntax> Types { get; } = [];

    public List<MethodDeclarationSyntax> Methods { get; } = [];

    /// <summary>Static and const fields: settings and visibility filters.</summary>
    public List<VariableDeclaratorSyntax> StaticFields { get; } = [];

    private void Visit(SyntaxNode node, Stack<SyntaxNode> pending)
    {
        switch (node)
        {
            case BaseNamespaceDeclarationSyntax:
                pending.Push(node);
                break;
            case BaseTypeDeclarationSyntax type:
                if (type.AttributeLists.Count > 0)
                {
                    Types.Add(type);
                }
                pending.Push(node);
                break;
            case MethodDeclarationSyntax { AttributeLists.Count: > 0 } method:
                Methods.Add(method);
                break;
            case FieldDeclarationSyntax { AttributeLists.Count: > 0 } field when field.Modifiers.Any(SyntaxKind.ConstKeyword)
                || field.Modifiers.Any(SyntaxKind.StaticKeyword):
                StaticFields.AddRange(field.Declaration.Variables);
                break;
        }
    }
}
