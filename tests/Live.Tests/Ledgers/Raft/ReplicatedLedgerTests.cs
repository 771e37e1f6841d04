using System.Buffers;
using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>What replicas agree on, without the engine: entries, snapshots, deduplication.</summary>
public sealed class ReplicatedLedgerTests
{
    /// <summary>Signatures do not matter here, and cost.</summary>
    private static readonly LedgerTerms _terms = LedgerCase.Terms with
    {
        Verifier = static () => new Believing(),
        Settings = LedgerCase.Terms.Settings with { EpochHeights = 10, GraceHeights = 5, DisputeHeights = 3, UnbondingHeights = 30 },
    };

    private static readonly LedgerCase _at = new();

    /// <summary>Which transaction, of which node or lane, how much, of which link; small numbers, so that they meet.</summary>
    private static readonly Gen<(int Kind, int Which, int Amount, int Link)[]> _steps =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1, 9], Gen.Int[0, 2]).Array[1, 60];

    [Fact]
    public void Replicas_that_apply_the_same_entries_are_equal_whichever_began_from_a_snapshot() =>
        Gen.Select(_steps, Gen.Int[0, 100], Gen.Int[1, 7]).Sample((steps, cut, together) =>
        {
            List<byte[]> entries = Entries(steps, together);
            ReplicatedLedger one = new(_terms), two = new(_terms);
            int at = entries.Count * cut / 100;
            for (int i = 0; i < entries.Count; i++)
            {
                if (i == at)
                {
                    Assert.True(ReplicatedLedger.TryRead(Bytes(two), _terms, out ReplicatedLedger? restored, out string reason), reason);
                    two = restored;
                }

                Assert.True(one.Apply(entries[i]) && two.Apply(entries[i]));
                Assert.Equal(one.Machine.Events, two.Machine.Events);
                Assert.Equal(Answers(one), Answers(two));
            }

            Assert.Equal(Bytes(one), Bytes(two));
            one.Machine.Ledger.Audit();
        }, iter: 300);

    /// <summary>Entries may be ordered again, as when a leader fails after it has replicated them: their batches count once.</summary>
    [Fact]
    public void Batches_that_are_ordered_again_change_nothing() =>
        Gen.Select(_steps, Gen.Int).Sample((steps, seed) =>
        {
            List<byte[]> entries = Entries(steps, together: 1);
            ReplicatedLedger once = new(_terms), again = new(_terms);
            Random random = new(seed);
            for (int i = 0; i < entries.Count; i++)
            {
                once.Apply(entries[i]);
                again.Apply(entries[i]);
                int repeated = random.Next(i + 1);
                once.Apply(LedgerEntryCodec.Write([])); // a tick, so that both have the same height
                again.Apply(entries[repeated]);
            }

            Assert.Equal(once.Machine.Ledger.StateHash(), again.Machine.Ledger.StateHash());
        }, iter: 300);

    [Fact]
    public void A_snapshot_with_a_changed_byte_is_refused_with_a_reason()
    {
        ReplicatedLedger ledger = new(_terms);
        Random random = new(1);
        (int, int, int, int)[] steps =
            [.. Enumerable.Range(0, 40).Select(_ => (random.Next(6), random.Next(3), 1 + random.Next(9), random.Next(3)))];
        foreach (byte[] entry in Entries(steps, 2)) ledger.Apply(entry);
        byte[] bytes = Bytes(ledger);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 4;
            Assert.False(ReplicatedLedger.TryRead(damaged, _terms, out _, out string reason));
            Assert.NotEmpty(reason);
            Assert.False(i % 7 == 0 && ReplicatedLedger.TryRead(bytes.AsSpan(0, i), _terms, out _, out _));
        }
    }

    [Fact]
    public void Entries_that_are_none_of_ours_change_nothing()
    {
        ReplicatedLedger ledger = new(_terms);
        byte[] good = Entries([(0, 0, 5, 0), (0, 1, 6, 1)], 2)[0];
        byte[] before = Bytes(ledger);
        for (int length = 0; length < good.Length; length++) Assert.False(ledger.Apply(good.AsSpan(0, length)));
        Assert.False(ledger.Apply([.. good, 0]));
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.False(bytes.Length > 3 && ledger.Apply(bytes)), iter: 10_000);
        Assert.Equal(before, Bytes(ledger));
        Assert.True(ledger.Apply(good));
    }

    [Fact]
    public void The_link_that_was_silent_longest_is_forgotten_first()
    {
        LedgerSessions sessions = new(most: 3);
        for (ulong i = 0; i < 3; i++) sessions.Answered(new Nonce(0, i), 1, (long)i, default);
        sessions.Answered(new Nonce(0, 0), 2, 9, default);
        sessions.Answered(new Nonce(0, 7), 1, 10, default);
        Assert.Equal(3, sessions.Count);
        Assert.True(sessions.IsNext(new Nonce(0, 0), 3, out _));
        Assert.False(sessions.IsNext(new Nonce(0, 1), 2, out LedgerAnswer forgotten));
        Assert.Equal(LedgerAnswerKind.Forgotten, forgotten.Kind);
        Assert.True(sessions.IsNext(new Nonce(0, 2), 2, out _));
    }

    private static List<byte[]> Entries(IReadOnlyList<(int Kind, int Which, int Amount, int Link)> steps, int together)
    {
        long[] numbers = new long[3];
        List<byte[]> entries = [LedgerEntryCodec.Write([new LedgerSubmission(new Nonce(9, 9), 1, LedgerBatch.Write(Begin))])];
        foreach (var chunk in steps.Chunk(together))
        {
            entries.Add(LedgerEntryCodec.Write(
            [
                .. chunk.Select(s => new LedgerSubmission(
                    new Nonce(1, (ulong)s.Link), ++numbers[s.Link], LedgerBatch.Write([Transaction(s.Kind, s.Which, s.Amount)]))),
            ]));
        }

        return entries;
    }

    private static ReadOnlyMemory<byte>[] Begin =>
    [
        .. _at.Nodes.Select(node => (ReadOnlyMemory<byte>)LedgerTransactions.Of(new Deposit(node.Key, new(1_000), true))),
        LedgerCase.Deposit(_at.Payer.Key, 200), _at.Register,
    ];

    private static byte[] Transaction(int kind, int which, int amount) => kind switch
    {
        0 => LedgerCase.Deposit(_at.Payer.Key, amount),
        1 => LedgerTransactions.Of(Withdraw.Sign(_at.Payer, LedgerCase.Chain, WithdrawFrom.Balance, new(amount), amount % 3)),
        2 => new byte[amount],
        _ => _at.Redeem(which, amount, lane: amount % 2),
    };

    private static IEnumerable<string> Answers(ReplicatedLedger ledger) =>
        ledger.Answers.Select(a => Convert.ToHexString(a.Answer.Receipts.Span));

    private static byte[] Bytes(ReplicatedLedger ledger)
    {
        ArrayBufferWriter<byte> bytes = new();
        ledger.Write(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private sealed class Believing : ISignatureVerifier
    {
        public bool Verify(in PublicKey key, ReadOnlySpan<byte> message, in Signature signature) => true;
    }
}
