using System.CommandLine;
using Collegue.Answering;
using Collegue.Bench.Answers;
using Collegue.Storage;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

/// <summary>The promise of every answer, tried on all documents: quotes are true, nothing is said that the citations have not.</summary>
internal static class BenchProofs
{
    public static Command Create()
    {
        var generated = new Option<int>("--generated") { Description = "Questions made from titles and headings.", DefaultValueFactory = _ => 2_000 };
        var seed = new Option<int>("--seed") { Description = "Another one gives other questions; the same one the same.", DefaultValueFactory = _ => 1 };
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("proofs", "Ask about every document and as many made-up questions; prove each answer against the database.") { generated, seed, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var owner = await host.Services.OrganisationAsync(parsed.GetValue(organisation), cancellation);
            var bench = Of(host.Services, owner, Console.Error.WriteLine);
            await using var scope = host.Services.CreateScope(owner);
            var (titles, subjects) = await ProofBench.ReadAsync(scope.ServiceProvider.GetRequiredService<CollegueDb>(), [owner.Id, .. owner.Ancestors], cancellation);
            ProofFigures[] rows =
            [
                await bench.RunAsync("titles", titles, cancellation),
                await bench.RunAsync("generated", GeneratedQuestions.Make(subjects, parsed.GetValue(generated), parsed.GetValue(seed)), cancellation),
            ];
            BenchTable.PrintRows(rows, parsed.GetValue(json));
            return rows.All(row => row.IsSound) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    /// <summary>Asks as the organisation, in units of work of its own.</summary>
    public static ProofBench Of(IServiceProvider services, OrganisationView owner, Action<string> faults)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        return new ProofBench(
            () =>
            {
                var unit = services.CreateScope(owner);
                return (unit.ServiceProvider.GetRequiredService<Answerer>(), unit.ServiceProvider.GetRequiredService<CollegueDb>(), unit);
            },
            text => new Question(text, owner.Id, owner.Ancestors, today) { Office = owner.Office() },
            faults);
    }
}
