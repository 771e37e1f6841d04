using Fleek.Sim.World.Exchange;

namespace Fleek.Sim.Cli.Exchanging;

/// <summary>What `exchange` is to do.</summary>
/// <param name="File">The content.</param>
/// <param name="Out">Where to write what was received; or null.</param>
/// <param name="Seed">Of all nonces, secrets and losses; null takes them from the operating system.</param>
internal sealed record ExchangeOrder(string File, string? Out, ulong? Seed, ExchangeTerms Terms);
