using System.Buffers;
using System.Buffers.Binary;
using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>A ledger that goes on from a snapshot is the ledger that wrote it.</summary>
public sealed class ExchangeSnapshotTests
{
    private static byte[] Snapshot(ExchangeLedger ledger)
    {
        ArrayBufferWriter<byte> bytes = new();
        ledger.WriteSnapshot(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static LedgerSnapshotError Read(ExchangeCase at, ReadOnlySpan<byte> bytes, out ExchangeLedger? ledger) =>
        ExchangeLedger.TryRead(bytes, ExchangeCase.Chain, at.Signatures, at.Settings, out ledger);

    [Fact]
    public void Any_state_survives_the_way_through_its_snapshot_and_goes_on_alike() =>
        ExchangeSteps.Gen.Sample(drawn =>
        {
            (ExchangeSteps.Step[] steps, long units, int cut) = drawn;
            ExchangeCase at = ExchangeSteps.Case(units), twin = ExchangeSteps.Case(units);
            ExchangeSteps a = new(at), b = new(twin);
            int first = steps.Length * cut / 100;
            foreach (ExchangeSteps.Step step in steps.AsSpan(0, first))
            {
                a.Do(step);
                b.Do(step);
            }

            byte[] bytes = Snapshot(at.Ledger);
            Assert.Equal(LedgerSnapshotError.None, Read(at, bytes, out ExchangeLedger? read));
            Assert.Equal(at.Ledger.StateHash(), read!.StateHash());
            Assert.Equal(bytes, Snapshot(read));
            b.Ledger = read;
            foreach (ExchangeSteps.Step step in steps.AsSpan(first))
            {
                a.Do(step);
                b.Do(step);
                Assert.Equal(at.Ledger.StateHash(), read.StateHash());
            }

            Assert.Equal(LedgerOutcome.Applied, at.Ledger.Advance(at.Ledger.Height + 1_000).Outcome);
            read.Advance(read.Height + 1_000);
            read.Audit();
            Assert.Equal(at.Ledger.StateHash(), read.StateHash());
            Assert.Equal((at.Ledger.Balances, at.Ledger.Stakes, at.Ledger.NodeCredits), (read.Balances, read.Stakes, read.NodeCredits));
        }, iter: 500);

    /// <summary>What observers hear adds up to the signed balance of every account, at any time.</summary>
    [Fact]
    public void What_observers_hear_adds_up_to_the_signed_balances() =>
        ExchangeSteps.Gen.Sample(drawn =>
        {
            (ExchangeSteps.Step[] steps, long units, _) = drawn;
            ExchangeCase at = ExchangeSteps.Case(units);
            BalanceBook book = new(at);
            at.Ledger.Observer = book;
            ExchangeSteps run = new(at);
            foreach (ExchangeSteps.Step step in steps)
            {
                run.Do(step);
                book.AssertEqual();
            }

            at.Ledger.Advance(at.Ledger.Height + 1_000);
            book.AssertEqual();
        }, iter: 500);

    [Fact]
    public void A_snapshot_with_a_changed_byte_is_refused()
    {
        ExchangeCase at = Rich();
        byte[] bytes = Snapshot(at.Ledger);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= (byte)(1 << (i % 8));
            Assert.True(Read(at, damaged, out ExchangeLedger? none) != LedgerSnapshotError.None && none is null, $"byte {i} of {bytes.Length}");
        }
    }

    [Fact]
    public void A_snapshot_that_is_cut_off_or_goes_on_is_refused_by_name()
    {
        ExchangeCase at = Rich();
        byte[] bytes = Snapshot(at.Ledger);
        for (int length = 16; length < bytes.Length; length++)
            Assert.Equal(LedgerSnapshotError.Truncated, Read(at, bytes.AsSpan(0, length), out _));
        Assert.Equal(LedgerSnapshotError.TrailingBytes, Read(at, [.. bytes, 0], out _));
        Assert.Equal(LedgerSnapshotError.NotASnapshot, Read(at, [], out _));
    }

    [Fact]
    public void A_snapshot_of_something_else_is_refused_by_name()
    {
        ExchangeCase at = Rich();
        byte[] bytes = Snapshot(at.Ledger);
        Hash256 other = Blake3.Hash("another ledger"u8);
        Assert.Equal(LedgerSnapshotError.WrongChain, ExchangeLedger.TryRead(bytes, other, at.Signatures, at.Settings, out _));
        LedgerSettings settings = at.Settings with { PosterDeposit = new(51) };
        Assert.Equal(LedgerSnapshotError.WrongSettings, ExchangeLedger.TryRead(bytes, ExchangeCase.Chain, at.Signatures, settings, out _));
        Assert.Equal(LedgerSnapshotError.NotASnapshot, Read(at, new byte[1_000], out _));
    }

    /// <summary>Even if who made it knew how to close it.</summary>
    [Fact]
    public void A_snapshot_that_makes_money_is_refused()
    {
        ExchangeCase at = Rich();
        byte[] bytes = Snapshot(at.Ledger);
        int paidIn = 16 + (10 * 8) + 32 + 8;
        Int128 value = BinaryPrimitives.ReadInt128BigEndian(bytes.AsSpan(paidIn));
        Assert.Equal(at.Ledger.PaidIn, value);
        BinaryPrimitives.WriteInt128BigEndian(bytes.AsSpan(paidIn), value + 1);
        Assert.Equal(LedgerSnapshotError.WrongHash, Read(at, bytes, out _));
        // Without disputes and grants the hash is over exactly these bytes.
        ExchangeLedger plain = new(ExchangeCase.Chain, at.Signatures, at.Settings);
        plain.Apply(new Deposit(at.Payer.Key, new(5), false));
        bytes = Snapshot(plain);
        BinaryPrimitives.WriteInt128BigEndian(bytes.AsSpan(paidIn), 6);
        Blake3.Hash([.. "FX/LEDGER-STATE\0"u8, .. bytes.AsSpan(16 + 80, bytes.Length - 16 - 80 - 32)]).CopyTo(bytes.AsSpan(bytes.Length - 32));
        Assert.Equal(LedgerSnapshotError.NotConserved, Read(at, bytes, out _));
    }

    [Fact]
    public void Random_tables_of_any_length_are_refused_without_room_for_them()
    {
        ExchangeCase at = Rich();
        byte[] head = Snapshot(at.Ledger)[..(16 + 80 + 32)];
        Gen.Byte.Array[0, 400].Sample(tail => Assert.NotEqual(LedgerSnapshotError.None, Read(at, [.. head, .. tail], out _)), iter: 20_000);
    }

    /// <summary>A state with something in every table.</summary>
    private static ExchangeCase Rich()
    {
        ExchangeCase at = new();
        List<(LedgerTransactionKind Kind, byte[] Bytes)> all = ExchangeEncodingTests.All(at);
        foreach ((LedgerTransactionKind kind, byte[] bytes) in all)
            if (kind != LedgerTransactionKind.PublishKey) Assert.False(at.Ledger.Apply(bytes).IsRefused);
        Assert.Equal(1, at.Ledger.OpenDisputes);
        at.Ledger.Advance(2);
        return at;
    }

    private sealed class BalanceBook : ILedgerObserver
    {
        private readonly ExchangeLedger _ledger;
        private readonly Dictionary<PublicKey, Int128> _balances = [];

        public BalanceBook(ExchangeCase at)
        {
            _ledger = at.Ledger;
            foreach (PublicKey key in new[] { at.Payer.Key, at.Poster.Key }) _balances[key] = _ledger.SignedBalance(key);
        }

        public void OnClaimed(in LedgerClaim claim)
        {
            Assert.True(claim.New > Credits.Zero && claim.Paid <= claim.Credited && claim.Credited <= claim.New);
            _balances[claim.Payer] -= claim.Credited.Units;
        }

        public void OnMoved(in PublicKey account, Int128 change) =>
            _balances[account] = _balances.GetValueOrDefault(account) + change;

        public void AssertEqual()
        {
            foreach ((PublicKey key, Int128 balance) in _balances) Assert.Equal(_ledger.SignedBalance(key), balance);
        }
    }
}
