using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// One user and one node with nothing between them: messages arrive at once and in order, claims become visible when
/// told.
/// </summary>
internal sealed class Pair
{
    public static readonly UserId User = new(2);
    public static readonly NodeId Node = new(5);

    private readonly UserCore _user;
    private readonly Queue<Message> _toNode = new(), _toUser = new();
    private readonly Queue<Redeem> _submitted = new();
    private readonly LedgerState _ledger;
    private readonly Outbox _outbox;
    private bool _watchAsked;

    public Pair(
        CommitRule commit, long balance = 1000, long threshold = 0, int window = 4,
        FreezeRuleKind freeze = FreezeRuleKind.OwnPending, int servingNodes = 1, LimitTerms? limits = null, long? unfreeze = null)
    {
        NodeId[] serving = [Node, .. Enumerable.Range(100, servingNodes - 1).Select(id => new NodeId(id))];
        _user = new UserCore(User, serving);
        Actor = new NodeCore(Node, new NodeOptions(Money.Price, freeze, Money.Chunks(threshold), commit, window, 8, Seed: 1) 
        {
            Limits = limits, UnfreezeThreshold = unfreeze is { } enough ? Money.Chunks(enough) : null,
        });
        _ledger = unfreeze is null ? new() : new(new LedgerRules
        {
            FreezeBelow = Money.Chunks(threshold + 1), UnfreezeFrom = Money.Chunks(unfreeze.Value),
        });
        _outbox = Outbox.ForWindow(window, servingNodes);
        _ledger.Deposit(User, Money.Chunks(balance));
        if (limits is not null) _ledger.SetLimits(User, limits);
    }

    public NodeCore Actor { get; }

    /// <summary>Whether a claim becomes visible as soon as the exchange pauses.</summary>
    public bool Settles { get; init; } = true;

    /// <summary>Every effect of both, in order, if it is kept.</summary>
    public List<string>? Log { get; init; }

    public Instant Now { get; set; }

    public Instant Deadline { get; private set; } = Instant.Never;

    public long Sent { get; private set; }

    public long Delivered { get; private set; }

    public long Submits { get; private set; }

    public bool Froze { get; private set; }

    /// <summary>The node's limit on the ledger, in chunks, where the account has limits.</summary>
    public long Limit => _ledger.LimitOf(User, Node)!.Value.Limit.Units / Money.Price.Units;

    public void Deposit(long chunks) => StepNode(Input.From(_ledger.Deposit(User, Money.Chunks(chunks))));

    public void Withdraw(long chunks) => StepNode(Input.From(_ledger.Withdraw(User, Money.Chunks(chunks))));

    /// <summary>The user asks to be served again.</summary>
    public void Reconnect()
    {
        StepUser(Input.Connected(User, Node));
        Pump();
    }

    public bool TryWithdraw(long chunks) => _ledger.TryWithdraw(User, Money.Chunks(chunks));

    public UserLaneState Lane => _user.StateOf(0);

    public long FinalBalance => _ledger.SignedBalance(User).Units / Money.Price.Units;

    public void Want(long chunks)
    {
        StepUser(Input.Demand(User, Node, chunks));
        Pump();
    }

    public void Finish()
    {
        StepUser(Input.Finish(User));
        Pump();
    }

    public void Hint(NodeId from, long chunks) => StepNode(Input.Hint(User, from, Money.Chunks(chunks)));

    /// <summary>Lets the node have every wake-up that it asked for up to now, each at its time.</summary>
    public void AdvanceTo(Instant now)
    {
        while (Deadline <= now)
        {
            Now = Instant.Max(Now, Deadline);
            StepNode(Input.WakeUp(User));
            Pump();
        }

        Now = now;
    }

    /// <summary>A claim of another node on the same account becomes visible.</summary>
    public void ClaimElsewhere(NodeId node, long chunks) => Apply(new Redeem(User, node, Money.Chunks(chunks)));

    /// <summary>Makes the oldest submitted claim visible.</summary>
    public bool SettleOne()
    {
        if (!_submitted.TryDequeue(out Redeem redeem)) return false;
        Apply(redeem);
        Pump();
        return true;
    }

    public void Pump()
    {
        while (true)
        {
            if (_toNode.TryDequeue(out Message up)) StepNode(Input.From(up));
            else if (_toUser.TryDequeue(out Message down)) StepUser(Input.From(down));
            else if (!Settles || !_submitted.TryDequeue(out Redeem redeem)) return;
            else Apply(redeem);
        }
    }

    private void Apply(in Redeem redeem) => StepNode(Input.From(_ledger.Apply(redeem)));

    private void StepUser(in Input input)
    {
        if (_user.Step(Now, input, _outbox) != Instant.Never) Assert.Fail("a user waits for nothing");
        foreach (ref readonly Effect effect in _outbox.Effects)
        {
            Log?.Add(Text("user", effect));
            if (effect.Kind == EffectKind.Delivered) Delivered++;
            if (effect.Kind == EffectKind.Send && effect.Message.Node == Node) _toNode.Enqueue(effect.Message);
        }

        _outbox.Clear();
    }

    private void StepNode(in Input input)
    {
        Deadline = Actor.Step(Now, input, _outbox);
        foreach (ref readonly Effect effect in _outbox.Effects)
        {
            Log?.Add(Text("node", effect));
            OnNodeEffect(effect);
        }

        _outbox.Clear();
        if (!_watchAsked) return;
        _watchAsked = false;
        StepNode(Input.AccountOpened(User, _ledger.SignedBalance(User), default, _ledger.LimitOf(User, Node), _ledger.IsFrozen(User)));
    }

    private void OnNodeEffect(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Send:
                if (effect.Message.Kind == MessageKind.Chunk) Sent++;
                _toUser.Enqueue(effect.Message);
                break;
            case EffectKind.Submit or EffectKind.Renew or EffectKind.Release:
                Submits++;
                LimitRequest request = effect.Kind switch
                {
                    EffectKind.Renew => LimitRequest.Renew,
                    EffectKind.Release => LimitRequest.Release,
                    _ => LimitRequest.None,
                };
                _submitted.Enqueue(new Redeem(User, Node, effect.Message.Amount)
                {
                    Request = request, ReleaseNumber = (int)effect.Message.Number,
                });
                break;
            case EffectKind.Watch:
                _watchAsked = true;
                break;
            case EffectKind.Froze:
                Froze = true;
                break;
        }
    }

    private static string Text(string actor, in Effect effect)
    {
        Message m = effect.Message;
        string what = effect.Kind == EffectKind.Send ? m.Kind.ToString() : effect.Kind.ToString().ToLowerInvariant();
        string reason = m.Reason == RefuseReason.None ? "" : " " + m.Reason;
        return $"{actor}: {what}{reason} {m.Number} {m.Amount.Units / Money.Price.Units}";
    }
}
