using Fleek.Core.Wire;

namespace Fleek.Sim.Live.Users;

/// <summary>Who gets what a user fetches. Called by one lane at a time for that lane, from any thread.</summary>
public interface IBlockSink
{
    /// <summary>A block that is verified to be of its content, in order within its lane.</summary>
    /// <param name="plain">Good during the call.</param>
    void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain);

    /// <summary>The node ended the lane, or part of it: no further chunk will come, though keys of what is paid still may.</summary>
    void Refused(UserLane lane, RefuseReason reason)
    {
        // Who fetches and measures nothing has no use for it.
    }

    /// <summary>The lane will deliver nothing more: it is finished, refused for good, or caught the node at something.</summary>
    void Ended(UserLane lane);
}
