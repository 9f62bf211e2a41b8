using System.Text.Json;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Masking;

/// <param name="Map">Holds personal data: it is kept no longer than the call, and never logged.</param>
internal sealed record MaskedRequest(byte[] Body, MaskMap Map);

/// <summary>
/// Masks a request as a whole: names are gathered from all its texts first, so that a name told in one message is masked in every other.
/// Fields that are not known are masked too. It fails closed.
/// </summary>
internal sealed class JsonMask(Masker masker)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="MaskingFailedException">It must not be sent. The message names the field and holds nothing of its content.</exception>
    public MaskedRequest Mask(GatewayCallKind kind, ReadOnlyMemory<byte> body)
    {
        if (RequestShapes.Of(kind) is not { } shape)
        {
            throw new MaskingFailedException("Recordings and scanned documents cannot be masked.");
        }

        try
        {
            // A field given twice would be read by the server as another than was read here.
            using (JsonDocument.Parse(body, Strict))
            {
            }

            var map = new MaskMap();
            var mask = new TextMask(masker, map, apart: kind == GatewayCallKind.Embedding);
            new FieldWalk(mask.Learn).Apply(body, shape);
            var masked = new FieldWalk(mask.Mask).Apply(body, shape);
            mask.Verify();
            return new MaskedRequest(masked, map);
        }
        catch (Exception failure) when (failure is not MaskingFailedException)
        {
            // The failure may quote the text: it is not carried along.
            throw new MaskingFailedException($"The request could not be masked ({failure.GetType().Name}).");
        }
    }
}
