using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <summary>What passed at the client's end of a lane's connections, and what was made of it there.</summary>
/// <param name="twist">Gives the frames that go on instead of one; null lets all pass as they are.</param>
internal sealed class FrameTape(FrameTape.Twist? twist)
{
    /// <param name="isUp">It comes from the client.</param>
    public delegate IEnumerable<byte[]> Twist(bool isUp, byte[] frame);

    private readonly Lock _gate = new();
    private readonly List<(List<byte[]> Up, List<byte[]> Down)> _sessions = [];

    /// <summary>A frame as a line: its type, what it is about, and its length.</summary>
    public static string LineOf(byte[] frame)
    {
        if (!FrameHeader.TryRead(frame, out FrameHeader header, out _)) return "no frame";
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        string about = header.Type switch
        {
            FrameType.Anchor when AnchorFrame.TryRead(body, out AnchorFrame a) == FrameError.None =>
                $" {a.Anchor.Anchor.Start}..{a.Anchor.Anchor.End} from {a.Anchor.Anchor.BaseCumulative.Units}",
            FrameType.Request when RequestFrame.TryRead(body, out RequestFrame r) == FrameError.None => $" {r.FirstBlock}+{r.Count}",
            FrameType.Chunk when ChunkFrame.TryRead(body, out ChunkFrame c) == FrameError.None => $" {c.Unit} of block {c.Block}",
            FrameType.Close when CloseFrame.TryRead(body, out CloseFrame c) == FrameError.None => $" at {c.Ticket.Cumulative.Units}",
            FrameType.Refuse when RefuseFrame.TryRead(body, out RefuseFrame r) == FrameError.None => $" {r.Reason} at {r.Unit}",
            FrameType.Welcome when WelcomeFrame.TryRead(body, out WelcomeFrame w) == FrameError.None =>
                $" {w.State}, W {w.Window}, price {w.UnitPrice.Units}",
            FrameType.KeyRequest when KeyRequestFrame.TryRead(body, out KeyRequestFrame k) == FrameError.None => $" {k.Unit}",
            _ => UnitOf(frame) is { } unit ? $" {unit}" : "",
        };
        return $"{header.Type}{about} ({frame.Length})";
    }

    /// <summary>A connection begins.</summary>
    public void Begin()
    {
        lock (_gate) _sessions.Add(([], []));
    }

    /// <summary>A frame comes by: those that go on. What is kept on the tape is what goes on.</summary>
    public byte[][] Pass(bool isUp, byte[] frame)
    {
        lock (_gate)
        {
            byte[][] on = twist is null ? [frame] : [.. twist(isUp, frame)];
            foreach (byte[] each in on) (isUp ? _sessions[^1].Up : _sessions[^1].Down).Add(each);
            return on;
        }
    }

    public int Sessions
    {
        get
        {
            lock (_gate) return _sessions.Count;
        }
    }

    /// <summary>Frames of one direction that satisfy something.</summary>
    public int Count(bool isUp, Func<byte[], bool> which)
    {
        lock (_gate) return _sessions.Sum(session => (isUp ? session.Up : session.Down).Count(which));
    }

    /// <summary>All frames, direction by direction.</summary>
    public IEnumerable<string> Lines()
    {
        return Each(static frames => frames.Select(LineOf));
    }

    /// <summary>Types of frames with the units of each, in order: payments may be gathered, so that of them only the last counts.</summary>
    public IEnumerable<string> Summary()
    {
        return Each(Sum);
    }

    private List<string> Each(Func<List<byte[]>, IEnumerable<string>> lines)
    {
        List<string> all = [];
        lock (_gate)
        {
            for (int i = 0; i < _sessions.Count; i++)
            {
                all.AddRange(lines(_sessions[i].Up).Select(line => $"{i} up {line}"));
                all.AddRange(lines(_sessions[i].Down).Select(line => $"{i} down {line}"));
            }
        }

        return all;
    }

    private static IEnumerable<string> Sum(List<byte[]> frames) => frames
        .Where(frame => FrameHeader.TryRead(frame, out _, out _))
        .GroupBy(frame => (FrameType)frame[1])
        .OrderBy(type => type.Key)
        .Select(type => type.Key is FrameType.Pay or FrameType.PaySigned
            ? $"{type.Key} to {type.Max(frame => UnitOf(frame))}"
            : type.Key == FrameType.Request ? $"{type.Key} {type.Count()}"
            : $"{type.Key} {string.Join(' ', type.Select(frame => UnitOf(frame)))}");

    private static long? UnitOf(byte[] frame)
    {
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        return (FrameType)frame[1] switch
        {
            FrameType.Chunk or FrameType.Pay or FrameType.PaySigned or FrameType.Key or FrameType.End =>
                System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(body),
            FrameType.KeyResponse => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(body[Hash256.Length..]),
            _ => null,
        };
    }
}
