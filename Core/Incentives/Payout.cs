using System.Collections.Generic;
using System.Linq;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>Who gets what of one pot. Together it is the pot, to the base unit.</summary>
/// <param name="Nodes">By node, those that served, in ascending order.</param>
/// <param name="Services">By service, those that were used, in ascending order.</param>
public sealed record Payout(
    IReadOnlyList<KeyValuePair<int, Credits>> Nodes, IReadOnlyList<KeyValuePair<int, Credits>> Services, Credits Protocol)
{
    public static Payout Nothing { get; } = new([], [], Credits.Zero);

    public Credits Total =>
        Nodes.Concat(Services).Aggregate(Protocol, (sum, part) => sum + part.Value);
}
