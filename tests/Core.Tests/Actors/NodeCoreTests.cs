using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node against a user that does as it likes.</summary>
public sealed class NodeCoreTests
{
    private static readonly UserId User = new(0);
    private static readonly NodeId Id = new(1);

    private readonly Outbox _outbox = Outbox.ForWindow(5);

    [Fact]
    public void The_window_bounds_what_is_sent_and_unpaid()
    {
        NodeCore node = Opened();
        Assert.Equal([1, 2, 3, 4, 5], Chunks(Step(node, MessageKind.Request, 100)));
        Assert.Empty(Step(node, MessageKind.Request, 200));
        Assert.Equal([6, 7, 8], Chunks(Pay(node, 3)));
        Assert.Equal([9, 10, 11, 12, 13], Chunks(Pay(node, 8)));
    }

    [Fact]
    public void No_chunk_goes_beyond_the_anchor_or_the_request()
    {
        NodeCore node = Opened(anchor: 3);
        Assert.Equal([1, 2, 3], Chunks(Step(node, MessageKind.Request, 100)));
        Assert.Equal([4], Chunks(Step(node, MessageKind.Anchor, 4)));
        Assert.Empty(Chunks(Step(node, MessageKind.Anchor, 2))); // an older anchor takes nothing back
        Assert.Equal([5, 6, 7, 8, 9], Chunks(Pay(node, 4, then: (MessageKind.Anchor, long.MaxValue))));
        node = Opened();
        Assert.Equal([1, 2], Chunks(Step(node, MessageKind.Request, 2)));
        Assert.Empty(Step(node, MessageKind.Request, -5));
        Assert.Empty(Chunks(Pay(node, 2)));
    }

    [Theory]
    [InlineData(6, 6)] // chunk 6 was never sent
    [InlineData(long.MaxValue, 1)]
    [InlineData(2, 1)] // too little
    [InlineData(2, 3)] // too much: not the value of two chunks
    [InlineData(2, -2)]
    [InlineData(2, 0)]
    public void A_bad_ticket_is_refused_and_moves_nothing(long number, long chunks)
    {
        NodeCore node = Opened();
        Step(node, MessageKind.Request, 100);
        Effect refusal = Assert.Single(Step(node, MessageKind.Pay, number, Money.Chunks(chunks)));
        Assert.Equal((MessageKind.Refuse, RefuseReason.BadTicket), (refusal.Message.Kind, refusal.Message.Reason));
        Assert.Equal(Credits.Zero, node.AccountOf(User).Paid);
        Assert.Equal([1, 2], Keys(Pay(node, 2))); // the session goes on
    }

    [Fact]
    public void A_ticket_for_many_chunks_releases_all_their_keys_and_an_older_one_none()
    {
        NodeCore node = Opened();
        Step(node, MessageKind.Request, 100);
        Assert.Equal([1, 2, 3, 4], Keys(Pay(node, 4)));
        foreach (long older in (long[])[4, 3, 0, -1, long.MinValue])
            Assert.Empty(Step(node, MessageKind.Pay, older, Money.Chunks(1)));
        Assert.Equal(Money.Chunks(4), node.AccountOf(User).Paid);
    }

    [Fact]
    public void Payments_after_a_freeze_are_taken_and_submitted_at_once()
    {
        NodeCore node = Opened(balance: 3);
        Assert.Equal(
            ["Chunk 1", "Chunk 2", "Chunk 3", "froze", "Refuse 3"], Names(Step(node, MessageKind.Request, 100)));
        Assert.Equal(["paid 1", "Key 1", "submit"], Names(Pay(node, 1)));
        Assert.Equal(["paid 2", "Key 2", "paid 3", "Key 3", "submit"], Names(Pay(node, 3)));
        Assert.Empty(Step(node, MessageKind.Request, 200));
        Assert.Equal(Money.Chunks(3), node.AccountOf(User).Submitted);
    }

    [Fact]
    public void Payments_after_a_close_are_taken_and_submitted_at_once()
    {
        NodeCore node = Opened();
        Step(node, MessageKind.Request, 100);
        Pay(node, 2);
        Assert.Equal(["submit", "End 7"], Names(Step(node, MessageKind.Close, 2)));
        Assert.Equal(["paid 3", "Key 3", "submit"], Names(Pay(node, 3)));
        Assert.Empty(Step(node, MessageKind.Request, 200));
        Assert.Empty(Step(node, MessageKind.Close, 3));
    }

    [Fact]
    public void A_stranger_and_a_second_hello_are_refused()
    {
        NodeCore node = new(Id, Options());
        foreach (MessageKind kind in Enum.GetValues<MessageKind>())
            if (kind != MessageKind.Hello) Assert.Equal(["Refuse 0"], Names(Step(node, kind, 1)));
        foreach (long serving in (long[])[0, -1, long.MinValue])
            Assert.Equal(["Refuse 0"], Names(Step(node, MessageKind.Hello, serving)));
        Assert.Equal(["watch"], Names(Step(node, MessageKind.Hello, 1)));
        Assert.Equal(["Refuse 0"], Names(Step(node, MessageKind.Hello, 1)));
        MessageKind[] notForNodes =
        [
            MessageKind.None, MessageKind.Welcome, MessageKind.Refuse, MessageKind.Chunk, MessageKind.Key, MessageKind.End,
            (MessageKind)200,
        ];
        foreach (MessageKind kind in notForNodes)
            Assert.Equal(["Refuse 0"], Names(Step(node, kind, 1)));
    }

