using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World.Reference;

/// <summary>
/// Watches one account with leases whose messages take no time and whose demand is a Poisson process. A chunk then goes when it is wanted,
/// or when the lease that it waited for becomes visible: in the same nanosecond.
/// </summary>
internal sealed class LeaseTrace(Scenario scenario) : ITraceSink
{
    private readonly int[] _served = new int[scenario.Nodes];
    private readonly int[] _leases = new int[scenario.Nodes];
    private readonly Instant[] _seenAt = [.. Enumerable.Repeat(Instant.Never, scenario.Nodes)];
    private readonly bool[] _late = new bool[scenario.Nodes];
    private int _servedByAll;

    /// <summary>Own claims that became visible, each of which leased something.</summary>
    public int Leases { get; private set; }

    /// <summary>Those for which chunks waited.</summary>
    public int Late { get; private set; }

    /// <summary>Chunks that waited for their nodes' first leases.</summary>
    public int FirstBursts { get; private set; }

    /// <summary>What the node had served for which chunks waited first; -1 where none did.</summary>
    public int FirstLateAfterOwn { get; private set; } = -1;

    /// <summary>By a number of chunks: what all nodes had served when the first of them had served that many.</summary>
    public Dictionary<int, int> ServedWhenFirstHas { get; } = [];

    public void Record(in TraceEvent e)
    {
        // What is given back when the user closes leases nothing.
        if (e.Node is not { } node || e.At >= Instant.Zero + scenario.Duration) return;
        int n = node.Value;
        switch (e.Kind)
        {
            case TraceEventKind.Visible:
                Leases++;
                _leases[n]++;
                _seenAt[n] = e.At;
                _late[n] = false;
                break;
            case TraceEventKind.Send when e.At == _seenAt[n]:
                if (_leases[n] == 1) FirstBursts++;
                if (!_late[n]) NoteLate(n);
                break;
            case TraceEventKind.Payment:
                ServedWhenFirstHas.TryAdd(++_served[n], ++_servedByAll);
                break;
        }
    }

    private void NoteLate(int node)
    {
        _late[node] = true;
        Late++;
        if (FirstLateAfterOwn < 0) FirstLateAfterOwn = _served[node];
    }
}
