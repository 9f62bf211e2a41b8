using System.Net;
using System.Text;
using Collegue.Answering;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Desk.Assistant;

/// <summary>Files joined to a conversation and read for it alone.</summary>
public sealed class JoinedFiles(AssistantServer server) : IClassFixture<AssistantServer>
{
    [Fact]
    public async Task The_words_of_a_file_go_with_the_questions_of_its_conversation_only_and_are_never_indexed()
    {
        var script = server.Scripts.On("fichier-joint", AnswerScript.Saying(Answers.Of(Answers.Sentence("Vu."))));
        using var agent = await server.AgentAsync();

        var opened = await agent.SendAsync(
            await agent.OpenAsync("/desk/assistant/new"), "handler=Files", null, new UploadedFile("courrier.md", Encoding.UTF8.GetBytes("# Courrier de zorglub\n\nLe préavis est de deux mois.\n\n- une pièce\n- une autre")));
        var page = await agent.AskAsync(opened, "Que dit le fichier-joint ?");
        await agent.AskAsync("Que dit un autre fichier-joint ?");
        var search = await agent.OpenAsync("/desk/search?q=zorglub");

        Assert.Contains("Fichiers joints", opened.Text, StringComparison.Ordinal);
        Assert.Contains("courrier.md – lu", opened.Text, StringComparison.Ordinal);
        Assert.Equal(("courrier.md", "Courrier de zorglub\nLe préavis est de deux mois.\n- une pièce\n- une autre"), (script.Asked[0].Attached.Single().Name, script.Asked[0].Attached.Single().Text));
        Assert.Empty(script.Asked[1].Attached);
        Assert.Equal("Que dit le fichier-joint ?", page.Heading);
        Assert.DoesNotContain("courrier.md", search.Text, StringComparison.Ordinal);
        Assert.Equal(0, await server.ReadAsync(AssistantServer.Commune, db => db.Documents.CountAsync(row => row.Key.Contains("courrier"))));
    }

    [Fact]
    public async Task A_quote_from_a_file_opens_the_file_at_the_quote()
    {
        var script = server.Scripts.On("extrait-du-fichier", new AnswerScript());
        using var agent = await server.AgentAsync();
        var opened = await agent.SendAsync(
            await agent.OpenAsync("/desk/assistant/new"), "handler=Files", null, new UploadedFile("bail.txt", Encoding.UTF8.GetBytes("Bail.\n\nLe loyer est de 500 € <par mois>.")));
        var file = await server.ReadAsync(AssistantServer.Commune, db => db.ConversationFiles.SingleAsync(row => row.Name == "bail.txt"));
        var start = file.Text!.IndexOf("Le loyer", StringComparison.Ordinal);
        var quote = file.Text[start..];
        server.Scripts.On("extrait-du-fichier", AnswerScript.Saying(Answers.Of(
            Answers.Sentence("Le loyer est de 500 €.", SentenceRole.Answer, Answers.Citation(quote, file.Id, file.Id, start, "bail.txt")))));

        var turn = (await agent.AskAsync(opened, "Un extrait-du-fichier ?")).Turns()[0];
        var source = await agent.OpenAsync(turn.QuerySelector(".source__open")!.GetAttribute("href")!.Split('#')[0]);

        Assert.Empty(script.Asked);
        Assert.Contains("Fichier joint à la conversation", turn.QuerySelector(".turn__sources")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Le loyer est de 500 € <par mois>.", source.Page.QuerySelector("mark#cited")!.TextContent);
        Assert.Equal(file.Text, source.Page.QuerySelector(".passage")!.TextContent);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_why_and_one_that_is_no_such_file_is_refused()
    {
        using var agent = await server.AgentAsync();
        var page = await agent.OpenAsync("/desk/assistant/new");

        var broken = await agent.SendAsync(page, "handler=Files", null, new UploadedFile("abîmé.pdf", "%PDF-1.4 rien"u8.ToArray()), new UploadedFile("bon.txt", "Du texte."u8.ToArray()));
        var refused = await agent.SendAsync(page, "handler=Files", null, new UploadedFile("jeu.exe", [1]), new UploadedFile("vide.txt", []));
        var none = await agent.SendAsync(page, "handler=Files");
        var kept = await server.ReadAsync(AssistantServer.Commune, db => db.ConversationFiles.SingleAsync(row => row.Name == "abîmé.pdf"));

        Assert.Null(kept.Text);
        Assert.NotNull(kept.Problem);
        Assert.Contains(kept.Problem, broken.Text, StringComparison.Ordinal);
        Assert.Contains("Illisible", broken.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["jeu.exe\u00a0: ce format n’est pas lu", "vide.txt\u00a0: le fichier est vide"], refused.Problems);
        Assert.Equal(["Choisissez au moins un fichier."], none.Problems);
    }

    [Fact]
    public async Task A_conversation_has_so_many_files_and_one_can_be_taken_out()
    {
        using var agent = await server.AgentAsync("scolaire");
        var page = await agent.SendAsync(
            await agent.OpenAsync("/desk/assistant/new"), "handler=Files", null, Enumerable.Range(1, 11).Select(number => new UploadedFile($"note-{number}.txt", "Du texte."u8.ToArray())));

        var fuller = await agent.SendAsync(page, "handler=Files", null, new UploadedFile("de-trop.txt", "Du texte."u8.ToArray()));
        var freed = await agent.SendAsync(page, "handler=RemoveFile");

        Assert.Contains("note-11.txt – une conversation a 10 fichiers au plus", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, fuller.Status);
        Assert.Contains("Le fichier est retiré de la conversation.", freed.Text, StringComparison.Ordinal);
        Assert.Equal(9, freed.Page.QuerySelectorAll(".chat__file").Length);
    }
}
