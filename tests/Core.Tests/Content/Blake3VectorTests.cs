using Fleek.Core.Content;

namespace Fleek.Tests.Core.Content;

public sealed class Blake3VectorTests
{
    [Fact]
    public void The_official_vectors_hold_in_all_modes()
    {
        Blake3Vectors vectors = Blake3Vectors.Load();
        Assert.NotEmpty(vectors.Cases);
        foreach (Blake3Vector one in vectors.Cases)
        {
            byte[] output = new byte[one.Hash.Length];
            Blake3.Hash(one.Input, output);
            Assert.Equal(one.Hash, output);
            Assert.Equal(Convert.ToHexStringLower(one.Hash.AsSpan(0, 32)), Blake3.Hash(one.Input).ToString());
            Assert.Equal(Convert.ToHexStringLower(one.KeyedHash.AsSpan(0, 32)), Blake3.KeyedHash(vectors.Key, one.Input).ToString());
            Blake3.DeriveKey(vectors.Context, one.Input, output);
            Assert.Equal(one.DerivedKey, output);
            Blake3Hasher hasher = Blake3Hasher.Keyed(vectors.Key);
            foreach (byte b in one.Input) hasher.Update([b]);
            hasher.Finish(output);
            Assert.Equal(one.KeyedHash, output);
        }
    }
}
