using System.Runtime.CompilerServices;

namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>One number for each link of a flow's path, its private one for a rate cap included.</summary>
[InlineArray(MaxMinSharing.LongestPath + 1)]
internal struct PathBuffer
{
    private int _first;
}
