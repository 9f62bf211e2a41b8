using System.Net;
using System.Net.Sockets;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// Where a server of models may be: an address typed by an administrator, or one its name leads to later, must not make the product ask
/// the machines around it.
/// </summary>
internal static class ServerAddresses
{
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Those of the house may be in its own networks; others may not pretend to be outside and lead back in.</summary>
    public static bool IsAllowed(IPAddress address, bool house)
    {
        var plain = Plain(address);
        return !NeverAServer(plain) && (house || !Inside(plain));
    }

    /// <summary>Connects to the first address allowed. A proxy is the system's choice and not the administrator's.</summary>
    /// <param name="inline">
    /// Whether what comes goes on in the thread that reads it (<see cref="InlineSockets"/>). Not under TLS: whom a certificate belongs to may
    /// have to be asked elsewhere.
    /// </param>
    /// <exception cref="HttpRequestException">None of the addresses of the name is allowed.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool house, bool inline, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var direct = string.Equals(context.InitialRequestMessage.RequestUri?.IdnHost, host, StringComparison.OrdinalIgnoreCase);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = direct ? Array.FindAll(addresses, address => IsAllowed(address, house)) : addresses;
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The address of the server is not one that may be called.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            InlineSockets.Prefer(socket, inline && context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttp);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An address of the old Internet may be wrapped in one of the new (RFC 3056, 4291, 6052).</summary>
    private static IPAddress Plain(IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetworkV6 ? address
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12, 4))
        : SixToFour.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(2, 4))
        : address;

    /// <summary>Unspecified, link-local (there the clouds keep their secrets), multicast, reserved.</summary>
    private static bool NeverAServer(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.IsIPv6SiteLocal || address.Equals(IPAddress.IPv6Any);
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] is 0 or >= 224 || (bytes[0], bytes[1]) is (169, 254);
    }

    /// <summary>Loopback and private networks (RFC 1918, 4193, 6598).</summary>
    private static bool Inside(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal)
        {
            return true;
        }

        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            && (bytes[0] is 10 || (bytes[0], bytes[1]) is (192, 168) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127));
    }
}
