using System.Runtime.InteropServices;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Sim.Live.Nodes;

/// <content>What the node sees of the ledger, and what it claims there.</content>
public sealed partial class NodeHost
{
    private readonly Dictionary<PublicKey, UserId> _users = [];
    private readonly Dictionary<PublicKey, NodeId> _nodes = [];
    private readonly Dictionary<UserId, OwnClaims> _claims = [];
    private readonly List<(LaneKey Lane, LaneTicket Ticket)> _due = [];
    private readonly Task _listening;
    private readonly List<LedgerEntry> _late = [];
    private long _claimsDueAt = long.MaxValue;
    private int _redeeming;

    private async Task ListenToLedgerAsync()
    {
        try
        {
            while (await _options.Ledger.News.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
                Post(() =>
                {
                    HearNews();
                    heard.SetResult();
                });
                await heard.Task.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped. A link that ends by itself leaves the node without news: the fence closes.
        }
    }

    private void HearNews()
    {
        if (_state == NodeHostState.Draining) return; // the last claims are not the actor's
        bool heard = false;
        while (_options.Ledger.News.TryRead(out LedgerNews news))
        {
            if (!heard) _endpoint.OnLedgerHeard(_clock.Now, _outbox);
            heard = true;
            Carry();
            Hear(news);
            Carry();
        }
    }

    private void Hear(in LedgerNews news)
    {
        switch (news.Kind)
        {
            case LedgerNewsKind.Opened when _users.TryGetValue(news.Payer, out UserId opened):
                ClaimsOf(opened).Open(news.Cumulative);
                _endpoint.OnAccountOpened(_clock.Now, opened, news.Amount, news.Cumulative, _outbox);
                break;
            case LedgerNewsKind.Entry when _users.TryGetValue(news.Payer, out UserId user):
                LedgerEntry entry = new(
                    news.Height, user, news.Node == default ? LedgerEntry.Nobody : NodeOf(news.Node), news.Amount, news.Cumulative);
                if (news.Node == Key) HearOwn(entry);
                else _endpoint.OnLedgerEntry(_clock.Now, entry, _outbox);
                break;
            case LedgerNewsKind.GrantSpent:
                _endpoint.OnGrantSpentElsewhere(news.Grant, news.Cumulative);
                break;
            case LedgerNewsKind.Epoch when news.Epoch > _endpoint.Epoch:
                _endpoint.OnEpoch(_clock.Now, news.Epoch, _outbox);
                break;
        }
    }

    /// <summary>
    /// A claim of this node. Anyone may submit a ticket that the node holds: what the ledger shows beyond what the node itself submitted is
    /// told to it once it has.
    /// </summary>
    private void HearOwn(in LedgerEntry entry)
    {
        OwnClaims claims = ClaimsOf(entry.User);
        LedgerEntry told = claims.Take(entry);
        if (told.Amount != Credits.Zero) _endpoint.OnLedgerEntry(_clock.Now, told, _outbox);
        foreach ((LaneKey lane, Credits settled) in claims.Settled()) _endpoint.OnSettled(lane, settled);
    }

    private void Watch(UserId user, PublicKey payer)
    {
        _users[payer] = user;
        _ = WatchAsync();

        async Task WatchAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    await _options.Ledger.WatchAsync(payer, _stop.Token).ConfigureAwait(false);
                    return;
                }
                catch (LedgerUnreachableException)
                {
                    await PauseAsync().ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private void Claim(in EndpointEffect effect)
    {
        LaneTicket ticket = _endpoint.TicketOf(effect.Lane);
        OwnClaims claims = ClaimsOf(effect.User);
        LedgerEntry? late = claims.Submit(effect.Lane, new Credits(effect.Number));
        if (late is { } told && _state != NodeHostState.Draining) _late.Add(told);
        LaneKey lane = effect.Lane;
        int known = _due.FindIndex(d => d.Lane == lane);
        if (known >= 0) _due[known] = (effect.Lane, ticket);
        else _due.Add((effect.Lane, ticket));
        if (_claimsDueAt == long.MaxValue) _claimsDueAt = Environment.TickCount64 + (long)_options.RedeemDelay.TotalMilliseconds;
    }

    private long ClaimsDueIn() =>
        _claimsDueAt == long.MaxValue || _redeeming >= _options.RedeemsUnderWay ? long.MaxValue : _claimsDueAt - Environment.TickCount64;

    /// <summary>Submits the claims that have waited long enough, or are many enough, in batches.</summary>
    private void SubmitClaims()
    {
        for (int i = 0; i < _late.Count; i++)
        {
            _endpoint.OnLedgerEntry(_clock.Now, _late[i], _outbox);
            Carry();
        }

        _late.Clear();
        while (_due.Count > 0 && _redeeming < _options.RedeemsUnderWay
            && (_due.Count >= RedeemBatch.MaxItems || Environment.TickCount64 >= _claimsDueAt))
        {
            int count = Math.Min(_due.Count, RedeemBatch.MaxItems);
            LaneTicket[] tickets = [.. _due.Take(count).Select(claim => claim.Ticket)];
            ClaimPath[] paths = [.. _due.Take(count).Select(claim => _endpoint.PathOf(claim.Lane))];
            byte[] transaction = LedgerTransactions.Redeem(tickets, paths);
            _due.RemoveRange(0, count);
            Counters.Claimed(count);
            _redeeming++;
            _ = RedeemAsync(transaction);
        }

        if (_due.Count == 0) _claimsDueAt = long.MaxValue;
    }

    private async Task RedeemAsync(byte[] transaction)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                LedgerReceipt receipt = await _options.Ledger.SubmitAsync(transaction, _stop.Token).ConfigureAwait(false);
                Post(() => OnReceipt(receipt));
                return;
            }
            catch (LedgerUnreachableException)
            {
                // It may be final all the same: the ledger credits nothing twice.
                Counters.RedeemRetried();
                await PauseAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void OnReceipt(in LedgerReceipt receipt)
    {
        _redeeming--;
        if (receipt.Verdict.IsRefused) Counters.RedeemRefused();
        else Counters.Redeemed((long)receipt.Verdict.Amount);
    }

    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(_options.RetryAfter, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Who waits looks whether the node stops.
        }
    }

    private OwnClaims ClaimsOf(UserId user) => CollectionsMarshal.GetValueRefOrAddDefault(_claims, user, out _) ??= new OwnClaims();

    private NodeId NodeOf(in PublicKey node)
    {
        if (_nodes.TryGetValue(node, out NodeId id)) return id;
        _nodes.Add(node, id = new NodeId(_nodes.Count));
        return id;
    }
}
