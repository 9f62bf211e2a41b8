using Collegue.Answering.Safeguards.Masking;
using Microsoft.Extensions.AI;
using Xunit;

namespace Collegue.Tests.Safeguards;

public sealed class MaskingModelsTests
{
    private readonly ScriptedModel _model = new();
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_sees_placeholders_and_the_reader_sees_values()
    {
        _model.Answer = sent => new ChatMessage(ChatRole.Assistant, $"Reçu : {sent[^1].Text} Et [Personne 9].");

        var answer = await Client().GetResponseAsync("Je m'appelle Jean Dupont, 06 39 98 12 45.", cancellationToken: Cancellation);

        Assert.Equal("Je m'appelle [PERSONNE_1], [TELEPHONE_1].", Assert.Single(_model.Asked).Messages[0].Text);
        Assert.Equal("Reçu : Je m'appelle Jean Dupont, 06 39 98 12 45. Et […].", answer.Text);
    }

    [Fact]
    public async Task Nothing_personal_leaves_in_any_part_of_a_prompt()
    {
        var call = new FunctionCallContent("1", "chercher", new Dictionary<string, object?> { ["nom"] = "Mme Zorica Petrovic", ["ids"] = Phones });
        var result = new FunctionResultContent("1", new { nir = 184127645108946, adresse = "12 rue des Lilas, 33000 Bordeaux", Petrovic = true });

        await Client().GetResponseAsync(
            [
                new ChatMessage(ChatRole.System, "L'agent est M. Bernard Castaing.") { AuthorName = "Paul Legrand" },
                new ChatMessage(ChatRole.User, [new TextContent("Bonjour, petrovic@exemple.example"), new TextReasoningContent("Elle est née le 12/03/1985.")]),
                new ChatMessage(ChatRole.Assistant, [call]),
                new ChatMessage(ChatRole.Tool, [result]),
                new ChatMessage(ChatRole.User, "Et pour Petrovic ?"),
            ],
            new ChatOptions { Instructions = "Signe : Castaing", StopSequences = ["Castaing"] },
            Cancellation);

        Assert.All((string[])["Petrovic", "Castaing", "0639981245", "184127645108946", "Lilas", "Bordeaux", "12/03/1985", "petrovic@", "Legrand"],
            value => Assert.DoesNotContain(value, _model.Sent + _model.Asked[0].Messages[0].AuthorName + _model.Asked[0].Options!.StopSequences![0], StringComparison.Ordinal));
        Assert.Contains("[PERSONNE_", _model.Asked[0].Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_of_a_tool_gets_the_values_back()
    {
        _model.Answer = sent => new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "chercher", new Dictionary<string, object?> { ["nom"] = "[PERSONNE_1]" })]);

        var answer = await Client().GetResponseAsync("Je m'appelle Jean Dupont.", cancellationToken: Cancellation);

        var call = Assert.IsType<FunctionCallContent>(Assert.Single(answer.Messages[0].Contents));
        Assert.Equal("Jean Dupont", call.Arguments!["nom"]);
    }

    [Fact]
    public async Task A_stream_cut_inside_a_placeholder_shows_the_value()
    {
        _model.Updates = [Piece("Bonjour ["), Piece("PERS"), Piece("ONNE_"), Piece("1"), Piece("], à [dem"), Piece("ain] ["), Piece("PERSO")];

        var pieces = new List<string>();
        await foreach (var update in Client().GetStreamingResponseAsync("Je m'appelle Jean Dupont.", cancellationToken: Cancellation))
            pieces.Add(update.Text);

        Assert.Equal("Bonjour Jean Dupont, à [demain] [PERSO", string.Concat(pieces));
        Assert.Equal("Bonjour ", pieces[0]);
    }

    [Fact]
    public async Task A_picture_is_not_sent_unless_it_is_allowed()
    {
        ChatMessage message = new(ChatRole.User, [new TextContent("Qu'est-ce ?"), new DataContent(new byte[] { 1 }, "image/png")]);

        await Assert.ThrowsAsync<MaskingFailedException>(() => Client().GetResponseAsync([message], cancellationToken: Cancellation));
        Assert.Empty(_model.Asked);
        await new MaskingChatClient(_model, new Masker(), new MaskingChatOptions(AllowUnmaskable: true)).GetResponseAsync([message], cancellationToken: Cancellation);
        Assert.Single(_model.Asked);
    }

    [Fact]
    public async Task What_fails_while_masking_is_never_sent_nor_told()
    {
        var hostile = new FunctionResultContent("1", new Hostile());
        ChatMessage message = new(ChatRole.Tool, [new TextContent("Je m'appelle Jean Dupont."), hostile]);

        var failure = await Assert.ThrowsAsync<MaskingFailedException>(() => Client().GetResponseAsync([message], cancellationToken: Cancellation));
        Assert.Throws<MaskingFailedException>(() => Client().GetStreamingResponseAsync([message], cancellationToken: Cancellation));

        Assert.Empty(_model.Asked);
        Assert.DoesNotContain("Dupont", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_to_embed_are_masked_each_by_itself()
    {
        var model = new ListedGenerator();

        await new MaskingEmbeddingGenerator(model, new Masker()).GenerateAsync(["Je m'appelle Jean Dupont.", "Je m'appelle Anne Petit."], cancellationToken: Cancellation);

        Assert.Equal(["Je m'appelle [PERSONNE_1].", "Je m'appelle [PERSONNE_1]."], model.Texts);
    }

    private static readonly string[] Phones = ["0639981245"];

    private MaskingChatClient Client() => new(_model, new Masker());

    private static ChatResponseUpdate Piece(string text) => new(ChatRole.Assistant, text);

    private sealed class Hostile
    {
        private readonly string _name = "Dupont";

        public string Name => throw new InvalidOperationException(_name);
    }

    private sealed class ListedGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Texts { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Texts.AddRange(values);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(Texts.Select(_ => new Embedding<float>(new float[] { 1 }))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
