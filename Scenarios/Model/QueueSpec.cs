using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>A ledger that is one server, first come first served.</summary>
/// <param name="ServiceTime">What one transaction takes, in the mean. Positive.</param>
/// <param name="IsExponential">Whether that is drawn for each, or always the same.</param>
public sealed record QueueSpec(Duration ServiceTime, bool IsExponential);
