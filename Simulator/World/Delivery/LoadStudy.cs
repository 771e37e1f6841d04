using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// Many downloads at once: what leaves the gateway and the nodes for one is counted from a visit of production endpoints, and then so many of
/// them wait for each other, first come, first served, at the gateway and at the node that the gateway drew.
/// </summary>
/// <remarks>
/// A download is one job at each: what it needs of the gateway before or instead of the node's. Clients come at random and do not wait to see
/// how others fare, so that above capacity queues grow, and what is served is the capacity.
/// </remarks>
internal sealed class LoadStudy(Scenario scenario, DeliverySpec spec, ulong seed)
{
    private const double BitsPerByte = 8, Giga = 1e9;

    /// <summary>A run lasts so many unloaded downloads, and no less than a second; it is measured in its second half.</summary>
    private const double Lengths = 20, LeastSeconds = 1;

    private const int LooksEvery = 4_096;

    private readonly double[] _nodeFree = new double[scenario.Nodes];
    private double _gatewayFree, _from, _to, _gatewayBusy, _nodesBusy, _served;

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        OneVisit one = OneVisit.Of(scenario, spec, seed, cancel);
        double perSecond = spec.OfferedRate / BitsPerByte / spec.SizeBytes;
        _to = Math.Max(LeastSeconds, Lengths * one.Seconds);
        _from = _to / 2;
        RandomStream arrivals = new(seed, StreamPurpose.Arrivals, 0);
        UnitSample times = new([]);
        TraceHash hash = default;
        long sessions = 0;
        for (double at = arrivals.NextExponential() / perSecond; at < _to; at += arrivals.NextExponential() / perSecond)
        {
            if (sessions++ % LooksEvery == 0) cancel.ThrowIfCancellationRequested();
            double ended = Serve(at, one, ref arrivals);
            if (ended < _to && at >= _from) times.Add((ended - at) * 1e3);
            hash.Add(sessions, 0, BitConverter.DoubleToInt64Bits(at), BitConverter.DoubleToInt64Bits(ended));
            observer?.See(hash.Value);
        }

        double span = _to - _from;
        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.ServedRate] = One(_served / span / Giga),
            [Measures.GatewayUse] = One(_gatewayBusy / span),
            [Measures.NodeUse] = One(_nodesBusy / span / scenario.Nodes),
            [Measures.GatewayKilobytes] = One(one.GatewayBytes / 1e3),
            [Measures.DeliveryTime] = times.Mean(),
        };
        return new RunResult(measures, hash.Value, sessions, 0) { DecisionHash = hash.Value };
    }

    private static MeasureValue One(double value) => new(value, double.NaN, 1);

    /// <summary>One download; the answer is when it ends.</summary>
    private double Serve(double at, OneVisit one, ref RandomStream draws)
    {
        double gateway = one.GatewayBytes * BitsPerByte / spec.GatewayRate;
        double begins = Math.Max(at, _gatewayFree);
        _gatewayFree = begins + gateway;
        _gatewayBusy += Overlap(begins, _gatewayFree);
        double waited = begins - at;
        if (spec.Path == DeliveryPath.Coordinator)
        {
            long node = draws.NextBelow(_nodeFree.Length);
            double serves = one.NodeBytes * BitsPerByte / spec.NodeRate;
            double comes = _gatewayFree;
            begins = Math.Max(comes, _nodeFree[node]);
            _nodeFree[node] = begins + serves;
            _nodesBusy += Overlap(begins, _nodeFree[node]);
            waited += begins - comes;
            Count(begins, Math.Max(serves, one.TransferSeconds));
        }
        else
        {
            Count(begins, Math.Max(gateway, one.TransferSeconds));
        }

        return at + waited + one.Seconds;
    }

    /// <summary>Its content goes evenly over so much time.</summary>
    private void Count(double begins, double seconds) =>
        _served += spec.SizeBytes * BitsPerByte * Overlap(begins, begins + seconds) / seconds;

    /// <summary>How much of an interval is measured.</summary>
    private double Overlap(double begins, double ends) => Math.Max(0, Math.Min(ends, _to) - Math.Max(begins, _from));
}
