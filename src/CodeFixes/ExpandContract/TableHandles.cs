using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Where a file takes hold of the old table: <c>ctx.Db.Player</c>, and local variables that hold it or a part of it.</summary>
internal sealed class TableHandles(SemanticModel model, TableTransition transition)
{
    public bool IsTable(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == transition.OldAccessor
        && model.GetTypeInfo(access.Expression).Type?.ToDisplayString() is "SpacetimeDB.Local" or "SpacetimeDB.Internal.LocalReadOnly";

    /// <summary>
    /// Whether the table, or an index of it, is held where it is not followed: in a parameter or a field, as an argument, by a delegate.
    /// </summary>
    public bool IsLost(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax
        && !(expression.Parent is MemberAccessExpressionSyntax whole && whole.Name == expression)
        && model.GetSymbolInfo(expression).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol
        && IsHandle(model.GetTypeInfo(expression).Type)
        && !(IsPartOfTable(Held(expression)) && expression.Parent switch
        {
            MemberAccessExpressionSyntax access => !IsCall(access) || access.Parent is InvocationExpressionSyntax,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => model.GetDeclaredSymbol(variable) is ILocalSymbol,
            _ => false,
        });

    private bool IsPartOfTable(ExpressionSyntax held) =>
        IsTable(held) || (held is MemberAccessExpressionSyntax part && IsTable(Held(part.Expression)));

    /// <summary>Source: <c>Codegen/Module.cs</c>, what it emits into these namespaces.</summary>
    private bool IsHandle(ITypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString() is "SpacetimeDB.Internal.TableHandles" or "SpacetimeDB.Internal.ViewHandles"
        && (type.ContainingType ?? type).Name is var name
        && (name == transition.OldAccessor || name == transition.OldAccessor + "ReadOnly");

    private static bool IsCall(MemberAccessExpressionSyntax access) =>
        access.Name.Identifier.ValueText is "Insert" or "Update" or "Delete" or "Clear" or "Find";

    /// <summary>The call as one of the class that keeps both tables; null where it reads the new one as it is.</summary>
    public RedirectedCall? Redirected(InvocationExpressionSyntax invocation)
    {
        if (invocation.Expression is not MemberAccessExpressionSyntax call || !IsCall(call))
        {
            return null;
        }
        var receiver = Held(call.Expression);
        if (IsTable(receiver))
        {
            return call.Name.Identifier.ValueText switch
            {
                "Insert" => Of("Insert", receiver),
                "Delete" => Of(TransitionMethods.DeleteRow, receiver),
                "Clear" => Of(TransitionMethods.Clear, receiver),
                _ => null,
            };
        }
        return receiver is MemberAccessExpressionSyntax column && Held(column.Expression) is var table && IsTable(table)
            ? ByColumn(column.Name.Identifier.ValueText, call.Name.Identifier.ValueText, table)
            : null;

        RedirectedCall Of(string method, ExpressionSyntax table, string? lookup = null) =>
            new(invocation, method, ContextOf(table), lookup);

        RedirectedCall? ByColumn(string column, string method, ExpressionSyntax table)
        {
            if (column == transition.Key.New)
            {
                return Of(method, table);
            }
            var isUnique = transition.Uniques.Any(unique => unique.New == column);
            return method switch
            {
                "Find" when isUnique => Of(TransitionMethods.FindBy(column), table),
                "Delete" when isUnique => Of(TransitionMethods.DeleteRow, table, TransitionMethods.FindBy(column)),
                "Delete" => Of(TransitionMethods.DeleteAll, table),
                _ => null,
            };
        }
    }

    /// <summary>What a local variable was declared with, and any other expression as it is.</summary>
    private ExpressionSyntax Held(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax && Declarator(expression) is { Initializer.Value: var value } declarator
        // Half-typed code may declare two by each other.
        && declarator.Span.End <= expression.SpanStart
            ? Held(value)
            : expression;

    /// <summary>Null for what is no local variable of the file.</summary>
    public VariableDeclaratorSyntax? Declarator(ExpressionSyntax expression) =>
        model.GetSymbolInfo(expression).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
            ? reference.GetSyntax() as VariableDeclaratorSyntax
            : null;

    /// <summary>Null where it is none of a reducer.</summary>
    private ExpressionSyntax? ContextOf(ExpressionSyntax table) =>
        Held(((MemberAccessExpressionSyntax)table).Expression) is MemberAccessExpressionSyntax { Expression: var context }
        && model.GetTypeInfo(context).Type is { Name: "ReducerContext", ContainingNamespace.Name: "SpacetimeDB" }
            ? context
            : null;
}
