namespace Fleek.Tests.Core;

/// <summary>A field as docs/protocol.md has it. Offsets and lengths may have parts that vary, as in `53 + 64 s`.</summary>
internal sealed record FrameField(string OffsetText, string BytesText, string Type, string Name)
{
    /// <summary>Where all parts that vary are empty.</summary>
    public int Offset => int.Parse(OffsetText.Split(' ')[0]);

    /// <summary>Where all parts that vary are empty.</summary>
    public int Bytes => int.TryParse(BytesText, out int bytes) ? bytes : 0;
}
