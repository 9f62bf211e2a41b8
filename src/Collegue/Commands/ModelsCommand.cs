using System.CommandLine;
using System.Globalization;
using Collegue.Answering.Models;
using Collegue.Storage;
using Collegue.Storage.Models;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>The language models of an organisation: which there are, and whether they answer.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List the language models of an organisation, or try one.") { List(), Test() };

    private static Command List()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("list", "List the models, their servers and what these may receive; keys are not shown.") { organisation, data, json };
        command.SetAction((parsed, cancellation) => OnModelsAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), (_, _, models) =>
        {
            Console.WriteLine(parsed.GetValue(json)
                ? Wire.Line(new { models = models.Select(Describe) })
                : models.Count == 0 ? "No model: Collègue answers with its sources." : string.Join('\n', models.Select(Line)));
            return Task.FromResult(ExitCodes.Success);
        }, cancellation));
        return command;
    }

    private static Command Test()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var name = new Argument<string>("model") { Description = "The name under which it is shown." };
        var command = new Command("test", "Call a model with a harmless sentence and say whether it answers.") { name, organisation, data, json };
        command.SetAction((parsed, cancellation) => OnModelsAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async (services, view, models) =>
        {
            var wanted = models.FirstOrDefault(model => model.ShownName == parsed.GetValue(name))
                ?? throw new InvalidOperationException($"no model is shown under the name '{parsed.GetValue(name)}'; 'collegue models list' gives the names.");
            var run = await services.GetRequiredService<ModelTrial>().BeginAsync(view, wanted.Id, cancellation)
                ?? throw new InvalidOperationException("the model was removed meanwhile.");
            var result = await run(cancellation);
            Console.WriteLine(parsed.GetValue(json)
                ? Wire.Line(new { model = wanted.ShownName, outcome = result.Outcome.ToString(), first_token_ms = result.FirstTokenMilliseconds, ms = result.Milliseconds })
                : string.Create(CultureInfo.InvariantCulture, $"{wanted.ShownName}: {result.Outcome}, first token {result.FirstTokenMilliseconds?.ToString(CultureInfo.InvariantCulture) ?? "-"} ms, {result.Milliseconds} ms in all"));
            return result.Outcome == ModelOutcome.Answered ? ExitCodes.Success : ExitCodes.Failure;
        }, cancellation));
        return command;
    }

    private static object Describe(LanguageModel model) => new
    {
        name = model.ShownName,
        model = model.Name,
        server = model.Server!.Name,
        place = model.Server.Place.ToString(),
        may_receive = model.Server.MayReceive.ToString(),
        licence = model.Licence,
        enabled = model.Enabled && model.Server.Enabled,
        last_trial = model.TriedOutcome?.ToString(),
    };

    private static string Line(LanguageModel model) => string.Join('\t', model.ShownName, model.Name, model.Server!.Name, model.Server.Place, model.Server.MayReceive,
        model.Enabled && model.Server.Enabled ? "enabled" : "disabled", model.TriedOutcome?.ToString() ?? "never tried");

    private static async Task<int> OnModelsAsync(
        string data, string? slug, Func<IServiceProvider, OrganisationView, IReadOnlyList<LanguageModel>, Task<int>> act, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        var organisation = await host.Services.OrganisationAsync(slug, cancellation);
        await using var scope = host.Services.CreateScope(organisation);
        var models = await scope.ServiceProvider.GetRequiredService<CollegueDb>().LanguageModels.AsNoTracking().Include(row => row.Server)
            .OrderBy(row => row.ShownName).ToListAsync(cancellation);
        return await act(host.Services, organisation, models);
    }
}
