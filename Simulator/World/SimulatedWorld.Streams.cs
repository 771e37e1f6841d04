using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Streams;

namespace Fleek.Sim.World;

/// <summary>
/// Exact fast-forward: a lane whose stream of constant rate has become steady leaves the event queue but for its next decision. What
/// its messages would have done is arithmetic (<see cref="StreamTimes"/>), said to node and tally when something asks for it, and turned back
/// into letters under way when a decision ends the stream.
/// </summary>
internal sealed partial class SimulatedWorld
{
    private const int FirstTry = 16;
    private int _streamsRunning;

    private void OpenStream(int lane)
    {
        ref Lane l = ref _lanes[lane];
        l.MeetsFaults = _faults is not null && _faults.Touch(l.User, l.Node);
        l.Stream.Eligible &= !l.MeetsFaults;
        if (!l.Stream.Eligible) return;
        l.Stream.Eligible = new StreamTimes(l, _links).NeverBinds(_scenario.Payments.WindowChunks);
        l.Stream.TryAt = FirstTry;
        l.Stream.DecisionNs = -1;
    }

    /// <summary>
    /// At a demand that is due and not yet made: if the lane stands exactly as its stream's times say, letter by letter, the stream
    /// takes over from here.
    /// </summary>
    private bool TryFastForward(int lane)
    {
        ref Lane l = ref _lanes[lane];
        if (!l.Stream.Eligible || l.Demands < l.Stream.TryAt) return false;
        long now = _loop.Now, before = l.Demands - 1;
        StreamTimes times = new(l, _links);
        long sent = Math.Min(before, times.SentBefore(now + 1)), received = Math.Min(before, times.ReceivedBefore(now + 1));
        long paid = Math.Min(before, times.PaidBefore(now + 1)), keyed = Math.Min(before, times.KeyedBefore(now + 1));
        // Not before the first key is there, and then less and less often: a stream that queues may never become steady.
        l.Stream.TryAt = l.Demands * 2;
        bool steady = keyed > 0
            && NodeAt(l.Node).Streams(l.User, sent, paid)
            && _users[l.User.Value - _firstUser].Streams(PlaceOf(lane), before, received, keyed)
            && LettersAre(lane, times, new StreamCounts(before, sent, received, paid, keyed));
        if (!steady) return false;
        _messagesDelivered += l.Up.Letters.Count + l.Down.Letters.Count;
        DropLetters(ref l.Up);
        DropLetters(ref l.Down);
        l.Stream.Running = true;
        _streamsRunning++;
        l.Stream.Sent = sent;
        l.Stream.Paid = paid;
        _tally.UnpaidNs += times.SentNs(paid, sent);
        Reconsider(lane);
        return true;
    }

    /// <summary>Arms the lane's next decision, if it is fast-forwarded and that is earlier than thought.</summary>
    private void Reconsider(int lane)
    {
        ref Lane l = ref _lanes[lane];
        if (!l.Stream.Running) return;
        StreamTimes times = new(l, _links);
        StreamOutlook outlook = NodeAt(l.Node).Outlook(l.User);
        long at = _scenario.Duration.Nanoseconds;
        if (outlook.LastChunk < long.MaxValue) at = times.RequestArrivesOr(outlook.LastChunk + 1, at);
        if (outlook.CommitChunk < long.MaxValue) at = times.PaymentArrivesOr(outlook.CommitChunk, at);
        ArmInterval(lane, times);
        if (at == l.Stream.DecisionNs) return;
        l.Stream.DecisionNs = at;
        EntityId node = new(EntityKind.Node, l.Node.Value), user = new(EntityKind.User, l.User.Value);
        Schedule(new Instant(at), Phase.Exchange, node, user, 0, What.Decision, lane);
    }

    /// <summary>A rule of intervals is due some time after the first payment that is not committed.</summary>
    private void ArmInterval(int lane, in StreamTimes times)
    {
        ref readonly Lane l = ref _lanes[lane];
        if (!_groups.Of(l.Node).CommitsByTimer) return;
        if (NodeAt(l.Node).AccountOf(l.User).Uncommitted > Credits.Zero) return; // its deadline is known and armed
        Instant first = new(times.PaymentArrives(FirstUncommitted(l)));
        ArmWake(lane, NodeAt(l.Node).IntervalAfter(l.User, first));
    }

    private long FirstUncommitted(in Lane l) =>
        (NodeAt(l.Node).AccountOf(l.User).Submitted.Units / _scenario.Payments.Price.Units) + 1;

    private void OnDecision(int lane)
    {
        ref Lane l = ref _lanes[lane];
        if (!l.Stream.Running || l.Stream.DecisionNs != _loop.Now) return; // an old one
        l.Stream.DecisionNs = -1;
        NoteInsolvencyBefore(l.User, _loop.Now);
        SyncBefore(lane);
        StreamTimes times = new(l, _links);
        StreamOutlook outlook = NodeAt(l.Node).Outlook(l.User);
        bool ends = _loop.Now >= _scenario.Duration.Nanoseconds || times.SentBefore(_loop.Now + 1) > outlook.LastChunk;
        if (ends)
        {
            Unroll(lane);
            return;
        }

        long chunk = outlook.CommitChunk;
        if (chunk < long.MaxValue && times.PaymentArrives(chunk) == _loop.Now)
        {
            // The payment before which there was nothing to decide: from here the node's own step. Where messages take no time, its
            // chunk was sent in this instant too.
            AdvanceTo(ref l, times, Math.Max(l.Stream.Sent, chunk), l.Stream.Paid);
            // Ahead of the payment comes what the user anchored with it, without which a stream that ends now would stand still at the
            // end of its chain.
            long covered = AnchorSchedule.CoveredAfter(chunk);
            if (covered > AnchorSchedule.CoveredAfter(chunk - 1)) StepNode(lane, Input.From(AnchorFor(l, covered)));
            StepNode(lane, Input.From(PayFor(l, chunk)));
        }

        Reconsider(lane);
    }

