using System.Buffers.Binary;
using System.Text.Json;

namespace Fleek.Sim.Live.Hosts;

/// <summary>Questions and answers of probes over an authenticated link: kind 1 byte, length 4, and JSON or the bytes of an echo.</summary>
internal static class ProbeFrames
{
    /// <summary>No body is longer, in bytes.</summary>
    public const int MaxBodyBytes = 64 << 10;

    private const int HeadBytes = 5;

    public static async Task WriteAsync(Stream link, ProbeKind kind, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (body.Length > MaxBodyBytes) throw new IOException("a probe is longer than it may be");
        byte[] frame = new byte[HeadBytes + body.Length];
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
        body.CopyTo(frame.AsMemory(HeadBytes));
        await link.WriteAsync(frame, cancel).ConfigureAwait(false);
        await link.FlushAsync(cancel).ConfigureAwait(false);
    }

    public static Task WriteJsonAsync<T>(Stream link, ProbeKind kind, T body, CancellationToken cancel) =>
        WriteAsync(link, kind, JsonSerializer.SerializeToUtf8Bytes(body), cancel);

    /// <summary>Null at the end of the link.</summary>
    /// <exception cref="IOException">What came is no frame.</exception>
    public static async Task<(ProbeKind Kind, byte[] Body)?> ReadAsync(Stream link, CancellationToken cancel)
    {
        byte[] head = new byte[HeadBytes];
        int read = await link.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < HeadBytes) throw new EndOfStreamException("a probe breaks off");
        int length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        if (length is < 0 or > MaxBodyBytes || !Enum.IsDefined((ProbeKind)head[0])) throw new IOException("what came is no probe");
        byte[] body = new byte[length];
        await link.ReadExactlyAsync(body, cancel).ConfigureAwait(false);
        return ((ProbeKind)head[0], body);
    }

    /// <exception cref="IOException">It is not what it should be.</exception>
    public static T Decode<T>(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body) ?? throw new IOException("a probe says nothing");
        }
        catch (JsonException problem)
        {
            throw new IOException("a probe cannot be read", problem);
        }
    }
}
