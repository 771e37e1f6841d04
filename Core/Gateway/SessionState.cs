namespace Fleek.Core.Gateway;

/// <summary>State of a device's session with a gateway.</summary>
public enum SessionState : byte
{
    /// <summary>Nothing was asked.</summary>
    Idle,

    /// <summary>ASK is sent, or sent again.</summary>
    Asking,

    /// <summary>The offer is there, and its manifest is not.</summary>
    Offered,

    /// <summary>Offer and manifest are checked: URLs are contents, and contents can be paid for.</summary>
    Ready,

    /// <summary>The gateway said no, or broke the protocol: everything goes through the tunnel.</summary>
    Closed,
}
