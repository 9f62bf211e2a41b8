using System.CommandLine;
using System.Globalization;
using Collegue.Storage.Models;

namespace Collegue.Commands;

/// <summary>The kill switch without the server: running servers obey within a second.</summary>
internal static class StopCommand
{
    public static Command Create()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var reason = new Option<string>("--reason") { Description = "Why; it is kept in the history.", Required = true };
        var answers = new Option<bool>("--answers") { Description = "All automatic answers, not only language models." };
        var all = new Option<bool>("--all") { Description = "For the whole instance." };
        reason.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= ModelStops.LongestReason })
            {
                result.AddError($"--reason takes 1 to {ModelStops.LongestReason} characters.");
            }
        });
        var command = new Command("stop", "Stop language models at once, for an organisation and those below it.") { reason, answers, all, organisation, data };
        command.SetAction((parsed, cancellation) => OnStopsAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async stops =>
        {
            await stops.StopAsync(parsed.GetValue(answers) ? StopLevel.Answers : StopLevel.Models, parsed.GetValue(all), parsed.GetValue(reason)!.Trim(), null, cancellation);
            Console.WriteLine(parsed.GetValue(answers) ? "Automatic answers are suspended." : "Language models are stopped.");
            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    public static Command CreateResume()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var command = new Command("resume", "Lift the stops that an organisation ordered.") { organisation, data };
        command.SetAction((parsed, cancellation) => OnStopsAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async stops =>
        {
            var lifted = 0;
            foreach (var stop in await stops.ListAsync(1_000, cancellation))
            {
                lifted += stop.ResumedAt is null && await stops.ResumeAsync(stop.Id, null, cancellation) ? 1 : 0;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Stops lifted: {lifted}."));
            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static async Task<int> OnStopsAsync(string data, string? slug, Func<ModelStops, Task<int>> act, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(slug, cancellation));
        return await act(scope.ServiceProvider.GetRequiredService<ModelStops>());
    }
}
