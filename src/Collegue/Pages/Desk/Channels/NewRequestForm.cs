using System.Globalization;
using Collegue.Casework.Intake;
using Collegue.Pages.Citizen;
using Collegue.Storage.Cases;

namespace Collegue.Pages.Desk.Channels;

/// <summary>What an agent types of a request, as typed.</summary>
internal sealed record NewRequestForm
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy"];

    public string? SubmissionId { get; init; }
    public string? Channel { get; init; }
    public string? ReceivedOn { get; init; }
    public string? Body { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalAddress { get; init; }
    public string? ReplyBy { get; init; }
    public string? Language { get; init; }
    public string? Quality { get; init; }
    public string? ProxyName { get; init; }
    public string? ProxyStructure { get; init; }
    public string? Consent { get; init; }
    public string? DepartmentId { get; init; }

    public bool HasProxy => !string.IsNullOrEmpty(Quality);

    /// <summary>What only this form can get wrong; intake checks the rest.</summary>
    public IEnumerable<(string Field, string Code)> Problems()
    {
        if (string.IsNullOrWhiteSpace(Body))
        {
            yield return ("Typed.Body", "body-empty");
        }

        if (ListedChoice.Read<Channel>(Channel) is not { } channel || !ChannelChoices.Typed.Contains(channel))
        {
            yield return ("Typed.Channel", "channel");
        }

        if (ListedChoice.Read<ReplyChannel>(ReplyBy) is null)
        {
            yield return ("Typed.ReplyBy", "reply-by");
        }

        if (!string.IsNullOrWhiteSpace(ReceivedOn) && Day() is null)
        {
            yield return ("Typed.ReceivedOn", "date-shape");
        }

        if (HasProxy && ListedChoice.Read<ProxyQuality>(Quality) is null)
        {
            yield return ("Typed.Quality", "quality");
        }

        if (HasProxy && ListedChoice.Read<ProxyConsent>(Consent) is null)
        {
            yield return ("Typed.Consent", "consent");
        }
    }

    public Submission ToSubmission(IReadOnlyList<SubmittedFile> files, Guid? department, Guid agent) =>
        new(IdentityOf(files), ListedChoice.Read<Channel>(Channel)!.Value, Body ?? "", Name, Email, Phone, Language == "en" ? "en" : "fr", files)
        {
            ReplyBy = ListedChoice.Read<ReplyChannel>(ReplyBy),
            PostalAddress = PostalAddress,
            ReceivedOn = Day(),
            Proxy = HasProxy ? new SubmittedProxy(ProxyName ?? "", ListedChoice.Read<ProxyQuality>(Quality)!.Value, ListedChoice.Read<ProxyConsent>(Consent)!.Value, ProxyStructure) : null,
            DepartmentId = department,
            AgentId = agent,
        };

    /// <summary>The same form with the same words is the same request: a second click makes no second case.</summary>
    public Guid IdentityOf(IReadOnlyList<SubmittedFile> files, string? target = null) => SameSubmission.Of(
        Guid.TryParse(SubmissionId, out var form) ? form : FrontDesk.NewSubmissionId(), files,
        Channel, ReceivedOn, Body, Name, Email, Phone, PostalAddress, ReplyBy, Quality, ProxyName, target);

    public NewRequestForm FilledFrom(Case earlier) => this with
    {
        Name = Or(Name, earlier.CitizenName),
        Email = Or(Email, earlier.CitizenEmail),
        Phone = Or(Phone, earlier.CitizenPhone),
        PostalAddress = Or(PostalAddress, earlier.PostalAddress),
        ReplyBy = Or(ReplyBy, earlier.ReplyBy?.ToString()),
        Language = earlier.Language,
    };

    private static string? Or(string? typed, string? known) => string.IsNullOrWhiteSpace(typed) ? known : typed;

    private DateOnly? Day() => DateOnly.TryParseExact(ReceivedOn?.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
