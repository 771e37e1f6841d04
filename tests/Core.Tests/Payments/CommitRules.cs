using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Rules with their parameters in chunks.</summary>
internal static class CommitRules
{
    public static CommitRule EveryChunk { get; } = new() { Kind = CommitRuleKind.EveryChunk };

    public static CommitRule Threshold(long chunks, FirstPhase phase = FirstPhase.Random) =>
        new() { Kind = CommitRuleKind.Threshold, Threshold = Money.Chunks(chunks), FirstPhase = phase };

    public static CommitRule Interval(Duration interval, FirstPhase phase = FirstPhase.Random) =>
        new() { Kind = CommitRuleKind.Interval, Interval = interval, FirstPhase = phase };

    public static CommitRule Coin(double probability) => new() { Kind = CommitRuleKind.Coin, Probability = probability };

    public static CommitRule Weibull(double meanChunks, double shape) =>
        new() { Kind = CommitRuleKind.Weibull, Mean = new((long)(meanChunks * Money.Price.Units)), Shape = shape };

    public static CommitRule Proportional(
        double alpha, long minimum, Population population = Population.Network, FirstPhase phase = FirstPhase.Aligned) => new()
        {
            Kind = CommitRuleKind.Proportional, Alpha = alpha, Minimum = Money.Chunks(minimum), Population = population,
            FirstPhase = phase,
        };

    public static CommitRule Article(double alpha, double shape, long minimum, Population population = Population.Network) =>
        new()
    {
        Kind = CommitRuleKind.Article, Alpha = alpha, Shape = shape, Minimum = Money.Chunks(minimum), Population = population,
    };

    public static CommitRule Growing(long first, long growth, long cap) => new()
    {
        Kind = CommitRuleKind.Growing, Threshold = Money.Chunks(first), Growth = Money.Chunks(growth), Cap = Money.Chunks(cap),
    };

    /// <summary>One of each kind, with ordinary parameters.</summary>
    public static CommitRule OrdinaryOf(CommitRuleKind kind) => kind switch
    {
        CommitRuleKind.EveryChunk => EveryChunk,
        CommitRuleKind.Threshold => Threshold(20),
        CommitRuleKind.Interval => Interval(Duration.FromMilliseconds(250)),
        CommitRuleKind.Coin => Coin(0.05),
        CommitRuleKind.Weibull => Weibull(20, 3),
        CommitRuleKind.Proportional => Proportional(0.01, 5, Population.Network, FirstPhase.Random),
        CommitRuleKind.ProportionalHints => Proportional(0.01, 5) with { Kind = CommitRuleKind.ProportionalHints },
        CommitRuleKind.WhenNeeded => new() { Kind = CommitRuleKind.WhenNeeded },
        CommitRuleKind.Growing => Growing(4, 4, 4096),
        CommitRuleKind.Lottery => new() { Kind = CommitRuleKind.Lottery, Probability = 0.05 },
        _ => Article(0.01, 3, 5),
    };
}
