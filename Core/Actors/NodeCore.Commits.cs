using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>What a node submits to the ledger for a payer.</summary>
public sealed partial class NodeCore
{
    private void Commit(ref PayerBook b, Outbox outbox)
    {
        LimitRequest request = RequestOf(b);
        if (b.Account.Uncommitted == Credits.Zero && request != LimitRequest.Release) return;
        Submit(request, ref b, outbox);
    }

    private void Submit(LimitRequest request, ref PayerBook b, Outbox outbox)
    {
        if (b.Account.Uncommitted > Credits.Zero)
        {
            b.Account.Submit();
            _clock.Committed(ref b.Commit, b.Account.Available, b.ServingNodes);
        }

        switch (request)
        {
            case LimitRequest.Renew:
                b.Limit.Ask();
                outbox.Renew(b.User, id, b.Account.Submitted);
                break;
            case LimitRequest.Release:
                outbox.Release(b.User, id, b.Account.Submitted, b.Limit.Release(b.Account.Submitted));
                break;
            default:
                outbox.Submit(b.User, id, b.Account.Submitted);
                break;
        }

        if (_clock.SendsHints) outbox.Hint(b.User, id, b.Account.Submitted);
    }
}
