using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>A member, or what stands before the first member of a type, a namespace or a file.</summary>
/// <param name="Type">The type that it is the head of or a member of, with where that stands; empty where there is none.</param>
/// <param name="Owners">The names of the types around it, and of the head of a type that type's.</param>
/// <param name="Mentioned">All identifiers in it.</param>
/// <param name="Text">With where it stands.</param>
/// <param name="Signature">What others see of it: without a body, and with where it stands.</param>
/// <param name="IsExtension">Whether others call it without its type.</param>
/// <param name="Names">
/// By which others mention it, and where it is a part of each value of its type, that type's; null where they do so without a name, as
/// with an operator.
/// </param>
internal sealed record DeclaredPart(
    TextSpan Span,
    bool IsHead,
    string Type,
    IReadOnlyList<string> Owners,
    IReadOnlyCollection<string> Mentioned,
    string Text,
    string Signature,
    bool IsExtension,
    IReadOnlyList<string>? Names)
{
    public static DeclaredPart Of(MemberDeclarationSyntax member, string path, IReadOnlyList<string> owners) =>
        new(
            member.Span,
            false,
            path,
            owners,
            IdentifiersIn(member.DescendantTokens()),
            path + member,
            path + SignatureOf(member),
            member is MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } && first.Modifiers.Any(SyntaxKind.ThisKeyword),
            NamesOf(member, owners));

    /// <summary>Of a type, its attributes matter to the generators alone.</summary>
    public static DeclaredPart HeadOf(TypeDeclarationSyntax type, TextSpan span, string path, IReadOnlyList<string> owners) =>
        Head(type, span, path, owners, [type.Identifier.ValueText], string.Join(
            " ",
            type.Modifiers,
            type.Kind(),
            type.TypeParameterList,
            type.ChildNodes().FirstOrDefault(static node => node is ParameterListSyntax),
            type.BaseList,
            type.ConstraintClauses));

    public static DeclaredPart HeadOf(BaseNamespaceDeclarationSyntax @namespace, TextSpan span, string path) =>
        Head(@namespace, span, path, [], [], "");

    /// <summary>What is global means something in every file, and has no name.</summary>
    public static DeclaredPart HeadOf(CompilationUnitSyntax file, TextSpan span)
    {
        var usings = file.Usings.Where(static @using => !@using.GlobalKeyword.IsKind(SyntaxKind.None));
        var seen = string.Concat(usings.Cast<SyntaxNode>().Concat(file.AttributeLists));
        return Head(file, span, "", [], seen.Length == 0 ? [] : null, seen);
    }

    private static DeclaredPart Head(
        SyntaxNode node, TextSpan span, string path, IReadOnlyList<string> owners, IReadOnlyList<string>? names, string seen) =>
        new(
            span,
            true,
            path,
            owners,
            IdentifiersIn(node.DescendantTokens(span).Where(token => span.Contains(token.Span))),
            $"{path} {node.SyntaxTree.GetText().ToString(span)}",
            $"{path} {seen}",
            false,
            names);

    private static HashSet<string> IdentifiersIn(IEnumerable<SyntaxToken> tokens) => new(
        tokens.Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText),
        StringComparer.Ordinal);

    private static string SignatureOf(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => Before(method, (SyntaxNode?)method.Body ?? method.ExpressionBody),
        BasePropertyDeclarationSyntax property =>
            Before(property, (SyntaxNode?)property.AccessorList ?? (property as PropertyDeclarationSyntax)?.ExpressionBody)
                + string.Join(
                    " ", property.AccessorList?.Accessors.Select(static accessor => $"{accessor.Modifiers}{accessor.Keyword}") ?? []),
        _ => member.ToString(),
    };

    private static string Before(SyntaxNode member, SyntaxNode? body)
    {
        var text = member.ToString();
        return body is null ? text : text.Substring(0, body.SpanStart - member.SpanStart);
    }

    private static IReadOnlyList<string>? NamesOf(MemberDeclarationSyntax member, IReadOnlyList<string> owners) => member switch
    {
        FieldDeclarationSyntax field => [.. owners.Skip(owners.Count - 1), .. NamesOf(field)],
        EventFieldDeclarationSyntax field => [.. NamesOf(field)],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax @event => [@event.Identifier.ValueText],
        DelegateDeclarationSyntax @delegate => [@delegate.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText],
        EnumDeclarationSyntax @enum =>
            [@enum.Identifier.ValueText, .. @enum.Members.Select(static variant => variant.Identifier.ValueText)],
        _ => null,
    };

    private static IEnumerable<string> NamesOf(BaseFieldDeclarationSyntax field) =>
        field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText);
}
