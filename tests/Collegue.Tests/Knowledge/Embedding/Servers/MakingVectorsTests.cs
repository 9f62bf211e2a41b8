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

/// <summary>The vectors of another model, from the first to the last: nothing is asked twice, whatever happens meanwhile.</summary>
public sealed class MakingVectorsTests : AnotherModel
{
    [Fact]
    public async Task Ours_serves_until_the_other_is_complete()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);

        Assert.Empty(await FindAsync(library));
        var complete = Assert.IsType<EmbeddingOutcome.Complete>(await library.Embedding.CompleteAsync(null, Now));

        Assert.Equal(["piscine"], await FindAsync(library));
        Assert.Equal(4, complete.Passages);
        Assert.Equal(new EmbeddingReport(complete.Model, complete.Model, 4, 4, Complete: true, null, null), library.EmbeddingState.Current);
    }

    [Fact]
    public async Task A_second_run_and_another_process_ask_for_no_passage()
    {
        await using (var first = Open(Server.Options()))
        {
            await ImportAsync(first);
            await first.Embedding.CompleteAsync(null, Now);
        }

        Server.ForgetAsked();
        await using var second = Open(Server.Options());

        Assert.Equal(["piscine"], await FindAsync(second));
        Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now));
        Assert.Equal([["zorglub"]], Server.Requests.Select(request => request.Texts));
    }

    [Fact]
    public async Task A_lost_index_is_filled_again_from_what_is_kept()
    {
        await using (var first = Open(Server.Options()))
        {
            await ImportAsync(first);
            await first.Embedding.CompleteAsync(null, Now);
        }

        Index.Delete(recursive: true);
        Server.ForgetAsked();
        await using var second = Open(Server.Options());

        Assert.Equal(0, Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now)).Asked);
        Assert.Empty(Server.Requests);
        Assert.Equal(["piscine"], await FindAsync(second));
    }

    [Fact]
    public async Task Work_killed_in_the_middle_is_taken_up_and_no_text_is_sent_twice()
    {
        var stalled = new TaskCompletionSource();
        Server.Instead = async (_, http) =>
        {
            if (Server.Requests.Count > 1)
            {
                stalled.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            }

            return false;
        };
        await using (var killed = Open(Server.Options()))
        {
            await ImportAsync(killed);
            using var kill = new CancellationTokenSource();
            var running = killed.Embedding.CompleteAsync(null, kill.Token);
            await stalled.Task;
            await kill.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        Assert.Equal(2, Server.AnsweredTexts.Count);
        Server.Instead = (_, _) => Task.FromResult(false);
        await using var resumed = Open(Server.Options());
        Assert.Equal(2, (await resumed.Embedding.StatusAsync(Now)).Ready);

        Assert.IsType<EmbeddingOutcome.Complete>(await resumed.Embedding.CompleteAsync(null, Now));

        Assert.Distinct(Server.AnsweredTexts);
        Assert.Equal(["piscine"], await FindAsync(resumed));
    }

    [Fact]
    public async Task Only_passages_that_changed_are_sent()
    {
        await using var library = Open(Server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        Server.ForgetAsked();
        await ImportAsync(library, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));

        Assert.IsType<EmbeddingOutcome.Complete>(await library.Embedding.CompleteAsync(null, Now));

        Assert.Equal(["Le marché", "Le marché\nLe marché est ouvert le jeudi."], Server.AnsweredTexts.Select(text => text.TrimEnd()).Order());
        Assert.Equal(["piscine"], await FindAsync(library));
    }

    [Fact]
    public async Task A_model_replaced_under_its_name_is_noticed_and_starting_over_is_one_command()
    {
        await using (var library = Open(Server.Options()))
        {
            await ImportAsync(library);
            await library.Embedding.CompleteAsync(null, Now);
        }

        Server.Instead = async (asked, http) =>
        {
            await EmbeddingServer.WriteAsync(http, asked.Texts.Select((_, index) => new { index, embedding = (float[])[1, 2, 3] }));
            return true;
        };
        await using var after = Open(Server.Options());
        await ImportAsync(after, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));
        Assert.Contains("embeddings forget", Assert.IsType<EmbeddingOutcome.Failed>(await after.Embedding.CompleteAsync(null, Now)).Reason, StringComparison.Ordinal);

        Assert.True(await after.Embedding.ForgetAsync(Now) > 0);

        Assert.IsType<EmbeddingOutcome.Complete>(await after.Embedding.CompleteAsync(null, Now));
    }

    [Fact]
    public async Task Two_processes_do_not_pay_twice()
    {
        var (stalled, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Server.Instead = async (_, _) =>
        {
            stalled.TrySetResult();
            await go.Task;
            return false;
        };
        await using var first = Open(Server.Options());
        await ImportAsync(first);
        await using var second = Open(Server.Options());
        var running = first.Embedding.CompleteAsync(null, Now);
        await stalled.Task;

        Assert.IsType<EmbeddingOutcome.Elsewhere>(await second.Embedding.CompleteAsync(null, Now));
        go.SetResult();
        await running;
        Assert.Equal(0, Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now)).Asked);
    }

    [Fact]
    public async Task Prefixes_are_given_and_change_the_vectors()
    {
        await using (var plain = Open(Server.Options()))
        {
            await ImportAsync(plain);
            await plain.Embedding.CompleteAsync(null, Now);
        }

        Server.ForgetAsked();
        await using var library = Open(Server.Options(set: options => (options.QuestionPrefix, options.PassagePrefix) = ("query: ", "passage: ")));
        Assert.Equal(0, (await library.Embedding.StatusAsync(Now)).Ready);
        await library.Embedding.CompleteAsync(null, Now);
        await FindAsync(library);

        Assert.All(Server.Requests.SelectMany(request => request.Texts), text => Assert.Matches("^(query|passage): ", text));
        Assert.Equal(["query: zorglub"], Server.Requests[^1].Texts);
    }
}
