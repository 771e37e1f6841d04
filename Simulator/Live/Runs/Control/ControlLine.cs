using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleek.Sim.Live.Runs.Control;

/// <summary>Control messages over a stream, a line each. One reader and any number of writers.</summary>
public sealed class ControlLine(Stream receive, Stream send) : IAsyncDisposable
{
    /// <summary>A longer line ends the connection: nobody makes this program hold more.</summary>
    public const int MaxLineBytes = 64 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly PipeReader _reader = PipeReader.Create(receive);
    private readonly SemaphoreSlim _sending = new(1, 1);

    public async Task SendAsync(ControlMessage message, CancellationToken cancel = default)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, Options), (byte)'\n'];
        await _sending.WaitAsync(cancel);
        try
        {
            await send.WriteAsync(line, cancel);
            await send.FlushAsync(cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message, or null once the other side has gone.</summary>
    /// <exception cref="ControlException">What came is no message, or longer than any.</exception>
    public async Task<ControlMessage?> ReceiveAsync(CancellationToken cancel = default)
    {
        while (true)
        {
            ReadResult read = await _reader.ReadAsync(cancel);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                ControlMessage message = Parse(read.Buffer.Slice(0, end));
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return message;
            }

            if (read.Buffer.Length > MaxLineBytes) throw new ControlException($"a line of more than {MaxLineBytes} bytes");
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await send.DisposeAsync();
        await receive.DisposeAsync();
        _sending.Dispose();
    }

    private static ControlMessage Parse(in ReadOnlySequence<byte> line)
    {
        Utf8JsonReader json = new(line);
        try
        {
            return JsonSerializer.Deserialize<ControlMessage>(ref json, Options) ?? throw new ControlException("a line that says nothing");
        }
        // An object that does not say which message it is, is not supported rather than bad.
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            throw new ControlException($"a line that is no message: {problem.Message}", problem);
        }
    }
}
