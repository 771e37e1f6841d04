using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class AllocationTests
{
    private const int Exchanges = 100_000;

    public static TheoryData<CommitRuleKind> Kinds => [.. Enum.GetValues<CommitRuleKind>()];

    /// <summary>The whole hot path: demand, request, chunk, pay, key, commits, wake-ups and ledger entries.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steady_state_exchanges_allocate_nothing(CommitRuleKind kind)
    {
        Pair pair = new(CommitRules.OrdinaryOf(kind), balance: 1_000_000, window: 8, servingNodes: 2);
        Exchange(pair, 20_000);
        long before = GC.GetAllocatedBytesForCurrentThread(), submits = pair.Submits;
        Exchange(pair, Exchanges);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(20_000 + Exchanges, pair.Delivered);
        Assert.Equal(kind != CommitRuleKind.WhenNeeded, pair.Submits > submits);
    }

    private static void Exchange(Pair pair, int exchanges)
    {
        for (int i = 0; i < exchanges; i += 4)
        {
            pair.Want(4);
            pair.AdvanceTo(pair.Now + Duration.FromMilliseconds(4));
            pair.Hint(new(100), i / 10);
        }
    }
}
