using System.Collections.Concurrent;
using Collegue.Answering.Models.Calling;
using Collegue.Answering.Models.OpenAI;
using Collegue.Answering.Safeguards.Masking;
using Collegue.Storage.Models;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Models;

/// <summary>A model that may be called now, through everything that must stand around it.</summary>
public sealed record ChatModel(ModelEndpoint Endpoint, IChatClient Client)
{
    public string ShownName => Endpoint.ShownName;
}

/// <summary>What a call would send.</summary>
/// <param name="Words">What people wrote.</param>
/// <param name="OnlyPublished">The rest is published: nothing for agents only, no file of a conversation, no message of a citizen.</param>
public sealed record ChatMaterial(IReadOnlyList<string> Words, bool OnlyPublished);

/// <param name="Ready">In the order to be asked; empty is a normal state.</param>
/// <param name="Passed">Names of chosen models that are left alone for a moment after a failure, or must not receive the material.</param>
public sealed record ChosenModels(IReadOnlyList<ChatModel> Ready, IReadOnlyList<string> Passed);

/// <summary>
/// Gives the models an organisation chose for something. Each client checks, in this order: the kill switch, the budgets, what its server
/// may receive, the time limits; and notes the use. Nothing is ever sent twice.
/// </summary>
public sealed class ChatModels
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _resting = new();
    private readonly ModelCatalogue _catalogue;
    private readonly KillSwitch _stops;
    private readonly ModelLedger _ledger;
    private readonly ModelConnections _connections;
    private readonly ServerKeys _keys;
    private readonly Masker _masker;
    private readonly TimeProvider _clock;

    internal ChatModels(
        ModelCatalogue catalogue, KillSwitch stops, ModelLedger ledger, ModelConnections connections, ServerKeys keys, Masker masker, TimeProvider clock)
    {
        (_catalogue, _stops, _ledger, _connections) = (catalogue, stops, ledger, connections);
        (_keys, _masker, _clock) = (keys, masker, clock);
    }

    public async Task<ChosenModels> ForAsync(
        AnswerFeature feature, Guid organisation, IReadOnlyList<Guid> ancestors, ChatMaterial material, CancellationToken cancellation)
    {
        var caller = new ModelCaller(organisation, ancestors, feature.Stored());
        var (ready, passed) = (new List<ChatModel>(), new List<string>());
        var endpoints = await _catalogue.ForAsync(caller.Feature, organisation, ancestors, cancellation);
        if (endpoints.Count == 0)
            return new ChosenModels([], []);
        var harmless = new Lazy<bool>(() => material.OnlyPublished && material.Words.All(words => _masker.Find(words).Count == 0));
        foreach (var endpoint in endpoints)
        {
            if (IsResting(endpoint.Id) || (endpoint.MayReceive == DataAllowance.PublicTextsOnly && !harmless.Value))
                passed.Add(endpoint.ShownName);
            else
                ready.Add(Open(endpoint, caller));
        }

        return new ChosenModels(ready, passed);
    }

    /// <summary>A model to be tried by hand, even when it is not chosen for anything or rests.</summary>
    public ChatModel Open(ModelEndpoint endpoint, Guid organisation, IReadOnlyList<Guid> ancestors) =>
        Open(endpoint, new ModelCaller(organisation, ancestors, ModelFeature.Trial));

    /// <summary>Says how a call ended: a model that fails by itself is left alone for half a minute, one that answers no longer.</summary>
    public void Note(ModelEndpoint endpoint, ModelOutcome outcome)
    {
        switch (outcome)
        {
            case ModelOutcome.Answered:
                _resting.TryRemove(endpoint.Id, out _);
                break;
            case ModelOutcome.Unreachable or ModelOutcome.NothingInTime or ModelOutcome.TooMany or ModelOutcome.ServerError
                or ModelOutcome.Unauthorised or ModelOutcome.UnknownModel or ModelOutcome.Redirected or ModelOutcome.KeyLost:
                _resting[endpoint.Id] = _clock.GetUtcNow() + Rest;
                break;
        }
    }

    private bool IsResting(Guid model) => _resting.TryGetValue(model, out var until) && _clock.GetUtcNow() < until;

    private ChatModel Open(ModelEndpoint endpoint, ModelCaller caller)
    {
        IChatClient client = new OpenAIChatClient(_connections.To(endpoint.Place), endpoint, _keys);
        client = new TimedChatClient(client, endpoint.FirstToken, endpoint.Total, _clock);
        if (endpoint.MayReceive == DataAllowance.MaskedPersonalData)
            client = new MaskedChatClient(client, _masker);
        client = new AccountedChatClient(client, endpoint, caller, _ledger, _clock);
        return new ChatModel(endpoint, new StoppableChatClient(client, _stops, caller));
    }
}

public static class AnswerFeatureNames
{
    /// <summary>The feature under which choices and uses are stored.</summary>
    public static ModelFeature Stored(this AnswerFeature feature) => feature switch
    {
        AnswerFeature.Ask => ModelFeature.Ask,
        AnswerFeature.Assistant => ModelFeature.Assistant,
        AnswerFeature.Draft => ModelFeature.Draft,
        AnswerFeature.Rewrite => ModelFeature.Rewrite,
        AnswerFeature.Triage => ModelFeature.Triage,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, null),
    };
}
