namespace System.Diagnostics.CodeAnalysis;

/// <summary>netstandard2.0 lacks the attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
