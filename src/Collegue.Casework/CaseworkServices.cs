using Collegue.Casework.Deadlines;
using Collegue.Casework.Drafting;
using Collegue.Casework.Incidents;
using Collegue.Casework.Intake;
using Collegue.Casework.Intake.Mail;
using Collegue.Casework.Mandates;
using Collegue.Casework.Proposals;
using Collegue.Casework.Reviewing;
using Collegue.Casework.Sending;
using Collegue.Casework.Sending.Paper;
using Collegue.Casework.Triage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Casework;

public static class CaseworkServices
{
    /// <summary>Registers the way of a message; the storage must be registered by the host.</summary>
    public static IServiceCollection AddCasework(this IServiceCollection services)
    {
        services.AddOptions<CaseworkOptions>().BindConfiguration(CaseworkOptions.Section).ValidateOnStart();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<CaseworkOptions>, CaseworkOptionsValidator>();
        services.TryAddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();

        services.AddDeadlines();
        services.TryAddScoped<FrontDesk>();
        services.TryAddScoped<CitizenDesk>();
        services.TryAddScoped<Letters>();
        services.TryAddScoped<OwnerLetters>();
        services.TryAddScoped<Replying>();
        services.TryAddScoped<Departures>();
        services.TryAddScoped<ReviewDesk>();
        services.TryAddScoped<Visits>();
        services.TryAddScoped<CaseTurn>();
        services.TryAddScoped<Closings>();
        services.TryAddScoped<Merges>();
        services.TryAddScoped<PartOpening>();
        services.TryAddScoped<Splits>();
        services.TryAddScoped<Locks>();
        services.TryAddScoped<Notes>();
        services.TryAddScoped<Absences>();
        services.TryAddScoped<SecondSignatures>();
        services.TryAddScoped<CannedAnswers>();
        services.TryAddScoped<LetterTemplates>();
        services.TryAddScoped<ReplyFiles>();
        services.TryAddScoped<Dispatch>();
        services.TryAddScoped<DeliveryDesk>();
        services.TryAddScoped<PaperLetters>();
        services.TryAddScoped<CitizenRequests>();
        services.TryAddScoped<ContactDesk>();
        services.AddMailIntake();

        services.AddMandates();
        services.AddIncidents();
        services.AddProposals();
        services.AddTriage();
        services.TryAddScoped<DraftLetter>();
        services.TryAddScoped<AnswerCopy>();
        services.AddScoped<IJobHandler, CasePreparation>();
        services.AddScoped<IJobHandler, Postman>();
        services.AddScoped<IJobHandler, DepartureJob>();
        services.TryAddScoped<LetterEnvelopes>();
        services.TryAddScoped<LetterDesk>();
        services.TryAddSingleton<EmlFolder>();
        services.TryAddSingleton<SmtpDrop>();
        services.TryAddSingleton<IMailDrop>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.SmtpHost is { Length: > 0 }
                ? provider.GetRequiredService<SmtpDrop>()
                : provider.GetRequiredService<EmlFolder>());
        return services;
    }
}
