using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Declarations of rows and types with their deployed fields again.</summary>
internal static class FieldRestoration
{
    /// <summary>
    /// With the deployed field of that canonical name in its place; new columns that had kept the place of those behind it go to the end,
    /// and are named. Null where the field cannot be written, or its name is taken.
    /// </summary>
    public static (TypeDeclarationSyntax Declaration, IReadOnlyList<string> Moved)? Restored(this FieldList fields, string canonical) =>
        Restored(fields, fields.Declaration, canonical);

    /// <summary>With the deployed fields in their order, and the others behind them; null where nothing moves.</summary>
    public static TypeDeclarationSyntax? Ordered(this FieldList fields) => Ordered(fields, fields.Declaration);

    /// <summary>With others in place of one member, and the deployed fields in their order; null where they cannot be.</summary>
    public static TypeDeclarationSyntax? WithReplaced(
        this FieldList fields, MemberDeclarationSyntax member, IEnumerable<MemberDeclarationSyntax> by)
    {
        var replaced = fields.Declaration.ReplaceNode(member, by);
        replaced = Ordered(fields, replaced) ?? replaced;
        var ranks = replaced.Members.SelectMany(fields.RanksOf).ToArray();
        return ranks.SequenceEqual(ranks.OrderBy(static rank => rank)) ? replaced : null;
    }

    /// <summary>With all deployed fields in their order, and the others behind them; null where one cannot be written.</summary>
    public static TypeDeclarationSyntax? Complete(this FieldList fields)
    {
        var declaration = fields.Declaration;
        foreach (var deployed in fields.Deployed)
        {
            if (!declaration.Members.SelectMany(fields.CanonicalsOf).Contains(deployed.Name))
            {
                if (Restored(fields, declaration, deployed.Name!) is not var (restored, _))
                {
                    return null;
                }
                declaration = restored;
            }
        }
        return Ordered(fields, declaration) ?? declaration;
    }

    private static (TypeDeclarationSyntax, IReadOnlyList<string>)? Restored(
        FieldList fields, TypeDeclarationSyntax declaration, string canonical)
    {
        var index = fields.IndexOf(canonical);
        if (index < 0 || HasMember(declaration, fields.NameOf(canonical)) || fields.NewDeclaration(index) is not { } field)
        {
            return null;
        }
        var members = Apart(fields, declaration, index);
        var place = PlaceOf(fields, members, index);
        var row = WithBraces(declaration).WithMembers(SyntaxFactory.List(members));
        var restored = row.WithInserted(place, field.WithAttributesSetAsIn(row));
        var moved = fields.IsTable ? NewColumnsInBetween(fields, restored, place) : [];
        return moved is [var first, ..] && !ConditionalColumns.AreFrom(first, restored)
            ? (FieldOrder.MoveToEnd(
                restored, moved), [.. moved.SelectMany(static column => column.Declaration.Variables)
                    .Select(static variable => variable.Identifier.ValueText)])
            : (restored, []);
    }

    private static TypeDeclarationSyntax? Ordered(FieldList fields, TypeDeclarationSyntax declaration)
    {
        if (declaration.Members.FirstOrDefault(FieldOrder.IsColumn) is not FieldDeclarationSyntax first
            || ConditionalColumns.AreFrom(first, declaration))
        {
            return null;
        }
        var split = declaration.WithMembers(SyntaxFactory.List(Apart(fields, declaration)));
        var columns = split.Members.Where(FieldOrder.IsColumn)
            .OrderBy(member => fields.RanksOf(member)[0]).ToList();
        return FieldOrder.Ordered(split, columns.IndexOf);
    }

    private static bool HasMember(TypeDeclarationSyntax declaration, string name) => declaration.Members.Any(member => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name),
        PropertyDeclarationSyntax property => property.Identifier.ValueText == name,
        MethodDeclarationSyntax method => method.Identifier.ValueText == name,
        _ => false,
    });

    /// <summary>The members, without declarations of fields that others belong between.</summary>
    /// <param name="restored">The index of a deployed field that is not there yet.</param>
    private static List<MemberDeclarationSyntax> Apart(FieldList fields, TypeDeclarationSyntax declaration, int restored = -1)
    {
        var ranks = declaration.Members.SelectMany(fields.RanksOf).Append(restored).OrderBy(static rank => rank).ToList();
        return [.. declaration.Members.SelectMany(member =>
            member is FieldDeclarationSyntax field && !AreNeighbours(fields.RanksOf(field))
                ? field.Split(Layout.EndOfLine(declaration))
                : (IEnumerable<MemberDeclarationSyntax>)[member])];

        bool AreNeighbours(IReadOnlyList<int> own) =>
            own.Count < 2 || ranks.Skip(ranks.IndexOf(own[0])).Take(own.Count).SequenceEqual(own);
    }

    /// <summary>Behind the nearest field that was deployed before it, else before all.</summary>
    private static int PlaceOf(FieldList fields, List<MemberDeclarationSyntax> members, int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (members.FindIndex(member => fields.RanksOf(member).Contains(i)) is >= 0 and var before)
            {
                return before + 1;
            }
        }
        return Math.Max(0, members.FindIndex(FieldOrder.IsColumn));
    }

    /// <summary>Those behind a place, before the last column that is deployed.</summary>
    private static FieldDeclarationSyntax[] NewColumnsInBetween(FieldList fields, TypeDeclarationSyntax row, int place)
    {
        var columns = row.Members.Skip(place).Where(FieldOrder.IsColumn).Cast<FieldDeclarationSyntax>().ToList();
        return [.. columns.Take(columns.FindLastIndex(fields.IsDeployed)).Where(column => !fields.IsDeployed(column))];
    }

    /// <summary>A type may end with a semicolon in their place.</summary>
    private static TypeDeclarationSyntax WithBraces(TypeDeclarationSyntax type)
    {
        if (!type.OpenBraceToken.IsKind(SyntaxKind.None) && !type.OpenBraceToken.IsMissing)
        {
            return type;
        }
        var endOfLine = Layout.EndOfLine(type);
        return type.WithSemicolonToken(default).WithoutTrailingTrivia()
            .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(endOfLine).WithTrailingTrivia(endOfLine))
            .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(type.GetTrailingTrivia()));
    }
}
