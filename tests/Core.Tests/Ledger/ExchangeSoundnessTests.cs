using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>I6: what an honest node said, with anything altered by those who can sign as its client, never costs it stake.</summary>
public sealed class ExchangeSoundnessTests
{
    private static readonly ExchangeContent[] _contents = [new(0), new(700), new(3_000), new(16_384), new(50_000), new(262_144 + 5_000)];

    private static readonly Gen<(int Content, int Unit, int Group, int Field, int Value)> _alterations =
        Gen.Select(Gen.Int[0, _contents.Length - 1], Gen.Int[1, 3], Gen.Int[0, 15], Gen.Int[0, 12], Gen.Int[0, 1_000_000]);

    [Fact]
    public void An_honest_node_is_never_slashed_by_altered_evidence()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        at.Ledger.Apply(new Deposit(at.Poster.Key, new(1_000_000_000), false));
        HonestSession[] sessions = [.. _contents.Select((content, i) => new HonestSession(
            ExchangeCase.Chain, grant, at.Device, at.Nodes[0], 0, 0, Credits.Zero, new(10), 0, 3, i, content))];
        int judged = 0;
        _alterations.Sample((Action<(int Content, int Unit, int Group, int Field, int Value)>)(a =>
        {
            HonestSession session = sessions[a.Content];
            long block = session.HeaderOf(a.Unit).Block;
            int length = session.Content.Block(block).Length;
            int group = a.Group % Math.Max(1, (length + 16_383) / 16_384);
            WrongPlaintext proof = Alter(at, session, session.Proof(a.Unit, group), a.Field, a.Value);
            proof = proof.Sign(at.Poster, ExchangeCase.Chain, at.Ledger.SequenceOf(at.Poster.Key));
            LedgerVerdict verdict = at.Ledger.Apply(proof);
            if (verdict.Outcome == LedgerOutcome.Dismissed) judged++;
            Assert.NotEqual(LedgerOutcome.Upheld, verdict.Outcome);
            Assert.Equal((Int128)2_000, at.Ledger.StakeOf(at.Nodes[0].Key));
        }), iter: 4_000, threads: 1);
        Assert.True(judged > 100, $"only {judged} got as far as the plaintext");
    }

    [Fact]
    public void Two_statements_of_an_honest_session_never_contradict_each_other()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant, units: 8), other = at.Session(grant, units: 8, name: 1);
        foreach (int a in Enumerable.Range(1, 8))
        {
            foreach (int b in Enumerable.Range(1, 8))
            {
                foreach (HonestSession second in (HonestSession[])[session, other])
                {
                    HeaderStatement x = session.Statement(a), y = second.Statement(b);
                    foreach (long unit in (long[])[a, b])
                    {
                        foreach (Hash256 name in (Hash256[])[x.Session, y.Session])
                        {
                            LedgerVerdict verdict = at.Ledger.Apply(new Equivocation(
                                at.Nodes[0].Key, name, unit, x.Head, x.Sign(at.Nodes[0]), y.Head, y.Sign(at.Nodes[0])));
                            Assert.True(verdict.Refusal is LedgerRefusal.BadSignature or LedgerRefusal.NoContradiction);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Changes one field; what the client signs is signed anew, what the node signed cannot be.</summary>
    private static WrongPlaintext Alter(ExchangeCase at, HonestSession session, WrongPlaintext p, int field, int value)
    {
        HeaderEvidence e = p.Evidence;
        SignedAnchor anchor = e.Anchor;
        Hash256 other = Blake3.Hash(BitConverter.GetBytes(value));
        byte[] headers = e.Headers.ToArray(), sent = p.Ciphertext.ToArray(), beside = p.CiphertextSiblings.ToArray();
        byte[] path = p.Siblings.ToArray();
        (Hash256 before, Hash256 key, Hash256 demanded, int group) = (e.HeadBefore, p.Key, p.Demanded, p.Group);
        switch (field)
        {
            case 1: anchor = Resign(at, anchor.Anchor with { UnitPrice = new(1 + (value % 10)) }); break;
            case 2: anchor = Resign(at, anchor.Anchor with { BaseCumulative = new(value) }); break;
            case 3: Flip(headers, value); break;
            case 4: Flip(sent, value); break;
            case 5: Flip(beside, value); break;
            case 6: demanded = other; break;
            case 7: Flip(path, value); break;
            case 8: before = other; break;
            case 9: key = session.KeyOf(1 + (value % 3)); break;
            case 10: group = value % 16; break;
            case 11: path = path[Math.Min(path.Length, 32 * (1 + (value % 9)))..]; break;
            case 12:
                // A true node of the tree, with the path that belongs to it.
                group = value % 16;
                long block = session.HeaderOf(e.FirstUnit).Block;
                if (group * 16_384 >= session.Content.Block(block).Length) group = 0;
                (demanded, path) = (session.Content.Demanded(block, group), session.Content.PathOf(block, group));
                group = p.Group;
                break;
            default: break;
        }

        return new WrongPlaintext
        {
            Evidence = new HeaderEvidence
            {
                Anchor = anchor,
                FirstUnit = e.FirstUnit,
                LastUnit = e.LastUnit,
                Ticket = e.Ticket,
                HeadBefore = before,
                Headers = headers,
                Signature = e.Signature,
                Path = e.Path,
            },
            Key = key,
            Group = group,
            Ciphertext = sent,
            CiphertextSiblings = beside,
            Demanded = demanded,
            Siblings = path,
        };
    }

    private static SignedAnchor Resign(ExchangeCase at, in Anchor anchor) => new(anchor, anchor.Sign(at.Device));

    private static void Flip(byte[] bytes, int place)
    {
        if (bytes.Length > 0) bytes[place % bytes.Length] ^= (byte)(1 << (place % 8));
    }
}
