namespace Fleek.Sim.World;

/// <summary>Order of what is due at one time: first what became visible, then exchanges, then timed commits and samples.</summary>
internal enum Phase
{
    Visibility = 0,
    Exchange = 1,
    Commit = 2,
}

/// <summary>Kinds of entities that events come from and go to.</summary>
internal enum EntityKind
{
    Node = 0,
    User = 1,
    Demand = 2,
    Ledger = 3,
    Sampler = 4,
    Clock = 5,

    /// <summary>Crashes and restarts of the node of that index: after the ledger, whose entries come first.</summary>
    Fault = 7,
}

/// <summary>An entity's stable id: registering an unrelated entity changes nobody's.</summary>
internal readonly record struct EntityId(int Value)
{
    private const int IndexBits = 28;

    public EntityId(EntityKind kind, int index)
        : this(((int)kind << IndexBits) | index)
    {
    }

    public EntityKind Kind => (EntityKind)(Value >> IndexBits);

    public int Index => Value & ((1 << IndexBits) - 1);
}

/// <summary>The key of an event: phase, then target, then origin, so that ties never depend on who was registered when.</summary>
internal static class EventKey
{
    private const int EntityBits = 31;
    private const ulong EntityMask = (1UL << EntityBits) - 1;

    public static ulong Of(Phase phase, EntityId target, EntityId origin) =>
        ((ulong)phase << (2 * EntityBits)) | ((ulong)target.Value << EntityBits) | (uint)origin.Value;

    public static EntityId Target(ulong key) => new((int)((key >> EntityBits) & EntityMask));
}
