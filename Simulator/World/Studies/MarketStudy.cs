using Fleek.Core.Incentives;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Studies;

/// <summary>One run of a market of nodes that choose their region.</summary>
internal sealed class MarketStudy
{
    private readonly Scenario _scenario;
    private readonly IncentivesSpec _market;
    private readonly LocationGame _game;
    private readonly LocationDynamics _dynamics;
    private readonly NodeCounts _goal;
    private TraceHash _hash;

    public MarketStudy(Scenario scenario, IncentivesSpec market, ulong seed, StudyLists lists)
    {
        _scenario = scenario;
        _market = market;
        _game = MarketRegions.Of(market, seed, lists);
        _goal = market.Entrants > 0 ? LocationEquilibrium.OfFreeEntry(_game) : LocationEquilibrium.Of(_game, scenario.Nodes);
        double meanRevenue = (double)market.Value.Units / scenario.Nodes;
        LocationTerms terms = new()
        {
            Order = market.FixedOrder ? MoveOrder.ByNumber : MoveOrder.Shuffled,
            SwitchingCost = new((long)Math.Min(market.SwitchingCost * meanRevenue, long.MaxValue / 2)),
            NoiseUnits = market.Noise * meanRevenue,
            DelayRounds = market.DelayRounds,
            RevisionShare = market.Revision,
            Entrants = market.Entrants,
        };
        _dynamics = new LocationDynamics(_game, terms, Start(seed), seed);
    }

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        long moves = 0;
        int lastMove = 0, measured = 0;
        double distance = 0;
        for (int round = 1; round <= _market.Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            // Who rests stays: the rounds to come are known.
            if (!_dynamics.IsAtRest)
            {
                IReadOnlyList<LocationMove> played = _dynamics.PlayRound();
                if (played.Count > 0) lastMove = round;
                moves += played.Count;
                foreach (LocationMove move in played)
                {
                    _hash.Add(round, (ulong)move.Node, move.From, move.To);
                    observer?.See(_hash.Value);
                }
            }

            if (2 * round <= _market.Rounds) continue;
            distance += LocationEquilibrium.Distance(_dynamics.Counts.Counts, _goal.Counts);
            measured++;
        }

        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.EquilibriumDistance] = One(distance / measured),
            [Measures.RoundsToRest] = _dynamics.IsAtRest ? One(lastMove) : Nothing,
            [Measures.MovesPerNode] = One((double)moves / Math.Max(1, _dynamics.Known)),
        };
        AddEnd(measures);
        foreach (int count in _dynamics.Counts.Counts) _hash.Add((long)count);
        return new RunResult(measures, _hash.Value, _dynamics.Choices, 0) { DecisionHash = _hash.Value };
    }

    private static MeasureValue Nothing { get; } = new(double.NaN, double.NaN, 0);

    private static MeasureValue One(double value) => double.IsNaN(value) ? Nothing : new(value, double.NaN, 1);

    /// <summary>What is true of the market when all is over.</summary>
    private void AddEnd(Dictionary<string, MeasureValue> measures)
    {
        NodeCounts counts = _dynamics.Counts;
        int regions = 0;
        double profit = 0;
        for (int region = 0; region < _game.Regions; region++)
        {
            if (counts[region] == 0) continue;
            regions++;
            profit += counts[region] * _game.Earnings(region, counts[region]);
        }

        double covered = (double)_game.CoveredDemand(counts.Counts), most = (double)_game.MostCoveredDemand(counts.Total);
        double potential = _game.Potential(_goal.Counts);
        measures[Measures.RegionsCovered] = One(regions);
        measures[Measures.CoveredDemand] = One(covered / (double)_game.TotalDemand);
        measures[Measures.CoveredOfOptimum] = One(most > 0 ? covered / most : double.NaN);
        measures[Measures.PotentialShare] = One(potential > 0 ? _game.Potential(counts.Counts) / potential : double.NaN);
        measures[Measures.MarketNodes] = One(counts.Total);
        measures[Measures.NodeProfit] = One(counts.Total > 0 ? profit / counts.Total / Credits.UnitsPerCredit : double.NaN);
    }

    private int[] Start(ulong seed)
    {
        int[] start = new int[_scenario.Nodes];
        switch (_market.Start)
        {
            case MarketStart.Random:
                for (int node = 0; node < start.Length; node++)
                    start[node] = (int)new RandomStream(seed, StreamPurpose.LocationStart, node).NextBelow(_game.Regions);
                return start;
            case MarketStart.Equilibrium:
                NodeCounts counts = new(_game);
                for (int node = 0; node < start.Length; node++) counts.Add(start[node] = counts.Best);
                return start;
            default:
                return start;
        }
    }
}
