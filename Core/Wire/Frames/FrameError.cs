namespace Fleek.Core.Wire;

/// <summary>Why bytes are not a frame or a record; each way to be wrong has its own name.</summary>
public enum FrameError : byte
{
    /// <summary>They are one.</summary>
    None = 0,

    /// <summary>They end before the last field does.</summary>
    Truncated,

    /// <summary>They go on after the last field.</summary>
    TrailingBytes,

    /// <summary>A version that this codec does not speak.</summary>
    UnknownVersion,

    /// <summary>No frame has this type.</summary>
    UnknownType,

    /// <summary>Bits that are zero in this version are not.</summary>
    ReservedBits,

    /// <summary>The header announces a body shorter or longer than any of its type.</summary>
    LengthOutOfBounds,

    /// <summary>A number below or above what its field allows.</summary>
    FieldOutOfRange,

    /// <summary>A field that names one of few things names none of them.</summary>
    UnknownValue,

    /// <summary>A part of variable length is announced longer than any of its kind.</summary>
    PartTooLong,

    /// <summary>A scope path turns right above its last sibling: the same path could be written in two ways.</summary>
    StrayTurns,

    /// <summary>A record's checksum is not that of its bytes.</summary>
    WrongChecksum,
}
