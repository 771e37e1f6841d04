using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Users;

/// <summary>
/// A user on real connections: its lanes, each with a connection of its own. Lanes run by themselves, beside each other; blocks of one lane
/// come in order.
/// </summary>
public sealed class UserHost : IAsyncDisposable
{
    private const int SweepMilliseconds = 500;

    private readonly ISigner _device;
    private readonly UserBuffers _buffers;
    private readonly LiveClock _clock = new();
    private readonly List<UserLane> _lanes = [];
    private readonly Timer _sweeper;

    /// <param name="device">Signs for the user what its grants allow; from one thread at a time for each lane, so it must bear several.</param>
    /// <param name="sink">Gets what is fetched.</param>
    /// <param name="buffers">That this user shares with others of the process; null gives it its own.</param>
    public UserHost(ISigner device, IBlockSink sink, UserBuffers? buffers = null)
    {
        (_device, Sink, _buffers) = (device, sink, buffers ?? new UserBuffers());
        _sweeper = new Timer(_ => Sweep(), null, SweepMilliseconds, SweepMilliseconds);
    }

    public IReadOnlyList<UserLane> Lanes => _lanes;

    internal IBlockSink Sink { get; }

    internal Instant Now => _clock.Now;

    internal BufferPool Small => _buffers.Small;

    internal BufferPool Large => _buffers.Large;

    /// <summary>Adds a lane and lets it connect. Not from several threads at once.</summary>
    public UserLane Open(UserLaneOptions options)
    {
        UserLane lane = new(this, _lanes.Count, options, _device);
        lock (_lanes) _lanes.Add(lane);
        lane.Start();
        return lane;
    }

    /// <summary>Closes all lanes in order; those that do not end in time are cut.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        Task all = Task.WhenAll(_lanes.Select(lane => lane.FinishAsync()));
        await Task.WhenAny(all, Task.Delay(patience)).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_lanes.Select(lane => lane.StopAsync())).ConfigureAwait(false);
    }

    internal void OnEnded(UserLane lane) => Sink.Ended(lane);

    private void Sweep()
    {
        UserLane[] lanes;
        lock (_lanes) lanes = [.. _lanes];
        foreach (UserLane lane in lanes) lane.Sweep();
    }
}
