namespace Collegue.GatewayPeers;

/// <summary>YARP alone, as its documentation shows it: what comes in goes on to one address.</summary>
internal static class BareForwarder
{
    public static async Task RunAsync(int port, string address)
    {
        var builder = Hosting.Create(port);
        builder.Services.AddHttpForwarder();
        await using var app = builder.Build();
        app.MapForwarder("/{**any}", address);
        await app.RunAsync();
    }
}
