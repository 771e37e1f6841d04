namespace Fleek.Sim.Live.Ledgers;

/// <summary>No replica of the ledger answers.</summary>
/// <param name="message">Which were asked, for how long, and what went wrong with the last.</param>
public sealed class LedgerUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
