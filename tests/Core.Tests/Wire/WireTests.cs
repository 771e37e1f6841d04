using System.Runtime.CompilerServices;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class WireTests
{
    private const long Chunk = 256 * 1024;

    [Fact]
    public void Messages_inputs_and_effects_fit_a_cache_line()
    {
        Assert.InRange(Unsafe.SizeOf<Message>(), 1, 64);
        Assert.InRange(Unsafe.SizeOf<Input>(), 1, 64);
        Assert.InRange(Unsafe.SizeOf<Effect>(), 1, 64);
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<Input>());
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<Effect>());
    }

    [Fact]
    public void An_input_gives_back_what_it_was_made_of()
    {
        Message message = new(MessageKind.Pay, RefuseReason.BadTicket, new(7), new(9), long.MaxValue, new(-3));
        LedgerEntry entry = new(long.MaxValue, new(8), new(10), new(11), new(12));
        Assert.Equal((InputKind.Message, message), (Input.From(message).Kind, Input.From(message).Message));
        Assert.Equal((InputKind.LedgerEntry, entry), (Input.From(entry).Kind, Input.From(entry).Entry));
        Assert.Equal((InputKind.WakeUp, 5), (Input.WakeUp(new(5)).Kind, Input.WakeUp(new(5)).Message.User.Value));
        Input hint = Input.Hint(new(1), new(2), new(3));
        Assert.Equal((InputKind.Hint, 1, 2, 3L), (hint.Kind, hint.Message.User.Value, hint.Message.Node.Value,
            hint.Message.Amount.Units));
        Input demand = Input.Demand(new(1), new(2), 3);
        Assert.Equal((InputKind.Demand, 1, 2, 3L), (demand.Kind, demand.Message.User.Value, demand.Message.Node.Value,
            demand.Message.Number));
        Input opened = Input.AccountOpened(new(1), new(-3));
        Assert.Equal((InputKind.AccountOpened, 1, -3L), (opened.Kind, opened.Message.User.Value, opened.Message.Amount.Units));
        Assert.Equal((InputKind.Finish, 1), (Input.Finish(new(1)).Kind, Input.Finish(new(1)).Message.User.Value));
    }

    [Fact]
    public void A_ticket_and_a_key_are_forty_bytes_behind_a_header_of_eight()
    {
        Assert.Equal(48, WireSize.Of(MessageKind.Pay, Chunk));
        Assert.Equal(48, WireSize.Of(MessageKind.Key, Chunk));
    }

    /// <summary>Header 8, unit 8, block 8, length 4, commitment 32, flag 1, signature 64, two lengths 4, 15 inner nodes of two hashes.</summary>
    [Fact]
    public void A_chunk_carries_its_bytes_and_little_else()
    {
        Assert.Equal(Chunk + 129 + (15 * 64), WireSize.Of(MessageKind.Chunk, Chunk));
        Assert.InRange(WireSize.Of(MessageKind.Chunk, Chunk) - Chunk, 1, 0.006 * Chunk);
        foreach (long bytes in (long[])[1, 1000, 16 * 1024, (16 * 1024) + 1, 100_000, 1 << 20])
        {
            long overhead = WireSize.Of(MessageKind.Chunk, bytes) - bytes;
            Assert.Equal(129 + (64 * (((bytes + (16 * 1024) - 1) / (16 * 1024)) - 1)), overhead);
        }
    }

    [Fact]
    public void Every_message_has_a_size_that_only_a_chunks_payload_changes()
    {
        foreach (MessageKind kind in Enum.GetValues<MessageKind>())
        {
            if (kind == MessageKind.None) continue;
            Assert.True(WireSize.Of(kind, Chunk) > 0, $"{kind} has no size");
            if (kind != MessageKind.Chunk) Assert.Equal(WireSize.Of(kind, Chunk), WireSize.Of(kind, 2 * Chunk));
        }
    }

    [Fact]
    public void Modelled_work_is_never_negative_and_signed_messages_cost_a_signature()
    {
        foreach (MessageKind kind in Enum.GetValues<MessageKind>())
        {
            Assert.True(ModelledCryptography.SendCost(kind) >= Duration.Zero);
            Assert.True(ModelledCryptography.ReceiveCost(kind) >= Duration.Zero);
        }

        // But for anchors, which are signed and checked beside the stream.
        foreach (MessageKind kind in (MessageKind[])[MessageKind.Hello, MessageKind.Welcome, MessageKind.Close])
        {
            Assert.True(ModelledCryptography.SendCost(kind) >= new Duration(16_200));
            Assert.True(ModelledCryptography.ReceiveCost(kind) >= new Duration(34_300));
        }
    }
}
