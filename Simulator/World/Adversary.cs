using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Measuring;

namespace Fleek.Sim.World;

/// <summary>
/// Who cheats in a run, and how. Hostile nodes run the production actor of Core: they cheat by its options, or by what they do with its
/// effects. Without an adversary every question is answered with no.
/// </summary>
internal sealed class Adversary
{
    private readonly AdversarySpec? _spec;
    private readonly Duration _duration;
    private readonly NodeOptions? _options;
    private readonly Dictionary<int, NodeCore> _nodes = [];

    public Adversary(Scenario scenario, NodeOptions honest)
    {
        _spec = scenario.Adversary;
        _duration = scenario.Duration;
        if (_spec is { Kind: AdversaryKind.LowThreshold })
        {
            _options = new NodeOptions(
                honest.Price, honest.FreezeRule, _spec.Threshold, honest.CommitRule, honest.WindowChunks, honest.NetworkNodes, honest.Seed)
                { Limits = honest.Limits };
        }

        Tally = new AdversaryTally(scenario);
    }

    public AdversaryTally Tally { get; }

    /// <summary>Its users leave chunks unpaid.</summary>
    public bool LeavesUnpaid => _spec is { Kind: AdversaryKind.Vanish };

    public bool Eclipses => _spec is { Kind: AdversaryKind.Eclipse };

    /// <summary>Its nodes send no hints: a hint goes with the commit that it tells of.</summary>
    public bool Withholds =>
        _spec is { Kind: AdversaryKind.WithheldHints or AdversaryKind.NeverCommits or AdversaryKind.LateCommits };

    public bool Forges => _spec is { Kind: AdversaryKind.ForgedHints };

    /// <summary>A node of the network that does not serve the account, to claim from it.</summary>
    public static NodeId ColluderAmong(ReadOnlySpan<int> serving)
    {
        int node = 0;
        while (serving.Contains(node)) node++;
        return new NodeId(node);
    }

    /// <summary>Whether the node at a place of a user's list is hostile.</summary>
    public bool HasNode(int place) => _spec is not null && place < _spec.Nodes;

    /// <summary>The hostile node's actor where it has options of its own; null: the same as an honest one's.</summary>
    public NodeCore? NodeAt(NodeId node)
    {
        if (_options is null) return null;
        if (_nodes.TryGetValue(node.Value, out NodeCore? core)) return core;
        core = new NodeCore(node, _options);
        _nodes.Add(node.Value, core);
        return core;
    }

    /// <summary>When a hostile node submits what an honest one submits now; null: now too.</summary>
    public Instant? SubmitsAt(Instant now) => _spec?.Kind switch
    {
        AdversaryKind.NeverCommits when now < Instant.Zero + _duration => Instant.Zero + _duration,
        AdversaryKind.LateCommits => now + _spec.Hold,
        _ => null,
    };
}
