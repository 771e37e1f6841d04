using Fleek.Core.Routing;
using Fleek.Core.Routing.Graph;

namespace Core.Tests.Routing.Graph;

public sealed class PathCleanerTests
{
    [Theory]
    [InlineData("1 2 3", "1 2 3", PathFault.None)]
    [InlineData("1 1 2 2 2 3", "1 2 3", PathFault.None)]
    [InlineData("1 6695 2", "1 2", PathFault.None)]
    [InlineData("1 6695 1 2", "1 2", PathFault.None)]
    [InlineData("1 2 1", null, PathFault.Loop)]
    [InlineData("1 0 2", null, PathFault.Reserved)]
    [InlineData("1 23456 2", null, PathFault.Reserved)]
    [InlineData("1 64512 2", null, PathFault.Reserved)]
    [InlineData("1 65535 2", null, PathFault.Reserved)]
    [InlineData("1 65551 2", null, PathFault.Reserved)]
    [InlineData("1 65552 2", "1 65552 2", PathFault.None)]
    [InlineData("1 64495 2", "1 64495 2", PathFault.None)]
    [InlineData("1 4200000000", null, PathFault.Reserved)]
    [InlineData("6695", null, PathFault.Empty)]
    public void A_path_is_cleaned_or_its_fault_is_named(string path, string? clean, PathFault fault)
    {
        PathCleaner cleaner = new([6695]);
        Assert.Equal(fault, cleaner.Clean(Path(AsSegmentKind.Sequence, path)));
        if (clean is not null) Assert.Equal(clean, string.Join(' ', cleaner.Path.ToArray()));
    }

    [Fact]
    public void Sets_have_no_order_and_an_endless_path_is_a_loop()
    {
        PathCleaner cleaner = new();
        Assert.Equal(PathFault.Set, cleaner.Clean(Path(AsSegmentKind.Set, "1 2")));
        Assert.Equal(PathFault.Empty, cleaner.Clean(default));
        Assert.Equal(PathFault.None, cleaner.Clean(Path(AsSegmentKind.Sequence, string.Join(' ', Enumerable.Range(1, 255)))));
        byte[] two = [.. Path(AsSegmentKind.Sequence, string.Join(' ', Enumerable.Range(1, 255))).Bytes, .. Path(AsSegmentKind.Sequence, "1000").Bytes];
        Assert.Equal(PathFault.Loop, cleaner.Clean(new AsPath(two, AsPath.WideBytes)));
    }

    [Fact]
    public void A_path_is_kept_once()
    {
        PathSet paths = new();
        Random random = new(1);
        List<uint[]> kept = [];
        for (int i = 0; i < 2_000; i++)
        {
            uint[] path = [.. Enumerable.Range(0, random.Next(4)).Select(_ => (uint)random.Next(6))];
            int expected = kept.FindIndex(other => other.SequenceEqual(path));
            if (expected < 0) kept.Add(path);
            Assert.Equal(expected < 0 ? kept.Count - 1 : expected, paths.Add(path));
        }

        Assert.Equal(kept.Count, paths.Count);
        for (int i = 0; i < kept.Count; i++) Assert.Equal(kept[i], paths[i].ToArray());
    }

    private static AsPath Path(AsSegmentKind kind, string numbers)
    {
        uint[] path = [.. numbers.Split(' ').Select(uint.Parse)];
        byte[] bytes = [(byte)kind, (byte)path.Length, .. path.SelectMany(asn => BitConverter.GetBytes(asn).Reverse())];
        return new AsPath(bytes, AsPath.WideBytes);
    }
}
