using Fleek.Core.Primitives;
using Fleek.Sim.Kernel;

namespace Fleek.Sim.World.Tracing;

/// <summary>
/// Rolling hashes of a run's commits, freezes and refusals in the order of time, after every 2^k-th; k grows with the run. Small
/// enough to be kept for years, and the same for a run that was fast-forwarded.
/// </summary>
/// <param name="maxRungs">Hashes kept at most; a power of two.</param>
/// <param name="record">Decisions to keep whole, by their numbers counted from 0; none where null.</param>
public sealed class DecisionTrail(int maxRungs = 2048, EffectInterval? record = null)
{
    private readonly HashLadder _ladder = new(maxRungs);
    private readonly List<TracedEffect> _recorded = [];
    private TraceHash _hash;

    /// <summary>Decisions so far.</summary>
    public long Decisions => _ladder.Events;

    /// <summary>Decisions between two rungs.</summary>
    public long Stride => _ladder.Stride;

    /// <summary>The hash after each stride.</summary>
    public IReadOnlyList<ulong> Rungs => _ladder.Rungs.ToArray();

    /// <summary>The hash after the last decision; 0 without any.</summary>
    public ulong Last => _ladder.Last;

    /// <summary>In order; fewer than were asked for where the run ended before.</summary>
    public IReadOnlyList<TracedEffect> Recorded => _recorded;

    internal void Add(Instant at, EntityKind actor, in TracedEffect decision)
    {
        if (record is { } r && Decisions >= r.From && Decisions < r.To) _recorded.Add(decision);
        EffectHash.Add(ref _hash, at, actor, decision.Effect);
        _ladder.Add(_hash.Value);
    }
}
