using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>What became of one transmission after all behaviours of a link.</summary>
/// <param name="Copies">Copies that get through, the first included; 0: it was lost.</param>
/// <param name="Delay">What the behaviours add to the delay of the copy that comes first; zero where none comes.</param>
internal readonly record struct LinkOutcome(int Copies, Duration Delay)
{
    public bool IsLost => Copies == 0;
}
