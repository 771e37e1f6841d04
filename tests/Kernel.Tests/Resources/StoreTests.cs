using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class StoreTests
{
    private readonly Simulation _env = new();
    private readonly Log _log;

    public StoreTests() => _log = new Log(_env);

    [Fact]
    public void Items_leave_a_store_in_order_a_stack_in_reverse_and_a_priority_store_by_priority()
    {
        Store store = new(_env, ["a", "b"]);
        Stack stack = new(_env, ["a", "b"]);
        PriorityStore sorted = new(_env, ["a", "b"], [2, 1]);
        foreach (string item in (string[])["c", "d"])
        {
            store.Put(item);
            stack.Put(item);
            sorted.Put(item);
        }

        Assert.Equal("abcd", Drain(store.Get));
        Assert.Equal("dcba", Drain(stack.Get));
        Assert.Equal("bcda", Drain(sorted.Get));

        string Drain(Func<StoreGet> get) => string.Concat(Enumerable.Range(0, 4).Select(_ => get().Value));
    }

    [Theory]
    [InlineData("store")]
    [InlineData("stack")]
    [InlineData("filter")]
    [InlineData("priority")]
    public void Puts_wait_for_room_and_gets_for_items(string kind)
    {
        (Func<object, StorePut> put, Func<StoreGet> get) = kind switch
        {
            "store" => Doors(new Store(_env, 1)),
            "stack" => Doors(new Stack(_env, 1)),
            "filter" => Doors(new FilterStore(_env, 1)),
            _ => Doors(new PriorityStore(_env, 1)),
        };
        _env.Process(Produce());
        _env.Process(Consume());
        _env.Run();
        Assert.Equal("0 put 1, 0 got 1, 0 put 2, 3 got 2, 3 put 3, 6 got 3", _log.All);

        IEnumerable<Event> Produce()
        {
            for (int i = 1; i <= 3; i++)
            {
                yield return put(i);
                _log.Write($"put {i}");
            }
        }

        IEnumerable<Event> Consume()
        {
            for (int i = 0; i < 3; i++)
            {
                StoreGet request = get();
                yield return request;
                _log.Write($"got {request.Value}");
                yield return _env.TimeoutD(3);
            }
        }
    }

    [Fact]
    public void A_filter_takes_the_first_that_will_do_and_holds_up_nobody()
    {
        FilterStore store = new(_env, [1, 2, 3, 4]);
        Assert.True(store.IsAvailable(x => (int)x! > 3));
        Assert.Equal(2, store.Get(x => (int)x! % 2 == 0).Value);
        FilterStoreGet waits = store.Get(x => (int)x! > 10), next = store.Get(x => (int)x! % 2 == 0);
        Assert.Equal((false, 4), (waits.IsTriggered, next.Value));
        store.Put(11);
        _env.Run();
        Assert.Equal((11, 2), (waits.Value, store.Count));
        Assert.Equal(1, store.Get().Value);
    }

    [Fact]
    public void Who_no_longer_waits_withdraws_and_the_item_goes_to_the_next()
    {
        Store store = new(_env);
        StoreGet first = store.Get(), second = store.Get();
        Assert.True(store.Cancel(first));
        Assert.False(store.Cancel(first));
        store.Put("item");
        _env.Run();
        Assert.Equal((false, "item"), (first.IsTriggered, second.Value));
        Assert.False(store.Cancel(second));

        Store full = new(_env, ["x"], capacity: 1);
        StorePut one = full.Put("y"), two = full.Put("z");
        Assert.True(full.Cancel(one));
        Assert.Equal("x", full.Get().Value);
        _env.Run();
        Assert.Equal((false, true, 1), (one.IsTriggered, two.IsTriggered, full.Count));

        FilterStore filter = new(_env);
        FilterStoreGet picky = filter.Get(_ => true), other = filter.Get();
        Assert.True(filter.Cancel(picky));
        filter.Put(5);
        _env.Run();
        Assert.Equal((false, 5), (picky.IsTriggered, other.Value));
    }

    [Fact]
    public void Monitors_see_stay_and_waiting()
    {
        Store store = new(_env, 2)
        {
            LeadTime = new SampleMonitor(), GetWaitingTime = new SampleMonitor(), PutWaitingTime = new SampleMonitor(),
            Utilization = new TimeSeriesMonitor(_env, 0), PutQueueLength = new TimeSeriesMonitor(_env, 0),
            GetQueueLength = new TimeSeriesMonitor(_env, 0), WIP = new TimeSeriesMonitor(_env, 0),
        };
        for (int i = 0; i < 3; i++) store.Put(i);
        for (int i = 1; i <= 4; i++) _log.At(2 * i, () => store.Get());
        _log.At(10, () => store.Put(9));
        _env.Run(TimeSpan.FromSeconds(16));
        // Stays 0-2, 0-4, 2-6, 10-10; the third put waits 2 s, the fourth get 2 s.
        Assert.Equal((10.0 / 4, 2.0 / 4, 2.0 / 4), (store.LeadTime.Mean, store.PutWaitingTime.Mean, store.GetWaitingTime.Mean));
        Assert.Equal((10.0 / 32, 2.0 / 16, 2.0 / 16), (store.Utilization.Mean, store.PutQueueLength.Mean,
            store.GetQueueLength.Mean));
        Assert.Equal((10.0 + 2 + 2) / 16, store.WIP.Mean);
    }

    [Fact]
    public void Whens_happen_when_they_say()
    {
        Store store = new(_env, 2);
        foreach ((string name, Func<Event> when) in ((string, Func<Event>)[])
        [
            ("new", store.WhenNew), ("any", store.WhenAny), ("full", store.WhenFull), ("empty", store.WhenEmpty),
            ("change", store.WhenChange),
        ])
        {
            _log.At(0, () => when().AddCallback(_ => _log.Write(name)));
            _log.At(3, () => when().AddCallback(_ => _log.Write(name + "'")));
        }

        _log.At(1, () => store.Put(1));
        _log.At(2, () => store.Put(2));
        _log.At(4, () => store.Get());
        _log.At(5, () => store.Get());
        _log.At(6, () => store.Put(3));
        _env.Run();
        Assert.Equal("0 empty, 1 new, 1 any, 1 change, 2 full, 3 any', 3 full', 4 change', 5 empty', 6 new'", _log.All);
    }

    [Fact]
    public void Equal_priorities_leave_first_come_first_served()
    {
        PriorityStore store = new(_env);
        for (int i = 0; i < 5000; i++) store.Put(i, i % 3);
        Assert.Equal(Enumerable.Range(0, 5000).OrderBy(i => i % 3),
            Enumerable.Range(0, 5000).Select(_ => (int)store.Get().Value!));
    }

    [Fact]
    public void A_store_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Store(_env, 0));
        Assert.Throws<ArgumentException>(() => new Store(_env, ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new Stack(_env, ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new FilterStore(_env, ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new PriorityStore(_env, ["a", "b"], [1.0, 2], 1));
        Assert.Throws<ArgumentException>(() => new PriorityStore(_env, ["a", "b"], [1.0]));
        Assert.Throws<ArgumentException>(() => new PriorityStore(_env).Put("a", double.NaN));
    }

    private static (Func<object, StorePut> Put, Func<StoreGet> Get) Doors(Store store) => (store.Put, store.Get);

    private static (Func<object, StorePut> Put, Func<StoreGet> Get) Doors(Stack store) => (store.Put, store.Get);

    private static (Func<object, StorePut> Put, Func<StoreGet> Get) Doors(FilterStore store) => (store.Put, () => store.Get());

    private static (Func<object, StorePut> Put, Func<StoreGet> Get) Doors(PriorityStore store) => (x => store.Put(x), store.Get);
}
