using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// The ledger's side of the fair exchange: a replicated state machine that holds accounts and stakes, pays tickets under
/// registered
/// grants and judges disputes. Pure: the same transactions at the same heights give the same state, whoever runs it.
/// </summary>
/// <remarks>
/// At every height: balances + credits of nodes + escrow + stakes + fees + burned = paid in - withdrawn, in 128-bit integers,
/// asserted; debt is a memo beside it. A transaction that is refused changes nothing. Redeems are idempotent and may come in any
/// order: what lanes claim, what grants have spent and what accounts have left and owe does not depend on it. Who of several
/// nodes
/// is paid does where a balance or a cap falls short of their claims: first come, first paid.
/// </remarks>
public sealed partial class ExchangeLedger
{
    /// <summary>Height stops here, so that no sum of heights overflows.</summary>
    public const long MaxHeight = 1L << 60;

    private readonly Hash256 _chain;
    private readonly ISignatureVerifier _verifier;
    private readonly LedgerSettings _settings;

    private readonly SortedSet<Due> _due = [];
    private Int128 _paidIn, _withdrawn, _balances, _credits, _escrow, _stakes, _fees, _burned;
    private Int128 _held, _earningsWithdrawn, _debits;

    /// <summary>An empty ledger at height 0.</summary>
    /// <param name="chain">Its name, which everything signed for it bears.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ExchangeLedger(in Hash256 chain, ISignatureVerifier verifier, LedgerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        _chain = chain;
        _verifier = verifier;
        _settings = settings;
    }

    /// <summary>Hears what changes accounts, in order and as it happens; nobody unless given.</summary>
    public ILedgerObserver? Observer { get; set; }

    /// <summary>The present position in the log.</summary>
    public long Height { get; private set; }

    /// <summary>The epoch that is open at this height.</summary>
    public long Epoch => Height / _settings.EpochHeights;

    /// <summary>Deposits and stakes that came in.</summary>
    public Int128 PaidIn => _paidIn;

    /// <summary>What went out, of all kinds.</summary>
    public Int128 Withdrawn => _withdrawn;

    public Int128 Balances => _balances;

    /// <summary>Earnings of nodes that were not withdrawn, <see cref="Held"/> included.</summary>
    public Int128 NodeCredits => _credits;

    /// <summary>Deposits that cured debts: owed to the nodes behind them as a whole.</summary>
    public Int128 Held => _held;

    /// <summary>Units in dispute and the deposits of posters.</summary>
    public Int128 Escrow => _escrow;

    public Int128 Stakes => _stakes;

    public Int128 Fees => _fees;

    /// <summary>Slashed stake that nobody gets.</summary>
    public Int128 Burned => _burned;

    /// <summary>What accounts were charged in all: earnings of nodes, withdrawn or not, and fees.</summary>
    public Int128 UserDebits => _debits;

    /// <summary>
    /// Goes on to a later height and does what falls due on the way, height after height: disputes end, money leaves, epochs are
    /// forgotten.
    /// </summary>
    public LedgerVerdict Advance(long height)
    {
        if (height <= Height || height > MaxHeight) return LedgerVerdict.Refused(LedgerRefusal.HeightNotAhead);
        while (true)
        {
            long due = _due.Count == 0 ? long.MaxValue : _due.Min.Height;
            long final = NextFinalHeight();
            if (Math.Min(due, final) > height) break;
            Height = Math.Min(due, final);
            // What is disputed in an epoch is judged before the epoch is forgotten.
            if (due <= final) Do(_due.Min);
            else FinishOldestEpoch();
            AssertConservation();
        }

        Height = height;
        AssertConservation();
        return LedgerVerdict.Applied(0);
    }

    private void Do(in Due due)
    {
        _due.Remove(due);
        switch (due.Kind)
        {
            case DueKind.Dispute:
                Resolve(_disputes[due.Id]);
                break;
            case DueKind.Balance:
                LeaveBalance(_accounts[new PublicKey(due.Id)]);
                break;
            default:
                LeaveStake(_accounts[new PublicKey(due.Id)]);
                break;
        }
    }

    private LedgerVerdict Done(in LedgerVerdict verdict)
    {
        AssertConservation();
        return verdict;
    }

    private void AssertConservation()
    {
        Invariant.Require(
            _balances + _credits + _escrow + _stakes + _fees + _burned == _paidIn - _withdrawn,
            "ledger: balances + credits + escrow + stakes + fees + burned differ from what was paid in");
        Invariant.Require(_debits == _credits + _earningsWithdrawn + _fees, "ledger: debits differ from credits + fees");
    }
}
