namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for in a record; netstandard2.0 lacks it.</summary>
internal static class IsExternalInit;
