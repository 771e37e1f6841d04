using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Each attack that a clause of the protocol is there against, played out: it gains nothing.</summary>
public sealed class AttackTests
{
    private readonly ISigner _device = new FakeSignatures().Signer(3);

    [Fact]
    public void A_forged_resume_makes_no_device_sign_more_than_it_paid()
    {
        for (int way = 0; way < 3; way++)
        {
            Line line = Fetched(3);
            line.Disconnect();
            // The device's process is new and remembers nothing: all it knows is what the node tells.
            line.Client = new ClientEndpoint(line.ClientSetup, _device, line.Signatures, new KeyedRandomBytes(1, 4, way));
            line.Connect();
            line.Fetch(Content(line, 2), 0, 2);
            Run(line, frame => (FrameType)frame[1] == FrameType.Resumed ? [Dearer(line, frame, way)] : [frame]);
            Assert.Equal(ClientFault.BadResumed, line.Client.Fault);
            Assert.Equal(Credits.Zero, line.Client.Cumulative);
            Assert.Equal(Line.Price * 3, line.Node.TicketOf(line.Lane).Cumulative);
        }
    }

    [Fact]
    public void A_node_that_is_cut_off_from_the_ledger_sends_nothing_until_it_hears_again()
    {
        Line line = new(window: 2);
        Hash256 content = Content(line, 4);
        line.NodeSetup = line.NodeSetup with { FreshnessBound = Duration.FromSeconds(5L) };
        line.Node = line.NewNode(0);
        line.Connect();
        line.Fetch(content, 0, 4);
        List<FrameType> came = [];
        Run(line, frame =>
        {
            came.Add((FrameType)frame[1]);
            return [frame];
        });
        Assert.Equal([FrameType.Welcome], came);
        line.Hear(Line.Now);
        Run(line, frame => [frame]);
        Assert.Equal(4, line.Client.DeliveredUnits);
        Assert.Equal(Line.Price * 4, line.Node.TicketOf(line.Lane).Cumulative);
    }

    [Fact]
    public void A_header_of_an_earlier_session_is_paid_by_nobody()
    {
        Line line = new(window: 1, interval: 1);
        Hash256 content = Content(line, 2);
        line.Connect();
        line.Fetch(content, 0, 2);
        byte[]? old = null;
        // The first session breaks when the first chunk has come: it is not paid, and its price was nothing.
        Run(line, frame =>
        {
            if ((FrameType)frame[1] != FrameType.Chunk) return [frame];
            old ??= frame;
            return [];
        });
        line.Disconnect();
        line.Connect();
        List<FrameType> sent = Run(line, frame => (FrameType)frame[1] == FrameType.Chunk ? [old!] : [frame]);
        Assert.NotNull(old);
        Assert.DoesNotContain(FrameType.Pay, sent);
        Assert.Equal(ClientFault.BadHeaders, line.Client.Fault);
        Assert.Equal(Credits.Zero, line.Client.Cumulative);
    }

