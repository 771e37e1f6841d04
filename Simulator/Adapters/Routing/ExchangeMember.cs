namespace Fleek.Sim.Adapters.Routing;

/// <summary>A network on an exchange.</summary>
/// <param name="Exchange">Its name.</param>
/// <param name="Country">Two letters, or what stands there.</param>
/// <param name="City">Its name.</param>
public sealed record ExchangeMember(uint Asn, string Exchange, string Country, string City);
