using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Indexing;
using Collegue.Knowledge.Searching;
using Collegue.Storage.Organisations;
using Collegue.Tests.Knowledge.Searching;
using Collegue.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Collegue.Tests.Knowledge.Embedding.Servers;

/// <summary>Whose vectors a question is compared with, whatever the server of the other model does.</summary>
public sealed class ServingQuestionsTests : AnotherModel
{
    [Fact]
    public async Task When_the_model_changes_the_one_before_serves_until_the_new_one_is_complete()
    {
        await using (var before = Open(Server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        var (stalled, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Server.Instead = async (asked, _) =>
        {
            if (asked.Model == "nouveau")
            {
                stalled.TrySetResult();
                await go.Task;
            }

            return false;
        };
        await using var after = Open(Server.Options("nouveau"));
        var running = after.Embedding.CompleteAsync(null, Now);
        await stalled.Task;

        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("ancien", Server.Requests[^1].Model);
        go.SetResult();
        Assert.IsType<EmbeddingOutcome.Complete>(await running);
        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("nouveau", Server.Requests[^1].Model);
    }

    [Fact]
    public async Task Passages_that_change_while_the_model_does_are_still_served_by_the_one_before()
    {
        await using (var before = Open(Server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        Server.Instead = (asked, http) =>
        {
            http.Response.StatusCode = asked.Model == "nouveau" ? 400 : 200;
            return Task.FromResult(asked.Model == "nouveau");
        };
        await using var after = Open(Server.Options("nouveau"));
        await ImportAsync(after, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));

        Assert.IsType<EmbeddingOutcome.Failed>(await after.Embedding.CompleteAsync(null, Now));

        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("ancien", Server.Requests[^1].Model);
    }

    [Fact]
    public async Task The_one_before_is_not_asked_once_questions_may_not_leave()
    {
        await using (var before = Open(Server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        Server.ForgetAsked();
        await using var after = Open(Server.Options("nouveau", options => options.SendQuestions = false));

        Assert.Empty(await FindAsync(after));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Questions_do_not_leave_unless_it_is_said()
    {
        await using var library = Open(Server.Options(set: options => options.SendQuestions = false));
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);

        Assert.Empty(await FindAsync(library));
        Assert.DoesNotContain("zorglub", Server.Requests.SelectMany(request => request.Texts));
        var status = await library.Embedding.StatusAsync(Now);
        Assert.Equal((true, null, false), (status.Complete, status.Serving, status.SendsQuestions));
    }

    [Fact]
    public async Task A_question_the_server_never_answers_is_compared_by_ours_in_the_same_search()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        var arrived = new TaskCompletionSource();
        Server.Instead = async (_, http) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };

        var searching = library.Search.FindAsync(Library.Query(Here, "paseportperdu"), Now);
        await arrived.Task;
        Database.Clock.Advance(TimeSpan.FromMilliseconds(2_001));

        Assert.Equal("passeport", (await searching)[0].Document);
        Assert.Equal("The embedding model did not answer a question in time.", library.EmbeddingState.Current.QuestionFailure);
    }

    [Fact]
    public async Task After_a_question_failed_the_server_is_left_alone_for_half_a_minute()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        Server.Instead = (_, http) =>
        {
            http.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        Server.ForgetAsked();

        Assert.Empty(await FindAsync(library));
        Assert.Empty(await FindAsync(library));
        Assert.Single(Server.Requests);
        Server.Instead = (_, _) => Task.FromResult(false);
        Database.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(["piscine"], await FindAsync(library));
        Assert.Null(library.EmbeddingState.Current.QuestionFailure);
    }

    [Fact]
    public async Task A_search_by_words_asks_nothing()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        Server.ForgetAsked();

        await library.Search.FindAsync(Library.Query(Here, "piscine") with { Mode = SearchMode.Lexical }, Now);

        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_of_and_harms_no_search()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);
        Server.Instead = (_, http) =>
        {
            http.Response.StatusCode = 401;
            return Task.FromResult(true);
        };

        var failed = Assert.IsType<EmbeddingOutcome.Failed>(await library.Embedding.CompleteAsync(null, Now));

        Assert.Equal("The embeddings server answered 401: check Embeddings:OpenAI:Key.", failed.Reason);
        Assert.Equal(failed.Reason, library.EmbeddingState.Current.Failure);
        Assert.Equal("permis", (await library.FindAsync(Here, "permis de construire"))[0].Document);
    }
}
