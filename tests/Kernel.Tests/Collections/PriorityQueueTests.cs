using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class PriorityQueueTests
{
    private enum Operation
    {
        Enqueue,
        EnqueueOnce,
        Dequeue,
        Remove,
        Update,
    }

    /// <summary>Against a plain list that is searched for the least priority, and among equals for what came first.</summary>
    [Fact]
    public void A_queue_does_what_a_searched_list_does() =>
        Gen.Select(Gen.Enum<Operation>(), Gen.Int[0, 6], Gen.Int[0, 3]).Array[0, 120].Sample(steps =>
        {
            SimplePriorityQueue<string, double> queue = new();
            List<(string Item, double Priority)> list = [];
            foreach ((Operation operation, int name, int priority) in steps)
            {
                string item = $"item {name}";
                int at = list.FindIndex(e => e.Item == item);
                switch (operation)
                {
                    case Operation.Enqueue:
                        queue.Enqueue(item, priority);
                        list.Add((item, priority));
                        break;
                    case Operation.EnqueueOnce:
                        Assert.Equal(at < 0, queue.EnqueueWithoutDuplicates(item, priority));
                        if (at < 0) list.Add((item, priority));
                        break;
                    case Operation.Dequeue:
                        Assert.Equal(list.Count > 0, queue.TryDequeue(out string first));
                        if (list.Count == 0) break;
                        (string Item, double Priority) least = list.MinBy(e => e.Priority);
                        Assert.Equal(least.Item, first);
                        list.Remove(least);
                        break;
                    case Operation.Remove:
                        Assert.Equal(at >= 0, queue.TryRemove(item));
                        if (at >= 0) list.RemoveAt(at);
                        break;
                    default:
                        Assert.Equal(at >= 0, queue.TryUpdatePriority(item, priority));
                        if (at < 0) break;
                        list[at] = (item, priority);
                        Assert.Equal(priority, queue.GetPriority(item));
                        break;
                }

                Assert.Equal(list.Count, queue.Count);
                Assert.True(queue.IsValidQueue());
                if (list.Count > 0) Assert.Equal(list.Min(e => e.Priority), queue.Peek);
            }

            Assert.Equal(list.Select(e => e.Item).Order(), queue.Order());
        });

    /// <summary>Far beyond any growth: equals leave in the order in which they came.</summary>
    [Theory]
    [InlineData(1_025)]
    [InlineData(100_000)]
    public void Equals_leave_first_come_first_served_however_many_wait(int count)
    {
        SimplePriorityQueue<int, double> queue = new();
        for (int i = 0; i < count; i++) queue.Enqueue(i, i % 7);
        List<int> left = [];
        while (queue.TryDequeue(out int item)) left.Add(item);
        Assert.Equal(Enumerable.Range(0, count).OrderBy(i => i % 7), left);
    }

    [Fact]
    public void Items_can_be_their_own_priority_and_the_order_can_be_turned()
    {
        SimplePriorityQueue<string> queue = new(new ReverseComparer<string>());
        foreach (string item in (string[])["b", "c", "a"]) queue.Enqueue(item);
        Assert.True(queue.Contains("a") && !queue.Contains("d"));
        Assert.Equal("c", queue.First);
        Assert.Equal(["c", "b", "a"], [queue.Dequeue(), queue.Dequeue(), queue.Dequeue()]);
        Assert.Throws<InvalidOperationException>(() => queue.Dequeue());
        Assert.Throws<InvalidOperationException>(() => queue.Remove("a"));
        queue.Enqueue("x");
        queue.Clear();
        Assert.False(queue.TryFirst(out _));
    }

    private sealed class Node(string name) : GenericPriorityQueueNode<int>
    {
        public string Name { get; } = name;
    }

    [Fact]
    public void A_queue_of_nodes_is_bounded_stable_and_lets_any_node_go()
    {
        GenericPriorityQueue<Node, int> queue = new(3);
        Node a = new("a"), b = new("b"), c = new("c"), d = new("d");
        queue.Enqueue(a, 2);
        queue.Enqueue(b, 1);
        queue.Enqueue(c, 1);
        Assert.Throws<InvalidOperationException>(() => queue.Enqueue(d, 0));
        queue.Resize(4);
        queue.Enqueue(d, 1);
        Assert.Equal("b", queue.First.Name);
        queue.Remove(b);
        Assert.False(queue.Contains(b));
        Assert.Throws<InvalidOperationException>(() => queue.Remove(b));
        queue.UpdatePriority(a, 0);
        Assert.True(queue.IsValidQueue());
        Assert.Equal("acd", string.Concat(queue.Dequeue().Name, queue.Dequeue().Name, queue.Dequeue().Name));
    }

    [Fact]
    public void Nodes_leave_in_a_stable_order()
    {
        Gen.Int[0, 5].Array[1, 60].Sample(priorities =>
        {
            GenericPriorityQueue<Node, int> queue = new(priorities.Length);
            Node[] nodes = [.. priorities.Select((_, i) => new Node($"{i}"))];
            for (int i = 0; i < nodes.Length; i++) queue.Enqueue(nodes[i], priorities[i]);
            foreach (Node gone in nodes.Where((_, i) => i % 5 == 3)) queue.Remove(gone);
            List<Node> left = [];
            while (queue.Count > 0) left.Add(queue.Dequeue());
            Assert.Equal(nodes.Where((_, i) => i % 5 != 3).OrderBy(n => n.Priority), left);
        });
    }

    [Fact]
    public void The_greatest_items_are_all_found_in_their_order()
    {
        Assert.Equal(["bb", "cc"], ((string[])["a", "bb", "cc", "d"]).MaxItems(s => s.Length));
        Assert.Empty(Array.Empty<string>().MaxItems(s => s.Length));
    }
}
