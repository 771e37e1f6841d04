using System;
using System.Buffers.Text;

namespace Fleek.Core.Routing;

/// <summary>ASCII text that grows, and keeps its room when it is cleared.</summary>
public sealed class TextBuffer
{
    private const int LongestNumber = 10;

    private byte[] _bytes = new byte[4096];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Add(byte character)
    {
        if (_length == _bytes.Length) Grow(1);
        _bytes[_length++] = character;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Grow(text.Length);
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>A number in decimal digits.</summary>
    public void Add(uint number)
    {
        Grow(LongestNumber);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out int digits);
        _length += digits;
    }

    /// <param name="leastZeros">As in <see cref="IpText.Write"/>.</param>
    public void Add(IpAddress address, int leastZeros = 2)
    {
        Grow(IpText.LongestBytes);
        _length += IpText.Write(address, _bytes.AsSpan(_length), leastZeros);
    }

    /// <summary>A number and a bar.</summary>
    public void Bar(uint number)
    {
        Add(number);
        Add((byte)'|');
    }

    /// <summary>Takes the last character away.</summary>
    public void Unbar() => _length--;

    private void Grow(int more)
    {
        if (_bytes.Length - _length < more) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
