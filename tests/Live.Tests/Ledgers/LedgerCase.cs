using System.Threading.Channels;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Ledgers;

namespace Fleek.Tests.Live.Ledgers;

/// <summary>Parties with real keys, and their transactions.</summary>
internal sealed class LedgerCase
{
    public const long Price = 10;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly Hash256 Chain = LiveNet.Chain;

    public static readonly LedgerTerms Terms = LiveNet.Terms;

    public Ed25519Signer Payer { get; } = Signer(1);

    public Ed25519Signer Device { get; } = Signer(2);

    public Ed25519Signer[] Nodes { get; } = [Signer(10), Signer(11), Signer(12)];

    public static Ed25519Signer Signer(int name) => LiveNet.Signer(name);

    public Grant Grant => new(
        Chain, Payer.Key, Device.Key, 0, 3, new(1_000_000 * Price), Credits.Zero, new(Price), NodeScope.Any, 4, new(long.MaxValue),
        new Nonce(1, 2));

    public static byte[] Deposit(PublicKey to, long amount) => LedgerTransactions.Of(new Deposit(to, new(amount), false));

    public byte[] Register => LedgerTransactions.Of(new SignedGrant(Grant, Grant.Sign(Payer)));

    /// <summary>A node's claim on the grant for so many units of a lane in all.</summary>
    public byte[] Redeem(int node, long units, int lane = 0)
    {
        FinalTicket final = new(Chain, Grant.Id(), Nodes[node].Key, lane, 0, new(Price), new(units * Price));
        return LedgerTransactions.Redeem([new LaneTicket(HeldTicket.Final, default, 0, default, final, final.Cumulative, final.Sign(Device))]);
    }

    /// <summary>Stakes of the nodes, a balance and the grant.</summary>
    public async Task BeginAsync(ILedgerLink link, long units)
    {
        foreach (Ed25519Signer node in Nodes)
            await Applies(link, LedgerTransactions.Of(new Deposit(node.Key, new(1_000), true)));
        await Applies(link, Deposit(Payer.Key, units * Price));
        await Applies(link, Register);
    }

    public static async Task<LedgerReceipt> Applies(ILedgerLink link, byte[] transaction)
    {
        using CancellationTokenSource patience = new(Patience);
        LedgerReceipt receipt = await link.SubmitAsync(transaction, patience.Token);
        Assert.Equal(LedgerOutcome.Applied, receipt.Verdict.Outcome);
        return receipt;
    }

    /// <summary>The next news that are not of the kinds that come by themselves.</summary>
    public static async Task<LedgerNews> NextAsync(ChannelReader<LedgerNews> news)
    {
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            LedgerNews next = await news.ReadAsync(patience.Token);
            if (next.Kind is not (LedgerNewsKind.Alive or LedgerNewsKind.Epoch)) return next;
        }
    }
}
