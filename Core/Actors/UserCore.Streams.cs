using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>The user's side of exact fast-forward.</summary>
public sealed partial class UserCore
{
    /// <summary>Whether a lane stands as an undisturbed stream stands after so many chunks wanted, received and keyed.</summary>
    /// <param name="lane">Its place in the list of serving nodes.</param>
    public bool Streams(int lane, long wanted, long received, long keyed)
    {
        ref readonly Lane l = ref _lanes[lane];
        return l.State == UserLaneState.Open && l.Wanted == wanted && l.Received == received && l.Keyed == keyed
            && l.Anchored == AnchorSchedule.CoveredAfter(received);
    }

    /// <summary>
    /// Since the last step, so many chunks in all were wanted, received and keyed on a stream: the lane is as the steps would have
    /// left it.
    /// </summary>
    public void Advance(int lane, long wanted, long received, long keyed)
    {
        ref Lane l = ref _lanes[lane];
        Invariant.Require(
            l.State == UserLaneState.Open && wanted >= l.Wanted && received >= l.Received && keyed >= l.Keyed, "user: a stream ran backwards");
        Invariant.Require(keyed <= received && received <= wanted, "user: a key came before its chunk, or a chunk before its request");
        l.Wanted = wanted;
        l.Received = l.Paid = received;
        l.Keyed = keyed;
        l.Anchored = AnchorSchedule.CoveredAfter(received);
    }
}
