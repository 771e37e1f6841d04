namespace Fleek.Sim.Adapters.Files;

/// <summary>Bits of a bzip2 file, the highest of each byte first. At the end of the file it throws <see cref="InvalidDataException"/>.</summary>
internal sealed class Bzip2Bits(Stream source)
{
    private const int BufferBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _at;
    private int _filled;
    private ulong _bits;
    private int _count;

    /// <summary>Whether there is another byte, once bits up to a whole byte were dropped.</summary>
    public bool TryAlign()
    {
        Drop(_count & 7);
        if (_count >= 8) return true;
        return _at < _filled || Refill();
    }

    /// <summary>As many of the next bits, without taking them; those beyond the end are zero.</summary>
    public uint Peek(int bits)
    {
        if (_count < bits) Fill();
        return (uint)(_bits >> (64 - bits));
    }

    /// <summary>Takes bits that were seen.</summary>
    public void Drop(int bits)
    {
        if (_count < bits) throw new InvalidDataException("the data ends within a block");
        _bits <<= bits;
        _count -= bits;
    }

    /// <summary>The next bits, 1 to 32.</summary>
    public uint Take(int bits)
    {
        uint value = Peek(bits);
        Drop(bits);
        return value;
    }

    /// <summary>The next 48 bits: what a block begins with.</summary>
    public ulong TakeMagic() => (ulong)Take(24) << 24 | Take(24);

    private void Fill()
    {
        while (_count <= 56)
        {
            if (_at == _filled && !Refill()) return;
            _bits |= (ulong)_buffer[_at++] << (56 - _count);
            _count += 8;
        }
    }

    private bool Refill()
    {
        _at = 0;
        _filled = source.Read(_buffer);
        return _filled > 0;
    }
}
