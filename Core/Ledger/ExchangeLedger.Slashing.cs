using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;

namespace Fleek.Core.Ledger;

/// <content>D2 and D3: proofs that a node cheated, judged at once.</content>
public sealed partial class ExchangeLedger
{
    /// <summary>Sessions for which a node was slashed; each cost it stake.</summary>
    private readonly HashSet<SessionUnit> _equivocations = [];

    /// <summary>
    /// Judges a plaintext. Upheld: the node is slashed by the verdict's amount, from which the payer gets the unit's price back.
    /// Dismissed: the poster's deposit, the verdict's amount, is gone.
    /// </summary>
    public LedgerVerdict Apply(in WrongPlaintext proof)
    {
        if (!proof.IsSound) return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        LedgerRefusal refusal = CheckEvidence(proof.Evidence, out GrantAccount grant);
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);
        ChunkHeader header = proof.Evidence.HeaderAt(0);
        if (header.KeyCommitment == default) return LedgerVerdict.Refused(LedgerRefusal.NoKey);
        Anchor anchor = proof.Evidence.Anchor.Anchor;
        SessionUnit unit = new(anchor.Node, anchor.Session, header.Unit);
        if (_books.TryGetValue(anchor.Epoch, out EpochBook? known) && known.Slashed.Contains(unit))
            return LedgerVerdict.Refused(LedgerRefusal.AlreadySlashed);
        refusal = CheckAuthor(proof.Author, LedgerTransactionKind.WrongPlaintext, proof.BodyHash());
        if (refusal == LedgerRefusal.None && Balance(proof.Author.Key) < _settings.PosterDeposit.Units) refusal = LedgerRefusal.NoDeposit;
        bool atFault = false;
        if (refusal == LedgerRefusal.None) refusal = PlaintextCheck.Judge(proof, header, out atFault);
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);

        LedgerAccount poster = AccountOf(proof.Author.Key);
        poster.Sequence++;
        if (!atFault)
        {
            Take(poster, _settings.PosterDeposit.Units);
            Forfeit(_settings.PosterDeposit);
            return Done(LedgerVerdict.Dismissed(_settings.PosterDeposit.Units));
        }

        BookOf(anchor.Epoch).Slashed.Add(unit);
        Int128 slashed = Slash(AccountOf(anchor.Node));
        Int128 refund = Int128.Min(slashed, anchor.UnitPrice.Units);
        Receive(AccountOf(grant.Grant.Payer), refund);
        _burned += slashed - refund;
        return Done(LedgerVerdict.Upheld(slashed));
    }

    /// <summary>Judges two statements. Upheld: the node is slashed by the verdict's amount, all of which is burned.</summary>
    public LedgerVerdict Apply(in Equivocation proof)
    {
        if (proof.Unit < 0) return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        if (proof.HeadA == proof.HeadB) return LedgerVerdict.Refused(LedgerRefusal.NoContradiction);
        if (Find(proof.Node) is not { IsNode: true } node) return LedgerVerdict.Refused(LedgerRefusal.UnknownNode);
        SessionUnit session = new(proof.Node, proof.Session, 0);
        if (_equivocations.Contains(session)) return LedgerVerdict.Refused(LedgerRefusal.AlreadySlashed);
        if (!proof.Signed(_chain, _verifier)) return LedgerVerdict.Refused(LedgerRefusal.BadSignature);
        Int128 slashed = Slash(node);
        // A node without stake makes such proofs for nothing: they are not kept, and serve again when it has some.
        if (slashed == 0) return LedgerVerdict.Unchanged();
        _equivocations.Add(session);
        _burned += slashed;
        return Done(LedgerVerdict.Upheld(slashed));
    }

    private Int128 Slash(LedgerAccount node)
    {
        Int128 slashed = Int128.Min(node.Stake, _settings.SlashAmount.Units);
        node.Stake -= slashed;
        _stakes -= slashed;
        return slashed;
    }
}
