using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>A session as a node's door keeps it.</summary>
internal sealed class DoorSession(in SignedAccessToken token)
{
    public readonly SignedAccessToken Token = token;

    /// <summary>Connection of the side that pays; 0 if there is none.</summary>
    public long Primary { get; set; }

    /// <summary>Connection of the side that receives; 0 if there is none.</summary>
    public long Secondary { get; set; }

    /// <summary>Grants that the side that pays has opened; none if it never came.</summary>
    public Queue<Hash256> Grants { get; } = new();

    /// <summary>Since when neither side is connected.</summary>
    public Instant Idle { get; set; }

    public bool IsRevoked { get; set; }

    /// <summary>Whether a grant is one that this session pays by: of its payer, for its device, and opened, if the payer opens grants.</summary>
    public bool PaysBy(in Grant grant) =>
        grant.Payer == Token.Token.Payer && grant.Device == Token.Token.Device
        && (Grants.Count == 0 || Grants.Contains(grant.Id()));
}
