using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Puts the fields of a row into another order; comments go with them, regions stay around the others.</summary>
internal static class FieldOrder
{
    /// <summary>The declaration with <paramref name="fields"/> behind its last other column, in the order given.</summary>
    /// <param name="fields">Members of <paramref name="row"/>.</param>
    public static TypeDeclarationSyntax MoveToEnd(TypeDeclarationSyntax row, IReadOnlyList<FieldDeclarationSyntax> fields)
    {
        var rest = row.Members.Where(member => !fields.Contains(member)).ToList();
        var last = rest.FindLastIndex(IsColumn);
        return row.WithPlaced([.. rest.Take(last + 1), .. fields, .. rest.Skip(last + 1)], fields);
    }

    public static bool IsColumn(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.StaticKeyword)
            && !field.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>The declaration with its columns in the order of their ranks; as few as can be move. Null where none has to.</summary>
    /// <param name="rank">No two columns have the same.</param>
    public static TypeDeclarationSyntax? Ordered(TypeDeclarationSyntax row, Func<FieldDeclarationSyntax, int> rank)
    {
        var columns = row.Members.Where(IsColumn).Cast<FieldDeclarationSyntax>().ToArray();
        var staying = Staying(row, columns, rank);
        if (staying.Count == columns.Length)
        {
            return null;
        }
        var members = row.Members.Where(member => !IsColumn(member) || staying.Contains(member)).ToList();
        var place = members.FindIndex(IsColumn);
        foreach (var column in columns.OrderBy(rank))
        {
            place = staying.Contains(column) ? members.IndexOf(column) : place;
            if (!staying.Contains(column))
            {
                members.Insert(place, column);
            }
            place++;
        }
        return row.WithPlaced(members, [.. columns.Except(staying).Cast<MemberDeclarationSyntax>()]);
    }

    /// <summary>The most columns that are in order; of two such choices that with more in regions, which would lose them.</summary>
    private static HashSet<FieldDeclarationSyntax> Staying(
        TypeDeclarationSyntax row, FieldDeclarationSyntax[] columns, Func<FieldDeclarationSyntax, int> rank)
    {
        var (weight, before) = (new int[columns.Length], new int[columns.Length]);
        var last = -1;
        for (var i = 0; i < columns.Length; i++)
        {
            before[i] = -1;
            for (var j = 0; j < i; j++)
            {
                if (rank(columns[j]) < rank(columns[i]) && weight[j] > (before[i] < 0 ? 0 : weight[before[i]]))
                {
                    before[i] = j;
                }
            }
            weight[i] = (before[i] < 0 ? 0 : weight[before[i]]) + columns.Length + 1 + (IsEnclosed(row, columns[i]) ? 1 : 0);
            last = last < 0 || weight[i] > weight[last] ? i : last;
        }
        var staying = new HashSet<FieldDeclarationSyntax>();
        for (; last >= 0; last = before[last])
        {
            staying.Add(columns[last]);
        }
        return staying;
    }

    private static bool IsEnclosed(TypeDeclarationSyntax row, FieldDeclarationSyntax column) =>
        row.Members.TakeWhile(member => member != column).Append(column)
            .Sum(static member => member.GetLeadingTrivia().Sum(static trivia => trivia.Depth())) > 0;
}
