using System.Globalization;
using System.Text.RegularExpressions;
using Collegue.Answering.Generating;
using Collegue.Answering.Models;
using Collegue.Answering.Safeguards.Instructions;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.Extensions.AI;

namespace Collegue.Answering.Writing.Rewriting;

/// <summary>Rewrites with the models the organisation chose for it, in their order.</summary>
internal sealed partial class ChatRewriter(ChatModels models, OrganisationScope scope) : IRewriter
{
    private const int Version = 1;
    private const int FewestTokens = 256;
    private const int MostTokens = 6_000;
    private const int Margin = 600;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr");

    public async Task<RewriteOutcome> RewriteAsync(RewriteRequest request, CancellationToken cancellation)
    {
        // What an agent works on is not published yet.
        var chosen = await models.ForAsync(AnswerFeature.Rewrite, scope.Current, scope.Ancestors,
            new ChatMaterial([request.Text], OnlyPublished: false), cancellation);
        var obstacle = chosen.Passed.Count > 0 ? RewriteObstacle.Failed : RewriteObstacle.NoModel;
        foreach (var model in chosen.Ready)
        {
            try
            {
                if (await AskAsync(model, request, cancellation) is { } text)
                    return new RewriteOutcome.Rewritten(text, model.ShownName);
                obstacle = RewriteObstacle.Failed;
            }
            catch (ModelException failure)
            {
                models.Note(model.Endpoint, failure.Outcome);
                obstacle = ObstacleOf(failure.Outcome);
                if (obstacle == RewriteObstacle.Stopped)
                    break;
            }
        }

        return new RewriteOutcome.Unavailable(obstacle);
    }

    /// <summary>Null when it answered something that is no rewriting.</summary>
    private async Task<string?> AskAsync(ChatModel model, RewriteRequest request, CancellationToken cancellation)
    {
        var options = new ChatOptions { Temperature = 0, MaxOutputTokens = Math.Clamp(request.Text.Length, FewestTokens, MostTokens) };
        var response = await model.Client.GetResponseAsync(Messages(request), options, cancellation);
        models.Note(model.Endpoint, ModelOutcome.Answered);
        var text = Marks().Replace(Thoughts().Replace(response.Text, ""), "").Trim().Trim('`').Trim();
        return text.Length > 0
            && text.Length <= (3 * request.Text.Length) + Margin
            && response.FinishReason != ChatFinishReason.Length
            && response.FinishReason != ChatFinishReason.ContentFilter
            && !Stance.Refuses(text)
            && (request.Kind == RewriteKind.Translation || !SpokenLanguage.IsOther(text, French)) ? text : null;
    }

    private static ChatMessage[] Messages(RewriteRequest request)
    {
        var data = new PromptData();
        var language = request.Kind == RewriteKind.Translation && request.Language is { } code
            ? $"\n\nLangue demandée : {CultureInfo.GetCultureInfo(code).NativeName} ({code})."
            : "";
        return
        [
            new ChatMessage(ChatRole.System, $"{PromptOf(request.Kind).Text}{language}\n\n{data.Rule}"),
            new ChatMessage(ChatRole.User, data.Wrap("texte", request.Text)),
        ];
    }

    private static Prompt PromptOf(RewriteKind kind) => Prompt.Of(
        kind switch
        {
            RewriteKind.Plain => "plain",
            RewriteKind.Shorter => "shorter",
            RewriteKind.Courteous => "courteous",
            RewriteKind.Translation => "translate",
            RewriteKind.EasyToRead => "falc",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
        Version, French);

    private static RewriteObstacle ObstacleOf(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.NotAllowed => RewriteObstacle.NotMasked,
        ModelOutcome.OverBudget => RewriteObstacle.OverBudget,
        ModelOutcome.Stopped => RewriteObstacle.Stopped,
        _ => RewriteObstacle.Failed,
    };

    [GeneratedRegex(@"<think>.*?(</think>|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Thoughts();

    [GeneratedRegex(@"</?donnees-[^>]{0,60}>", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
