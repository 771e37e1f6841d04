using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Tests;

namespace Adapters.Tests.Files;

public sealed class CalibrationFileTests
{
    private static readonly string Good = CalibrationFile.Write(ModelledCryptography.Costs, "a processor");

    [Fact]
    public void What_was_written_is_read_again() =>
        Gen.Select(Gen.Long[0, CalibrationFile.MaxNanoseconds].Array[5], Gen.Int[1, CalibrationFile.MaxHeaders], Gen.String).Sample((ns, headers, cpu) =>
        {
            CryptographyCosts costs = new(new(ns[0]), new(ns[1]), new(ns[2]), new(ns[3]), new(ns[4]), headers);
            Assert.Equal(costs, CalibrationFile.Parse("c.yaml", CalibrationFile.Write(costs, cpu)));
        });

    [Fact]
    public void Comments_spaces_and_another_order_change_nothing()
    {
        string text = string.Join("\r\n", Good.Split('\n').Reverse().Select(l => "  " + l.Replace(": ", " :  ", StringComparison.Ordinal)));
        text = "# mine\n\n" + text.Replace("16200", "16200 # signing", StringComparison.Ordinal);
        Assert.Equal(ModelledCryptography.Costs, CalibrationFile.Parse("c.yaml", text));
    }

    [Theory]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_us: 16", 3, "'ed25519_sign_us' is not a key")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns 16200", 3, "no colon")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns: 16.2", 3, "'16.2' is not a number of nanoseconds")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns: -1", 3, "'-1' is not a number")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns:", 3, "'' is not a number")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns: 1000000001", 3, "is not a number of nanoseconds")]
    [InlineData("ed25519_sign_ns: 16200", "ed25519_sign_ns: 99999999999999999999999", 3, "is not a number of nanoseconds")]
    [InlineData("ed25519_verify_ns: 34300", "ed25519_sign_ns: 16200", 4, "gives 'ed25519_sign_ns' again")]
    [InlineData("ticket_hash_ns: 380\n", "", 0, "lacks the key 'ticket_hash_ns'")]
    [InlineData("headers_per_signature: 16", "headers_per_signature: 0", 8, "'0' is not a number of headers")]
    public void What_is_wrong_is_said_with_its_line_and_what_to_do(string good, string bad, int line, string message)
    {
        Assert.Contains(good, Good);
        string text = Good.Replace(good, bad, StringComparison.Ordinal);
        InputFileException error = Assert.Throws<InputFileException>(() => CalibrationFile.Parse("c.yaml", text));
        Assert.Equal(("c.yaml", line), (error.File, error.Line));
        Assert.Contains(message, error.Message);
        Assert.NotEmpty(error.Help);
    }

    [Fact]
    public void Any_text_is_read_or_refused() => Gen.OneOf(
        Gen.String,
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Char).Select((at, c) => Good[..at] + c + Good[(at + 1)..])).Sample(text =>
        {
            try
            {
                CalibrationFile.Parse("c.yaml", text);
            }
            catch (InputFileException)
            {
                // Refused, as it should be.
            }
        });

    [Fact]
    public void A_file_that_is_not_there_or_too_large_is_refused()
    {
        Assert.Contains("cannot be read", Assert.Throws<InputFileException>(() => CalibrationFile.Load("/no/such/file.yaml")).Message);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Good + new string('#', CalibrationFile.MaxBytes));
            Assert.Contains("larger than 64 KiB", Assert.Throws<InputFileException>(() => CalibrationFile.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Each_shipped_calibration_is_read()
    {
        string[] shipped = Directory.GetFiles(Path.Combine(DataFolder.Repository, "calibrations"), "*.yaml");
        Assert.NotEmpty(shipped);
        foreach (string path in shipped) Assert.True(CalibrationFile.Load(path).Verify > Duration.Zero);
    }
}
