using Fleek.Core.Primitives;

namespace Fleek.Sim.World;

/// <summary>What the world keeps of a payer beside its lanes.</summary>
internal struct PayerState
{
    /// <summary>What came to the account in the run less what left it, for another reason than a chunk.</summary>
    public Credits Moved;

    /// <summary>Deposits made.</summary>
    public int TopUps;

    /// <summary>A deposit is on its way.</summary>
    public bool IsToppingUp;

    /// <summary>The end of the present epoch of settlement is due.</summary>
    public bool AwaitsSettlement;

    /// <summary>It answers no more.</summary>
    public bool IsGone;

    /// <summary>Counts the payer's steps, as their order among those of one time.</summary>
    public long Sequence;
}