    [Fact]
    public void The_unsigned_tail_of_a_window_is_not_paid()
    {
        // The node signs every fourth header and the last of a burst. Here somebody leaves the last signature out.
        Line line = new(window: 8, interval: 4);
        line.Connect();
        line.Fetch(Content(line, 6), 0, 6);
        long signed = 0, paid = 0;
        Run(
            line,
            frame =>
            {
                if ((FrameType)frame[1] != FrameType.Chunk) return [frame];
                ChunkFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChunkFrame chunk);
                if (chunk.Unit % 4 != 0) return [Unsigned(chunk)];
                signed = chunk.Unit;
                return [frame];
            },
            frame =>
            {
                if ((FrameType)frame[1] != FrameType.Pay) return;
                PayFrame.TryRead(frame.AsSpan(FrameHeader.Length), out PayFrame pay);
                paid = pay.Unit;
                Assert.True(paid <= signed, "a unit is paid without a signature that answers for it");
            });
        Assert.Equal(4, paid);
    }

    [Fact]
    public void A_node_signs_the_tail_of_what_it_sends()
    {
        Line line = new(window: 8, interval: 4);
        line.Connect();
        line.Fetch(Content(line, 6), 0, 6);
        line.Run();
        Assert.Equal(6, line.Delivered.Count);
    }

    [Fact]
    public void A_drained_account_is_no_dispute_and_costs_the_node_nothing()
    {
        Line line = Withheld(out _);
        line.Disconnect();
        byte[] room = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        foreach (bool isDrained in new[] { false, true })
        {
            ExchangeLedger ledger = LedgerOf(line, out ISigner poster);
            PublicKey payer = line.ClientSetup.Grant.Grant.Payer;
            if (isDrained)
            {
                Credits money = new((long)ledger.Balance(payer));
                Withdraw all = Withdraw.Sign(line.Signatures.Signer(2), Line.Chain, WithdrawFrom.Balance, money, 0);
                Assert.Equal(LedgerRefusal.None, ledger.Apply(all).Refusal);
            }

            Assert.True(line.Client.TryEvidence(room, out HeaderEvidence evidence));
            LedgerVerdict verdict = ledger.Apply(KeyWithheld.Sign(poster, Line.Chain, 0, evidence));
            Assert.Equal(isDrained ? LedgerRefusal.NothingToEscrow : LedgerRefusal.None, verdict.Refusal);
            ledger.Advance(LedgerHost.Settings.DisputeHeights + 1);
            Assert.Equal(isDrained ? 0 : LedgerHost.Settings.WithheldKeyFee.Units, ledger.FeeOwedBy(line.NodeSigner.Key));
            Assert.Equal(LedgerHost.Stake.Units, ledger.StakeOf(line.NodeSigner.Key));
            Assert.Equal(0, ledger.Debt(payer));
        }
    }

    [Fact]
    public void A_crash_repeats_no_session_and_so_no_key()
    {
        foreach (bool isCounted in new[] { true, false })
        {
            Line line = new(window: 1, interval: 1);
            line.Connect();
            byte[] hello = line.ToNode.Peek();
            byte[] before = Answer(line, hello);
            // The node dies before any anchor, so its log knows of no session; the same HELLO comes again.
            line.Restart(isCounted ? 1 : 0);
            byte[] after = Answer(line, hello);
            Assert.Equal((FrameType.Welcome, FrameType.Welcome), ((FrameType)before[1], (FrameType)after[1]));
            // With the random bytes of its first run a node would give the session again, and with it the keys: for other blocks.
            Assert.Equal(!isCounted, SessionOf(hello, before) == SessionOf(hello, after));
        }
    }

    [Fact]
    public void A_grant_opened_on_many_lanes_bears_its_cap_once()
    {
        Line line = new(window: 1, interval: 1);
        ClientOptions capped = line.ClientSetup with { Grant = Granted(line, perNode: 5) };
        Hash256 content = Content(line, 4);
        long delivered = 0;
        for (int lane = 0; lane < 3; lane++)
        {
            line.Client = new ClientEndpoint(
                capped with { Lane = lane }, _device, line.Signatures, new KeyedRandomBytes(1, 5, lane));
            line.Connect();
            line.Fetch(content, 0, 4);
            line.Run();
            delivered += line.Client.DeliveredUnits;
            line.Disconnect();
        }

        Assert.Equal(5, delivered);
    }

    [Fact]
    public void A_ticket_shown_after_its_epoch_buys_no_key()
    {
        Line line = Withheld(out List<byte[]> pays, dropsPays: true);
        PayFrame.TryRead(pays[^1].AsSpan(FrameHeader.Length), out PayFrame pay);
        byte[] asked = new byte[FrameHeader.Length + KeyRequestFrame.BodyLength];
        new KeyRequestFrame(SessionOf(line), pay.Unit, pay.Ticket).Write(asked);
        line.Disconnect();
        line.Epoch(1);
        byte[] answer = Answer(line, asked);
        Assert.Equal(FrameType.Refuse, (FrameType)answer[1]);
        Assert.Equal(RefuseReason.EpochOver, (RefuseReason)answer[FrameHeader.Length]);
    }

    [Fact]
    public void A_ticket_shown_before_the_end_of_its_epoch_buys_its_key()
    {
        Line line = Withheld(out List<byte[]> pays, dropsPays: true);
        PayFrame.TryRead(pays[^1].AsSpan(FrameHeader.Length), out PayFrame pay);
        byte[] asked = new byte[FrameHeader.Length + KeyRequestFrame.BodyLength];
        new KeyRequestFrame(SessionOf(line), pay.Unit, pay.Ticket).Write(asked);
        line.Disconnect();
        Assert.Equal(FrameType.KeyResponse, (FrameType)Answer(line, asked)[1]);
        // And keys that were paid in time can be asked for in the epoch that follows.
        line.Epoch(1);
        Assert.Equal(FrameType.KeyResponse, (FrameType)Answer(line, asked)[1]);
    }

    [Fact]
    public void A_replayed_hello_displaces_no_live_session()
    {
        Line line = new(window: 1, interval: 1);
        line.Connect();
        line.Fetch(Content(line, 4), 0, 4);
        byte[] hello = line.ToNode.Peek();
        for (int i = 0; i < 6; i++) line.Step();
        Assert.Equal(FrameType.Welcome, (FrameType)Answer(line, hello)[1]);
        line.Run();
        Assert.Equal(RefuseReason.None, line.Client.Refusal);
        Assert.Equal(4, line.Delivered.Count);
    }

    [Fact]
    public void A_key_that_was_paid_is_given_to_nobody_without_the_ticket()
    {
        Line line = Fetched(3);
        byte[] asked = new byte[FrameHeader.Length + KeyRequestFrame.BodyLength];
        new KeyRequestFrame(SessionOf(line), 2, Blake3.Hash("no ticket"u8)).Write(asked);
        byte[] answer = Answer(line, asked);
        Assert.Equal(FrameType.Refuse, (FrameType)answer[1]);
        Assert.Equal(RefuseReason.BadTicket, (RefuseReason)answer[FrameHeader.Length]);
    }

    [Fact]
    public void The_key_of_the_signed_unit_alone_takes_no_evidence_away()
    {
        // Six units are owed under two signatures; the node gives the keys of the two signed ones and of no other.
        Line line = Withheld(out _);
        line.Disconnect();
        long owed = line.Client.Outstanding;
        line.Connect();
        Run(line, frame =>
        {
            if ((FrameType)frame[1] != FrameType.KeyResponse) return [frame];
            KeyResponseFrame.TryRead(frame.AsSpan(FrameHeader.Length), out KeyResponseFrame response);
            return response.Unit is 4 or 6 ? [frame] : [];
        });
        Assert.Equal(owed - 2, line.Client.Outstanding);
        line.Disconnect();
        ExchangeLedger ledger = LedgerOf(line, out ISigner poster);
        EndpointOutbox outbox = new();
        byte[] room = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        for (int sequence = 0; line.Client.Outstanding > 0; sequence++)
        {
            Assert.True(line.Client.TryEvidence(room, out HeaderEvidence evidence), "what is owed has no evidence");
            Assert.Equal(LedgerRefusal.None, ledger.Apply(KeyWithheld.Sign(poster, Line.Chain, sequence, evidence)).Refusal);
            Anchor anchor = evidence.Anchor.Anchor;
            Assert.Equal(evidence.Units, line.Client.OnRefunded(anchor.Session, evidence.FirstUnit, evidence.LastUnit, outbox));
        }
    }

    [Fact]
    public void What_a_dispute_ends_with_settles_the_books_of_the_client()
    {
        Line line = Withheld(out _);
        line.Disconnect();
        EndpointOutbox outbox = new();
        Hash256 session = SessionOf(line), secret = ChunkKeys.EpochSecret(line.NodeSetup.Secret, 0);
        Assert.False(line.Client.OnKeyPublished(Line.Now, session, 1, ChunkKeys.KeyOf(secret, session, 2), outbox));
        Assert.True(line.Client.OnKeyPublished(Line.Now, session, 2, ChunkKeys.KeyOf(secret, session, 2), outbox));
        EndpointEffect delivery = Assert.Single(outbox.Effects.ToArray());
        Hash256 content = Content(line, 6);
        Assert.Equal((EndpointEffectKind.Deliver, content, 1L), (delivery.Kind, delivery.Content, delivery.Block));
        Assert.True(line.Client.PlaintextOf(delivery).SequenceEqual(line.Shelf.Block(content, 1)));
        outbox.Clear();
        Assert.False(line.Client.OnKeyPublished(Line.Now, session, 2, ChunkKeys.KeyOf(secret, session, 2), outbox));
        Assert.Equal(5, line.Client.Outstanding);
        // A unit that was delivered is not refunded, and none is refunded twice.
        Assert.Equal(3, line.Client.OnRefunded(session, 1, 4, outbox));
        Assert.Equal(0, line.Client.OnRefunded(session, 1, 4, outbox));
        Assert.Equal(2, line.Client.Outstanding);
        // The others can still be shown, and are asked for when the client comes back.
        byte[] room = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        Assert.True(line.Client.TryEvidence(room, out HeaderEvidence evidence));
        Assert.Equal((5L, 6L), (evidence.FirstUnit, evidence.LastUnit));
        line.Connect();
        line.Run();
        Assert.Equal(0, line.Client.Outstanding);
        Assert.Equal(Line.Price * 6, line.Client.Cumulative);
    }

    [Fact]
    public void A_node_that_the_grant_does_not_name_is_credited_nothing()
    {
        Line line = Fetched(3);
        LaneTicket held = line.Node.TicketOf(line.Lane);
        Grant grant = line.ClientSetup.Grant.Grant with { Scope = NodeScope.Of([line.Signatures.Signer(9).Key]) };
        ISigner payer = line.Signatures.Signer(2);
        ExchangeLedger ledger = new(Line.Chain, line.Signatures, LedgerHost.Settings);
        ledger.Apply(new Deposit(payer.Key, Line.Price * 100, false));
        ledger.Apply(new Deposit(line.NodeSigner.Key, LedgerHost.Stake, true));
        Assert.Equal(LedgerRefusal.None, ledger.Apply(new SignedGrant(grant, grant.Sign(payer))).Refusal);
        // The device works with the node: its anchor is good but for the scope.
        Anchor anchor = held.Anchor.Anchor with { GrantId = grant.Id() };
        RedeemItem item = RedeemItem.OfChain(new SignedAnchor(anchor, anchor.Sign(_device)), held.Unit, held.Ticket, default);
        Assert.Equal(LedgerRefusal.NotInScope, ledger.Apply(item).Refusal);
        Assert.Equal(0, ledger.NodeCredits);
    }

    [Fact]
    public void A_claim_is_credited_once()
    {
        Line line = Fetched(3);
        LaneTicket first = line.Node.TicketOf(line.Lane);
        line.Fetch(Content(line, 4), 0, 3);
        line.Run();
        LaneTicket second = line.Node.TicketOf(line.Lane);
        ExchangeLedger ledger = LedgerOf(line, out _);
        Credits credited = Credits.Zero;
        foreach (LaneTicket ticket in new[] { first, second, first, second })
            credited += new Credits((long)ledger.Apply(LedgerHost.ItemOf(ticket)).Amount);
        Assert.True(first.Cumulative < second.Cumulative);
        Assert.Equal(Line.Price * 6, credited);
    }

    /// <summary>A line whose client has fetched so many blocks.</summary>
    private static Line Fetched(int blocks)
    {
        Line line = new(window: 2, interval: 2);
        line.Connect();
        line.Fetch(Content(line, blocks), 0, blocks);
        line.Run();
        Assert.Equal(blocks, line.Delivered.Count);
        return line;
    }

    /// <summary>A line whose client has paid six units and got no key, or whose payments did not arrive.</summary>
    private static Line Withheld(out List<byte[]> pays, bool dropsPays = false)
    {
        Line line = new(window: 8, interval: 4);
        line.Connect();
        line.Fetch(Content(line, 6), 0, 6);
        List<byte[]> paid = [];
        Run(
            line, frame => (FrameType)frame[1] == FrameType.Key ? [] : [frame],
            frame =>
            {
                if ((FrameType)frame[1] == FrameType.Pay) paid.Add(frame);
            },
            frame => dropsPays && (FrameType)frame[1] == FrameType.Pay);
        pays = paid;
        Assert.Equal(6, line.Client.Outstanding);
        return line;
    }

    private static Hash256 Content(Line line, int blocks)
    {
        byte[] bytes = new byte[blocks * ContentBlock.Bytes];
        new KeyedRandomBytes(7, blocks, 1).Fill(bytes);
        return line.Shelf.Add(bytes);
    }

    private static SignedGrant Granted(Line line, int perNode)
    {
        Grant grant = line.ClientSetup.Grant.Grant with { MaxSpendPerNode = Line.Price * perNode, MaxSpend = Line.Price * 100 };
        return new SignedGrant(grant, grant.Sign(line.Signatures.Signer(2)));
    }

    /// <summary>A ledger on which the line's payer, node and a poster have money, and its grant is registered.</summary>
    private static ExchangeLedger LedgerOf(Line line, out ISigner poster)
    {
        poster = line.Signatures.Signer(8);
        ExchangeLedger ledger = new(Line.Chain, line.Signatures, LedgerHost.Settings);
        ledger.Apply(new Deposit(line.ClientSetup.Grant.Grant.Payer, Line.Price * 100, false));
        ledger.Apply(new Deposit(line.NodeSigner.Key, LedgerHost.Stake, true));
        ledger.Apply(new Deposit(poster.Key, LedgerHost.Settings.PosterDeposit * 10, false));
        Assert.Equal(LedgerRefusal.None, ledger.Apply(line.ClientSetup.Grant).Refusal);
        return ledger;
    }

    /// <summary>A past that costs more than the device signed, in one of three ways.</summary>
    private static byte[] Dearer(Line line, byte[] frame, int way)
    {
        ResumedFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ResumedFrame held);
        Anchor anchor = held.Anchor.Anchor with { BaseCumulative = held.Anchor.Anchor.BaseCumulative + (Line.Price * 100) };
        FinalTicket final = new(
            Line.Chain, anchor.GrantId, anchor.Node, anchor.Lane, anchor.Epoch, anchor.UnitPrice, Line.Price * 100);
        ResumedFrame forged = way switch
        {
            0 => ResumedFrame.OfChain(new SignedAnchor(anchor, held.Anchor.Signature), held.Unit, held.Ticket),
            1 => ResumedFrame.OfChain(held.Anchor, held.Anchor.Anchor.End, Blake3.Hash("no ticket"u8)),
            _ => ResumedFrame.OfFinal(final, final.Sign(line.NodeSigner)),
        };
        byte[] room = new byte[FrameHeader.Length + ResumedFrame.MaxBodyLength];
        return room[..forged.Write(room)];
    }

    private static byte[] Unsigned(in ChunkFrame chunk)
    {
        byte[] room = new byte[FrameHeader.MaxFrameLength];
        ChunkFrame bare = new()
        {
            Unit = chunk.Unit,
            Block = chunk.Block,
            KeyCommitment = chunk.KeyCommitment,
            Proof = chunk.Proof,
            Tree = chunk.Tree,
            Bytes = chunk.Bytes,
        };
        return room[..bare.Write(room)];
    }

    /// <summary>What the node says at once to a frame on a connection of a stranger.</summary>
    private static byte[] Answer(Line line, byte[] frame)
    {
        List<byte[]> said = line.Ask(77, frame);
        Assert.NotEmpty(said);
        return said[0];
    }

    private static Hash256 SessionOf(byte[] hello, byte[] welcome) =>
        SessionId.Of(hello.AsSpan(FrameHeader.Length), welcome.AsSpan(FrameHeader.Length));

    /// <summary>The session of the last anchor that the node wrote down.</summary>
    private static Hash256 SessionOf(Line line)
    {
        Hash256 session = default;
        NodeRecordReader reader = new(line.Log.ToArray());
        while (reader.TryNext(out NodeRecord record))
        {
            if (record.Kind != NodeRecordKind.Anchor) continue;
            NodeRecordAnchor.TryRead(record.Body, out NodeRecordAnchor anchor);
            session = anchor.Anchor.Anchor.Session;
        }

        return session;
    }

    /// <summary>
    /// Delivers until nothing is under way, while somebody changes what the node says. Returns the types that the client sent.
    /// </summary>
    private static List<FrameType> Run(
        Line line, Func<byte[], byte[][]> down, Action<byte[]>? sees = null, Func<byte[], bool>? drops = null)
    {
        List<FrameType> sent = [];
        HashSet<byte[]> passed = [];
        while (line.ToNode.Count + line.ToClient.Count > 0)
        {
            Pass(line.ToNode, passed, frame =>
            {
                sent.Add((FrameType)frame[1]);
                sees?.Invoke(frame);
                return drops?.Invoke(frame) == true ? [] : [frame];
            });
            line.StepUp();
            Pass(line.ToClient, passed, down);
            line.StepDown();
        }

        return sent;
    }

    private static void Pass(Queue<byte[]> queue, HashSet<byte[]> passed, Func<byte[], byte[][]> change)
    {
        byte[][] frames = [.. queue];
        queue.Clear();
        foreach (byte[] frame in frames)
        {
            byte[][] others = passed.Contains(frame) ? [frame] : change(frame);
            foreach (byte[] other in others)
            {
                passed.Add(other);
                queue.Enqueue(other);
            }
        }
    }
}
