using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>The fields that declare a row or a <c>[Type]</c>, beside those that declared the deployed one.</summary>
internal sealed class FieldList
{
    private readonly Finding _finding;
    private readonly TableSchema? _table;
    private readonly CaseConversionPolicy _policy;

    private readonly int _position;

    private FieldList(Finding finding, TypeDeclarationSyntax declaration, TableSchema? table, EquatableArray<TypeMember> deployed)
    {
        _finding = finding;
        Declaration = declaration;
        _table = table;
        _policy = finding.Source.Schema.Policy ?? CaseConversionPolicy.SnakeCase;
        _position = declaration.SpanStart;
        Deployed = deployed;
        Types = new(finding, _position);
    }

    /// <summary>The same after an edit.</summary>
    private FieldList(FieldList before, TypeDeclarationSyntax edited) =>
        (_finding, Declaration, _table, _policy, _position, Deployed, Types) = (before._finding, edited, before._table, before._policy, before._position, before.Deployed, before.Types);

    public TypeDeclarationSyntax Declaration { get; }

    public EquatableArray<TypeMember> Deployed { get; }

    /// <summary>The types that were written so far, and those of them that the code lacks.</summary>
    public CSharpTypeName Types { get; }

    /// <summary>For a finding about a table or a product; null for anything else.</summary>
    public static FieldList? Of(Finding finding)
    {
        if (finding.Node<TypeDeclarationSyntax>() is not { } declaration)
        {
            return null;
        }
        if (finding.Deployed.Table(finding.Owner) is { } table)
        {
            return new(finding, declaration, table, ((AlgebraicType.Product)(table with { RowType = "" }).ToRowType().Definition).Fields);
        }
        return finding.Deployed.Resolve(finding.DeployedOwner) is AlgebraicType.Product product ? new(finding, declaration, null, product.Fields) : null;
    }

