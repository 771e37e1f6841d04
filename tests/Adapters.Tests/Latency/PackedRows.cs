using System.IO.Compression;

namespace Adapters.Tests.Latency;

/// <summary>One small file of measured pairs, `7,9,1,2,3,0.5`, in every packing; the last two made by xz and bzip2.</summary>
internal static class PackedRows
{
    private const string Xz =
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAxc291cmNlLGRlc3RpbmF0aW9uLG1pbixhdmcsbWF4LG1kZXYKNyw5LDEsMiwzLDAuNQoAAAAB05CFjhng" +
        "9AABSjIkQ8fiH7bzfQEAAAAABFla";

    private const string Bzip2 =
        "QlpoOTFBWSZTWeI+1IIAABVZgAAQAAV6oC6jn0AgACGqbJD1Mm1D0mZCgAGgZMh0SidUbz2DWwCqU5XwRNcMbjfbGZB47+OODIaF3JFOFCQ4j7UggA==";

    public static TheoryData<string> All { get; } = new("plain", "gzip", "xz", "bzip2");

    internal static byte[] Bytes(string format) => format switch
    {
        "plain" => Plain(),
        "gzip" => Gzip(Plain()),
        "xz" => Convert.FromBase64String(Xz),
        _ => Convert.FromBase64String(Bzip2),
    };

    internal static byte[] Gzip(byte[] text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(text);
        return packed.ToArray();
    }

    private static byte[] Plain() => "source,destination,min,avg,max,mdev\n7,9,1,2,3,0.5\n"u8.ToArray();
}
