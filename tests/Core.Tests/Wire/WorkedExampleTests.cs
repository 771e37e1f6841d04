using System.Text;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// The sessions of docs/protocol.md hold together: checked from the page's hex alone, with its offsets and with BLAKE3, Ed25519
/// and ChaCha20 of an implementation that is not ours. Nothing of the codec takes part.
/// </summary>
public sealed class WorkedExampleTests
{
    private static readonly BouncyCastleVerifier _verifier = new();
    private static readonly ProtocolPage _page = new();
    private static readonly byte[][] _bodies = [.. _page.HexBlocks().Select(block => Convert.FromHexString(block.Hex)[8..])];
    private static readonly string[] _names = [.. _page.HexBlocks().Select(block => block.Name.Split(". ")[1])];

    /// <summary>Where the second session begins.</summary>
    private static readonly int _second = Array.LastIndexOf(_names, "HELLO");

    private static byte[] Chain => Body("HELLO")[32..64];

    private static byte[] Device => Body("HELLO")[96..128];

    private static byte[] Node => Body("HELLO")[..32];

    private static byte[] GrantId => OracleHash.Of(DomainOf("FX/GRANT-ID"), Body("HELLO")[32..226]);

    [Fact]
    public void Both_sessions_are_opened_by_signed_frames_and_named_by_them()
    {
        foreach (bool later in (bool[])[false, true])
        {
            byte[] hello = Body("HELLO", later), welcome = Body("WELCOME", later);
            Assert.Equal(391 + 32, hello.Length);
            Verify(hello[64..96], "FX/GRANT/1", hello[32..226], hello[226..290]);
            Verify(Device, "FX/HELLO/1", hello[..^64], hello[^64..]);
            Verify(Node, "FX/WELCOME/1", [.. OracleHash.Of(hello), .. welcome[..^64]], welcome[^64..]);
            Assert.Equal(Value($"{(later ? "B" : "A")}: session id"), SessionOf(later));
            byte[] leaf = OracleHash.Of(DomainOf("FX/SCOPE-LEAF"), Node);
            Assert.Equal(hello[168..200], OracleHash.Of(DomainOf("FX/SCOPE-PARENT"), leaf, hello[327..359]));
        }

        Assert.Equal(Value("grant id"), GrantId);
        Assert.NotEqual(SessionOf(false), SessionOf(true));
        Verify(Device, "FX/RESUME/1", [.. Chain, .. SessionOf(true)], Body("RESUME", true)[32..]);
        Assert.Equal(SessionOf(true), Body("RESUME", true)[..32]);
    }

    [Fact]
    public void Tickets_lead_to_the_head_that_the_device_signed()
    {
        byte[] anchor = Body("ANCHOR");
        Verify(Device, "FX/PC/1", anchor[..206], anchor[206..]);
        Assert.Equal(SessionOf(false), anchor[32..64]);
        Assert.Equal(GrantId, anchor[64..96]);
        byte[] key = OracleHash.Of(DomainOf("FX/PW"), SessionOf(false), [0, 1]);
        byte[] at = Body("PAY 3")[8..];
        for (byte unit = 3; unit > 0; unit--)
        {
            Assert.Equal(Body($"PAY {unit}")[8..], at);
            Assert.Equal(Value($"A: w({unit})"), at);
            at = OracleHash.Keyed(key, [0, 0, 0, 0, 0, 0, 0, unit], at);
        }

        Assert.Equal(anchor[166..198], at);
    }

