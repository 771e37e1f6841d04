using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>One content on its way from a peer: block after block, each proved against the content's id before it is taken.</summary>
internal sealed class PeerFetch
{
    /// <summary>A request: content and first block, behind a frame's header.</summary>
    private const int RequestBytes = 64;

    private readonly Timeline _timeline;
    private readonly DeliveredContent _content;
    private readonly IReadOnlyList<PeerSource> _sources;
    private readonly SliceVerifier _verifier;
    private readonly List<(int Block, Action Ready)> _waiting = [];
    private Action? _whole;
    private int _next, _source;

    public PeerFetch(Timeline timeline, DeliveredContent content, IReadOnlyList<PeerSource> sources)
    {
        Invariant.Require(sources.Count > 0, "peers: a content that nobody holds");
        (_timeline, _content, _sources, _verifier) = (timeline, content, sources, new SliceVerifier(content.Id));
    }

    /// <summary>Of blocks that were taken.</summary>
    public long Bytes { get; private set; }

    /// <summary>Blocks that were not.</summary>
    public long Refused { get; private set; }

    public void Begin(Action whole)
    {
        _whole = whole;
        Ask();
    }

    public void When(int block, Action ready)
    {
        if (block < _next) ready();
        else _waiting.Add((block, ready));
    }

    /// <summary>Asks the next peer for what is still missing.</summary>
    private void Ask()
    {
        Invariant.Require(_source < _sources.Count, "peers: no honest peer holds the content");
        PeerSource peer = _sources[_source];
        int asked = _source, first = _next;
        peer.Way.ToServer(RequestBytes, () =>
        {
            for (int block = first; block < _content.Blocks; block++)
            {
                int number = block;
                byte[] proof = new byte[SliceProof.MaxBytes];
                // A resumed proof counts on what this peer has sent before.
                int length = SliceProof.Write(_content.Tree, number, resumed: number > first, proof);
                peer.Way.ToClient(_content.LengthOf(number) + length, () =>
                {
                    if (asked == _source) Take(number, proof.AsSpan(0, length), peer.Lies);
                });
            }
        });
    }

    private void Take(int block, ReadOnlySpan<byte> proof, bool lies)
    {
        byte[] bytes = new byte[_content.LengthOf(block)];
        _content.Read(block, bytes);
        if (lies) bytes[^1] ^= 1;
        bool proved = _verifier.AcceptProof(proof) == SliceRefusal.None && _verifier.AcceptBlock(bytes) == SliceRefusal.None;
        if (!proved)
        {
            Refused++;
            _source++;
            _verifier.Begin(_content.Id, _next);
            Ask();
            return;
        }

        Bytes += bytes.Length;
        _next = block + 1;
        for (int i = 0; i < _waiting.Count;)
        {
            if (_waiting[i].Block >= _next)
            {
                i++;
                continue;
            }

            Action ready = _waiting[i].Ready;
            _waiting.RemoveAt(i);
            ready();
        }

        if (_next == _content.Blocks) _whole!();
    }
}
