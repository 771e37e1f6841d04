namespace Fleek.Scenarios.Keys;

/// <summary>The keys of a study of how nodes are paid and judged.</summary>
internal static class RewardKeys
{
    public const string Block = "rewards";
    public const string Epochs = Block + ".epochs";
    public const string Epoch = Block + ".epoch";
    public const string Inflation = Block + ".inflation_percent";
    public const string Year = Block + ".year";
    public const string Supply = Block + ".supply";
    public const string Revenue = Block + ".revenue";
    public const string Exponent = Block + ".exponent";
    public const string Locked = Block + ".locked";
    public const string Poor = Block + ".poor";
    public const string Liars = Block + ".liars";
    public const string Peers = Block + ".peers";
    public const string Reporters = Block + ".least_reporters";

    public const string ByClock = "by-clock";
    public const string OfEpochs = "365-epochs";

    public static IEnumerable<KeySpec> All =>
    [
        new(Epochs, KeyKind.Count, "60", "Epochs of a run.") { Min = "1", Max = "65535" },
        new(Epoch, KeyKind.Duration, "24 h", "How long an epoch is.") { Min = "1 min", Max = "8760 h" },
        new(Inflation, KeyKind.Count, "10", "Most tokens issued in a year, in percent of the supply at its start.") { Min = "0", Max = "1000" },
        new(Year, KeyKind.Word, ByClock, "How many epochs a year has: as many as fit, or 365 however short they are, as in the real test network.")
            { Words = [ByClock, OfEpochs] },
        new(Supply, KeyKind.Money, "1000000 credit", "Tokens at the start.") { Min = "1 credit", InCreditAlone = true },
        new(Revenue, KeyKind.Money, "1000 credit", "What users pay in an epoch, in the mean.") { Min = "0 credit", InCreditAlone = true },
        new(Exponent, KeyKind.Number, "1", "The i-th node serves as 1 / i^exponent; 0: all the same.") { Min = "0", Max = "5" },
        new(Locked, KeyKind.Share, "25 %", "Nodes whose stake is locked as long as it may be, drawn per seed.") { Min = "0", Max = "1" },
        new(Poor, KeyKind.Share, "10 %", "Nodes that are slow and answer 30 % of pings, drawn per seed.") { Min = "0", Max = "1" },
        new(Liars, KeyKind.Share, "0", "Nodes that are as poor, praise each other and run down all others, drawn per seed.") { Min = "0", Max = "1" },
        new(Peers, KeyKind.Count, "20", "Others that each node measures in an epoch, drawn anew.") { Min = "1", Max = "1000" },
        new(Reporters, KeyKind.Count, "3", "Reporters without which a node is not scored.") { Min = "1", Max = "1000" },
    ];
}
