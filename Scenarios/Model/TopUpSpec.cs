using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>A user's deposits after it was frozen.</summary>
/// <param name="Amount">Of each; positive.</param>
/// <param name="Times">At most so many.</param>
/// <param name="After">From the refusal to submitting the deposit.</param>
public sealed record TopUpSpec(Credits Amount, int Times, Duration After);
