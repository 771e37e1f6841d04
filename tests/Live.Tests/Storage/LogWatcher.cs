using System.Diagnostics;
using Fleek.Sim.Live.Storage;

namespace Fleek.Tests.Live.Storage;

/// <summary>Hears what a log says, and waits for it.</summary>
internal sealed class LogWatcher : INodeLogListener
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();

    /// <summary>The last record that is durable.</summary>
    public long Told { get; private set; }

    public string? Failure { get; private set; }

    public int Stalls { get; private set; }

    public int Resumptions { get; private set; }

    public void Durable(long number) => Change(() =>
    {
        Assert.True(number > Told, "numbers are told in their order");
        Assert.Null(Failure);
        Told = number;
    });

    public void Failed(string why) => Change(() => Failure = why);

    public void Stalled(string why) => Change(() => Stalls++);

    public void Resumed() => Change(() => Resumptions++);

    /// <summary>Returns once this is so, and fails the test if it is not in a minute.</summary>
    public void Wait(Func<LogWatcher, bool> until)
    {
        long began = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!until(this))
            {
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"told {Told}, failure {Failure}, stalls {Stalls}");
                Monitor.Wait(_gate, TimeSpan.FromSeconds(1));
            }
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }
}
