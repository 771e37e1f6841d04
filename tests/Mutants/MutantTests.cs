using Fleek.Core.FairExchange;
using Fleek.Tests.Core;

namespace Fleek.Mutants;

/// <summary>
/// The properties are worth what they catch: each bug of <see cref="ProtocolBug"/>, switched on, must break one of them within a bounded
/// number of schedules; with none switched on, all of them hold over the same schedules.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const uint Schedules = 400;

    private static readonly Hunt[] _hunts =
    [
        Hunt.Of("honest schedules", ScheduleGens.Honest),
        Hunt.Of("scarce schedules", ScheduleGens.Scarce),
        Hunt.Of("hostile schedules", ScheduleGens.Hostile),
    ];

    public static TheoryData<string> Bugs => [.. Enum.GetValues<ProtocolBug>().Where(bug => bug != ProtocolBug.None).Select(bug => bug.ToString())];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_breaks_a_property(string bug) => Assert.True(IsCaught(_hunts, Enum.Parse<ProtocolBug>(bug), bug), $"{bug} is not caught");

    private bool IsCaught(Hunt[] hunts, ProtocolBug bug, string name)
    {
        for (uint seed = 0; seed < Schedules; seed++)
        {
            foreach (Hunt hunt in hunts)
            {
                if (hunt.Try(bug, seed) is not { } caught) continue;
                output.WriteLine($"{name}: schedule {seed + 1} of {hunt.Name}: {caught.GetType().Name} {caught.Message.Split('\n')[0]}");
                return true;
            }
        }

        return false;
    }
}
