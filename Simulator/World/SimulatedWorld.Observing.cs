using Fleek.Core.Primitives;

namespace Fleek.Sim.World;

/// <summary>Runs that are cut, and what they look like then.</summary>
internal sealed partial class SimulatedWorld
{
    /// <summary>Runs every event due before <paramref name="until"/>, and none that is due at it or later.</summary>
    public RunState RunUntil(Instant until, CancellationToken cancel)
    {
        while (_loop.NextTime < until.Nanoseconds && _loop.Step())
            if (_loop.Executed % EventsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
        bool settled = _loop.Pending == 0;
        if (settled) AssertSettled();
        return new RunState(settled, Now, _loop.Executed, _loop.Pending, _hash.Value, [.. Accounts()]);
    }

    private IEnumerable<AccountState> Accounts()
    {
        for (int i = 0; i < _users.Length; i++)
        {
            UserId user = new(i);
            Credits onLedger = _ledger.SignedBalance(user);
            Credits left = _scenario.Users.Balance - _tally.PaidBy(user);
            yield return new AccountState(user, onLedger, onLedger - left);
        }
    }
}
