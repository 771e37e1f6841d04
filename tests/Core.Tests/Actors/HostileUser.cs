using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Plays messages to a node, and keeps its own books of what the node may do: the invariants of the exchange.</summary>
internal sealed class HostileUser
{
    private static readonly UserId User = new(1);
    private static readonly NodeId Id = new(3), Other = new(4);

    private readonly Setup _setup;
    private readonly NodeCore _node;
    private readonly Outbox _outbox;
    private readonly LedgerState _ledger = new();
    private readonly Queue<Redeem> _submitted = new();
    private readonly long _opening;
    private long _sent, _keys, _ticket, _requested, _anchored, _submittedChunks, _elsewhere, _now;
    private bool _watchAsked, _viewOpen, _ended;

    public HostileUser(Setup setup)
    {
        _setup = setup;
        _node = new NodeCore(Id, new NodeOptions(
            Money.Price, setup.Freeze, Money.Chunks(setup.Threshold), CommitRules.OrdinaryOf(setup.Commit), setup.Window, 8,
                Seed: 1)
            { Limits = LimitsOf(setup) });
        _outbox = Outbox.ForWindow(setup.Window);
        // A negative opening balance is a debt.
        _ledger.Deposit(User, Money.Chunks(Math.Max(0, setup.Balance)));
        if (setup.Balance < 0) _ledger.Apply(new Redeem(User, new(9), Money.Chunks(-setup.Balance)));
        if (LimitsOf(setup) is { } limits) _ledger.SetLimits(User, limits);
        _opening = setup.Balance;
    }

    public long Paid { get; private set; }

    public long BadTickets { get; private set; }

    public bool Froze { get; private set; }

    public bool Closed { get; private set; }

    public void Play(Move move)
    {
        _now += move.Variant * 10_000_000L;
        long number = NumberOf(move.Number);
        switch (move.Kind)
        {
            case 0 or 1:
                Send(MessageKind.Hello, move.Variant switch { 0 => long.MaxValue, 1 => 0, 2 => -1, _ => move.Variant });
                break;
            case 2:
                Send(MessageKind.Anchor, number);
                break;
            case 3 or 4 or 5:
                Send(MessageKind.Request, number);
                break;
            case >= 6 and <= 10:
                Send(MessageKind.Pay, number, AmountOf(number, move.Variant));
                break;
            case 11:
                if (move.Variant == 0) Send(MessageKind.Close, number, AmountOf(number, move.Number));
                break;
            case 12:
                Send((MessageKind)(byte)(move.Number + (move.Variant == 6 ? 100 : 0)), number, AmountOf(number, move.Variant));
                break;
            case 13 or 14:
                OpenView();
                break;
            case 15 or 16:
                if (_submitted.TryDequeue(out Redeem redeem)) Step(Input.From(_ledger.Apply(redeem)));
                break;
            case 17:
                if (_viewOpen) ClaimElsewhere(move.Number % 4);
                break;
            case 18:
                Step(Input.Hint(User, move.Variant == 0 ? Id : Other, Money.Chunks(move.Number)));
                break;
            default:
                Step(Input.WakeUp(User));
                break;
        }
    }

    private void ClaimElsewhere(long chunks)
    {
        _elsewhere += chunks;
        Step(Input.From(_ledger.Apply(new Redeem(User, Other, Money.Chunks(_elsewhere)))));
    }

    private void OpenView()
    {
        if (!_watchAsked || _viewOpen) return;
        _viewOpen = true;
        Step(Input.AccountOpened(User, _ledger.SignedBalance(User), default, _ledger.LimitOf(User, Id)));
    }

    private void Send(MessageKind kind, long number, Credits amount = default)
    {
        if (kind == MessageKind.Anchor) _anchored = Math.Max(_anchored, number);
        if (kind == MessageKind.Request) _requested = Math.Max(_requested, number);
        bool valid = kind == MessageKind.Pay && number >= 1 && number <= _sent
            && amount.Units == (Int128)Money.Price.Units * number;
        if (valid) _ticket = Math.Max(_ticket, number);
        Step(Input.From(new Message(kind, RefuseReason.None, User, Id, number, amount)));
        if (valid && _ended) Require(_submittedChunks == Paid, "a payment after the end was not submitted at once");
        if (kind != MessageKind.Close || !_watchAsked) return;
        Closed = _ended = true;
        Require(_submittedChunks == Paid, "a close left something uncommitted");
    }

