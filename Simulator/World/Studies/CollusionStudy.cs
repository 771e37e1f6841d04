using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using TraceHash = Fleek.Sim.Kernel.TraceHash;

namespace Fleek.Sim.World.Studies;

/// <summary>
/// One run of clients and nodes that collude against who pays, beside honest clients. A gateway's desk grants, its lottery draws, its shopper
/// visits and its book pays out: the code of production, whose answers the colluders make the best of.
/// </summary>
internal sealed class CollusionStudy
{
    private static readonly Credits Price = new(1);
    private static readonly Hash256 Site = Blake3.Hash("a site"u8);

    private readonly CollusionSpec _terms;
    private readonly GrantDesk _desk;
    private readonly NodeLottery _lottery;
    private readonly MysteryShopper _shopper;
    private readonly PayoutBook _payouts;
    private readonly AccessLink _link;
    private readonly ulong _seed;
    private readonly NodeEntry[] _nodes;
    private readonly int[] _ids;
    private readonly RandomStream[] _outcomes;
    private readonly Colluder[] _colluders;
    private readonly PriorityQueue<Happening, (long At, long Order)> _queue = new();
    private readonly int[] _drawn;
    private RandomStream _honest;
    private TraceHash _hash;
    private long _order, _served, _refused, _grants, _attempts;
    private int _caught, _wrong, _known;

    private readonly record struct Happening(HappeningKind Kind, int Number, HonestClient? Client);

    private enum HappeningKind
    {
        /// <summary>A colluding client asks for its next grant.</summary>
        Attempt,

        /// <summary>A node is visited.</summary>
        Visit,

        /// <summary>An honest client comes.</summary>
        Arrival,

        /// <summary>An honest client has what its last grant was for.</summary>
        Delivered,
    }

    public CollusionStudy(int nodes, CollusionSpec terms, ulong seed)
    {
        (_terms, _seed, _known) = (terms, seed, nodes);
        _desk = new GrantDesk(TermsOf(terms));
        _desk.Authorise(Site, new Credits(long.MaxValue));
        _link = new AccessLink(_desk.Terms.AccessBitsPerSecond);
        _lottery = new NodeLottery(HashOf((long)seed, "draw"u8));
        _shopper = new MysteryShopper(seed, terms.VisitEvery, terms.Strikes);
        _payouts = new PayoutBook(terms.Has(CollusionDefence.Payout) ? terms.PayoutDelay : Duration.Zero);
        _ids = [.. Enumerable.Range(0, nodes)];
        _nodes = [.. _ids.Select(EntryOf)];
        _outcomes = [.. _ids.Select(OutcomesOf)];
        _drawn = new int[terms.NodesPerSession];
        _colluders = [.. Enumerable.Range(0, terms.Operators * terms.Clients).Select(i => new Colluder(i % terms.Operators, BlockOf(i)))];
        _honest = new RandomStream(seed, StreamPurpose.HonestSession, 0);
    }

    public RunResult Run(RunObserver? observer, CancellationToken cancel)
    {
        for (int i = 0; i < _colluders.Length; i++) Plan(Instant.Zero, new(HappeningKind.Attempt, i, null));
        if (_terms.Has(CollusionDefence.Visits))
            foreach (int node in _ids) Plan(_shopper.Next(Instant.Zero, new NodeId(node)), new(HappeningKind.Visit, node, null));
        Plan(NextArrival(Instant.Zero), new(HappeningKind.Arrival, 0, null));
        Instant end = Instant.Zero + _terms.Duration;
        long events = 0;
        while (_queue.TryDequeue(out Happening next, out (long At, long Order) when) && when.At < end.Nanoseconds)
        {
            if ((events++ & 1023) == 0) cancel.ThrowIfCancellationRequested();
            Do(new Instant(when.At), next);
            observer?.See(_hash.Value);
        }

        _payouts.Pay(end);
        return Result(events);
    }

    private void Do(Instant now, in Happening next)
    {
        switch (next.Kind)
        {
            case HappeningKind.Attempt:
                Attempt(now, _colluders[next.Number]);
                Plan(now + _terms.Attempt, next);
                break;
            case HappeningKind.Visit:
                Visit(now, next.Number);
                break;
            case HappeningKind.Arrival:
                Arrive(now);
                Plan(NextArrival(now), next);
                break;
            default:
                Go(now, next.Client!);
                break;
        }
    }

