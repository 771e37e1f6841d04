namespace Fleek.Sim.Live.Hosts;

/// <summary>What a host says of itself.</summary>
/// <param name="UnixNanoseconds">Its clock.</param>
/// <param name="SteadyNanoseconds">A clock of it that nobody sets.</param>
/// <param name="FileDescriptors">That its process may have open; null if it cannot tell.</param>
public sealed record HostFacts(
    BuildIdentity Build, string Runtime, int Processors, int ProcessId, long UnixNanoseconds, long SteadyNanoseconds, long? FileDescriptors);
