using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class HostsFileTests
{
    private const string Lab = """
        version: 1
        x-note: two machines
        conductor: 9999999999999999999999999999999999999999999999999999999999999999
        hosts:
          lab-1:
            address: 10.0.0.1
            port: 7500
            key: 1111111111111111111111111111111111111111111111111111111111111111
            roles:
              - role: ledger
                port: 7401
                key: 2222222222222222222222222222222222222222222222222222222222222222
                data: /srv/ledger
              - {role: node, port: 7404, key: 3333333333333333333333333333333333333333333333333333333333333333, data: /srv/node}
              - {role: node, port: 7403, key: 4444444444444444444444444444444444444444444444444444444444444444, data: /srv/node-2, name: second}
          lab-2:
            address: fd00::2
            key: 5555555555555555555555555555555555555555555555555555555555555555
            roles:
              - {role: gateway, port: 7401, key: 6666666666666666666666666666666666666666666666666666666666666666, data: /srv/gateway}
              - {role: user, count: 250}
        """;

    [Fact]
    public void All_that_a_file_says_is_read()
    {
        HostsReading reading = Read(Lab);
        Assert.Empty(reading.Diagnostics.Select(Shipped.Show));
        Assert.Equal([("lab-1", "10.0.0.1", 7500), ("lab-2", "fd00::2", 7400)], reading.File!.Hosts.Select(h => (h.Name, h.Address, h.Port)));
        Assert.Equal(
            [
                new RoleSpec(RoleKind.Ledger, "ledger-lab-1", 7401, Key('2'), "/srv/ledger", 1),
                new RoleSpec(RoleKind.Node, "node-lab-1", 7404, Key('3'), "/srv/node", 1),
                new RoleSpec(RoleKind.Node, "second", 7403, Key('4'), "/srv/node-2", 1),
            ],
            reading.File.Hosts[0].Roles);
        Assert.Equal(
            [
                new RoleSpec(RoleKind.Gateway, "gateway-lab-2", 7401, Key('6'), "/srv/gateway", 1),
                new RoleSpec(RoleKind.User, "user-lab-2", 0, default, null, 250),
            ],
            reading.File.Hosts[1].Roles);
        Assert.Equal(["node-lab-1", "second"], reading.File.Of(RoleKind.Node).Select(each => each.Role.Name));
    }

    [Fact]
    public void The_file_that_the_page_shows_is_a_good_one()
    {
        string page = File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "live.md"));
        int from = page.IndexOf("```yaml\nversion: 1\nconductor:", StringComparison.Ordinal) + "```yaml\n".Length;
        HostsReading reading = Read(page[from..page.IndexOf("```", from, StringComparison.Ordinal)]);
        Assert.Empty(reading.Diagnostics.Select(Shipped.Show));
        Assert.Equal(["ledger-lab-1", "node-lab-1", "user-lab-2"], reading.File!.Hosts.SelectMany(host => host.Roles).Select(role => role.Name));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_each_where_it_stands()
    {
        string text = Lab
            .Replace("address: 10.0.0.1", "adress: 10.0.0.1", StringComparison.Ordinal)
            .Replace("port: 7404", "port: 0", StringComparison.Ordinal)
            .Replace("data: /srv/ledger", "data: srv/ledger", StringComparison.Ordinal)
            .Replace("key: 4444", "key: 444", StringComparison.Ordinal)
            .Replace("role: gateway", "role: gatewya", StringComparison.Ordinal)
            .Replace("count: 250", "count: 250, port: 7000", StringComparison.Ordinal);
        HostsReading reading = Read(text);
        Assert.Null(reading.File);
        Assert.Equal(
            [
                ("FS1003", 5, 3), ("FS1002", 6, 5), ("FS5008", 13, 15), ("FS5002", 14, 28), ("FS5003", 15, 39), ("FS1011", 20, 16),
                ("FS1014", 21, 34),
            ],
            reading.Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
        Assert.Contains(reading.Diagnostics, d => d.Note == "did you mean 'address'?");
        Assert.Contains(reading.Diagnostics, d => d.Note == "did you mean 'gateway'?");
        Assert.All(reading.Diagnostics, d => Assert.Equal("hosts.yaml", d.File));
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("lab-1.example.org", true)]
    [InlineData("'fd00::1'", true)]
    [InlineData("'::1'", true)]
    [InlineData("10.0.0", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("010.0.0.1", false)]
    [InlineData("1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("'ff02::1'", false)]
    [InlineData("'::'", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.0.0.1:7400", false)]
    [InlineData("lab_1", true)]
    [InlineData("-lab", false)]
    [InlineData("lab..1", false)]
    [InlineData("'lab 1'", false)]
    [InlineData("'http://lab'", false)]
    public void An_address_is_what_others_can_connect_to(string address, bool isOne)
    {
        HostsReading reading = Read(Lab.Replace("10.0.0.1", address, StringComparison.Ordinal));
        if (isOne) Assert.Empty(reading.Diagnostics);
        else Assert.Equal("FS5001", Assert.Single(reading.Diagnostics).Code);
    }

    [Theory]
    [InlineData("", "FS1003")]
    [InlineData("[1, 2]", "FS1004")]
    [InlineData("version: 1", "FS1003")]
    [InlineData("version: 1\nhosts:", "FS1003")]
    [InlineData("version: 1\nhosts: {}", "FS1003")]
    [InlineData("version: 1\nhosts: [lab]", "FS1004")]
    [InlineData("version: 1\nhosts: {lab: 10.0.0.1}", "FS1004")]
    [InlineData("hosts: {lab: [", "FS1001")]
    public void What_is_no_hosts_file_is_refused(string text, string code)
    {
        HostsReading reading = Read(text);
        Assert.Null(reading.File);
        Assert.Equal(code, reading.Diagnostics[^1].Code);
    }

    [Fact]
    public void Any_change_of_a_file_is_read_or_refused_with_a_place()
    {
        string[] puts = ["", "0", "\n", ":", "[", "{", "- ", "&a ", "*a", "'", "\u0000", "~"];
        Gen.Select(Gen.Int[0, Lab.Length - 1], Gen.Int[0, 8], Gen.Int[0, puts.Length - 1]).Sample(
            (at, cut, put) =>
            {
                string text = Lab[..at] + puts[put] + Lab[Math.Min(Lab.Length, at + cut)..];
                HostsReading reading = Read(text);
                Assert.Equal(reading.Diagnostics.Count == 0, reading.File is not null);
                Assert.All(reading.Diagnostics, d => Assert.True(d.Line >= 1 && d.Column >= 1, d.Message));
            },
            iter: 5000, seed: "0000KOIlZQw4");
    }

    private static PublicKey Key(char digit)
    {
        Assert.True(Hash256.TryParse(new string(digit, 64), out Hash256 bytes));
        return new PublicKey(bytes);
    }

    private static HostsReading Read(string text) => HostsFile.Read(new SourceText("hosts.yaml", text));
}
