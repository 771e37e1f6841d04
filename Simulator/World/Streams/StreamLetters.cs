using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Streams;

/// <summary>The letters that a stream has under way, in the order in which they were sent.</summary>
internal ref struct StreamLetters
{
    private readonly StreamTimes _times;
    private readonly Credits _price;
    private readonly UserId _user;
    private readonly NodeId _node;
    private readonly StreamCounts _counts;
    private long _request, _payment, _chunk, _key;
    private bool _anchorDone;

    public StreamLetters(in StreamTimes times, in StreamCounts counts, Credits price, UserId user, NodeId node)
    {
        _times = times;
        _price = price;
        _user = user;
        _node = node;
        _counts = counts;
        _request = counts.Sent + 1;
        _payment = counts.Paid + 1;
        _chunk = counts.Received + 1;
        _key = counts.Keyed + 1;
    }

    /// <summary>To the node: requests, payments, and an anchor before the payment whose chunk made the user roll its chain.</summary>
    public bool NextUp(out Letter letter)
    {
        bool request = _request <= _counts.Wanted, payment = _payment <= _counts.Received;
        letter = default;
        if (!request && !payment) return false;
        // A user that gets a chunk and wants another at one time pays first.
        if (payment && (!request || _times.ChunkArrives(_payment) <= _times.RequestSent(_request)))
        {
            long arrives = _times.PaymentArrives(_payment), covered = AnchorSchedule.CoveredAfter(_payment);
            if (!_anchorDone && covered > AnchorSchedule.CoveredAfter(_payment - 1))
            {
                _anchorDone = true;
                letter = Of(arrives, MessageKind.Anchor, covered, default);
                return true;
            }

            _anchorDone = false;
            letter = Of(arrives, MessageKind.Pay, _payment, _price * _payment);
            _payment++;
            return true;
        }

        letter = Of(_times.RequestArrives(_request), MessageKind.Request, _request, default);
        _request++;
        return true;
    }

    /// <summary>To the user: chunks and keys.</summary>
    public bool NextDown(out Letter letter)
    {
        bool chunk = _chunk <= _counts.Sent, key = _key <= _counts.Paid;
        letter = default;
        if (!chunk && !key) return false;
        // What was sent first arrived first: of a payment and a request at one time, the payment.
        if (key && (!chunk || _times.PaymentArrives(_key) <= _times.RequestArrives(_chunk)))
        {
            letter = Of(_times.KeyArrives(_key), MessageKind.Key, _key, default);
            _key++;
            return true;
        }

        letter = Of(_times.ChunkArrives(_chunk), MessageKind.Chunk, _chunk, default);
        _chunk++;
        return true;
    }

    private readonly Letter Of(long arrivesNs, MessageKind kind, long number, Credits amount) =>
        new(arrivesNs, new Message(kind, RefuseReason.None, _user, _node, number, amount));
}
