namespace Fleek.Sim.World.Network.Links;

/// <summary>The two directions of a lane.</summary>
internal enum LaneDirection : byte
{
    /// <summary>From the user to the node.</summary>
    Up = 0,

    /// <summary>From the node to the user.</summary>
    Down = 1,
}
