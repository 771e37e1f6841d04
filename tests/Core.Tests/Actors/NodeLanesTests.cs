using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A payer with several lanes at one node, lanes that are lost and opened again, and windows that start small.</summary>
public sealed class NodeLanesTests
{
    private static readonly UserId User = new(0);
    private static readonly NodeId Id = new(1);

    private readonly Outbox _outbox = Outbox.ForWindow(8, 4);
    private Instant _now = Instant.Zero;

    [Fact]
    public void All_lanes_of_a_payer_share_its_account()
    {
        NodeCore node = Opened(Options(), balance: 10, lanes: 3);
        Assert.Equal(4, Chunks(Send(node, 0, MessageKind.Request, 4)));
        Assert.Equal(4, Chunks(Send(node, 1, MessageKind.Request, 4)));
        // Eight are under way unpaid: the third lane gets the two that the balance still covers.
        Effect[] third = Send(node, 2, MessageKind.Request, 4);
        Assert.Equal(2, Chunks(third));
        // What is paid on one lane is not money for another.
        Pay(node, 0, 4);
        Assert.Equal(Money.Chunks(4), node.AccountOf(User).Paid);
        Assert.Equal(0, Chunks(Send(node, 2, MessageKind.Request, 5)));
    }

    [Fact]
    public void A_freeze_refuses_every_open_lane_once()
    {
        NodeCore node = Opened(Options(), balance: 0, lanes: 3);
        Effect[] effects = Send(node, 1, MessageKind.Request, 1);
        Assert.Equal([(ushort)0, 1, 2], effects
            .Where(e => e.Message is { Kind: MessageKind.Refuse, Reason: RefuseReason.Frozen }).Select(e => e.Message.Lane));
        Assert.Single(effects, e => e.Kind == EffectKind.Froze);
    }

    [Fact]
    public void A_lane_that_opens_after_a_freeze_is_welcome_and_refused_at_once()
    {
        NodeCore node = Opened(Options(), balance: 0, lanes: 1);
        Send(node, 0, MessageKind.Request, 1);
        Step(node, Input.Disconnected(User, Id));
        Effect[] effects = Send(node, 0, MessageKind.Hello, 1);
        Assert.Equal([MessageKind.Welcome, MessageKind.Refuse], effects.Select(e => e.Message.Kind));
        Assert.Equal(RefuseReason.Frozen, effects[1].Message.Reason);
        Assert.Empty(Send(node, 0, MessageKind.Request, 1));
    }

    [Fact]
    public void A_lost_lane_gives_up_what_is_unpaid_commits_what_is_paid_and_counts_from_one_again()
    {
        NodeCore node = Opened(Options(), balance: 6, lanes: 1);
        Assert.Equal(6, Chunks(Send(node, 0, MessageKind.Request, 6)));
        Pay(node, 0, 2);
        Effect[] lost = Step(node, Input.Disconnected(User, Id));
        Assert.Equal(Money.Chunks(2), Assert.Single(lost).Message.Amount);
        Assert.Equal(EffectKind.Submit, lost[0].Kind);
        Effect[] refused = Send(node, 0, MessageKind.Request, 1);
        Assert.Equal(RefuseReason.Unexpected, Assert.Single(refused).Message.Reason);
        // The account's view is open: the next session is welcome at once.
        Assert.Equal(MessageKind.Welcome, Assert.Single(Send(node, 0, MessageKind.Hello, 1)).Message.Kind);
        Send(node, 0, MessageKind.Anchor, 256);
        Effect[] again = Send(node, 0, MessageKind.Request, 8);
        Assert.Equal([1L, 2, 3, 4], again.Where(e => e.Message.Kind == MessageKind.Chunk).Select(e => e.Message.Number));
        Assert.Equal(Money.Chunks(3), Pay(node, 0, 1).Account.Paid);
    }

    [Fact]
    public void A_restored_payer_owes_what_its_tickets_say_until_the_ledger_shows_it()
    {
        NodeCore node = new(Id, Options());
        node.Restore(_now, User, Money.Chunks(5));
        Assert.Equal(EffectKind.Watch, Assert.Single(Send(node, 0, MessageKind.Hello, 1)).Kind);
        Step(node, Input.AccountOpened(User, Money.Chunks(10), ownClaim: Money.Chunks(2)));
        // Three of five are not in the view yet: seven of ten are left.
        Send(node, 0, MessageKind.Anchor, 256);
        Assert.Equal(7, Chunks(Send(node, 0, MessageKind.Request, 8)));
        Step(node, Input.From(new LedgerEntry(1, User, Id, Money.Chunks(3), Money.Chunks(5))));
        Assert.Equal(Credits.Zero, node.AccountOf(User).OwnPending);
    }

