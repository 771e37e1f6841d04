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
        LedgerVerdict verdict = at.Does(at.Ledger.Apply(Signed(at, session.Proof(2, 5, 3, sent))));
        Assert.Equal((LedgerOutcome.Upheld, (Int128)500), (verdict.Outcome, verdict.Amount));
        Assert.Equal(((Int128)1_500, (Int128)490, (Int128)10_010, (Int128)100),
            (at.Ledger.StakeOf(at.Nodes[0].Key), at.Ledger.Burned, at.Ledger.Balance(at.Payer.Key), at.Ledger.Balance(at.Poster.Key)));
        Assert.Equal(LedgerRefusal.AlreadySlashed, at.Ledger.Apply(Signed(at, session.Proof(2, 5, 4, sent))).Refusal);
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
                        Assert.Equal(LedgerOutcome.Dismissed, at.Does(at.Ledger.Apply(Signed(at, session.Proof(block + 1, other, 0, sent)))).Outcome);
                    Assert.Equal(LedgerOutcome.Upheld, at.Does(at.Ledger.Apply(Signed(at, session.Proof(block + 1, group, 0, sent)))).Outcome);
                }
            }
        }
    }

    [Fact]
    public void A_header_that_lies_about_length_or_key_is_found()
    {
        // A content of one chunk passed off as more, and more passed off as nothing.
        foreach ((int length, int said) in ((int, int)[])[(100, 5_000), (100, 16_384), (5_000, 100), (5_000, 0), (20_000, 16_384), (_large.Length, 9_000)])
        {
            ExchangeCase at = new();
            HonestSession session = Session(at, new ExchangeContent(length));
            byte[] sent = new byte[said];
            session.Replace(session.HeaderOf(1) with { Bytes = said, Ciphertext = Blake3.Hash(sent) });
            Assert.Equal(LedgerOutcome.Upheld, at.Does(at.Ledger.Apply(Signed(at, session.Proof(1, 0, 0, sent)))).Outcome);
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
    public void A_path_that_ends_at_another_height_of_the_tree_accuses_nobody()
    {
        ExchangeCase at = new();
        HonestSession session = Session(at, _large);
        // A path that is cut short at either end, or begins at a node instead of a chunk.
        foreach (int cut in (int[])[1, 2, 3, 4, 5, 6])
        {
            (byte[] siblings, ulong turns) = _large.PathOf(0, 0, 0);
            byte[] above = siblings[(cut * 32)..], below = siblings[..^(cut * 32)];
            byte[] node = new byte[64];
            Blake3Tree.ChainingValue(_large.Block(0)[..(1024 << (cut - 1))], 0).CopyTo(node);
            siblings.AsSpan((cut - 1) * 32, 32).CopyTo(node.AsSpan(32));
            at.Refuses(LedgerRefusal.BadWitness, l => l.Apply(Signed(at, With(session.Proof(1, 0), siblings: above, turns: turns >> cut))));
            at.Refuses(LedgerRefusal.BadWitness, l => l.Apply(Signed(at, With(session.Proof(1, 0), siblings: above, turns: turns >> cut, witness: node))));
            at.Refuses(LedgerRefusal.BadWitness, l => l.Apply(Signed(at, With(session.Proof(1, 0), siblings: below, turns: 0))));
        }
    }

    [Fact]
    public void Evidence_of_parts_that_do_not_belong_together_is_refused()
    {
        ExchangeCase at = new();
        HonestSession session = Session(at, _large);
        byte[] longer = new byte[1_025];
        at.Refuses(LedgerRefusal.WrongKey, l => l.Apply(Signed(at, With(session.Proof(1, 0), key: session.KeyOf(2)))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), group: 1))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), ciphertext: new byte[16_384]))));
        at.Refuses(LedgerRefusal.BadCiphertext, l => l.Apply(Signed(at, With(session.Proof(1, 0), ciphertext: new byte[100]))));
        at.Refuses(LedgerRefusal.BadWitness, l => l.Apply(Signed(at, With(session.Proof(1, 0), chunk: 1))));
        at.Refuses(LedgerRefusal.BadWitness, l => l.Apply(Signed(at, With(session.Proof(1, 0), witness: new byte[1_024]))));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), witness: longer)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(Signed(at, With(session.Proof(3, 1), group: 2, ciphertext: default))));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), group: 16)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(With(session.Proof(1, 0), turns: ulong.MaxValue)));
        at.Refuses(LedgerRefusal.BadAuthor, l => l.Apply(session.Proof(1, 0).Sign(at.Payer, default, 0)));
        at.Refuses(LedgerRefusal.BadSequence, l => l.Apply(session.Proof(1, 0).Sign(at.Payer, ExchangeCase.Chain, 1)));
        at.Refuses(LedgerRefusal.NoDeposit, l => l.Apply(session.Proof(1, 0).Sign(at.Device, ExchangeCase.Chain, 0)));
        session.Replace(session.HeaderOf(1) with { KeyCommitment = default });
        at.Refuses(LedgerRefusal.NoKey, l => l.Apply(Signed(at, session.Proof(1, 0))));
    }

    private static WrongPlaintext With(
        WrongPlaintext of, Hash256? key = null, int? group = null, byte[]? ciphertext = null, byte[]? witness = null, int? chunk = null,
        byte[]? siblings = null, ulong? turns = null) => new()
        {
            Evidence = of.Evidence,
            Key = key ?? of.Key,
            Group = group ?? of.Group,
            Ciphertext = ciphertext ?? of.Ciphertext,
            CiphertextSiblings = of.CiphertextSiblings,
            WitnessChunk = chunk ?? of.WitnessChunk,
            Witness = witness ?? of.Witness,
            WitnessSiblings = siblings ?? of.WitnessSiblings,
            RightTurns = turns ?? of.RightTurns,
        };
}
