using System.Net;
using System.Net.Sockets;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>
/// Connections that lead nowhere an administrator did not name. The address is checked when the socket is opened, so that a
/// name which changes its mind between two questions gains nothing.
/// </summary>
internal static class SiteConnections
{
    public static HttpClient Open(bool mayBePrivate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 64,
            MaxConnectionsPerServer = 1,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            ConnectCallback = (context, cancellation) => ConnectAsync(context, mayBePrivate, cancellation),
        };
        var http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Collegue/0.1");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr, *;q=0.5");
        return http;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool mayBePrivate, CancellationToken cancellation)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellation).ConfigureAwait(false);
        // A proxy is named by the administrator of the machine, and lies most often on the private network.
        var isProxy = !string.Equals(end.Host, context.InitialRequestMessage.RequestUri!.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
        if (!isProxy && !mayBePrivate && !Array.TrueForAll(addresses, PublicAddress.Is))
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, end.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name of the Internet that leads to the private network.</summary>
internal sealed class PrivateAddressException() : IOException(SiteTexts.PrivateAddress);
