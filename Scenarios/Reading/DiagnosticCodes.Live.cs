namespace Fleek.Scenarios.Reading;

public static partial class DiagnosticCodes
{
    // Properties: fields of one part of a class may be read before another part has made them.
    private static string KeyA => new('a', 64);

    private static string KeyB => new('b', 64);

    private static string KeyC => new('c', 64);

    private static string KeyD => new('d', 64);

    private static string KeyE => new('e', 64);

    private static string Ledger => $"{{role: ledger, port: 7401, key: {KeyB}, data: /srv/ledger}}";

    private static string Node => $"{{role: node, port: 7403, key: {KeyC}, data: /srv/node}}";

    private static string Users => "{role: user, count: 10}";

    private static IReadOnlyList<DiagnosticCode> HostsCodes =>
    [
        OfHosts(Codes.HostAddress, "Not an address of a host",
            "Others connect to the address: an IPv4 or IPv6 address or a host's name. 0.0.0.0 and :: are where a program listens, and "
                + "nowhere to connect to.",
            File(Host("lab-1", "0.0.0.0", KeyA, Ledger, Node, Users)), File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.HostPort, "Not a port",
            "A port is a whole number from 1 to 65535. Without one a host answers at 7400.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger.Replace("7401", "74010"), Node, Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.HostKey, "Not a key",
            "A key is the public half of an Ed25519 key in 64 hexadecimal digits. Each host and each role makes its own on first use; 'live key <file>' "
                + "prints it there.",
            File(Host("lab-1", "10.0.0.1", "lab-1.pem", Ledger, Node, Users)), File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.HostName, "Not a name for a host or a role",
            "Names are for people, files and measures: 1 to 64 letters, digits, '-', '_' and '.', starting with a letter or digit. The address "
                + "stands beside it.",
            File(Host("lab/1", "10.0.0.1", KeyA, Ledger, Node, Users)), File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.SharedKey, "The same key twice",
            "Who has a key is that party, to every other: two with one key would be paid, and would vote, as one.",
            File(Host("lab-1", "10.0.0.1", KeyB, Ledger, Node, Users)), File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.SharedPort, "The same port twice",
            "Two roles, or a role and its host, listen at the same port of the same address: the second would not start.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger.Replace("7401", "7403"), Node, Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.SharedName, "The same name twice",
            "Measures and logs name roles. A role without a name is called by its kind and its host, which may be another's name.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node.Replace("port", "name: ledger-lab-1, port"), Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.DataFolder, "Not an absolute path",
            "A role keeps its data in a folder of its host; a relative path would depend on where somebody started it.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger.Replace("/srv/ledger", "ledger"), Node, Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.SharedData, "The same data folder twice",
            "Two roles of a host keep their data in one folder, or one inside the other's.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger.Replace("/srv/ledger", "/srv"), Node, Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.MissingRole, "A role that nobody has",
            "A live run has a ledger, a node and users at least.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Users)), File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
        OfHosts(Codes.LedgerReplicas, "An even number of replicas",
            "A transaction is final once a majority of the replicas has it. Two bear no failure, as one does; four bear one, as three do.",
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, $"{{role: ledger, port: 7405, key: {KeyD}, data: /srv/second}}", Node, Users)),
            File(Host("lab-1", "10.0.0.1", KeyA, Ledger, Node, Users))),
    ];

    private static IReadOnlyList<DiagnosticCode> MachineCodes =>
    [
        OfMachines(Codes.Unreachable, "A host that does not answer",
            "Nothing answers at the host's address and port, or not in time: it is off, its program does not run, or something between "
                + "drops packets.",
            "lab-1 at 10.0.0.1:7400: connection refused", "lab-1 at 10.0.0.1:7400: answers"),
        OfMachines(Codes.WrongParty, "Somebody else answers",
            "Who answers has another key than hosts.yaml says, or does not list this one, or their clocks are more than an hour apart.",
            "lab-1: another key answers than the file names", "lab-1: the key that 'live key <file>' prints there stands in hosts.yaml"),
        OfMachines(Codes.PortTaken, "A port that is taken",
            "Something listens there already: an earlier run that still drains, or another program.",
            "node-1 on lab-1: port 7402 is taken", "node-1 on lab-1: port 7402 is free"),
        OfMachines(Codes.VersionDiffers, "Another build",
            "All hosts run the same build: with another one, what is measured and what is predicted are not of the same program.",
            "lab-2 runs engine 11aa22bb, this machine 33cc44dd", "lab-2 runs engine 33cc44dd, as this machine does"),
        OfMachines(Codes.ClockApart, "A clock that is wrong",
            "The host's clock differs from this machine's by more than may be: what is measured across hosts would be wrong by as much.",
            "lab-2: clock 12.4 s ahead", "lab-2: clock 0.3 ms ahead"),
        OfMachines(Codes.ClockStepped, "A clock that was set during the check",
            "Between two looks the host's clock went another way than its time since start: somebody or something sets it in steps.",
            "lab-2: clock stepped by -3.2 s", "lab-2: its clock is slewed, or left alone"),
        OfMachines(Codes.DataUnwritable, "A data folder that cannot be written",
            "The role's folder cannot be made or written by the user who runs it there: a read-only disk, or another owner.",
            "node-1 on lab-1: /srv/node: read-only file system", "node-1 on lab-1: /srv/node: writable"),
        OfMachines(Codes.DiskSmall, "Little room on a disk",
            "The disk of a data folder has less room than a run should have: a node without room stops releasing keys.",
            "node-1 on lab-1: /srv/node has 12 MiB left", "node-1 on lab-1: /srv/node has 40 GiB left"),
        OfMachines(Codes.DescriptorsFew, "Few file descriptors",
            "A process of the host may have fewer files and connections open than its roles need: raise 'ulimit -n' there.",
            "lab-3: 1024 file descriptors, its roles need 4624", "lab-3: 1048576 file descriptors"),
        OfMachines(Codes.PairUnreachable, "Two hosts that do not reach each other",
            "Both answer this machine, and one does not reach the other: a route or a firewall between them, or its probes were lost.",
            "lab-1 does not reach lab-2 at 10.0.0.2:7400: timed out", "lab-1 reaches lab-2 in 0.4 ms"),
    ];

    private static DiagnosticCode OfHosts(string code, string title, string explanation, string wrong, string right) =>
        new(code, title, explanation, wrong, right) { IsOfHosts = true };

    private static DiagnosticCode OfMachines(string code, string title, string explanation, string wrong, string right) =>
        new(code, title, explanation, wrong, right) { IsOfMachines = true };

    private static string File(params string[] hosts) => $"version: 1\nconductor: {KeyE}\nhosts:\n" + string.Join("\n", hosts);

    private static string Host(string name, string address, string key, params string[] roles) =>
        $"  {name}:\n    address: {address}\n    key: {key}\n    roles:\n" + string.Join("\n", roles.Select(role => $"      - {role}"));
}
