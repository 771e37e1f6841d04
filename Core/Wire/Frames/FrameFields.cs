namespace Fleek.Core.Wire;

/// <summary>Fields that have more rules than a width.</summary>
internal static class FrameFields
{
    /// <summary>The number of a unit that exists: units of a session count from 1.</summary>
    public static long Unit(this ref WireReader reader) => reader.Positive(reader.UInt63());

    /// <summary>A count of two bytes that is not zero.</summary>
    public static int PositiveUInt16(this ref WireReader reader) => (int)reader.Positive(reader.UInt16());

    /// <summary>A count of eight bytes that is not zero.</summary>
    public static long PositiveUInt63(this ref WireReader reader) => reader.Positive(reader.UInt63());

    /// <summary>One byte that names one of few things, numbered from 0 to <paramref name="last"/>.</summary>
    public static byte Choice(this ref WireReader reader, byte last)
    {
        byte value = reader.Byte();
        if (value <= last) return value;
        reader.Fail(FrameError.UnknownValue);
        return 0;
    }

    /// <summary>The verdict on a whole body. What was not read well is not handed out.</summary>
    public static FrameError Finish<T>(this ref WireReader reader, ref T frame)
        where T : struct
    {
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    private static long Positive(this ref WireReader reader, long value)
    {
        if (value == 0) reader.Fail();
        return value;
    }
}
