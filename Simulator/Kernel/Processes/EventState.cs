using System;

namespace Fleek.Sim.Kernel;

/// <summary>What has become of an event.</summary>
[Flags]
internal enum EventState : byte
{
    None = 0,
    Ok = 1,
    Triggered = 2,
    Processed = 4,
    Cancelled = 8,
}
