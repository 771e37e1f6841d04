using CsCheck;
using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// Any sequence of messages from a node: a user never throws, and never pays for what it has not asked for and got.
/// </summary>
public sealed class HostileNodeTests
{
    private static readonly UserId User = new(1);
    private static readonly NodeId Hostile = new(7), Honest = new(8);

    private static readonly Gen<(int Kind, int Number, int Variant)[]> Attacks =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 11], Gen.Int[0, 5]).Array[0, 100];

    [Fact]
    public void A_user_pays_only_for_chunks_it_asked_for_and_got_in_order() => Attacks.Sample(
        moves =>
        {
            Books books = new();
            foreach ((int kind, int number, int variant) in moves) books.Play(kind, number, variant);
        }, iter: 10_000);

    [Fact]
    public void A_chunk_before_the_price_is_known_is_not_paid()
    {
        Books books = new();
        books.Send(MessageKind.Chunk, 1, default);
        books.Want(5);
        books.Send(MessageKind.Chunk, 1, default);
        Assert.Equal(0, books.Ticket);
        books.Send(MessageKind.Welcome, 4, Money.Price);
        books.Send(MessageKind.Chunk, 1, default);
        Assert.Equal(1, books.Ticket);
    }

    [Fact]
    public void Chunks_that_nobody_asked_for_are_not_paid()
    {
        Books books = new();
        books.Want(2);
        books.Send(MessageKind.Welcome, 4, Money.Price);
        for (int i = 1; i <= 10; i++) books.Send(MessageKind.Chunk, i, default);
        Assert.Equal(2, books.Ticket);
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue / 3, 3)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(long.MinValue, 0)]
    public void A_price_that_money_cannot_say_buys_nothing_and_stops_nobody(long price, long paid)
    {
        Books books = new();
        books.Want(100);
        books.Send(MessageKind.Welcome, 4, new(price));
        for (int i = 1; i <= 10; i++) books.Send(MessageKind.Chunk, i, default);
        Assert.Equal(paid, books.Ticket);
        books.Finish();
    }

    [Fact]
    public void A_user_with_many_nodes_closes_them_all_in_one_step()
    {
        NodeId[] nodes = [.. Enumerable.Range(0, 200).Select(id => new NodeId(id))];
        UserCore user = new(User, nodes);
        Outbox outbox = Outbox.ForWindow(1, nodes.Length);
        foreach (NodeId node in nodes)
        {
            user.Step(Instant.Zero, Input.Demand(User, node, 1), outbox);
            outbox.Clear();
            user.Step(Instant.Zero, Input.From(new Message(MessageKind.Welcome, default, User, node, 8, Money.Price)), outbox);
            outbox.Clear();
        }

        user.Step(Instant.Zero, Input.Finish(User), outbox);
        Assert.Equal(200, outbox.Effects.Length);
        Assert.All(outbox.Effects.ToArray(), effect => Assert.Equal(MessageKind.Close, effect.Message.Kind));
    }

    [Fact]
    public void Inputs_of_another_actor_are_bugs_of_the_driver()
    {
        UserCore user = new(User, [Hostile]);
        Outbox outbox = Outbox.ForWindow(1);
        Assert.Throws<InvariantViolationException>(() => user.Step(Instant.Zero, Input.AccountOpened(User, default), outbox));
        Assert.Throws<InvariantViolationException>(() => user.Step(Instant.Zero, Input.Hint(User, Hostile, default), outbox));
        Assert.Throws<InvariantViolationException>(() => user.Step(Instant.Zero, Input.Demand(User, Honest, 1), outbox));
        Assert.Throws<InvariantViolationException>(() => user.Step(Instant.Zero, Input.Demand(User, Hostile, 0), outbox));
    }

    /// <summary>What a user may do, kept apart from it.</summary>
    private sealed class Books
    {
        private readonly UserCore _user = new(User, [Honest, Hostile]);
        private readonly Outbox _outbox = Outbox.ForWindow(1, 2);
        private long _wanted, _received, _keyed, _anchored;
        private Credits? _price;
        private bool _greeted, _finished, _closed, _refused;

        /// <summary>Chunks that the best ticket pays for.</summary>
        public long Ticket { get; private set; }

        public void Play(int kind, int number, int variant)
        {
            switch (kind)
            {
                case 0 or 1:
                    Want(number + 1);
                    break;
                case 2:
                    if (variant == 0) Finish();
                    break;
                case 3 or 4:
                    Send(MessageKind.Welcome, number, PriceOf(variant));
                    break;
                case >= 5 and <= 9:
                    Send(MessageKind.Chunk, NumberOf(number), default);
                    break;
                case >= 10 and <= 12:
                    Send(MessageKind.Key, NumberOf(number), default);
                    break;
                case 13:
                    if (variant == 0) Send(MessageKind.Refuse, number, default);
                    break;
                default:
                    Send((MessageKind)(byte)(variant == 5 ? 200 : number), NumberOf(number), PriceOf(variant));
                    break;
            }
        }

        public void Want(long chunks)
        {
            if (!_finished && !_refused) _wanted += chunks;
            Step(Input.Demand(User, Hostile, chunks));
        }

        public void Finish()
        {
            Step(Input.Finish(User));
            _finished = true;
        }

        public void Send(MessageKind kind, long number, Credits amount)
        {
            if (kind == MessageKind.Welcome && _greeted && !_finished && !_refused) _price ??= amount;
            bool inOrder = kind == MessageKind.Chunk && number == _received + 1;
            bool payable = inOrder && number <= _wanted && _price is { Units: > 0 } price
                && (Int128)price.Units * number <= long.MaxValue;
            if (payable) _received = number;
            if (kind == MessageKind.Refuse) _refused = true;
            Step(Input.From(new Message(kind, RefuseReason.Frozen, User, Hostile, number, amount)));
            Require(Ticket == _received, "a chunk that was asked for and came is unpaid, or the other way round");
        }

        private void Step(in Input input)
        {
            _user.Step(Instant.Zero, input, _outbox);
            foreach (ref readonly Effect effect in _outbox.Effects) Observe(effect);
            _outbox.Clear();
        }

        private void Observe(in Effect effect)
        {
            Message m = effect.Message;
            Require(m.Node == Hostile, "an effect on a lane where nothing happened");
            switch (effect.Kind)
            {
                case EffectKind.Send when m.Kind == MessageKind.Hello:
                    Require(!_greeted && m.Number == 2, "a second hello");
                    _greeted = true;
                    break;
                case EffectKind.Send when m.Kind == MessageKind.Anchor:
                    Require(m.Number > _anchored && m.Number <= _received + 512, "an anchor far beyond what came");
                    _anchored = m.Number;
                    break;
                case EffectKind.Send when m.Kind == MessageKind.Request:
                    Require(m.Number == _wanted, "asks for what nobody wants");
                    break;
                case EffectKind.Send when m.Kind == MessageKind.Pay:
                    Require(m.Number == Ticket + 1 && m.Number <= _received && m.Number <= _anchored,
                        "pays for what it has not got");
                    Require(m.Amount == _price!.Value * m.Number, "pays another price than it was told");
                    Ticket = m.Number;
                    break;
                case EffectKind.Send:
                    Require(m.Kind == MessageKind.Close && !_closed && m.Number == _received, "closes with another sum");
                    _closed = true;
                    break;
                case EffectKind.Delivered:
                    Require(m.Number == ++_keyed && m.Number <= _received, "uses a chunk that it has not got");
                    break;
                default:
                    Require(effect.Kind == EffectKind.Refused, "an effect that is not a user's");
                    break;
            }
        }

        private long NumberOf(int choice) => choice switch
        {
            0 => long.MaxValue,
            1 => long.MinValue,
            2 => 0,
            3 => _received,
            4 => _received + 2,
            5 or 6 => _keyed + 1,
            7 => _keyed,
            _ => _received + 1,
        };

        private static Credits PriceOf(int variant) => variant switch
        {
            0 => new(long.MaxValue),
            1 => new(-1),
            2 => new(long.MaxValue / 4),
            _ => Money.Price,
        };

        private static void Require(bool holds, string rule)
        {
            if (!holds) Assert.Fail(rule);
        }
    }
}