    private void Step(in Input input)
    {
        Instant now = new(_now);
        Instant deadline = _node.Step(now, input, _outbox);
        Require(deadline > now || input.Kind == InputKind.None || _setup.Commit == CommitRuleKind.Interval,
            "a deadline in the past");
        foreach (ref readonly Effect effect in _outbox.Effects) Observe(effect);
        _outbox.Clear();
        PayerAccount account = _node.AccountOf(User);
        Require(Paid == _ticket, "what is paid is not what the best valid ticket pays");
        Require(_keys == Paid, "keys and payments differ");
        Require(account.Paid == Money.Chunks(Paid) && account.Submitted == Money.Chunks(_submittedChunks),
            "the account is not what it did");
        Require(_sent - Paid <= _setup.Window, "I4: more is sent and unpaid than the window");
    }

    private void Observe(in Effect effect)
    {
        Message m = effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send when m.Kind == MessageKind.Chunk:
                Require(m.Number == ++_sent, "a chunk out of order");
                Require(_viewOpen && !_ended, "a chunk outside the session");
                Require(m.Number <= _requested && m.Number <= _anchored, "a chunk that was not asked for");
                Require(MaySpend(), "T1: a chunk below the threshold");
                break;
            case EffectKind.Send when m.Kind == MessageKind.Key:
                Require(m.Number == ++_keys && m.Number <= _ticket, "I1: a key without a payment");
                break;
            case EffectKind.Send:
                Require(m.Kind is MessageKind.Refuse or MessageKind.Welcome or MessageKind.End, "a message that is not a node's");
                if (m.Reason == RefuseReason.BadTicket) BadTickets++;
                break;
            case EffectKind.Paid:
                Require(m.Number == ++Paid && m.Amount == Money.Price, "a payment out of order");
                break;
            case EffectKind.Submit:
                Require(m.Amount > Money.Chunks(_submittedChunks) && m.Amount == Money.Chunks(Paid),
                    "a claim that no ticket carries");
                _submittedChunks = Paid;
                _submitted.Enqueue(new Redeem(User, Id, m.Amount));
                break;
            case EffectKind.Renew or EffectKind.Release:
                Require(_setup.Freeze == FreezeRuleKind.Lease, "a lease of an account that has none");
                Require(m.Amount == Money.Chunks(Paid), "a claim that no ticket carries");
                _submittedChunks = Paid;
                LimitRequest request = effect.Kind == EffectKind.Renew ? LimitRequest.Renew : LimitRequest.Release;
                _submitted.Enqueue(new Redeem(User, Id, m.Amount) { Request = request, ReleaseNumber = (int)m.Number });
                break;
            case EffectKind.Watch:
                Require(!_watchAsked, "a second view");
                _watchAsked = true;
                break;
            case EffectKind.Froze:
                Require(!Froze, "frozen twice");
                Froze = _ended = true;
                break;
            case EffectKind.Hint:
                Require(_setup.Commit == CommitRuleKind.ProportionalHints, "a hint from a rule that has none");
                break;
            default:
                Require(false, "an effect that is not a node's");
                break;
        }
    }

    /// <summary>With its own pending subtracted, all that is sent leaves the threshold, less only what others took.</summary>
    private bool MaySpend() => _ledger.LimitOf(User, Id) is { } limit
        ? Money.Chunks(_sent) <= limit.Limit
        : _setup.Freeze != FreezeRuleKind.OwnPending || _opening - _elsewhere - _sent >= _setup.Threshold;

    private static LimitTerms? LimitsOf(Setup setup) => setup.Freeze switch
    {
        FreezeRuleKind.StaticCap => new StaticCapTerms { Threshold = Money.Chunks(setup.Threshold), NetworkNodes = 8, AssignedNodes = 3 },
        FreezeRuleKind.Lease => new LeaseTerms
        {
            Threshold = Money.Chunks(setup.Threshold), NetworkNodes = 8, AssignedNodes = 8, Quota = Money.Chunks(6),
            Reserve = Money.Chunks(setup.Window % 4), Bootstrap = Money.Chunks(Math.Min(6, setup.Threshold / 8)),
        },
        _ => null,
    };

    private long NumberOf(int choice) => choice switch
    {
        0 => long.MaxValue,
        1 => long.MinValue,
        2 => 0,
        3 => -1,
        4 or 5 => _sent + 1,
        6 or 7 or 8 => _sent,
        9 or 10 => Paid + 1,
        11 => Paid,
        12 => _sent + 20,
        13 => 300,
        _ => Paid + 2,
    };

    private static Credits AmountOf(long number, int variant)
    {
        if (number is > 1000 or < -1000) return new(variant % 2 == 0 ? long.MaxValue : long.MinValue);
        return variant switch
        {
            0 => Money.Chunks(number + 1),
            1 => Money.Chunks(number) - new Credits(1),
            2 => -Money.Chunks(number),
            _ => Money.Chunks(number),
        };
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds) Assert.Fail(rule);
    }

    internal readonly record struct Move(int Kind, int Number, int Variant);

    internal sealed record Setup(CommitRuleKind Commit, FreezeRuleKind Freeze, int Window, long Balance, long Threshold);
}
