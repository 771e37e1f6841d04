using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.World.Exchange;

namespace Fleek.Tests.World;

public sealed class ExchangeRunTests
{
    private static readonly Credits Price = new(1_000_000_000);

    /// <summary>Frames of a chunk, a payment and a key are read, checked, ciphered and hashed in buffers that are used again.</summary>
    [Theory]
    [InlineData(ExchangeMode.Encrypted, TicketKind.HashChain)]
    [InlineData(ExchangeMode.Encrypted, TicketKind.Signed)]
    [InlineData(ExchangeMode.PayAfter, TicketKind.HashChain)]
    [InlineData(ExchangeMode.PayBefore, TicketKind.HashChain)]
    public void A_chunk_allocates_nothing(ExchangeMode mode, TicketKind tickets)
    {
        // Longer than a chain of 256 tickets between two marks, so that rolling on to the next one counts too.
        const int first = 400, step = 600, marks = 5;
        Marks seen = new(first, step, marks);
        using SameBlocks content = new(first + (step * marks) + 1);
        ExchangeReport report = Run(content, new ExchangeTerms(Price) { Mode = mode, Tickets = tickets }, seen);
        Assert.True(report.IsWhole);
        Assert.Equal(0, seen.Least);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 0)]
    [InlineData(0, 1_000_000_000)]
    [InlineData(20, 1_000_000_000)]
    public void A_strict_exchange_takes_what_the_link_takes(int delayMs, long bitsPerSecond)
    {
        const int chunks = 10;
        using SameBlocks content = new(chunks);
        ExchangeReport report = Run(content, new ExchangeTerms(Price)
        {
            Window = 1,
            Delay = Duration.FromMilliseconds(delayMs),
            BitsPerSecond = bitsPerSecond,
        });
        // Up: HELLO, then ANCHOR with REQUEST, then a PAY for each chunk; each is answered, and the last answer is a key. A chunk leaves
        // with the payment before it, ahead of its key.
        double roundTrips = 2 + chunks, least = 2e-3 * delayMs * roundTrips;
        Assert.True(report.IsWhole);
        if (bitsPerSecond == 0)
        {
            Assert.Equal(least, report.LinkTime.Seconds, 12);
            return;
        }

        // On the rate, all frames but those of CLOSE lie one behind the other.
        double most = least + ((report.WireBytesDown + report.WireBytesUp) * 8.0 / bitsPerSecond);
        double chunkBits = chunks * (double)ContentBlock.Bytes * 8;
        Assert.InRange(report.LinkTime.Seconds, least + (chunkBits / bitsPerSecond), most);
    }

    [Fact]
    public void A_lost_frame_comes_a_timeout_later_and_in_order()
    {
        using SameBlocks content = new(200);
        ExchangeTerms clean = new(Price) { Delay = Duration.FromMilliseconds(10), LinkSeed = 3 };
        ExchangeReport without = Run(content, clean), with = Run(content, clean with { Loss = 0.02 });
        Assert.Equal(0, without.Retransmissions);
        Assert.True(with.IsWhole && with.Retransmissions > 0);
        // No more than each loss's timeout, which doubles where one frame is lost again and again.
        Assert.InRange((with.LinkTime - without.LinkTime).Seconds, 0.2, 0.2 * 4 * with.Retransmissions);
        Assert.Equal(with, Run(content, clean with { Loss = 0.02 }));
    }

    [Fact]
    public void Payments_are_made_in_batches_where_the_window_is_large()
    {
        using SameBlocks content = new(512);
        ExchangeReport report = Run(content, new ExchangeTerms(Price) { Window = 64 });
        Assert.InRange(report.Payments, 512 / 64, 512 / 12);
    }

    /// <summary>The wrong block is shown to the ledger (D2), and the keys that the client was still to get are asked for there (D1).</summary>
    [Theory]
    [InlineData(1, TicketKind.HashChain)]
    [InlineData(4, TicketKind.HashChain)]
    [InlineData(32, TicketKind.HashChain)]
    [InlineData(1, TicketKind.Signed)]
    [InlineData(4, TicketKind.Signed)]
    public void A_node_that_lies_about_a_block_is_slashed_and_paid_only_for_what_came(int window, TicketKind tickets)
    {
        using SameBlocks content = new(99);
        ExchangeTerms terms = new(Price)
        {
            Window = window, Fault = ExchangeFault.FlippedBlock, Tickets = tickets, Delay = Duration.FromMilliseconds(5),
        };
        ExchangeReport report = Run(content, terms);
        Assert.False(report.IsWhole);
        Assert.Equal((ClientFault.WrongPlaintext, 49L), (report.Fault, report.Chunks));
        Assert.InRange(report.OwedChunks, 1, window);
        Assert.Equal(report.PaidChunks, report.Chunks + report.OwedChunks);
        Assert.Equal(report.OwedChunks, report.RefundedChunks);
        // The wrong block itself was redeemed, and comes back from the stake.
        Assert.Equal(report.Chunks + 1, report.Settlement.SettledChunks);
        Assert.Equal((Price * 10, Price), (report.Settlement.Slashed, report.Settlement.Refunded));
        Assert.Equal(report.Settlement.Deposited - (Price * report.Chunks), report.Settlement.Left);
        Assert.Equal(report.Settlement.Deposited, report.Settlement.Left + report.Settlement.Earned - report.Settlement.Refunded);
    }

    [Theory]
    [InlineData(ExchangeFault.FlippedFrame, ClientFault.BadHeaders, 1)]
    [InlineData(ExchangeFault.FlippedFrame, ClientFault.BadHeaders, 4)]
    [InlineData(ExchangeFault.TruncatedBlock, ClientFault.WrongLength, 1)]
    [InlineData(ExchangeFault.TruncatedBlock, ClientFault.WrongLength, 4)]
    public void A_client_that_stops_still_gets_all_that_it_paid(ExchangeFault fault, ClientFault caught, int window)
    {
        using SameBlocks content = new(20);
        ExchangeTerms terms = new(Price) { Window = window, Fault = fault, Delay = Duration.FromMilliseconds(5) };
        ExchangeReport report = Run(content, terms);
        Assert.Equal((caught, 0L), (report.Fault, report.OwedChunks));
        Assert.InRange(report.Chunks, 10 - window, 10);
        Assert.Equal((report.Chunks, report.Chunks), (report.PaidChunks, report.Settlement.SettledChunks));
    }

    [Theory]
    [InlineData(ExchangeFault.WrongContent, RefuseReason.UnknownContent)]
    [InlineData(ExchangeFault.ExpiredGrant, RefuseReason.GrantExpired)]
    [InlineData(ExchangeFault.WrongChain, RefuseReason.WrongChain)]
    [InlineData(ExchangeFault.DearPrice, RefuseReason.PriceAboveGrant)]
    public void What_the_node_can_know_at_once_costs_nothing(ExchangeFault fault, RefuseReason reason)
    {
        using SameBlocks content = new(3);
        ExchangeReport report = Run(content, new ExchangeTerms(Price) { Fault = fault });
        Assert.Equal((reason, 0L, 0L, 0L), (report.Refusal, report.Chunks, report.PaidChunks, report.Settlement.SettledChunks));
        Assert.Equal(report.Settlement.Deposited, report.Settlement.Left);
        Assert.Equal(fault == ExchangeFault.WrongContent ? 2 : 1, report.FramesDown);
    }

    private static ExchangeReport Run(SameBlocks content, ExchangeTerms terms, IExchangeObserver? observer = null)
    {
        using Ed25519Signer payer = Signer(1), device = Signer(2), node = Signer(3);
        ExchangeParties parties = new(
            payer, device, node, new Ed25519Verifier(), Blake3.Hash("secret"u8), new KeyedRandomBytes(1, 1, 0), new KeyedRandomBytes(1, 2, 0));
        return new ExchangeRun(terms, parties, content, observer ?? content).Run(CancellationToken.None);
    }

    private static Ed25519Signer Signer(byte seed)
    {
        byte[] bytes = new byte[Ed25519Signer.SeedBytes];
        bytes[0] = seed;
        return new Ed25519Signer(bytes);
    }

    /// <summary>Content of equal blocks, as many as one likes, in the memory of one.</summary>
    private sealed class SameBlocks : IBlockSource, IExchangeObserver, IDisposable
    {
        private readonly byte[] _block = new byte[ContentBlock.Bytes];

        public SameBlocks(int blocks)
        {
            new KeyedRandomBytes(7, 7, 0).Fill(_block);
            ContentTreeBuilder builder = new(blocks);
            for (int i = 0; i < blocks; i++) builder.Add(_block);
            Tree = builder.Finish();
        }

        public ContentTree Tree { get; }

        public bool TryBlocks(in Hash256 content, out long blocks)
        {
            blocks = content == Tree.Root ? Tree.Blocks : 0;
            return blocks > 0;
        }

        public BlockLengths Read(int block, Span<byte> bytes, Span<byte> groups)
        {
            _block.CopyTo(bytes);
            return new BlockLengths(_block.Length, GroupTree.Write(_block, block, Tree.Blocks == 1, groups, out _));
        }

        public void Deliver(long number, ReadOnlySpan<byte> block) => Assert.True(block.SequenceEqual(_block));

        public void Dispose() => Array.Clear(_block);
    }

    /// <summary>What this thread has allocated at certain chunks.</summary>
    private sealed class Marks(int first, int step, int count) : IExchangeObserver
    {
        private readonly long[] _bytes = new long[count];
        private int _seen;

        /// <summary>Of all steps, the least: the runtime itself allocates now and then.</summary>
        public long Least => Enumerable.Range(1, count - 1).Min(i => _bytes[i] - _bytes[i - 1]);

        public void Deliver(long number, ReadOnlySpan<byte> block)
        {
            if (_seen < count && number == first + ((long)step * _seen)) _bytes[_seen++] = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
