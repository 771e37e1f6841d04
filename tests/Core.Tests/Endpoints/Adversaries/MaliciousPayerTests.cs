namespace Fleek.Tests.Core;

/// <summary>Malicious payers against honest nodes, over random schedules. FLEEK_SIM_LONG=1 runs twenty times as many.</summary>
public sealed class MaliciousPayerTests
{
    [Fact]
    public void A_grant_spent_at_all_nodes_at_once_costs_them_no_more_than_their_caps_exceed_it() =>
        Schedules.SampleMalice(MaliciousPayers.Capped, MaliciousPayers.DoubleSpending, 800);

    [Fact]
    public void A_grant_without_caps_is_overspent_by_no_more_than_the_law_of_uncoordinated_nodes_allows() =>
        Schedules.SampleMalice(MaliciousPayers.Uncapped, MaliciousPayers.DoubleSpendingWithoutCaps, 800);

    [Fact]
    public void A_payer_that_takes_its_money_away_owes_no_more_than_nodes_could_not_see() =>
        Schedules.SampleMalice(MaliciousPayers.Poor, MaliciousPayers.Withdrawals, 800);
}
