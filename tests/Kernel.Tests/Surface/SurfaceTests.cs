using System.Text.RegularExpressions;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>
/// What users of SimSharp rely on is there under the same names: its public and protected types and members, one to a line in
/// simsharp-members.txt, are looked up by reflection. What is left out or otherwise is listed with its reason in
/// simsharp-differences.txt, and a difference that is none fails too.
/// </summary>
public sealed partial class SurfaceTests
{
    private static readonly Dictionary<string, Type> _types = typeof(Simulation).Assembly.GetExportedTypes()
        .ToDictionary(t => t.DeclaringType is { } outer ? $"{outer.Name}.{t.Name}" : Signatures.Name(t));

    private static readonly Dictionary<Type, HashSet<string>> _signatures = [];

    [Fact]
    public void Every_type_and_member_is_there_or_left_out_for_a_reason()
    {
        Dictionary<string, string> differences = Differences();
        List<string> missing = [.. Expected().Where(e => !IsThere(e)).Select(e => e.Key)];
        Empty("not there, and not said to be left out", missing.Except(differences.Keys));
        Empty("said to be left out, and there", differences.Keys.Except(missing));
    }

    /// <summary>The measure itself, so that it cannot slip unseen.</summary>
    [Fact]
    public void The_count_of_what_is_there_is_known()
    {
        (string Type, string? Member, string Key)[] expected = [.. Expected()];
        int types = expected.Count(e => e.Member is null), members = expected.Length - types;
        int typesThere = expected.Count(e => e.Member is null && IsThere(e)), membersThere = expected.Count(e =>
            e.Member is not null && IsThere(e));
        Assert.Equal((86, 955, 83, 919), (types, members, typesThere, membersThere));
    }

    private static void Empty(string what, IEnumerable<string> found)
    {
        string[] list = [.. found];
        Assert.True(list.Length == 0, $"{what}:\n{string.Join('\n', list)}");
    }

    private static bool IsThere((string Type, string? Member, string Key) expected)
    {
        Match head = Header().Match(expected.Type);
        if (!_types.TryGetValue(head.Groups["name"].Value, out Type? type)) return false;
        if (expected.Member is null)
        {
            HashSet<string> bases = [.. type.GetInterfaces().Select(Signatures.Name)];
            for (Type? t = type.BaseType; t is not null; t = t.BaseType) bases.Add(Signatures.Name(t));
            return TopLevelComma().Split(head.Groups["bases"].Value).All(b => b.Length == 0 || bases.Contains(b));
        }

        if (!_signatures.TryGetValue(type, out HashSet<string>? signatures)) _signatures[type] = signatures = Signatures.Of(type);
        return Demands(expected.Member).All(signatures.Contains);
    }

    /// <summary>A line stands for one signature, or for those of a property's getter and setter.</summary>
    private static IEnumerable<string> Demands(string member)
    {
        Match property = Property().Match(member);
        if (!property.Success) return [member];
        string head = property.Groups["head"].Value;
        bool isProtected = head.StartsWith("protected ", StringComparison.Ordinal);
        return property.Groups["accessor"].Captures.Select(a =>
            a.Value.StartsWith("protected ", StringComparison.Ordinal) && !isProtected ? $"protected {head} {a.Value[10..]}"
            : $"{head} {a.Value.Replace("protected ", "")}");
    }

    private static IEnumerable<(string Type, string? Member, string Key)> Expected()
    {
        string type = "";
        foreach (string line in Read("simsharp-members.txt"))
        {
            bool isMember = line.StartsWith("  ", StringComparison.Ordinal);
            string plain = line.Trim().Replace("obsolete ", "");
            if (!isMember) type = plain;
            string name = Header().Match(type).Groups["name"].Value;
            yield return isMember ? (type, plain, $"{name}: {plain}") : (type, null, name);
        }
    }

    /// <summary>Lines of "what | why"; a star at the end of what stands for every member of a type and the type.</summary>
    private static Dictionary<string, string> Differences()
    {
        Dictionary<string, string> all = [];
        foreach (string[] parts in Read("simsharp-differences.txt").Select(l => l.Split(" | ")))
        {
            Assert.True(parts.Length == 2 && parts[1].Length > 10, $"no reason: {parts[0]}");
            if (!parts[0].EndsWith(" *", StringComparison.Ordinal)) all.Add(parts[0], parts[1]);
            else foreach ((string _, string? _, string key) in Expected())
                if (key == parts[0][..^2] || key.StartsWith(parts[0][..^2] + ":", StringComparison.Ordinal)) all.Add(key,
                    parts[1]);
        }

        return all;
    }

    private static string[] Read(string file) =>
        [.. File.ReadLines(Path.Combine(DataFolder.Repository, "tests", "Kernel.Tests", "Surface", file)).Where(l =>
            l.Trim().Length > 0)];

    [GeneratedRegex(@"^(class|struct|interface|enum) (?<name>\S+?)( : (?<bases>.+))?$")]
    private static partial Regex Header();

    [GeneratedRegex(@", (?![^<]*>)")]
    private static partial Regex TopLevelComma();

    [GeneratedRegex(@"^(?<head>.+) \{ ((?<accessor>(protected )?[gs]et); )+\}$")]
    private static partial Regex Property();
}
