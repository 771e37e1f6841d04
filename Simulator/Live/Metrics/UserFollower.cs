using Fleek.Sim.Live.Users;

namespace Fleek.Sim.Live.Metrics;

/// <summary>Brings what a lane of a user counts by itself into the metrics of its process, whenever it is asked to.</summary>
public sealed class UserFollower(UserLaneCounters lane, LiveMetrics metrics)
{
    private long _breaks, _failures, _silences;

    /// <summary>Adds what was counted since the last time. Called by one thread at a time.</summary>
    public void Take()
    {
        Add(ref _breaks, lane.Breaks, "connection_broke");
        Add(ref _failures, lane.ConnectFailures, "no_connection");
        Add(ref _silences, lane.Silences, "nothing_came");
    }

    private void Add(ref long before, long now, string reason)
    {
        if (now > before) metrics.Errors(reason, now - before);
        before = now;
    }
}
