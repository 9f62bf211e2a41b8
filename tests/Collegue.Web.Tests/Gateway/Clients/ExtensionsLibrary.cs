using System.ClientModel;
using System.ComponentModel;
using Microsoft.Extensions.AI;
using OpenAI;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>Microsoft.Extensions.AI over the library of OpenAI, through the gateway, and directly to see that the checks themselves are right.</summary>
public sealed class ExtensionsLibrary(ClientsServer server) : IClassFixture<ClientsServer>
{
    private const string Greeting = "Bonjour à tous, la mairie est ouverte.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_is_answered_whole_and_streamed(bool direct)
    {
        using var chat = Chat(direct);

        var whole = await chat.GetResponseAsync("Bonjour", cancellationToken: Cancellation);
        var streamed = await chat.GetStreamingResponseAsync("Bonjour", cancellationToken: Cancellation).ToChatResponseAsync(Cancellation);

        Assert.Equal((Greeting, ChatFinishReason.Stop, 21L), (whole.Text, whole.FinishReason, whole.Usage?.TotalTokenCount));
        Assert.Equal((Greeting, ChatFinishReason.Stop, 21L), (streamed.Text, streamed.FinishReason, streamed.Usage?.TotalTokenCount));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Functions_are_called_in_a_loop(bool direct, bool streamed)
    {
        var asked = new List<string>();
        [Description("Heures d'ouverture d'un jour")]
        string Opening(string jour)
        {
            asked.Add(jour);
            return "à 9 h";
        }

        using var chat = Chat(direct).AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(Opening, "horaires")] };

        var answer = streamed
            ? await chat.GetStreamingResponseAsync("Quand ouvrez-vous lundi ?", options, Cancellation).ToChatResponseAsync(Cancellation)
            : await chat.GetResponseAsync("Quand ouvrez-vous lundi ?", options, Cancellation);

        Assert.Equal(["lundi"], asked);
        Assert.StartsWith("Nous avons lu : ", answer.Messages[^1].Text, StringComparison.Ordinal);
        Assert.Contains("9 h", answer.Messages[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_is_read_as_the_type_that_was_asked(bool direct)
    {
        using var chat = Chat(direct);

        var answer = await chat.GetResponseAsync<Town>("Décris Lyon", System.Text.Json.JsonSerializerOptions.Web, cancellationToken: Cancellation);

        Assert.Equal(new Town("Lyon", 520774), answer.Result);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_become_vectors(bool direct)
    {
        var setting = Setting(direct);
        using var generator = Client(setting).GetEmbeddingClient(setting.Embeddings).AsIEmbeddingGenerator();

        var vectors = await generator.GenerateAsync(["un", "deux", "trois"], cancellationToken: Cancellation);

        Assert.Equal([0.5f, -0.25f, 3f], vectors[2].Vector.ToArray());
    }

    private static OpenAIClient Client(ClientSetting setting) => new(new ApiKeyCredential(setting.Key), new OpenAIClientOptions { Endpoint = setting.Address });

    private IChatClient Chat(bool direct) => Client(Setting(direct)).GetChatClient(Setting(direct).Chat).AsIChatClient();

    private ClientSetting Setting(bool direct) => direct ? server.Direct : server.Gateway;

    private sealed record Town(string Ville, int Habitants);
}
