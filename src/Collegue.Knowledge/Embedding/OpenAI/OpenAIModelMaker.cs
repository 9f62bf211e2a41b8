using System.Globalization;
using Collegue.Knowledge.Embedding.Models;

namespace Collegue.Knowledge.Embedding.OpenAI;

internal sealed class OpenAIModelMaker(TimeProvider clock) : IEmbeddingModelMaker
{
    public EmbeddingKind Kind => EmbeddingKind.OpenAI;

    public EmbeddingModel Open(EmbeddingsOptions options)
    {
        var asked = options.OpenAI;

        // The key goes to the address it was given for and to no other: redirections are not followed.
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var address = new Uri(asked.BaseUrl);
        return new EmbeddingModel(
            $"{asked.Model} ({address.Host})",
            string.Create(CultureInfo.InvariantCulture, $"openai\n{asked.BaseUrl.TrimEnd('/')}\n{asked.Model}\n{asked.Dimensions}"),
            new OpenAIEmbeddingGenerator(client, asked, Key(asked), clock),
            new ModelUse(asked.QuestionPrefix, asked.PassagePrefix, asked.BatchSize, asked.Concurrency, asked.MaxCharacters, asked.SendQuestions),
            clock);
    }

    private static string? Key(OpenAIModelOptions options)
    {
        try
        {
            var key = string.IsNullOrEmpty(options.KeyFile) ? options.Key : File.ReadAllText(options.KeyFile).Trim();
            return string.IsNullOrEmpty(key) ? null : key;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddingException("The file of Embeddings:OpenAI:KeyFile cannot be read.", unread);
        }
    }
}
