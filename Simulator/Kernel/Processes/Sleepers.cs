using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Which handle in the queue means which sleeping activity. A frame keeps its handle as long as it is used; a wake-up that is out
/// of date is told by its sequence number.
/// </summary>
internal sealed class Sleepers
{
    /// <summary>The handle of a frame that has never slept.</summary>
    public const int None = -1;

    /// <summary>Handles are below this.</summary>
    public const int Limit = 1 << 30;

    private ActivityFrame?[] _frames = new ActivityFrame?[64];
    private int[] _free = new int[64];
    private int _used;
    private int _freeCount;

    /// <summary>Wake-ups in the queue that nobody awaits any more.</summary>
    public int OutOfDate { get; set; }

    public ActivityFrame? this[int handle] => _frames[handle];

    public int Add(ActivityFrame frame)
    {
        int handle = _freeCount > 0 ? _free[--_freeCount] : NewHandle();
        _frames[handle] = frame;
        return handle;
    }

    public void Remove(int handle)
    {
        _frames[handle] = null;
        _free[_freeCount++] = handle;
    }

    private int NewHandle()
    {
        if (_used == _frames.Length)
        {
            if (_used >= Limit) throw new InvalidOperationException("too many activities are asleep");
            Array.Resize(ref _frames, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        return _used++;
    }
}
