using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Xunit;

namespace Collegue.Web.Tests.Gateway.Clients;

/// <summary>The library of OpenAI for .NET, through the gateway, and directly to see that the checks themselves are right.</summary>
public sealed class OpenAILibrary(ClientsServer server) : IClassFixture<ClientsServer>
{
    private const string Greeting = "Bonjour à tous, la mairie est ouverte.";

    private static readonly ChatTool Opening = ChatTool.CreateFunctionTool(
        "horaires", "Heures d'ouverture d'un jour", BinaryData.FromString("""{"type":"object","properties":{"jour":{"type":"string"}},"required":["jour"]}"""));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_is_answered(bool direct)
    {
        var answer = (await Chat(direct).CompleteChatAsync([new UserChatMessage("Bonjour")], new ChatCompletionOptions { Temperature = 0, IncludeLogProbabilities = true }, Cancellation)).Value;

        Assert.Equal(Greeting, answer.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal((12, 9), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount));
        Assert.Equal("Bonjour", answer.ContentTokenLogProbabilities[0].Token);
    }

    /// <summary>This library always asks for usage.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_is_streamed(bool direct)
    {
        var (text, reasons, usage) = ("", new List<ChatFinishReason?>(), (ChatTokenUsage?)null);
        await foreach (var update in Chat(direct).CompleteChatStreamingAsync([new UserChatMessage("Bonjour")], cancellationToken: Cancellation))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            reasons.Add(update.FinishReason);
            usage = update.Usage ?? usage;
        }

        Assert.Equal(Greeting, text);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(reasons, reason => reason is not null));
        Assert.Equal(21, usage?.TotalTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_is_called_and_its_result_read(bool direct)
    {
        var chat = Chat(direct);
        List<ChatMessage> messages = [new UserChatMessage("Quand ouvrez-vous lundi ?")];
        var options = new ChatCompletionOptions { Tools = { Opening } };

        var called = (await chat.CompleteChatAsync(messages, options, Cancellation)).Value;
        messages.Add(new AssistantChatMessage(called));
        messages.Add(new ToolChatMessage(called.ToolCalls[0].Id, "à 9 h"));
        var answer = (await chat.CompleteChatAsync(messages, options, Cancellation)).Value;

        Assert.Equal((ChatFinishReason.ToolCalls, "horaires"), (called.FinishReason, called.ToolCalls[0].FunctionName));
        Assert.Equal("lundi", called.ToolCalls[0].FunctionArguments.ToObjectFromJson<JsonElement>().GetProperty("jour").GetString());
        Assert.Equal("Nous avons lu : à 9 h", answer.Content[0].Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_has_the_shape_that_was_asked(bool direct)
    {
        var shape = BinaryData.FromString("""{"type":"object","properties":{"ville":{"type":"string"},"habitants":{"type":"integer"}},"required":["ville","habitants"],"additionalProperties":false}""");
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("ville", shape, jsonSchemaIsStrict: true) };

        var answer = (await Chat(direct).CompleteChatAsync([new UserChatMessage("Décris Lyon")], options, Cancellation)).Value;

        Assert.Equal(520774, JsonDocument.Parse(answer.Content[0].Text).RootElement.GetProperty("habitants").GetInt32());
    }

    /// <summary>This library asks for base64.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_become_vectors(bool direct)
    {
        var setting = Setting(direct);
        var client = new EmbeddingClient(setting.Embeddings, new ApiKeyCredential(setting.Key), Options(setting));

        var vectors = (await client.GenerateEmbeddingsAsync(["un", "deux"], cancellationToken: Cancellation)).Value;

        Assert.Equal([0.5f, -0.25f, 2f], vectors[1].ToFloats().ToArray());
        Assert.Equal(8, vectors.Usage.InputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Errors_have_their_status(bool direct)
    {
        var setting = Setting(direct);

        Assert.Equal(401, await StatusAsync(setting with { Key = "clg_0123456789_inconnue" }));
        Assert.Equal(404, await StatusAsync(setting with { Chat = "inconnu" }));
        Assert.Equal(429, await StatusAsync(setting with { Chat = setting.Busy }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_is_left_is_stopped_at_the_server(bool direct)
    {
        var chat = Chat(direct);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in chat.CompleteChatStreamingAsync([new UserChatMessage("Parle sans fin")], cancellationToken: leaving.Token))
            {
                if (update.ContentUpdate.Any(part => part.Text == "Encore"))
                {
                    await leaving.CancelAsync();
                }
            }
        });
        await server.Behind.QuietAsync(Cancellation);

        Assert.Equal(0, server.Behind.OpenRequests);
    }

    private static OpenAIClientOptions Options(ClientSetting setting) => new() { Endpoint = setting.Address, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static async Task<int> StatusAsync(ClientSetting setting) =>
        (await Assert.ThrowsAsync<ClientResultException>(() => Chat(setting).CompleteChatAsync([new UserChatMessage("Bonjour")], cancellationToken: Cancellation))).Status;

    private static ChatClient Chat(ClientSetting setting) => new(setting.Chat, new ApiKeyCredential(setting.Key), Options(setting));

    private ChatClient Chat(bool direct) => Chat(Setting(direct));

    private ClientSetting Setting(bool direct) => direct ? server.Direct : server.Gateway;
}
