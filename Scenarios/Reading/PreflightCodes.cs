namespace Fleek.Scenarios.Reading;

/// <summary>What may be wrong with the machines of a live run, as <see cref="DiagnosticCodes"/> explains it.</summary>
public static class PreflightCodes
{
    public const string Unreachable = "FS5101";
    public const string WrongParty = "FS5102";
    public const string PortTaken = "FS5103";
    public const string VersionDiffers = "FS5104";
    public const string ClockApart = "FS5105";
    public const string ClockStepped = "FS5106";
    public const string DataUnwritable = "FS5107";
    public const string DiskSmall = "FS5108";
    public const string DescriptorsFew = "FS5109";
    public const string PairUnreachable = "FS5110";
}
