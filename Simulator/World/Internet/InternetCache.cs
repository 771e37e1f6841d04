using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// Internets that runs share: cells that differ in how nodes are selected meet the same one under a seed. A few are kept, the last used.
/// </summary>
internal sealed class InternetCache
{
    private const int Most = 6;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Key Key, Lazy<InternetWorld> World)> _worlds = [];

    public InternetWorld Get(Scenario scenario, ulong seed, RealTopology? real)
    {
        Key key = new(scenario.Network.Internet!, scenario.Users.Count, scenario.Nodes, seed);
        Lazy<InternetWorld> world;
        lock (_lock)
        {
            LinkedListNode<(Key Key, Lazy<InternetWorld> World)>? node = _worlds.First;
            while (node is not null && node.Value.Key != key) node = node.Next;
            if (node is null) node = new((key, new Lazy<InternetWorld>(() => InternetWorld.Of(scenario, seed, real))));
            else _worlds.Remove(node);
            _worlds.AddFirst(node);
            if (_worlds.Count > Most) _worlds.RemoveLast();
            world = node.Value.World;
        }

        return world.Value;
    }

    private readonly record struct Key(InternetSpec Spec, int Users, int Nodes, ulong Seed);
}
