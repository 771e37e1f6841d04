using System;
using Fleek.Core.FairExchange;

namespace Fleek.Core.Wire;

/// <summary>What tickets of a chain are worth: with the grant, so that the log alone is enough to redeem.</summary>
public readonly record struct NodeRecordAnchor(SignedGrant Grant, SignedAnchor Anchor)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = SignedGrant.Length + SignedAnchor.Length;

    /// <summary>Reads the body of a record of this kind; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NodeRecordAnchor record)
    {
        WireReader reader = new(body);
        record = new NodeRecordAnchor(SignedGrant.Read(ref reader), SignedAnchor.Read(ref reader));
        return reader.Finish(ref record);
    }

    /// <summary>Writes the whole record, and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = NodeRecord.Begin(destination, NodeRecordKind.Anchor);
        Grant.Write(ref writer);
        Anchor.Write(ref writer);
        return NodeRecord.End(ref writer);
    }
}
