using System;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>CHUNK, PAY and KEY: nothing is paid that is not verified and signed, nothing delivered that is not the block.</summary>
public sealed partial class ClientEndpoint
{
    private ClientFault OnChunk(Instant now, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (ChunkFrame.TryRead(body, out ChunkFrame frame) != FrameError.None) return ClientFault.Malformed;
        if (frame.Unit != _received + 1 || frame.Unit > _requestedUnits) return ClientFault.Unexpected;
        if (_received - _paid >= _windowOfNode && _options.Mode != ExchangeMode.PayBefore) return ClientFault.OverWindow;
        Range range = Find(frame.Unit, out long block, out bool isFirst);
        if (frame.Block != block) return ClientFault.WrongBlock;
        bool encrypted = _options.Mode == ExchangeMode.Encrypted;
        if (encrypted == (frame.KeyCommitment == default)) return ClientFault.Malformed;
        ClientChunk chunk = _free.TryPop(out ClientChunk? used) ? used : new ClientChunk();
        ClientFault fault = Prove(frame, range, block, isFirst, chunk);
        if (fault == ClientFault.None) fault = Keep(frame, range, block, chunk);
        if (fault != ClientFault.None)
        {
            _free.Push(chunk);
            return fault;
        }

        AskMore(outbox);
        Feed(now, outbox);
        return ClientFault.None;
    }

    /// <summary>Extends the header chain, checks the node's signature where there is one, and keeps the chunk.</summary>
    private ClientFault Keep(in ChunkFrame frame, in Range range, long block, ClientChunk chunk)
    {
        bool encrypted = _options.Mode == ExchangeMode.Encrypted;
        chunk.IsVerified = !encrypted && IsBlock(frame.Bytes, block, chunk);
        if (!encrypted && !chunk.IsVerified) return ClientFault.WrongPlaintext;
        ChunkHeader header = new(
            frame.Unit, range.Content, block, range.Blocks, frame.Bytes.Length, Blake3.Hash(frame.Bytes), frame.KeyCommitment);
        Hash256 head = HeaderChain.Next(_headerHead, header);
        if (frame.IsSigned)
        {
            HeaderStatement statement = new(
                _options.Chain, Planted.Is(ProtocolBug.HeadersOfAnySession) ? default : _session, frame.Unit, head);
            if (!statement.IsSignedBy(_options.Node, frame.Signature, _verifier)) return ClientFault.BadHeaders;
            _signed = frame.Unit;
        }

        chunk.Session = _session;
        chunk.Header = header;
        chunk.HeadBefore = _headerHead;
        chunk.IsSigned = frame.IsSigned;
        chunk.Signature = frame.Signature;
        chunk.Ticket = default;
        frame.Bytes.CopyTo(chunk.Bytes);
        frame.Tree.CopyTo(chunk.Tree);
        chunk.TreeLength = frame.Tree.Length;
        _chunks.Enqueue(chunk);
        _headerHead = head;
        _received = frame.Unit;
        return ClientFault.None;
    }

    /// <summary>That the chunk's proof leads from this block of so many to the content, and its tree to the block.</summary>
    private ClientFault Prove(in ChunkFrame frame, in Range range, long block, bool isFirst, ClientChunk chunk)
    {
        if (isFirst) _slice.Begin(range.Content, block);
        if (_slice.AcceptProof(frame.Proof) != SliceRefusal.None) return ClientFault.BadProof;
        chunk.Leaf = _slice.ExpectedLeaf;
        chunk.IsOnlyBlock = range.Blocks == 1;
        chunk.PathLength = _slice.WritePath(range.Blocks, chunk.Path);
        if (chunk.PathLength < 0 || _slice.IsOnlyBlock != chunk.IsOnlyBlock) return ClientFault.BadProof;
        Span<Hash256> groups = stackalloc Hash256[GroupTree.MaxGroups];
        bool isTree = GroupTree.TryRead(frame.Tree, frame.Bytes.Length, chunk.Leaf, chunk.IsOnlyBlock, groups);
        if (!isTree) return ClientFault.BadTree;
        return _slice.AcceptLeaf(chunk.Leaf, frame.Bytes.Length) == SliceRefusal.None ? ClientFault.None : ClientFault.WrongLength;
    }

    /// <summary>
    /// Gives the actor the chunks that it may pay: those under a signature of the node, as long as what is paid and not usable stays
    /// within the window. One PAY pays for all of them.
    /// </summary>
    private void Feed(Instant now, EndpointOutbox outbox)
    {
        long most = Planted.Is(ProtocolBug.PaymentWithoutHeader) ? _received : _signed;
        while (TakesChunks && _fed < most)
        {
            if (IsFull() && !Planted.Is(ProtocolBug.ClientWindowIgnored)) break;
            _fed++;
            Act(now, Input.From(new Message(MessageKind.Chunk, default, Self, Peer, _fed, default)), outbox);
        }

        SendPay(outbox);
    }

    /// <summary>
    /// Whether the window allows no payment now. Once a large one was full, a part of it must be free again: paying for each key that
    /// comes would make the node send, sign and log chunk by chunk. Only keys of this session are waited for, since owed ones may not
    /// come.
    /// </summary>
    private bool IsFull()
    {
        if (_options.Mode != ExchangeMode.Encrypted) return false;
        long room = _options.Window - _owed.Count, underWay = _paid - _keyed;
        if (underWay >= room) _waitsForKeys = true;
        else if (underWay <= room - Math.Clamp(room / 4, 1, MaxBatch)) _waitsForKeys = false;
        return _waitsForKeys;
    }

