using System;
using System.Collections.Generic;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>
/// A device's end of one lane (protocol FX-256, docs/protocol.md): frames in, frames and verified plain text out. It pays for what a
/// node has signed and nothing else, never has more than its window paid and not usable, and holds the evidence of what it lacks.
/// </summary>
/// <remarks>
/// Knows neither socket nor clock. What is wanted and paid is decided by the <see cref="UserCore"/> that the simulator runs too. A
/// connection may go at any time: the next one resumes the lane, and asks for the keys that are owed. Whatever frames the node sends,
/// nothing throws.
/// </remarks>
public sealed partial class ClientEndpoint
{
    /// <summary>Requests under way at once: fewer than a node's queue holds.</summary>
    private const int MaxRequests = 32;

    /// <summary>Chains alive at once: the one before, the one in use, the one ahead.</summary>
    private const int MaxChains = 3;

    /// <summary>The largest window for which three chains always cover what is unpaid.</summary>
    public const int MaxWindow = (int)AnchorSchedule.LeastAhead;

    /// <summary>Units that one payment is for at least, where a large window was full: what a signature is then shared by.</summary>
    private const int MaxBatch = 16;

    private static readonly UserId Self = new(0);
    private static readonly NodeId Peer = new(0);

    private readonly ClientOptions _options;
    private readonly ISigner _device;
    private readonly ISignatureVerifier _verifier;
    private readonly IRandomBytes _random;
    private readonly UserCore _core;
    private readonly Outbox _actions = Outbox.ForWindow(1);
    private readonly byte[] _hello = new byte[FrameHeader.Length + HelloFrame.MaxBodyLength];
    private readonly List<Range> _ranges = [];
    private readonly SliceVerifier _slice = new(default);
    private readonly Queue<ClientChunk> _chunks = new();
    private readonly Stack<ClientChunk> _free = new();
    private readonly List<ClientChunk> _owed = [];

    /// <summary>Unpaid chunks of sessions that are gone, kept because the signature over what is owed stands on them.</summary>
    private readonly List<ClientChunk> _witnesses = [];

    /// <summary>What the last step delivered.</summary>
    private readonly List<ClientChunk> _delivered = [];
    private readonly ClientChain[] _chains = [new(), new(), new()];

    private int _helloLength, _chainCount;
    private long _connection, _requestedUnits;

    /// <summary>Units of this session whose ranges are forgotten.</summary>
    private long _forgottenUnits;
    private int _requestedRanges;
    private Hash256 _session, _ticketKey, _headerHead;
    private Credits _price, _base;
    private long _windowOfNode, _received, _signed, _fed, _paid, _keyed, _payDue;
    private ClientChunk? _wronged;
    private KeyRequestFrame _lastTicket;
    private PaySignedFrame _lastSigned;
    private bool _actorOpens, _finishing, _waitsForKeys;

    private struct Range
    {
        public Hash256 Content;
        public long Blocks, First, Count;
    }

    /// <param name="options">The lane.</param>
    /// <param name="device">The grant's device key.</param>
    /// <param name="random">For nonces and the seeds of chains, which are secret.</param>
    public ClientEndpoint(ClientOptions options, ISigner device, ISignatureVerifier verifier, IRandomBytes random)
    {
        Invariant.Require(options.Window is > 0 and <= MaxWindow, "client: no window, or more than three chains cover");
        _options = options;
        _device = device;
        _verifier = verifier;
        _random = random;
        _core = new UserCore(Self, [Peer], options.Mode);
    }

    public ClientState State { get; private set; }

    /// <summary>Sees the actor's steps, if anybody wants to.</summary>
    public IActorObserver? Observer { get; init; }

    /// <summary>What the node did, if the client stopped for it.</summary>
    public ClientFault Fault { get; private set; }

    /// <summary>Why the node ended the lane, if it did.</summary>
    public RefuseReason Refusal { get; private set; }

    /// <summary>What this lane has signed away, over all sessions that this client remembers.</summary>
    public Credits Cumulative { get; private set; }

    /// <summary>Units that are paid and not usable, over all sessions: never more than the window.</summary>
    public long Outstanding => _owed.Count + (_options.Mode == ExchangeMode.Encrypted ? _paid - _keyed : _paid - _fed);

    /// <summary>Units delivered, over all sessions.</summary>
    public long DeliveredUnits { get; private set; }

    /// <summary>Units that are wanted and not paid, over all ranges.</summary>
    public long WantedUnits { get; private set; }

