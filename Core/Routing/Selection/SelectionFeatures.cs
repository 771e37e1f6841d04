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

    /// <summary>All that routing tables say.</summary>
    Bgp = SameAs | SameOrganisation | SharedExchange | Exit,

    All = Bgp | Distance | Probes | Load,
}
