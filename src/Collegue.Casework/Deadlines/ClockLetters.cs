using System.Globalization;
using Collegue.Casework.Sending;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Deadlines;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Casework.Deadlines;

/// <summary>Letters of the legal clock, written into the outbox in the transaction of what caused them.</summary>
public sealed class ClockLetters(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, Letters letters)
{
    /// <summary>Acknowledges receipt with the mentions of CRPA R112-5 and R112-11-1; what silence means is told from a signed rule only.</summary>
    internal async Task AcknowledgeReceiptAsync(Case subject, CaseClock row, GivenRule rule, CancellationToken cancellation)
    {
        if (subject.CitizenEmail is not { } recipient)
        {
            return;
        }

        var (organisation, department) = await WhoAsync(subject, cancellation);
        var culture = LetterTexts.CultureOf(subject.Language);
        var id = letters.Put(subject, recipient,
            LetterTexts.Get("receipt.subject", culture, subject.Number, organisation.Name),
            LetterTexts.Get("receipt.body", culture, TownHallTime.At(subject.ReceivedAt), subject.Number,
                department?.Name ?? organisation.Name, Silence(rule, row.SilenceOn, culture), row.TrackingLink, Letters.Signature(organisation, culture, department)));
        await AfterEarlierLettersAsync(subject, id, cancellation);
    }

    /// <summary>Never overtakes a letter of the case that still waits, such as that of a part which may be taken back.</summary>
    private async Task AfterEarlierLettersAsync(Case subject, Guid letterId, CancellationToken cancellation)
    {
        var waiting = await db.Jobs.Where(job => job.Kind == JobKinds.Deliver && job.State == JobState.Queued
                && db.OutboxMessages.Any(letter => letter.Id == job.SubjectId && letter.CaseId == subject.Id))
            .MaxAsync(job => (DateTimeOffset?)job.DueAt, cancellation);
        var own = db.Jobs.Local.Single(job => job.SubjectId == letterId);
        own.DueAt = waiting > own.DueAt ? waiting.Value : own.DueAt;
    }

    /// <summary>Asks for documents (CRPA L114-5).</summary>
    internal async Task AskForDocumentsAsync(Case subject, CasePause pause, GivenRule rule, string trackingLink, CancellationToken cancellation)
    {
        if (subject.CitizenEmail is not { } recipient)
        {
            return;
        }

        var (organisation, department) = await WhoAsync(subject, cancellation);
        var culture = LetterTexts.CultureOf(subject.Language);
        letters.Put(subject, recipient,
            LetterTexts.Get("missing.subject", culture, subject.Number, organisation.Name),
            LetterTexts.Get("missing.body", culture, subject.Number, Listed(pause.Documents), pause.AnswerBy,
                pause.Note is null ? "" : $"\n{pause.Note}\n", PauseOf(rule, culture), trackingLink, Letters.Signature(organisation, culture, department)));
    }

    /// <summary>The letter to another body proposed to the agent, with what the citizen wrote and how to reach them.</summary>
    public async Task<string> ForwardingAsync(Case subject, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        var (organisation, department) = await WhoAsync(subject, cancellation);
        var written = string.Join("\n\n", messages.Select(message => string.Join('\n', message.Body.Split('\n').Select(line => "> " + line))));
        var citizen = string.Join('\n', new[] { subject.CitizenName, subject.CitizenEmail, subject.CitizenPhone }.Where(line => line is not null));
        return LetterTexts.Get("forward.body", LetterTexts.French, TownHallTime.At(subject.ReceivedAt), subject.Number, citizen.Length == 0 ? "-" : citizen, written,
            Letters.Signature(organisation, LetterTexts.French, department));
    }

    /// <summary>The notice to the citizen proposed to the agent (CRPA L114-2).</summary>
    public static string ForwardingNotice(Case subject, string recipient)
    {
        var culture = LetterTexts.CultureOf(subject.Language);
        return LetterTexts.Get("forward.notice", culture, TownHallTime.At(subject.ReceivedAt), recipient);
    }

    internal async Task SendForwardAsync(Case subject, CaseForward forward, CancellationToken cancellation)
    {
        if (forward.RecipientEmail is { } address)
        {
            var (organisation, _) = await WhoAsync(subject, cancellation);
            letters.Put(subject, address, LetterTexts.Get("forward.subject", LetterTexts.French, subject.Number, organisation.Name), forward.Letter);
        }
    }

    /// <summary>What silence means, in words for the citizen.</summary>
    internal static string Silence(GivenRule rule, DateOnly? silenceOn, CultureInfo culture) => (rule.ToldEffect, silenceOn) switch
    {
        (SilenceEffect.Accepts, { } day) => LetterTexts.Get("silence.accepts", culture, day),
        (SilenceEffect.Refuses, { } day) => LetterTexts.Get("silence.refuses", culture, day, rule.Terms.Remedies).TrimEnd(),
        _ => LetterTexts.Get("silence.undetermined", culture),
    };

    internal static string PauseOf(GivenRule rule, CultureInfo culture) => (rule.ToldEffect, rule.Terms.Pause) switch
    {
        (not SilenceEffect.Undetermined, PauseEffect.Restarts) => LetterTexts.Get("pause.restarts", culture),
        (not SilenceEffect.Undetermined, PauseEffect.Suspends) => LetterTexts.Get("pause.suspends", culture),
        _ => LetterTexts.Get("pause.waits", culture),
    };

    private static string Listed(string documents) => string.Join('\n', documents.Split('\n').Select(line => "- " + line));

    private async Task<(Organisation Organisation, Department? Department)> WhoAsync(Case subject, CancellationToken cancellation)
    {
        var organisation = (await directory.FindAsync(scope.Current, cancellation))?.Organisation
            ?? throw new InvalidOperationException("Letters are written for an organisation.");
        // Triage sets the department without loading the case: read what is stored.
        var department = await db.Cases.Where(row => row.Id == subject.Id).Join(db.Departments, row => row.DepartmentId, row => (Guid?)row.Id, (_, row) => row)
            .AsNoTracking().SingleOrDefaultAsync(cancellation);
        return (organisation, department);
    }
}
