using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Splitting;

namespace Fleek.Sim.World;

/// <summary>Runs of one account that part from others, for the estimation of rare events.</summary>
internal sealed partial class SimulatedWorld
{
    private SpendForecast? _forecast;

    /// <summary>Runs a trajectory from its start until its score reaches a level after the last branch, or to its end.</summary>
    /// <param name="level">Positive infinity for the event; null runs to the end.</param>
    public TrajectoryEnd Follow(Trajectory trajectory, double? level, CancellationToken cancel)
    {
        Invariant.Require(_scenario.Users.Count == 1, "splitting: one account at a time");
        _forecast = new SpendForecast(_scenario);
        Begin(0, 1);
        foreach (Branch branch in trajectory.Branches)
        {
            while (_loop.Executed < branch.Events)
                Invariant.Require(_loop.Step(), "splitting: a trajectory ended before its branch");
            Branch(branch.Seed);
        }

        double best = Score();
        long paid = _tally.Exchanges;
        while (!(best >= level) && _loop.Step())
        {
            if (_loop.Executed % EventsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
            if (_tally.Exchanges == paid) continue;
            paid = _tally.Exchanges;
            best = Math.Max(best, Score());
            if (double.IsPositiveInfinity(best)) break;
        }

        cancel.ThrowIfCancellationRequested();
        return new TrajectoryEnd(best >= level, _loop.Executed, best);
    }

    private double Score()
    {
        Span<PayerAccount> accounts = new PayerAccount[_lanesPerUser];
        Span<bool> open = new bool[_lanesPerUser];
        for (int lane = 0; lane < _lanesPerUser; lane++)
        {
            accounts[lane] = _nodes[_lanes[lane].Node.Value]?.AccountOf(_lanes[lane].User) ?? default;
            open[lane] = !_lanes[lane].Frozen;
        }

        return _forecast!.Score(Now, _scenario.Users.Balance - _tally.PaidBy(new UserId(0)), accounts, open);
    }

    /// <summary>
    /// What has not been drawn yet comes from another seed: demand, batches and lags. Faults stay those of the first seed, which makes an
    /// estimate dearer and not wrong.
    /// </summary>
    private void Branch(ulong seed)
    {
        for (int lane = 0; lane < _lanesPerUser; lane++)
        {
            Demand.Redraw(ref _lanes[lane], PlaceOf(lane), seed);
            _nodes[_lanes[lane].Node.Value]?.Redraw(_lanes[lane].User, seed);
        }

        _sequencer.Redraw(seed);
    }
}
