using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Kernel;
using Fleek.Sim.World.Measuring;

namespace Fleek.Sim.World;

/// <summary>Runs that are cut, and what they look like then.</summary>
internal sealed partial class SimulatedWorld
{
    /// <summary>Runs every event due before <paramref name="until"/>, and none that is due at it or later.</summary>
    public RunState RunUntil(Instant until, CancellationToken cancel)
    {
        Begin(0, _scenario.Users.Count);
        while (_loop.NextTime < until.Nanoseconds && _loop.Step())
            if (_loop.Executed % EventsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
        bool settled = _loop.Pending == 0;
        AccountState[] accounts = [.. Accounts()];
        if (settled) Settle();
        else foreach (TraceHash account in _hashes) _hash.Add(account.Value);
        return new RunState(settled, Now, _loop.Executed, _loop.Pending, _hash.Value, accounts);
    }

    /// <summary>How each account ended; after the run.</summary>
    public AccountOutcome[] Outcomes() =>
        [.. Enumerable.Range(0, _scenario.Users.Count).Select(user => _tally.OutcomeOf(new UserId(user), _ledger))];

    private CascadeTally? _cascades;

    /// <summary>From here on, how commits trigger others is counted; before the run.</summary>
    public void CountCascades() => _cascades = new CascadeTally(_scenario, _lanes.Length);

    /// <summary>How many cascades had 1, 2, ... commits; after a run in which they were counted.</summary>
    public long[] CascadeSizes() => _cascades!.Sizes();

    private IEnumerable<AccountState> Accounts()
    {
        for (int i = 0; i < _users.Length; i++)
        {
            UserId user = new(i);
            Credits onLedger = _ledger.SignedBalance(user);
            Credits left = _scenario.Users.BalanceOf(user) - _tally.PaidBy(user) + _payers[i].Moved;
            yield return new AccountState(user, onLedger, onLedger - left);
        }
    }
}