    /// <summary>A colluding client opens a session or asks for the next grant, saying as much as will be believed; its node claims its share at once.</summary>
    private void Attempt(Instant now, Colluder colluder)
    {
        int place = colluder.Operator;
        // Once its node is given up, there is nothing to gain.
        if (_ids[place] != place) return;
        _attempts++;
        DeskSession? session = colluder.Session;
        bool granted;
        if (session is null || now >= session.Ends)
        {
            granted = _desk.Open(now, Site, colluder.Block, Assign(now, colluder.Block, place), out session) == DenyReason.None;
            if (granted) colluder.Session = session;
        }
        else
        {
            int mine = Math.Max(0, session.Nodes.IndexOf(_nodes[place].Node));
            long units = Math.Min(_terms.NodeCapChunks * session.Grants, _link.MaxUnits(now - session.Opened));
            DeliveryNote lie = new(session.Nodes[mine], units, Price * units);
            Invariant.Require(_desk.Note(now, session, [lie]) == DenyReason.None, "collusion: a lie that should be believed is not");
            granted = _desk.Renew(now, session, session.Grants) == DenyReason.None;
        }

        if (!granted) return;
        _grants++;
        bool assigned = session.Nodes.Contains(_nodes[place].Node);
        if (assigned) _payouts.Earn(now, new NodeId(place), Price * _terms.NodeCapChunks);
        _hash.Add(now.Nanoseconds, (ulong)place, (long)session.Grants, assigned ? 1 : 0);
    }

    private void Visit(Instant now, int node)
    {
        int place = Array.IndexOf(_ids, node);
        if (place < 0) return;
        bool colludes = node < _terms.Operators;
        bool served = _outcomes[place].NextUniform() >= (colludes ? _terms.VisitFails : _terms.HonestFails);
        if (!_shopper.Visited(new NodeId(node), served))
        {
            Plan(_shopper.Next(now, new NodeId(node)), new(HappeningKind.Visit, node, null));
            return;
        }

        if (colludes) _caught++;
        else _wrong++;
        _payouts.ClawBack(now, new NodeId(node));
        _hash.Add(now.Nanoseconds, (ulong)node, -1, 0);
        // Another takes its place, so that the network stays as large as it is.
        int fresh = _known++;
        (_ids[place], _nodes[place], _outcomes[place]) = (fresh, EntryOf(fresh), OutcomesOf(fresh));
        Plan(_shopper.Next(now, new NodeId(fresh)), new(HappeningKind.Visit, fresh, null));
    }

    /// <summary>The nodes of a session: drawn, or the client's own and others behind it.</summary>
    private PublicKey[] Assign(Instant now, IpPrefix block, int own)
    {
        PublicKey[] assigned = new PublicKey[_terms.NodesPerSession];
        bool draws = own < 0 || _terms.Has(CollusionDefence.Draw);
        if (draws) _lottery.Draw(Site, block, now.Nanoseconds / _terms.Session.Nanoseconds, _nodes, _drawn);
        for (int i = 0; i < assigned.Length; i++) assigned[i] = _nodes[draws ? _drawn[i] : (own + i) % _nodes.Length].Node;
        return assigned;
    }

    private void Arrive(Instant now)
    {
        IpPrefix block = BlockOf(_colluders.Length + (int)_honest.NextBelow(_terms.HonestBlocks));
        long chunks = Geometric(_terms.HonestChunks);
        if (_desk.Open(now, Site, block, Assign(now, block, own: -1), out DeskSession session) != DenyReason.None)
        {
            _refused += chunks;
            return;
        }

        Go(now, new HonestClient(session, chunks));
    }

    /// <summary>An honest client has what was under way: it says so, asks for more where it needs it, and fetches on.</summary>
    private void Go(Instant now, HonestClient client)
    {
        DeskSession session = client.Session;
        int nodes = session.Nodes.Length;
        Tell(now, client);
        if (client.Delivered == client.Chunks) return;
        long granted = _terms.NodeCapChunks * nodes * session.Grants;
        bool needs = client.Chunks > granted, isDue = session.MostNoted >= session.RenewAt;
        if (needs && isDue && !client.IsDenied) client.IsDenied = _desk.Renew(now, session, session.Grants) != DenyReason.None;
        granted = _terms.NodeCapChunks * nodes * session.Grants;
        long until = Math.Min(client.Chunks, granted);
        if (!client.IsDenied && client.Chunks > granted) until = Math.Min(until, session.RenewAt.Units * nodes);
        if (until <= client.Delivered)
        {
            _refused += client.Chunks - client.Delivered;
            return;
        }

        _served += until - client.Delivered;
        long bits = (until - client.Delivered) * AccessLink.UnitBits;
        client.Delivered = until;
        Duration takes = new((long)(((Int128)bits * 1_000_000_000 / _terms.AccessBitsPerSecond) + 1));
        Plan(now + takes, new(HappeningKind.Delivered, 0, client));
    }

