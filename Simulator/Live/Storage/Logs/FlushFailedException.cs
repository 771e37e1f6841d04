namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>
/// The disk would not say that something is durable. Trying again proves nothing: the system may have dropped what it could not write.
/// </summary>
internal sealed class FlushFailedException(Exception inner) : IOException(inner.Message, inner);
