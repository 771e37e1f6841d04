namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>What stands on disk is not a content as it was stored.</summary>
internal sealed class ContentFormatException(string message) : Exception(message);
