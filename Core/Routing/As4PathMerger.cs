using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>
/// Puts the path of an old speaker together again: AS_PATH has AS_TRANS where numbers do not fit two bytes, AS4_PATH has the far
/// end of the path in four (RFC 6793, 4.2.3).
/// </summary>
internal sealed class As4PathMerger
{
    /// <summary>What stands for an AS whose number does not fit.</summary>
    public const uint AsTrans = 23456;

    private byte[] _merged = new byte[1024];

    /// <summary>AS_PATH's nearest hops and then AS4_PATH; AS_PATH alone where AS4_PATH is longer or not well formed.</summary>
    /// <returns>A path of four bytes a number, valid until the next call, or <paramref name="path"/> itself.</returns>
    public AsPath Merge(AsPath path, AsPath wide)
    {
        int near = path.Hops - wide.Hops;
        if (near < 0 || wide.IsEmpty || !path.IsWellFormed || !wide.IsWellFormed || HasConfederation(wide)) return path;
        int most = path.Bytes.Length * 2 + wide.Bytes.Length;
        if (_merged.Length < most) _merged = new byte[most];
        int at = 0;
        foreach (AsPathSegment segment in path)
        {
            if (near == 0 && !segment.IsConfederation) break;
            int count = segment.Kind == AsSegmentKind.Sequence ? Math.Min(segment.Count, near) : segment.Count;
            near -= Math.Min(near, segment.Hops);
            _merged[at++] = (byte)segment.Kind;
            _merged[at++] = (byte)count;
            for (int i = 0; i < count; i++, at += AsPath.WideBytes)
                BinaryPrimitives.WriteUInt32BigEndian(_merged.AsSpan(at), segment[i]);
        }

        wide.Bytes.CopyTo(_merged.AsSpan(at));
        return new AsPath(_merged.AsSpan(0, at + wide.Bytes.Length), AsPath.WideBytes);
    }

    private static bool HasConfederation(AsPath path)
    {
        foreach (AsPathSegment segment in path)
            if (segment.IsConfederation) return true;
        return false;
    }
}
