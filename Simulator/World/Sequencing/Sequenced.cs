using Fleek.Core.Primitives;
using Fleek.Sim.World.Sequencing.Rounds;

namespace Fleek.Sim.World.Sequencing;

/// <summary>A transaction's place in the log.</summary>
/// <param name="Final">When it is final, and the ledger applies it.</param>
/// <param name="Block">The committee's block that it is in, where there is one.</param>
internal readonly record struct Sequenced(Instant Final, DecidedBlock? Block = null);
