using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Sequencing.Rounds;

namespace Fleek.Sim.World.Sequencing;

/// <summary>Makes the sequencer that a scenario names.</summary>
internal static class Sequencers
{
    public static ISequencer For(Scenario scenario, ulong seed, Surroundings surroundings) => scenario.Ledger.Distribution switch
    {
        LagDistribution.Constant => new ConstantLagSequencer(scenario.Ledger.Lag),
        LagDistribution.Blocks => new BlockSequencer(
            scenario.Ledger.Blocks!, scenario.Ledger.Lag, new RandomStream(seed, StreamPurpose.BlockPhase, 0)),
        LagDistribution.Queue => new QueueSequencer(
            scenario.Ledger.Queue!, scenario.Ledger.Lag, new RandomStream(seed, StreamPurpose.LedgerService, 0)),
        LagDistribution.Central => Central(scenario, surroundings),
        LagDistribution.Rounds => ByCommittee(scenario.Ledger.Rounds!, scenario.Nodes, surroundings),
        _ => new RandomLagSequencer(scenario.Ledger, scenario.Users.Count, scenario.LanesPerUser, seed),
    };

    private static CentralBiller Central(Scenario scenario, Surroundings surroundings)
    {
        long same = scenario.Ledger.BillerDelay.Nanoseconds;
        long[]? to = null;
        if (same == 0 && scenario.Network.Delay != DelayKind.None)
            to = [.. surroundings.DelaysToValidators(1).Select(delays => delays[0])];
        return new CentralBiller(to ?? [.. Enumerable.Repeat(same, scenario.Nodes)]);
    }

    private static ISequencer ByCommittee(CommitteeSpec spec, int nodes, Surroundings surroundings)
    {
        long downFromNs = spec.Crashed > 0 ? spec.CrashAfter.Nanoseconds : Committee.Never;
        long[] down = new long[spec.Validators];
        for (int i = 0; i < down.Length; i++) down[i] = i < spec.Crashed ? downFromNs : Committee.Never;
        bool equal = spec.HopDelay > Duration.Zero;
        Committee committee = new(
            equal ? EqualDelays(spec.Validators, spec.HopDelay.Nanoseconds) : surroundings.DelaysOfValidators(spec.Validators), down);
        ValidatorAccess access = new(
            committee, equal ? NoDelays(nodes, spec.Validators) : surroundings.DelaysToValidators(spec.Validators));
        EpochPauses pauses = new(spec.Epoch, spec.EpochPause);
        if (spec.Protocol == ConsensusProtocol.Pbft) return new OnDemandSequencer(committee, access, downFromNs, spec.ViewTimeout);
        IConsensus consensus = spec.Protocol switch
        {
            ConsensusProtocol.Tendermint => new Tendermint(committee, pauses, spec.ViewTimeout, spec.CommitWait),
            ConsensusProtocol.HotStuff => new HotStuff(committee, pauses, spec.ViewTimeout),
            _ => new Dag(committee, pauses, spec.Protocol == ConsensusProtocol.Bullshark, spec.ViewTimeout),
        };
        return new RoundSequencer(committee, consensus, access, spec.Block.Capacity);
    }

    private static long[][] EqualDelays(int validators, long ns) =>
        [.. Enumerable.Range(0, validators).Select(i => Enumerable.Range(0, validators).Select(j => i == j ? 0 : ns).ToArray())];

    private static long[][] NoDelays(int nodes, int validators) => [.. Enumerable.Range(0, nodes).Select(_ => new long[validators])];
}
