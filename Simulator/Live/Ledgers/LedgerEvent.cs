using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>A change of an account's signed balance, as all replicas see it.</summary>
/// <param name="Node">Who claimed; default where money moved otherwise.</param>
/// <param name="Grant">That the node was credited under, or default.</param>
/// <param name="Amount">What it takes from the balance; negative where money came.</param>
/// <param name="Cumulative">What the node was credited from the account in all.</param>
internal readonly record struct LedgerEvent(PublicKey Payer, PublicKey Node, Hash256 Grant, Credits Amount, Credits Cumulative);
