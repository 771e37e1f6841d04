namespace Fleek.Sim.Kernel;

/// <content>
/// With many pending, what an event means is in no cache when it is due, and reading it costs more than all the rest. The queue
/// knows what comes after: its slot is fetched first, then the object that the slot refers to, then what that refers to.
/// </content>
public partial class Simulation
{
    /// <summary>What so many events mean is in the cache anyway.</summary>
    private const int CachedPending = 2_048;

    private void FetchAhead()
    {
        int handle = _loop.HandleAhead(5);
        if (handle >= SleeperBit) _sleepers.FetchSlot(handle & (ProcessBit - 1));
        else if (handle >= 0) _scheduled.FetchSlot(handle);

        handle = _loop.HandleAhead(3);
        if (handle >= SleeperBit) _sleepers.Fetch(handle & (ProcessBit - 1));
        else if (handle >= 0) _scheduled.Fetch(handle);

        handle = _loop.HandleAhead(1);
        if (handle >= (SleeperBit | ProcessBit)) _sleepers.FetchGenerator(handle & (ProcessBit - 1));
        else if (handle is >= 0 and < SleeperBit) _scheduled.FetchWaiter(handle);

        handle = _loop.HandleAhead(0);
        if (handle is >= 0 and < SleeperBit) _scheduled.FetchGenerator(handle);
    }
}
