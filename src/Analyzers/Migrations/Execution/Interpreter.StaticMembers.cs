using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Static members of the module and of .NET.</summary>
internal sealed partial class Interpreter
{
    private object? ReadStatic(ISymbol symbol, SyntaxNode? syntax = null)
    {
        if (_statics.TryGetValue(symbol, out var known))
        {
            return known;
        }
        if (run.Memory.TryGetValue(symbol, out var kept))
        {
            return kept;
        }
        object? value;
        if (symbol is IFieldSymbol { HasConstantValue: true, ConstantValue: var constant })
        {
            value = constant;
        }
        else if (symbol is IPropertySymbol { GetMethod: { } getter } property && !IsAuto(property))
        {
            return Invoke(getter, null, []);
        }
        else if (symbol.DeclaringSyntaxReferences.Length > 0)
        {
            _statics[symbol] = MemberType(symbol) is { } type ? Values.DefaultOf(type) : null;
            value = module.BodyOf(symbol) is { } body ? Values.Copy(Evaluate(body, new Frame(null, null))) : _statics[symbol];
        }
        else
        {
            value = OfFramework(symbol, syntax);
        }
        // What changes with every look is never kept.
        return IsForeign(symbol) ? value : _statics[symbol] = value;
    }

    private object? OfFramework(ISymbol symbol, SyntaxNode? syntax)
    {
        if (IsForeign(symbol))
        {
            var ticks = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(run.Number).AddSeconds(++_counter)
                .AddTicks(run.Number * 1_234_567);
            return Foreign(syntax, symbol switch
            {
                { Name: "Today" } => (object)ticks.Date.AddDays(run.Number),
                { ContainingType.Name: "DateTimeOffset" } => new DateTimeOffset(ticks),
                { ContainingType.Name: "Random" } => new RandomValue(run.Number * 1000 + _counter),
                { ContainingType.Name: "Environment" } => symbol.Name == "TickCount" ? run.Number * 60_123 : (object)(run.Number * 60_123L),
                _ => ticks,
            });
        }
        if (symbol is { Name: "UNIX_EPOCH" or "ZERO" } && MemberType(symbol) is { } origin && Special.IsSpecial(origin))
        {
            return new Special(origin.Name, 0);
        }
        if (symbol is { Name: "Default", ContainingType.Name: "Comparer" or "EqualityComparer" })
        {
            return symbol.ContainingType.Name == "Comparer" ? Order : ModuleComparer.Default;
        }
        if (symbol is { Name: "Empty", ContainingType: { } immutable } && IsImmutable(immutable))
        {
            return immutable.Name.EndsWith("Dictionary", StringComparison.Ordinal)
                ? new Dictionary<object, object?>()
                : Collection(immutable, []);
        }
        if (symbol.ContainingType is { Name: "CultureInfo" })
        {
            // What the module's host would take for the current one is the invariant one, too.
            return System.Globalization.CultureInfo.InvariantCulture;
        }
        if (HostTypes.Of(symbol.ContainingType) is { } host)
        {
            return host.GetField(symbol.Name) is { IsStatic: true } field ? field.GetValue(null)
                : host.GetProperty(symbol.Name) is { } property && property.GetMethod?.IsStatic == true ? property.GetValue(null)
                : throw new LostTrackException(symbol.Name);
        }
        return new Opaque(symbol.ContainingType?.Name + "." + symbol.Name);
    }

    /// <summary>Time and random numbers outside the context.</summary>
    private static bool IsForeign(ISymbol symbol) => symbol is
        { Name: "Now" or "UtcNow" or "Today", ContainingType.Name: "DateTime" or "DateTimeOffset" }
        or { Name: "Shared", ContainingType.Name: "Random" }
        or { Name: "TickCount" or "TickCount64", ContainingType.Name: "Environment" };

    private T Foreign<T>(SyntaxNode? syntax, T value)
    {
        run.ForeignSource ??= syntax;
        return value;
    }

    /// <summary>The member that <c>T.Member</c> is where an interface asks for it of its types.</summary>
    private static ISymbol Constrained(ISymbol member, SyntaxNode syntax, Frame frame)
    {
        if (member.ContainingType?.TypeKind != TypeKind.Interface || !(member.IsAbstract || member.IsVirtual))
        {
            return member;
        }
        var access = syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax invocation ? invocation.Expression : syntax;
        return access is Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax { Expression: Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax { Identifier.ValueText: var name } }
            && frame.TypeNamed(name) is INamedTypeSymbol type
            ? type.AllInterfaces.Where(candidate =>
                SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.ContainingType.OriginalDefinition))
                .SelectMany(candidate => candidate.GetMembers(member.Name))
                .Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition))
                .Select(type.FindImplementationForInterfaceMember).FirstOrDefault() ?? member
            : member;
    }
}
