using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>How a committee of validators agrees.</summary>
public enum ConsensusProtocol
{
    /// <summary>PBFT, each transaction at once: three delays.</summary>
    Pbft,

    /// <summary>Tendermint: a block a height, three delays and a wait.</summary>
    Tendermint,

    /// <summary>Chained HotStuff: a block every two delays, final after seven.</summary>
    HotStuff,

    /// <summary>Narwhal and Bullshark: a DAG of certified blocks, three delays a round.</summary>
    Bullshark,

    /// <summary>Mysticeti: a DAG of blocks that are not certified, one delay a round.</summary>
    Mysticeti,
}

/// <summary>The validators of a ledger and what they do.</summary>
/// <param name="Validators">n = 3f + 1.</param>
/// <param name="HopDelay">Delay between any two validators, nodes being beside them; 0: places and delays are those of the network.</param>
/// <param name="ViewTimeout">How long validators wait for a leader. Positive.</param>
/// <param name="CommitWait">Tendermint: from one height to the next.</param>
/// <param name="Crashed">Validators that go down for good, the first leader among them; at most f.</param>
/// <param name="CrashAfter">When they do.</param>
/// <param name="Epoch">Length of an epoch; 0: there is one.</param>
/// <param name="EpochPause">How long nothing is proposed between two epochs; shorter than an epoch.</param>
public sealed record CommitteeSpec(
    ConsensusProtocol Protocol, int Validators, Duration HopDelay, BlockSize Block, Duration ViewTimeout, Duration CommitWait,
    int Crashed, Duration CrashAfter, Duration Epoch, Duration EpochPause)
{
    /// <summary>f: validators that may fail.</summary>
    public int MostFaulty => (Validators - 1) / 3;
}
