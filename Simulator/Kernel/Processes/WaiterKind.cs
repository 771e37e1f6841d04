namespace Fleek.Sim.Kernel;

/// <summary>
/// What an event's reference to its waiters points to. Most events have one waiter: no list and no delegate is made for it.
/// </summary>
internal enum WaiterKind : byte
{
    None,
    Process,
    Activity,
    Callback,
    List,
}
