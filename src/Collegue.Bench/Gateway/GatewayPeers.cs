namespace Collegue.Bench.Gateway;

/// <summary>Starts what is measured beside ours. Each answers on a port of its own and passes on to the model server.</summary>
/// <param name="servers">The assembly of tools/Collegue.GatewayPeers.</param>
public sealed class GatewayPeers(string servers) : IAsyncDisposable
{
    private readonly List<TargetProcess> started = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-gateway-");

    /// <param name="pace">Between two tokens.</param>
    public async Task<GatewayTarget> UpstreamAsync(TimeSpan pace, CancellationToken cancellation)
    {
        if (!File.Exists(servers))
        {
            throw new InvalidDataException($"{servers} is not there: build tools/Collegue.GatewayPeers first.");
        }

        return await StartAsync(GatewayTarget.Direct, "dotnet", port => [servers, "upstream", $"{port}", $"{pace.TotalMilliseconds:F0}"], [], null, cancellation);
    }

    public Task<GatewayTarget> YarpAsync(Uri upstream, CancellationToken cancellation) =>
        StartAsync(GatewayTarget.Yarp, "dotnet", port => [servers, "forwarder", $"{port}", upstream.ToString()], [], null, cancellation);

    public Task<GatewayTarget> NginxAsync(Uri upstream, CancellationToken cancellation)
    {
        // Started as root, its worker runs as somebody else and writes there.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        }

        return StartAsync(GatewayTarget.Nginx, Nginx(), port => ["-p", folder.FullName, "-e", "stderr", "-c", Configure(port, upstream)], [], null, cancellation);
    }

    /// <param name="packages">The folder where its package was installed.</param>
    public Task<GatewayTarget> PortkeyAsync(Uri upstream, string packages, CancellationToken cancellation)
    {
        var script = Path.GetFullPath(Path.Combine(packages, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js"));
        return File.Exists(script)
            ? StartAsync(
                GatewayTarget.Portkey, "node", port => [script, $"--port={port}", "--headless"],
                [("x-portkey-provider", "openai"), ("x-portkey-custom-host", $"{upstream.GetLeftPart(UriPartial.Authority)}/v1"), ("Authorization", "Bearer bench")],
                new Dictionary<string, string> { ["NODE_ENV"] = "production" }, cancellation)
            : throw new InvalidOperationException($"npm did not install it in {packages}");
    }

    /// <param name="arguments">Given the port.</param>
    public async Task<GatewayTarget> StartAsync(
        string name, string program, Func<int, IReadOnlyList<string>> arguments, IReadOnlyList<(string Name, string Value)> headers,
        IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        var port = TargetProcess.FreePort();
        var process = await TargetProcess.StartAsync(program, arguments(port), port, cancellation, environment);
        started.Add(process);
        return new GatewayTarget(name, TargetProcess.AddressOf(port), headers, process);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
        {
            await process.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Not in the path of everybody.</summary>
    private static string Nginx() => File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";

    /// <summary>One worker, connections kept on both sides, answers passed on as they come.</summary>
    private string Configure(int port, Uri upstream)
    {
        var file = Path.Combine(folder.FullName, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              upstream models { server {{upstream.Authority}}; keepalive 1024; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{port}};
                keepalive_requests 1000000000;
                keepalive_timeout 3600;
                location / {
                  proxy_pass http://models;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                  proxy_read_timeout 3600;
                }
              }
            }
            """);
        return file;
    }
}
