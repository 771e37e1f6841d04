using BenchmarkDotNet.Attributes;
using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Benchmarks;

/// <summary>
/// Full chunk exchanges (request, chunk, pay, key, and the commits of the rule) between one node and one user, through the
/// production actors alone: no clock, no queue, no network. One operation is one exchange.
/// </summary>
public class ExchangeBenchmarks
{
    private const int Exchanges = 100_000;
    private static readonly Credits Price = new(1_000_000_000);
    private static readonly UserId User = new(0);
    private static readonly NodeId Node = new(0);

    private readonly Outbox _outbox = Outbox.ForWindow(8);
    private readonly LedgerState _ledger = new();
    private NodeCore _node = null!;
    private UserCore _user = null!;
    private Instant _now;

    [Params(CommitRuleKind.Threshold, CommitRuleKind.Weibull, CommitRuleKind.EveryChunk)]
    public CommitRuleKind Rule { get; set; }

    [GlobalSetup]
    public void Open()
    {
        CommitRule rule = new() { Kind = Rule, Threshold = Price * 50, Mean = Price * 50, Shape = 3 };
        _node = new NodeCore(Node, new NodeOptions(Price, FreezeRuleKind.OwnPending, Credits.Zero, rule, 8, 64, 1));
        _user = new UserCore(User, [Node]);
        _ledger.Deposit(User, Price * 4_000_000_000);
    }

    [Benchmark(OperationsPerInvoke = Exchanges)]
    public long Exchange()
    {
        for (int i = 0; i < Exchanges; i++)
        {
            _now += new Duration(1_000);
            StepUser(Input.Demand(User, Node, 1));
        }

        return _node.AccountOf(User).Paid.Units;
    }

    private void StepUser(in Input input)
    {
        _user.Step(_now, input, _outbox);
        Relay();
    }

    private void StepNode(in Input input)
    {
        _node.Step(_now, input, _outbox);
        Relay();
    }

    /// <summary>Carries out the effects of the last step at once, depth first: messages arrive in the order they were sent.</summary>
    private void Relay()
    {
        int count = _outbox.Effects.Length;
        Span<Effect> effects = stackalloc Effect[count];
        _outbox.Effects.CopyTo(effects);
        _outbox.Clear();
        foreach (ref readonly Effect effect in effects)
        {
            Message m = effect.Message;
            switch (effect.Kind)
            {
                case EffectKind.Send when m.Kind is MessageKind.Welcome or MessageKind.Chunk or MessageKind.Key or MessageKind.Refuse:
                    StepUser(Input.From(m));
                    break;
                case EffectKind.Send:
                    StepNode(Input.From(m));
                    break;
                case EffectKind.Watch:
                    StepNode(Input.AccountOpened(m.User, _ledger.SignedBalance(m.User)));
                    break;
                case EffectKind.Submit:
                    StepNode(Input.From(_ledger.Apply(new Redeem(m.User, m.Node, m.Amount))));
                    break;
            }
        }
    }
}
