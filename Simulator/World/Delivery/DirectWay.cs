using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// From a node to the client. Where nothing comes for too long the node is given up, and what is missing is wanted on another way: blocks that
/// came are kept, those that were paid and whose keys did not come are the ledger's business.
/// </summary>
/// <param name="otherwise">What comes then in its place.</param>
/// <param name="givenUp">What else is to be done then.</param>
internal sealed class DirectWay(Timeline timeline, ExchangeSession node, IDeliveryWay otherwise, Action givenUp) : IDeliveryWay
{
    private readonly List<Wanted> _wanted = [];
    private Instant _heard;
    private bool _watches, _isOpen, _hasServed;

    /// <summary>How long nothing may come while something is wanted: before the first block, and after it.</summary>
    public required Duration FirstPatience { get; init; }

    public required Duration Patience { get; init; }

    public ExchangeSession Node => node;

    /// <summary>The node was given up.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Connects; what is wanted already is asked for then.</summary>
    public void Open() => node.Connection.Open(() =>
    {
        _isOpen = true;
        node.Begin();
        foreach (Wanted wanted in _wanted.ToArray()) Ask(wanted);
    });

    public void Fetch(DeliveredContent content, int firstBlock, BlockSink sink)
    {
        if (HasFailed)
        {
            otherwise.Fetch(content, firstBlock, sink);
            return;
        }

        Wanted wanted = new(content, sink) { Next = firstBlock };
        _wanted.Add(wanted);
        _heard = timeline.Now;
        Watch();
        if (_isOpen) Ask(wanted);
    }

    private void Ask(Wanted wanted) => node.Fetch(wanted.Content, wanted.Next, (block, bytes) =>
    {
        (_heard, _hasServed) = (timeline.Now, true);
        wanted.Next = block + 1;
        if (wanted.Next == wanted.Content.Blocks) _wanted.Remove(wanted);
        wanted.Sink(block, bytes);
    });

    private void Watch()
    {
        if (_watches) return;
        _watches = true;
        timeline.At(PatientUntil, () =>
        {
            _watches = false;
            if (HasFailed || _wanted.Count == 0) return;
            if (PatientUntil > timeline.Now) Watch();
            else GiveUp();
        });
    }

    private Instant PatientUntil => _heard + (_hasServed ? Patience : FirstPatience);

    private void GiveUp()
    {
        HasFailed = true;
        node.Abandon();
        givenUp();
        foreach (Wanted missing in _wanted) otherwise.Fetch(missing.Content, missing.Next, missing.Sink);
        _wanted.Clear();
    }

    private sealed record Wanted(DeliveredContent Content, BlockSink Sink)
    {
        public int Next { get; set; }
    }
}
