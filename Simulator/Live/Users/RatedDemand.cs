using System.Diagnostics;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Users;

/// <summary>A user that wants blocks at a rate, from its lanes in turn, whether or not those before have come.</summary>
public sealed class RatedDemand : IAsyncDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<UserLane> _lanes;
    private readonly Func<long, (Hash256 Content, long Blocks, long Block)> _which;
    private readonly double _blocksPerSecond;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _wanting;
    private long _wanted;

    /// <param name="which">The content, how many blocks it has, and the block that is wanted, by a count from 0.</param>
    /// <param name="blocksPerSecond">Over all lanes; positive.</param>
    public RatedDemand(
        IReadOnlyList<UserLane> lanes, Func<long, (Hash256 Content, long Blocks, long Block)> which, double blocksPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocksPerSecond);
        (_lanes, _which, _blocksPerSecond) = (lanes, which, blocksPerSecond);
        _wanting = WantAsync();
    }

    /// <summary>Blocks that were wanted so far.</summary>
    public long Wanted => Volatile.Read(ref _wanted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _wanting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WantAsync()
    {
        long start = Stopwatch.GetTimestamp();
        using PeriodicTimer timer = new(_tick);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                // By the time since the start: a late tick wants what was missed, and the rate does not drift.
                long due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * _blocksPerSecond);
                for (; _wanted < due; _wanted++)
                {
                    (Hash256 content, long blocks, long block) = _which(_wanted);
                    _lanes[(int)(_wanted % _lanes.Count)].Fetch(content, blocks, block, 1);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told so.
        }
    }
}
