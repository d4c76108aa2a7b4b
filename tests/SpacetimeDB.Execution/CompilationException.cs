using Microsoft.CodeAnalysis;

namespace SpacetimeDB.Execution;

/// <summary>The sources of a module do not compile.</summary>
public sealed class CompilationException(IEnumerable<Diagnostic> errors) : Exception(string.Join("\n", errors));