    /// <summary>
    /// Says to node and tally what the stream did before now, or up to and with now. Its deadline is armed already: see
    /// <see cref="ArmInterval"/>.
    /// </summary>
    private void SyncBefore(int lane) => Sync(lane, _loop.Now);

    private void SyncThrough(int lane) => Sync(lane, _loop.Now + 1);

    private void Sync(int lane, long beforeNs)
    {
        ref Lane l = ref _lanes[lane];
        if (!l.Stream.Running) return;
        StreamTimes times = new(l, _links);
        long paid = Math.Max(l.Stream.Paid, times.PaidBefore(beforeNs)), sent = Math.Max(l.Stream.Sent, times.SentBefore(beforeNs));
        AdvanceTo(ref l, times, sent, paid);
    }

    private void AdvanceTo(ref Lane l, in StreamTimes times, long sent, long paid)
    {
        if (sent == l.Stream.Sent && paid == l.Stream.Paid) return;
        Instant first = _groups.Of(l.Node).CommitsByTimer ? new(times.PaymentArrives(FirstUncommitted(l))) : Instant.Never;
        NodeAt(l.Node).Advance(l.User, sent, paid, first);
        _tally.Streamed(l.User, sent - l.Stream.Sent, paid - l.Stream.Paid, times.UnpaidNs);
        l.Stream.Sent = sent;
        l.Stream.Paid = paid;
    }

    /// <summary>The stream ends now: its messages under way become letters again, and whatever is due now is still to happen.</summary>
    private void Unroll(int lane)
    {
        ref Lane l = ref _lanes[lane];
        long now = _loop.Now;
        StreamTimes times = new(l, _links);
        StreamCounts counts = times.CountsBefore(now);
        l.Stream.Running = false;
        _streamsRunning--;
        _tally.UnpaidNs -= times.SentNs(counts.Paid, counts.Sent);
        _users[l.User.Value - _firstUser].Advance(PlaceOf(lane), counts.Wanted, counts.Received, counts.Keyed);
        l.Up.Link = default;
        l.Down.Link = times.DownLinkBefore(now);
        StreamLetters letters = new(times, counts, _scenario.Payments.Price, l.User, l.Node);
        while (letters.NextUp(out Letter letter)) Post(ref l.Up, letter);
        while (letters.NextDown(out Letter letter)) Post(ref l.Down, letter);
        if (l.Up.Letters.Count > 0) ArmUp(lane);
        if (l.Down.Letters.Count > 0) ArmDown(lane);
        l.Demands = counts.Wanted;
        l.Stream.TryAt = counts.Wanted + FirstTry;
        ScheduleDemand(lane);
    }

    private bool LettersAre(int lane, in StreamTimes times, in StreamCounts counts)
    {
        ref Lane l = ref _lanes[lane];
        StreamLetters letters = new(times, counts, _scenario.Payments.Price, l.User, l.Node);
        for (int i = 0; i < l.Up.Letters.Count; i++)
            if (!letters.NextUp(out Letter letter) || letter != _letters.At(l.Up.Letters, i)) return false;
        for (int i = 0; i < l.Down.Letters.Count; i++)
            if (!letters.NextDown(out Letter letter) || letter != _letters.At(l.Down.Letters, i)) return false;
        return !letters.NextUp(out _) && !letters.NextDown(out _);
    }

    private void DropLetters(ref Direction direction)
    {
        if (direction.Letters.Count > 0) _letters.Clear(ref direction.Letters);
        direction.ArmedNs = -1;
    }

    private static Message AnchorFor(in Lane l, long covered) =>
        new(MessageKind.Anchor, RefuseReason.None, l.User, l.Node, covered, default);

    private Message PayFor(in Lane l, long chunk) =>
        new(MessageKind.Pay, RefuseReason.None, l.User, l.Node, chunk, _scenario.Payments.Price * chunk);

    /// <summary>
    /// Finds the payment with which the account became unable to pay for another chunk, if streams made it before a time and nobody has
    /// asked since: to be called before anything else is counted for the account.
    /// </summary>
    private void NoteInsolvencyBefore(UserId user, long timeNs)
    {
        if (!IsInsolventBefore(user, timeNs)) return;
        long left = _tally.ChunksUntilInsolvent(user), low = 0, high = timeNs;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            if (PaidOnStreamsBefore(user, middle) >= left) high = middle;
            else low = middle;
        }

        _tally.Insolvent(user, new Instant(low));
    }

    /// <summary>Payments of streams before a time made the account insolvent, and it is not known since when.</summary>
    private bool IsInsolventBefore(UserId user, long timeNs)
    {
        if (_streamsRunning == 0) return false;
        long left = _tally.ChunksUntilInsolvent(user), streamed = PaidOnStreamsBefore(user, timeNs);
        return streamed > 0 && streamed >= left;
    }

    /// <summary>Payments before a time that the tally has not been told of.</summary>
    private long PaidOnStreamsBefore(UserId user, long timeNs)
    {
        long paid = 0;
        int first = FirstLaneOf(user.Value);
        for (int lane = first; lane < first + _lanesPerUser; lane++)
        {
            ref readonly Lane l = ref _lanes[lane];
            if (l.Stream.Running) paid += Math.Max(0, new StreamTimes(l, _links).PaidBefore(timeNs) - l.Stream.Paid);
        }

        return paid;
    }
}
