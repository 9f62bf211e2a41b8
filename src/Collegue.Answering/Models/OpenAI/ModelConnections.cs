using System.Net;
using Collegue.Storage.Models;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// The connections to model servers, shared and kept. A key goes to the address it was given for and to no other: redirections are not
/// followed. Servers of the house are reached without a proxy; others through that of the system, if it has one.
/// </summary>
public sealed class ModelConnections : IDisposable
{
    private readonly SocketsHttpHandler _houseHandler = Handler(house: true);
    private readonly SocketsHttpHandler _outsideHandler = Handler(house: false);
    private readonly HttpClient _house;
    private readonly HttpClient _outside;
    private readonly HttpMessageInvoker _houseInvoker;
    private readonly HttpMessageInvoker _outsideInvoker;

    public ModelConnections()
    {
        (_house, _outside) = (Client(_houseHandler), Client(_outsideHandler));
        (_houseInvoker, _outsideInvoker) = (new HttpMessageInvoker(_houseHandler, disposeHandler: false), new HttpMessageInvoker(_outsideHandler, disposeHandler: false));
    }

    public HttpClient To(InferencePlace place) => place == InferencePlace.OnPremises ? _house : _outside;

    /// <summary>The same connections without what a client adds to them, for who passes bytes on: the answer is given once its headers came.</summary>
    public HttpMessageInvoker Directly(InferencePlace place) => place == InferencePlace.OnPremises ? _houseInvoker : _outsideInvoker;

    public void Dispose()
    {
        _houseInvoker.Dispose();
        _outsideInvoker.Dispose();
        _house.Dispose();
        _outside.Dispose();
        _houseHandler.Dispose();
        _outsideHandler.Dispose();
    }

    private static HttpClient Client(SocketsHttpHandler handler) => new(handler, disposeHandler: false)
    {
        // Time limits are those of each server, kept around the client.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static SocketsHttpHandler Handler(bool house) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = !house,
        ConnectCallback = (context, cancellation) => ServerAddresses.ConnectAsync(context, house, cancellation),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,

        // What passes through is nobody's trace but the caller's.
        ActivityHeadersPropagator = null,
    };
}