    /// <summary>The verified plain text of a <see cref="EndpointEffectKind.Deliver"/> effect of the last step, until the next.</summary>
    public ReadOnlySpan<byte> PlaintextOf(in EndpointEffect delivery)
    {
        Invariant.Require(delivery.Kind == EndpointEffectKind.Deliver, "client: not a delivery");
        ClientChunk chunk = _delivered[delivery.Offset];
        return chunk.Bytes.AsSpan(0, chunk.Header.Bytes);
    }

    /// <summary>The application wants blocks of a content; they are delivered in order, after all that was wanted before.</summary>
    /// <param name="content">The BLAKE3 hash of the whole content.</param>
    /// <param name="contentBlocks">Blocks of the whole content, from its length.</param>
    public void Fetch(Instant now, in Hash256 content, long contentBlocks, long firstBlock, long count, EndpointOutbox outbox)
    {
        Begin(outbox);
        Invariant.Require(
            firstBlock >= 0 && count > 0 && firstBlock <= contentBlocks - count && contentBlocks <= ContentBlock.MaxBlocks,
            "client: blocks that the content has not");
        _ranges.Add(new Range { Content = content, Blocks = contentBlocks, First = firstBlock, Count = count });
        WantedUnits += count;
        if (State == ClientState.Stopped || _finishing) return;
        Act(now, Input.Demand(Self, Peer, count), outbox);
        if (State == ClientState.Open && _actorOpens) WelcomeActor(now, outbox);
        SendPay(outbox);
    }

    /// <summary>A connection to the node is there: opens a session, or the next one of the lane.</summary>
    public void OnConnected(Instant now, long connection, EndpointOutbox outbox)
    {
        Begin(outbox);
        Invariant.Require(State == ClientState.Disconnected, "client: connected twice");
        _connection = connection;
        State = ClientState.Opening;
        SendHello(outbox);
        Act(now, Input.Connected(Self, Peer), outbox);
    }

    /// <summary>The connection is gone: what is paid and not usable is owed, and asked for in the next session.</summary>
    public void OnClosed(Instant now, EndpointOutbox outbox)
    {
        Begin(outbox);
        if (State == ClientState.Disconnected) return;
        LeaveSession(now, outbox);
        if (State != ClientState.Stopped) State = ClientState.Disconnected;
    }

    /// <summary>A frame came, header and body.</summary>
    public void OnFrame(Instant now, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        Begin(outbox);
        if (State == ClientState.Disconnected) return;
        bool readable = FrameHeader.TryRead(frame, out FrameHeader header, out _)
            && header.BodyLength == frame.Length - FrameHeader.Length;
        if (State == ClientState.Stopped)
        {
            if (readable && header.Type == FrameType.Key) TakeLastKey(now, frame[FrameHeader.Length..], outbox);
            return;
        }

        ClientFault fault = readable ? OnBody(now, header.Type, frame[FrameHeader.Length..], outbox) : ClientFault.Malformed;
        if (fault != ClientFault.None) Stop(fault, outbox);
    }

    /// <summary>The application wants nothing more: the lane's cost is signed as one final ticket.</summary>
    public void Finish(Instant now, EndpointOutbox outbox)
    {
        Begin(outbox);
        _finishing = true;
        if (_actorOpens) Act(now, Input.Finish(Self), outbox); // CLOSE needs the price that WELCOME says
        if (State != ClientState.Open) return; // once it is open
        State = ClientState.Closing;
        Act(now, Input.Finish(Self), outbox);
    }

    /// <summary>
    /// Asks again for every key that is owed or late in this session. A driver calls it when keys have not come for a while; what is still
    /// owed then is a case for a dispute.
    /// </summary>
    public void AskForKeys(EndpointOutbox outbox)
    {
        Begin(outbox);
        if (State is not (ClientState.Open or ClientState.Closing)) return;
        RequestOwedKeys(outbox);
        foreach (ClientChunk chunk in _chunks)
            if (chunk.Unit <= _paid && _options.Mode == ExchangeMode.Encrypted) RequestKey(chunk, outbox);
    }

    /// <summary>Chunks are taken and paid.</summary>
    private bool TakesChunks =>
        State == ClientState.Open || (State == ClientState.Closing && _finishing && _options.PaysAfterClose);

