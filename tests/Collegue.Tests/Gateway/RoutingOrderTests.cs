using Collegue.Answering.Models;
using Collegue.Gateway;
using Collegue.Gateway.Routing;
using Collegue.Storage.Gateway;
using Collegue.Storage.Models;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Collegue.Tests.Gateway;

/// <summary>The strategy that asks the fastest first: those that fail fall behind, and none is forgotten for ever.</summary>
public sealed class RoutingOrderTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Provider _one;
    private readonly Provider _other;

    public RoutingOrderTests() => (_one, _other) = (ProviderOf("one"), ProviderOf("other"));

    [Fact]
    public void The_one_that_answers_sooner_is_asked_first()
    {
        _one.Health.Answered(400);
        _other.Health.Answered(200);

        Assert.Equal(["other", "one"], Names());
    }

    [Fact]
    public void One_that_was_never_asked_comes_first_but_not_for_a_second_call_before_it_answered()
    {
        _one.Health.Answered(200);
        Assert.Equal(["other", "one"], Names());

        _other.Health.Begin();

        Assert.Equal(["one", "other"], Names());
    }

    [Fact]
    public void One_that_fails_falls_behind_also_when_it_never_answered()
    {
        _one.Health.Failed();
        _other.Health.Answered(300);
        Assert.Equal(["other", "one"], Names());

        _one.Health.Answered(200);
        _one.Health.Failed();

        Assert.Equal(["other", "one"], Names());
    }

    [Fact]
    public void The_busy_one_comes_after_the_idle_one_that_is_as_fast()
    {
        _one.Health.Answered(200);
        _other.Health.Answered(200);
        _one.Health.Begin();

        Assert.Equal(["other", "one"], Names());
    }

    [Fact]
    public void One_that_was_slow_is_tried_again_after_some_minutes()
    {
        _one.Health.Answered(5_000);
        _other.Health.Answered(200);

        for (var minute = 0; minute < 5; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            _other.Health.Answered(200);
        }

        Assert.Equal(["one", "other"], Names());
    }

    private IEnumerable<string> Names()
    {
        var router = new Router(
            Guid.Empty, Guid.Empty, "nom", ModelKind.TextGeneration, RoutingStrategy.Fastest, RouterMasking.AsServersRequire, InferencePlace.Elsewhere, Shared: false, default, [], [_one, _other]);
        return RoutingOrder.Of(router, InferencePlace.Elsewhere).Select(provider => provider.Endpoint.Name);
    }

    private Provider ProviderOf(string name)
    {
        var model = new LanguageModel
        {
            OrganisationId = Guid.Empty,
            Id = Guid.Empty,
            ServerId = Guid.Empty,
            Name = name,
            ShownName = name,
            ContextTokens = 8_000,
            Enabled = true,
        };
        var server = new ModelServer
        {
            OrganisationId = Guid.Empty,
            Id = Guid.Empty,
            Name = name,
            BaseAddress = $"https://{name}.example/v1",
            Place = InferencePlace.OnPremises,
            MayReceive = DataAllowance.PersonalData,
            FirstTokenSeconds = 2,
            TotalSeconds = 20,
            Enabled = true,
            CreatedAt = default,
        };
        return new Provider(ModelEndpoint.Of(server, model), model, weight: 1, new ProviderHealth(new GatewayOptions(), _clock));
    }
}
