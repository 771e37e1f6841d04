using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// By which way a node is in the scope of a grant: without it, a grant of some nodes cannot be redeemed. Zeros behind the path fill the record.
/// </summary>
/// <param name="grantId">Of the anchors that follow.</param>
/// <param name="path">Where it lies in the log; nothing is copied.</param>
public readonly ref struct NodeRecordScope(Hash256 grantId, ScopePath path)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + ScopePath.MaxLength;

    public Hash256 GrantId { get; } = grantId;

    public ScopePath Path { get; } = path;

    /// <summary>Reads the body of a record of this kind; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NodeRecordScope record)
    {
        WireReader reader = new(body);
        Hash256 grant = reader.Hash();
        ScopePath path = ScopePath.Read(ref reader);
        ReadOnlySpan<byte> rest = reader.Failed ? default : reader.Take(ScopePath.MaxLength - path.Length);
        if (rest.ContainsAnyExcept((byte)0)) reader.Fail();
        FrameError error = reader.Finish();
        record = error == FrameError.None ? new NodeRecordScope(grant, path) : default;
        return error;
    }

    /// <summary>Writes the whole record, and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = NodeRecord.Begin(destination, NodeRecordKind.Scope);
        writer.Hash(GrantId);
        Path.Write(ref writer);
        writer.Take(ScopePath.MaxLength - Path.Length).Clear();
        return NodeRecord.End(ref writer);
    }
}
