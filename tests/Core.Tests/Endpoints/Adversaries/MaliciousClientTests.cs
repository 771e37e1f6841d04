namespace Fleek.Tests.Core;

/// <summary>Malicious clients against honest nodes, over random schedules. FLEEK_SIM_LONG=1 runs twenty times as many.</summary>
public sealed class MaliciousClientTests
{
    [Fact]
    public void A_client_that_never_pays_has_a_window_of_ciphertext_and_no_key() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.NoPayment, 600);

    [Fact]
    public void A_client_that_repeats_itself_gains_nothing() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.Replays, 800);

    [Fact]
    public void A_ticket_for_one_node_pays_no_other() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.StolenTickets, 800);

    [Fact]
    public void Nobody_can_pay_for_what_was_not_sent() =>
        Schedules.SampleMalice(MaliciousClients.WithLastingNodes, MaliciousClients.Overpayment, 600);

    [Fact]
    public void A_ticket_that_leads_nowhere_is_no_payment() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.ForgedTickets, 600);

    [Fact]
    public void A_lane_cannot_be_resumed_below_what_it_has_cost() =>
        Schedules.SampleMalice(MaliciousClients.Resuming, MaliciousClients.LowerBases, 600);

    [Fact]
    public void An_anchor_of_other_terms_or_another_hand_is_refused() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.ForgedAnchors, 600);

    [Fact]
    public void Nothing_is_served_under_a_grant_that_no_payer_signed() =>
        Schedules.SampleMalice(MaliciousClients.Any, MaliciousClients.ForgedGrants, 400);

    [Fact]
    public void A_repeated_hello_opens_another_session_with_other_keys() =>
        Schedules.SampleMalice(MaliciousClients.Resuming, MaliciousClients.RepeatedHellos, 400);
}
