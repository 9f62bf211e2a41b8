using System.CommandLine;
using Collegue.Answering;
using Collegue.Bench.Answers;
using Collegue.Bench.Intake;
using Collegue.Bench.Triage;
using Collegue.Casework.Triage.Requests;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>Quality and performance, each printed as a table; a promise that is not kept gives exit code 1.</summary>
internal static class BenchCommand
{
    public static Command Create() => new("bench", "Measure quality and performance.")
    {
        BenchRetrieval.Create(), BenchSheets.Create(), BenchRefusals.Create(), BenchGrounding.Create(), BenchPeers.Create(), BenchPeers.CreateOne(), BenchExport.Create(), BenchFuzz.Create(), BenchFuzz.CreateWorker(),
        Answers(), BenchProofs.Create(), BenchDrafts.Create(), Triage(), BenchIncidents.Create(), BenchRecall.Create(), BenchImport.Create(), Intake(), BenchMail.Create(), BenchVectors.Create(), BenchApi.Create(), BenchReadability.Create(), BenchStream.Create(), BenchMasking.Create(),
        BenchQueue.Create(), BenchGateway.Create(),
    };

    private static Command Answers()
    {
        var file = new Option<string>("--questions") { Description = "JSONL file with \"id\" and \"text\".", Required = true };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("answers", "Ask questions; prove every quote against the database; time them.") { file, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            await using var scope = host.Services.CreateScope(owner);
            var today = host.Services.GetRequiredService<TimeProvider>().Today();
            var questions = new List<Question>();
            await foreach (var (_, text) in QuestionFile.ReadAsync(parsed.GetValue(file)!, cancellation))
            {
                questions.Add(new Question(text, owner.Id, owner.Ancestors, today) { Office = owner.Office() });
            }

            var report = await ActivatorUtilities.CreateInstance<AnswersBench>(scope.ServiceProvider).RunAsync(questions, cancellation);
            BenchTable.Print(report, parsed.GetValue(json));
            return report is { FalseQuotes: 0, Uncited: 0, FailedChecks: 0 } ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Triage()
    {
        var file = new Option<string>("--messages")
        {
            Description = "JSONL file with \"id\", \"text\" and \"expect\" (default: the demonstration's messages).",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "demo", "messages.jsonl"),
        };
        var variants = new Option<bool>("--variants")
        {
            Description = "Instead: how often handling changes with names, gender, accents, capitals or typing errors, and between messages of one \"group\".",
        };
        var requests = new Option<string?>("--requests") { Description = "Instead: how often several requests in one message are seen, on a JSONL file with \"id\", \"text\" and \"requests\"." };
        var duplicates = new Option<string?>("--duplicates") { Description = "Instead: how well the likeness of two texts tells a request sent again, on a JSONL file with \"id\", \"first\", \"second\" and \"same\"." };
        var (data, json) = (DataOption.Create(), DataOption.CreateJson());
        var command = new Command("triage", "Compare triage with what a person expects of each message.") { file, variants, requests, duplicates, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            if (parsed.GetValue(requests) is { } several)
            {
                BenchTable.Print(RequestsBench.Run(host.Services.GetRequiredService<RequestFinder>(), several), parsed.GetValue(json));
                return ExitCodes.Success;
            }

            var triage = host.Services.GetRequiredService<Casework.Triage.Triage>();
            if (parsed.GetValue(duplicates) is { } pairs)
            {
                BenchTable.Print(DuplicatesBench.Run(triage, pairs), parsed.GetValue(json));
                return ExitCodes.Success;
            }

            var messages = TriageBench.Read(parsed.GetValue(file)!);
            if (parsed.GetValue(variants))
            {
                var rows = TriageVariants.Run(triage, messages);
                BenchTable.PrintRows(rows, parsed.GetValue(json));
                return rows.All(row => row.Handling < 0.02) ? ExitCodes.Success : ExitCodes.Failure;
            }

            var report = TriageBench.Run(triage, messages, TimeProvider.System);
            BenchTable.Print(report, parsed.GetValue(json));
            return report is { HumanRecall: >= 0.99, HumanPrecision: >= 0.6, KindAccuracy: >= 0.85, KindAbstention: < 0.15 } ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static Command Intake()
    {
        var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 20 };
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 500 };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 2 };
        var json = DataOption.CreateJson();
        var command = new Command("intake", "Post messages from many clients while a server is killed (SIGKILL); count what was confirmed and what exists.") { clients, messages, kills, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var data = Directory.CreateTempSubdirectory("collegue-intake-");
            try
            {
                var environment = new Dictionary<string, string> { ["COLLEGUE_Forms__PerMinute"] = "100000" };
                await using var server = new KilledServer(typeof(BenchCommand).Assembly.Location, data.FullName, environment);
                var texts = TriageBench.Read(Path.Combine(AppContext.BaseDirectory, "demo", "messages.jsonl")).Select(message => message.Text).ToList();
                var report = await IntakeBench.RunAsync(
                    server, parsed.GetValue(clients), parsed.GetValue(messages), parsed.GetValue(kills), texts, cancellation);
                var kept = await KeptCases.WaitUntilPreparedAsync(data.FullName, cancellation);
                BenchTable.Print(new
                {
                    report.Clients,
                    report.Messages,
                    report.Kills,
                    report.Confirmed,
                    report.DistinctNumbers,
                    report.Found,
                    report.Retries,
                    report.MedianMilliseconds,
                    report.Seconds,
                    kept.Cases,
                    kept.Prepared,
                    kept.Triaged,
                    kept.Drafts,
                }, parsed.GetValue(json));
                return report.Confirmed == report.Messages && report.DistinctNumbers == report.Messages && report.Found == report.Messages
                    && kept.Cases == report.Messages && kept.Prepared == report.Messages
                    ? ExitCodes.Success
                    : ExitCodes.Failure;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        });
        return command;
    }
}
