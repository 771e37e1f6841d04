namespace Fleek.Sim.World.Internet;

/// <summary>Sets of places as bits.</summary>
internal static class CityBits
{
    private const int Word = 64;

    public static ulong[] Of(IReadOnlyList<int> cities, int places)
    {
        ulong[] bits = new ulong[(places + Word - 1) / Word];
        foreach (int city in cities) bits[city / Word] |= 1UL << (city % Word);
        return bits;
    }

    public static bool Has(ulong[] bits, int city) => (bits[city / Word] >> (city % Word) & 1) != 0;
}
