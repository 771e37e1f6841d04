namespace Fleek.Sim.Live.Hosts;

/// <summary>What a preflight demands.</summary>
public sealed record PreflightOptions
{
    /// <summary>Round trips of each pair of hosts.</summary>
    public int Probes { get; init; } = 25;

    /// <summary>How far a host's clock may be from this machine's, beyond what half a round trip leaves open.</summary>
    public TimeSpan MaxClockOffset { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much a clock may go another way than the time since start, during the preflight.</summary>
    public TimeSpan MaxClockStep { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Room on the disk of each data folder.</summary>
    public long MinFreeBytes { get; init; } = 1L << 30;

    /// <summary>File descriptors of every process, before users and connections.</summary>
    public long BaseDescriptors { get; init; } = 512;

    /// <summary>File descriptors for each user of the run, at both ends of its connections.</summary>
    public long DescriptorsPerUser { get; init; } = 4;

    /// <summary>For all of it.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);
}
