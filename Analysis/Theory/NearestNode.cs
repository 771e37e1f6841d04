namespace Fleek.Analysis.Theory;

/// <summary>
/// Distance D from any point to the nearest of N points that are uniform on a sphere of radius R: none of them is in the cap of
/// angle x / R, which is sin^2(x / 2R) of the sphere. Distances in the unit of R.
/// </summary>
public static class NearestNode
{
    /// <summary>Mean radius R1 of the WGS 84 ellipsoid, in kilometres.</summary>
    public const double EarthRadiusKm = 6371.0088;

    private const double MostNodes = 1e9;

    /// <summary>Above this many nodes the series is exact to the last digits; below it the product is short.</summary>
    private const int SeriesFrom = 1000;

    /// <summary>R pi C(2N, N) / 4^N.</summary>
    public static double Mean(double nodes, double radius)
    {
        Require.That(nodes == Math.Floor(nodes), $"nodes must be a whole number, not {nodes}");
        Require.Between(nodes, 1, MostNodes);
        Require.Above(radius, 0);
        return radius * Math.PI * CentralTerm((int)nodes);
    }

    /// <summary>P(D > x) = cos(x / 2R)^(2N), for x up to half around.</summary>
    public static double Tail(double nodes, double radius, double x)
    {
        Require.Between(nodes, 1, MostNodes);
        Require.Above(radius, 0);
        Require.AtLeast(x, 0);
        if (x >= Math.PI * radius) return 0;
        // log cos(a) by sin^2, which keeps the digits of small angles.
        double sine = Math.Sin(x / (2 * radius));
        return Math.Exp(nodes * LogOnePlus(-sine * sine));
    }

    /// <summary>The distance that D does not exceed with this probability.</summary>
    public static double Quantile(double nodes, double radius, double probability)
    {
        Require.Between(nodes, 1, MostNodes);
        Require.Above(radius, 0);
        Require.Inside(probability, 0, 1);
        double sineSquared = -ExpMinusOne(LogOnePlus(-probability) / nodes);
        return 2 * radius * Math.Asin(Math.Sqrt(sineSquared));
    }

    /// <summary>C(2N, N) / 4^N: the product of (2i - 1) / 2i, or its series in 1 / N.</summary>
    private static double CentralTerm(int n)
    {
        if (n < SeriesFrom)
        {
            double product = 1;
            for (int i = 1; i <= n; i++) product *= ((2.0 * i) - 1) / (2.0 * i);
            return product;
        }

        double r = 1.0 / n;
        double series = 1 + (r * ((-1.0 / 8) + (r * ((1.0 / 128) + (r * ((5.0 / 1024) - (r * 21.0 / 32768)))))));
        return series / Math.Sqrt(Math.PI * n);
    }

    private static double LogOnePlus(double x) => Math.Abs(x) < 1e-5 ? x * (1 - (x * (0.5 - (x / 3)))) : Math.Log(1 + x);

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x * (1 + (x * (0.5 + (x / 6)))) : Math.Exp(x) - 1;
}
