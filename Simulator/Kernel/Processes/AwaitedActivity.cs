namespace Fleek.Sim.Kernel;

/// <summary>
/// What every awaiter of an activity consists of and nothing more, whatever its result: so that the builder can look at any of
/// them as at this, without a box.
/// </summary>
internal readonly struct AwaitedActivity(ActivityFrame frame, int use)
{
    public ActivityFrame Frame { get; } = frame;

    /// <summary>Which use of the frame is awaited.</summary>
    public int Use { get; } = use;

    /// <summary>Begins the activity as a part of its caller's process; the caller goes on when it has ended.</summary>
    public void Begin(ActivityFrame caller)
    {
        ActivityProcess process = caller.Process;
        Frame.Begin(process, caller, Use);
        process.Environment.ContinueWith(Frame);
    }
}
