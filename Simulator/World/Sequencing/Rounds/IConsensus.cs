namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// A protocol by which a committee agrees on blocks. It runs ahead of the simulation, as far as somebody asks: how long messages
/// take does not depend on what is in a block.
/// </summary>
internal interface IConsensus
{
    /// <summary>Whether each proposer's blocks hold what was sent to it (a DAG); else all hold what was sent to all (a leader's).</summary>
    bool IsPerProposer { get; }

    /// <summary>Runs until at least one more block is decided, and adds what is decided in the order of the log.</summary>
    void Decide(List<DecidedBlock> blocks);
}
