namespace Fleek.Sim.Live.Storage.Contents;

/// <summary>When blocks on disk are compared with the hash tree of their content.</summary>
public enum ContentCheck
{
    /// <summary>At every read: what leaves is what was stored, whatever the disk does.</summary>
    EveryRead,

    /// <summary>At the first read since the store was opened: cheaper, and blind to what changes on the disk after it.</summary>
    FirstRead,
}
