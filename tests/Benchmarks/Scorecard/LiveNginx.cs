using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fleek.Core.Wire;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>nginx with sendfile: clients read the same bytes as a file, over and over, on connections that stay.</summary>
internal sealed class LiveNginx : LiveBytes
{
    private const int KernelTicksASecond = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-nginx").FullName;
    private readonly Process _server;
    private readonly List<Socket> _sockets = [];
    private readonly ManualResetEventSlim _runs = new(false);
    private long _received;

    private LiveNginx(MemoryContent content)
    {
        int port = FreePort();
        using (FileStream file = File.Create(Path.Combine(_folder, "content")))
            for (int block = 0; block < content.Tree.Blocks; block++) file.Write(content.Block(block));
        File.WriteAllText(Path.Combine(_folder, "nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{_folder}}/pid;
            error_log {{_folder}}/error.log;
            events { worker_connections 64; }
            http {
              access_log off;
              sendfile on;
              tcp_nodelay on;
              sendfile_max_chunk 1m;
              keepalive_requests 1000000000;
              client_body_temp_path {{_folder}}/a; proxy_temp_path {{_folder}}/b; fastcgi_temp_path {{_folder}}/c;
              uwsgi_temp_path {{_folder}}/d; scgi_temp_path {{_folder}}/e;
              server { listen 127.0.0.1:{{port}}; root {{_folder}}; }
            }
            """);
        _server = Process.Start(new ProcessStartInfo("nginx", ["-c", Path.Combine(_folder, "nginx.conf"), "-p", _folder]))!;
        for (int i = 0; i < Connections; i++)
        {
            Socket socket = Connect(port);
            _sockets.Add(socket);
            new Thread(() => Read(socket)) { IsBackground = true }.Start();
        }
    }

    protected override long Received => Interlocked.Read(ref _received);

    protected override TimeSpan Spent => base.Spent + ServerTime;

    /// <summary>Null where nginx is not installed.</summary>
    public static LiveNginx? Start(MemoryContent content)
    {
        try
        {
            return new LiveNginx(content);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public override void Dispose()
    {
        foreach (Socket socket in _sockets) socket.Dispose();
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        _runs.Set();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void Resume() => _runs.Set();

    protected override void Pause() => _runs.Reset();

    private TimeSpan ServerTime
    {
        get
        {
            string[] fields = File.ReadAllText($"/proc/{_server.Id}/stat").Split(") ")[1].Split(' ');
            return TimeSpan.FromSeconds((double)(long.Parse(fields[11]) + long.Parse(fields[12])) / KernelTicksASecond);
        }
    }

    private void Read(Socket socket)
    {
        byte[] ask = Encoding.ASCII.GetBytes("GET /content HTTP/1.1\r\nHost: a\r\n\r\n"), room = new byte[FrameHeader.MaxFrameLength];
        try
        {
            while (true)
            {
                _runs.Wait();
                socket.Send(ask);
                long left = -1;
                int has = 0;
                while (left < 0)
                {
                    has += socket.Receive(room.AsSpan(has));
                    string head = Encoding.ASCII.GetString(room, 0, Math.Min(has, 1_024));
                    int end = head.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                    if (end < 0) continue;
                    int length = head.IndexOf("Content-Length: ", StringComparison.Ordinal) + 16;
                    left = long.Parse(head[length..head.IndexOf('\r', length)]) - (has - end - 4);
                }

                Interlocked.Add(ref _received, has);
                while (left > 0 && socket.Receive(room) is > 0 and int came)
                {
                    left -= came;
                    Interlocked.Add(ref _received, came);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the measurement.
        }
    }

    private static Socket Connect(int port)
    {
        for (int attempt = 0; ; attempt++)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException) when (attempt < 200)
            {
                socket.Dispose();
                Thread.Sleep(50);
            }
        }
    }

    private static int FreePort()
    {
        using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