    [Fact]
    public void Nothing_is_sent_before_the_ledger_view_opened()
    {
        NodeCore node = new(Id, Options());
        Step(node, MessageKind.Hello, 1);
        Assert.Empty(Step(node, MessageKind.Anchor, 256));
        Assert.Empty(Step(node, MessageKind.Request, 10));
        Assert.Equal(["Refuse 0"], Names(Pay(node, 1)));
        Assert.Equal(["Welcome 5", "Chunk 1", "Chunk 2", "Chunk 3", "Chunk 4", "Chunk 5"], Names(Step(node, Input.AccountOpened(User, Money.Chunks(100)))));
    }

    [Fact]
    public void A_user_that_closes_while_the_view_opens_is_not_welcomed()
    {
        NodeCore node = new(Id, Options());
        Step(node, MessageKind.Hello, 1);
        Assert.Equal(["End 0"], Names(Step(node, MessageKind.Close, 0)));
        Assert.Empty(Step(node, Input.AccountOpened(User, Money.Chunks(100))));
        Assert.Empty(Step(node, MessageKind.Request, 10));
    }

    [Fact]
    public void A_full_outbox_and_an_undrained_one_break_an_invariant()
    {
        NodeCore node = Opened();
        Outbox small = new(2);
        Assert.Throws<InvariantViolationException>(() => node.Step(Instant.Zero, From(MessageKind.Request, 5), small));
        small.Clear();
        UserCore user = new(User, [Id]);
        user.Step(Instant.Zero, Input.Demand(User, Id, 1), small);
        Assert.Throws<InvariantViolationException>(() => user.Step(Instant.Zero, Input.WakeUp(User), small));
        Assert.Throws<InvariantViolationException>(() => node.Step(Instant.Zero, Input.WakeUp(User), small));
    }

    [Fact]
    public void Inputs_of_another_actor_are_bugs_of_the_driver()
    {
        NodeCore node = new(Id, Options());
        Assert.Throws<InvariantViolationException>(() => Step(node, Input.Demand(User, Id, 1)));
        Assert.Throws<InvariantViolationException>(() => Step(node, Input.Finish(User)));
        Assert.Throws<InvariantViolationException>(() => Step(node, Input.From(new LedgerEntry(1, User, Id, default, default))));
        Assert.Throws<InvariantViolationException>(() => Step(node, Input.AccountOpened(User, default)));
        Assert.Empty(Step(node, Input.Hint(User, new(9), new(5)))); // of a user that has gone: harmless
        Assert.Equal(default, node.AccountOf(User));
    }

    private static NodeOptions Options() => new(
        Money.Price, FreezeRuleKind.OwnPending, Credits.Zero, CommitRules.Threshold(1000, FirstPhase.Aligned), 5, 8, Seed: 1);

    private NodeCore Opened(long balance = 1000, long anchor = 256)
    {
        NodeCore node = new(Id, Options());
        Step(node, MessageKind.Hello, 1);
        Step(node, Input.AccountOpened(User, Money.Chunks(balance)));
        Step(node, MessageKind.Anchor, anchor);
        return node;
    }

    private Effect[] Pay(NodeCore node, long number) => Step(node, MessageKind.Pay, number, Money.Chunks(number));

    private Effect[] Pay(NodeCore node, long number, (MessageKind Kind, long Number) then) =>
        [.. Pay(node, number), .. Step(node, then.Kind, then.Number)];

    private Effect[] Step(NodeCore node, MessageKind kind, long number, Credits amount = default) =>
        Step(node, From(kind, number, amount));

    private Effect[] Step(NodeCore node, in Input input)
    {
        node.Step(Instant.Zero, input, _outbox);
        Effect[] effects = [.. _outbox.Effects];
        _outbox.Clear();
        return effects;
    }

    private static Input From(MessageKind kind, long number, Credits amount = default) =>
        Input.From(new Message(kind, RefuseReason.None, User, Id, number, amount));

    private static long[] Chunks(Effect[] effects) => Numbers(effects, MessageKind.Chunk);

    private static long[] Keys(Effect[] effects) => Numbers(effects, MessageKind.Key);

    private static long[] Numbers(Effect[] effects, MessageKind kind) =>
        [.. effects.Where(e => e.Kind == EffectKind.Send && e.Message.Kind == kind).Select(e => e.Message.Number)];

    private static string[] Names(Effect[] effects) => [.. effects.Select(e => e.Kind switch
    {
        EffectKind.Send => $"{e.Message.Kind} {e.Message.Number}",
        EffectKind.Paid => $"paid {e.Message.Number}",
        _ => e.Kind.ToString().ToLowerInvariant(),
    })];
}
