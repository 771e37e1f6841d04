namespace Fleek.Sim.Kernel;

/// <summary>The time of the world outside, and waiting for it.</summary>
public interface IWallClock
{
    /// <summary>Nanoseconds since some moment; never runs backwards.</summary>
    long NowNanoseconds { get; }

    /// <summary>
    /// Waits for a time. True if it has come; false if <see cref="Wake"/> was called first, in this wait or since the last.
    /// </summary>
    bool WaitUntil(long nanoseconds);

    /// <summary>Ends the wait that is going on, or else the next one. May be called from any thread.</summary>
    void Wake();
}
