using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Faults;

namespace Fleek.Tests.World.Faults;

public sealed class HeldInputsTests
{
    [Fact]
    public void What_a_node_missed_comes_back_in_order_and_once()
    {
        HeldInputs held = new();
        Assert.False(held.Holds(3, Input.WakeUp(new UserId(1))));
        held.Crash(3);
        for (int user = 0; user < 5; user++) Assert.True(held.Holds(3, Input.Hint(new UserId(user), default, default)));
        Assert.True(held.Holds(3, Input.WakeUp(new UserId(1))));
        Assert.False(held.Holds(4, Input.WakeUp(new UserId(1))));
        Input[] missed = [.. held.Restart(3)];
        Assert.Equal([0, 1, 2, 3, 4], missed[..5].Select(i => i.Message.User.Value));
        Assert.Equal(InputKind.WakeUp, missed[5].Kind);
        Assert.False(held.Holds(3, Input.WakeUp(new UserId(1))));
    }

    [Fact]
    public void A_message_that_reaches_a_node_that_is_down_is_a_bug_of_the_transport()
    {
        HeldInputs held = new();
        held.Crash(0);
        Message message = new(MessageKind.Hello, default, default, default, 1, default);
        Assert.Throws<InvariantViolationException>(() => held.Holds(0, Input.From(message)));
    }
}
