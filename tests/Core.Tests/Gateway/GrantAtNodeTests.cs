using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Grants of a gateway at a node and on the ledger: what is forged, expired, replayed or beyond its budget is refused, and nothing is spent.</summary>
public sealed class GrantAtNodeTests
{
    private readonly GatewayCase _world = new();
    private readonly ContentShelf _shelf = new();
    private readonly GatewayClient _client;
    private readonly Hash256 _content;

    public GrantAtNodeTests()
    {
        _client = _world.Client(1).Ask();
        _content = _shelf.Add(new byte[1_000]);
    }

    private SignedGrant Good => _client.Session.Grants[0];

    [Fact]
    public void A_grant_as_the_gateway_gave_it_is_served_and_paid()
    {
        Line line = Fetch(Good, _client.Device);
        Assert.Equal((RefuseReason.None, GatewayCase.Price), (line.Client.Refusal, line.Client.Cumulative));
        Assert.Single(line.Delivered);
    }

    [Fact]
    public void A_forged_grant_is_refused()
    {
        Refuses(RefuseReason.BadGrant, Good with { Grant = Good.Grant with { MaxSpend = Good.Grant.MaxSpend * 2 } });
        Refuses(RefuseReason.BadGrant, Signed(Good.Grant, _client.Device));
        Refuses(RefuseReason.WrongChain, Signed(Good.Grant with { Chain = default }, _world.Payer));
        Refuses(RefuseReason.NotInScope, Signed(Good.Grant with { Scope = NodeScope.Of([_client.Device.Key]) }, _world.Payer));
    }

    [Fact]
    public void An_expired_grant_or_one_of_another_epoch_is_refused()
    {
        Refuses(RefuseReason.GrantExpired, Signed(Good.Grant with { NotAfter = Instant.Zero }, _world.Payer));
        Refuses(RefuseReason.WrongEpoch, Signed(Good.Grant with { EpochFrom = 4 }, _world.Payer));
        Refuses(RefuseReason.WrongEpoch, Signed(Good.Grant with { EpochFrom = 1, EpochTo = 2 }, _world.Payer));
    }

    [Fact]
    public void A_grant_that_another_device_replays_is_refused() =>
        Refuses(RefuseReason.BadHello, Good, _world.Client(2).Device);

    [Fact]
    public void A_grant_is_served_up_to_a_nodes_share_and_no_further()
    {
        Hash256 large = _shelf.Add(new byte[51 * 262_144]);
        Line line = Of(Good, _client.Device);
        line.Connect();
        line.Fetch(large, 0, 51);
        line.Run();
        Assert.Equal(RefuseReason.GrantExhausted, line.Client.Refusal);
        Assert.Equal((_world.Terms.NodeCap, 50), (line.Client.Cumulative, line.Delivered.Count));
    }

    [Fact]
    public void A_grant_that_is_registered_twice_is_one_grant_and_a_forged_one_is_none()
    {
        ExchangeLedger ledger = new(GatewayCase.Chain, _world.Signatures, ExchangeCase.Plain with { GrantFee = new(3) });
        ledger.Apply(new Deposit(_world.Payer.Key, GatewayCase.Price * 1_000, false));
        Assert.Equal(LedgerOutcome.Applied, ledger.Apply(Good).Outcome);
        Int128 balance = ledger.Balance(_world.Payer.Key);
        Assert.Equal(LedgerOutcome.Unchanged, ledger.Apply(Good).Outcome);
        Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(Signed(Good.Grant with { Nonce = new Nonce(1, 1) }, _client.Device)).Refusal);
        Assert.Equal(balance, ledger.Balance(_world.Payer.Key));
        ledger.Audit();
    }

    private void Refuses(RefuseReason reason, SignedGrant grant, ISigner? device = null)
    {
        Line line = Fetch(grant, device ?? _client.Device);
        Assert.Equal(reason, line.Client.Refusal);
        Assert.Equal((Credits.Zero, 0, 0), (line.Client.Cumulative, line.Delivered.Count, line.Redeemed.Count));
    }

    private Line Fetch(SignedGrant grant, ISigner device)
    {
        Line line = Of(grant, device);
        line.Connect();
        line.Fetch(_content, 0, 1);
        line.Run();
        return line;
    }

    private Line Of(SignedGrant grant, ISigner device)
    {
        ISigner node = _world.NodeSigners.Single(signer => signer.Key == _client.Session.Nodes[0].Node);
        Line line = new(_world.Signatures, _shelf, node, device, _client.Session.LaneTo(0, 3) with { Grant = grant }, GatewayCase.Price);
        line.NodeSetup = line.NodeSetup with { ClockSkew = Duration.Zero };
        line.Node = line.NewNode(0);
        line.Epoch(3);
        return line;
    }

    private static SignedGrant Signed(Grant grant, ISigner signer) => new(grant, grant.Sign(signer));
}
