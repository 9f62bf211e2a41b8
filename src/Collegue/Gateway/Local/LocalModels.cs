using System.Buffers;
using System.Text.Json;

namespace Collegue.Gateway.Local;

internal static class LocalModels
{
    /// <summary>The models that answer without any server.</summary>
    public static IServiceCollection AddLocalModels(this IServiceCollection services)
    {
        services.AddSingleton<TextVectors>();
        services.AddSingleton<Relevance>();
        services.AddSingleton<LocalModel, EmbedModel>();
        services.AddSingleton<LocalModel, RerankModel>();
        services.AddSingleton<LocalModel, SearchAnswerModel>();
        return services;
    }

    /// <summary>Writes a whole JSON answer.</summary>
    public static async Task WriteAsync(this HttpContext http, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var writer = new Utf8JsonWriter(buffer, LocalJson.Writing))
        {
            write(writer);
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, cancellation);
    }

    /// <summary>Words of a text, which is what our models count: runs of letters and digits.</summary>
    public static int Words(string text)
    {
        var (words, inside) = (0, false);
        foreach (var letter in text)
        {
            var isPart = char.IsLetterOrDigit(letter);
            words += isPart && !inside ? 1 : 0;
            inside = isPart;
        }

        return words;
    }
}
