using System.Numerics;

namespace Fleek.Tests.Core.Incentives;

/// <summary>
/// D'Hondt's apportionment by its textbook rule, one seat after another to the greatest of votes over (seats + 1): written
/// without any of the code under test, in whole numbers of any size.
/// </summary>
internal static class DHondt
{
    /// <summary>Seats by party; equal quotients go to the party of the lower index.</summary>
    public static int[] Seats(IReadOnlyList<long> votes, int seats)
    {
        int[] given = new int[votes.Count];
        for (int seat = 0; seat < seats; seat++)
        {
            int winner = 0;
            for (int party = 1; party < votes.Count; party++)
            {
                BigInteger challenger = (BigInteger)votes[party] * (given[winner] + 1), holder = (BigInteger)votes[winner] * (given[party] + 1);
                if (challenger > holder) winner = party;
            }

            given[winner]++;
        }

        return given;
    }
}
