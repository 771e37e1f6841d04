using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>What cryptography is and costs: absent by default, and of what small scenarios have.</summary>
public sealed class CryptographyKeyTests
{
    [Fact]
    public void Without_keys_cryptography_is_modelled_and_a_plan_does_not_speak_of_it()
    {
        Plan plan = Shipped.Plan("freeze-threshold");
        Assert.Equal(CryptographySpec.Modelled, plan.Cells[0].Scenario.Cryptography);
        Assert.DoesNotContain("cryptography", plan.ResolvedYaml);
    }

    [Fact]
    public void A_calibration_is_found_beside_the_file_and_its_content_is_in_the_identity()
    {
        SourceText file = new("/etc/lab/scenarios.yaml", "version: 1\nscenarios:\n  a:\n    cryptography: {mode: real, calibration: c.yaml}\n");
        PlanRequest request = new() { Scenario = "a" };
        Plan one = Planner.Build(file, request, _ => "aa").Plan!, other = Planner.Build(file, request, _ => "bb").Plan!;
        Assert.Equal(new CryptographySpec(CryptographyMode.Real, "/etc/lab/c.yaml"), one.Cells[0].Scenario.Cryptography);
        Assert.Equal([new InputFile("/etc/lab/c.yaml", "aa")], one.Inputs);
        Assert.NotEqual(one.Cells[0].Id, other.Cells[0].Id);
        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Fact]
    public void A_calibration_that_is_missing_is_said_with_its_place()
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf("cryptography: {calibration: missing.yaml}").Diagnostics);
        Assert.Equal(("FS1017", 4), (found.Code, found.Line));
        Assert.Contains("missing.yaml", found.Message);
    }

    [Theory]
    [InlineData("network: {loss: 1 %}", "faults")]
    [InlineData("faults: {clock: {offset: 1 s}}", "faults")]
    [InlineData("fast_forward: true", "fast_forward")]
    [InlineData("payments: {window: 33 chunks}", "windows above 32 chunks")]
    [InlineData("payments: {chunk: 257 KiB}", "256 KiB")]
    [InlineData("users: {count: 2501}", "10000 lanes")]
    public void What_real_cryptography_does_not_run_is_refused(string keys, string what)
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf("cryptography: {mode: real}\n" + keys).Diagnostics);
        Assert.Equal("FS2022", found.Code);
        Assert.Contains(what, found.Message);
        Assert.Empty(Shipped.PlanOf("cryptography: {mode: modelled}\n" + keys).Diagnostics);
    }

    [Fact]
    public void Modelled_and_real_are_two_cells_of_one_sweep()
    {
        PlanResult result = Shipped.PlanOf("sweep: {cryptography.mode: {values: [modelled, real]}}", sweep: true);
        Assert.Equal([CryptographyMode.Modelled, CryptographyMode.Real], result.Plan!.Cells.Select(c => c.Scenario.Cryptography.Mode));
    }
}
