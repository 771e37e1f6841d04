using System;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>What a desk knows of one session: what it was granted, and what its device says that nodes delivered.</summary>
public sealed class DeskSession
{
    private readonly PublicKey[] _nodes;
    private readonly long[] _units;
    private readonly Credits[] _amounts;

    internal DeskSession(in Hash256 site, IpPrefix block, Instant opened, Instant ends, ReadOnlySpan<PublicKey> nodes)
    {
        (Site, Block, Opened, Ends) = (site, block, opened, ends);
        _nodes = nodes.ToArray();
        _units = new long[_nodes.Length];
        _amounts = new Credits[_nodes.Length];
    }

    public Hash256 Site { get; }

    /// <summary>The client's block of addresses.</summary>
    public IpPrefix Block { get; }

    public Instant Opened { get; }

    /// <summary>When its token's time is over.</summary>
    public Instant Ends { get; }

    /// <summary>Assigned, in the order of the grants' scope.</summary>
    public ReadOnlySpan<PublicKey> Nodes => _nodes;

    /// <summary>Grants given.</summary>
    public int Grants { get; internal set; }

    /// <summary>Their caps together.</summary>
    public Credits Granted { get; internal set; }

    /// <summary>When the last grant's time is over.</summary>
    public Instant GrantEnds { get; internal set; }

    /// <summary>From which notified amount of one node the next grant is given, unless the last one's time is over before.</summary>
    public Credits RenewAt { get; internal set; }

    /// <summary>No grant follows, and its nodes should stop.</summary>
    public bool IsRevoked { get; private set; }

    /// <summary>What it spent in the end is known.</summary>
    internal bool IsSettled { get; set; }

    /// <summary>What was notified, over all nodes.</summary>
    public Credits Noted
    {
        get
        {
            Credits sum = Credits.Zero;
            foreach (Credits amount in _amounts) sum += amount;
            return sum;
        }
    }

    /// <summary>The most that was notified of one node.</summary>
    public Credits MostNoted
    {
        get
        {
            Credits most = Credits.Zero;
            foreach (Credits amount in _amounts) most = Credits.Max(most, amount);
            return most;
        }
    }

    /// <summary>The payer wants no more of it: what it was granted is the most that it costs.</summary>
    public void Revoke() => IsRevoked = true;

    public DeliveryNote NoteOf(int node) => new(_nodes[node], _units[node], _amounts[node]);

    internal int IndexOf(in PublicKey node) => Array.IndexOf(_nodes, node);

    /// <summary>Chunks over all nodes, if these were notified.</summary>
    internal Int128 UnitsWith(ReadOnlySpan<long> noted)
    {
        Int128 sum = 0;
        for (int i = 0; i < _units.Length; i++) sum += Math.Max(_units[i], noted[i]);
        return sum;
    }

    /// <summary>Numbers only grow: what comes late or twice changes nothing.</summary>
    internal void Take(int node, long units, Credits amount)
    {
        _units[node] = Math.Max(_units[node], units);
        _amounts[node] = Credits.Max(_amounts[node], amount);
    }
}
