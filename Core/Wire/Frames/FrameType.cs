namespace Fleek.Core.Wire;

/// <summary>Frames of FX-256, each from client to node (C) or from node to client (N): the second byte on the wire.</summary>
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
}
