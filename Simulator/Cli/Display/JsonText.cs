using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fleek.Sim.Cli.Display;

/// <summary>How --json answers are written: indented, and with text as it is read.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