    private void SendPay(EndpointOutbox outbox)
    {
        if (_payDue == 0) return;
        long unit = _payDue;
        _payDue = 0;
        Invariant.Require(
            unit <= _signed || _options.Mode == ExchangeMode.PayBefore || Planted.Is(ProtocolBug.PaymentWithoutHeader),
            "I6: a unit is paid without a signature that answers for it");
        Invariant.Require(
            Outstanding <= _options.Window || Planted.Is(ProtocolBug.ClientWindowIgnored), "I3: more than a window is paid and not usable");
        ClientChain chain = ChainOf(unit);
        Credits cumulative = chain.Signed.Anchor.CumulativeAt(unit);
        Invariant.Require(cumulative > Cumulative || Planted.Is(ProtocolBug.BaseUnchecked), "I8: the lane's cost does not grow");
        Cumulative = cumulative;
        foreach (ClientChunk chunk in _chunks)
        {
            if (chunk.Unit > unit) break;
            ClientChain its = ChainOf(chunk.Unit);
            chunk.Ticket = its.TicketOf(chunk.Unit);
            chunk.Anchor = its.Signed;
        }

        if (_options.Tickets == TicketKind.HashChain)
        {
            PayFrame pay = new(unit, chain.TicketOf(unit));
            _lastTicket = new KeyRequestFrame(_session, unit, pay.Ticket);
            int length = pay.Write(outbox.Room(FrameHeader.Length + PayFrame.BodyLength));
            outbox.Keep(EndpointEffectKind.Send, _connection, unit, length);
            return;
        }

        Anchor of = chain.Signed.Anchor;
        UnitTicket ticket = new(of.Chain, of.Session, of.GrantId, of.Node, of.Lane, of.Epoch, unit, cumulative);
        PaySignedFrame signed = new(unit, cumulative, ticket.Sign(_device));
        _lastSigned = signed;
        int size = signed.Write(outbox.Room(FrameHeader.Length + PaySignedFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, unit, size);
    }

    private ClientFault OnKey(Instant now, in KeyFrame key, EndpointOutbox outbox)
    {
        if (_options.Mode != ExchangeMode.Encrypted || key.Unit != _keyed + 1 || key.Unit > _paid) return ClientFault.Unexpected;
        ClientChunk chunk = _chunks.Peek();
        Invariant.Require(chunk.Unit == key.Unit, "client: chunks wait in the order of their units");
        ClientFault fault = Decipher(chunk, key.Key);
        if (fault != ClientFault.None) return fault;
        _chunks.Dequeue();
        _keyed = key.Unit;
        ForgetRanges();
        if (TakesChunks)
            Act(now, Input.From(new Message(MessageKind.Key, default, Self, Peer, key.Unit, default)), outbox);
        Deliver(chunk, outbox);
        Feed(now, outbox);
        return ClientFault.None;
    }

    private ClientFault OnKeyResponse(Instant now, in KeyResponseFrame key, EndpointOutbox outbox)
    {
        if (key.Session == _session) // late in this session, and asked for again
            return key.Unit == _keyed + 1 && key.Unit <= _paid ? OnKey(now, new KeyFrame(key.Unit, key.Key), outbox) : ClientFault.None;
        for (int i = 0; i < _owed.Count; i++)
        {
            ClientChunk chunk = _owed[i];
            if (chunk.Session != key.Session || chunk.Unit != key.Unit) continue;
            ClientFault fault = Decipher(chunk, key.Key);
            if (fault != ClientFault.None) return fault;
            _owed.RemoveAt(i);
            Witness(chunk);
            ForgetWitnesses();
            Deliver(chunk, outbox);
            Feed(now, outbox);
            return ClientFault.None;
        }

        return ClientFault.None; // asked for twice, answered twice
    }

    private ClientFault Decipher(ClientChunk chunk, in Hash256 key)
    {
        if (ChunkKeys.Commitment(key) != chunk.Header.KeyCommitment) return ClientFault.BadKey;
        Span<byte> bytes = chunk.Bytes.AsSpan(0, chunk.Header.Bytes);
        ChunkCipher.Apply(key, bytes, bytes);
        chunk.IsVerified = IsBlock(bytes, chunk.Header.Block, chunk);
        if (chunk.IsVerified) return ClientFault.None;
        // The ciphertext and the key are the evidence.
        ChunkCipher.Apply(key, bytes, bytes);
        _wronged = chunk;
        WrongedKey = key;
        return ClientFault.WrongPlaintext;
    }

    private static bool IsBlock(ReadOnlySpan<byte> bytes, long block, ClientChunk chunk) =>
        ContentBlock.Leaf(bytes, block, chunk.IsOnlyBlock) == chunk.Leaf || Planted.Is(ProtocolBug.PlaintextUnverified);

    private void Deliver(ClientChunk chunk, EndpointOutbox outbox)
    {
        Invariant.Require(chunk.IsVerified, "I5: a block is delivered that was not verified");
        DeliveredUnits++;
        outbox.Add(new EndpointEffect(EndpointEffectKind.Deliver, _connection, chunk.Unit)
        {
            Offset = _delivered.Count, Content = chunk.Header.Content, Block = chunk.Header.Block,
        });
        _delivered.Add(chunk);
    }

    private Range Find(long unit, out long block, out bool isFirst)
    {
        long before = _forgottenUnits;
        foreach (Range range in _ranges)
        {
            if (unit <= before + range.Count)
            {
                block = range.First + (unit - before - 1);
                isFirst = unit == before + 1;
                return range;
            }

            before += range.Count;
        }

        Invariant.Break("client: a unit that is not wanted");
        block = 0;
        isFirst = false;
        return default;
    }
}
