using System.Diagnostics;
using Npgsql;

namespace Fleek.Tests.Live;

/// <summary>A PostgreSQL server of its own for one test: on its own files, reached by a socket in its own folder.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Package = "postgresql";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _programs;
    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-pg-").FullName;

    private PostgresServer(string programs) => _programs = programs;

    public string Connection => $"Host={_folder};Username=postgres;Database=postgres;Timeout=5;Pooling=true";

    /// <summary>Skips the test where no server is installed.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        string? programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "pg_ctl")))
            : null;
        Installable.Demand(programs is not null, "no PostgreSQL server here", Package);
        PostgresServer server = new(programs!);
        // The server refuses to be root: the package made a user for it.
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", server._folder);
        await server.AsOwnerAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => AsOwnerAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"),
        "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_connections=20", "start");

    /// <summary>As if it had crashed: pg_ctl signals the process that its files name.</summary>
    public Task StopAsync() => AsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public async Task<long> AskAsync(string query)
    {
        await using NpgsqlConnection connection = new(Connection + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(query, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private Task AsOwnerAsync(string program, params string[] args)
    {
        string path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. args])
            : RunAsync(path, args);
    }

    private static async Task RunAsync(string program, params string[] args)
    {
        // Its output goes nowhere: a server that pg_ctl starts keeps what it inherits open.
        ProcessStartInfo start = new(program, args) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = new(Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', args)} ended with {process.ExitCode}");
    }
}
