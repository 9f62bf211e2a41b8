using Collegue.Answering.Safeguards.Masking;
using Collegue.Storage.Gateway;
namespace Collegue.Gateway.Masking;
internal sealed record MaskedRequest(byte[] Body, MaskMap Map);
internal sealed class JsonMask(Masker masker) { public MaskedRequest Mask(GatewayCallKind kind, ReadOnlyMemory<byte> body) => throw new MaskingFailedException("x" + masker); }
internal sealed class AnswerRestorer(MaskMap map) { public byte[] Whole(ReadOnlySpan<byte> json) => throw new MaskingFailedException("x" + map); }
internal sealed class StreamedAnswerRestorer(MaskMap map) { public IEnumerable<string> Next(string data) => [data + map]; public IEnumerable<string> Last() => []; }
