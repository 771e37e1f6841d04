using System;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// Which nodes a client may be assigned: the driver narrows the network to those that are near and at work, the gateway draws among them.
/// The fewer there are, the easier it is to be among them.
/// </summary>
public interface INodeCandidates
{
    /// <summary>Different nodes, each with its certificates of now and next.</summary>
    ReadOnlySpan<NodeEntry> Of(in Hash256 site, IpAddress client);
}
