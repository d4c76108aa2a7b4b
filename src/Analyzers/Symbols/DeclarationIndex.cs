using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The declarations of one file that may declare a part of the schema: those with an attribute. Kept for as long as the tree lives,
/// so that an edit of one file costs the reading of one file. Aliases of attributes hide their names, so names are not looked at.
/// </summary>
internal sealed class DeclarationIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclarationIndex> s_indexes = new();

    private DeclarationIndex(SyntaxNode root)
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

    /// <summary>The types with an attribute, and those that hold a method with one, as <c>GetTypeByMetadataName</c> takes them.</summary>
    public HashSet<string> TypeNames { get; } = new(StringComparer.Ordinal);

    public HashSet<string> MethodContainers { get; } = new(StringComparer.Ordinal);

    /// <summary>Static and const fields: settings and visibility filters.</summary>
    public List<VariableDeclaratorSyntax> StaticFields { get; } = [];

    public static DeclarationIndex Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_indexes.TryGetValue(tree, out var index))
        {
            index = s_indexes.GetValue(tree, tree => new DeclarationIndex(tree.GetRoot(cancellation)));
        }
        return index;
    }

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
                    TypeNames.Add(NameOf(type));
                }
                pending.Push(node);
                break;
            case MethodDeclarationSyntax { AttributeLists.Count: > 0 } method:
                Methods.Add(method);
                if (method.Parent is BaseTypeDeclarationSyntax container)
                {
                    MethodContainers.Add(NameOf(container));
                }
                break;
            case FieldDeclarationSyntax { AttributeLists.Count: > 0 } field when field.Modifiers.Any(SyntaxKind.ConstKeyword) || field.Modifiers.Any(SyntaxKind.StaticKeyword):
                StaticFields.AddRange(field.Declaration.Variables);
                break;
        }
    }

    private static string NameOf(BaseTypeDeclarationSyntax type)
    {
        var name = type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var arity } ? $"{type.Identifier.ValueText}`{arity}" : type.Identifier.ValueText;
        for (var parent = type.Parent; parent is not null; parent = parent.Parent)
        {
            name = parent switch
            {
                TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } outer => $"{outer.Identifier.ValueText}`{count}+{name}",
                BaseTypeDeclarationSyntax outer => $"{outer.Identifier.ValueText}+{name}",
                BaseNamespaceDeclarationSyntax @namespace => $"{@namespace.Name.WithoutTrivia()}.{name}",
                _ => name,
            };
        }
        return name;
    }
}
