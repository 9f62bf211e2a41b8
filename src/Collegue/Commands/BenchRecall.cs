using System.CommandLine;
using System.Globalization;
using Collegue.Casework.Incidents;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Drafts;
using Collegue.Storage.Incidents;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Commands;

/// <summary>How long it takes to find every reply that carries an error, among many; in an empty instance of its own.</summary>
internal static class BenchRecall
{
    private const string Wrong = "Le repas de la cantine coûte 3,20 € pour un quotient de 742.";
    private const string Edited = "Notez que le repas de la cantine coûte bien 3,20 € pour un quotient de 742.";
    private const int Turns = 9;

    /// <summary>One reply in a thousand carries the error, half of them lightly edited.</summary>
    private const int Every = 1_000;

    public static Command Create()
    {
        var replies = new Option<int>("--replies") { Description = "How many replies.", DefaultValueFactory = _ => 100_000 };
        var (data, json) = (DataOption.Create(), DataOption.CreateJson());
        var command = new Command("recall", "Store replies in an empty instance, then time the search of an error.") { replies, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var host = await Instance.OpenAsync(parsed.GetValue(data)!, cancellation);
            var organisation = await PrepareAsync(host.Services, cancellation);
            var clock = host.Services.GetRequiredService<TimeProvider>();
            await FillAsync(host.Services, organisation, parsed.GetValue(replies), cancellation);
            await using var scope = Enter(host.Services, organisation.Id);
            var search = scope.ServiceProvider.GetRequiredService<RecallSearch>();
            var incident = IncidentOf(organisation.Id, organisation.AgentId, clock.GetUtcNow());
            var times = new List<double>();
            var found = 0;
            for (var turn = 0; turn <= Turns; turn++)
            {
                var from = clock.GetTimestamp();
                found = (await search.FindAsync(incident, Reach.Sentence, cancellation)).Count;
                if (turn > 0)
                {
                    times.Add(clock.GetElapsedTime(from).TotalMilliseconds);
                }
            }

            times.Sort();
            var expected = parsed.GetValue(replies) / Every;
            BenchTable.Print(new { Replies = parsed.GetValue(replies), Expected = expected, Found = found, MedianMs = Math.Round(times[Turns / 2], 1), WorstMs = Math.Round(times[^1], 1) }, parsed.GetValue(json));
            return found == expected && times[^1] < 1_000 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    private static async Task<(Guid Id, Guid AgentId)> PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
        if (await db.Organisations.AnyAsync(cancellation))
        {
            throw new InvalidOperationException("the instance is not empty: name a new folder with --data.");
        }

        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var organisation = new Organisation { Id = Guid.CreateVersion7(now), Slug = "banc", Name = "Banc d'essai" };
        var agent = new Agent { Id = Guid.CreateVersion7(now), UserName = "banc", NormalizedUserName = "BANC", DisplayName = "Banc" };
        db.AddRange(organisation, agent);
        await db.SaveChangesAsync(cancellation);
        return (organisation.Id, agent.Id);
    }

    private static async Task FillAsync(IServiceProvider services, (Guid Id, Guid AgentId) organisation, int count, CancellationToken cancellation)
    {
        const int batch = 5_000;
        for (var from = 0; from < count; from += batch)
        {
            await using var scope = Enter(services, organisation.Id);
            var db = scope.ServiceProvider.GetRequiredService<CollegueDb>();
            var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
            var cases = Enumerable.Range(from, Math.Min(batch, count - from)).Select(at => CaseOf(organisation.Id, at, now)).ToList();
            var replies = cases.Select((subject, index) => ReplyOf(organisation, subject, from + index, now)).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.InsertAsync(cases, cancellation);
            await db.InsertAsync(replies, cancellation);
            await db.InsertAsync([.. replies.SelectMany(ReplySentence.Of)], cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private static AsyncServiceScope Enter(IServiceProvider services, Guid organisation)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrganisationScope>().Enter(organisation, []);
        return scope;
    }

    private static Case CaseOf(Guid organisation, int at, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Case
        {
            OrganisationId = organisation,
            Id = id,
            Number = string.Create(CultureInfo.InvariantCulture, $"2026-{at:D6}"),
            TrackingToken = $"{id:N}",
            SubmissionId = id,
            Channel = Channel.Web,
            State = CaseState.Answered,
            Subject = "Demande",
            Language = "fr",
            ReceivedAt = now,
            LastMessageAt = now,
        };
    }

    /// <summary>Eight sentences: some the same in all replies, some in a hundredth of them, some in this one only.</summary>
    private static Reply ReplyOf((Guid Id, Guid AgentId) organisation, Case subject, int at, DateTimeOffset now) => new()
    {
        OrganisationId = organisation.Id,
        Id = Guid.CreateVersion7(now),
        CaseId = subject.Id,
        AgentId = organisation.AgentId,
        SignedBy = "Mairie",
        SentAt = now,
        Text = string.Create(CultureInfo.InvariantCulture, $"""
            Bonjour,
            Nous vous remercions de votre message et voici notre réponse à votre demande.
            Le repas de la cantine coûte {at % 97}{(at % 97 == 3 ? ",25" : "")} € pour un quotient de {at % 1201 + 2_000}.
            Votre dossier numéro {at} est complet et sera examiné par la commission du quartier {at % 100}.
            Le guichet {at % 13} vous accueille le {at % 28} mars de 9 h à 12 h avec vos justificatifs de domicile.
            {(at % Every == 0 ? (at / Every % 2 == 0 ? Wrong : Edited) : "La piscine municipale ouvre tous les jours sauf le lundi matin pour les scolaires.")}
            Vous pouvez demander à parler à quelqu'un à tout moment.
            Nous vous prions d'agréer nos salutations distinguées.
            """),
    };

    private static Incident IncidentOf(Guid organisation, Guid agent, DateTimeOffset now) => new()
    {
        OrganisationId = organisation,
        Id = Guid.CreateVersion7(now),
        ReportedAt = now,
        ReportedByAgentId = agent,
        WrongText = Wrong,
        Description = "Faux",
        Reaches = nameof(Reach.Sentence),
    };
}
