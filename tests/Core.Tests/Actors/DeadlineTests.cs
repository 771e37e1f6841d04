using CsCheck;
using Fleek.Core.Actors;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Interval commits happen at the deadline that a step returned.</summary>
public sealed class DeadlineTests
{
    private static readonly Duration Interval = new(100);

    [Fact]
    public void A_node_asks_to_be_woken_at_the_end_of_the_interval_and_commits_then()
    {
        Pair pair = new(CommitRules.Interval(Interval, FirstPhase.Aligned)) { Now = new Instant(1000) };
        pair.Want(1);
        Assert.Equal((new Instant(1100), 0), (pair.Deadline, pair.Submits));
        pair.AdvanceTo(new Instant(1050));
        pair.Want(2);
        Assert.Equal((new Instant(1100), 0), (pair.Deadline, pair.Submits));
        pair.AdvanceTo(new Instant(1100));
        Assert.Equal((Instant.Never, 1, 997), (pair.Deadline, pair.Submits, pair.FinalBalance));
        pair.Want(1); // at the very end of an interval: it belongs to the next
        Assert.Equal(new Instant(1200), pair.Deadline);
        pair.AdvanceTo(new Instant(5000));
        Assert.Equal((Instant.Never, 2), (pair.Deadline, pair.Submits));
    }

    [Fact]
    public void No_payment_waits_longer_than_an_interval() =>
        Gen.Select(Gen.Long[0, 250], Gen.Int[1, 5]).Array[1, 40].Sample(demands =>
        {
            Pair pair = new(CommitRules.Interval(Interval), balance: 100_000);
            Instant oldest = Instant.Never;
            foreach ((long pause, int chunks) in demands)
            {
                Instant now = pair.Now + new Duration(pause);
                long before = pair.Submits;
                pair.AdvanceTo(now);
                if (pair.Submits > before) oldest = Instant.Never;
                Assert.True(oldest == Instant.Never || now - oldest < Interval);
                pair.Want(chunks);
                oldest = Instant.Min(oldest, now);
                Assert.True(pair.Deadline > now && pair.Deadline <= oldest + Interval);
            }

            pair.AdvanceTo(pair.Now + Interval);
            Assert.Equal((Instant.Never, 100_000 - pair.Delivered), (pair.Deadline, pair.FinalBalance));
        });

    [Fact]
    public void Each_account_has_its_own_deadline()
    {
        const int users = 20;
        NodeCore node = new(new(1), new NodeOptions(
            Money.Price, FreezeRuleKind.OwnPending, Credits.Zero, CommitRules.Interval(Interval, FirstPhase.Aligned), 1, 8,
                Seed: 1));
        Outbox outbox = Outbox.ForWindow(1);
        Instant[] deadlines = new Instant[users];
        for (int user = 0; user < users; user++)
        {
            // Opened in an order that is not that of their grids.
            Instant opened = new(user * 37 % users);
            Input[] inputs =
            [
                From(MessageKind.Hello, user, 1, default), Input.AccountOpened(new(user), Money.Chunks(10)),
                From(MessageKind.Anchor, user, 256, default), From(MessageKind.Request, user, 5, default),
                From(MessageKind.Pay, user, 1, Money.Chunks(1)),
            ];
            foreach (Input input in inputs) deadlines[user] = Drain(node.Step(opened, input, outbox), outbox, []);
        }

        List<(long Due, int User)> commits = [];
        foreach (int user in Enumerable.Range(0, users).OrderBy(user => deadlines[user]))
        {
            List<Message> submits = [];
            Instant early = deadlines[user] - new Duration(1);
            Assert.Equal(deadlines[user], Drain(node.Step(early, Input.WakeUp(new(user)), outbox), outbox, submits));
            Assert.Empty(submits);
            Assert.Equal(Instant.Never, Drain(node.Step(deadlines[user], Input.WakeUp(new(user)), outbox), outbox, submits));
            commits.AddRange(submits.Select(submit => (deadlines[user].Nanoseconds, submit.User.Value)));
        }

        Assert.Equal(Enumerable.Range(0, users).Select(user => (100L + (user * 37 % users), user)).Order(), commits);
    }

    private static Input From(MessageKind kind, int user, long number, Credits amount) =>
        Input.From(new Message(kind, RefuseReason.None, new(user), new(1), number, amount));

    private static Instant Drain(Instant deadline, Outbox outbox, List<Message> submits)
    {
        foreach (ref readonly Effect effect in outbox.Effects)
            if (effect.Kind == EffectKind.Submit) submits.Add(effect.Message);
        outbox.Clear();
        return deadline;
    }
}
