using System.Diagnostics;

namespace Fleek.Tests.Live.Support;

/// <summary>An explicit test of this assembly in a process of its own, which may be killed.</summary>
internal sealed class ChildTest : IDisposable
{
    private readonly Process _process;

    /// <param name="method">The full name of the test, with its class.</param>
    public ChildTest(string method, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet", [typeof(ChildTest).Assembly.Location, "-explicit", "only", "-method", method])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL: nothing of it runs any more, not even its last words.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
