using System.Diagnostics;
using CsCheck;
using Fleek.Core.Content;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace Fleek.Tests.Core.Content;

/// <summary>Against programs of others, and the paths against each other.</summary>
public sealed class Blake3DifferentialTests
{
    private static readonly byte[] _data = Lengths.RandomBytes(Lengths.Longest);

    public static TheoryData<string> LevelNames => Levels.Names;

    [Fact]
    public void BouncyCastle_agrees_at_every_boundary()
    {
        foreach (int length in Lengths.Boundaries)
            Assert.Equal(ByBouncyCastle(_data.AsSpan(0, length), null, 32), Convert.ToHexStringLower(Ours(length, 32)));
    }

    [Fact]
    public void BouncyCastle_agrees_on_random_bytes_keys_and_output_lengths() =>
        Gen.Select(Gen.Byte.Array[0, 9_000], Gen.Byte.Array[32], Gen.Int[1, 300]).Sample((data, key, length) =>
        {
            byte[] output = new byte[length];
            Blake3.Hash(data, output);
            Assert.Equal(ByBouncyCastle(data, null, length), Convert.ToHexStringLower(output));
            Blake3Hasher keyed = Blake3Hasher.Keyed(key);
            keyed.Update(data);
            keyed.Finish(output);
            Assert.Equal(ByBouncyCastle(data, key, length), Convert.ToHexStringLower(output));
        }, iter: 300, threads: 1);

    /// <summary>The reference program, through files of all boundary lengths in one call.</summary>
    [Fact]
    public void The_reference_program_agrees_at_every_boundary()
    {
        string program = Installable.Program("b3sum", "b3sum");
        string folder = Directory.CreateTempSubdirectory("fleek-blake3-").FullName;
        try
        {
            ProcessStartInfo start = new(program, ["--no-names"]) { RedirectStandardOutput = true };
            foreach (int length in Lengths.Boundaries)
            {
                string file = Path.Combine(folder, $"{length}.bin");
                File.WriteAllBytes(file, _data.AsSpan(0, length));
                start.ArgumentList.Add(file);
            }

            using Process process = Process.Start(start)!;
            string[] theirs = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            Assert.Equal(Lengths.Boundaries.Select(length => Blake3.Hash(_data.AsSpan(0, length)).ToString()), theirs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(LevelNames))]
    public void Each_path_gives_what_BouncyCastle_gives_at_every_boundary(string name)
    {
        Blake3Mode mode = Levels.Plain(Levels.Get(name));
        foreach (int length in Lengths.Boundaries.Where(length => length < 80 * 1024 || length % 1024 == 1))
            Assert.Equal(
                ByBouncyCastle(_data.AsSpan(0, length), null, 32),
                Blake3Subtree.RootHash(_data.AsSpan(0, length), mode).ToString());
    }

    /// <summary>
    /// Inside a tree chunks have numbers, which no one-shot hash of a few bytes brings near 2^32: there the lanes' low words carry.
    /// </summary>
    [Theory]
    [MemberData(nameof(LevelNames))]
    public void Each_path_gives_the_same_chaining_value_as_the_scalar_one_for_any_number_of_the_first_chunk(string name)
    {
        Blake3Mode mode = Levels.Plain(Levels.Get(name)), scalar = Levels.Plain(Blake3Level.Scalar);
        Gen<ulong> counter = Gen.OneOf(Gen.ULong[0, 300], Gen.ULong[(1UL << 32) - 20, (1UL << 32) + 20], Gen.ULong[0, 1UL << 54]);
        Gen.Select(counter, Gen.Int[1, 40 * 1024]).Sample(
            (first, length) => Assert.Equal(
                Blake3Subtree.ChainingValue(_data.AsSpan(0, length), first, scalar),
                Blake3Subtree.ChainingValue(_data.AsSpan(0, length), first, mode)),
            iter: 300, threads: 1);
    }

    private static byte[] Ours(int length, int outputLength)
    {
        byte[] output = new byte[outputLength];
        Blake3.Hash(_data.AsSpan(0, length), output);
        return output;
    }

    private static string ByBouncyCastle(ReadOnlySpan<byte> data, byte[]? key, int length)
    {
        Blake3Digest digest = new();
        digest.Init(key is null ? null : Blake3Parameters.Key(key));
        digest.BlockUpdate(data);
        byte[] output = new byte[length];
        digest.OutputFinal(output, 0, length);
        return Convert.ToHexStringLower(output);
    }
}
