using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <param name="Rule">Who is paid where an account does not cover all claims.</param>
/// <param name="Epoch">Pro rata: claims that become final in the same epoch are settled together; zero for first come.</param>
public sealed record SettlementSpec(SettlementRule Rule, Duration Epoch);
