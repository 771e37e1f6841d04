using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Content;

public sealed class Blake3AllocationTests
{
    private static readonly byte[] _data = Lengths.RandomBytes(Lengths.Longest);
    private static readonly byte[] _key = Lengths.RandomBytes(32, seed: 2);

    public static TheoryData<string> LevelNames => Levels.Names;

    [Theory]
    [MemberData(nameof(LevelNames))]
    public void Hashing_allocates_nothing(string name)
    {
        Blake3Mode mode = Levels.Plain(Levels.Get(name));
        Blake3Hasher hasher = new(mode);
        byte[] output = new byte[200];
        bool same = true;
        Assert.Equal(0, Allocated(() =>
        {
            foreach (int length in (ReadOnlySpan<int>)[0, 40, 64, 1_000, 1_025, 5_000, 16_384, 262_144, 262_145, 600_000])
            {
                ReadOnlySpan<byte> data = _data.AsSpan(0, length);
                Hash256 whole = Blake3Subtree.RootHash(data, mode);
                Blake3Subtree.Root(data, mode).Read(7, output);
                hasher.Reset();
                hasher.Update(data[..(length / 3)]);
                hasher.Update(data[(length / 3)..]);
                same &= whole == hasher.Finish();
                hasher.Finish(output, 65);
            }
        }));
        Assert.True(same);
    }

    [Fact]
    public void The_public_functions_allocate_nothing()
    {
        byte[] output = new byte[100];
        Hash256 sum = default;
        Assert.Equal(0, Allocated(() =>
        {
            ReadOnlySpan<byte> block = _data.AsSpan(0, 262_144);
            sum = Blake3Tree.Parent(Blake3Tree.ChainingValue(block, 256), Blake3.Hash(block));
            sum = Blake3Tree.Root(sum, Blake3Tree.RootOf(block));
            sum = Blake3.KeyedHash(_key, block);
            Blake3.Hash(block, output);
            Blake3.DeriveKey("context"u8, block, output);
        }));
    }

    /// <summary>Bytes that a piece of work allocates once it is warm.</summary>
    private static long Allocated(Action work)
    {
        work();
        return SteadyState.Bytes(work);
    }
}