    private void Tell(Instant now, HonestClient client)
    {
        DeskSession session = client.Session;
        int nodes = session.Nodes.Length;
        Span<DeliveryNote> notes = stackalloc DeliveryNote[nodes];
        for (int i = 0; i < nodes; i++)
        {
            long units = (client.Delivered / nodes) + (i < client.Delivered % nodes ? 1 : 0);
            notes[i] = new DeliveryNote(session.Nodes[i], units, Price * units);
        }

        Invariant.Require(_desk.Note(now, session, notes) == DenyReason.None, "collusion: an honest client is not believed");
    }

    private RunResult Result(long events)
    {
        double stolen = (double)_payouts.Paid, bound = (double)_grants * _terms.CapChunks;
        Invariant.Require(stolen <= bound, "collusion: more was stolen than caps times grants");
        Dictionary<string, MeasureValue> measures = new()
        {
            [Measures.StolenRatio] = One(_served > 0 ? stolen / _served : double.NaN),
            [Measures.StolenChunks] = One(stolen),
            [Measures.StolenOfBound] = One(bound > 0 ? stolen / bound : double.NaN),
            [Measures.ColludingGrants] = One(_grants / _terms.Duration.Seconds),
            [Measures.HonestRefused] = One(_served + _refused > 0 ? (double)_refused / (_served + _refused) : double.NaN),
            [Measures.CaughtNodes] = One((double)_caught / _terms.Operators),
            [Measures.WronglyGivenUp] = One(_wrong),
        };
        _hash.Add(_served, (ulong)_refused, (long)_payouts.Paid, (long)_payouts.Returned);
        return new RunResult(measures, _hash.Value, _attempts, events) { DecisionHash = _hash.Value };
    }

    private static MeasureValue One(double value) => double.IsNaN(value) ? new(double.NaN, double.NaN, 0) : new(value, double.NaN, 1);

    private static GatewayTerms TermsOf(CollusionSpec terms) => new(Price * terms.CapChunks, Price)
    {
        NodesPerSession = terms.NodesPerSession,
        GrantTime = terms.Session,
        SessionTime = terms.Session,
        AssignmentPeriod = terms.Session,
        PrefixBudget = terms.Has(CollusionDefence.Budgets) ? Price * terms.BlockBudgetChunks : new(long.MaxValue),
        PrefixRefill = terms.BlockRefill,
        AccessBitsPerSecond = terms.Has(CollusionDefence.Rate) ? terms.AccessBitsPerSecond : 0,
        RenewPercent = CollusionSpec.RenewPercent,
        MaxSessions = int.MaxValue,
        MaxSessionsPerPrefix = int.MaxValue,
    };

    private void Plan(Instant at, in Happening happening)
    {
        if (at < Instant.Never) _queue.Enqueue(happening, (at.Nanoseconds, _order++));
    }

    private Instant NextArrival(Instant now) =>
        new(now.Nanoseconds + 1 + (long)Math.Min(_honest.NextExponential() * _terms.HonestEvery.Nanoseconds, long.MaxValue / 4));

    /// <summary>From 1, of the given mean.</summary>
    private long Geometric(long mean) => mean == 1
        ? 1
        : 1 + (long)(PortableMath.Log(_honest.NextPositiveUniform()) / PortableMath.Log(1 - (1.0 / mean)));

    private NodeEntry EntryOf(int node) => new(
        new PublicKey(HashOf(node, "node"u8)), NodeTransport.WebTransport, default, 0, default, default);

    private RandomStream OutcomesOf(int node) => new(_seed, StreamPurpose.VisitOutcome, node);

    private Hash256 HashOf(long number, ReadOnlySpan<byte> of)
    {
        Span<byte> bytes = stackalloc byte[(2 * sizeof(long)) + 8];
        bytes.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(long)..], _seed);
        of.CopyTo(bytes[(2 * sizeof(long))..]);
        return Blake3.Hash(bytes);
    }

    private static IpPrefix BlockOf(int number) => ClientBlock.Of(IpAddress.V4((uint)number << 8));

    private sealed class Colluder(int place, IpPrefix block)
    {
        public int Operator { get; } = place;

        public IpPrefix Block { get; } = block;

        public DeskSession? Session { get; set; }
    }

    private sealed class HonestClient(DeskSession session, long chunks)
    {
        public DeskSession Session { get; } = session;

        public long Chunks { get; } = chunks;

        public long Delivered { get; set; }

        public bool IsDenied { get; set; }
    }
}
