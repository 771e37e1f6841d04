namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>What is kept of one link, beside its level.</summary>
internal struct SharedLink
{
    public long BitsPerSecond;

    /// <summary>The flows that cross this link, in no order that matters.</summary>
    public Member[] Members;

    public int MemberCount, ElasticCount;

    /// <summary>What a flow owned by this link has been able to transfer since the beginning, and when that was read.</summary>
    public Int128 ClockNanobits;

    public long ClockAtNs;

    /// <summary>A binary heap, by mark, of the owned flows with an amount.</summary>
    public Waiter[] Waiters;

    public int WaiterCount;
}

/// <summary>A flow on a link, with the one other link it crosses so that levels are found without a look at the flow.</summary>
internal struct Member
{
    public const int None = -1, Several = -2;

    public int Flow, Other;
}

/// <summary>A flow waiting for its owner's clock to reach a mark.</summary>
internal struct Waiter
{
    public Int128 Mark;
    public int Flow;
}
