namespace Fleek.Analysis.Theory;

/// <summary>
/// How long an object takes through a gateway's tunnel, and with a session from a gateway that coordinates. Connections to the gateway and
/// between gateway and node are open before. Seconds, bytes, bits of content a second; processors cost nothing.
/// </summary>
/// <remarks>
/// Direct: one round trip to the gateway for the offer; with the node those of the transport, one of HELLO, one from REQUEST to the chunk, one
/// from PAY to the key. Through the tunnel: one to the gateway, and two of the gateway with its node, REQUEST and PAY. Then the object at the
/// rate of its way.
/// </remarks>
public static class TunnelOrCoordinator
{
    /// <summary>HELLO and WELCOME; ANCHOR, REQUEST and CHUNK; PAY and KEY.</summary>
    public const int ExchangeRoundTrips = 3;

    /// <summary>REQUEST and CHUNK, PAY and KEY: the gateway's session is open.</summary>
    public const int OpenExchangeRoundTrips = 2;

    /// <param name="transportRoundTrips">Until the client may send.</param>
    public static double DirectSeconds(
        double bytes, double clientGatewayRtt, double clientNodeRtt, double transportRoundTrips, double bitsPerSecond)
    {
        Check(bytes, bitsPerSecond, clientGatewayRtt, clientNodeRtt, transportRoundTrips);
        return clientGatewayRtt + ((transportRoundTrips + ExchangeRoundTrips) * clientNodeRtt) + (bytes * 8 / bitsPerSecond);
    }

    public static double TunnelSeconds(double bytes, double clientGatewayRtt, double gatewayNodeRtt, double bitsPerSecond)
    {
        Check(bytes, bitsPerSecond, clientGatewayRtt, gatewayNodeRtt);
        return clientGatewayRtt + (OpenExchangeRoundTrips * gatewayNodeRtt) + (bytes * 8 / bitsPerSecond);
    }

    /// <summary>
    /// The size from which on the direct way is the faster one: 0 if it always is, infinite if it never is. Where its round trips are fewer and
    /// its rate is less it is the size up to which it is. The round trip to the gateway is in both and does not matter.
    /// </summary>
    public static double CrossoverBytes(
        double clientNodeRtt, double gatewayNodeRtt, double transportRoundTrips, double directBitsPerSecond, double tunnelBitsPerSecond)
    {
        Check(0, directBitsPerSecond, clientNodeRtt, gatewayNodeRtt, transportRoundTrips);
        Check(0, tunnelBitsPerSecond);
        double setUp = ((transportRoundTrips + ExchangeRoundTrips) * clientNodeRtt) - (OpenExchangeRoundTrips * gatewayNodeRtt);
        double perByte = 8 * ((1 / tunnelBitsPerSecond) - (1 / directBitsPerSecond));
        if (setUp <= 0 && perByte >= 0) return 0;
        return setUp >= 0 && perByte <= 0 ? double.PositiveInfinity : setUp / perByte;
    }

    private static void Check(double bytes, double bitsPerSecond, params ReadOnlySpan<double> notNegative)
    {
        Require.AtLeast(bytes, 0);
        Require.Above(bitsPerSecond, 0);
        foreach (double value in notNegative) Require.AtLeast(value, 0);
    }
}
