using System.Globalization;
using Collegue.GatewayPeers;

// Started by "collegue bench gateway", each in a process of its own.
switch (args)
{
    case ["upstream", var port, var milliseconds]:
        await Upstream.RunAsync(Number(port), TimeSpan.FromMilliseconds(Number(milliseconds)));
        return 0;
    case ["forwarder", var port, var address]:
        await BareForwarder.RunAsync(Number(port), address);
        return 0;
    default:
        Console.Error.WriteLine("usage: upstream PORT MILLISECONDS (between two tokens) | forwarder PORT ADDRESS");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
