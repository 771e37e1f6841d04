using System.Buffers.Binary;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// Makes frames that are nearly right: flips bits, sets edges, cuts, prolongs, splices two and edits lengths. Half of the mutants
/// get a header that fits again, so that what is wrong lies deeper. The same seed gives the same mutants; nothing is allocated.
/// </summary>
internal sealed class FrameMutator(byte[][] seeds, ulong seed, int maxBytes)
{
    private static readonly byte[] _edges = [0, 1, 2, 3, 20, 21, 22, 23, 32, 64, 127, 128, 254, 255];

    private readonly byte[] _mutant = new byte[2 * maxBytes];
    private RandomStream _random = new(seed, purpose: 0, entity: 0);
    private int _length;

    public ReadOnlySpan<byte> Mutant => _mutant.AsSpan(0, _length);

    /// <summary>Of the frame that the mutant began as.</summary>
    public FrameType Type { get; private set; }

    public void Next()
    {
        byte[] source = seeds[Below(seeds.Length)];
        source.CopyTo(_mutant, 0);
        _length = source.Length;
        Type = (FrameType)source[1];
        for (int edits = Below(4); edits >= 0; edits--) Edit();
        if (Below(2) == 0 && _length >= FrameHeader.Length)
            BinaryPrimitives.WriteUInt32BigEndian(_mutant.AsSpan(4), (uint)(_length - FrameHeader.Length));
    }

    private void Edit()
    {
        switch (Below(8))
        {
            case 0:
            case 1:
                if (_length > 0) _mutant[Below(_length)] ^= (byte)(1 << Below(8));
                break;
            case 2:
                if (_length > 0) _mutant[Below(_length)] = _edges[Below(_edges.Length)];
                break;
            case 3:
                // Where types, lengths and small numbers are.
                if (_length > 0) _mutant[Below(Math.Min(_length, FrameHeader.Length))] = _edges[Below(_edges.Length)];
                break;
            case 4:
                _length = Below(_length + 1);
                break;
            case 5:
                int more = Math.Min(Below(40), _mutant.Length - _length);
                _mutant.AsSpan(_length, more).Fill((byte)Below(256));
                _length += more;
                break;
            case 6:
                byte[] other = seeds[Below(seeds.Length)];
                int at = Below(Math.Min(_length, other.Length) + 1);
                other.AsSpan(at).CopyTo(_mutant.AsSpan(at));
                _length = other.Length;
                break;
            default:
                int announced = Math.Max(0, _length - FrameHeader.Length + Below(17) - 8);
                if (_length >= FrameHeader.Length) BinaryPrimitives.WriteUInt32BigEndian(_mutant.AsSpan(4), (uint)announced);
                break;
        }
    }

    private int Below(int count) => (int)_random.NextBelow(count);
}
