using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>Windows that start small: slow start, and halving where nobody pays (docs/protocol.md, windows).</summary>
public sealed partial class NodeCore
{
    /// <summary>One chunk more for each window of payments, up to the cap.</summary>
    private void WidenWindow(Instant now, ref PayerBook b, ref NodeLane lane)
    {
        while (lane.GoodSince >= lane.Window && lane.Window < options.WindowChunks)
        {
            lane.GoodSince -= lane.Window;
            lane.Window++;
        }

        if (lane.InFlight > 0) AwaitPayment(now, ref b, ref lane);
    }

    private void AwaitPayment(Instant now, ref PayerBook b, ref NodeLane lane)
    {
        if (options.PayTimeout == Duration.Zero) return;
        lane.WaitsSince = now;
        b.PayBy = Instant.Min(b.PayBy, now + options.PayTimeout);
    }

    private void NarrowWindows(Instant now, ref PayerBook b)
    {
        b.PayBy = Instant.Never;
        for (int i = 0; i < b.Lanes; i++)
        {
            ref NodeLane lane = ref LaneOf(ref b, i);
            if (lane.InFlight == 0) continue;
            if (lane.WaitsSince + options.PayTimeout <= now)
            {
                lane.Window = Math.Max(1, lane.Window / 2);
                lane.GoodSince = 0;
                lane.WaitsSince = now;
            }

            b.PayBy = Instant.Min(b.PayBy, lane.WaitsSince + options.PayTimeout);
        }
    }
}
