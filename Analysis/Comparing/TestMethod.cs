namespace Fleek.Analysis.Comparing;

/// <summary>How a difference was judged.</summary>
public enum TestMethod
{
    /// <summary>Signs of the differences of seeds, all of them: for 16 pairs and more, and where nothing else holds.</summary>
    Randomisation,

    /// <summary>Student's t of the differences of seeds: 5 to 15 pairs, all different and none zero.</summary>
    PairedStudent,

    /// <summary>Fisher's exact test of accounts: shares, fewer than 16 pairs, accounts apart.</summary>
    FisherOfAccounts,

    /// <summary>Welch's test of accounts: means, fewer than 16 pairs, accounts apart.</summary>
    WelchOfAccounts,
}
