using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// The ledger of exchanges. Every transaction is a height of its own and final at once, and every node sees what it watches at once; the ledger
/// asserts at each height that nothing is made or lost.
/// </summary>
internal sealed class ExchangeBank : ILedgerObserver
{
    private readonly List<ExchangeNode> _nodes = [];
    private readonly Dictionary<(PublicKey Payer, PublicKey Node), Credits> _credited = [];
    private readonly List<(PublicKey Payer, PublicKey Node, Hash256 Grant, Credits Amount, Credits Cumulative)> _events = [];
    private long _epoch;

    public ExchangeBank(in Hash256 chain, ISignatureVerifier verifier, LedgerSettings settings) =>
        Ledger = new ExchangeLedger(chain, verifier, settings) { Observer = this };

    /// <summary>To look at; transactions come by the methods of this class, so that nodes see them.</summary>
    public ExchangeLedger Ledger { get; }

    /// <summary>Claims that were submitted.</summary>
    public long Redeems { get; private set; }

    /// <summary>Shows a node the ledger from now on.</summary>
    public void Join(ExchangeNode node) => _nodes.Add(node);

    /// <summary>Applies an encoded transaction; bytes may be anything.</summary>
    public LedgerVerdict Submit(ReadOnlySpan<byte> transaction)
    {
        Begin();
        return Show(Ledger.Apply(transaction));
    }

    public LedgerVerdict Submit(in Deposit deposit)
    {
        Begin();
        return Show(Ledger.Apply(deposit));
    }

    public LedgerVerdict Submit(in SignedGrant grant)
    {
        Begin();
        return Show(Ledger.Apply(grant));
    }

    public LedgerVerdict Submit(KeyWithheld withheld)
    {
        Begin();
        return Show(Ledger.Apply(withheld));
    }

    public LedgerVerdict Submit(WrongPlaintext wrong)
    {
        Begin();
        return Show(Ledger.Apply(wrong));
    }

    /// <summary>Redeems the best ticket that a node holds of a lane.</summary>
    public LedgerVerdict Redeem(in LaneTicket ticket, ScopePath path)
    {
        Redeems++;
        Begin();
        return Show(Ledger.Apply(TicketClaim.Of(ticket, path)));
    }

    /// <summary>Goes on to a later height; what falls due on the way happens.</summary>
    public void Advance(long height)
    {
        _events.Clear();
        Require(Ledger.Advance(height), "a later height");
        Show(default);
    }

    /// <summary>A node's view of an account begins.</summary>
    public void Watch(ExchangeNode node, in PublicKey payer)
    {
        Credits own = _credited.GetValueOrDefault((payer, node.Key));
        node.Hear(new ExchangeNews(ExchangeNewsKind.Opened, Ledger.Height, payer, default, default, Signed(payer), own));
        foreach (Hash256 grant in Ledger.GrantsOf(payer)) TellSpent(node, payer, grant);
    }

    /// <summary>Counts every table again.</summary>
    public void Audit()
    {
        Ledger.Audit();
        Invariant.Require(
            Ledger.Balances + Ledger.NodeCredits + Ledger.Stakes + Ledger.Burned + Ledger.Fees + Ledger.Escrow == Ledger.PaidIn - Ledger.Withdrawn,
            "exchange: money was made or lost");
    }

    /// <summary>A refusal of what an honest party brought is a bug.</summary>
    public static void Require(in LedgerVerdict verdict, string what) =>
        Invariant.Require(!verdict.IsRefused, $"exchange: the ledger refuses {what}: {verdict.Refusal}");

    void ILedgerObserver.OnClaimed(in LedgerClaim claim)
    {
        PublicKey node = claim.Lane.Node;
        Credits cumulative = _credited.GetValueOrDefault((claim.Payer, node)) + claim.Credited;
        _credited[(claim.Payer, node)] = cumulative;
        _events.Add((claim.Payer, node, claim.Lane.GrantId, claim.Credited, cumulative));
    }

    void ILedgerObserver.OnMoved(in PublicKey account, Int128 change) =>
        _events.Add((account, default, default, new Credits((long)-change), default));

    private void Begin()
    {
        _events.Clear();
        Require(Ledger.Advance(Ledger.Height + 1), "a height");
    }

    private LedgerVerdict Show(LedgerVerdict verdict)
    {
        foreach ((PublicKey payer, PublicKey by, Hash256 grant, Credits amount, Credits cumulative) in _events)
        {
            foreach (ExchangeNode node in _nodes)
            {
                if (!node.Watches(payer)) continue;
                node.Hear(new ExchangeNews(ExchangeNewsKind.Entry, Ledger.Height, payer, by, grant, amount, cumulative));
                if (grant != default && by != node.Key) TellSpent(node, payer, grant);
            }
        }

        if (Ledger.Epoch == _epoch) return verdict;
        _epoch = Ledger.Epoch;
        ExchangeNews began = default(ExchangeNews) with { Kind = ExchangeNewsKind.Epoch, Number = _epoch };
        foreach (ExchangeNode node in _nodes) node.Hear(began);
        return verdict;
    }

    private void TellSpent(ExchangeNode node, in PublicKey payer, in Hash256 grant)
    {
        Credits elsewhere = Ledger.SpentOf(grant) - Ledger.SpentOf(grant, node.Key);
        if (elsewhere > Credits.Zero)
            node.Hear(new ExchangeNews(ExchangeNewsKind.GrantSpent, Ledger.Height, payer, default, grant, default, elsewhere));
    }

    private Credits Signed(in PublicKey payer) => new((long)Ledger.SignedBalance(payer));
}
