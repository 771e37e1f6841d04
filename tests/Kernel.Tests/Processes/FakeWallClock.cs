using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

/// <summary>A clock that stands still but when somebody waits for it, or does something that takes time.</summary>
internal sealed class FakeWallClock : IWallClock
{
    private bool _woken;

    public long NowNanoseconds { get; private set; } = 123_456_789;

    /// <summary>How much later than asked for a wait ends.</summary>
    public long OvershootNanoseconds { get; set; }

    public List<long> Waits { get; } = [];

    public bool WaitUntil(long nanoseconds)
    {
        if (_woken)
        {
            _woken = false;
            return false;
        }

        if (nanoseconds > NowNanoseconds)
        {
            Waits.Add(nanoseconds - NowNanoseconds);
            NowNanoseconds = nanoseconds + OvershootNanoseconds;
        }

        return true;
    }

    public void Wake() => _woken = true;

    public void Pass(long nanoseconds) => NowNanoseconds += nanoseconds;
}
