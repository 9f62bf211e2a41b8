using System.Net;
using System.Text.Json;
using Collegue.Storage.Gateway;
using Collegue.Storage.Jobs;
using Collegue.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Web.Tests.Gateway;

public sealed class Bridge(ProgramServer server) : BridgeContract(server), IClassFixture<ProgramServer>;

public sealed class BridgeOnPostgres(PostgresProgramServer server) : BridgeContract(server), IClassFixture<PostgresProgramServer>;

/// <summary>What the platform of Services Publics+ sends and reads.</summary>
public abstract class BridgeContract(ProgramServer server)
{
    private const string Anonymize = "/anonymize";
    private const string Data = "/prod/run/ditp-get-data";

    [Fact]
    public async Task A_testimony_is_answered_from_the_sources_and_read_by_its_id()
    {
        using var platform = await server.ProgramAsync("cases");
        await PublishAsync();

        var given = await platform.PostAsync(Anonymize, new { id = "exp-1", text = "Je m'appelle Jean Dupont, 06 39 98 12 45. Comment s'inscrire sur les listes électorales ?" });
        var answered = await AnsweredAsync(platform, "exp-1");
        var state = await platform.ReadAsync($"{Data}/exp-1");

        Assert.Equal(HttpStatusCode.OK, given.Status);
        Assert.Equal("exp-1", given["body"].GetProperty("id").GetString());
        Assert.Equal("Je m'appelle [PERSONNE_1], [TELEPHONE_1]. Comment s'inscrire sur les listes électorales ?", given["body"].GetProperty("text").GetString());
        Assert.True(state["state"].GetString() == "answered", state.Json.ToString());
        Assert.Contains("justificatif de domicile", answered["body"].GetProperty("generated_answer").GetString(), StringComparison.Ordinal);
        Assert.Equal("answered", state["result"].GetProperty("status").GetString());
        Assert.NotEmpty(state["result"].GetProperty("citations")[0].GetProperty("quote").GetString()!);
    }

    [Fact]
    public async Task What_is_kept_holds_no_personal_data_and_its_job_is_kept_with_it()
    {
        using var platform = await server.ProgramAsync("cases");

        await platform.PostAsync(Anonymize, new { id = "exp-2", text = "Je suis Mme Kowalczyk, jean.dupont@courriel.example." });
        var (payload, jobs) = await server.ReadAsync(ProgramServer.Town, async db =>
        {
            var row = await db.BridgeMessages.SingleAsync(one => one.ExternalId == "exp-2");
            return (row.Payload, await db.Jobs.CountAsync(job => job.SubjectId == row.Id && job.Kind == "answer-testimony"));
        });

        Assert.DoesNotContain("Kowalczyk", payload, StringComparison.Ordinal);
        Assert.DoesNotContain("courriel.example", payload, StringComparison.Ordinal);
        Assert.Equal(1, jobs);
    }

    [Fact]
    public async Task Without_id_a_text_is_masked_and_nothing_is_kept()
    {
        using var platform = await server.ProgramAsync("cases");
        var before = await server.ReadAsync(ProgramServer.Town, db => db.BridgeMessages.CountAsync());

        var one = await platform.PostAsync(Anonymize, new { text = "Je m'appelle Anne Martin." });
        var two = await platform.PostAsync(Anonymize, new[] { new { text = "Je m'appelle Anne Martin." }, new { text = "Rien." } });

        Assert.Equal("""{"text":"Je m'appelle [PERSONNE_1]."}""", one["body"].ToString());
        Assert.Equal(["Je m'appelle [PERSONNE_1].", "Rien."], two.Each("body", "text"));
        Assert.Equal(before, await server.ReadAsync(ProgramServer.Town, db => db.BridgeMessages.CountAsync()));
    }

