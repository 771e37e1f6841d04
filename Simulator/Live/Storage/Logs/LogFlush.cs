namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>One batch that was made durable.</summary>
/// <param name="Duration">Of writing and flushing it.</param>
public readonly record struct LogFlush(int Records, int Bytes, TimeSpan Duration);
