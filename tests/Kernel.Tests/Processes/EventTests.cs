using Fleek.Sim.Kernel;
using Timeout = Fleek.Sim.Kernel.Timeout;

namespace Fleek.Tests.Kernel.Processes;

public sealed class EventTests
{
    private readonly Simulation _sim = new();

    [Fact]
    public void An_event_is_alive_then_triggered_then_processed_and_only_once()
    {
        Event e = new(_sim);
        Assert.True(e.IsAlive);
        e.Succeed(1);
        Assert.True(e is { IsAlive: false, IsTriggered: true, IsProcessed: false, IsOk: true, Value: 1 });
        Assert.Throws<InvalidOperationException>(() => e.Succeed());
        Assert.Throws<InvalidOperationException>(() => e.Fail());
        Assert.Throws<InvalidOperationException>(() => e.Trigger(e));
        Assert.Throws<InvalidOperationException>(() => _sim.Schedule(e));
        _sim.Run();
        Assert.True(e.IsProcessed);
        Assert.Throws<InvalidOperationException>(e.Process);
        Assert.Throws<InvalidOperationException>(() => e.AddCallback(_ => { }));
        Assert.Throws<InvalidOperationException>(() => e.RemoveCallback(_ => { }));
    }

    [Fact]
    public void Callbacks_run_in_the_order_in_which_they_were_added_and_removed_ones_do_not()
    {
        List<int> seen = [];
        Event e = new(_sim);
        Action<Event> first = _ => seen.Add(1), second = _ => seen.Add(2), third = _ => seen.Add(3);
        e.AddCallback(first);
        e.RemoveCallback(first);
        e.AddCallbacks([second, first, third]);
        e.RemoveCallback(first);
        e.RemoveCallback(first);
        e.Succeed();
        _sim.Run();
        Assert.Equal([2, 3], seen);
    }

    [Fact]
    public void An_event_can_pass_on_the_outcome_of_another()
    {
        Event source = new(_sim), copy = new(_sim);
        source.AddCallback(e => copy.Trigger(e));
        source.Fail("why");
        _sim.Run();
        Assert.True(copy is { IsProcessed: true, IsOk: false, Value: "why" });
    }

    [Fact]
    public void A_timeout_carries_a_value_or_a_failure()
    {
        Timeout good = new(_sim, TimeSpan.FromSeconds(1), "value");
        Timeout bad = new(_sim, TimeSpan.FromSeconds(1), "fault", isOk: false);
        _sim.Run();
        Assert.True(good is { IsOk: true, Value: "value" });
        Assert.True(bad is { IsOk: false, Value: "fault" });
    }

    [Fact]
    public void All_waits_for_every_event_and_its_value_holds_them_in_their_order()
    {
        Timeout late = new(_sim, TimeSpan.FromSeconds(2), "late"), early = new(_sim, TimeSpan.FromSeconds(1), "early");
        Condition both = late & early;
        _sim.Run(both);
        Assert.Equal(2, _sim.NowD);
        Assert.Equal([late, early], both.Value!.Keys.Cast<Event>());
        Assert.Equal(["late", "early"], both.Value.Values.Cast<string>());
    }

    [Fact]
    public void Any_waits_for_one_event_and_its_value_holds_what_has_happened()
    {
        Timeout late = new(_sim, TimeSpan.FromSeconds(2), "late"), early = new(_sim, TimeSpan.FromSeconds(1), "early");
        Condition either = late | early;
        _sim.Run(either);
        Assert.Equal(1, _sim.NowD);
        Assert.Equal([early], either.Value!.Keys.Cast<Event>());
        Assert.Equal("early", either.Value[early]);
    }

    [Fact]
    public void Conditions_count_events_that_have_happened_before_and_none_at_all()
    {
        Timeout past = _sim.TimeoutD(1);
        _sim.Run();
        Assert.True(new AnyOf(_sim, past, new Event(_sim)).IsTriggered);
        AllOf both = new(_sim, past, _sim.TimeoutD(1));
        Assert.False(both.IsTriggered);
        Assert.True(new AllOf(_sim).IsTriggered);
        Assert.True(new AnyOf(_sim).IsTriggered);
        Assert.True(new AllOf(_sim, past).IsTriggered);
        _sim.Run();
        Assert.True(both.IsProcessed);
    }

    [Fact]
    public void Nested_conditions_hold_the_values_of_the_innermost_events()
    {
        Timeout[] t = [.. Enumerable.Range(1, 4).Select(i => new Timeout(_sim, TimeSpan.FromSeconds(i), i))];
        Condition condition = (t[0] & t[2]) | (t[1] & t[3]);
        _sim.Run(condition);
        Assert.Equal(3, _sim.NowD);
        Assert.Equal([1, 3, 2], condition.Value!.Values.Cast<int>());
    }

    [Fact]
    public void A_condition_fails_with_its_first_failing_event()
    {
        Event bad = new(_sim);
        Condition both = bad & _sim.TimeoutD(5);
        bad.Fail("broken");
        _sim.Run();
        Assert.False(both.IsOk);
        Assert.Equal("broken", ((Event)both).Value);
    }

    [Fact]
    public void A_failure_after_the_condition_was_met_cannot_go_unnoticed()
    {
        _ = _sim.TimeoutD(1) | new Timeout(_sim, TimeSpan.FromSeconds(2), "broken", isOk: false);
        Assert.Throws<InvalidOperationException>(() => _sim.Run());
    }

    [Fact]
    public void Events_of_two_simulations_cannot_be_mixed() =>
        Assert.Throws<ArgumentException>(() => _sim.TimeoutD(1) & new Simulation().TimeoutD(1));

    [Fact]
    public void A_derived_event_sees_and_sets_its_callbacks()
    {
        Listed listed = new(_sim);
        int seen = 0;
        listed.AddCallback(_ => seen += 1);
        Assert.Single(listed.Callbacks!);
        listed.Callbacks!.Add(_ => seen += 10);
        listed.Succeed();
        _sim.Run();
        Assert.Equal(11, seen);
        Assert.Null(listed.Callbacks);
    }

    private sealed class Listed(Simulation environment) : Event(environment)
    {
        public List<Action<Event>>? Callbacks => CallbackList;
    }
}
