namespace Fleek.Tests.Core;

/// <summary>Malicious nodes against honest clients, over random schedules. FLEEK_SIM_LONG=1 runs twenty times as many.</summary>
public sealed class MaliciousNodeTests
{
    [Fact]
    public void A_node_that_withholds_keys_is_paid_for_none_of_them_and_a_client_lacks_a_window_at_most() =>
        Schedules.SampleMalice(MaliciousNodes.Encrypted, MaliciousNodes.Withholding, 1_000);

    [Fact]
    public void A_node_that_enciphers_another_plaintext_is_slashed_and_its_client_is_made_whole() =>
        Schedules.SampleMalice(MaliciousNodes.AnyMode, MaliciousNodes.WrongPlaintexts, 1_000);

    [Fact]
    public void Bytes_that_are_not_those_of_the_header_are_paid_by_nobody() =>
        Schedules.SampleMalice(MaliciousNodes.AnyMode, MaliciousNodes.SpoiltChunks, 600);

    [Fact]
    public void A_node_that_signs_two_headers_of_one_unit_is_slashed_once_a_session() =>
        Schedules.SampleMalice(MaliciousNodes.Encrypted, MaliciousNodes.Equivocation, 600);

    [Fact]
    public void A_node_cannot_tell_a_device_of_a_past_that_it_did_not_sign() =>
        Schedules.SampleMalice(MaliciousNodes.WithForgetfulDevices, MaliciousNodes.ForgedResumes, 1_000);

    [Fact]
    public void A_price_above_the_grant_or_of_nothing_ends_the_session_before_it_costs() =>
        Schedules.SampleMalice(MaliciousNodes.AnyMode, MaliciousNodes.OtherPrices, 300);
}
