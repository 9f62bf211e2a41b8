using System.Net;
using Collegue.Storage.Models;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// The connections to model servers, shared and kept. A key goes to the address it was given for and to no other: redirections are not
/// followed. Servers of the house are reached without a proxy; others through that of the system, if it has one.
/// </summary>
public sealed class ModelConnections : IDisposable
{
    private readonly Connections _house = new(house: true);
    private readonly Connections _outside = new(house: false);

    public HttpClient To(InferencePlace place) => place == InferencePlace.OnPremises ? _house.Client : _outside.Client;

    /// <summary>For who passes bytes on, without what a client adds: the answer is given once its headers came.</summary>
    /// <param name="inline">
    /// Over connections of which what comes goes on in the thread that reads it (<see cref="InlineSockets"/>), which whoever does more
    /// than pass bytes on must leave.
    /// </param>
    public HttpMessageInvoker Directly(InferencePlace place, bool inline)
    {
        var connections = place == InferencePlace.OnPremises ? _house : _outside;
        return inline ? connections.Inline : connections.Usual;
    }

    public void Dispose()
    {
        _house.Dispose();
        _outside.Dispose();
    }

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

    private sealed class Connections : IDisposable
    {
        public Connections(bool house)
        {
            var usual = Handler(house, inline: false);
            (Usual, Inline) = (new HttpMessageInvoker(usual), new HttpMessageInvoker(Handler(house, inline: true)));

            // Time limits are those of each server, kept around the client.
            Client = new HttpClient(usual, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        }

        public HttpClient Client { get; }

        public HttpMessageInvoker Usual { get; }

        public HttpMessageInvoker Inline { get; }

        public void Dispose()
        {
            Client.Dispose();
            Usual.Dispose();
            Inline.Dispose();
        }
    }
}
