using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Loops.</summary>
internal sealed partial class Interpreter
{
    private Completion ForEach(IForEachLoopOperation loop, Frame frame)
    {
        var collection = Evaluate(loop.Collection, frame);
        var isByReference = loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: true };
        foreach (var item in isByReference ? ElementPlaces(collection) : ItemsOf(collection))
        {
            Step();
            if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
            {
                frame.Declare(declarator.Symbol, isByReference ? (Place)item! : new Variable(Values.Copy(item)));
            }
            else
            {
                Deconstruct(loop.LoopControlVariable, item, frame);
            }
            if (Ends(Run(loop.Body, frame), out var completion))
            {
                return completion;
            }
        }
        return Completion.Normal;
    }

    private Completion For(IForLoopOperation loop, Frame frame)
    {
        RunAll(loop.Before, frame);
        while (loop.Condition is null || Truth(loop.Condition, frame))
        {
            if (Ends(Run(loop.Body, frame), out var completion))
            {
                return completion;
            }
            RunAll(loop.AtLoopBottom, frame);
        }
        return Completion.Normal;
    }

    private Completion While(IWhileLoopOperation loop, Frame frame)
    {
        if (loop.ConditionIsTop && !Truth(loop.Condition, frame))
        {
            return Completion.Normal;
        }
        do
        {
            if (Ends(Run(loop.Body, frame), out var completion))
            {
                return completion;
            }
        }
        while (Truth(loop.Condition, frame));
        return Completion.Normal;
    }

    /// <summary>Whether a loop ends with its body, and how.</summary>
    private static bool Ends(Completion body, out Completion loop)
    {
        loop = body == Completion.Break ? Completion.Normal : body;
        return body is not (Completion.Normal or Completion.Continue);
    }
}
