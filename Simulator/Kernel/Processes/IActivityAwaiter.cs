namespace Fleek.Sim.Kernel;

/// <summary>What an activity may wait for.</summary>
internal interface IActivityAwaiter
{
    /// <summary>Sees to it that the frame runs on when there is something to go on with.</summary>
    void Suspend(ActivityFrame frame);
}
