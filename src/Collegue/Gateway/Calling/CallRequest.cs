using System.Net.Http.Headers;
using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Gateway.Masking;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;

namespace Collegue.Gateway.Calling;

/// <summary>A request to be sent to one provider.</summary>
/// <param name="Map">What was masked in it; null when nothing had to be.</param>
internal sealed record Prepared(HttpContent Content, MaskMap? Map);

/// <summary>What a client asks, and how it is sent to a provider.</summary>
internal abstract class CallRequest : IDisposable
{
    public abstract string Model { get; }

    public virtual bool IsStreamed => false;

    public virtual bool AsksUsage => true;

    /// <summary>The text of the request, to be kept when the organisation says so; empty for a file.</summary>
    public virtual ReadOnlyMemory<byte> Text => default;

    public abstract int MostInputTokens { get; }

    /// <summary>Of all choices together; null when it does not say.</summary>
    public virtual long? MostOutputTokens => null;

    /// <summary>Null when the provider may not receive it.</summary>
    /// <exception cref="MaskingFailedException">It had to be masked, and cannot be.</exception>
    public abstract Prepared? For(Provider provider, Router router);

    /// <summary>Whether <see cref="For"/> looks for personal data in it, which takes its time.</summary>
    public static bool IsSearched(Provider provider, Router router) => MustMask(provider, router) || provider.Endpoint.MayReceive == DataAllowance.PublicTextsOnly;

    public abstract void Dispose();

    protected static bool MustMask(Provider provider, Router router) => router.Masking == RouterMasking.Always || provider.MustMask;
}

/// <summary>A request in JSON.</summary>
internal sealed class JsonCall(GatewayCallKind kind, PooledBytes body, CallShape shape, JsonMask mask) : CallRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly List<PooledBytes> _sent = [];
    private MaskedRequest? _masked;
    private CallShape? _maskedShape;

    public override string Model => shape.Model;

    public override bool IsStreamed => shape.IsStreamed;

    public override bool AsksUsage => shape.AsksUsage;

    public override ReadOnlyMemory<byte> Text => body.Memory;

    public override int MostInputTokens => shape.MostInputTokens;

    public override long? MostOutputTokens => shape.MostOutputTokens is { } most ? (long)most * shape.Choices : null;

    public JsonElement Parsed()
    {
        using var document = JsonDocument.Parse(body.Memory);
        return document.RootElement.Clone();
    }

    public override Prepared? For(Provider provider, Router router)
    {
        var asksUsage = kind is GatewayCallKind.Chat or GatewayCallKind.Completion;
        if (MustMask(provider, router))
        {
            var masked = Masked();
            return new Prepared(Content(masked.Body, _maskedShape!, provider, asksUsage), masked.Map);
        }

        // What a program asks is no published text unless nothing in it is about a person.
        return provider.Endpoint.MayReceive == DataAllowance.PublicTextsOnly && Masked().Map.Count > 0
            ? null
            : new Prepared(Content(body.Span, shape, provider, asksUsage), null);
    }

    public override void Dispose()
    {
        body.Dispose();
        _sent.ForEach(sent => sent.Dispose());
    }

    private MaskedRequest Masked()
    {
        _masked ??= mask.Mask(kind, body.Memory);
        _maskedShape ??= CallShape.Of(_masked.Body);
        return _masked;
    }

    private ReadOnlyMemoryContent Content(ReadOnlySpan<byte> from, CallShape of, Provider provider, bool askUsage)
    {
        var sent = SentBody.Of(from, of, provider.Endpoint.Name, askUsage);
        _sent.Add(sent);
        var content = new ReadOnlyMemoryContent(sent.Memory);
        content.Headers.ContentType = Json;
        return content;
    }
}