    [Fact]
    public void A_window_grows_by_one_for_each_window_of_payments_up_to_its_cap()
    {
        NodeCore node = Opened(Options() with { SlowStart = true, WindowChunks = 4 }, balance: 1_000, lanes: 1);
        Send(node, 0, MessageKind.Request, 1_000);
        List<int> windows = [];
        long sent = 1;
        for (int round = 0; round < 12; round++)
        {
            long before = sent;
            (int chunks, _) = Pay(node, 0, sent);
            sent += chunks;
            windows.Add((int)(sent - before));
        }

        // 1 paid: 2. Then two, three, four payments each widen it by one, and never beyond four.
        Assert.Equal([2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], windows);
    }

    [Fact]
    public void A_window_that_nobody_pays_on_is_halved_down_to_one()
    {
        NodeOptions options = Options() with { SlowStart = true, PayTimeout = Duration.FromSeconds(1L) };
        NodeCore node = Opened(options, balance: 1_000, lanes: 1);
        Send(node, 0, MessageKind.Request, 1_000);
        long sent = 1;
        while (Pay(node, 0, sent) is (< 8, _) and var (chunks, _)) sent += chunks;
        sent += 8;
        for (int halvings = 0; halvings < 3; halvings++)
        {
            _now += Duration.FromSeconds(1L);
            Instant deadline = node.Step(_now, Input.WakeUp(User), _outbox);
            _outbox.Clear();
            Assert.Equal(_now + Duration.FromSeconds(1L), deadline);
        }

        // Eight are in flight and the window is one. Seven payments widen it to 2, 3 and 4: one is in flight, three follow. At its cap
        // it would have been seven.
        Assert.Equal(3, Pay(node, 0, sent - 1).Chunks);
    }

    [Fact]
    public void Payment_before_the_chunk_sends_what_is_paid_and_takes_no_payment_for_what_may_not_be_sent()
    {
        NodeCore node = Opened(Options() with { Mode = ExchangeMode.PayBefore }, balance: 3, lanes: 1);
        Assert.Equal(0, Chunks(Send(node, 0, MessageKind.Request, 8)));
        Assert.Equal(2, Pay(node, 0, 2).Chunks);
        (int chunks, PayerAccount account) = Pay(node, 0, 5);
        Assert.Equal((1, Money.Chunks(3)), (chunks, account.Paid));
        Assert.Equal(RefuseReason.BadTicket, Send(node, 0, MessageKind.Pay, 20, Money.Chunks(20))[^1].Message.Reason);
    }

    private static NodeOptions Options() => new(
        Money.Price, FreezeRuleKind.OwnPending, Credits.Zero, CommitRules.Threshold(1000, FirstPhase.Aligned), 8, 8, Seed: 1);

    private NodeCore Opened(NodeOptions options, long balance, int lanes)
    {
        NodeCore node = new(Id, options);
        for (ushort lane = 0; lane < lanes; lane++) Send(node, lane, MessageKind.Hello, 1);
        Step(node, Input.AccountOpened(User, Money.Chunks(balance)));
        for (ushort lane = 0; lane < lanes; lane++) Send(node, lane, MessageKind.Anchor, 256);
        return node;
    }

    private (int Chunks, PayerAccount Account) Pay(NodeCore node, ushort lane, long number) =>
        (Chunks(Send(node, lane, MessageKind.Pay, number, Money.Chunks(number))), node.AccountOf(User));

    private Effect[] Send(NodeCore node, ushort lane, MessageKind kind, long number, Credits amount = default) =>
        Step(node, Input.From(new Message(kind, RefuseReason.None, User, Id, number, amount) { Lane = lane }));

    private Effect[] Step(NodeCore node, in Input input)
    {
        node.Step(_now, input, _outbox);
        Effect[] effects = [.. _outbox.Effects];
        _outbox.Clear();
        return effects;
    }

    private static int Chunks(Effect[] effects) => effects.Count(e => e.Kind == EffectKind.Send && e.Message.Kind == MessageKind.Chunk);
}
