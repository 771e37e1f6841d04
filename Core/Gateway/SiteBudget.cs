using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>What the owner of a site lets a gateway spend: authorised = left + outstanding + spent, always.</summary>
public sealed class SiteBudget
{
    public Credits Authorised { get; private set; }

    /// <summary>Not granted to anybody.</summary>
    public Credits Left { get; private set; }

    /// <summary>Granted to sessions of which it is not yet known what they spent.</summary>
    public Credits Outstanding { get; private set; }

    /// <summary>By sessions that were settled.</summary>
    public Credits Spent { get; private set; }

    internal void Authorise(Credits amount)
    {
        Invariant.Require(amount >= Credits.Zero, "site: a negative budget");
        Authorised += amount;
        Left += amount;
    }

    internal void Grant(Credits amount)
    {
        Invariant.Require(amount <= Left, "site: more is granted than was authorised");
        Left -= amount;
        Outstanding += amount;
    }

    internal void Settle(Credits granted, Credits spent)
    {
        Invariant.Require(spent >= Credits.Zero && spent <= granted, "site: a session spent more than its grants");
        Outstanding -= granted;
        Spent += spent;
        Left += granted - spent;
        Invariant.Require(Left + Outstanding + Spent == Authorised, "site: money was made or lost");
    }
}
