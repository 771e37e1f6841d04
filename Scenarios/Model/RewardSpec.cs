using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>A network that pays and judges its nodes epoch after epoch by the rules of the real one.</summary>
/// <param name="Epochs">In a run.</param>
/// <param name="Epoch">How long one is.</param>
/// <param name="InflationPercent">Of the supply at the start of a year, a year.</param>
/// <param name="EpochsAsDays">A year counts 365 epochs, however short they are.</param>
/// <param name="Supply">Tokens at the start.</param>
/// <param name="Revenue">What users pay in an epoch, in the mean.</param>
/// <param name="Exponent">The i-th node serves as 1 / i^exponent.</param>
public sealed record RewardSpec(
    int Epochs, Duration Epoch, int InflationPercent, bool EpochsAsDays, Credits Supply, Credits Revenue, double Exponent)
{
    /// <summary>Share of nodes whose stake is locked as long as it may be.</summary>
    public double LockedShare { get; init; }

    /// <summary>Share of nodes that are slow and often away.</summary>
    public double PoorShare { get; init; }

    /// <summary>Share of nodes that are as poor, praise each other and run down all others.</summary>
    public double LiarShare { get; init; }

    /// <summary>Others that each node measures in an epoch.</summary>
    public int Peers { get; init; }

    /// <summary>Reporters without which a node is not scored.</summary>
    public int LeastReporters { get; init; }
}
