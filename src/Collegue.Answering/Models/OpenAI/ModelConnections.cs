using Collegue.Storage.Models;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// The connections to model servers, shared and kept. A key goes to the address it was given for and to no other: redirections are not
/// followed. Servers of the house are reached without a proxy; others through that of the system, if it has one.
/// </summary>
public sealed class ModelConnections : IDisposable
{
    private readonly HttpClient _house = Create(proxy: false);
    private readonly HttpClient _outside = Create(proxy: true);

    public HttpClient To(InferencePlace place) => place == InferencePlace.OnPremises ? _house : _outside;

    public void Dispose()
    {
        _house.Dispose();
        _outside.Dispose();
    }

    private static HttpClient Create(bool proxy) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxy,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
    })
    {
        // Time limits are those of each server, kept around the client.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
