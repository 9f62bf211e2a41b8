using System.CommandLine;
using Collegue.Answering;
using Collegue.Bench.Triage;
using Collegue.Casework.Drafting;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage.Cases;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>For how many messages the colleague would have a draft; with <c>--show</c>, what it would quote.</summary>
internal static class BenchDrafts
{
    public static Command Create()
    {
        var file = new Option<string>("--messages")
        {
            Description = "JSONL file with \"id\", \"text\" and \"expect\" (default: the demonstration's messages).",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "demo", "messages.jsonl"),
        };
        var show = new Option<bool>("--show") { Description = "Print each message with what is quoted for it." };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("drafts", "Say for how many messages a draft would be prepared.") { file, show, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            await using var scope = host.Services.CreateScope(owner);
            var triage = await scope.ServiceProvider.GetRequiredService<CurrentTriage>().GetAsync(cancellation);
            var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
            var today = host.Services.GetRequiredService<TimeProvider>().Today();
            var rows = new List<(ExpectedTriage Message, Handling Handling, AnswerStatus? Status)>();
            foreach (var message in TriageBench.Read(parsed.GetValue(file)!))
            {
                var outcome = triage.Decide(message.Text);
                var answer = outcome.Handling == Handling.Human ? null
                    : await answerer.AskAsync(MessageQuestion.Of(message.Text, outcome.Reasons, owner.Id, owner.Ancestors, today), cancellation);
                rows.Add((message, outcome.Handling, answer?.Status));
                if (parsed.GetValue(show))
                {
                    Console.WriteLine($"--- {message.Id} [{outcome.Task ?? "unknown"}, {outcome.Handling}] {message.Text}\n{answer?.Text ?? "(human)"}\n");
                }
            }

            BenchTable.Print(new
            {
                Messages = rows.Count,
                Human = rows.Count(row => row.Handling == Handling.Human),
                Automatable = rows.Count(row => row.Handling == Handling.Automatable),
                AutomatableWithDraft = rows.Count(row => row is { Handling: Handling.Automatable, Status: AnswerStatus.Answered }),
                Assisted = rows.Count(row => row.Handling == Handling.Assisted),
                AssistedWithDraft = rows.Count(row => row is { Handling: Handling.Assisted, Status: AnswerStatus.Answered }),
            }, parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }
}
