using Fleek.Core.Content;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// A live node and its users in this process, over TCP on loopback: signatures, ciphers and hashes of both sides, tickets, a log and a ledger
/// in memory. Bytes count when they are delivered: verified plain text.
/// </summary>
internal sealed class LiveExchange : LiveBytes, IBlockSink
{
    private const int Window = 32;

    /// <summary>Contents that a lane has wanted ahead.</summary>
    private const int Ahead = 3;

    /// <summary>What a user has money for: more than any measurement fetches.</summary>
    private const long Chunks = 1_000_000_000;

    private readonly LiveNet _net = new();
    private readonly LiveNode _node;
    private readonly List<UserLane> _lanes = [];
    private readonly Hash256 _content;
    private readonly int _blocks;
    private readonly long[] _wanted = new long[Connections];
    private long _received;
    private volatile bool _runs;

    public LiveExchange(MemoryContent content, bool sendsInline)
    {
        _blocks = content.Tree.Blocks;
        byte[] bytes = new byte[_blocks * ContentBlock.Bytes];
        for (int block = 0; block < _blocks; block++) content.Block(block).CopyTo(bytes.AsSpan(block * ContentBlock.Bytes));
        _content = _net.Content.Add(bytes);
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = LiveNet.Price * 4_096 };
        _node = _net.AddNodeAsync(Window, o => o with { SendsInline = sendsInline, Log = new MemoryNodeLog(keepsRecords: false) }, rule).Result;
        UserBuffers buffers = new();
        for (int i = 0; i < Connections; i++)
        {
            LiveUser user = _net.AddUserAsync(Chunks, this, buffers, isCapped: true).Result;
            _lanes.Add(user.Open(_node, 2 * Window));
        }
    }

    protected override long Received => Interlocked.Read(ref _received);

    public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
    {
        Interlocked.Add(ref _received, plain.Length);
        int user = _lanes.IndexOf(lane);
        if (_runs && lane.Counters.Delivered + (long)(Ahead - 1) * _blocks > _wanted[user]) _ = Task.Run(() => Want(user));
    }

    public void Ended(UserLane lane)
    {
        if (lane.State != LiveLaneState.Cancelled)
            throw new InvalidOperationException($"the exchange ended: {lane.State}, {lane.Read(c => c.Refusal)}, {lane.Read(c => c.Fault)}");
    }

    public override void Dispose() => _net.DisposeAsync().AsTask().Wait();

    protected override void Resume()
    {
        _runs = true;
        for (int user = 0; user < _lanes.Count; user++) Want(user);
    }

    protected override void Pause()
    {
        _runs = false;
        for (int user = 0; user < _lanes.Count; user++)
            while (_lanes[user].Counters.Delivered < _wanted[user]) Thread.Sleep(5);
        if (_node.Host.Failure is { } failure) throw new InvalidOperationException("the node failed", failure);
    }

    private void Want(int user)
    {
        UserLane lane = _lanes[user];
        lock (_wanted)
        {
            while (_wanted[user] < lane.Counters.Delivered + ((long)Ahead * _blocks))
            {
                _wanted[user] += _blocks;
                lane.Fetch(_content, _blocks, 0, _blocks);
            }
        }
    }
}
