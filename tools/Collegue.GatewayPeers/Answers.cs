using System.Globalization;
using System.Text;

namespace Collegue.GatewayPeers;

/// <summary>The bytes of every answer, made once.</summary>
internal static class Answers
{
    private const int Dimensions = 384;
    private const string Head = "{\"id\":\"chatcmpl-banc\",\"object\":\"chat.completion.chunk\",\"created\":1764000000,\"model\":\"banc\",\"choices\":";

    public static readonly byte[] Chat = Encoding.UTF8.GetBytes(
        "{\"id\":\"chatcmpl-banc\",\"object\":\"chat.completion\",\"created\":1764000000,\"model\":\"banc\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + "\"content\":\"La mairie est ouverte du lundi au vendredi.\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
        + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":10,\"total_tokens\":22}}");

    public static readonly byte[] Embedding = Encoding.UTF8.GetBytes(
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":["
        + string.Join(',', Enumerable.Range(1, Dimensions).Select(at => Math.Sin(at).ToString("F7", CultureInfo.InvariantCulture)))
        + "]}],\"model\":\"banc\",\"usage\":{\"prompt_tokens\":9,\"total_tokens\":9}}");

    public static readonly byte[] Role = Event("[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]");
    public static readonly byte[] Token = Event("[{\"index\":0,\"delta\":{\"content\":\" mot\"},\"finish_reason\":null}]");
    public static readonly byte[] Stop = Event("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]");
    public static readonly byte[] Usage = Event("[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":200,\"total_tokens\":212}");
    public static readonly byte[] Done = "data: [DONE]\n\n"u8.ToArray();

    /// <summary>Around the text of a token.</summary>
    public static readonly byte[] BeforeText = Encoding.UTF8.GetBytes("data: " + Head + "[{\"index\":0,\"delta\":{\"content\":\"");
    public static readonly byte[] AfterText = Encoding.UTF8.GetBytes("\"},\"finish_reason\":null}]}\n\n");

    private static byte[] Event(string choices) => Encoding.UTF8.GetBytes($"data: {Head}{choices}}}\n\n");
}
