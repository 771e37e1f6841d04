using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>
/// The effects of one step of an endpoint, in order, and the bytes of their frames and records. The driver owns it, carries its
/// effects out, and clears it. It grows to what the largest step needs and stays so.
/// </summary>
public sealed class EndpointOutbox
{
    private EndpointEffect[] _effects = new EndpointEffect[64];
    private byte[] _bytes = new byte[4096];
    private int _count, _length;

    public ReadOnlySpan<EndpointEffect> Effects => _effects.AsSpan(0, _count);

    /// <summary>The frame or record of one of the effects in here.</summary>
    public ReadOnlySpan<byte> BytesOf(in EndpointEffect effect) => _bytes.AsSpan(effect.Offset, effect.Length);

    public void Clear() => _count = _length = 0;

    internal int Count => _count;

    internal void Add(in EndpointEffect effect)
    {
        if (_count == _effects.Length) Array.Resize(ref _effects, _count * 2);
        _effects[_count++] = effect;
    }

    /// <summary>Room for bytes that are to be written, and then kept by <see cref="Keep"/>.</summary>
    internal Span<byte> Room(int length)
    {
        if (_length + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        return _bytes.AsSpan(_length, length);
    }

    /// <summary>An effect with the first <paramref name="length"/> bytes of the room.</summary>
    internal void Keep(EndpointEffectKind kind, long connection, long number, int length)
    {
        Add(new EndpointEffect(kind, connection, number) { Offset = _length, Length = length });
        _length += length;
    }

    internal void AssertDrained() => Invariant.Require(_count == 0, "outbox: the last step was not drained");
}
