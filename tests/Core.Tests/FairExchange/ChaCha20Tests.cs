using System.Reflection;
using System.Text;
using CsCheck;
using Fleek.Core.FairExchange;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core;

public sealed class ChaCha20Tests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Counting = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string LastBlock = "1ce0deb8925fccea2d5587e850054559edcbbeb1a6c8e1c02c1e89abba08b01c"
        + "ad6048fe5ab5242ed6befbef6b4040fcb666a5f3858d942a912c4e8800301a42";

    private const int Block = 256 * 1024, Group = 16 * 1024;

    /// <summary>Lengths around what each path takes at once.</summary>
    private static readonly int[] _lengths =
        [0, 1, 15, 16, 63, 64, 65, 127, 128, 129, 191, 511, 512, 513, 1023, 1024, 1025, 1600, 2047, 2048, 2049, 4160, Group];

    private static readonly Gen<byte[]> _key = Gen.Byte.Array[32], _nonce = Gen.Byte.Array[12];

    /// <summary>All levels that this machine can run.</summary>
    public static TheoryData<string> Levels =>
        [.. Enum.GetValues<ChaCha20Level>().Where(level => level <= ChaCha20.Best).Select(level => level.ToString())];

    /// <summary>RFC 8439, appendix A.1, 1 to 5, and section 2.3.2: key, nonce, counter and one block of key stream.</summary>
    [Theory]
    [InlineData(Zero, "000000000000000000000000", 0, "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7da"
        + "41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586")]
    [InlineData(Zero, "000000000000000000000000", 1, "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed29"
        + "b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "000000000000000000000000", 1,
        "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
        + "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0")]
    [InlineData("00ff000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", 2,
        "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
        + "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096")]
    [InlineData(Zero, "000000000000000000000002", 0, "c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c78a"
        + "970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d")]
    [InlineData(Counting, "000000090000004a00000000", 1, "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2"
        + "826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e")]
    public void Key_streams_are_the_published_ones(string key, string nonce, uint counter, string stream)
    {
        foreach (ChaCha20Level level in Available())
        {
            // Long enough that each level takes its own path; the block published is the first of many.
            byte[] output = new byte[2048];
            ChaCha20.Apply(level, Convert.FromHexString(key), Convert.FromHexString(nonce), counter, new byte[2048], output);
            Assert.Equal(stream, Convert.ToHexStringLower(output.AsSpan(0, 64)));
        }
    }

    /// <summary>RFC 8439, section 2.4.2.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void The_published_sentence_is_enciphered_as_published(string level)
    {
        byte[] text = Encoding.ASCII.GetBytes("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
            + "the future, sunscreen would be it.");
        byte[] output = new byte[text.Length];
        ChaCha20.Apply(Enum.Parse<ChaCha20Level>(level), Convert.FromHexString(Counting),
            Convert.FromHexString("000000000000004a00000000"), 1, text, output);
        Assert.Equal("6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b357"
            + "1639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab77937365af90bbf74"
            + "a35be6b40b8eedf2785e42874d", Convert.ToHexStringLower(output));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Any_input_is_enciphered_as_another_implementation_does(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        Gen<int> length = Gen.OneOf(Gen.Int[0, _lengths.Length - 1].Select(i => _lengths[i]), Gen.Int[0, 5000]);
        Gen<byte[]> input = length.SelectMany(n => Gen.Byte.Array[n]);
        Gen<uint> counter = Gen.OneOf(Gen.UInt[0, 1000], Gen.UInt[0, uint.MaxValue - 1000]);
        Gen.Select(_key, _nonce, counter, input).Sample(
            (key, nonce, start, text) =>
            {
                byte[] output = new byte[text.Length];
                ChaCha20.Apply(level, key, nonce, start, text, output);
                Assert.Equal(Oracle(key, nonce, start, text), output);
            },
            iter: 400);
    }

    /// <summary>
    /// The last values of the counter, where a vector of counters overflows just after. The last block was computed apart, with
    /// OpenSSL: the other implementation does not reach it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void The_end_of_a_key_stream_can_be_used_and_nothing_beyond(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        byte[] key = Convert.FromHexString(Counting), nonce = new byte[12], text = new byte[1088], output = new byte[1088];
        foreach (int blocks in (int[])[1, 2, 8, 16, 17])
        {
            uint counter = (uint)((1L << 32) - blocks);
            Assert.Equal(64L * blocks, ChaCha20.BytesLeft(counter));
            ChaCha20.Apply(level, key, nonce, counter, text.AsSpan(0, 64 * blocks), output);
            int last = 64 * (blocks - 1);
            Assert.Equal(Oracle(key, nonce, counter, text[..last]), output[..last]);
            Assert.Equal(LastBlock, Convert.ToHexStringLower(output.AsSpan(last, 64)));
            output.AsSpan().Clear();
            byte[] longer = new byte[(64 * blocks) + 1], into = new byte[(64 * blocks) + 1];
            Assert.Throws<ArgumentOutOfRangeException>(() => ChaCha20.Apply(level, key, nonce, counter, longer, into));
            Assert.All(into, b => Assert.Equal(0, b));
        }

        Assert.Equal(1L << 38, ChaCha20.BytesLeft(0));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_length_and_level_agrees_with_plain_words(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        byte[] key = Convert.FromHexString(Counting), nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        byte[] text = [.. Enumerable.Range(0, 2200).Select(i => (byte)(i * 7))];
        byte[] one = new byte[text.Length + 1], two = new byte[text.Length + 1];
        for (int length = 0; length <= text.Length; length++)
        {
            one[length] = two[length] = 0xA5;
            ChaCha20.Apply(ChaCha20Level.Scalar, key, nonce, 5, text.AsSpan(0, length), one);
            ChaCha20.Apply(level, key, nonce, 5, text.AsSpan(0, length), two);
            Assert.True(one.AsSpan(0, length + 1).SequenceEqual(two.AsSpan(0, length + 1)), $"{length} bytes");
            Assert.Equal(0xA5, two[length]);
        }
    }

    /// <summary>A dispute recomputes one group and not the block.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void Each_group_of_a_block_can_be_ciphered_alone(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        byte[] key = Convert.FromHexString(Counting), nonce = new byte[12];
        byte[] text = new byte[Block], whole = new byte[Block], alone = new byte[Group];
        new Random(7).NextBytes(text);
        ChaCha20.Apply(level, key, nonce, 0, text, whole);
        for (int group = 0; group < Block / Group; group++)
        {
            ChaCha20.Apply(level, key, nonce, (uint)(group * Group / 64), text.AsSpan(group * Group, Group), alone);
            Assert.True(whole.AsSpan(group * Group, Group).SequenceEqual(alone), $"group {group}");
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void In_place_is_the_same_and_twice_gives_the_input_back(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        byte[] key = Convert.FromHexString(Counting), nonce = new byte[12], text = new byte[3333], apart = new byte[3333];
        new Random(8).NextBytes(text);
        byte[] place = [.. text];
        ChaCha20.Apply(level, key, nonce, 1, text, apart);
        ChaCha20.Apply(level, key, nonce, 1, place, place);
        Assert.Equal(apart, place);
        ChaCha20.Apply(level, key, nonce, 1, place, place);
        Assert.Equal(text, place);
    }

    [Fact]
    public void Wrong_lengths_and_shifted_overlaps_are_refused()
    {
        byte[] key = new byte[32], nonce = new byte[12], data = new byte[100];
        Assert.Throws<ArgumentException>(() => ChaCha20.Apply(new byte[31], nonce, 0, data, data));
        Assert.Throws<ArgumentException>(() => ChaCha20.Apply(key, new byte[8], 0, data, data));
        Assert.Throws<ArgumentException>(() => ChaCha20.Apply(key, nonce, 0, data, new byte[99]));
        Assert.Throws<ArgumentException>(() => ChaCha20.Apply(key, nonce, 0, data.AsSpan(0, 50), data.AsSpan(1, 50)));
        Assert.Throws<ArgumentException>(() => ChaCha20.Apply(key, nonce, 0, data.AsSpan(1, 50), data.AsSpan(0, 50)));
        // Neighbours do not overlap.
        ChaCha20.Apply(key, nonce, 0, data.AsSpan(0, 50), data.AsSpan(50, 50));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Ciphering_allocates_nothing(string name)
    {
        ChaCha20Level level = Enum.Parse<ChaCha20Level>(name);
        byte[] key = new byte[32], nonce = new byte[12], data = new byte[Group + 77];
        ChaCha20.Apply(level, key, nonce, 0, data, data);
        Assert.Equal(0, SteadyState.Bytes(() =>
        {
            for (int i = 0; i < 100; i++) ChaCha20.Apply(level, key, nonce, 0, data, data);
        }));
    }

    private static IEnumerable<ChaCha20Level> Available() =>
        Enum.GetValues<ChaCha20Level>().Where(level => level <= ChaCha20.Best);

    /// <summary>Its engine cannot seek by itself: the word of its state that is the counter is set from outside.</summary>
    private static byte[] Oracle(byte[] key, byte[] nonce, uint counter, byte[] input)
    {
        ChaCha7539Engine engine = new();
        engine.Init(true, new ParametersWithIV(new KeyParameter(key), nonce));
        FieldInfo state = typeof(Salsa20Engine).GetField("engineState", BindingFlags.Instance | BindingFlags.NonPublic)!;
        ((uint[])state.GetValue(engine)!)[12] = counter;
        byte[] output = new byte[input.Length];
        engine.ProcessBytes(input, 0, input.Length, output, 0);
        return output;
    }
}
