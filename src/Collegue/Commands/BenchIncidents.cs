using System.CommandLine;
using System.Text.Json;
using Collegue.Answering;
using Collegue.Casework.Drafting;
using Collegue.Casework.Incidents;
using Collegue.Casework.Triage.Versions;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>Asks again the messages of closed incidents, and says whether the error would come back.</summary>
internal static class BenchIncidents
{
    public static Command Create()
    {
        var file = new Option<string>("--lessons") { Description = "JSONL file exported from the incidents page.", Required = true };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("incidents", "Ask the messages of closed incidents again; fail when an error would come back.") { file, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            await using var scope = host.Services.CreateScope(owner);
            var triage = await scope.ServiceProvider.GetRequiredService<CurrentTriage>().GetAsync(cancellation);
            var answerer = scope.ServiceProvider.GetRequiredService<Answerer>();
            var today = host.Services.GetRequiredService<TimeProvider>().Today();
            var rows = new List<object>();
            var back = 0;
            await foreach (var lesson in ReadAsync(parsed.GetValue(file)!, cancellation))
            {
                var verdict = await AskAsync(lesson);
                back += verdict == "comes-back" ? 1 : 0;
                rows.Add(new { lesson.Id, lesson.Cause, lesson.Document, Verdict = verdict });
            }

            BenchTable.PrintRows(rows, parsed.GetValue(json));
            BenchTable.Print(new { Incidents = rows.Count, ComeBack = back }, parsed.GetValue(json));
            return back == 0 ? ExitCodes.Success : ExitCodes.Failure;

            async Task<string> AskAsync(IncidentLesson lesson)
            {
                if (lesson.Message is not { } message)
                {
                    return "no-message";
                }

                var outcome = triage.Decide(message);
                if (outcome.Handling == Handling.Human)
                {
                    return "human";
                }

                var answer = await answerer.AskAsync(MessageQuestion.Of(message, outcome.Reasons, owner.Id, owner.Ancestors, today), cancellation);
                var wrong = SentenceWording.Read(lesson.Wrong);
                return answer.Status != AnswerStatus.Answered ? "no-draft"
                    : answer.Sentences.SelectMany(sentence => SentenceCuts.Texts(sentence.Text).Append(sentence.Text)).Any(said => SentenceWording.Read(said).SameAs(wrong)) ? "comes-back"
                    : "gone";
            }
        });
        return command;
    }

    private static async IAsyncEnumerable<IncidentLesson> ReadAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, number);
            }
        }
    }

    private static IncidentLesson Parse(string line, int number)
    {
        try
        {
            return IncidentClosing.ReadLesson(line);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"line {number}: {exception.Message}", exception);
        }
    }
}
