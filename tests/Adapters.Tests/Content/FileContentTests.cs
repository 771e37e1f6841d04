using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Tests.Adapters.Content;

public sealed class FileContentTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ContentBlock.Bytes - 1)]
    [InlineData(ContentBlock.Bytes)]
    [InlineData(ContentBlock.Bytes + 1)]
    [InlineData((3 * ContentBlock.Bytes) + 70_000)]
    public void A_file_is_named_by_its_hash_and_read_block_by_block(int length)
    {
        byte[] bytes = Write(length);
        using FileContent content = FileContent.Open(_path);
        Assert.Equal(Blake3.Hash(bytes), content.Tree.Root);
        Assert.True(content.TryBlocks(content.Tree.Root, out long blocks));
        Assert.Equal(Math.Max(1, (length + ContentBlock.Bytes - 1) / ContentBlock.Bytes), blocks);
        Assert.False(content.TryBlocks(default, out _));
        List<byte> read = [];
        byte[] block = new byte[ContentBlock.Bytes], groups = new byte[GroupTree.MaxBytes];
        Span<Hash256> hashes = stackalloc Hash256[GroupTree.MaxGroups];
        for (int i = 0; i < blocks; i++)
        {
            BlockLengths lengths = content.Read(i, block, groups);
            read.AddRange(block.AsSpan(0, lengths.Block));
            Assert.True(GroupTree.TryRead(groups.AsSpan(0, lengths.Groups), lengths.Block, content.Tree.Leaf(i), blocks == 1, hashes));
        }

        Assert.Equal(bytes, read);
    }

    [Fact]
    public void A_file_that_is_changed_cut_or_lengthened_is_refused_by_name()
    {
        foreach (Action<FileStream> change in (Action<FileStream>[])[
            file => { file.Position = ContentBlock.Bytes + 5; file.WriteByte(0xAA); },
            file => file.SetLength(file.Length - 1),
            file => file.SetLength(file.Length + 1)])
        {
            byte[] bytes = Write(2 * ContentBlock.Bytes);
            bytes[ContentBlock.Bytes + 5] = 0x55;
            File.WriteAllBytes(_path, bytes);
            using FileContent content = FileContent.Open(_path);
            byte[] block = new byte[ContentBlock.Bytes], groups = new byte[GroupTree.MaxBytes];
            content.Read(1, block, groups);
            using (FileStream file = new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) change(file);
            InputFileException refused = Assert.Throws<InputFileException>(() => content.Read(1, block, groups));
            Assert.Equal(_path, refused.File);
            Assert.Contains("changed while it was read", refused.Message);
        }
    }

    [Fact]
    public void A_file_that_shrinks_or_grows_while_it_is_hashed_is_refused_by_name()
    {
        foreach (int more in (int[])[-1, 1])
        {
            Write(3 * ContentBlock.Bytes);
            InputFileException refused = Assert.Throws<InputFileException>(() => FileContent.Open(_path, (hashed, length) =>
            {
                if (hashed != ContentBlock.Bytes) return;
                using FileStream file = new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(length + more);
            }));
            Assert.Equal(_path, refused.File);
        }
    }

    [Fact]
    public void Hashing_a_file_can_be_stopped()
    {
        Write(3 * ContentBlock.Bytes);
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => FileContent.Open(_path, (_, _) => stop.Cancel(), stop.Token));
    }

    public void Dispose() => File.Delete(_path);

    private byte[] Write(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(_path, bytes);
        return bytes;
    }
}
