using System.Text.Json;

namespace Fleek.Tests.Core.Content;

/// <summary>The official test vectors of BLAKE3: inputs of the bytes 0, 1, .., 250, 0, .. and 131 bytes of output in each mode.</summary>
internal sealed record Blake3Vectors(byte[] Key, byte[] Context, IReadOnlyList<Blake3Vector> Cases)
{
    public static Blake3Vectors Load()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(DataFolder.File("blake3", "blake3_test_vectors.json")));
        JsonElement root = file.RootElement;
        Blake3Vector[] cases =
        [
            .. root.GetProperty("cases").EnumerateArray().Select(one => new Blake3Vector(
                Pattern(one.GetProperty("input_len").GetInt32()),
                Convert.FromHexString(one.GetProperty("hash").GetString()!),
                Convert.FromHexString(one.GetProperty("keyed_hash").GetString()!),
                Convert.FromHexString(one.GetProperty("derive_key").GetString()!))),
        ];
        return new Blake3Vectors(
            System.Text.Encoding.UTF8.GetBytes(root.GetProperty("key").GetString()!),
            System.Text.Encoding.UTF8.GetBytes(root.GetProperty("context_string").GetString()!),
            cases);
    }

    /// <summary>The vectors' input of a length.</summary>
    public static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte)(i % 251);
        return bytes;
    }
}
