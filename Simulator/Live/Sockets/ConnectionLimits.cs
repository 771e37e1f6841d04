namespace Fleek.Sim.Live.Sockets;

/// <summary>What connections may cost a node, and how long it is patient with them.</summary>
public sealed record ConnectionLimits
{
    /// <summary>At the same time, in all.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>At the same time, from one address.</summary>
    public int PerAddress { get; init; } = 4_096;

    /// <summary>At the same time, with sessions of one payer.</summary>
    public int PerPayer { get; init; } = 64;

    /// <summary>Until a session is open.</summary>
    public TimeSpan NoSession { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without a frame, once a session was open.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Without taking any frame of what waits to be sent.</summary>
    public TimeSpan SlowReader { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Frames of one connection that were refused.</summary>
    public int Refusals { get; init; } = 32;

    /// <summary>Bytes that all connections together may hold unsent.</summary>
    public long UnsentBytes { get; init; } = 512L << 20;
}
