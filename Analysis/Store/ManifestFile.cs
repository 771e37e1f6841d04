using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fleek.Analysis.Store;

/// <summary>Reads and writes manifest.json: snake_case keys, indented for people.</summary>
internal static class ManifestFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        // The file is not HTML: quotes and umlauts in a command line stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static void Write(string path, Manifest manifest) =>
        DurableFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Options), (byte)'\n']);

    /// <exception cref="ResultsFolderException">Missing, unreadable, not a manifest, or written by a newer program.</exception>
    public static Manifest Read(string path)
    {
        try
        {
            Manifest? manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), Options);
            if (manifest is null) throw new JsonException("it is null");
            if (manifest.Schema.Manifest <= Manifest.CurrentSchema) return manifest;
            throw new ResultsFolderException(
                $"{path} has schema version {manifest.Schema.Manifest}; this program knows {Manifest.CurrentSchema}",
                "use the version that wrote it");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ResultsFolderException(
                $"{Path.GetDirectoryName(path)} is not a results folder: it has no manifest.json",
                "give the folder that holds manifest.json, such as results/<scenario>/<plan hash>");
        }
        catch (JsonException e)
        {
            throw new ResultsFolderException(
                $"{path} is not a manifest: {e.Message}", "restore the file, or run the sweep again with --fresh", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unreadable(path, e);
        }
    }
}
