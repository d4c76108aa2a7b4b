using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Events, and delegates that call one after the other.</summary>
internal sealed partial class Interpreter
{
    private object? Subscribe(IEventAssignmentOperation assignment, Frame frame)
    {
        if (assignment.EventReference is not IEventReferenceOperation { Event: { IsStatic: false } handled } reference
            || Evaluate(reference.Instance, frame) is not Instance instance)
        {
            throw new LostTrackException("event");
        }
        var handler = Evaluate(assignment.HandlerValue, frame) as Execution.Closure ?? throw new LostTrackException("event");
        instance[handled.Name] = assignment.Adds
            ? Combined(instance[handled.Name] as Execution.Closure, handler)
            : throw new LostTrackException("event");
        return null;
    }

    private static Execution.Closure Combined(Execution.Closure? first, Execution.Closure second) => first is null ? second : new(
        arguments =>
        {
            first.Call((object?[])arguments.Clone());
            return second.Call(arguments);
        },
        second.Parameters);
}
