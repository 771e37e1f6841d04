namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>What was found when a node's log was opened.</summary>
/// <param name="Path">The file that is written on.</param>
/// <param name="Batches">That are whole.</param>
/// <param name="RecordBytes">In them.</param>
/// <param name="CutBytes">Behind them, of a batch that a crash left in pieces: cut off. No record in it was ever told to be durable.</param>
/// <param name="RemovedFiles">Left by a crash while the log was made anew.</param>
public sealed record NodeLogRecovery(string Path, long Batches, long RecordBytes, long CutBytes, int RemovedFiles);
