namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks the type that <c>init</c> accessors and records need.</summary>
internal static class IsExternalInit;
