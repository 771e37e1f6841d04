using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Storage.Contents;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Storage;

public sealed class DiskContentStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _scratch = new byte[ContentBlock.Bytes + GroupTree.MaxBytes];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Lengths =>
    [
        0, 1, 1024, 16 << 10, (16 << 10) + 1, ContentBlock.Bytes - 1, ContentBlock.Bytes, ContentBlock.Bytes + 1, 2 * ContentBlock.Bytes,
        (5 * ContentBlock.Bytes) + 12_345,
    ];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task What_was_added_is_read_and_proved_as_from_memory_before_and_after_a_restart(int length)
    {
        byte[] bytes = Bytes(length);
        MemoryContentStore memory = new();
        Hash256 expected = memory.Add(bytes);
        using (DiskContentStore store = DiskContentStore.Open(_folder.Path))
        {
            Assert.Equal(expected, await store.AddAsync(new MemoryStream(bytes), Cancel));
            Assert.Equal(Blake3.Hash(bytes), expected);
            RequireSame(memory, store, expected);
        }

        foreach (ContentCheck check in Enum.GetValues<ContentCheck>())
        {
            using DiskContentStore again = DiskContentStore.Open(_folder.Path, check);
            RequireSame(memory, again, expected);
            RequireSame(memory, again, expected);
            StoredContent about = Assert.Single(again.List());
            Assert.Equal((expected, length), (about.Content, about.Bytes));
            Assert.Equal(bytes, File.ReadAllBytes(about.DataPath));
            Assert.Null(again.FirstDamaged(expected, Cancel));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_not_read()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        Hash256 id = await store.AddAsync(new MemoryStream(Bytes(300_000)), Cancel);
        Assert.False(store.TryBlocks(default, out _));
        Assert.False(store.TryRead(default, 0, _scratch, out _));
        Assert.False(store.TryRead(id, 2, _scratch, out _));
        Assert.False(store.TryRead(id, -1, _scratch, out _));
        Assert.False(store.TryRead(id, 1L << 32, _scratch, out _));
    }

    [Theory]
    [InlineData(ContentCheck.EveryRead)]
    [InlineData(ContentCheck.FirstRead)]
    public async Task A_flipped_bit_on_disk_is_noticed_and_its_block_alone_is_not_given(ContentCheck check)
    {
        Hash256 id;
        string data;
        using (DiskContentStore store = DiskContentStore.Open(_folder.Path))
        {
            id = await store.AddAsync(new MemoryStream(Bytes(3 * ContentBlock.Bytes)), Cancel);
            data = store.List()[0].DataPath;
        }

        Flip(data, ContentBlock.Bytes + 77);
        using DiskContentStore damaged = DiskContentStore.Open(_folder.Path, check);
        List<DamagedBlock> told = [];
        damaged.BlockDamaged = told.Add;
        Assert.True(damaged.TryRead(id, 0, _scratch, out _));
        Assert.False(damaged.TryRead(id, 1, _scratch, out _));
        Assert.True(damaged.TryRead(id, 2, _scratch, out _));
        Assert.Equal([new DamagedBlock(id, 1)], told);
        Assert.Equal(1, damaged.FirstDamaged(id, Cancel));
    }

    [Fact]
    public async Task A_bit_that_flips_while_the_store_is_open_is_noticed_at_the_next_read()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        Hash256 id = await store.AddAsync(new MemoryStream(Bytes(2 * ContentBlock.Bytes)), Cancel);
        Assert.True(store.TryRead(id, 1, _scratch, out _));
        Flip(store.List()[0].DataPath, ContentBlock.Bytes);
        Assert.False(store.TryRead(id, 1, _scratch, out _));
        Flip(store.List()[0].DataPath, ContentBlock.Bytes);
        Assert.True(store.TryRead(id, 1, _scratch, out _));
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_refused_and_kills_nobody()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        Hash256 id = await store.AddAsync(new MemoryStream(Bytes(2 * ContentBlock.Bytes)), Cancel);
        Assert.True(store.TryRead(id, 1, _scratch, out _));
        string data = store.List()[0].DataPath;
        MakeWritable(data);
        using (FileStream file = new(data, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(ContentBlock.Bytes);
        Assert.False(store.TryRead(id, 1, _scratch, out _));
        Assert.False(store.TryRead(id, 0, _scratch, out _));
        using DiskContentStore again = DiskContentStore.Open(_folder.Path);
        Assert.Empty(again.List());
        Assert.Contains("262144 bytes, not 524288", Assert.Single(again.Damaged).Why, StringComparison.Ordinal);
    }

    /// <summary>Whatever a crash, or a hand, made of the two files: what is served is what the name says.</summary>
    [Fact]
    public async Task No_change_of_the_files_is_ever_served()
    {
        Hash256 id;
        using (DiskContentStore store = DiskContentStore.Open(_folder["good"]))
            id = await store.AddAsync(new MemoryStream(Bytes((2 * ContentBlock.Bytes) + 99)), Cancel);
        byte[] data = File.ReadAllBytes(_folder[$"good/{id}/data"]), tree = File.ReadAllBytes(_folder[$"good/{id}/tree"]);
        Gen.Select(Gen.Bool, Gen.Int[0, 3], Gen.Double[0, 1], Gen.Byte[1, 255]).Sample(
            (isTree, kind, where, by) =>
            {
                string folder = _folder[Guid.NewGuid().ToString("N")];
                Directory.CreateDirectory(Path.Combine(folder, id.ToString()));
                byte[] damagedTree = isTree ? Damage(tree, kind, where, by) : tree, damagedData = isTree ? data : Damage(data, kind, where, by);
                File.WriteAllBytes(Path.Combine(folder, id.ToString(), "data"), damagedData);
                File.WriteAllBytes(Path.Combine(folder, id.ToString(), "tree"), damagedTree);
                using DiskContentStore store = DiskContentStore.Open(folder);
                bool whole = store.TryBlocks(id, out long blocks);
                for (long block = 0; block < blocks; block++)
                {
                    if (!store.TryRead(id, block, _scratch, out StoredBlock stored)) whole = false;
                    else Assert.True(stored.Bytes.SequenceEqual(data.AsSpan((int)block * ContentBlock.Bytes, stored.Bytes.Length)));
                }

                Assert.False(whole);
                Directory.Delete(folder, recursive: true);
            },
            iter: 200, threads: 1, seed: "0000KOIlZQw4");
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_nothing()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        foreach (int length in (int[])[0, 1, ContentBlock.Bytes, (2 * ContentBlock.Bytes) + 5])
        {
            await Assert.ThrowsAsync<IOException>(() => store.AddAsync(new BreakingStream(Bytes(length)), Cancel));
            Assert.Empty(store.List());
            Assert.Empty(Directory.GetDirectories(_folder.Path));
        }
    }

    [Fact]
    public async Task What_a_crash_left_half_done_is_removed_and_never_listed()
    {
        string part = _folder["0123456789abcdef0123456789abcdef.part"];
        Directory.CreateDirectory(part);
        File.WriteAllBytes(Path.Combine(part, "data"), Bytes(1000));
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        Assert.Empty(store.List());
        Assert.Empty(store.Damaged);
        Assert.False(Directory.Exists(part));
        await store.AddAsync(new MemoryStream(Bytes(5)), Cancel);
    }

    [Fact]
    public async Task A_killed_process_leaves_whole_contents_or_none()
    {
        using (ChildTest child = new($"{typeof(DiskContentStoreTests).FullName}.{nameof(Adds_until_it_is_killed)}", (FolderVariable, _folder.Path)))
        {
            bool grew = SpinWait.SpinUntil(() => child.HasEnded || Directory.GetDirectories(_folder.Path).Length >= 20, TimeSpan.FromSeconds(60));
            Assert.True(grew && !child.HasEnded);
            child.Kill();
        }

        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        Assert.Empty(store.Damaged);
        Assert.InRange(store.List().Count, 19, 100_000);
        Assert.All(store.List(), about => Assert.Null(store.FirstDamaged(about.Content, Cancel)));
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.part"));
        await store.AddAsync(new MemoryStream(Bytes(5)), Cancel);
    }

    private const string FolderVariable = "FLEEK_TEST_STORE_FOLDER";

    [Fact(Explicit = true)]
    public async Task Adds_until_it_is_killed()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("run by another test");
        using DiskContentStore store = DiskContentStore.Open(folder);
        for (int i = 0; i < 2000; i++) await store.AddAsync(new MemoryStream(Bytes(100_000 + (i * 1001))), Cancel);
    }

    [Fact]
    public async Task A_full_disk_adds_nothing_and_says_so()
    {
        using TinyDisk disk = new(512);
        using DiskContentStore store = DiskContentStore.Open(Path.Combine(disk.Path, "store"));
        Hash256 small = await store.AddAsync(new MemoryStream(Bytes(1000)), Cancel);
        await Assert.ThrowsAsync<IOException>(() => store.AddAsync(new MemoryStream(Bytes(1 << 20)), Cancel));
        Assert.Equal(small, Assert.Single(store.List()).Content);
        await store.AddAsync(new MemoryStream(Bytes(100_000)), Cancel);
        Assert.Equal(2, store.List().Count);
    }

    [Fact]
    public async Task Removing_takes_a_content_away_and_what_was_read_stays_good()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        byte[] bytes = Bytes(100_000);
        Hash256 id = await store.AddAsync(new MemoryStream(bytes), Cancel);
        Hash256 other = await store.AddAsync(new MemoryStream(Bytes(5)), Cancel);
        Assert.Equal(id, await store.AddAsync(new MemoryStream(bytes), Cancel)); // twice is once
        RemoveWhileRead(store, id, bytes);
        Assert.False(store.Remove(id));
        Assert.False(store.TryBlocks(id, out _));
        Assert.False(Directory.Exists(_folder[id.ToString()]));
        Assert.Equal(other, Assert.Single(store.List()).Content);
    }

    [Fact]
    public async Task A_second_process_reads_and_does_not_disturb_who_adds()
    {
        using DiskContentStore store = DiskContentStore.Open(_folder.Path);
        TaskCompletionSource<bool> finish = new();
        Task<Hash256> adding = store.AddAsync(new WaitingStream(finish.Task), Cancel);
        using (DiskContentStore reader = DiskContentStore.Open(_folder.Path))
        {
            Assert.Single(Directory.GetDirectories(_folder.Path, "*.part"));
            await Assert.ThrowsAsync<IOException>(() => reader.AddAsync(new MemoryStream(Bytes(5)), Cancel));
        }

        finish.SetResult(true);
        Assert.Equal(Blake3.Hash([]), await adding);
    }

    [Fact]
    public async Task Adding_a_damaged_content_again_cures_it()
    {
        byte[] bytes = Bytes(ContentBlock.Bytes + 1);
        Hash256 id;
        using (DiskContentStore store = DiskContentStore.Open(_folder.Path)) id = await store.AddAsync(new MemoryStream(bytes), Cancel);
        File.Delete(_folder[$"{id}/tree"]);
        Directory.CreateDirectory(_folder["notes"]);
        using DiskContentStore damaged = DiskContentStore.Open(_folder.Path);
        Assert.Equal([id.ToString(), "notes"], damaged.Damaged.Select(each => each.Name).Order(StringComparer.Ordinal));
        Assert.Equal(id, await damaged.AddAsync(new MemoryStream(bytes), Cancel));
        Assert.Equal("notes", Assert.Single(damaged.Damaged).Name);
        Assert.Null(damaged.FirstDamaged(id, Cancel));
    }

    private void RemoveWhileRead(DiskContentStore store, Hash256 id, byte[] bytes)
    {
        Assert.True(store.TryRead(id, 0, _scratch, out StoredBlock read));
        Assert.True(store.Remove(id));
        Assert.True(read.Bytes.SequenceEqual(bytes));
    }

    private void RequireSame(MemoryContentStore expected, DiskContentStore store, Hash256 id)
    {
        Assert.True(expected.TryBlocks(id, out long blocks));
        Assert.True(store.TryBlocks(id, out long there));
        Assert.Equal(blocks, there);
        byte[] proof = new byte[SliceProof.MaxBytes], other = new byte[SliceProof.MaxBytes];
        for (long block = 0; block < blocks; block++)
        {
            Assert.True(expected.TryRead(id, block, [], out StoredBlock wanted));
            Assert.True(store.TryRead(id, block, _scratch, out StoredBlock came));
            Assert.True(wanted.Bytes.SequenceEqual(came.Bytes));
            Assert.True(wanted.Groups.SequenceEqual(came.Groups));
            bool resumes = block % 2 == 1;
            int length = expected.Prove(id, block, resumes, proof);
            Assert.Equal(proof[..length], other[..store.Prove(id, block, resumes, other)]);
        }
    }

    private static byte[] Damage(byte[] good, int kind, double where, byte by)
    {
        int at = (int)(where * (good.Length - 1));
        return kind switch
        {
            0 => [.. good[..at], (byte)(good[at] ^ by), .. good[(at + 1)..]],
            1 => good[..at],
            2 => [.. good[..at], .. new byte[good.Length - at - 1], 1],
            _ => [.. good, by],
        };
    }

    private static void Flip(string path, long offset)
    {
        MakeWritable(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = offset;
        int value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 4));
    }

    private static void MakeWritable(string path)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives its bytes, and then fails.</summary>
    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and int read ? read : throw new IOException("the source broke off");
    }

    /// <summary>Ends when it is told to.</summary>
    private sealed class WaitingStream(Task until) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await until.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
