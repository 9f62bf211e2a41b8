using System.Globalization;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Knowledge.Embedding.OpenAI;

internal sealed class OpenAIModelMaker(TimeProvider clock, IEnumerable<IOutsideModelGuard>? guards = null) : IEmbeddingModelMaker
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
        IEmbeddingGenerator<string, Embedding<float>> generator = new OpenAIEmbeddingGenerator(client, asked, Key(asked), clock);
        var identity = string.Create(CultureInfo.InvariantCulture, $"openai\n{asked.BaseUrl.TrimEnd('/')}\n{asked.Model}\n{asked.Dimensions}");

        // A server on this very machine is no outside: nothing leaves.
        foreach (var guard in address.IsLoopback ? [] : guards ?? [])
        {
            generator = guard.Guard(generator);
            identity += $"\n{guard.Identity}";
        }

        return new EmbeddingModel(
            $"{asked.Model} ({address.Host})", identity, generator,
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
