using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// The members of a module that may lead to a marker table, by their names alone: those whose text names one, those whose text names
/// one of these, and so on. A reducer that is not among them need not be bound to know that it asks no marker. What generators emit is
/// not looked at: they know of no migrations.
/// </summary>
internal sealed class MarkerMentions
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private NameScan _scan;
    private List<string> _found = [];

    /// <param name="tables">The accessors of the marker tables.</param>
    public MarkerMentions(Compilation compilation, IReadOnlyCollection<string> tables, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
        _scan = new(tables);
        while (!_scan.IsEmpty)
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                cancellation.ThrowIfCancellationRequested();
                Search(tree);
            }
            _scan = new(_found);
            _found = [];
        }
    }

    /// <summary>An indexer is used without any name.</summary>
    private bool HasNameless { get; set; }

    public bool MayAsk(IMethodSymbol reducer) => HasNameless || _names.Contains(reducer.Name);

    private void Search(SyntaxTree tree)
    {
        var file = SourceFile.Of(tree, _cancellation);
        if (_scan.Finds(file, new(0, file.Text.Length)) && tree.GetRoot(_cancellation) is CompilationUnitSyntax root)
        {
            foreach (var @using in root.Usings)
            {
                if (@using.Alias is { } alias && _scan.Finds(file, @using.Span))
                {
                    Add(alias.Name.Identifier.ValueText);
                }
            }
            foreach (var member in root.Members)
            {
                Search(member, file);
            }
        }
    }

    private void Search(MemberDeclarationSyntax member, SourceFile file)
    {
        if (!_scan.Finds(file, member.Span))
        {
            return;
        }
        if (member is BaseNamespaceDeclarationSyntax @namespace)
        {
            foreach (var inner in @namespace.Members)
            {
                Search(inner, file);
            }
            return;
        }
        if (member is TypeDeclarationSyntax type)
        {
            var before = _found.Count;
            foreach (var inner in type.Members)
            {
                Search(inner, file);
            }
            // Who creates an object may have its members called, by the names of others; a base may get what a parameter brings.
            if (_found.Count > before
                || _scan.Finds(
                    file, TextSpan.FromBounds(type.Identifier.Span.End, Math.Max(type.Identifier.Span.End, type.OpenBraceToken.SpanStart))))
            {
                Add(type.Identifier.ValueText);
            }
            return;
        }
        AddNamesOf(member);
    }

    private void AddNamesOf(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                Add(method.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax property:
                Add(property.Identifier.ValueText);
                break;
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    Add(variable.Identifier.ValueText);
                }
                break;
            case ConstructorDeclarationSyntax constructor:
                Add(constructor.Identifier.ValueText);
                break;
            case IndexerDeclarationSyntax:
                HasNameless = true;
                break;
        }
    }

    private void Add(string name)
    {
        if (_names.Add(name))
        {
            _found.Add(name);
        }
    }
}
