namespace Fleek.Sim.Live.Storage.Disks;

/// <summary>An open file.</summary>
internal interface IDiskFile : IDisposable
{
    /// <summary>In bytes. Bytes behind a shorter length are gone.</summary>
    long Length { get; set; }

    /// <summary>Reads as many bytes as there are; the file is at least so long.</summary>
    void Read(Span<byte> bytes, long offset);

    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when everything that was written would survive a loss of power.</summary>
    void Flush();
}
