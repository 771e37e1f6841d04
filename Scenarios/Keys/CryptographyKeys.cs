namespace Fleek.Scenarios.Keys;

/// <summary>The keys of what cryptography is and costs. None has a default: a plan without them is what it was before they existed.</summary>
internal static class CryptographyKeys
{
    public const string Mode = "cryptography.mode";
    public const string Calibration = "cryptography.calibration";
    public const string Real = "real";

    public static IEnumerable<KeySpec> All =>
    [
        new(Mode, KeyKind.Word, null,
            "modelled: signatures, hashes and ciphers are taken as valid and cost their time; real: every message is a frame that is made and "
                + "checked by the production endpoints, at the same times and with the same results, for small scenarios. Default: modelled.")
            { Words = ["modelled", Real] },
        new(Calibration, KeyKind.Path, null,
            "File with what cryptography costs on a machine (docs/calibration.md), relative to this file. Default: built-in costs."),
    ];
}
