using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Events, and delegates that call one after the other.</summary>
internal sealed partial class Interpreter
{
    private object? Subscribe(IEventAssignmentOperation assignment, Frame frame)
    {
        var place = assignment.EventReference switch
        {
            IEventReferenceOperation { Event: { IsStatic: true } ofType } => StaticPlace(ofType),
            IEventReferenceOperation reference when Evaluate(reference.Instance, frame) is Instance instance =>
                new MemberPlace(instance, reference.Event.Name),
            _ => throw new LostTrackException("event"),
        };
        var handler = Evaluate(assignment.HandlerValue, frame) as Execution.Closure ?? throw new LostTrackException("event");
        place.Value = assignment.Adds ? Combined(place.Value as Execution.Closure, handler) : throw new LostTrackException("event");
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
