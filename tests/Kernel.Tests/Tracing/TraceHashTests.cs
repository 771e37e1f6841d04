using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class TraceHashTests
{
    private const ulong Pinned = 0x734f2466a1fdd3ad;

    /// <summary>
    /// Stored with every run: another value makes every stored trace hash stale. Computed apart, from the definition.
    /// </summary>
    [Fact]
    public void The_hash_of_a_sequence_never_changes()
    {
        TraceHash hash = default;
        Assert.Equal(0UL, hash.Value);
        hash.Add(1UL);
        hash.Add(ulong.MaxValue);
        hash.Add(-5L);
        hash.Add(0x0123456789ABCDEFUL);
        Assert.Equal(Pinned, hash.Value);
    }

    [Fact]
    public void Every_bit_of_every_word_counts()
    {
        Gen.Select(Gen.ULong.Array[1, 50], Gen.Int[0, 49], Gen.Int[0, 63]).Sample((words, place, bit) =>
        {
            ulong before = Of(words);
            words[place % words.Length] ^= 1UL << bit;
            Assert.NotEqual(before, Of(words));
        });
    }

    [Fact]
    public void Order_counts()
    {
        Gen.Select(Gen.ULong.Array[2, 50], Gen.Int[0, 48]).Sample((words, place) =>
        {
            place %= words.Length - 1;
            if (words[place] == words[place + 1]) words[place]++;
            ulong before = Of(words);
            (words[place], words[place + 1]) = (words[place + 1], words[place]);
            Assert.NotEqual(before, Of(words));
        });
    }

    [Fact]
    public void Length_counts_even_of_zeros()
    {
        HashSet<ulong> seen = [];
        ulong[] zeros = new ulong[1000];
        for (int length = 0; length <= zeros.Length; length++) Assert.True(seen.Add(Of(zeros.AsSpan(0, length))));
    }

    [Fact]
    public void A_signed_word_is_its_bits()
    {
        TraceHash a = default, b = default;
        a.Add(-1L);
        b.Add(ulong.MaxValue);
        Assert.Equal(a.Value, b.Value);
    }

    private static ulong Of(ReadOnlySpan<ulong> words)
    {
        TraceHash hash = default;
        foreach (ulong word in words) hash.Add(word);
        return hash.Value;
    }
}
