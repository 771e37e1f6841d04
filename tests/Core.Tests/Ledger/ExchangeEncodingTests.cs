using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class ExchangeEncodingTests
{
    private static readonly ExchangeContent _large = new((2 * ExchangeContent.BlockLength) + 20_000);

    /// <summary>One encoded transaction of each kind, all of which apply in this order to a case of <see cref="Case"/>.</summary>
    internal static List<(LedgerTransactionKind Kind, byte[] Bytes)> All(ExchangeCase at)
    {
        List<(LedgerTransactionKind, byte[])> all = [];
        Grant terms = at.Terms;
        Hash256 grant = terms.Id();
        HonestSession session = new(ExchangeCase.Chain, grant, at.Device, at.Nodes[0], 0, 0, Credits.Zero, new(10), 0, 20, 0, _large);
        all.Add(Encode(LedgerTransactionKind.Deposit, (ref WireWriter w) => new Deposit(at.Poster.Key, new(900), false).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.Stake, (ref WireWriter w) => new Deposit(at.Nodes[0].Key, new(9), true).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.RegisterGrant, (ref WireWriter w) => new SignedGrant(terms, terms.Sign(at.Payer)).Write(ref w)));
        byte[] items = new byte[3 * RedeemItem.MaxLength];
        WireWriter writer = new(items);
        session.Redeem(3).Write(ref writer);
        session.RedeemSigned(4, new(40)).Write(ref writer);
        session.RedeemFinal(new(50)).Write(ref writer);
        int length = writer.Length;
        all.Add(Encode(LedgerTransactionKind.Redeem, (ref WireWriter w) => new RedeemBatch(3, items.AsSpan(0, length)).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.KeyWithheld, (ref WireWriter w) =>
            KeyWithheld.Sign(at.Poster, ExchangeCase.Chain, 0, session.Evidence(2, 4, 10)).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.WrongPlaintext, (ref WireWriter w) =>
            session.Proof(2, 5).Sign(at.Poster, ExchangeCase.Chain, 1).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.Equivocation, (ref WireWriter w) => ExchangeEquivocationTests.Of(at.Nodes[1], 1).Write(ref w)));
        all.Add(Encode(LedgerTransactionKind.Withdraw, (ref WireWriter w) =>
            Withdraw.Sign(at.Poster, ExchangeCase.Chain, WithdrawFrom.Balance, new(5), 2).Write(ref w)));
        Hash256 dispute = DisputeOf(at, all);
        all.Add(Encode(LedgerTransactionKind.PublishKey, (ref WireWriter w) => new PublishKey(dispute, 2, session.KeyOf(2)).Write(ref w)));
        return all;
    }

    internal static ExchangeCase Case() => new();

    [Fact]
    public void Every_kind_of_transaction_applies_from_its_bytes()
    {
        ExchangeCase at = Case();
        List<(LedgerTransactionKind Kind, byte[] Bytes)> all = All(at);
        Assert.Equal(Enum.GetValues<LedgerTransactionKind>().Length - 1, all.Select(t => t.Kind).Distinct().Count());
        foreach ((LedgerTransactionKind kind, byte[] bytes) in all)
        {
            LedgerVerdict verdict = at.Ledger.Apply(bytes);
            Assert.True(!verdict.IsRefused, $"{kind}: {verdict.Refusal}");
            at.Audit();
        }

        Assert.Equal(new Credits(50), at.Ledger.ClaimedOf(new(at.Terms.Id(), at.Nodes[0].Key, 0, 0)));
    }

    [Fact]
    public void Replicas_of_one_log_have_one_state_hash_at_every_step()
    {
        ExchangeCase a = Case(), b = Case();
        HashSet<Hash256> seen = [a.Ledger.StateHash()];
        foreach ((_, byte[] bytes) in All(Case()))
        {
            Assert.Equal(a.Ledger.Apply(bytes), b.Ledger.Apply(bytes));
            Assert.Equal(a.Ledger.StateHash(), b.Ledger.StateHash());
            Assert.True(seen.Add(a.Ledger.StateHash()), "a transaction changed something and the hash does not show it");
        }
    }

    [Fact]
    public void What_is_cut_off_or_followed_by_more_is_malformed()
    {
        ExchangeCase at = Case();
        Hash256 before = at.Ledger.StateHash();
        foreach ((LedgerTransactionKind kind, byte[] bytes) in All(Case()))
        {
            for (int length = 0; length < bytes.Length; length += 1 + (length / 300))
                Assert.True(at.Ledger.Apply(bytes.AsSpan(0, length)).Refusal == LedgerRefusal.Malformed, $"{kind} of {length} bytes");
            Assert.Equal(LedgerRefusal.Malformed, at.Ledger.Apply([.. bytes, 0]).Refusal);
        }

        Assert.Equal(before, at.Ledger.StateHash());
    }

    [Fact]
    public void Changed_transactions_throw_nothing_and_break_no_sum()
    {
        List<(LedgerTransactionKind Kind, byte[] Bytes)> all = All(Case());
        Gen.Select(Gen.Int[0, all.Count - 1], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255], Gen.Int[0, all.Count - 1]).Sample((kind, place, change, before) =>
        {
            ExchangeCase at = Case();
            for (int i = 0; i < before; i++) at.Ledger.Apply(all[i].Bytes);
            byte[] bytes = [.. all[kind].Bytes];
            // Mostly the fields, which the long group of a plaintext would hide.
            int reach = place % 4 == 0 ? bytes.Length : Math.Min(bytes.Length, 700);
            bytes[place % reach] ^= change;
            at.Ledger.Apply(bytes);
            at.Audit();
        }, iter: 3_000);
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        ExchangeLedger ledger = Case().Ledger;
        Gen.Select(Gen.Byte[0, 12], Gen.Byte.Array[0, 900]).Sample((kind, bytes) =>
        {
            LedgerVerdict verdict = ledger.Apply([kind, .. bytes]);
            // A deposit is any key and amount.
            Assert.True(verdict.IsRefused || kind is 1 or 2);
        }, iter: 100_000);
        ledger.Audit();
    }

    [Fact]
    public void Sizes_are_what_the_protocol_allows()
    {
        Assert.Equal(40, Deposit.Length);
        Assert.Equal(113, Withdraw.Length);
        Assert.Equal(72, PublishKey.Length);
        Assert.Equal(264, Equivocation.Length);
        Assert.Equal(104, Author.Length);
        Assert.Equal(645, ScopePath.MaxLength);
        foreach ((LedgerTransactionKind kind, byte[] bytes) in All(Case()))
        {
            Assert.True(bytes.Length <= ExchangeLedger.MaxTransactionLength);
            // Of a chunk whose header was signed, in a content of three blocks.
            if (kind == LedgerTransactionKind.WrongPlaintext) Assert.InRange(bytes.Length, 17_000, 18 * 1024);
        }

        Assert.Equal(9_100, KeyWithheld.MaxLength);
        Assert.Equal(27_281, WrongPlaintext.MaxLength);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        foreach ((LedgerTransactionKind kind, byte[] bytes) in All(Case()))
        {
            WireReader reader = new(bytes.AsSpan(1));
            byte[] again = new byte[bytes.Length];
            WireWriter writer = new(again);
            writer.Byte((byte)kind);
            switch (kind)
            {
                case LedgerTransactionKind.Deposit or LedgerTransactionKind.Stake: Deposit.Read(ref reader, false).Write(ref writer); break;
                case LedgerTransactionKind.Withdraw: Withdraw.Read(ref reader).Write(ref writer); break;
                case LedgerTransactionKind.RegisterGrant: SignedGrant.Read(ref reader).Write(ref writer); break;
                case LedgerTransactionKind.Redeem: RedeemBatch.Read(ref reader).Write(ref writer); break;
                case LedgerTransactionKind.KeyWithheld: KeyWithheld.Read(ref reader).Write(ref writer); break;
                case LedgerTransactionKind.PublishKey: PublishKey.Read(ref reader).Write(ref writer); break;
                case LedgerTransactionKind.WrongPlaintext: WrongPlaintext.Read(ref reader).Write(ref writer); break;
                default: Equivocation.Read(ref reader).Write(ref writer); break;
            }

            Assert.True(reader.IsComplete);
            Assert.Equal(bytes, again);
        }
    }

    [Fact]
    public void Small_transactions_of_any_values_survive_the_way_through_bytes() =>
        Gen.Select(WireGens.Key, WireGens.Amount, WireGens.Hash, WireGens.Number, WireGens.Signature, Gen.Int[1, 3])
            .Sample((key, amount, hash, number, signature, from) =>
            {
                Withdraw withdraw = new((WithdrawFrom)from, amount, new Author(key, number, signature));
                Equivocation equivocation = new(key, hash, number, hash, signature, key.Bytes, signature);
                PublishKey publish = new(hash, number, key.Bytes);
                Deposit deposit = new(key, amount, true);
                byte[] bytes = new byte[1_000];
                WireWriter writer = new(bytes);
                withdraw.Write(ref writer);
                equivocation.Write(ref writer);
                publish.Write(ref writer);
                deposit.Write(ref writer);
                Assert.Equal(Withdraw.Length + Equivocation.Length + PublishKey.Length + Deposit.Length, writer.Length);
                WireReader reader = new(writer.Written);
                Assert.Equal(withdraw, Withdraw.Read(ref reader));
                Assert.Equal(equivocation, Equivocation.Read(ref reader));
                Assert.Equal(publish, PublishKey.Read(ref reader));
                Assert.Equal(deposit, Deposit.Read(ref reader, true));
                Assert.True(reader.IsComplete);
            });

    private static Hash256 DisputeOf(ExchangeCase at, List<(LedgerTransactionKind Kind, byte[] Bytes)> all)
    {
        ExchangeCase other = Case();
        foreach ((LedgerTransactionKind kind, byte[] bytes) in all)
        {
            LedgerVerdict verdict = other.Ledger.Apply(bytes);
            if (kind == LedgerTransactionKind.KeyWithheld) return verdict.Id;
        }

        return default;
    }

    private static (LedgerTransactionKind Kind, byte[] Bytes) Encode(LedgerTransactionKind kind, Writing write)
    {
        byte[] bytes = new byte[40_000];
        WireWriter writer = new(bytes);
        writer.Byte((byte)kind);
        write(ref writer);
        return (kind, writer.Written.ToArray());
    }

    private delegate void Writing(ref WireWriter writer);
}
