namespace Fleek.Core.Actors;

/// <summary>
/// What a node will decide of itself about a stream of chunks and payments that nothing else disturbs. Between now and the
/// earlier of the two there is nothing to decide, so a driver may say in one sentence what has happened
/// (<see cref="NodeCore.Advance"/>) in place of a step for each message.
/// </summary>
/// <param name="LastChunk">The freeze rule lets chunks up to this one go; the request for the next is a decision.</param>
/// <param name="CommitChunk">
/// The payment for this chunk makes the node commit; <see cref="long.MaxValue"/> if payments alone do not.
/// </param>
public readonly record struct StreamOutlook(long LastChunk, long CommitChunk);