    [Fact]
    public async Task Given_twice_by_the_same_id_it_is_the_same()
    {
        using var platform = await server.ProgramAsync("cases");
        var testimony = new { id = "exp-3", text = "Les horaires de la mairie ne sont pas affichés." };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => platform.PostAsync(Data, testimony)));
        var again = await platform.PostAsync(Data, testimony);
        var other = await platform.PostAsync(Data, new { id = "exp-3", text = "Autre chose." });

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, $"{answer.Status} {answer.Json}"));
        Assert.Equal("""{"id":"exp-3"}""", again["body"].ToString());
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal((HttpStatusCode.Conflict, "id_used"), (other.Status, other.Code));
        Assert.Equal(1, await server.ReadAsync(ProgramServer.Town, db => db.BridgeMessages.CountAsync(row => row.ExternalId == "exp-3")));
    }

    [Fact]
    public async Task Lists_are_taken_and_read_as_lists_and_ids_are_given_to_those_without()
    {
        using var platform = await server.ProgramAsync("cases");
        await PublishAsync();

        var given = await platform.SendAsync(HttpMethod.Post, Data, """[{"id":"exp-4","text":"Comment s'inscrire sur les listes électorales ?"},{"id":null,"text":"Merci au guichet."}]""");
        await AnsweredAsync(platform, "exp-4");
        var read = await platform.SendAsync(HttpMethod.Post, Data, """[{"id":"exp-4"},{"id":"inconnu"}]""");

        Assert.Equal(HttpStatusCode.Accepted, given.Status);
        Assert.NotEmpty(given["body"][1].GetProperty("id").GetString()!);
        Assert.Equal(["answered", "unknown"], read.Each("body", "state"));
        Assert.Equal(JsonValueKind.Null, read["body"][1].GetProperty("generated_answer").ValueKind);
    }

    [Fact]
    public async Task Nothing_is_prepared_for_what_belongs_to_a_human()
    {
        using var platform = await server.ProgramAsync("cases");

        await platform.PostAsync(Anonymize, new { id = "exp-5", text = "Je n'en peux plus, je veux mourir. Comment s'inscrire sur les listes électorales ?" });
        var read = await AnsweredAsync(platform, "exp-5");
        var state = await platform.ReadAsync($"{Data}/exp-5");

        Assert.Equal(JsonValueKind.Null, read["body"].GetProperty("generated_answer").ValueKind);
        Assert.Equal("human", read["body"].GetProperty("state").GetString());
        Assert.Equal("human", state["result"].GetProperty("status").GetString());
        Assert.NotEmpty(state["result"].GetProperty("reasons").EnumerateArray());
    }

    [Fact]
    public async Task Work_given_up_is_said_to_have_failed()
    {
        using var platform = await server.ProgramAsync("cases");
        await server.ReadAsync(ProgramServer.Town, async db =>
        {
            var now = server.Clock.GetUtcNow();
            var organisation = await db.Organisations.Where(row => row.Slug == ProgramServer.Town).Select(row => row.Id).SingleAsync();
            var message = new BridgeMessage { OrganisationId = organisation, Id = Guid.CreateVersion7(now), ExternalId = "exp-6", ReceivedAt = now, Payload = """{"text":"a"}""", State = BridgeState.Waiting };
            db.Add(message);
            db.Jobs.Add(new Job { OrganisationId = organisation, Id = Guid.CreateVersion7(now), Kind = "answer-testimony", SubjectId = message.Id, State = JobState.Failed, DueAt = now });
            return await db.SaveChangesAsync();
        });

        Assert.Equal("failed", (await platform.ReadAsync($"{Data}/exp-6"))["state"].GetString());
    }

    [Theory]
    [InlineData(Anonymize, """{"id":"a"}""", 422, "invalid_value")]
    [InlineData(Anonymize, """{"id":"a","text":""}""", 422, "invalid_value")]
    [InlineData(Anonymize, """{"id":{},"text":"a"}""", 422, "invalid_value")]
    [InlineData(Anonymize, "[]", 422, "invalid_value")]
    [InlineData(Anonymize, "{", 400, "invalid_json")]
    [InlineData(Data, """{"id":"jamais vu"}""", 400, "id_not_found")]
    [InlineData(Data, """[{"id":"a"},{"id":"b","text":"c"}]""", 422, "invalid_value")]
    public async Task What_makes_no_sense_is_refused(string path, string body, int status, string code)
    {
        using var platform = await server.ProgramAsync("cases");

        var answer = await platform.SendAsync(HttpMethod.Post, path, body);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Only_keys_that_hand_over_requests_are_let_in_and_each_sees_its_own_organisation()
    {
        using var nobody = server.ProgramWith(null);
        using var reader = await server.ProgramAsync("read");
        using var platform = await server.ProgramAsync("cases");
        using var neighbour = await server.ProgramAsync("cases", ProgramServer.Neighbour);
        await platform.PostAsync(Data, new { id = "exp-7", text = "Bonjour." });

        Assert.Equal((HttpStatusCode.Unauthorized, "missing_api_key"), await RefusedAsync(nobody));
        Assert.Equal((HttpStatusCode.Forbidden, "insufficient_permission"), await RefusedAsync(reader));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.ReadAsync($"{Data}/exp-7")).Status);
    }

    private static async Task<(HttpStatusCode, string)> RefusedAsync(HttpClient client)
    {
        var answer = await client.PostAsync(Anonymize, new { text = "a" });
        return (answer.Status, answer.Code);
    }

    private async Task PublishAsync()
    {
        using var writer = await server.ProgramAsync("read,write");
        var collection = (await writer.PostAsync("/v1/collections", new { name = "Élections", visibility = "public" })).Id;
        await writer.GiveAsync(collection, "listes.md", "# S'inscrire sur les listes électorales\n\nPour vous inscrire sur les listes électorales, présentez en mairie une pièce d'identité et un justificatif de domicile.");
        await server.IndexAsync();
    }

    /// <summary>The workers pause by the clock of the fixture: it goes on while they are waited for.</summary>
    private Task<Answer> AnsweredAsync(HttpClient platform, string id) => Background.UntilAsync(async () =>
    {
        server.Clock.Advance(TimeSpan.FromMilliseconds(600));
        var answer = await platform.PostAsync(Data, new { id });
        return answer.Status == HttpStatusCode.OK ? answer : null;
    });
}
