using System.Net;
using Collegue.Gateway;
using Collegue.Gateway.Routing;
using Collegue.Storage.Models;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>A provider that keeps failing is left alone, then tried with one call.</summary>
public sealed class ProviderHealthTests : IDisposable
{
    private static readonly UpstreamAnswer Lost = new(null, ModelOutcome.ServerError);

    private readonly GatewayOptions _options = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly HttpResponseMessage _response = new(HttpStatusCode.OK);
    private readonly ProviderHealth _health;
    private int _asked;

    public ProviderHealthTests() => _health = new ProviderHealth(_options, _clock);

    private UpstreamAnswer Good => new(_response, ModelOutcome.Answered);

    public void Dispose() => _response.Dispose();

    [Fact]
    public async Task Calls_that_fail_let_it_rest_and_nothing_is_asked_meanwhile()
    {
        for (var call = 1; call < _options.FailuresBeforeRest; call++)
        {
            await _health.TellAsync(Lost);
        }

        Assert.True(_health.IsWell);
        await _health.TellAsync(Lost);

        Assert.False(_health.IsWell);
        Assert.True(_health.Rests);
        Assert.Equal(ModelOutcome.Unreachable, (await _health.TryAsync(() => AskedAsync(Good))).Outcome);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task What_is_wrong_with_requests_is_no_failure_of_its_own()
    {
        for (var call = 0; call < 3 * _options.FailuresBeforeRest; call++)
        {
            await _health.TellAsync(new UpstreamAnswer(null, call % 2 == 0 ? ModelOutcome.Abandoned : ModelOutcome.Rejected));
        }

        Assert.True(_health.IsWell);
    }

    [Fact]
    public async Task One_call_at_a_time_tries_it_after_its_rest_and_it_is_well_again_when_that_is_answered()
    {
        await RestAsync();
        var answering = new TaskCompletionSource<UpstreamAnswer>();

        var first = _health.TryAsync(() => AskedAsync(answering.Task));
        var second = await _health.TryAsync(() => AskedAsync(Good));

        Assert.Equal((1, ModelOutcome.Unreachable), (_asked, second.Outcome));
        answering.SetResult(Good);
        Assert.Equal(ModelOutcome.Answered, (await first).Outcome);
        Assert.True(_health.IsWell);
    }

    [Fact]
    public async Task It_rests_again_when_the_call_that_tries_it_fails()
    {
        await RestAsync();

        await _health.TryAsync(() => AskedAsync(Lost));
        await _health.TryAsync(() => AskedAsync(Good));

        Assert.Equal(1, _asked);
        Assert.True(_health.Rests);
    }

    [Fact]
    public async Task What_comes_late_of_a_call_from_before_does_not_end_its_rest()
    {
        await RestAsync();

        await _health.TellAsync(new UpstreamAnswer(null, ModelOutcome.Abandoned));
        await _health.TellAsync(Good);

        Assert.True(_health.Rests);
        await _health.TryAsync(() => AskedAsync(Good));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_is_tried_does_not_make_it_well()
    {
        await RestAsync();

        await _health.TryAsync(() => AskedAsync(new UpstreamAnswer(null, ModelOutcome.Abandoned)));

        Assert.True(_health.Rests);
    }

    [Fact]
    public async Task An_address_that_a_server_does_not_have_says_nothing_of_the_others()
    {
        for (var call = 0; call < 3 * _options.FailuresBeforeRest; call++)
        {
            await _health.TellAsync(new UpstreamAnswer(null, ModelOutcome.UnknownModel) { IsNotOffered = true });
        }

        Assert.True(_health.IsWell);
    }

    [Fact]
    public async Task What_nobody_expects_is_not_taken_for_a_rest()
    {
        await RestAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => _health.TryAsync(() => throw new InvalidDataException("?")).AsTask());
    }

    private async Task RestAsync()
    {
        for (var call = 0; call < _options.FailuresBeforeRest; call++)
        {
            await _health.TellAsync(Lost);
        }

        _clock.Advance(TimeSpan.FromSeconds(_options.RestSeconds));
    }

    private ValueTask<UpstreamAnswer> AskedAsync(UpstreamAnswer answer) => AskedAsync(Task.FromResult(answer));

    private async ValueTask<UpstreamAnswer> AskedAsync(Task<UpstreamAnswer> answer)
    {
        _asked++;
        return await answer;
    }
}
