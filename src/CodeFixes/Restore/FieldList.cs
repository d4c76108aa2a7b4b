using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>The fields that declare a row or a <c>[Type]</c>, beside those that declared the deployed one.</summary>
internal sealed class FieldList
{
    private readonly Finding _finding;
    private readonly TableSchema? _table;
    private readonly CaseConversionPolicy _policy;
    private readonly IReadOnlyList<(ColumnSchema Old, ColumnSchema New)> _renamed;

    private FieldList(Finding finding, TypeDeclarationSyntax declaration, TableSchema? table, EquatableArray<TypeMember> deployed)
    {
        _finding = finding;
        Declaration = declaration;
        _table = table;
        _policy = finding.Source.Schema.AppliedPolicy;
        Deployed = deployed;
        Types = new(finding, declaration.SpanStart);
        _renamed = table is not null && finding.Source.Schema.Table(table.Name) is { } current
            ? ColumnDifference.Find(
                table, current, new(finding.Deployed, finding.Source.Schema, new(EngineVersion.Newest))).Renamed
            : [];
    }

    public TypeDeclarationSyntax Declaration { get; }

    /// <summary>Whether publish can add fields to it, at its end.</summary>
    public bool IsTable => _table is not null;

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
        return finding.Deployed.Resolve(finding.DeployedOwner) is AlgebraicType.Product product
            ? new(finding, declaration, null, product.Fields)
            : null;
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

    /// <summary>The deployed field as a declaration; null where its type cannot be written.</summary>
    public FieldDeclarationSyntax? NewDeclaration(int index)
    {
        var field = _table is null
            ? DeployedField.Declaration(_finding, Deployed[index], Types)
            : DeployedField.Declaration(_finding, _table, _table.Columns[index], Types, Declaration.SpanStart);
        return field?.WithDeclaration(field.Declaration.WithVariables(SyntaxFactory.SingletonSeparatedList(
            field.Declaration.Variables[0].WithInitialValue(InitialValueOf(index)))));
    }

    /// <summary>The field that is there as one of its deployed type, which begins with the same where that converts.</summary>
    public VariableDeclaratorSyntax AsDeployed(VariableDeclaratorSyntax field, string canonical) =>
        WithInitialValue(field, field.Initializer, canonical);

    /// <param name="initial">What it is to begin with, if that converts.</param>
    public VariableDeclaratorSyntax WithInitialValue(VariableDeclaratorSyntax field, EqualsValueClauseSyntax? initial, string canonical)
    {
        var index = IndexOf(canonical);
        return initial is { Value: var value } && InitialValue.Fits(_finding, value, Deployed[index].Type, Types)
            ? field.Initializer == initial ? field : field.WithInitialValue(value.ToString())
            : field.WithInitialValue(InitialValueOf(index));
    }

    private string? InitialValueOf(int index) =>
        InitialValue.For(_finding, Declaration, Deployed[index].Type, _table?.Columns[index], Types);

    /// <summary>None for what is no column.</summary>
    public IReadOnlyList<string> CanonicalsOf(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && FieldOrder.IsColumn(field)
            ? [.. field.Declaration.Variables.Select(variable => CaseConversion.ToCanonical(variable.Identifier.ValueText, _policy))]
            : [];

    /// <summary>The places of its columns, those that are not deployed behind all.</summary>
    public IReadOnlyList<int> RanksOf(MemberDeclarationSyntax member) =>
        [.. CanonicalsOf(member).Select(canonical => PlaceOf(canonical) is >= 0 and var index ? index : int.MaxValue)];

    public bool IsDeployed(MemberDeclarationSyntax member) => CanonicalsOf(member).Any(canonical => PlaceOf(canonical) >= 0);

    /// <summary>A renamed column has that of the old one, whose name it may get back.</summary>
    private int PlaceOf(string canonical) => IndexOf(canonical) is >= 0 and var index
        ? index
        : IndexOf(_renamed.FirstOrDefault(pair => pair.New.Name == canonical).Old?.Name);
}
