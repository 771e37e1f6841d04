using System.Diagnostics;
using System.Text;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Living.Lab;

/// <summary>
/// Nine machines on one: a network namespace each, with an address of its own, joined by pairs of virtual Ethernet at a bridge that is in a namespace
/// too. Three replicas of the ledger, three nodes, a gateway, users, and a conductor. Everything is gone with the fixture.
/// </summary>
public sealed class NetworkLab : IDisposable
{
    private static readonly string[] Machines = ["conductor", "ledger-0", "ledger-1", "ledger-2", "node-0", "node-1", "node-2", "user", "gateway"];

    private readonly string _prefix = $"fs{Environment.ProcessId}";
    private readonly Sandbox _sandbox = new("lab.yaml");
    private readonly Dictionary<string, Child> _daemons = [];

    public NetworkLab()
    {
        Missing = MissingPrivilege();
        if (Missing is not null) return;
        try
        {
            Join();
            WriteHosts();
            foreach (string machine in Machines[1..]) StartDaemon(machine);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there is no lab; null where there is.</summary>
    public string? Missing { get; }

    public string Folder => _sandbox.Folder;

    /// <summary>A disk of its own that the first node keeps its data on.</summary>
    public string SmallDisk => DataOf("node-0");

    public static string AddressOf(string machine) => $"10.77.0.{Array.IndexOf(Machines, machine) + 1}";

    public string NamespaceOf(string machine) => $"{_prefix}-{machine}";

    /// <summary>What a machine's program said.</summary>
    public string SaidBy(string machine) => _daemons[machine].ErrorSoFar;

    /// <summary>The process of the role that a machine started last.</summary>
    public int ProcessOf(string machine)
    {
        string line = SaidBy(machine).Split('\n').Last(said => said.EndsWith(" has started", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[^3]);
    }

    /// <summary>The program on the conductor's machine.</summary>
    internal Child Start(params string[] args) => StartAt("conductor", args);

    internal Child Play(string scenario, params string[] more) =>
        Start(["live", "run", scenario, "--hosts", "hosts.yaml", "--key", "keys/conductor.key", "--predict-seeds", "3", "--json", .. more]);

    /// <summary>A command in a machine's namespace.</summary>
    public string At(string machine, params string[] command) => Run(["ip", "netns", "exec", NamespaceOf(machine), .. command]);

    public static string Run(params string[] command)
    {
        (int code, string said) = Try(command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: exit code {code}: {said}");
        return said;
    }

    public void Dispose()
    {
        foreach (Child daemon in _daemons.Values) daemon.Dispose();
        foreach (string name in (string[])[.. Machines, "bridge"]) Try("ip", "netns", "del", NamespaceOf(name));
        Try("umount", SmallDisk);
        _sandbox.Dispose();
    }

    private static string? MissingPrivilege()
    {
        if (!OperatingSystem.IsLinux()) return "network namespaces are Linux's";
        string probe = $"fs{Environment.ProcessId}-probe";
        try
        {
            (int code, string said) = Try("ip", "netns", "add", probe);
            if (code != 0) return $"this user may not make network namespaces: {said.Trim()}";
            (code, said) = Try("ip", "-n", probe, "link", "add", "one", "type", "veth", "peer", "name", "other");
            Try("ip", "netns", "del", probe);
            return code == 0 ? null : $"this user may not make virtual Ethernet: {said.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no 'ip' here";
        }
    }

    private void Join()
    {
        string bridge = NamespaceOf("bridge");
        Run("ip", "netns", "add", bridge);
        Run("ip", "-n", bridge, "link", "add", "br0", "type", "bridge");
        Run("ip", "-n", bridge, "link", "set", "br0", "up");
        foreach (string machine in Machines)
        {
            string own = NamespaceOf(machine);
            Run("ip", "netns", "add", own);
            Run("ip", "-n", own, "link", "set", "lo", "up");
            Run("ip", "link", "add", machine, "netns", bridge, "type", "veth", "peer", "name", "eth0", "netns", own);
            Run("ip", "-n", bridge, "link", "set", machine, "master", "br0", "up");
            Run("ip", "-n", own, "addr", "add", $"{AddressOf(machine)}/24", "dev", "eth0");
            Run("ip", "-n", own, "link", "set", "eth0", "up");
        }

        // Small buffers in the kernel: a node notices soon that somebody does not read.
        foreach (string machine in Machines[4..])
        {
            At(machine, "sysctl", "-q", "-w", "net.ipv4.tcp_rmem=4096 32768 65536");
            At(machine, "sysctl", "-q", "-w", "net.ipv4.tcp_wmem=4096 32768 65536");
        }

        // Before the machines' programs start, so that they see it.
        Directory.CreateDirectory(SmallDisk);
        Run("mount", "-t", "tmpfs", "-o", "size=2g", "tmpfs", SmallDisk);
        Run("chmod", "700", SmallDisk);
    }

    private void WriteHosts()
    {
        StringBuilder file = new($"version: 1\nconductor: {KeyOf(KeyFile("conductor"))}\nhosts:\n");
        foreach (string machine in Machines[1..])
        {
            string kind = machine.Split('-')[0];
            string role = kind == "user" ? "count: 6" : $"port: 7401, key: {KeyOf(Path.Combine(DataOf(machine), $"{kind}.key"))}, data: {DataOf(machine)}";
            file.Append($"  {machine}:\n    address: {AddressOf(machine)}\n    key: {KeyOf(KeyFile(machine))}\n    roles: [{{role: {kind}, {role}}}]\n");
        }

        File.WriteAllText(_sandbox.In("hosts.yaml"), file.ToString());
    }

    private void StartDaemon(string machine)
    {
        // The verb of its only role: that it takes orders for no other is a part of what is tested.
        Child daemon = StartAt(machine, "live", machine.Split('-')[0], machine, "--hosts", "hosts.yaml", "--key", KeyFile(machine));
        _daemons[machine] = daemon;
        daemon.Until(() => daemon.ErrorSoFar.Contains("listens at", StringComparison.Ordinal), $"{machine} listens");
    }

    private Child StartAt(string machine, params string[] args) =>
        new(_sandbox, new RunSettings { Prefix = ["ip", "netns", "exec", NamespaceOf(machine)] }, args);

    private string KeyOf(string path) => _sandbox.Run("live", "key", path).Expect(ExitCode.Ok).Out.Trim();

    private string KeyFile(string machine) => _sandbox.In("keys", $"{machine}.key");

    private string DataOf(string machine) => _sandbox.In("data", machine);

    private static (int Code, string Said) Try(params string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
