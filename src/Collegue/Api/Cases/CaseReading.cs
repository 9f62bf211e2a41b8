using Collegue.Casework.Intake;
using Collegue.Pages;
using Collegue.Storage.Cases;

namespace Collegue.Api.Cases;

/// <summary>Turns what a portal sent into a submission; names outside their lists are problems of their fields.</summary>
internal static class CaseReading
{
    public static (Submission Submission, IReadOnlyList<IntakeProblem> Problems) Of(CaseSubmission request, IReadOnlyList<SubmittedFile> files, Guid identity)
    {
        var problems = new List<IntakeProblem>();
        var proxy = request.OnBehalf;
        var submission = new Submission(
            identity, Channel.Api, request.Message ?? "", request.Contact?.Name, request.Contact?.Email, request.Contact?.Phone,
            request.Language == "en" ? "en" : "fr", files)
        {
            PostalAddress = request.Contact?.PostalAddress,
            ReplyBy = Read<ReplyChannel>(request.ReplyBy, IntakeField.ReplyBy, problems),
            Proxy = proxy is null ? null : new SubmittedProxy(
                proxy.Name ?? "", Read<ProxyQuality>(proxy.Quality, IntakeField.ProxyQuality, problems) ?? ProxyQuality.Other,
                Read<ProxyConsent>(proxy.Consent, IntakeField.ProxyConsent, problems) ?? ProxyConsent.None, proxy.Structure),
        };
        if (request.Language is not (null or "fr" or "en"))
        {
            problems.Add(new(IntakeField.Language, "unknown-name", "fr, en"));
        }

        return (submission, problems);
    }

    private static T? Read<T>(string? given, IntakeField field, List<IntakeProblem> problems)
        where T : struct, Enum
    {
        if (given is null)
        {
            return null;
        }

        var known = Enum.GetNames<T>().FirstOrDefault(name => Views.Name(name) == given);
        if (known is null)
        {
            problems.Add(new(field, "unknown-name", string.Join(", ", Enum.GetNames<T>().Select(Views.Name))));
        }

        return ListedChoice.Read<T>(known);
    }
}
