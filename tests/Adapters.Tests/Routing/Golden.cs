using System.Globalization;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>What bgpdump found in a real file: a line of the table beside the files.</summary>
internal sealed record Golden(
    string File, long Elements, string Kinds, int Peers, int PeerAses, int Prefixes, string TextHash)
{
    /// <summary>The one whose batched records bgpdump does not read.</summary>
    public const string Batched = "mrt/edge/rrc00_2000.01_bview.20000111.0032.gz";

    public static Golden Of(string file)
    {
        string[] row = System.IO.File.ReadLines(DataFolder.File("GOLDEN.csv")).Select(line => line.Split(',')).Single(row => row[0] == file);
        return new Golden(file, long.Parse(row[1], CultureInfo.InvariantCulture), row[2], Int(row[3]), Int(row[4]), Int(row[5]), row[6]);
    }

    private static int Int(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
