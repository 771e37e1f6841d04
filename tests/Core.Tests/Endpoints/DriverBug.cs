namespace Fleek.Tests.Core;

/// <summary>What a driver of the endpoints may do wrong, to show that the properties catch it.</summary>
internal enum DriverBug
{
    None,

    /// <summary>A restarted node draws the random bytes of its first run again.</summary>
    IncarnationNotCounted,

    /// <summary>A ticket is submitted before its record is durable, and a crash forgets what the ledger knows.</summary>
    RedeemBeforeDurable,

    /// <summary>Records are called durable when they are written.</summary>
    DurableTooEarly,
}
