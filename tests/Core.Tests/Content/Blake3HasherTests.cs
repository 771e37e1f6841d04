using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Content;

public sealed class Blake3HasherTests
{
    private static readonly byte[] _data = Lengths.RandomBytes(Lengths.Longest);

    public static TheoryData<string> LevelNames => Levels.Names;

    [Theory]
    [MemberData(nameof(LevelNames))]
    public void Random_pieces_give_the_hash_of_the_whole(string name)
    {
        Blake3Mode mode = Levels.Plain(Levels.Get(name));
        Gen<int> piece = Gen.OneOf(
            Gen.Int[0, 130], Gen.Int[1_000, 1_050], Gen.Int[16_300, 16_500], Gen.Int[0, 100_000], Gen.Const(16_384), Gen.Const(262_144));
        piece.Array[0, 12].Sample(pieces =>
        {
            Blake3Hasher hasher = new(mode);
            int at = 0;
            foreach (int length in pieces)
            {
                int taken = Math.Min(length, _data.Length - at);
                hasher.Update(_data.AsSpan(at, taken));
                at += taken;
                // Reading between pieces must not disturb what follows.
                if (length % 3 == 0) Assert.Equal(Blake3.Hash(_data.AsSpan(0, at)), hasher.Finish());
            }

            Assert.Equal(Blake3.Hash(_data.AsSpan(0, at)), hasher.Finish());
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Single_bytes_give_the_hash_of_the_whole()
    {
        Blake3Hasher hasher = new();
        for (int i = 0; i < 40_000; i++) hasher.Update(_data.AsSpan(i, 1));
        Assert.Equal(Blake3.Hash(_data.AsSpan(0, 40_000)), hasher.Finish());
    }

    [Fact]
    public void A_boundary_reached_in_one_piece_or_two_gives_the_hash_of_the_whole()
    {
        foreach (int length in Lengths.Boundaries)
        {
            Hash256 whole = Blake3.Hash(_data.AsSpan(0, length));
            Blake3Hasher hasher = new();
            hasher.Update(_data.AsSpan(0, length));
            Assert.Equal(whole, hasher.Finish());
            hasher.Reset();
            hasher.Update(_data.AsSpan(0, length / 3));
            hasher.Update(_data.AsSpan(length / 3, length - (length / 3)));
            Assert.Equal(whole, hasher.Finish());
        }
    }

    [Fact]
    public void Output_may_be_read_from_any_position()
    {
        foreach (int length in (int[])[0, 64, 1_025, 20_000])
        {
            Blake3Hasher hasher = new();
            hasher.Update(_data.AsSpan(0, length));
            byte[] all = new byte[1_000], part = new byte[1_000];
            hasher.Finish(all);
            Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 1_000]).Where((from, to) => from <= to).Sample((from, to) =>
            {
                hasher.Finish(part.AsSpan(0, to - from), (ulong)from);
                Assert.Equal(all.AsSpan(from, to - from), part.AsSpan(0, to - from));
            }, iter: 200, threads: 1);
        }
    }

    /// <summary>A block's number has 64 bits, so that no position that fits a number is too far.</summary>
    [Theory]
    [MemberData(nameof(LevelNames))]
    public void Output_far_out_is_the_same_on_each_path(string name)
    {
        Blake3Level level = Levels.Get(name);
        byte[] ours = new byte[200], scalar = new byte[200], near = new byte[200];
        ulong far = (1UL << 38) - 70;
        Blake3Subtree.Root("far"u8, Levels.Plain(level)).Read(far, ours);
        Blake3Subtree.Root("far"u8, Levels.Plain(Blake3Level.Scalar)).Read(far, scalar);
        Blake3Subtree.Root("far"u8, Levels.Plain(level)).Read(0, near);
        Assert.Equal(scalar, ours);
        // 2^38 is block 2^32: were the upper word lost, output would begin anew there.
        Assert.NotEqual(near.AsSpan(0, 64).ToArray(), ours.AsSpan(70, 64).ToArray());
    }

    [Fact]
    public void Reset_forgets_all_but_the_mode()
    {
        byte[] key = Lengths.RandomBytes(32);
        Blake3Hasher hasher = Blake3Hasher.Keyed(key);
        hasher.Update(_data.AsSpan(0, 300_000));
        hasher.Reset();
        hasher.Update("abc"u8);
        Assert.Equal(Blake3.KeyedHash(key, "abc"u8), hasher.Finish());
        Assert.NotEqual(Blake3.Hash("abc"u8), hasher.Finish());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length)
    {
        Assert.Throws<ArgumentException>(() => Blake3.KeyedHash(new byte[length], "abc"u8));
        Assert.Throws<ArgumentException>(() => Blake3Hasher.Keyed(new byte[length]));
    }
}
