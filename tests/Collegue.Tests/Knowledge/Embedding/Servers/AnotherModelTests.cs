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

/// <summary>
/// Another model beside ours, from its first vector to its last. "zorglub" means "piscine" to it and nothing to ours: a search for it says
/// whose vectors serve.
/// </summary>
public sealed class AnotherModelTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.OnSqlite();
    private readonly DirectoryInfo _index = Directory.CreateTempSubdirectory("collegue-index-");
    private EmbeddingServer _server = null!;
    private Organisation _here = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await EmbeddingServer.StartAsync();
        await using (await SearchShelf.OpenAsync(_database))
        {
            _here = await _database.AddOrganisationAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
        _index.Delete(recursive: true);
    }

    [Fact]
    public async Task Ours_serves_until_the_other_is_complete()
    {
        await using var library = Open(_server.Options());
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
        await using (var first = Open(_server.Options()))
        {
            await ImportAsync(first);
            await first.Embedding.CompleteAsync(null, Now);
        }

        _server.ForgetAsked();
        await using var second = Open(_server.Options());

        Assert.Equal(["piscine"], await FindAsync(second));
        Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now));
        Assert.Equal([["zorglub"]], _server.Requests.Select(request => request.Texts));
    }

    [Fact]
    public async Task A_lost_index_is_filled_again_from_what_is_kept()
    {
        await using (var first = Open(_server.Options()))
        {
            await ImportAsync(first);
            await first.Embedding.CompleteAsync(null, Now);
        }

        _index.Delete(recursive: true);
        _server.ForgetAsked();
        await using var second = Open(_server.Options());

        Assert.Equal(0, Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now)).Asked);
        Assert.Empty(_server.Requests);
        Assert.Equal(["piscine"], await FindAsync(second));
    }

    [Fact]
    public async Task Work_killed_in_the_middle_is_taken_up_and_no_text_is_sent_twice()
    {
        var stalled = new TaskCompletionSource();
        _server.Instead = async (_, http) =>
        {
            if (_server.Requests.Count > 1)
            {
                stalled.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            }

            return false;
        };
        await using (var killed = Open(_server.Options()))
        {
            await ImportAsync(killed);
            using var kill = new CancellationTokenSource();
            var running = killed.Embedding.CompleteAsync(null, kill.Token);
            await stalled.Task;
            await kill.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        Assert.Equal(2, _server.AnsweredTexts.Count);
        _server.Instead = (_, _) => Task.FromResult(false);
        await using var resumed = Open(_server.Options());
        Assert.Equal(2, (await resumed.Embedding.StatusAsync(Now)).Ready);

        Assert.IsType<EmbeddingOutcome.Complete>(await resumed.Embedding.CompleteAsync(null, Now));

        Assert.Distinct(_server.AnsweredTexts);
        Assert.Equal(["piscine"], await FindAsync(resumed));
    }

    [Fact]
    public async Task Only_passages_that_changed_are_sent()
    {
        await using var library = Open(_server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        _server.ForgetAsked();
        await ImportAsync(library, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));

        Assert.IsType<EmbeddingOutcome.Complete>(await library.Embedding.CompleteAsync(null, Now));

        Assert.Equal(["Le marché", "Le marché\nLe marché est ouvert le jeudi."], _server.AnsweredTexts.Select(text => text.TrimEnd()).Order());
        Assert.Equal(["piscine"], await FindAsync(library));
    }

    [Fact]
    public async Task When_the_model_changes_the_one_before_serves_until_the_new_one_is_complete()
    {
        await using (var before = Open(_server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        var (stalled, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _server.Instead = async (asked, _) =>
        {
            if (asked.Model == "nouveau")
            {
                stalled.TrySetResult();
                await go.Task;
            }

            return false;
        };
        await using var after = Open(_server.Options("nouveau"));
        var running = after.Embedding.CompleteAsync(null, Now);
        await stalled.Task;

        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("ancien", _server.Requests[^1].Model);
        go.SetResult();
        Assert.IsType<EmbeddingOutcome.Complete>(await running);
        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("nouveau", _server.Requests[^1].Model);
    }

    [Fact]
    public async Task Passages_that_change_while_the_model_does_are_still_served_by_the_one_before()
    {
        await using (var before = Open(_server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        _server.Instead = (asked, http) =>
        {
            http.Response.StatusCode = asked.Model == "nouveau" ? 400 : 200;
            return Task.FromResult(asked.Model == "nouveau");
        };
        await using var after = Open(_server.Options("nouveau"));
        await ImportAsync(after, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));

        Assert.IsType<EmbeddingOutcome.Failed>(await after.Embedding.CompleteAsync(null, Now));

        Assert.Equal(["piscine"], await FindAsync(after));
        Assert.Equal("ancien", _server.Requests[^1].Model);
    }

    [Fact]
    public async Task The_one_before_is_not_asked_once_questions_may_not_leave()
    {
        await using (var before = Open(_server.Options("ancien")))
        {
            await ImportAsync(before);
            await before.Embedding.CompleteAsync(null, Now);
        }

        _server.ForgetAsked();
        await using var after = Open(_server.Options("nouveau", options => options.SendQuestions = false));

        Assert.Empty(await FindAsync(after));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Questions_do_not_leave_unless_it_is_said()
    {
        await using var library = Open(_server.Options(set: options => options.SendQuestions = false));
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);

        Assert.Empty(await FindAsync(library));
        Assert.DoesNotContain("zorglub", _server.Requests.SelectMany(request => request.Texts));
        var status = await library.Embedding.StatusAsync(Now);
        Assert.Equal((true, null, false), (status.Complete, status.Serving, status.SendsQuestions));
    }

    [Fact]
    public async Task A_question_the_server_never_answers_is_compared_by_ours_in_the_same_search()
    {
        await using var library = Open(_server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        var arrived = new TaskCompletionSource();
        _server.Instead = async (_, http) =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };

        var searching = library.Search.FindAsync(Library.Query(_here, "paseportperdu"), Now);
        await arrived.Task;
        _database.Clock.Advance(TimeSpan.FromMilliseconds(2_001));

        Assert.Equal("passeport", (await searching)[0].Document);
        Assert.Equal("The embedding model did not answer a question in time.", library.EmbeddingState.Current.QuestionFailure);
    }

    [Fact]
    public async Task After_a_question_failed_the_server_is_left_alone_for_half_a_minute()
    {
        await using var library = Open(_server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        _server.Instead = (_, http) =>
        {
            http.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        _server.ForgetAsked();

        Assert.Empty(await FindAsync(library));
        Assert.Empty(await FindAsync(library));
        Assert.Single(_server.Requests);
        _server.Instead = (_, _) => Task.FromResult(false);
        _database.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(["piscine"], await FindAsync(library));
        Assert.Null(library.EmbeddingState.Current.QuestionFailure);
    }

    [Fact]
    public async Task A_search_by_words_asks_nothing()
    {
        await using var library = Open(_server.Options());
        await ImportAsync(library);
        await library.Embedding.CompleteAsync(null, Now);
        _server.ForgetAsked();

        await library.Search.FindAsync(Library.Query(_here, "piscine") with { Mode = SearchMode.Lexical }, Now);

        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_refuses_is_told_of_and_harms_no_search()
    {
        await using var library = Open(_server.Options());
        await ImportAsync(library);
        _server.Instead = (_, http) =>
        {
            http.Response.StatusCode = 401;
            return Task.FromResult(true);
        };

        var failed = Assert.IsType<EmbeddingOutcome.Failed>(await library.Embedding.CompleteAsync(null, Now));

        Assert.Equal("The embeddings server answered 401: check Embeddings:OpenAI:Key.", failed.Reason);
        Assert.Equal(failed.Reason, library.EmbeddingState.Current.Failure);
        Assert.Equal("permis", (await library.FindAsync(_here, "permis de construire"))[0].Document);
    }

    [Fact]
    public async Task Prefixes_are_given_and_change_the_vectors()
    {
        await using (var plain = Open(_server.Options()))
        {
            await ImportAsync(plain);
            await plain.Embedding.CompleteAsync(null, Now);
        }

        _server.ForgetAsked();
        await using var library = Open(_server.Options(set: options => (options.QuestionPrefix, options.PassagePrefix) = ("query: ", "passage: ")));
        Assert.Equal(0, (await library.Embedding.StatusAsync(Now)).Ready);
        await library.Embedding.CompleteAsync(null, Now);
        await FindAsync(library);

        Assert.All(_server.Requests.SelectMany(request => request.Texts), text => Assert.Matches("^(query|passage): ", text));
        Assert.Equal(["query: zorglub"], _server.Requests[^1].Texts);
    }

    [Fact]
    public async Task A_model_replaced_under_its_name_is_noticed_and_starting_over_is_one_command()
    {
        await using (var library = Open(_server.Options()))
        {
            await ImportAsync(library);
            await library.Embedding.CompleteAsync(null, Now);
        }

        _server.Instead = async (asked, http) =>
        {
            await EmbeddingServer.WriteAsync(http, asked.Texts.Select((_, index) => new { index, embedding = (float[])[1, 2, 3] }));
            return true;
        };
        await using var after = Open(_server.Options());
        await ImportAsync(after, ShelfSource.Page("marche", "Le marché", "Le marché est ouvert le jeudi.\n"));
        Assert.Contains("embeddings forget", Assert.IsType<EmbeddingOutcome.Failed>(await after.Embedding.CompleteAsync(null, Now)).Reason, StringComparison.Ordinal);

        Assert.True(await after.Embedding.ForgetAsync(Now) > 0);

        Assert.IsType<EmbeddingOutcome.Complete>(await after.Embedding.CompleteAsync(null, Now));
    }

    [Fact]
    public async Task Two_processes_do_not_pay_twice()
    {
        var (stalled, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        _server.Instead = async (_, _) =>
        {
            stalled.TrySetResult();
            await go.Task;
            return false;
        };
        await using var first = Open(_server.Options());
        await ImportAsync(first);
        await using var second = Open(_server.Options());
        var running = first.Embedding.CompleteAsync(null, Now);
        await stalled.Task;

        Assert.IsType<EmbeddingOutcome.Elsewhere>(await second.Embedding.CompleteAsync(null, Now));
        go.SetResult();
        await running;
        Assert.Equal(0, Assert.IsType<EmbeddingOutcome.Complete>(await second.Embedding.CompleteAsync(null, Now)).Asked);
    }

    private Library Open(EmbeddingsOptions options) => new(_database, _index.FullName, adapt: services => services.AddSingleton(Options.Create(options)));

    private async Task ImportAsync(Library library, params IReadOnlyList<Collegue.Knowledge.Sources.SourceDocument> others)
    {
        await library.ImportAsync(
            ShelfSource.Of([
                ShelfSource.Page("piscine", "Tarifs de la piscine", "L'entrée coûte trois euros.\n"),
                ShelfSource.Page("passeport", "Passeport perdu", "La perte d'un passeport se déclare en mairie.\n"),
                ShelfSource.Page("permis", "Permis de construire", "Le permis de construire est demandé pour une maison.\n"),
                ShelfSource.Page("cantine", "Inscription à la cantine", "Les enfants sont inscrits en juin.\n"),
                .. others]),
            Library.Target(_here));
        await library.Index.RefreshAsync(Now);
    }

    private async Task<string[]> FindAsync(Library library) => [.. (await library.FindAsync(_here, "zorglub")).Select(hit => hit.Document)];
}
