using CsCheck;
using Fleek.Core.Payments;

namespace Fleek.Tests.Core;

/// <summary>Any sequence of messages from a user: a node never throws, and no invariant of the exchange breaks.</summary>
public sealed class HostileUserTests
{
    private static readonly Gen<HostileUser.Move> Moves =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 15], Gen.Int[0, 6])
            .Select((kind, number, variant) => new HostileUser.Move(kind, number, variant));

    private static readonly Gen<HostileUser.Setup> Setups = Gen.Select(
        // The harness counts every ticket at its price: no lottery. An account with limits never has debt.
        Gen.Enum<CommitRuleKind>().Where(kind => kind != CommitRuleKind.Lottery), Gen.Enum<FreezeRuleKind>(), Gen.Int[1, 6],
        Gen.Long[-5, 60], Gen.Long[0, 30]).Select((commit, freeze, window, balance, threshold) =>
        {
            bool limited = freeze is FreezeRuleKind.StaticCap or FreezeRuleKind.Lease;
            return new HostileUser.Setup(commit, freeze, window, limited ? Math.Max(0, balance) : balance, threshold);
        });

    [Fact]
    public void No_sequence_of_messages_breaks_an_invariant() =>
        Gen.Select(Setups, Moves.Array[0, 120]).Sample(
            (setup, moves) =>
            {
                HostileUser user = new(setup);
                foreach (HostileUser.Move move in moves) user.Play(move);
            }, iter: 10_000);

    /// <summary>The hunt reaches what it hunts: sessions open, chunks are paid, nodes freeze and close.</summary>
    [Fact]
    public void The_hunt_gets_deep_into_sessions()
    {
        long paid = 0, froze = 0, closed = 0, refused = 0;
        Gen.Select(Setups, Moves.Array[60, 120]).Sample(
            (setup, moves) =>
            {
                HostileUser user = new(setup);
                foreach (HostileUser.Move move in moves) user.Play(move);
                Interlocked.Add(ref paid, user.Paid);
                Interlocked.Add(ref refused, user.BadTickets);
                if (user.Froze) Interlocked.Increment(ref froze);
                if (user.Closed) Interlocked.Increment(ref closed);
            }, iter: 3000);
        Assert.True(paid > 1000 && froze > 50 && closed > 50 && refused > 1000, $"{paid} {froze} {closed} {refused}");
    }
}
