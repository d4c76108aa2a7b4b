using System.Diagnostics.CodeAnalysis;

namespace SpacetimeDB;

/// <summary>Marks the constant that sets the module's <see cref="CaseConversionPolicy"/>.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SettingsAttribute : Attribute;

[Type]
public enum CaseConversionPolicy
{
    None,
    SnakeCase,
}

/// <summary>Registers a static <see cref="Filter"/> as a row-level security rule.</summary>
[Experimental("STDB_UNSTABLE")]
[AttributeUsage(AttributeTargets.Field)]
public sealed class ClientVisibilityFilterAttribute : Attribute;
