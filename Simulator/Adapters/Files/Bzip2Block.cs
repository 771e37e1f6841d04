namespace Fleek.Sim.Adapters.Files;

/// <summary>A block of a bzip2 file, decoded as a whole: prefix codes, runs, move-to-front, and the sorted permutation undone.</summary>
internal sealed class Bzip2Block
{
    private const int GroupSymbols = 50, MostCodes = 6, LeastCodes = 2, MostSelectors = 1 << 15;
    private const int SymbolRunA = 0, SymbolRunB = 1;

    private readonly Bzip2Code[] _codes = [.. Enumerable.Range(0, MostCodes).Select(_ => new Bzip2Code())];
    private readonly byte[] _selectors = new byte[MostSelectors];
    private readonly byte[] _front = new byte[256];
    private readonly int[] _starts = new int[256];

    /// <summary>Per position of the sorted rows: the next position in the upper bits, the byte in the lower eight.</summary>
    private uint[] _links = [];
    private int _length;
    private uint _at;
    private int _left;

    /// <summary>Checksum that the file gives for the block's text.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Bytes that <see cref="Next"/> still has.</summary>
    public int Left => _left;

    /// <summary>Decodes a block whose magic was read.</summary>
    /// <param name="most">Largest block of the file.</param>
    public void Decode(Bzip2Bits bits, int most)
    {
        if (_links.Length < most) _links = new uint[most];
        Checksum = bits.Take(32);
        if (bits.Take(1) != 0) throw new InvalidDataException("a block is randomised, as no program has done since 1997");
        int origin = (int)bits.Take(24);
        int values = ReadValues(bits);
        int selectors = ReadCodes(bits, values + 2);
        ReadText(bits, values, selectors, most);
        if (origin >= _length) throw new InvalidDataException("a block begins beyond its end");
        Link(origin);
    }

    /// <summary>The next byte of the text, still with its runs encoded.</summary>
    public byte Next()
    {
        uint link = _links[_at];
        _at = link >> 8;
        _left--;
        return (byte)link;
    }

    /// <summary>Which byte values occur, into the list that is moved to front.</summary>
    private int ReadValues(Bzip2Bits bits)
    {
        uint rows = bits.Take(16);
        int values = 0;
        for (int row = 0; row < 16; row++)
        {
            if ((rows >> (15 - row) & 1) == 0) continue;
            uint columns = bits.Take(16);
            for (int column = 0; column < 16; column++)
                if ((columns >> (15 - column) & 1) != 0) _front[values++] = (byte)(row * 16 + column);
        }

        return values > 0 ? values : throw new InvalidDataException("a block holds no byte value");
    }

    /// <summary>The codes, and which of them holds for each group of symbols.</summary>
    private int ReadCodes(Bzip2Bits bits, int symbols)
    {
        int codes = (int)bits.Take(3);
        int selectors = (int)bits.Take(15);
        if (codes is < LeastCodes or > MostCodes || selectors == 0) throw new InvalidDataException("a block has no codes");
        Span<byte> order = [0, 1, 2, 3, 4, 5];
        for (int i = 0; i < selectors; i++)
        {
            int place = 0;
            while (bits.Take(1) != 0)
                if (++place >= codes) throw new InvalidDataException("a block selects a code that it does not have");
            byte code = order[place];
            order[..place].CopyTo(order[1..]);
            order[0] = code;
            _selectors[i] = code;
        }

        Span<byte> lengths = stackalloc byte[Bzip2Code.MostSymbols];
        for (int code = 0; code < codes; code++)
        {
            int length = (int)bits.Take(5);
            for (int symbol = 0; symbol < symbols; symbol++)
            {
                while (true)
                {
                    if (length is < 1 or > Bzip2Code.LongestBits) throw new InvalidDataException("a block has a codeword that is too long");
                    if (bits.Take(1) == 0) break;
                    length += bits.Take(1) == 0 ? 1 : -1;
                }

                lengths[symbol] = (byte)length;
            }

            _codes[code].Make(lengths[..symbols]);
        }

        return selectors;
    }

    private void ReadText(Bzip2Bits bits, int values, int selectors, int most)
    {
        int end = values + 1, group = 0, left = 0, length = 0;
        long run = 0, weight = 1;
        Bzip2Code code = _codes[0];
        uint[] links = _links;
        Array.Clear(_starts);
        while (true)
        {
            if (left == 0)
            {
                if (group == selectors) throw new InvalidDataException("a block has too few code selectors");
                code = _codes[_selectors[group++]];
                left = GroupSymbols;
            }

            left--;
            int symbol = code.Take(bits);
            if (symbol <= SymbolRunB)
            {
                run += symbol == SymbolRunA ? weight : 2 * weight;
                weight *= 2;
                if (run > most) throw new InvalidDataException("a block is longer than the file says");
                continue;
            }

            if (run > 0)
            {
                if (length + run > most) throw new InvalidDataException("a block is longer than the file says");
                links.AsSpan(length, (int)run).Fill(_front[0]);
                _starts[_front[0]] += (int)run;
                length += (int)run;
                (run, weight) = (0, 1);
            }

            if (symbol == end) break;
            if (length == most) throw new InvalidDataException("a block is longer than the file says");
            byte value = _front[symbol - 1];
            _front.AsSpan(0, symbol - 1).CopyTo(_front.AsSpan(1));
            _front[0] = value;
            links[length++] = value;
            _starts[value]++;
        }

        _length = length;
    }

    private void Link(int origin)
    {
        int sum = 0;
        for (int value = 0; value < _starts.Length; value++) (_starts[value], sum) = (sum, sum + _starts[value]);
        uint[] links = _links;
        for (int i = 0; i < _length; i++) links[_starts[(byte)links[i]]++] |= (uint)i << 8;
        _at = links[origin] >> 8;
        _left = _length;
    }
}
