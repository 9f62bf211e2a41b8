using System.Net;
using System.Net.Sockets;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>Tells addresses of the Internet from those of a machine, a local network or a special use.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());
        var isPlain = !Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return isPlain;
        // An address of the old Internet may be wrapped in one of the new.
        var octets = address.GetAddressBytes();
        if (Translated.Contains(address))
            return Is(new IPAddress(octets.AsSpan(12, 4)));
        if (SixToFour.Contains(address))
            return Is(new IPAddress(octets.AsSpan(2, 4)));
        return isPlain && Global.Contains(address);
    }
}
