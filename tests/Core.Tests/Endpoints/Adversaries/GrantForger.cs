using Fleek.Core.FairExchange;

namespace Fleek.Tests.Core;

/// <summary>Grants that no payer has signed.</summary>
internal static class GrantForger
{
    public static SignedGrant Forge(ExchangeWorld world, SignedGrant signed, ISigner device, Random random)
    {
        Grant grant = signed.Grant;
        switch (random.Next(4))
        {
            case 0:
                return new SignedGrant(grant with { MaxSpend = grant.MaxSpend * 2 }, signed.Signature);
            case 1:
                return new SignedGrant(grant with { MaxUnitPrice = grant.MaxUnitPrice * 2 }, grant.Sign(device));
            case 2:
            {
                // Somebody else's money.
                Grant stolen = grant with { Payer = world.Signatures.Signer(500).Key };
                return new SignedGrant(stolen, stolen.Sign(device));
            }

            default:
                return new SignedGrant(grant with { Lanes = grant.Lanes + 1 }, default);
        }
    }
}
