using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Sequencing;

/// <summary>Makes the sequencer that a scenario names.</summary>
internal static class Sequencers
{
    public static ISequencer For(Scenario scenario, ulong seed) => scenario.Ledger.Distribution switch
    {
        LagDistribution.Constant => new ConstantLagSequencer(scenario.Ledger.Lag),
        LagDistribution.Blocks => new BlockSequencer(
            scenario.Ledger.Blocks!, scenario.Ledger.Lag, new RandomStream(seed, StreamPurpose.BlockPhase, 0)),
        _ => new RandomLagSequencer(scenario.Ledger, LaneStreams(scenario, seed)),
    };

    private static RandomStream[] LaneStreams(Scenario scenario, ulong seed)
    {
        RandomStream[] streams = new RandomStream[scenario.Users.Count * scenario.Users.ServingNodes];
        for (int lane = 0; lane < streams.Length; lane++)
        {
            (long user, long place) = Math.DivRem((long)lane, scenario.Users.ServingNodes);
            streams[lane] = new RandomStream(seed, StreamPurpose.LedgerLag, (user << 10) + place);
        }

        return streams;
    }
}
