using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// Money comes in from outside, to an account or as a node's stake. Whoever orders transactions takes it from the place that holds
/// the money and from nowhere else: nothing in it proves that it came.
/// </summary>
/// <param name="IsStake">For the stake of a node of that key.</param>
public readonly record struct Deposit(PublicKey Account, Credits Amount, bool IsStake)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = PublicKey.Length + 8;

    public void Write(ref WireWriter writer)
    {
        writer.Key(Account);
        writer.Amount(Amount);
    }

    public static Deposit Read(ref WireReader reader, bool isStake) => new(reader.Key(), reader.Amount(), isStake);
}
