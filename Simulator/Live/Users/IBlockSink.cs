namespace Fleek.Sim.Live.Users;

/// <summary>Who gets what a user fetches. Called by one lane at a time for that lane, from any thread.</summary>
public interface IBlockSink
{
    /// <summary>A block that is verified to be of its content, in order within its lane.</summary>
    /// <param name="plain">Good during the call.</param>
    void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain);

    /// <summary>The lane will deliver nothing more: it is finished, refused for good, or caught the node at something.</summary>
    void Ended(UserLane lane);
}
