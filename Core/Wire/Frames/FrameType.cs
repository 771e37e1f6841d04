namespace Fleek.Core.Wire;

/// <summary>
/// Frames of FX-256, each from client (C), node (N) or gateway (G): the second byte on the wire. Those from 0x20 on are about sessions
/// that a gateway pays for.
/// </summary>
public enum FrameType : byte
{
    /// <summary>C: opens a session.</summary>
    Hello = 0x01,

    /// <summary>N: accepts it.</summary>
    Welcome = 0x02,

    /// <summary>C: asks for the last ticket of the lane.</summary>
    Resume = 0x03,

    /// <summary>N: the last ticket of the lane.</summary>
    Resumed = 0x04,

    /// <summary>C: blocks of a content are wanted.</summary>
    Request = 0x05,

    /// <summary>C: the signed head of a ticket chain.</summary>
    Anchor = 0x06,

    /// <summary>N: one chunk.</summary>
    Chunk = 0x07,

    /// <summary>C: a ticket of the hash chain.</summary>
    Pay = 0x08,

    /// <summary>C: a signed ticket.</summary>
    PaySigned = 0x09,

    /// <summary>N: the key of a chunk.</summary>
    Key = 0x0A,

    /// <summary>C: asks again for a key that was paid, in any later session.</summary>
    KeyRequest = 0x0B,

    /// <summary>N: that key.</summary>
    KeyResponse = 0x0C,

    /// <summary>C: the final ticket; wants nothing more.</summary>
    Close = 0x0D,

    /// <summary>N: nothing more will come.</summary>
    End = 0x0E,

    /// <summary>N: nothing more will come, and why.</summary>
    Refuse = 0x0F,

    /// <summary>N, G: what who connects must answer for.</summary>
    Challenge = 0x20,

    /// <summary>C: a device asks a gateway for a session.</summary>
    Ask = 0x21,

    /// <summary>G: a grant, and where it is good.</summary>
    Offer = 0x22,

    /// <summary>G: which content each URL of a site is.</summary>
    Manifest = 0x23,

    /// <summary>C: a device comes (again) with its token, and proves that it is there.</summary>
    Attach = 0x24,

    /// <summary>G: the side that pays comes to a node.</summary>
    Open = 0x25,

    /// <summary>N, G: it may stay.</summary>
    Attached = 0x26,

    /// <summary>C: what nodes have delivered, cumulative.</summary>
    Notify = 0x27,

    /// <summary>G: what was counted.</summary>
    Noted = 0x28,

    /// <summary>N, G: no, and why.</summary>
    Deny = 0x29,

    /// <summary>G: the payer ends a session at a node.</summary>
    Revoke = 0x2A,
}
