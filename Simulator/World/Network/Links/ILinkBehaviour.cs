using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>
/// One way in which a link is imperfect: a value of parameters, shared by all lanes. What it must remember of a lane's direction
/// is one number that the caller keeps, and its randomness is an argument, so that each can be tested alone.
/// </summary>
internal interface ILinkBehaviour
{
    /// <summary>Of <see cref="StreamPurpose"/>: whose draws these are.</summary>
    uint Purpose { get; }

    /// <summary>What it remembers before the first transmission.</summary>
    long Start(ref RandomStream random) => 0;

    /// <summary>Judges one transmission.</summary>
    /// <param name="random">A stream of this behaviour, this lane's direction and this transmission alone.</param>
    /// <param name="memory">What it remembers of this lane's direction.</param>
    Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory);
}
