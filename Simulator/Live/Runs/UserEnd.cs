namespace Fleek.Sim.Live.Runs;

/// <summary>What a user's side of a live run came to.</summary>
/// <param name="Id">As in the scenario.</param>
/// <param name="DeniedSeconds">From its first refused request until its own money was spent, or the end of the demand.</param>
/// <param name="TtfbMs">Of each session, from HELLO to the key of its first chunk.</param>
public sealed record UserEnd(int Id, IReadOnlyList<UserLaneEnd> Lanes, double DeniedSeconds, IReadOnlyList<double> TtfbMs);

/// <param name="Grant">The grant's id, hexadecimal.</param>
/// <param name="DeliveredChunks">Verified and readable.</param>
/// <param name="PaidUnits">What the lane's tickets come to, in base units of money.</param>
/// <param name="Outstanding">Chunks that are paid and not readable.</param>
/// <param name="Refusal">Why the node ended the lane; null where it did not.</param>
/// <param name="Fault">What the node did that no honest node does; null where nothing.</param>
public sealed record UserLaneEnd(
    int Node, string Grant, long DeliveredChunks, long DeliveredBytes, long PaidUnits, long Outstanding, string? Refusal, string? Fault);
