using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node that keeps keys to itself from some unit on: what comes for a payment, and some of what is asked for again.</summary>
/// <param name="from">Keys that it still gives.</param>
/// <param name="answers">Whether it answers KEYREQ for some units all the same: for the last of a session, it hopes, the one that is signed.</param>
internal sealed class KeyWithholder(int from, bool answers, Random random)
{
    private readonly HashSet<(Hash256 Session, long Unit)> _withheld = [];
    private int _keys;

    public int Withheld => _withheld.Count;

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        switch ((FrameType)frame[1])
        {
            case FrameType.Key when _keys++ >= from && KeyFrame.TryRead(body, out KeyFrame key) == FrameError.None:
                _withheld.Add((connection.Session, key.Unit));
                return [];
            case FrameType.KeyResponse when KeyResponseFrame.TryRead(body, out KeyResponseFrame response) == FrameError.None:
                if (!_withheld.Contains((response.Session, response.Unit)) && _keys < from) break;
                if (answers && random.Next(3) == 0) break;
                _withheld.Add((response.Session, response.Unit));
                return [];
        }

        return [frame];
    }
}
