using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// ASes and their relationships, made once and then only read, by any number of threads. ASes have dense indexes from 0, in which
/// providers come before their customers and large networks before small ones: what a propagation reads most lies together.
/// </summary>
public sealed class AsGraph
{
    private readonly uint[] _numbers;
    private readonly Dictionary<uint, int> _indexes;
    private readonly Adjacency _providers, _customers, _peers, _siblings;

    internal AsGraph(uint[] numbers, Adjacency providers, Adjacency customers, Adjacency peers, Adjacency siblings, (int, int)[] knots)
    {
        (_numbers, _providers, _customers, _peers, _siblings, Knots) = (numbers, providers, customers, peers, siblings, knots);
        _indexes = new Dictionary<uint, int>(numbers.Length);
        for (int i = 0; i < numbers.Length; i++) _indexes[numbers[i]] = i;
    }

    /// <summary>ASes.</summary>
    public int Count => _numbers.Length;

    /// <summary>Links in all.</summary>
    public int Links => TransitLinks + PeerLinks + SiblingLinks;

    /// <summary>Links between a provider and a customer.</summary>
    public int TransitLinks => _customers.Neighbours.Length;

    public int PeerLinks => _peers.Neighbours.Length / 2;

    public int SiblingLinks => _siblings.Neighbours.Length / 2;

    /// <summary>Rows of providers, for loops over all ASes.</summary>
    internal Adjacency Providers => _providers;

    /// <summary>
    /// Ranges of indexes, from and to before, of ASes that are each other's providers over a cycle or siblings; outside of them an
    /// AS comes after all its providers.
    /// </summary>
    internal (int From, int To)[] Knots { get; }

    /// <summary>Makes a graph.</summary>
    /// <param name="links">In any order: the graph does not depend on it, but where links conflict.</param>
    /// <param name="conflicts">What was wrong with them, and how it was mended.</param>
    public static AsGraph Build(IEnumerable<AsLink> links, out AsGraphConflicts conflicts)
    {
        ArgumentNullException.ThrowIfNull(links);
        conflicts = new AsGraphConflicts();
        return AsGraphBuilder.Build(links, conflicts);
    }

    /// <summary>Index of an AS, or -1 if the graph does not have it.</summary>
    public int IndexOf(uint asn) => _indexes.TryGetValue(asn, out int index) ? index : -1;

    public uint AsnOf(int index) => _numbers[index];

    /// <summary>Indexes, in rising order of AS numbers; so too of the others.</summary>
    public ReadOnlySpan<int> ProvidersOf(int index) => _providers[index];

    public ReadOnlySpan<int> CustomersOf(int index) => _customers[index];

    public ReadOnlySpan<int> PeersOf(int index) => _peers[index];

    public ReadOnlySpan<int> SiblingsOf(int index) => _siblings[index];

    /// <summary>Neighbours in all.</summary>
    public int DegreeOf(int index) =>
        _providers.CountOf(index) + _customers.CountOf(index) + _peers.CountOf(index) + _siblings.CountOf(index);

    /// <summary>What is between two ASes of the graph, the provider first; null if they are not neighbours.</summary>
    public AsLink? LinkBetween(int a, int b)
    {
        // The shorter rows are searched: a customer has few providers.
        uint first = _numbers[a], second = _numbers[b];
        if (_providers[b].Contains(a)) return new AsLink(first, second, AsRelationship.ProviderToCustomer);
        if (_providers[a].Contains(b)) return new AsLink(second, first, AsRelationship.ProviderToCustomer);
        int few = _peers.CountOf(a) < _peers.CountOf(b) ? a : b;
        if (_peers[few].Contains(a + b - few)) return new AsLink(first, second, AsRelationship.PeerToPeer);
        return _siblings[a].Contains(b) ? new AsLink(first, second, AsRelationship.Sibling) : null;
    }

    /// <summary>Every link once, in the order of indexes.</summary>
    public IEnumerable<AsLink> AllLinks()
    {
        for (int i = 0; i < Count; i++)
        {
            for (int k = 0; k < _customers.CountOf(i); k++)
                yield return new AsLink(_numbers[i], _numbers[_customers[i][k]], AsRelationship.ProviderToCustomer);
            for (int k = 0; k < _peers.CountOf(i); k++)
                if (_peers[i][k] > i) yield return new AsLink(_numbers[i], _numbers[_peers[i][k]], AsRelationship.PeerToPeer);
            for (int k = 0; k < _siblings.CountOf(i); k++)
                if (_siblings[i][k] > i) yield return new AsLink(_numbers[i], _numbers[_siblings[i][k]], AsRelationship.Sibling);
        }
    }
}
