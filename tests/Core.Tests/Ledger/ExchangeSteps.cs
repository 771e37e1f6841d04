using CsCheck;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Random transactions of all kinds, one after another, on a ledger that may change hands meanwhile.</summary>
internal sealed class ExchangeSteps(ExchangeCase at)
{
    private readonly ExchangeCase _at = at;
    private readonly List<(Hash256 Dispute, HonestSession Session, int First)> _open = [];

    /// <summary>Of which kind, in which session, about which unit, and how much.</summary>
    public readonly record struct Step(int Kind, int Session, int Unit, int Amount);

    /// <summary>Steps, the payer's units, and a percentage.</summary>
    public static Gen<(Step[] Steps, long Units, int Percent)> Gen { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Select(
            CsCheck.Gen.Int[0, 8], CsCheck.Gen.Int[0, ExchangeSequenceTests.AllSessions.Count - 1],
            CsCheck.Gen.Int[1, ExchangeSequenceTests.Units], CsCheck.Gen.Int[0, 40])
            .Select((kind, session, unit, amount) => new Step(kind, session, unit, amount)).Array[1, 60],
        CsCheck.Gen.Long[0, 60], CsCheck.Gen.Int[0, 100]);

    public ExchangeLedger Ledger { get; set; } = at.Ledger;

    public static ExchangeCase Case(long units)
    {
        ExchangeCase at = ExchangeSequenceTests.Case(units * ExchangeCase.Price, maxSpend: 500 * ExchangeCase.Price);
        at.Ledger.Apply(new Deposit(at.Poster.Key, new(2_000), false));
        return at;
    }

    public void Do(Step step)
    {
        (int kind, int which, int unit, int amount) = step;
        HonestSession session = ExchangeSequenceTests.AllSessions[which];
        switch (kind)
        {
            case 0:
                Ledger.Apply(new Deposit(_at.Payer.Key, new(amount * ExchangeCase.Price), false));
                break;
            case 1:
                Ledger.Apply(Withdraw.Sign(
                    _at.Payer, ExchangeCase.Chain, WithdrawFrom.Balance, new(1 + (amount * ExchangeCase.Price)), Ledger.SequenceOf(_at.Payer.Key)));
                break;
            case 2 or 3:
                ExchangeSequenceTests.Apply(Ledger, session, new ExchangeSequenceTests.Claim(0, unit, amount % 3));
                break;
            case 4 or 5:
            {
                int last = Math.Min(ExchangeSequenceTests.Units, unit + (amount % 3));
                LedgerVerdict verdict = Ledger.Apply(KeyWithheld.Sign(
                    _at.Poster, ExchangeCase.Chain, Ledger.SequenceOf(_at.Poster.Key), session.Evidence(unit, last)));
                if (!verdict.IsRefused) _open.Add((verdict.Id, session, unit));
                break;
            }

            case 6:
                if (_open.Count == 0) break;
                (Hash256 id, HonestSession of, int first) = _open[amount % _open.Count];
                for (int i = 0; i <= amount % 4; i++) Ledger.Apply(new PublishKey(id, first + i, of.KeyOf(first + i)));
                break;
            case 7:
                Ledger.Apply(ExchangeEquivocationTests.Of(_at.Nodes[unit % 3], (byte)(amount % 2)));
                break;
            default:
                Ledger.Advance(Ledger.Height + amount);
                break;
        }
    }
}
