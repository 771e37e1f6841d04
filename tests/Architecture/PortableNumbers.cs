using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Fleek.Architecture;

/// <summary>What the compiled code calls: a run reaches no function whose bits differ between machines or processes.</summary>
public sealed class PortableNumbers
{
    /// <summary>World and every room that it reaches.</summary>
    public static TheoryData<string> Reached =>
        [.. Rooms.Reach("World").Append("World").Order().Select(room => Rooms.Get(room).Assembly)];

    [Theory]
    [MemberData(nameof(Reached))]
    public void No_assembly_of_a_run_refers_to_a_banned_number(string assembly)
    {
        HashSet<string> banned = [.. Banned()];
        Assert.Contains("System.Math.Log", banned);
        Assert.Contains("System.Math.Exp", banned);
        Assert.Contains("System.Math.Pow", banned);
        Assert.Contains("System.Math.Sin", banned);
        string[] referred = [.. Members(assembly)];
        Assert.True(referred.Length > 10, "the assembly was not read");
        Assert.DoesNotContain(referred, m => banned.Contains(m) || banned.Contains(m[..m.LastIndexOf('.')]));
    }

    /// <summary>The reading itself is tried on an assembly that does call them.</summary>
    [Fact]
    public void An_assembly_that_calls_the_platform_is_caught() => Assert.Contains("System.Math.Log", Members("Fleek.Analysis"));

    /// <summary>
    /// Functions and types of numbers in the ban list, as Namespace.Type.Member or Namespace.Type. Clocks and hash codes are the
    /// compiler's affair: Scenarios and Adapters may use them where no run sees it.
    /// </summary>
    private static IEnumerable<string> Banned()
    {
        foreach (string line in Repository.Read("build/BannedSymbols.Deterministic.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string symbol = line[2..line.IndexOf(';')].Split('(')[0];
            string type = line[0] == 'T' ? symbol : symbol[..symbol.LastIndexOf('.')];
            if (type is "System.Math" or "System.MathF" or "System.Double" or "System.Numerics.Complex" or "System.Random") yield return symbol;
        }
    }

    private static List<string> Members(string assembly)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using PEReader image = new(file);
        MetadataReader metadata = image.GetMetadataReader();
        List<string> members = [];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            members.Add($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}");
        }

        return members;
    }
}
