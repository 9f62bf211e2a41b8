using System.Net;
using Collegue.Storage.Models;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// The connections to model servers, shared and kept. A key goes to the address it was given for and to no other: redirections are not
/// followed. Servers of the house are reached without a proxy; others through that of the system, if it has one.
/// </summary>
public sealed class ModelConnections : IDisposable
{
    private readonly HttpClient _house = Client(Handler(house: true, inline: false));
    private readonly HttpClient _outside = Client(Handler(house: false, inline: false));
    private readonly HttpMessageInvoker _houseInvoker = new(Handler(house: true, inline: true));
    private readonly HttpMessageInvoker _outsideInvoker = new(Handler(house: false, inline: true));

    public HttpClient To(InferencePlace place) => place == InferencePlace.OnPremises ? _house : _outside;

    /// <summary>
    /// For who passes bytes on, without what a client adds: the answer is given once its headers came. What follows goes on in a thread that
    /// waits for sockets (<see cref="Storage.SocketThread"/>), which whoever does more than pass bytes on must leave.
    /// </summary>
    public HttpMessageInvoker Directly(InferencePlace place) => place == InferencePlace.OnPremises ? _houseInvoker : _outsideInvoker;

    public void Dispose()
    {
        _houseInvoker.Dispose();
        _outsideInvoker.Dispose();
        _house.Dispose();
        _outside.Dispose();
    }

    private static HttpClient Client(SocketsHttpHandler handler) => new(handler)
    {
        // Time limits are those of each server, kept around the client.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static SocketsHttpHandler Handler(bool house, bool inline) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = !house,
        ConnectCallback = (context, cancellation) => ServerAddresses.ConnectAsync(context, house, inline, cancellation),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,

        // What passes through is nobody's trace but the caller's.
        ActivityHeadersPropagator = null,
    };
}
