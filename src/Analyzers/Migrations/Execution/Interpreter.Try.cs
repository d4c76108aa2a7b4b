using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Exceptions that are thrown and caught.</summary>
internal sealed partial class Interpreter
{
    private readonly Stack<ThrownException> _caught = new();

    private Completion Try(ITryOperation attempt, Frame frame)
    {
        Completion completion;
        try
        {
            completion = Run(attempt.Body, frame);
        }
        catch (ThrownException thrown)
        {
            if (attempt.Catches.FirstOrDefault(handler => Catches(handler, thrown, frame)) is not { } caught)
            {
                Run(attempt.Finally, frame);
                throw;
            }
            _caught.Push(thrown);
            try
            {
                completion = Run(caught.Handler, frame);
            }
            catch (ThrownException)
            {
                Run(attempt.Finally, frame);
                throw;
            }
            finally
            {
                _caught.Pop();
            }
        }
        return Run(attempt.Finally, frame) is not Completion.Normal and var final ? final : completion;
    }

    private bool Catches(ICatchClauseOperation handler, ThrownException thrown, Frame frame)
    {
        if (handler.ExceptionType is { } type && !Exceptions.IsA(thrown.TypeName, type, module.Compilation))
        {
            return false;
        }
        if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator)
        {
            frame.Declare(declarator.Symbol, new Variable(thrown.Value ?? new ExceptionValue(thrown.TypeName, thrown.TypeName)));
        }
        return handler.Filter is null || Truth(handler.Filter, frame);
    }

    private ThrownException Thrown(IThrowOperation thrown, Frame frame) => thrown.Exception is null
        ? _caught.Count > 0 ? _caught.Peek() : throw new LostTrackException("throw")
        : Evaluate(thrown.Exception, frame) switch
        {
            ExceptionValue value => new(value.TypeName, value),
            Instance instance => new(HostTypes.NameOf(instance.Type.Symbol), instance),
            _ => new(thrown.Exception.Type is INamedTypeSymbol type ? HostTypes.NameOf(type) : "System.Exception"),
        };
}
