using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Collegue.GatewayPeers;

/// <summary>A web program with nothing that the measure does not need.</summary>
internal static class Hosting
{
    public static WebApplicationBuilder Create(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Streams of the bench are slow on purpose.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder;
    }
}
