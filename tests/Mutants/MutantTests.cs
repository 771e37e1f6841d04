using Fleek.Core.FairExchange;
using Fleek.Tests.Core;

namespace Fleek.Mutants;

/// <summary>
/// The properties are worth what they catch. Each bug of <see cref="ProtocolBug"/> and <see cref="DriverBug"/>, switched on, must break an
/// attack's test or a property within a bounded number of schedules; the same schedule must hold with no bug.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private static readonly Hunt[] _hunts =
    [
        .. Hunt.Attacks,
        Hunt.Of("honest parties", ScheduleGens.Honest),
        Hunt.Of("scarce money", ScheduleGens.Scarce),
        Hunt.Of("a hostile network", ScheduleGens.Hostile),
        Hunt.Of("withheld keys", MaliciousNodes.Encrypted, MaliciousNodes.Withholding),
        Hunt.Of("wrong plaintexts", MaliciousNodes.AnyMode, MaliciousNodes.WrongPlaintexts),
        Hunt.Of("spoilt chunks", MaliciousNodes.AnyMode, MaliciousNodes.SpoiltChunks),
        Hunt.Of("equivocation", MaliciousNodes.Encrypted, MaliciousNodes.Equivocation),
        Hunt.Of("forged resumes", MaliciousNodes.WithForgetfulDevices, MaliciousNodes.ForgedResumes),
        Hunt.Of("other prices", MaliciousNodes.AnyMode, MaliciousNodes.OtherPrices),
        Hunt.Of("no payment", MaliciousClients.Any, MaliciousClients.NoPayment),
        Hunt.Of("replays", MaliciousClients.Any, MaliciousClients.Replays),
        Hunt.Of("stolen tickets", MaliciousClients.Any, MaliciousClients.StolenTickets),
        Hunt.Of("overpayment", MaliciousClients.WithLastingNodes, MaliciousClients.Overpayment),
        Hunt.Of("forged tickets", MaliciousClients.Any, MaliciousClients.ForgedTickets),
        Hunt.Of("lower bases", MaliciousClients.Resuming, MaliciousClients.LowerBases),
        Hunt.Of("forged anchors", MaliciousClients.Any, MaliciousClients.ForgedAnchors),
        Hunt.Of("forged grants", MaliciousClients.Any, MaliciousClients.ForgedGrants),
        Hunt.Of("repeated hellos", MaliciousClients.Resuming, MaliciousClients.RepeatedHellos),
        Hunt.Of("double spending", MaliciousPayers.Capped, MaliciousPayers.DoubleSpending),
        Hunt.Of("double spending without caps", MaliciousPayers.Uncapped, MaliciousPayers.DoubleSpendingWithoutCaps),
        Hunt.Of("withdrawals", MaliciousPayers.Poor, MaliciousPayers.Withdrawals),
    ];

    public static TheoryData<string> Bugs => [.. Enum.GetValues<ProtocolBug>().Where(bug => bug != ProtocolBug.None).Select(bug => bug.ToString())];

    public static TheoryData<string> DriverBugs => [.. Enum.GetValues<DriverBug>().Where(bug => bug != DriverBug.None).Select(bug => bug.ToString())];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_breaks_a_property(string name)
    {
        ProtocolBug bug = Enum.Parse<ProtocolBug>(name);
        (Hunt hunt, uint seed) = Caught(_hunts, bug, name);
        Assert.True(hunt.Try(ProtocolBug.None, seed) is null, $"{hunt.Name} fails without the bug: {hunt.Try(ProtocolBug.None, seed)}");
    }

    [Theory]
    [MemberData(nameof(DriverBugs))]
    public void A_driver_that_breaks_the_rules_of_the_log_is_caught(string name)
    {
        DriverBug bug = Enum.Parse<DriverBug>(name);
        (Hunt hunt, uint seed) = Caught(Driven(bug), ProtocolBug.None, name);
        Assert.Null(Driven(DriverBug.None).Single(same => same.Name == hunt.Name).Try(ProtocolBug.None, seed));
    }

    private static Hunt[] Driven(DriverBug bug) =>
    [
        Hunt.Of("honest parties", ScheduleGens.Honest, bug),
        Hunt.Of("repeated hellos", MaliciousClients.Resuming, schedule => MaliciousClients.RepeatedHellos(schedule, bug)),
    ];

    [Fact]
    public void Without_a_bug_all_of_them_hold()
    {
        foreach (Hunt hunt in _hunts)
            for (uint seed = 0; seed < Math.Min(hunt.Schedules, 40); seed++)
                Assert.True(hunt.Try(ProtocolBug.None, seed) is null, $"schedule {seed} of {hunt.Name}: {hunt.Try(ProtocolBug.None, seed)}");
    }

    /// <summary>The first that fails: the attacks, then one schedule of each property after the other.</summary>
    private (Hunt Hunt, uint Seed) Caught(Hunt[] hunts, ProtocolBug bug, string name)
    {
        int played = 0;
        for (uint seed = 0; seed < Hunt.Most; seed++)
        {
            foreach (Hunt hunt in hunts)
            {
                if (seed >= hunt.Schedules) continue;
                played++;
                if (hunt.Try(bug, seed) is not { } caught) continue;
                output.WriteLine($"{name}: caught after {played} schedules by {hunt.Name}: {caught.Message.Split('\n')[0]}");
                return (hunt, seed);
            }
        }

        throw new InvalidOperationException($"{name} is not caught by {played} schedules");
    }
}