    private ClientFault OnBody(Instant now, FrameType type, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        switch (type)
        {
            case FrameType.Welcome when State is ClientState.Opening:
                return OnWelcome(now, body, outbox);
            case FrameType.Resumed when State == ClientState.Resuming:
                return OnResumed(now, body, outbox);
            case FrameType.Chunk when TakesChunks:
                return OnChunk(now, body, outbox);
            case FrameType.Chunk when State is ClientState.Closing:
                return ClientFault.None; // under way when CLOSE left: nobody pays for it
            case FrameType.Key when State is ClientState.Open or ClientState.Closing:
                return KeyFrame.TryRead(body, out KeyFrame key) == FrameError.None ? OnKey(now, key, outbox) : ClientFault.Malformed;
            case FrameType.KeyResponse:
                return KeyResponseFrame.TryRead(body, out KeyResponseFrame response) == FrameError.None
                    ? OnKeyResponse(now, response, outbox)
                    : ClientFault.Malformed;
            case FrameType.Refuse:
                return RefuseFrame.TryRead(body, out RefuseFrame refuse) == FrameError.None
                    ? OnRefuse(now, refuse, outbox)
                    : ClientFault.Malformed;
            case FrameType.End when State is ClientState.Open or ClientState.Closing:
                if (!_finishing) EndSession(now, outbox);
                State = ClientState.Closing;
                return EndFrame.TryRead(body, out _) == FrameError.None ? ClientFault.None : ClientFault.Malformed;
            default:
                return ClientFault.Unexpected;
        }
    }

    private ClientFault OnRefuse(Instant now, in RefuseFrame refuse, EndpointOutbox outbox)
    {
        // An answer to KEYREQ: that key will not come from here, or that ticket is worth nothing here, and the session goes on.
        bool aboutKeys = refuse.Unit > 0 && refuse.Reason is not (RefuseReason.Frozen or RefuseReason.GrantExhausted);
        if (aboutKeys) return ClientFault.None;
        Refusal = refuse.Reason;
        outbox.Add(new EndpointEffect(EndpointEffectKind.Stopped, _connection, (long)refuse.Reason));
        if (MayPass(refuse.Reason)) EndSession(now, outbox);
        else Act(now, Input.From(new Message(MessageKind.Refuse, refuse.Reason, Self, Peer, refuse.Unit, default)), outbox);
        // A node that is no longer willing still takes what is due for chunks that came, gives their keys, and answers RESUME.
        bool goesOn = refuse.Reason is RefuseReason.Frozen or RefuseReason.GrantExhausted
            && State is ClientState.Open or ClientState.Resuming;
        if (!goesOn) State = ClientState.Closing;
        return ClientFault.None;
    }

    /// <summary>The actor takes it as a connection that is gone: what is wanted and not paid is for the next session.</summary>
    private void EndSession(Instant now, EndpointOutbox outbox)
    {
        _actorOpens = false;
        Act(now, Input.Disconnected(Self, Peer), outbox);
    }

    /// <summary>
    /// Whether another session of the lane may be served: the node sees another epoch as the present one, a newer session was opened, or
    /// frames were lost or came out of order.
    /// </summary>
    private static bool MayPass(RefuseReason reason) => reason is RefuseReason.WrongEpoch or RefuseReason.Superseded
        or RefuseReason.Unexpected or RefuseReason.Malformed or RefuseReason.BadTicket or RefuseReason.BadResume
        or RefuseReason.BadAnchor or RefuseReason.BadBase;

    private void Stop(ClientFault fault, EndpointOutbox outbox)
    {
        Fault = fault;
        State = ClientState.Stopped;
        outbox.Add(new EndpointEffect(EndpointEffectKind.Stopped, _connection, 0));
        if (!AwaitsKeys) outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, _connection, 0));
    }

    /// <summary>
    /// The client has stopped, and keys of what it paid before may still be under way. Not those behind a key or a block that was wrong:
    /// blocks are delivered in order.
    /// </summary>
    private bool AwaitsKeys =>
        _options.Mode == ExchangeMode.Encrypted && _keyed < _paid && Fault is not (ClientFault.BadKey or ClientFault.WrongPlaintext);

    /// <summary>What was paid is not given up because of what came after it; nothing but its keys is taken any more.</summary>
    private void TakeLastKey(Instant now, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (!AwaitsKeys || KeyFrame.TryRead(body, out KeyFrame key) != FrameError.None) return;
        ClientFault fault = OnKey(now, key, outbox);
        if (fault is ClientFault.BadKey or ClientFault.WrongPlaintext) Fault = fault;
        if (!AwaitsKeys) outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, _connection, 0));
    }

    /// <summary>What the last step delivered was read.</summary>
    private void Begin(EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        foreach (ClientChunk chunk in _delivered) _free.Push(chunk);
        _delivered.Clear();
    }
}

/// <summary>State of a client's end of a lane.</summary>
public enum ClientState : byte
{
    /// <summary>No connection.</summary>
    Disconnected,

    /// <summary>HELLO sent.</summary>
    Opening,

    /// <summary>RESUME sent.</summary>
    Resuming,

    /// <summary>Chunks flow.</summary>
    Open,

    /// <summary>Nothing more is wanted, or nothing more will come but keys.</summary>
    Closing,

    /// <summary>The node broke the protocol: nothing is taken from it but keys of what is paid.</summary>
    Stopped,
}
