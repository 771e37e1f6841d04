using System.Diagnostics;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>
/// What one party sees of a ledger: a prefix of its log, behind it by a constant lag. Used under the lock of the ledger that it belongs to.
/// </summary>
/// <param name="tell">Takes one piece of news, or says that there is no room for it.</param>
internal sealed class LedgerView(LedgerMachine machine, PublicKey party, Duration lag, Func<LedgerNews, bool> tell)
{
    /// <summary>A view without news says so after this long.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<PublicKey> _watched = [];
    private readonly Queue<(long Due, LedgerStep Step)> _hidden = [];
    private long _epoch = -1;
    private long _told;

    /// <summary>Heights that the party does not see yet.</summary>
    public int Hidden => _hidden.Count;

    /// <summary>Some news found no room: nothing more is told until <see cref="Reopen"/>.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Begins with the epoch.</summary>
    public void Begin() => TellEpoch(machine.Ledger.Height, machine.Ledger.Epoch);

    /// <summary>Begins the view of an account, or begins it again.</summary>
    public void Watch(in PublicKey payer)
    {
        _watched.Add(payer);
        Open(payer);
    }

    /// <summary>Begins all views again, once there is room.</summary>
    public void Reopen()
    {
        IsBehind = false;
        _epoch = -1;
        foreach (PublicKey payer in _watched) Open(payer);
    }

    /// <summary>A height was applied; it is seen at once, or once its time has come.</summary>
    public void OnStep(LedgerStep step)
    {
        if (lag > Duration.Zero) _hidden.Enqueue((Stopwatch.GetTimestamp() + Ticks(lag), step));
        else Show(step);
    }

    /// <summary>Shows what is due; how long until the next is, or null where nothing is hidden.</summary>
    public TimeSpan? ShowDue()
    {
        while (_hidden.TryPeek(out (long Due, LedgerStep Step) next))
        {
            TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next.Due);
            if (left > TimeSpan.Zero) return left;
            Show(_hidden.Dequeue().Step);
        }

        return null;
    }

    private void Show(LedgerStep step)
    {
        foreach (ref readonly LedgerEvent e in step.Events.AsSpan())
            if (_watched.Contains(e.Payer)) Show(step.Height, e);
        if (step.Epoch != _epoch) TellEpoch(step.Height, step.Epoch);
        if (Stopwatch.GetElapsedTime(_told) >= _quiet) Tell(new LedgerNews(LedgerNewsKind.Alive, step.Height));
    }

    private void Show(long height, in LedgerEvent e)
    {
        Tell(new LedgerNews(LedgerNewsKind.Entry, height)
        {
            Payer = e.Payer,
            Node = e.Node,
            Amount = e.Amount,
            Cumulative = e.Cumulative,
        });
        if (e.Grant != default && e.Node != party && e.Amount > Credits.Zero) TellSpent(height, e.Payer, e.Grant);
    }

    /// <summary>The account as it was at the last height that is shown: entries that are hidden yet follow, and count then.</summary>
    private void Open(in PublicKey payer)
    {
        Credits balance = machine.SignedBalance(payer), own = machine.CreditedTo(payer, party);
        foreach ((_, LedgerStep step) in _hidden)
        {
            foreach (ref readonly LedgerEvent e in step.Events.AsSpan())
            {
                if (e.Payer != payer) continue;
                balance += e.Amount;
                if (e.Node == party) own -= e.Amount;
            }
        }

        long height = _hidden.TryPeek(out (long Due, LedgerStep Step) first) ? first.Step.Height - 1 : machine.Ledger.Height;
        Tell(new LedgerNews(LedgerNewsKind.Opened, height) { Payer = payer, Amount = balance, Cumulative = own });
        foreach (Hash256 grant in machine.Ledger.GrantsOf(payer)) TellSpent(height, payer, grant);
    }

    private void TellSpent(long height, in PublicKey payer, in Hash256 grant)
    {
        Credits elsewhere = machine.SpentElsewhere(grant, party);
        if (elsewhere == Credits.Zero) return;
        Tell(new LedgerNews(LedgerNewsKind.GrantSpent, height) { Payer = payer, Grant = grant, Cumulative = elsewhere });
    }

    private void TellEpoch(long height, long epoch)
    {
        _epoch = epoch;
        Tell(new LedgerNews(LedgerNewsKind.Epoch, height) { Epoch = epoch });
    }

    private void Tell(in LedgerNews news)
    {
        if (IsBehind) return;
        IsBehind = !tell(news);
        _told = Stopwatch.GetTimestamp();
    }

    private static long Ticks(Duration span) => (long)(span.Seconds * Stopwatch.Frequency);
}
