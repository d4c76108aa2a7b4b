using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary><c>ScheduleAt</c>, the tagged enum that the module has from SpacetimeDB: an interval or a time.</summary>
internal static class Schedules
{
    public static bool IsSchedule(ITypeSymbol? type) =>
        type is { Name: "ScheduleAt", ContainingNamespace: { Name: "SpacetimeDB", ContainingNamespace.IsGlobalNamespace: true } };

    public static bool IsVariant(ITypeSymbol? type) => IsSchedule(type?.ContainingType) && IsSchedule(type!.BaseType);

    public static Instance New(Module module, INamedTypeSymbol variant, object? value)
    {
        var instance = new Instance(module.TypeOf(variant));
        instance[variant.Name + "_"] = value;
        return instance;
    }

    /// <summary>What a time or a duration, of SpacetimeDB or of the framework, converts to.</summary>
    public static Instance? Of(Module module, ITypeSymbol schedule, object value)
    {
        var variant = value is TimeSpan or Special { Kind: "TimeDuration" } ? "Interval" : "Time";
        return (value as Special ?? Times.Convert(value, variant == "Time" ? "Timestamp" : "TimeDuration")) is { } time
            && schedule.GetTypeMembers(variant).FirstOrDefault() is { } type ? New(module, type, time) : null;
    }
}
