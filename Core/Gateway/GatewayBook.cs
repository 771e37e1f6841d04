using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>A session as its gateway keeps it: the decisions on it, and what was signed.</summary>
internal sealed class GatewayBook(GatewaySite site, DeskSession desk, in SignedAccessToken token)
{
    public readonly SignedAccessToken Token = token;

    /// <summary>The last one.</summary>
    public SignedGrant Grant;

    /// <summary>Ids of all of them.</summary>
    public List<Hash256> Grants { get; } = [];

    public GatewaySite Site { get; } = site;

    public DeskSession Desk { get; } = desk;

    /// <summary>Of the ASK, and what the ASK is known by.</summary>
    public required Nonce AskNonce { get; init; }

    /// <summary>The nodes' entries, as the offers have them.</summary>
    public required byte[] Nodes { get; init; }

    /// <summary>The connection on which its device is; 0 if on none.</summary>
    public long Connection { get; set; }
}
