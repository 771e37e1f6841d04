using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class FreshnessTests
{
    private static readonly Instant _heard = Instant.Zero + Duration.FromSeconds(100L);
    private static readonly Duration _bound = Duration.FromSeconds(5L);

    [Theory]
    [InlineData(0, true)]
    [InlineData(5_000_000_000, true)]
    [InlineData(5_000_000_001, false)]
    public void A_view_serves_until_it_is_older_than_the_bound(long ageNs, bool may) =>
        Assert.Equal(may, FreshnessRule.MaySend(_heard + new Duration(ageNs), _heard, _bound));

    [Fact]
    public void Who_never_heard_of_the_ledger_serves_only_where_any_view_will_do()
    {
        Assert.False(FreshnessRule.MaySend(_heard, null, _bound));
        Assert.True(FreshnessRule.MaySend(_heard, null, Duration.Zero));
    }
}
