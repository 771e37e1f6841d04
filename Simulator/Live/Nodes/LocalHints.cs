using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Nodes;

/// <summary>Hints between nodes of one process.</summary>
public sealed class LocalHints
{
    private readonly Lock _gate = new();
    private Member[] _members = [];

    /// <summary>The channel of one node.</summary>
    public IHintChannel Join(PublicKey node)
    {
        Member member = new(this, node);
        lock (_gate) _members = [.. _members, member];
        return member;
    }

    private sealed class Member(LocalHints all, PublicKey node) : IHintChannel
    {
        private Action<NodeHint>? _heard;

        public void Tell(in NodeHint hint)
        {
            foreach (Member other in Volatile.Read(ref all._members))
                if (other != this) other._heard?.Invoke(hint with { From = node });
        }

        public void Begin(Action<NodeHint> heard) => _heard = heard;
    }
}
