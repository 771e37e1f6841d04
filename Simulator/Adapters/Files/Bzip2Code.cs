namespace Fleek.Sim.Adapters.Files;

/// <summary>One of a bzip2 block's prefix codes: short codewords by one look into a table, long ones bit by bit.</summary>
internal sealed class Bzip2Code
{
    /// <summary>Longest codeword in bits.</summary>
    public const int LongestBits = 20;

    /// <summary>Most symbols: 256 values, two for runs, one for the end.</summary>
    public const int MostSymbols = 258;

    private const int FastBits = 10, LengthBits = 5;

    private readonly ushort[] _fast = new ushort[1 << FastBits];
    private readonly ushort[] _symbols = new ushort[MostSymbols];

    /// <summary>By length: one past the last codeword, moved to the left of 20 bits; what a codeword's place among symbols is.</summary>
    private readonly uint[] _limits = new uint[LongestBits + 2];
    private readonly int[] _places = new int[LongestBits + 1];

    /// <summary>Makes the code from the lengths of its codewords.</summary>
    public void Make(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_fast);
        int place = 0;
        uint word = 0;
        for (int length = 1; length <= LongestBits; length++)
        {
            _places[length] = place - (int)word;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length) continue;
                if (word >> length != 0) throw new InvalidDataException("a block has a code with too many codewords");
                if (length <= FastBits)
                    _fast.AsSpan((int)(word << (FastBits - length)), 1 << (FastBits - length)).Fill((ushort)(symbol << LengthBits | length));
                _symbols[place++] = (ushort)symbol;
                word++;
            }

            _limits[length] = word << (LongestBits - length);
            word <<= 1;
        }
    }

    public int Take(Bzip2Bits bits)
    {
        uint next = bits.Peek(LongestBits);
        int fast = _fast[next >> (LongestBits - FastBits)];
        if (fast != 0)
        {
            bits.Drop(fast & ((1 << LengthBits) - 1));
            return fast >> LengthBits;
        }

        for (int length = FastBits + 1; length <= LongestBits; length++)
        {
            if (next >= _limits[length]) continue;
            bits.Drop(length);
            return _symbols[_places[length] + (int)(next >> (LongestBits - length))];
        }

        throw new InvalidDataException("a block holds a codeword that its code does not have");
    }
}
