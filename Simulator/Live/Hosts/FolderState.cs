namespace Fleek.Sim.Live.Hosts;

/// <summary>A folder to keep data in.</summary>
/// <param name="Problem">Why nothing can be written; null if something can.</param>
/// <param name="FreeBytes">Of its disk, for this user; 0 if that is not known.</param>
public sealed record FolderState(string? Problem, long FreeBytes);
