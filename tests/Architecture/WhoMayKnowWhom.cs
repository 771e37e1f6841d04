using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Fleek.Architecture;

public sealed class WhoMayKnowWhom
{
    /// <summary>
    /// All that Core and Kernel may use of the platform: no files, sockets, threads, tasks, clocks, cryptography.
    /// </summary>
    private static readonly string[] _pureReferences =
        ["System.Runtime", "System.Collections", "System.Memory", "System.Linq", "System.Numerics.Vectors", "System.Runtime.Intrinsics",
            // Lists as spans (CollectionsMarshal): foreign memory and calls stay banned.
            "System.Runtime.InteropServices"];

    /// <summary>What Kernel's vocabulary and its few files of the outside need besides.</summary>
    private static readonly string[] _kernelReferences =
        ["System.Collections.Specialized", "System.Console", "System.Threading", "System.Threading.Thread"];

    public static TheoryData<string> Rooms => Architecture.Rooms.Names;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_only_to_rooms_that_it_may_know(string name)
    {
        Rooms.Room room = Architecture.Rooms.Get(name);
        string folder = Path.GetDirectoryName(room.Project)!;
        foreach (string include in Includes(room.Project, "ProjectReference"))
        {
            string project = Normalise(Path.Combine(folder, include));
            Rooms.Room? other = Architecture.Rooms.OfProject(project);
            Assert.True(other is not null, $"{room.Project} refers to {project}, which is no room");
            Assert.Contains(other.Name, room.MayKnow);
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void An_assembly_refers_only_to_rooms_within_its_reach(string name)
    {
        // A room that may know Scenarios meets Core's types in Scenarios' records.
        HashSet<string> reach = Architecture.Rooms.Reach(name);
        foreach (string reference in References(Architecture.Rooms.Get(name).Assembly))
            if (Architecture.Rooms.OfAssembly(reference) is { } other) Assert.Contains(other.Name, reach);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_uses_only_the_packages_of_its_room(string name)
    {
        Rooms.Room room = Architecture.Rooms.Get(name);
        Assert.Equal(room.Packages.Order(), Includes(room.Project, "PackageReference").Order());
    }

    [Fact]
    public void No_simulation_can_reach_a_formula()
    {
        Assert.DoesNotContain("Analysis", Architecture.Rooms.Reach("World"));
        HashSet<string> reached = [];
        Stack<string> open = new(["Fleek.Sim.World"]);
        while (open.TryPop(out string? next))
            if (reached.Add(next) && Architecture.Rooms.OfAssembly(next) is not null)
                foreach (string further in References(next)) open.Push(further);
        Assert.DoesNotContain("Fleek.Analysis", reached);
        Assert.DoesNotContain("MathNet.Numerics", reached);
    }

    [Fact]
    public void Core_refers_to_nothing_but_the_plain_runtime() =>
        Assert.All(References("Fleek.Core"), reference => Assert.Contains(reference, _pureReferences));

    [Fact]
    public void Kernel_refers_to_nothing_but_the_runtime_and_what_its_vocabulary_needs() =>
        Assert.All(References("Fleek.Sim.Kernel"), reference => Assert.Contains(reference, _pureReferences.Concat(_kernelReferences)));

    [Fact]
    public void Every_project_of_the_source_tree_is_a_room_or_a_test()
    {
        foreach (string project in Repository.Files(".csproj"))
            Assert.True(project.StartsWith("tests/", StringComparison.Ordinal) || Architecture.Rooms.OfProject(project) is not null, project);
    }

    private static IEnumerable<string> Includes(string project, string item) =>
        Repository.Project(project).Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static List<string> References(string assembly)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        using PEReader image = new(file);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name))];
    }

    private static string Normalise(string relative) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, relative))).Replace('\\', '/');
}
