using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class ExchangePlaintextTests
{
    private static readonly ExchangeContent _large = new((2 * ExchangeContent.BlockLength) + 20_000);

    private static HonestSession Session(ExchangeCase at, ExchangeContent content, int units = 3) =>
        new(ExchangeCase.Chain, at.Register(), at.Device, at.Nodes[0], 0, 0, Credits.Zero, new(10), 0, units, 0, content);

    private static WrongPlaintext Signed(ExchangeCase at, WrongPlaintext proof) =>
        proof.Sign(at.Poster, ExchangeCase.Chain, at.Ledger.SequenceOf(at.Poster.Key));

    /// <summary>The node enciphers other bytes than the content's, or commits to another key.</summary>
    private static byte[] Cheat(HonestSession session, long unit, Action<byte[]> change)
    {
        ChunkHeader header = session.HeaderOf(unit);
        byte[] sent = session.Content.Cipher(session.KeyOf(unit), header.Block);
        change(sent);
        session.Replace(header with { Ciphertext = Blake3.Hash(sent) });
        return sent;
    }

    [Fact]
    public void A_wrong_plaintext_costs_stake_and_gives_the_payer_its_unit_back()
    {
        ExchangeCase at = new();
        HonestSession session = Session(at, _large);
        byte[] sent = Cheat(session, 2, bytes => bytes[(5 * 16_384) + 77] ^= 1);
        LedgerVerdict verdict = at.Does(at.Ledger.Apply(Signed(at, session.Proof(2, 5, sent))));
        Assert.Equal((LedgerOutcome.Upheld, (Int128)500), (verdict.Outcome, verdict.Amount));
        Assert.Equal(((Int128)1_500, (Int128)490, (Int128)10_010, (Int128)100),
            (at.Ledger.StakeOf(at.Nodes[0].Key), at.Ledger.Burned, at.Ledger.Balance(at.Payer.Key), at.Ledger.Balance(at.Poster.Key)));
        Assert.Equal(LedgerRefusal.AlreadySlashed, at.Ledger.Apply(Signed(at, session.Proof(2, 5, sent))).Refusal);
    }

    [Fact]
    public void Every_changed_byte_is_found_in_its_group_and_nowhere_else()
    {
        ExchangeContent[] contents = [new(1), new(1_000), new(1_024), new(1_025), new(16_384), new(16_385), new(40_000), _large];
        foreach (ExchangeContent content in contents)
        {
            for (int block = 0; block < content.Blocks; block++)
            {
                int length = content.Block(block).Length;
                foreach (int changed in new SortedSet<int> { 0, length / 3, length / 2, length - 1 })
                {
                    ExchangeCase at = new();
                    HonestSession session = Session(at, content);
                    byte[] sent = Cheat(session, block + 1, bytes => bytes[changed] ^= 0x80);
                    int group = changed / 16_384, other = group == 0 ? (length - 1) / 16_384 : 0;
                    if (other != group)
                        Assert.Equal(LedgerOutcome.Dismissed, at.Does(at.Ledger.Apply(Signed(at, session.Proof(block + 1, other, sent)))).Outcome);
                    Assert.Equal(LedgerOutcome.Upheld, at.Does(at.Ledger.Apply(Signed(at, session.Proof(block + 1, group, sent)))).Outcome);
                }
            }
        }
    }

    [Fact]
    public void A_header_that_lies_about_length_is_found()
    {
        foreach ((int length, int said) in ((int, int)[])[(100, 5_000), (100, 16_384), (5_000, 100), (5_000, 0), (20_000, 16_384), (0, 1)])
        {
            ExchangeCase at = new();
            HonestSession session = Session(at, new ExchangeContent(length));
            byte[] sent = new byte[said];
            session.Replace(session.HeaderOf(1) with { Bytes = said, Ciphertext = Blake3.Hash(sent) });
            WrongPlaintext proof = With(session.Proof(1, 0, sent), demanded: session.Content.Id, siblings: []);
            Assert.Equal(LedgerOutcome.Upheld, at.Does(at.Ledger.Apply(Signed(at, proof))).Outcome);
        }
    }

    [Fact]
    public void A_header_of_a_block_that_cannot_be_is_no_evidence()
    {
        foreach (Func<ChunkHeader, ChunkHeader> change in (Func<ChunkHeader, ChunkHeader>[])
            [h => h with { Blocks = 0 }, h => h with { Block = 3 }, h => h with { Bytes = 100 }, h => h with { Bytes = 262_145 },
                h => h with { Blocks = WrongPlaintext.MaxBlocks + 1 }])
        {
            ExchangeCase at = new();
            HonestSession session = Session(at, _large);
            session.Replace(change(session.HeaderOf(1)));
            at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(Signed(at, session.Proof(1, 0, new byte[16_384]))));
        }
    }

    [Fact]
    public void An_accusation_of_an_honest_node_costs_the_deposit()
    {
        foreach (ExchangeContent content in (ExchangeContent[])[new(0), new(1), new(1_024), new(16_384), new(40_000), _large])
        {
            ExchangeCase at = new();
            HonestSession session = Session(at, content);
            long unit = content.Blocks;
            int groups = Math.Max(1, (content.Block(unit - 1).Length + 16_383) / 16_384);
            LedgerVerdict verdict = at.Does(at.Ledger.Apply(Signed(at, session.Proof(unit, groups - 1))));
            Assert.Equal((LedgerOutcome.Dismissed, (Int128)50), (verdict.Outcome, verdict.Amount));
            Assert.Equal(((Int128)50, (Int128)50, (Int128)2_000),
                (at.Ledger.Balance(at.Poster.Key), at.Ledger.Fees, at.Ledger.StakeOf(at.Nodes[0].Key)));
        }
    }

    [Fact]
    public void A_path_to_another_node_of_the_tree_accuses_nobody()
    {
        ExchangeCase at = new();
        HonestSession session = Session(at, _large);
        byte[] path = _large.PathOf(0, 0);
        for (int up = 1; up <= 5; up++)
        {
            // A node above or below the group, or beside it, in the group's place: true nodes of the tree all of them.
            Hash256 higher = Blake3Tree.ChainingValue(_large.Block(0)[..(Math.Min(16, 1 << up) * 16_384)], 0);
            byte[] shorter = path[(up * 32)..], padded = [.. path[..(up * 32)], .. shorter];
            at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: higher, siblings: shorter))));
            at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: higher, siblings: padded))));
        }

        byte[] deeper = new byte[32];
        Blake3Tree.ChainingValue(_large.Block(0).Slice(8_192, 8_192), 8).CopyTo(deeper);
        Hash256 half = Blake3Tree.ChainingValue(_large.Block(0)[..8_192], 0), next = _large.Demanded(0, 1);
        at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: half, siblings: [.. deeper, .. path]))));
        at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: next, siblings: _large.PathOf(0, 1)))));
        at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: next))));
        at.Refuses(LedgerRefusal.BadPath, l => l.Apply(Signed(at, With(session.Proof(1, 0), demanded: _large.Id, siblings: []))));
    }

    [Fact]
    public void Evidence_of_parts_that_do_not_belong_together_is_refused()
    {
        ExchangeCase at = new();
        HonestSession session = Session(at, _large);
        at.Refuses(LedgerRefusal.WrongKey, l => l.Apply(Signed(at, With(session.Proof(1, 0), key: session.KeyOf(2)))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), group: 1))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), ciphertext: new byte[16_384]))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), ciphertext: new byte[100]))));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), siblings: new byte[33])));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(Signed(at, With(session.Proof(3, 1), group: 2, ciphertext: default))));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), group: 16)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), siblings: new byte[51 * 32])));
        at.Refuses(LedgerRefusal.BadAuthor, l => l.Apply(session.Proof(1, 0).Sign(at.Payer, default, 0)));
        at.Refuses(LedgerRefusal.BadSequence, l => l.Apply(session.Proof(1, 0).Sign(at.Payer, ExchangeCase.Chain, 1)));
        at.Refuses(LedgerRefusal.NoDeposit, l => l.Apply(session.Proof(1, 0).Sign(at.Device, ExchangeCase.Chain, 0)));
        session.Replace(session.HeaderOf(1) with { KeyCommitment = default });
        at.Refuses(LedgerRefusal.NoKey, l => l.Apply(Signed(at, session.Proof(1, 0))));
    }

    private static WrongPlaintext With(
        WrongPlaintext of, Hash256? key = null, int? group = null, byte[]? ciphertext = null, Hash256? demanded = null,
        byte[]? siblings = null) => new()
        {
            Evidence = of.Evidence,
            Key = key ?? of.Key,
            Group = group ?? of.Group,
            Ciphertext = ciphertext ?? of.Ciphertext,
            CiphertextSiblings = of.CiphertextSiblings,
            Demanded = demanded ?? of.Demanded,
            Siblings = siblings ?? of.Siblings,
        };
}
