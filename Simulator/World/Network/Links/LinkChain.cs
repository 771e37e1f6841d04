using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>What one behaviour remembers of one direction of one lane, and the key of its draws there.</summary>
internal struct BehaviourState
{
    public ulong Key;
    public long Memory;
}

/// <summary>
/// Behaviours in order. Delays add up, the first drop ends, and a duplicate branches: the copy meets the behaviours that follow.
/// </summary>
/// <remarks>
/// Every draw is keyed by (seed, behaviour, lane, direction, message, attempt, copy). So another lane, another behaviour, a loss or
/// a duplicate shifts nobody's draws: two links that differ in one behaviour treat a message alike in all others.
/// </remarks>
internal sealed class LinkChain(params ILinkBehaviour[] behaviours)
{
    private const int AttemptBits = 16, NodeBits = 20;

    /// <summary>Most behaviours of one link, of which each may double a transmission.</summary>
    private const int MaxBehaviours = 16;

    private readonly ILinkBehaviour[] _behaviours = behaviours.Length <= MaxBehaviours
        ? behaviours
        : throw new ArgumentException($"a link has at most {MaxBehaviours} behaviours", nameof(behaviours));

    public int Length => _behaviours.Length;

    /// <summary>Prepares the states of one direction of one lane; as many as the chain is long.</summary>
    public void Start(ulong seed, UserId user, NodeId node, LaneDirection direction, Span<BehaviourState> states)
    {
        long entity = ((((long)user.Value << NodeBits) | (long)node.Value) << 1) | (long)direction;
        for (int i = 0; i < _behaviours.Length; i++)
        {
            uint purpose = _behaviours[i].Purpose;
            int earlier = 0; // of the same kind: the second one is the second incarnation
            for (int j = 0; j < i; j++)
                if (_behaviours[j].Purpose == purpose) earlier++;
            RandomStream random = new(seed, purpose, entity, earlier);
            states[i].Key = random.NextBits();
            states[i].Memory = _behaviours[i].Start(ref random);
        }
    }

    /// <summary>Judges one transmission, behaviour by behaviour.</summary>
    public LinkOutcome Judge(in Transmission transmission, Span<BehaviourState> states)
    {
        int copies = 0;
        long first = long.MaxValue;
        Follow(transmission, states, 0, 0, 0, ref copies, ref first);
        return copies == 0 ? default : new LinkOutcome(copies, new Duration(first));
    }

    /// <param name="copy">Which copy this is: bit i tells that behaviour i made it.</param>
    private void Follow(
        in Transmission transmission, Span<BehaviourState> states, int from, int copy, long delayNs, ref int copies, ref long first)
    {
        for (int i = from; i < _behaviours.Length; i++)
        {
            long entity = (transmission.Message << AttemptBits) | (long)transmission.Attempt;
            RandomStream random = new(states[i].Key, _behaviours[i].Purpose, entity, copy);
            Verdict verdict = _behaviours[i].Judge(transmission, ref random, ref states[i].Memory);
            switch (verdict.Kind)
            {
                case VerdictKind.DeliverAfter:
                    delayNs += verdict.Delay.Nanoseconds;
                    break;
                case VerdictKind.Drop:
                    return;
                case VerdictKind.Duplicate:
                    Follow(transmission, states, i + 1, copy | (1 << i), delayNs + verdict.Delay.Nanoseconds, ref copies, ref first);
                    break;
            }
        }

        copies++;
        first = Math.Min(first, delayNs);
    }
}
