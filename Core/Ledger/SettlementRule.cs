namespace Fleek.Core.Ledger;

/// <summary>Who is paid, where an account does not cover all claims.</summary>
public enum SettlementRule
{
    /// <summary>Each claim as it comes, as far as the balance goes; of debt, the oldest is cured first.</summary>
    FirstCome,

    /// <summary>All claims of an epoch together at its end, each the same share of it; debt is cured in proportion to what is owed.</summary>
    ProRata,
}
