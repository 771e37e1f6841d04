using System.Numerics;
using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using BouncySigner = Org.BouncyCastle.Crypto.Signers.Ed25519Signer;

namespace Adapters.Tests.Cryptography;

public sealed class Ed25519Tests
{
    private static readonly BigInteger _order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    private static readonly Gen<byte[]> _seed = Gen.Byte.Array[32], _message = Gen.Byte.Array[0, 300];

    /// <summary>RFC 8032, section 7.1: seed, public key, message, signature.</summary>
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Keys_and_signatures_are_the_published_ones(string seed, string key, string message, string signature)
    {
        using Ed25519Signer signer = new(Convert.FromHexString(seed));
        Assert.Equal(key, signer.Key.ToString());
        byte[] made = new byte[64], text = Convert.FromHexString(message);
        signer.Sign(text, made);
        Assert.Equal(signature, Convert.ToHexStringLower(made));
        Assert.True(new Ed25519Verifier().Verify(signer.Key, text, made));
    }

    [Fact]
    public void Both_ways_it_agrees_with_another_implementation()
    {
        Ed25519Verifier verifier = new();
        Gen.Select(_seed, _message).Sample(
            (seed, message) =>
            {
                using Ed25519Signer signer = new(seed);
                Ed25519PrivateKeyParameters other = new(seed, 0);
                Assert.Equal(PublicKey.FromBytes(other.GeneratePublicKey().GetEncoded()), signer.Key);
                byte[] signature = new byte[64];
                signer.Sign(message, signature);
                BouncySigner bouncy = new();
                bouncy.Init(true, other);
                bouncy.BlockUpdate(message, 0, message.Length);
                Assert.Equal(bouncy.GenerateSignature(), signature);
                Assert.True(verifier.Verify(signer.Key, message, signature));
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public void Any_flipped_bit_of_key_message_or_signature_is_refused()
    {
        using Ed25519Signer signer = new(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
        Ed25519Verifier verifier = new();
        byte[] message = [1, 2, 3, 4], signature = new byte[64], key = new byte[32];
        signer.Sign(message, signature);
        signer.Key.CopyTo(key);
        Assert.True(verifier.Verify(signer.Key, message, signature));
        foreach (byte[] part in (byte[][])[key, message, signature])
            for (int bit = 0; bit < 8 * part.Length; bit++)
            {
                part[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(verifier.Verify(PublicKey.FromBytes(key), message, signature), $"bit {bit} of {part.Length} bytes");
                part[bit / 8] ^= (byte)(1 << (bit % 8));
            }

        Assert.True(verifier.Verify(PublicKey.FromBytes(key), message, signature));
        Assert.False(verifier.Verify(signer.Key, [], signature));
    }

    /// <summary>RFC 8032, 5.1.7: S plus the group order would verify too if it were not refused.</summary>
    [Fact]
    public void A_second_form_of_a_signature_is_refused()
    {
        using Ed25519Signer signer = new(new byte[32]);
        byte[] signature = new byte[64];
        signer.Sign([7], signature);
        BigInteger s = new(signature.AsSpan(32), isUnsigned: true);
        Assert.True(s < _order);
        Assert.True((s + _order).TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true));
        Assert.False(new Ed25519Verifier().Verify(signer.Key, [7], signature));
    }

    /// <summary>
    /// The neutral element as key, R the same and S = 0: by the equation alone it signs every message, and must not.
    /// </summary>
    [Fact]
    public void A_key_of_small_order_signs_nothing()
    {
        byte[] neutral = new byte[32], signature = new byte[64];
        neutral[0] = signature[0] = 1;
        Ed25519Verifier verifier = new();
        for (int i = 0; i < 20; i++) Assert.False(verifier.Verify(PublicKey.FromBytes(neutral), [(byte)i], signature));
    }

    [Fact]
    public void Bytes_that_are_no_key_or_no_signature_are_false_and_never_thrown_at()
    {
        Ed25519Verifier verifier = new(keptKeys: 8);
        Gen.Select(Gen.OneOf(Gen.Byte.Array[32], Gen.Const(new byte[32]), Gen.Const(Enumerable.Repeat((byte)255, 32).ToArray())),
            _message, Gen.Byte.Array[0, 130]).Sample(
            (key, message, signature) => Assert.False(verifier.Verify(PublicKey.FromBytes(key), message, signature)),
            iter: 5000, threads: 1);
        using Ed25519Signer signer = new(new byte[32]);
        byte[] right = new byte[65];
        signer.Sign([], right);
        Assert.True(verifier.Verify(signer.Key, [], right.AsSpan(0, 64)));
        Assert.False(verifier.Verify(signer.Key, [], right));
        Assert.False(verifier.Verify(signer.Key, [], right.AsSpan(0, 63)));
        Assert.False(verifier.Verify(signer.Key, [], []));
    }

    [Fact]
    public void Keys_that_are_kept_are_bounded_and_forgotten_ones_still_verify()
    {
        Ed25519Verifier verifier = new(keptKeys: 8);
        Ed25519Signer[] signers = Signers(50);
        byte[] signature = new byte[64];
        for (int round = 0; round < 3; round++)
            foreach (Ed25519Signer signer in signers)
            {
                signer.Sign([5], signature);
                Assert.True(verifier.Verify(signer.Key, [5], signature));
                Assert.InRange(verifier.Kept, 1, 8);
            }

        foreach (Ed25519Signer signer in signers) signer.Dispose();
    }

    [Fact]
    public void Signing_and_verifying_for_known_keys_allocate_nothing()
    {
        Ed25519Verifier verifier = new(keptKeys: 8);
        Ed25519Signer[] signers = Signers(4);
        byte[] signature = new byte[64];
        Assert.True(Exchange(100));
        bool all = true;
        Assert.Equal(0, Fleek.Tests.SteadyState.Bytes(() => all &= Exchange(200)));
        Assert.True(all);
        foreach (Ed25519Signer signer in signers) signer.Dispose();

        bool Exchange(int times)
        {
            bool good = true;
            for (int i = 0; i < times; i++)
            {
                Ed25519Signer signer = signers[i % signers.Length];
                signer.Sign(signature.AsSpan(0, i % 60), signature);
                signer.Sign([1, 2, 3], signature);
                good &= verifier.Verify(signer.Key, [1, 2, 3], signature);
            }

            return good;
        }
    }

    [Fact]
    public void A_seed_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Ed25519Signer(new byte[31]));
        Assert.Throws<ArgumentException>(() => new Ed25519Signer(new byte[33]));
    }

    private static Ed25519Signer[] Signers(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Ed25519Signer(Enumerable.Repeat((byte)i, 32).ToArray()))];
}