    [Fact]
    public void Chunks_are_answered_for_by_the_node_and_their_keys_open_them()
    {
        foreach ((bool later, int units) in ((bool, int)[])[(false, 3), (true, 1)])
        {
            byte[] anchor = Body("ANCHOR", later);
            byte[] head = OracleHash.Of(
                DomainOf("FX/HC0"), Chain, SessionOf(later), OracleHash.Of(DomainOf("FX/PC-HASH"), anchor[..206]));
            for (int unit = 1; unit <= units; unit++)
            {
                byte[] chunk = Body($"CHUNK {unit}", later), key = Body($"KEY {unit}", later)[8..];
                byte[] content = Body($"REQUEST {unit}", later)[..32];
                int signed = chunk[52], bytes = 57 + (64 * signed);
                byte[] cipher = chunk[bytes..], plain = new byte[cipher.Length];
                byte[] blocks = [0, 0, 0, 0, 0, 0, 0, 1];
                byte[] place = [.. content, .. chunk[8..16], .. blocks, .. chunk[16..20]];
                byte[] header = [.. chunk[..8], .. place, .. OracleHash.Of(cipher), .. chunk[20..52]];
                head = OracleHash.Of(DomainOf("FX/HC"), head, header);
                Assert.Equal(Value($"{(later ? "B" : "A")}: HC({unit})"), head);
                byte[] statement = [.. Chain, .. SessionOf(later), .. chunk[..8], .. head];
                if (signed == 1) Verify(Node, "FX/HDR/1", statement, chunk[53..117]);
                Assert.Equal(chunk[20..52], OracleHash.Of(DomainOf("FX/KC"), key));
                Assert.Equal(Keyed(SessionOf(later), (byte)unit), key);
                WorkedExample.Encrypt(Hash256.FromBytes(key), cipher, plain);
                Assert.Equal(content, OracleHash.Of(plain));
                Assert.EndsWith(" content.", Encoding.ASCII.GetString(plain), StringComparison.Ordinal);
            }
        }

        Assert.Equal(Keyed(SessionOf(false), 3), Body("KEYRES", true)[40..]);
        Assert.Equal(Body("PAY 3")[8..], Body("KEYREQ", true)[40..]);
    }

    [Fact]
    public void The_lane_costs_what_the_device_signed_last()
    {
        byte[] close = Body("CLOSE"), resumed = Body("RESUMED", true);
        byte[] anchor = Body("ANCHOR", true), pay = Body("PAY-SIGNED 1", true);
        Verify(Device, "FX/T/1", close[..122], close[122..]);
        Assert.Equal([2, .. close], resumed);
        Assert.Equal(close[114..122], anchor[138..146]);
        Assert.Equal("00000000002dc6c0", Convert.ToHexStringLower(anchor[138..146]));
        byte[] statement = [.. Chain, .. SessionOf(true), .. GrantId, .. Node, 0, 1, .. anchor[130..138], .. pay[..16]];
        Verify(Device, "FX/UT/1", statement, pay[16..]);
        Assert.Equal("00000000003d0900", Convert.ToHexStringLower(pay[8..16]));
    }

    [Fact]
    public void Every_type_of_frame_is_shown() => Assert.Equal(
        Enumerable.Range(1, 15), _page.HexBlocks().Select(block => (int)Convert.FromHexString(block.Hex)[1]).Distinct().Order());

    private static byte[] Keyed(byte[] session, byte unit)
    {
        byte[] nodeSecret = new byte[32];
        Array.Fill(nodeSecret, (byte)4);
        byte[] epochSecret = OracleHash.Keyed(nodeSecret, DomainOf("FX/EPOCH-SECRET"), [0, 0, 0, 0, 0, 0, 0, 7]);
        Assert.Equal(Value("epoch secret"), epochSecret);
        return OracleHash.Keyed(epochSecret, session, [0, 0, 0, 0, 0, 0, 0, unit]);
    }

    private static byte[] SessionOf(bool later)
    {
        byte[] hello = Body("HELLO", later), length = [0, 0, (byte)(hello.Length >> 8), (byte)hello.Length];
        return OracleHash.Of(DomainOf("FX/SID"), length, hello, Body("WELCOME", later));
    }

    private static byte[] Body(string name, bool later = false)
    {
        int at = Array.IndexOf(_names, name, later ? _second : 0);
        Assert.True(at >= 0, $"no {name} on the page");
        return _bodies[at];
    }

    private static byte[] Value(string name) =>
        Convert.FromHexString(_page.Rows.Single(row => row.Cells[0] == name && row.Cells[1].Length == 66).Cells[1].Trim('`'));

    private static void Verify(byte[] key, string domain, byte[] text, byte[] signature) => Assert.True(
        _verifier.Verify(PublicKey.FromBytes(key), [.. DomainOf(domain), .. text], Signature.FromBytes(signature)), domain);

    private static byte[] DomainOf(string name) => Encoding.ASCII.GetBytes(name.PadRight(16, '\0'));
}
