using System.Text.Json;

namespace Fleek.Tests.Core;

/// <summary>Trees and proofs over blocks of 256 KiB that were made apart, from BLAKE3's definition.</summary>
internal static class ProofVectors
{
    public static IReadOnlyList<ProofVector> Read()
    {
        string path = DataFolder.File("blake3", "b3tree_256k_proof_vectors.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        return [.. file.RootElement.GetProperty("cases").EnumerateArray().Select(c => new ProofVector(
            c.GetProperty("input_len").GetInt32(),
            c.GetProperty("root").GetString()!,
            [.. Texts(c, "tree").Select(t => t!)],
            [.. c.GetProperty("leaf_index").EnumerateArray().Select(i => i.GetInt32())],
            [.. Texts(c, "proofs_start").Select(t => t!)],
            [.. Texts(c, "proofs_resume")]))];
    }

    private static IEnumerable<string?> Texts(JsonElement of, string name) =>
        of.GetProperty(name).EnumerateArray().Select(t => t.GetString());
}
