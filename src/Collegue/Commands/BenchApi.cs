using System.CommandLine;
using Collegue.Access.Keys;
using Collegue.Bench.Intake;
using Collegue.Bench.Load;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>How many searches a second a real server answers over HTTP, with the one who asks on the same machine.</summary>
internal static class BenchApi
{
    public static Command Create()
    {
        var queries = new Option<string>("--queries") { Description = "JSONL file with \"id\", \"query\" and \"relevant\".", Required = true };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 8 };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 20 };
        var least = new Option<double>("--least") { Description = "Requests a second below which the promise is not kept.", DefaultValueFactory = _ => 800 };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("api", "Ask GET /api/search over several connections, on a copy of an instance served on this machine.") { queries, connections, seconds, least, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var suite = await BenchRetrieval.ReadAsync(parsed.GetValue(queries)!, cancellation);
            using var copy = new InstanceCopy();
            await copy.FillAsync(parsed.GetValue(data)!, withIndex: true, cancellation);
            var key = await KeyAsync(copy.Folder, parsed.GetValue(organisation), cancellation);
            var environment = new Dictionary<string, string> { ["COLLEGUE_Api__PerMinuteWithKey"] = "10000000" };
            LoadFigures figures;
            await using (var server = new KilledServer(typeof(BenchApi).Assembly.Location, copy.Folder, environment, demo: false))
            {
                await server.StartAsync(cancellation);
                figures = await LoadBench.RunAsync(server.Address, key, suite, parsed.GetValue(connections), TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellation);
            }

            BenchTable.Print(figures, parsed.GetValue(json));
            return figures.Wrong == 0 && figures.RequestsPerSecond >= parsed.GetValue(least) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<string> KeyAsync(string folder, string? organisation, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(folder, cancellation);
        await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(organisation, cancellation));
        return (await ActivatorUtilities.CreateInstance<ProgramKeys>(scope.ServiceProvider).CreateAsync("bench", ApiScopes.Read, days: 1, agent: null, cancellation)).Secret;
    }
}
