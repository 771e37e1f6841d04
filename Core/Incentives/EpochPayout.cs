namespace Fleek.Core.Incentives;

/// <summary>What an epoch pays.</summary>
/// <param name="Revenue">What users paid, divided.</param>
/// <param name="Tokens">What was issued, divided; nothing where nobody served.</param>
public sealed record EpochPayout(Payout Revenue, Payout Tokens);
