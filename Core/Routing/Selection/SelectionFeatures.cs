using System;

namespace Fleek.Core.Routing.Selection;

/// <summary>What a prediction takes into account; each can be left out, so that its worth can be measured.</summary>
[Flags]
public enum SelectionFeatures
{
    None = 0,

    /// <summary>Client and node are in the same AS.</summary>
    SameAs = 1,

    /// <summary>Their ASes belong to the same organisation.</summary>
    SameOrganisation = 2,

    /// <summary>Their ASes are members of the same exchange.</summary>
    SharedExchange = 4,

    /// <summary>Where the predicted path goes from network to network, and how many it passes.</summary>
    Exit = 8,

    /// <summary>How far they are apart over the ground.</summary>
    Distance = 16,

    /// <summary>Round trips measured before.</summary>
    Probes = 32,

    /// <summary>How busy the node is.</summary>
    Load = 64,

    /// <summary>Where the networks that announce the addresses are, if a geo table puts an address far from there.</summary>
    NetworkPlaces = 128,

    /// <summary>All that needs to know who announces an address.</summary>
    Bgp = SameAs | SameOrganisation | SharedExchange | Exit | NetworkPlaces,

    All = Bgp | Distance | Probes | Load,
}
