using System.Globalization;
using System.Text;
using Collegue.Casework.Intake;
using Collegue.Storage;
using Collegue.Storage.Cases;
using Collegue.Storage.Desk;
using Collegue.Storage.Drafts;
using Collegue.Storage.Jobs;
using Collegue.Storage.Organisations;

namespace Collegue.Casework.Sending;

/// <summary>Writes letters to citizens into the outbox, in the transaction of what caused them; citizens without e-mail get none.</summary>
public sealed class Letters(CollegueDb db, OrganisationScope scope, OrganisationDirectory directory, LetterTemplates templates, TimeProvider clock)
{
    public async Task AcknowledgeAsync(Case subject, string body, string trackingLink, CancellationToken cancellation)
    {
        if (subject.CitizenEmail is not { } recipient)
        {
            return;
        }

        var organisation = await OrganisationAsync(cancellation);
        var culture = LetterTexts.CultureOf(subject.Language);
        var template = await templates.CurrentAsync(cancellation);
        Put(subject, recipient,
            LetterTexts.Get("acknowledgement.subject", culture, subject.Number, organisation.Name),
            Headed(template, LetterTexts.Get("acknowledgement.body", culture, TownHallTime.At(subject.ReceivedAt), subject.Number, trackingLink, Quoted(body),
                template?.Signature ?? Signature(organisation, culture))),
            subject.Channel == Channel.Email ? LetterKind.AutomaticReply : LetterKind.Notice);
    }

    /// <summary>Puts the letter of a reply into the outbox and gives its id; null when the citizen left no e-mail address.</summary>
    public async Task<Guid?> SendReplyAsync(Case subject, Reply reply, string trackingLink, CancellationToken cancellation)
    {
        return await WriteReplyAsync(subject, reply, trackingLink, cancellation) is { } letter ? Put(subject, letter.Recipient, letter.Title, letter.Body, LetterKind.Reply) : null;
    }

    /// <summary>Tells what an agent answered to a request about the handling of the case.</summary>
    public async Task AnswerRequestAsync(Case subject, string answer, string trackingLink, CancellationToken cancellation)
    {
        if (subject.CitizenEmail is not { } recipient)
        {
            return;
        }

        var organisation = await OrganisationAsync(cancellation);
        var culture = LetterTexts.CultureOf(subject.Language);
        Put(subject, recipient,
            LetterTexts.Get("request.subject", culture, subject.Number, organisation.Name),
            LetterTexts.Get("request.body", culture, answer, trackingLink, Signature(organisation, culture)), LetterKind.Reply);
    }

    /// <summary>The letter of a reply, stored nowhere; null when the citizen left no e-mail address.</summary>
    internal async Task<Letter?> WriteReplyAsync(Case subject, Reply reply, string trackingLink, CancellationToken cancellation)
    {
        if (subject.CitizenEmail is not { } recipient)
        {
            return null;
        }

        var organisation = await OrganisationAsync(cancellation);
        var culture = LetterTexts.CultureOf(subject.Language);
        return new Letter(recipient,
            LetterTexts.Get("reply.subject", culture, subject.Number, organisation.Name),
            Headed(await templates.CurrentAsync(cancellation),
                LetterTexts.Get("reply.body", culture, reply.Text, reply.SignedBy, Origin(reply, organisation, trackingLink, culture), trackingLink)));
    }

    /// <summary>Who prepared a reply and on which sources, one line each.</summary>
    internal static string Origin(Reply reply, Organisation organisation, string trackingLink, CultureInfo culture)
    {
        var origin = new StringBuilder(reply.AgentId is null
            ? LetterTexts.Get("reply.alone", culture, trackingLink, organisation.Phone is { Length: > 0 } phone ? LetterTexts.Get("reply.alone.phone", culture, phone) : "")
            : LetterTexts.Get(reply.DraftId is null ? "reply.written" : "reply.prepared", culture));
        foreach (var (index, source) in reply.Sources.DistinctBy(source => source.Document).Index())
        {
            origin.Append('\n').Append(index == 0 ? "\n" + LetterTexts.Get("reply.sources", culture) + "\n" : "").Append(SourceLine(source, culture));
        }

        return origin.ToString();
    }

    /// <summary>The organisation's own lines above a letter.</summary>
    private static string Headed(LetterTemplate? template, string body) => template?.Letterhead is { } head ? $"{head}\n\n{body}" : body;

    internal static string Signature(Organisation organisation, CultureInfo culture, Department? department = null)
    {
        var lines = new List<string?>
        {
            department?.Name,
            organisation.Name,
            organisation.PostalAddress,
            Line("signature.phone", department?.Phone ?? organisation.Phone),
            Line("signature.email", department?.Email ?? organisation.Email),
            Line("signature.hours", department?.OpeningHours ?? organisation.OpeningHours),
        };
        return string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));

        string? Line(string key, string? value) => string.IsNullOrWhiteSpace(value) ? null : LetterTexts.Get(key, culture, value);
    }

    private static string SourceLine(ReplySource source, CultureInfo culture)
    {
        var updated = source.Updated is { } date ? $", {LetterTexts.Get("source.updated", culture, date.ToDateTime(TimeOnly.MinValue))}" : "";
        return $"- {source.Title}{updated}{(source.Url is null ? "" : $" : {source.Url}")}";
    }

    private static string Quoted(string body) => string.Join('\n', body.Split('\n').Select(line => "> " + line));

    private async Task<Organisation> OrganisationAsync(CancellationToken cancellation) =>
        (await directory.FindAsync(scope.Current, cancellation))?.Organisation
        ?? throw new InvalidOperationException("Letters are written for an organisation.");

    internal Guid Put(Case subject, string recipient, string title, string body, LetterKind kind = LetterKind.Notice)
    {
        var now = clock.GetUtcNow();
        var letter = new OutboxMessage
        {
            OrganisationId = scope.Current,
            Id = Guid.CreateVersion7(now),
            CaseId = subject.Id,
            Recipient = recipient,
            Subject = title,
            Body = body,
            Kind = kind,
            CreatedAt = now,
        };
        db.OutboxMessages.Add(letter);
        db.Jobs.Add(FrontDesk.JobOf(subject, JobKinds.Deliver, letter.Id, now));
        return letter.Id;
    }
}

internal sealed record Letter(string Recipient, string Title, string Body);
