namespace Fleek.Sim.Adapters.Files;

/// <summary>
/// What a bzip2 file holds, its streams one after the other. Every block that is whole is given before a damaged or cut one
/// throws <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class Bzip2Stream : ForwardStream
{
    private const ulong BlockMagic = 0x314159265359, EndMagic = 0x177245385090;
    private const int BlockUnitBytes = 100_000, RunBytes = 4;

    private static readonly uint[] Table = MakeTable();

    private readonly Bzip2Bits _bits;
    private readonly Bzip2Block _block = new();
    private int _blockBytes;
    private uint _crc;
    private uint _streamCrc;
    private bool _opened;
    private bool _inBlock;
    private bool _ended;

    /// <summary>How often the last byte came in sequence, up to the four after which a count follows; and how often it is still due.</summary>
    private int _same;
    private int _due;
    private byte _last;

    public Bzip2Stream(Stream source)
        : base(source) => _bits = new Bzip2Bits(source);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (!_ended)
        {
            if (!_inBlock && !TryOpenBlock()) return 0;
            int written = Unpack(buffer);
            if (written > 0) return written;
            CloseBlock();
        }

        return 0;
    }

    /// <summary>Undoes the runs that come before the sorting: four times the same byte are followed by how often it comes besides.</summary>
    private int Unpack(Span<byte> buffer)
    {
        int at = 0;
        uint crc = _crc;
        while (at < buffer.Length)
        {
            if (_due > 0)
            {
                buffer[at++] = _last;
                crc = crc << 8 ^ Table[crc >> 24 ^ _last];
                _due--;
                continue;
            }

            if (_block.Left == 0) break;
            byte next = _block.Next();
            if (_same == RunBytes)
            {
                _due = next;
                _same = 0;
                continue;
            }

            _same = next == _last && _same > 0 ? _same + 1 : 1;
            _last = next;
            buffer[at++] = next;
            crc = crc << 8 ^ Table[crc >> 24 ^ next];
        }

        _crc = crc;
        return at;
    }

    /// <summary>False at the end of the last stream.</summary>
    private bool TryOpenBlock()
    {
        while (true)
        {
            if (_blockBytes == 0 && !TryOpenStream()) return false;
            ulong magic = _bits.TakeMagic();
            if (magic == BlockMagic) break;
            if (magic != EndMagic) throw new InvalidDataException("a block does not begin as blocks do");
            if (_bits.Take(32) != _streamCrc) throw new InvalidDataException("the checksum of the data is another");
            _blockBytes = 0;
        }

        _block.Decode(_bits, _blockBytes);
        _crc = uint.MaxValue;
        _same = 0;
        _inBlock = true;
        return true;
    }

    private bool TryOpenStream()
    {
        uint magic = _bits.TryAlign() ? _bits.Peek(32) : 0;
        if (magic >> 8 != 0x425A68 || (byte)magic is < (byte)'1' or > (byte)'9')
        {
            // What follows a whole stream and is none is left alone, as bzip2 does.
            _ended = true;
            return _opened ? false : throw new InvalidDataException("the file does not begin as bzip2 files do");
        }

        _bits.Drop(32);
        _opened = true;

        _blockBytes = ((byte)magic - '0') * BlockUnitBytes;
        _streamCrc = 0;
        return true;
    }

    private void CloseBlock()
    {
        _inBlock = false;
        if (~_crc != _block.Checksum)
        {
            _ended = true;
            throw new InvalidDataException("the checksum of a block is another");
        }

        _streamCrc = (_streamCrc << 1 | _streamCrc >> 31) ^ _block.Checksum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint crc = n << 24;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) == 0 ? crc << 1 : crc << 1 ^ 0x04C11DB7;
            table[n] = crc;
        }

        return table;
    }
}
