using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>Blocks of a ledger that come on time.</summary>
/// <param name="Interval">From one block to the next. Positive.</param>
public sealed record BlockSpec(Duration Interval, BlockSize Size);
