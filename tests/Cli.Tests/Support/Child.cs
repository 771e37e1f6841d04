using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleek.Sim.Cli.Tests.Support;

/// <summary>The built program as a child process.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public Child(Sandbox sandbox, RunSettings settings, string[] args)
    {
        string program = Path.Combine(settings.Program ?? AppContext.BaseDirectory, "fleek-sim.dll");
        string[] command = [.. settings.Prefix, "dotnet", program, .. args];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = sandbox.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("GITHUB_ACTIONS");
        foreach ((string name, string value) in settings.Environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _process.OutputDataReceived += (_, line) => Add(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public string ErrorSoFar
    {
        get
        {
            lock (_error) return _error.ToString();
        }
    }

    /// <summary>Waits until something is so, but not for ever.</summary>
    public void Until(Func<bool> condition, string what)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(_process.HasExited, $"the program ended before {what}\n{_out}\n{ErrorSoFar}");
            Assert.True(watch.Elapsed < _patience, $"waited in vain for {what}\n{ErrorSoFar}");
            Thread.Sleep(10);
        }
    }

    public void Signal(PosixSignal signal) => Kill(signal == PosixSignal.SIGINT ? "-INT" : "-TERM");

    public void KillNow() => Kill("-KILL");

    public Finished Wait()
    {
        Assert.True(_process.WaitForExit(_patience), $"the program does not end\n{ErrorSoFar}");
        _process.WaitForExit();
        return new Finished(_process.ExitCode, _out.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private void Kill(string signal)
    {
        using Process kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }
}
