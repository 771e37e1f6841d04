using System.Diagnostics;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>The same exchange with no socket between: what both sides compute, on one thread. No sockets can make it cost less.</summary>
internal sealed class LiveCryptography(MemoryContent content) : LiveBytes
{
    private const int Window = 32, Interval = 16;

    private readonly ExchangePair _pair = new(content, Window, Interval, TicketKind.HashChain);
    private readonly long _bytes = (long)content.Tree.Blocks * ContentBlock.Bytes;

    protected override long Received => throw new NotSupportedException("it is not measured by what others see");

    public override (double Wall, double Core) Measure(TimeSpan duration)
    {
        _pair.ResetTimes();
        long start = Stopwatch.GetTimestamp(), fetches = 0;
        for (; Stopwatch.GetElapsedTime(start) < duration; fetches++) _pair.Fetch();
        double gigabits = fetches * _bytes * 8 / 1e9, seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (gigabits / seconds, gigabits / ((_pair.NodeNanoseconds + _pair.ClientNanoseconds) / 1e9));
    }

    public override void Dispose()
    {
    }

    protected override void Resume()
    {
    }

    protected override void Pause()
    {
    }
}
