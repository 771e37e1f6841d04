namespace Fleek.Benchmarks.Scorecard;

/// <summary>A way to carry bytes over loopback, from a server to clients on several connections.</summary>
internal abstract class LiveBytes : IDisposable
{
    /// <summary>Connections that carry bytes at the same time.</summary>
    public const int Connections = 4;

    /// <summary>Bytes that the clients got so far.</summary>
    protected abstract long Received { get; }

    /// <summary>Processor time of both sides so far.</summary>
    protected virtual TimeSpan Spent => Stopwatches.ProcessorTime;

    /// <summary>Lets bytes flow for a while.</summary>
    /// <returns>Gbit a second by the clock on the wall, and Gbit for each second of one processor.</returns>
    public virtual (double Wall, double Core) Measure(TimeSpan duration)
    {
        Resume();
        Thread.Sleep(100); // the flow is under way
        (long bytes, TimeSpan spent) = (Received, Spent);
        double seconds = Stopwatches.WallSeconds(() => Thread.Sleep(duration));
        (bytes, spent) = (Received - bytes, Spent - spent);
        Pause();
        return (bytes * 8 / seconds / 1e9, bytes * 8 / spent.TotalSeconds / 1e9);
    }

    public abstract void Dispose();

    protected abstract void Resume();

    /// <summary>Lets what is under way come to its end.</summary>
    protected abstract void Pause();
}
