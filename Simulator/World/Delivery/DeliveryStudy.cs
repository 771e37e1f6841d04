using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Delivery;

/// <summary>One run of a site behind a gateway: production endpoints of clients, nodes and gateway over simulated connections.</summary>
internal sealed class DeliveryStudy(Scenario scenario, DeliverySpec spec, ulong seed)
{
    private const double MegabitNs = 1e3, KiloByte = 1_000;

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        using DeliveryWorld world = new(scenario, spec, seed);
        VisitPlan plan = new(world, spec, seed);
        plan.Schedule();
        world.Timeline.Run(cancel);
        world.Settle();
        Dictionary<string, MeasureValue> measures = MeasuresOf(world, plan.Visits);
        TraceHash hash = default;
        foreach (Visit visit in plan.Visits)
        {
            hash.Add(visit.FirstByte?.Nanoseconds ?? -1, 0, visit.Whole?.Nanoseconds ?? -1, visit.Client.AllBytes);
            observer?.See(hash.Value);
        }

        hash.Add(world.Bank.Earned.Units);
        return new RunResult(measures, hash.Value, world.Timeline.Executed, world.Bank.Earned.Units / world.Price.Units)
        {
            DecisionHash = hash.Value,
        };
    }

    private Dictionary<string, MeasureValue> MeasuresOf(DeliveryWorld world, IReadOnlyList<Visit> visits)
    {
        long wanted = 0, whole = 0, verified = 0, blocks = 0, fromGateway = 0, all = 0, gateway = 0, fallen = 0;
        foreach (SiteClient client in visits.Select(v => v.Client))
        {
            wanted += client.Receipts.Count;
            whole += client.Receipts.Count(r => r.IsWhole);
            verified += client.Receipts.Count(r => r.IsVerified);
            blocks += client.Receipts.Sum(r => (long)r.Blocks);
            fromGateway += client.FromGatewayBytes;
            gateway += client.GatewayBytes;
            all += client.AllBytes;
            fallen += client.HasFallenBack ? 1 : 0;
        }

        double paid = (double)world.Bank.Earned.Units / world.Price.Units;
        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.FirstByte] = Mean(visits.Select(v => Ms(v.FirstByte))),
            [Measures.GatewayKilobytes] = One(gateway / KiloByte / visits.Count),
            [Measures.GatewayShare] = One((double)fromGateway / all),
            [Measures.VisitPaid] = One(paid / visits.Count),
            [Measures.VisitCost] = One((double)world.Bank.Earned.Units / Credits.UnitsPerCredit / visits.Count),
            [Measures.PaidTwice] = One((paid - blocks) / visits.Count),
            [Measures.Refunded] = One((double)world.Bank.RefundedUnits / visits.Count),
            [Measures.VerifiedShare] = One((double)verified / whole),
            [Measures.LostShare] = One((double)(wanted - whole) / wanted),
            [Measures.FallbackShare] = One((double)fallen / visits.Count),
        };
        AddStores(measures, world);
        switch (spec.Workload)
        {
            case DeliveryWorkload.Page:
                measures[Measures.FirstPaint] = Mean(visits.Cast<PageVisit>().Select(v => Ms(v.FirstPaint)));
                measures[Measures.FullLoad] = Mean(visits.Select(v => Ms(v.Whole)));
                break;
            case DeliveryWorkload.Video:
                AddFilms(measures, [.. visits.Cast<VideoVisit>()]);
                break;
            default:
                measures[Measures.DeliveryTime] = Mean(visits.Select(v => Ms(v.Whole)));
                measures[Measures.Goodput] = Mean(visits.Select(v => v.Whole is { } time ? spec.SizeBytes * 8 * MegabitNs / time.Nanoseconds : double.NaN));
                break;
        }

        return measures;
    }

    private static void AddStores(Dictionary<string, MeasureValue> measures, DeliveryWorld world)
    {
        long requests = world.Nodes.Sum(n => n.Store.Requests), misses = world.Nodes.Sum(n => n.Store.Misses);
        long peers = world.Nodes.Sum(n => n.Store.PeerBytes), served = world.Nodes.Sum(n => n.ServedBytes);
        measures[Measures.CacheHitShare] = One(1 - ((double)misses / requests));
        measures[Measures.PeerShare] = One((double)peers / served);
    }

    private void AddFilms(Dictionary<string, MeasureValue> measures, VideoVisit[] films)
    {
        measures[Measures.StartUp] = Mean(films.Select(f => Ms(f.StartUp)));
        measures[Measures.RebufferRatio] = Mean(films.Select(f => f.Stalled.Seconds / (f.Stalled + spec.Video!.Length).Seconds));
        measures[Measures.BitRate] = Mean(films.Select(f => f.BitRate / 1e6));
    }

    private static double Ms(Duration? time) => time?.Milliseconds ?? double.NaN;

    private static MeasureValue One(double value) => new(value, double.NaN, double.IsNaN(value) ? 0 : 1);

    /// <summary>Over those that have it.</summary>
    private static MeasureValue Mean(IEnumerable<double> values) => new UnitSample([.. values.Where(v => !double.IsNaN(v))]).Mean();
}
