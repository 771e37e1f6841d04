using CsCheck;
using Fleek.Core.Content;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Tests.Adapters.Content;

public sealed class ParallelBlake3Tests
{
    private const int Mebibyte = 1 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_give_the_same_hash_as_one_pass(int threads)
    {
        byte[] data = Bytes(19 * Mebibyte);
        int[] wholes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17];
        foreach (int length in wholes.SelectMany(n => new[] { (n * Mebibyte) - 1, n * Mebibyte, (n * Mebibyte) + 1 }).Where(n => n >= 0))
        {
            string expected = Blake3.Hash(data.AsSpan(0, length)).ToString();
            Assert.Equal(expected, ParallelBlake3.Hash(data.AsMemory(0, length), threads).ToString());
            using Dripping stream = new(data.AsMemory(0, length));
            Assert.Equal(expected, ParallelBlake3.Hash(stream, threads).ToString());
        }
    }

    [Fact]
    public void Random_lengths_and_threads_give_the_same_hash()
    {
        byte[] data = Bytes(12 * Mebibyte);
        Gen.Select(Gen.Int[0, data.Length], Gen.Int[1, 5]).Sample((length, threads) =>
        {
            using Dripping stream = new(data.AsMemory(0, length));
            Assert.Equal(Blake3.Hash(data.AsSpan(0, length)), ParallelBlake3.Hash(stream, threads));
        }, iter: 30, threads: 1);
    }

    [Fact]
    public void A_stream_that_breaks_off_with_an_error_says_so()
    {
        using Dripping stream = new(Bytes(5 * Mebibyte), failAt: 3 * Mebibyte);
        Assert.Throws<IOException>(() => ParallelBlake3.Hash(stream, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public void A_senseless_number_of_threads_is_refused(int threads)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelBlake3.Hash(ReadOnlyMemory<byte>.Empty, threads));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelBlake3.Hash(Stream.Null, threads));
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
