using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Faults;

/// <summary>
/// What nodes lost with their disks: the users keep that money, and the accounts must still agree. A lane loses its session once, for
/// its user opens no second one.
/// </summary>
internal sealed class LostTickets
{
    private readonly Credits[] _submitted, _lost;
    private readonly long[] _chunksSent;
    private readonly List<int>[] _lanesOf;

    public LostTickets(ReadOnlySpan<Lane> lanes, int nodes)
    {
        _submitted = new Credits[lanes.Length];
        _lost = new Credits[lanes.Length];
        _chunksSent = new long[lanes.Length];
        _lanesOf = new List<int>[nodes];
        for (int node = 0; node < nodes; node++) _lanesOf[node] = [];
        for (int lane = 0; lane < lanes.Length; lane++) _lanesOf[lanes[lane].Node.Value].Add(lane);
    }

    /// <summary>The lanes of a node.</summary>
    public IReadOnlyList<int> LanesOf(int node) => _lanesOf[node];

    /// <summary>Chunks that were under way or unpaid, and whose payment their node no longer knows.</summary>
    public long UnpaidChunks { get; private set; }

    /// <summary>A node sent so many chunks of a lane in all.</summary>
    public void Sent(int lane, long chunks) => _chunksSent[lane] = chunks;

    /// <summary>A lane's node forgets its session.</summary>
    public void Lose(int lane, in PayerAccount account, Credits price)
    {
        Invariant.Require(_submitted[lane] == Credits.Zero && _lost[lane] == Credits.Zero, "world: a session was lost twice");
        _submitted[lane] = account.Submitted;
        _lost[lane] = account.Uncommitted;
        UnpaidChunks += _chunksSent[lane] - (account.Paid.Units / price.Units);
    }

    /// <summary>What a lane's node had submitted to the ledger before it forgot.</summary>
    public Credits SubmittedOf(int lane) => _submitted[lane];

    /// <summary>What a lane's user had paid and nobody will ever claim.</summary>
    public Credits LostOf(int lane) => _lost[lane];
}
