using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Planning;

/// <summary>A plan, or every reason why there is none.</summary>
/// <param name="Plan">Null exactly when there are diagnostics: each of them is an error.</param>
public sealed record PlanResult(Plan? Plan, IReadOnlyList<Diagnostic> Diagnostics);
