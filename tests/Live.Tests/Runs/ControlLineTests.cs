using System.IO.Pipelines;
using System.Text;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Tests.Live.Runs;

/// <summary>What a conductor and its roles say to each other.</summary>
public sealed class ControlLineTests
{
    private static readonly LiveTerms Terms = new("a", "scenarios: {a: {nodes: 1}}", 7, "00ff", [new Fleek.Sim.Live.Runs.LiveUser(0, [new LiveLane(3, 5, 6, 1)])]);

    public static TheoryData<ControlMessage> Messages =>
    [
        new BeLedger(Terms with { ServesMetrics = true }, 1, "folder", "127.0.0.1:0", "127.0.0.1:1") { Audit = "Host=a" },
        new BeNodes(Terms, [1, 2], "folder", new Dictionary<int, string> { [1] = "127.0.0.1:0", [2] = "127.0.0.1:0" }),
        new BeUsers(Terms, [0]),
        new Introduced(12, "host", "build", "aa", new Dictionary<int, string> { [3] = "bb" }) { Address = "127.0.0.1:1", RaftAddress = "127.0.0.1:2" },
        new Start([new Peer("aa", "127.0.0.1:1") { RaftAddress = "127.0.0.1:2" }], ["aa"], ["bb"], new Dictionary<int, Peer> { [3] = new("cc", "127.0.0.1:3") })
        {
            Content = new ContentName("dd", 64),
        },
        new Started(new Dictionary<int, string> { [3] = "127.0.0.1:3" }) { Content = new ContentName("dd", 64), Metrics = "http://127.0.0.1:4/metrics" },
        new Begin(), new Drain(), new Leave(), new Failed("a problem", "a help"),
        new Ticked(new LiveCounters { ServedBytes = 1, Receipts = 3, Pending = 4, Commits = 5, Frozen = 6, Errors = 7, FirstBytes = [8, 9] }),
        new UsersDone([new UserEnd(0, [new UserLaneEnd(3, "ee", 9, 90, 900, 0, "Frozen", null)], 1.5, [2.5])], new ProcessUse(1, 2.5, 3)),
        new NodesDone(
            [new NodeEnd(3, [new NodeLaneEnd("ff", "ee", 900, true)], 4, 5, 6, 7, 8, 9, new Dictionary<string, long> { ["Broken"] = 1 }, 0, true)],
            new ProcessUse(1, 2.5, 3)),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Every_message_arrives_as_it_was_said(ControlMessage message)
    {
        Pipe pipe = new();
        await using ControlLine line = new(pipe.Reader.AsStream(), pipe.Writer.AsStream());
        await line.SendAsync(message, TestContext.Current.CancellationToken);
        await line.SendAsync(new Leave(), TestContext.Current.CancellationToken);
        ControlMessage? read = await line.ReceiveAsync(TestContext.Current.CancellationToken);
        Assert.Equivalent(message, read, strict: true);
        Assert.IsType(message.GetType(), read);
        Assert.IsType<Leave>(await line.ReceiveAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("hello")]
    [InlineData("{\"$type\":\"be-somebody\"}")]
    [InlineData("{\"$type\":\"failed\",\"Problem\":null}")]
    [InlineData("{\"$type\":\"failed\"}")]
    [InlineData("{\"$type\":\"leave\",\"Soon\":true}")]
    [InlineData("{\"$type\":\"be-nodes\",\"Nodes\":\"all\"}")]
    public async Task A_line_that_is_no_message_is_refused(string text)
    {
        await using ControlLine line = new(new MemoryStream(Encoding.UTF8.GetBytes(text + "\n")), Stream.Null);
        ControlException problem = await Assert.ThrowsAsync<ControlException>(() => line.ReceiveAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("a line that", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_end_is_given_up_before_it_fills_the_memory()
    {
        await using ControlLine line = new(new EndlessLine(), Stream.Null);
        ControlException problem = await Assert.ThrowsAsync<ControlException>(() => line.ReceiveAsync(TestContext.Current.CancellationToken));
        Assert.Contains("more than", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_side_may_go_in_the_middle_of_a_line()
    {
        await using ControlLine line = new(new MemoryStream("{\"$type\":\"lea"u8.ToArray()), Stream.Null);
        Assert.Null(await line.ReceiveAsync(TestContext.Current.CancellationToken));
    }

    private sealed class EndlessLine : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
