namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>Why a node's log is not opened.</summary>
public enum NodeLogProblem
{
    /// <summary>Another process has it open.</summary>
    InUse,

    /// <summary>The folder or the file cannot be made, read or written.</summary>
    Unusable,

    /// <summary>The file does not begin as a log does.</summary>
    NotALog,

    /// <summary>Bytes that were durable are others now, and good ones follow them: nothing was cut off.</summary>
    Damaged,

    /// <summary>It is larger than what is read into memory at once.</summary>
    TooLarge,
}
