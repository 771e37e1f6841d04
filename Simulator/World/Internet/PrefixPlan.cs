using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>Which prefixes systems announce: one of 1,024 addresses for each city that a system is in.</summary>
internal static class PrefixPlan
{
    public const int PrefixBits = 22;

    /// <summary>Market shares of networks in a city are as uneven as a log-normal of this deviation.</summary>
    private const double ShareLogSd = 1.2;

    /// <summary>A network has more customers where it is at home.</summary>
    private const double HomeFactor = 3;

    private const uint FirstAddress = 0x01000000, Step = 1u << (32 - PrefixBits);

    public static IReadOnlyList<AnnouncedPrefix> Of(IReadOnlyList<AutonomousSystem> systems, IReadOnlyList<Place> places, ulong seed)
    {
        List<AnnouncedPrefix> prefixes = [];
        double[] inCity = new double[places.Count];
        uint address = FirstAddress;
        for (int number = 0; number < systems.Count; number++)
        {
            AutonomousSystem system = systems[number];
            RandomStream random = new(seed, StreamPurpose.InternetSystem, number, 4);
            foreach (int city in system.Cities)
            {
                double share = PortableMath.Exp(ShareLogSd * random.NextNormal()) * (city == system.Home ? HomeFactor : 1);
                double households = system.Tier == AsTier.Access ? share : 0;
                inCity[city] += households;
                prefixes.Add(new AnnouncedPrefix(IpPrefix.Of(IpAddress.V4(address), PrefixBits), number, city, households));
                address = Next(address);
            }
        }

        // A city's clients are its people, however its networks share them.
        return [.. prefixes.Select(p => p.Households == 0 ? p : p with { Households = p.Households / inCity[p.City] * places[p.City].Weight })];
    }

    /// <summary>Leaves out what is private or reserved.</summary>
    private static uint Next(uint address)
    {
        address = checked(address + Step);
        while (address >> 24 is 10 or 100 or 127 or 169 or 172 or 192 or 198 or 203) address += 1u << 24;
        return address;
    }
}
