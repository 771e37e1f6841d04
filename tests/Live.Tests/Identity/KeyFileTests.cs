using System.Runtime.Versioning;
using Fleek.Sim.Live.Identity;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Identity;

[UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();

    private string Path => _folder["keys/node.key"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_made_on_first_use_and_stays_the_same()
    {
        using IdentityKey made = IdentityKey.OpenOrCreate(Path);
        using IdentityKey read = IdentityKey.OpenOrCreate(Path);
        using IdentityKey other = IdentityKey.OpenOrCreate(_folder["keys/other.key"]);
        Assert.Equal(made.Key, read.Key);
        Assert.NotEqual(made.Key, other.Key);
        Assert.Equal(made.Sign("text"u8), read.Sign("text"u8));
    }

    [Fact]
    public void Only_the_owner_may_use_the_file_and_its_folder()
    {
        using IdentityKey key = IdentityKey.OpenOrCreate(Path);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["keys"]));
        Assert.Equal(["node.key"], Directory.GetFiles(_folder["keys"]).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void Text_of_a_key_is_its_public_half()
    {
        using IdentityKey key = IdentityKey.OpenOrCreate(Path);
        string secret = Convert.ToHexStringLower(File.ReadAllBytes(Path).AsSpan(8, 32));
        Assert.Equal(key.Key.ToString(), key.ToString());
        Assert.DoesNotContain(secret, key.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    [InlineData(UnixFileMode.SetUser)]
    public void A_file_that_others_may_use_is_refused(UnixFileMode besides)
    {
        using (IdentityKey.OpenOrCreate(Path))
            File.SetUnixFileMode(Path, OwnerOnly | besides);
        Assert.Equal(KeyFileProblem.OpenToOthers, Refused());
        File.SetUnixFileMode(Path, OwnerOnly);
        IdentityKey.OpenOrCreate(Path).Dispose();
    }

    [Fact]
    public void A_folder_that_others_may_write_to_is_refused()
    {
        IdentityKey.OpenOrCreate(Path).Dispose();
        File.SetUnixFileMode(_folder["keys"], (UnixFileMode)0b111_010_000);
        Assert.Equal(KeyFileProblem.FolderOpenToOthers, Refused());
    }

    [Fact]
    public void Links_pipes_folders_and_devices_are_refused_at_once()
    {
        IdentityKey.OpenOrCreate(_folder["keys/real.key"]).Dispose();
        File.CreateSymbolicLink(Path, _folder["keys/real.key"]);
        Assert.Equal(KeyFileProblem.NotARegularFile, Refused());
        File.Delete(Path);
        File.CreateSymbolicLink(Path, _folder["nothing"]);
        Assert.Equal(KeyFileProblem.NotARegularFile, Refused());
        File.Delete(Path);
        Directory.CreateDirectory(Path);
        Assert.Equal(KeyFileProblem.NotARegularFile, Refused());
        Directory.Delete(Path);
        Assert.Equal(KeyFileProblem.NotARegularFile, Assert.Throws<KeyFileException>(() => IdentityKey.OpenOrCreate("/dev/zero")).Problem);
        using System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", [Path]);
        made.WaitForExit();
        Assert.Equal(KeyFileProblem.NotARegularFile, Refused());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SecretFile.FileBytes - 1)]
    [InlineData(SecretFile.FileBytes + 1)]
    public void A_file_of_another_length_is_refused(int length)
    {
        IdentityKey.OpenOrCreate(Path).Dispose();
        using (FileStream file = File.OpenWrite(Path)) file.SetLength(length);
        Assert.Equal(KeyFileProblem.WrongLength, Refused());
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused()
    {
        IdentityKey.OpenOrCreate(Path).Dispose();
        byte[] good = File.ReadAllBytes(Path);
        for (int bit = 0; bit < 8 * good.Length; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, bad);
            Assert.Equal(bit < 64 ? KeyFileProblem.WrongKind : KeyFileProblem.WrongChecksum, Refused());
        }
    }

    [Fact]
    public void A_secret_of_one_kind_is_not_taken_for_another()
    {
        byte[] secret = new byte[SecretFile.SecretBytes];
        SecretFile.OpenOrCreate(Path, SecretKind.ChunkKeys, secret);
        byte[] again = new byte[SecretFile.SecretBytes];
        SecretFile.OpenOrCreate(Path, SecretKind.ChunkKeys, again);
        Assert.Equal(secret, again);
        Assert.True(secret.AsSpan().ContainsAnyExcept((byte)0));
        Assert.Equal(KeyFileProblem.WrongKind, Refused());
    }

    [Fact]
    public void Where_none_can_be_made_it_says_so()
    {
        File.WriteAllText(_folder["keys"], "a file where the folder should be");
        Assert.Equal(KeyFileProblem.CannotCreate, Refused());
    }

    [Fact]
    public void What_a_writer_left_that_died_is_no_key()
    {
        Directory.CreateDirectory(_folder["keys"]);
        File.WriteAllBytes($"{Path}.{Guid.NewGuid():N}.part", new byte[20]);
        IdentityKey.OpenOrCreate(Path).Dispose();
        Assert.Equal(SecretFile.FileBytes, new FileInfo(Path).Length);
    }

    [Fact]
    public async Task Many_who_make_it_at_once_have_the_same_key()
    {
        using Barrier start = new(8);
        Task<string>[] makers =
        [
            .. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(TestContext.Current.CancellationToken);
                    using IdentityKey key = IdentityKey.OpenOrCreate(Path);
                    return key.ToString();
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        Assert.Single((await Task.WhenAll(makers)).Distinct());
        Assert.Single(Directory.GetFiles(_folder["keys"]));
    }

    private KeyFileProblem Refused()
    {
        KeyFileException refused = Assert.Throws<KeyFileException>(() => IdentityKey.OpenOrCreate(Path));
        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
        return refused.Problem;
    }
}
