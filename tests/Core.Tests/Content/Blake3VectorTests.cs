using System.Text;
using System.Text.Json;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Content;

public sealed class Blake3VectorTests
{
    public static TheoryData<string> LevelNames => Levels.Names;

    [Theory]
    [MemberData(nameof(LevelNames))]
    public void The_official_vectors_hold_in_all_modes_on_each_path(string name)
    {
        Blake3Level level = Levels.Get(name);
        Blake3Vectors vectors = Blake3Vectors.Load();
        Assert.Equal(35, vectors.Cases.Count);
        foreach (Blake3Vector one in vectors.Cases)
        {
            AssertOutputs(one.Hash, one.Input, Levels.Plain(level));
            AssertOutputs(one.KeyedHash, one.Input, Blake3Mode.Keyed(vectors.Key, level));
            AssertOutputs(one.DerivedKey, one.Input, Blake3Mode.DeriveKey(vectors.Context, level));
        }
    }

    [Fact]
    public void The_official_vectors_hold_for_the_public_functions()
    {
        Blake3Vectors vectors = Blake3Vectors.Load();
        foreach (Blake3Vector one in vectors.Cases)
        {
            byte[] output = new byte[one.Hash.Length];
            Blake3.Hash(one.Input, output);
            Assert.Equal(one.Hash, output);
            Blake3.DeriveKey(vectors.Context, one.Input, output);
            Assert.Equal(one.DerivedKey, output);
            Assert.Equal(Hash256.FromBytes(one.Hash), Blake3.Hash(one.Input));
            Assert.Equal(Hash256.FromBytes(one.Hash), Blake3Tree.RootOf(one.Input));
            Assert.Equal(Hash256.FromBytes(one.KeyedHash), Blake3.KeyedHash(vectors.Key, one.Input));

            AssertFinishes(one.Hash, one.Input, new Blake3Hasher());
            AssertFinishes(one.KeyedHash, one.Input, Blake3Hasher.Keyed(vectors.Key));
            AssertFinishes(one.DerivedKey, one.Input, Blake3Hasher.ForKeyDerivation(vectors.Context));
        }
    }

    /// <summary>Fleek's own domain separators (UFDP): keys derived from one text in the context of each name.</summary>
    [Fact]
    public void The_seven_domain_separators_are_derived()
    {
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllBytes(DataFolder.File("blake3", "b3tree_256k_proof_vectors.json")));
        JsonProperty[] separators = [.. file.RootElement.GetProperty("domain_separators").EnumerateObject()];
        Assert.Equal(7, separators.Length);
        byte[] output = new byte[32];
        foreach (JsonProperty separator in separators)
        {
            Blake3.DeriveKey(Encoding.UTF8.GetBytes(separator.Name), "FLEEK-NETWORK-UFDP"u8, output);
            Assert.Equal(separator.Value.GetString(), Convert.ToHexStringLower(output));
        }
    }

    /// <summary>All at once, and each length and position of the extended output.</summary>
    private static void AssertOutputs(byte[] expected, byte[] input, Blake3Mode mode)
    {
        Assert.Equal(Hash256.FromBytes(expected), Blake3Subtree.RootHash(input, mode));
        byte[] output = new byte[expected.Length];
        Blake3Output root = Blake3Subtree.Root(input, mode);
        root.Read(0, output);
        Assert.Equal(expected, output);
        for (int from = 0; from < expected.Length; from += 13)
        {
            root.Read((ulong)from, output.AsSpan(from));
            Assert.Equal(expected.AsSpan(from), output.AsSpan(from));
            root.Read(0, output.AsSpan(0, from));
            Assert.Equal(expected.AsSpan(0, from), output.AsSpan(0, from));
        }
    }

    private static void AssertFinishes(byte[] expected, byte[] input, Blake3Hasher hasher)
    {
        hasher.Update(input);
        byte[] output = new byte[expected.Length];
        hasher.Finish(output);
        Assert.Equal(expected, output);
        Assert.Equal(Hash256.FromBytes(expected), hasher.Finish());
    }
}