    public bool HasMember(string name) => Declaration.Members.Any(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name),
        PropertyDeclarationSyntax property => property.Identifier.ValueText == name,
        MethodDeclarationSyntax method => method.Identifier.ValueText == name,
        _ => false,
    });

    /// <summary>
    /// The declaration with the deployed field of that canonical name in its place again; new columns that had kept the place of those
    /// behind it go to the end, and are named.
    /// </summary>
    public (TypeDeclarationSyntax Declaration, IReadOnlyList<string> Moved)? Restored(string canonical)
    {
        var index = IndexOf(canonical);
        if (index < 0 || HasMember(NameOf(canonical)) || NewDeclaration(index) is not { } field)
        {
            return null;
        }
        var members = Single();
        var place = 0;
        for (var i = index - 1; i >= 0 && place == 0; i--)
        {
            place = 1 + members.FindIndex(member => CanonicalOf(member) == Deployed[i].Name);
        }
        if (place == 0)
        {
            place = Math.Max(0, members.FindIndex(FieldOrder.IsColumn));
        }
        members.Insert(place, Dressed(field, members, place));
        var restored = WithBraces(Declaration).WithMembers(SyntaxFactory.List(members));
        var moved = _table is null ? [] : NewColumnsInBetween(restored, place);
        return moved.All(column => FieldOrder.CanMoveToEnd(restored, column))
            ? (FieldOrder.MoveToEnd(restored, moved), [.. moved.Select(static column => column.Declaration.Variables[0].Identifier.ValueText)])
            : (restored, []);
    }

    /// <summary>A type may end with a semicolon in their place.</summary>
    private TypeDeclarationSyntax WithBraces(TypeDeclarationSyntax type)
    {
        if (!type.OpenBraceToken.IsKind(SyntaxKind.None) && !type.OpenBraceToken.IsMissing)
        {
            return type;
        }
        var endOfLine = Layout.EndOfLine(_finding.Root);
        var trailing = type.GetTrailingTrivia();
        return type.WithSemicolonToken(default).WithoutTrailingTrivia()
            .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(endOfLine).WithTrailingTrivia(endOfLine))
            .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(trailing));
    }

    /// <summary>Those behind a place, before the last column that is deployed.</summary>
    private FieldDeclarationSyntax[] NewColumnsInBetween(TypeDeclarationSyntax row, int place)
    {
        var columns = row.Members.Skip(place).Where(FieldOrder.IsColumn).Cast<FieldDeclarationSyntax>().ToList();
        return [.. columns.Take(columns.FindLastIndex(column => IndexOf(CanonicalOf(column)) >= 0)).Where(column => IndexOf(CanonicalOf(column)) < 0)];
    }

    /// <summary>The declaration with the deployed fields in their order, and the others behind them; null where nothing moves.</summary>
    public TypeDeclarationSyntax? Ordered()
    {
        if (Declaration.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia)))
        {
            return null;
        }
        var members = Single();
        var split = Declaration.WithMembers(SyntaxFactory.List(members));
        var columns = split.Members.Where(FieldOrder.IsColumn).ToArray();
        var sorted = new Queue<MemberDeclarationSyntax>(columns.OrderBy(member => IndexOf(CanonicalOf(member)) is >= 0 and var index ? index : int.MaxValue));
        var arranged = split.Members.Select(member => FieldOrder.IsColumn(member) ? sorted.Dequeue() : member).ToArray();
        return arranged.SequenceEqual(split.Members) ? null : FieldOrder.Arrange(split, arranged, blankLinesStay: true);
    }

    /// <summary>The declaration with all deployed fields in their order, and the others behind them; null where one cannot be written.</summary>
    public TypeDeclarationSyntax? Complete()
    {
        var fields = this;
        foreach (var missing in Deployed)
        {
            if (fields.Single().TrueForAll(member => fields.CanonicalOf(member) != missing.Name))
            {
                if (fields.Restored(missing.Name!) is not var (edited, _))
                {
                    return null;
                }
                fields = new(fields, edited);
            }
        }
        return fields.Ordered() ?? fields.Declaration;
    }

    /// <summary>What a deployed field was called in the code.</summary>
    public string NameOf(string canonical) => DeployedField.NameOf(canonical, Deployed[IndexOf(canonical)].SourceName, _finding);

    /// <summary>The deployed type of a field as C#.</summary>
    public string? TypeOf(string canonical) => IndexOf(canonical) is >= 0 and var index ? Types.Of(Deployed[index].Type) : null;

    public int IndexOf(string? canonical)
    {
        for (var i = 0; i < Deployed.Count; i++)
        {
            if (Deployed[i].Name == canonical)
            {
                return i;
            }
        }
        return -1;
    }

    private FieldDeclarationSyntax? NewDeclaration(int index) => _table is null
        ? DeployedField.Declaration(_finding, Deployed[index], Types)
        : DeployedField.Declaration(_finding, _table, _table.Columns[index], Types, _position);

    /// <summary>One field a declaration.</summary>
    private List<MemberDeclarationSyntax> Single() =>
        [.. Declaration.Members.SelectMany(member => member is FieldDeclarationSyntax field && FieldOrder.IsColumn(field) ? field.Split(Layout.EndOfLine(Declaration)) : (IEnumerable<MemberDeclarationSyntax>)[member])];

    private string? CanonicalOf(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && FieldOrder.IsColumn(field) ? CaseConversion.ToCanonical(field.Declaration.Variables[0].Identifier.ValueText, _policy) : null;

    /// <summary>Indented as its neighbours, and on a line of its own where they are.</summary>
    private FieldDeclarationSyntax Dressed(FieldDeclarationSyntax field, List<MemberDeclarationSyntax> members, int place) =>
        members.Count == 0
            ? field.WithLeadingTrivia(SyntaxFactory.Whitespace("    ")).WithTrailingTrivia(Layout.EndOfLine(Declaration))
            : field.Beside(members[Math.Min(place, members.Count - 1)]);
}
